/** Sentences about what was left empty, in both languages. The page's script says them too: without imports, as small as they are. */
import type { Label } from '../../base/text.ts';
import type { Field, Paper } from './model.ts';

type Empty = { readonly code: 'missing' | 'not-accepted'; readonly wrong: Label; readonly fix: Label };
/** What such a sentence is made of: the page's script knows no more. */
export type Asked = Pick<Field, 'label' | 'control'>;

export function missing(field: Asked): Empty {
  const { vi, en } = field.label;
  switch (field.control) {
    case 'radio':
    case 'select':
      return said('missing', `Chưa chọn “${vi}”.`, `“${en}” is not chosen.`, 'Chọn một mục.', 'Choose one.');
    case 'ticks':
      return said('missing', `Chưa đánh dấu mục nào ở “${vi}”.`, `Nothing is ticked under “${en}”.`, 'Đánh dấu ít nhất một mục.', 'Tick at least one.');
    case 'tick':
      return notAccepted(field);
    case 'date3':
      return said('missing', `Chưa ghi “${vi}”.`, `“${en}” is empty.`, 'Ghi ngày, tháng và năm.', 'Write day, month and year.');
    case 'address':
      return said('missing', `Chưa ghi “${vi}”.`, `“${en}” is empty.`, 'Ghi xã, phường và nơi ở trong đó.', 'Write the commune and the place in it.');
    case 'file':
      return said('missing', `Chưa có tệp “${vi}”.`, `The file “${en}” is missing.`, 'Chụp ảnh hoặc chọn tệp.', 'Take a picture or choose a file.');
    default:
      return said('missing', `Chưa ghi “${vi}”.`, `“${en}” is empty.`, 'Điền vào ô này.', 'Fill in this box.');
  }
}

export const notAccepted = (field: Asked): Empty =>
  said(
    'not-accepted',
    `Cần đánh dấu “${field.label.vi}”.`,
    `“${field.label.en}” has to be ticked.`,
    'Đọc rồi đánh dấu để đi tiếp.',
    'Read it and tick it to go on.',
  );

export function paperMissing({ title: { vi, en }, atCounter }: Pick<Paper, 'title' | 'atCounter'>): Label {
  return atCounter
    ? {
        vi: `Chưa có “${vi}”. Chụp ảnh, chọn tệp, hoặc đánh dấu sẽ nộp bản giấy.`,
        en: `“${en}” is missing. Take a picture, choose a file, or tick that the paper will be brought.`,
      }
    : { vi: `Chưa có “${vi}”. Chụp ảnh hoặc chọn tệp.`, en: `“${en}” is missing. Take a picture or choose a file.` };
}

function said(code: Empty['code'], vi: string, en: string, fixVi: string, fixEn: string): Empty {
  return { code, wrong: { vi, en }, fix: { vi: fixVi, en: fixEn } };
}
