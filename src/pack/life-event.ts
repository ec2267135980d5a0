/** Events of life under which people look for services. A pack names one of these, or brings its own. */
import type { Json } from '../base/json.ts';
import type { Label } from '../base/text.ts';
import type { Notes, Read } from './notes.ts';
import { label, listOf, note, shape, text } from './notes.ts';

export type LifeEvent = {
  readonly code: string;
  readonly title: Label;
  /** Name of a drawing of the site; an unknown one becomes a sheet of paper. */
  readonly icon: string;
  /** What people also call it. */
  readonly words: readonly string[];
};

const known: readonly LifeEvent[] = [
  { code: 'birth', title: { vi: 'Sinh con', en: 'A child is born' }, icon: 'child', words: ['sinh nở', 'em bé', 'mới sinh', 'newborn'] },
  { code: 'marriage', title: { vi: 'Kết hôn', en: 'Marriage' }, icon: 'rings', words: ['đám cưới', 'cưới', 'vợ chồng', 'wedding'] },
  { code: 'land', title: { vi: 'Nhà và đất', en: 'House and land' }, icon: 'land', words: ['sổ đỏ', 'sổ hồng', 'thửa đất'] },
  { code: 'building', title: { vi: 'Xây, sửa nhà', en: 'Building' }, icon: 'house', words: ['xin phép xây dựng', 'làm nhà'] },
  { code: 'shop', title: { vi: 'Mở cửa hàng', en: 'Opening a shop' }, icon: 'shop', words: ['buôn bán', 'kinh doanh', 'business'] },
  { code: 'moving', title: { vi: 'Chuyển chỗ ở', en: 'Moving house' }, icon: 'move', words: ['đổi chỗ ở', 'hộ khẩu', 'tạm trú', 'thường trú'] },
  { code: 'support', title: { vi: 'Cần trợ giúp', en: 'Support' }, icon: 'heart', words: ['trợ cấp', 'hộ nghèo', 'khó khăn'] },
  { code: 'copies', title: { vi: 'Sao giấy tờ', en: 'Copies of papers' }, icon: 'copy', words: ['photo', 'sao y', 'công chứng'] },
  { code: 'death', title: { vi: 'Người thân mất', en: 'A death' }, icon: 'memorial', words: ['khai tử', 'qua đời', 'tang'] },
  { code: 'school', title: { vi: 'Đi học', en: 'School' }, icon: 'book', words: ['nhập học', 'trường lớp', 'học sinh'] },
  { code: 'health', title: { vi: 'Sức khoẻ', en: 'Health' }, icon: 'cross', words: ['khám bệnh', 'bệnh viện', 'y tế'] },
];

const own = shape(
  { code: text(40, /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, '"first-job"'), title: label },
  { icon: text(20, /^[a-z]+$/, '"book"'), words: listOf(text(60), 0, 40) },
);

/** The code of a known event, or an event of the pack's own. */
const event: Read<LifeEvent> = (on: Notes, element: string, value: Json | undefined) => {
  if (typeof value === 'string')
    return (
      known.find((one) => one.code === value) ??
      note(on, element, 'not-in-list', {
        message: `${JSON.stringify(value)} is not one of the known events.`,
        repair: `Use one of: ${known.map((one) => one.code).join(', ')}; or write { "code", "title": { "vi", "en" }, "icon", "words" }.`,
      })
    );
  const read = own(on, element, value);
  if (read === undefined) return undefined;
  if (known.some((one) => one.code === read.code))
    return note(on, element, 'event-known', {
      message: `The event "${read.code}" is known already.`,
      repair: `Write "${read.code}" alone, or choose another code.`,
    });
  return { code: read.code, title: read.title, icon: read.icon ?? 'paper', words: read.words ?? [] };
};

export const lifeEvents: Read<readonly LifeEvent[]> = listOf(event, 0, 11);
