/** What an officer typed for a piece of news: as it stands in the boxes, as text of the register, and every problem at its box. */
import { isRefusal, refuse, sentenceOf } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import type { PlainDate } from '../../base/time.ts';
import { readDate } from '../../base/time.ts';
import type { RawAnswers } from '../../engine/form/form.ts';
import type { Permit } from '../../kernel/permit.ts';
import { keepPicture } from '../../kernel/register/register.act.ts';
import type { NewsProblem, NewsText, Picture } from '../../kernel/register/register.ts';
import { newsProblems, tidyNews } from '../../kernel/register/register.ts';
import type { Posted } from '../form-post.ts';
import { dayOf, textOf } from '../form-post.ts';
import type { FieldProblem } from '../parts/shape.ts';
import type { Site } from '../request.ts';
import type { NewsForm } from './desk.view.ts';
import { inWords } from './words.ts';

type Writer = Permit<'news.write'>;

export const typedIn = (fields: RawAnswers): Omit<NewsForm, 'action' | 'back' | 'key' | 'problems'> => ({
  title: textOf(fields, 'ten'),
  text: textOf(fields, 'noi_dung'),
  titleEn: textOf(fields, 'ten_en'),
  textEn: textOf(fields, 'noi_dung_en'),
  source: textOf(fields, 'nguon'),
  responsible: textOf(fields, 'chiu'),
  starts: dayOf(fields, 'tu'),
  ends: dayOf(fields, 'den'),
  alt: textOf(fields, 'mo_ta'),
  altEn: textOf(fields, 'mo_ta_en'),
});

type Read = { readonly text: NewsText; readonly problems: readonly FieldProblem[] };

export function readText(typed: ReturnType<typeof typedIn>, lang: Lang): Read {
  const [starts, ends] = [readDate(typed.starts), typed.ends === '' ? null : readDate(typed.ends)];
  const day = inWords(lang, 'Ghi một ngày có thật.', 'Give a real day.');
  const text = tidyNews({
    title: { vi: typed.title, en: typed.titleEn },
    text: { vi: typed.text, en: typed.textEn },
    source: typed.source,
    responsible: typed.responsible,
    // A day that is none is told below; until then any day stands in its place.
    starts: starts ?? ('1900-01-01' as PlainDate),
    ends: ends ?? null,
  });
  const problems = [
    ...newsProblems(text).map((one) => toldAt(one, lang)),
    ...(starts === undefined ? [{ name: 'tu', text: day }] : []),
    ...(ends === undefined ? [{ name: 'den', text: day }] : []),
  ];
  return { text, problems };
}

function toldAt({ box }: NewsProblem, lang: Lang): FieldProblem {
  switch (box) {
    case 'title':
      return { name: 'ten', text: inWords(lang, 'Ghi tiêu đề từ 5 đến 200 ký tự.', 'Write a title of 5 to 200 characters.') };
    case 'text':
      return { name: 'noi_dung', text: inWords(lang, 'Ghi nội dung từ 20 đến 20.000 ký tự.', 'Write 20 to 20,000 characters.') };
    case 'titleEn':
      return {
        name: 'ten_en',
        text: inWords(lang, 'Ghi cả tiêu đề và nội dung tiếng Anh, hoặc để trống cả hai.', 'Write both title and text in English, or neither.'),
      };
    case 'source':
      return { name: 'nguon', text: inWords(lang, 'Ghi nguồn của tin.', 'Say where it comes from.') };
    case 'responsible':
      return { name: 'chiu', text: inWords(lang, 'Ghi họ tên và chức vụ người chịu trách nhiệm.', 'Write name and post of the responsible person.') };
    case 'ends':
      return { name: 'den', text: inWords(lang, 'Ngày cuối không được trước ngày đầu.', 'The last day must not be before the first.') };
  }
}

/** The picture that came along; undefined when none did. */
export async function pictureIn(site: Site, permit: Writer, posted: Posted, lang: Lang): Promise<Picture | FieldProblem | undefined> {
  const [file] = posted.files.filter((one) => one.field === 'anh' && (one.bytes.length > 0 || one.refused !== undefined || one.name !== ''));
  if (file === undefined) return undefined;
  if (file.refused !== undefined) return { name: 'anh', text: sentenceOf(refuse(file.refused), lang) };
  const alt = { vi: textOf(posted.fields, 'mo_ta'), en: textOf(posted.fields, 'mo_ta_en') };
  if (alt.vi.trim().length < 5)
    return { name: 'mo_ta', text: inWords(lang, 'Ghi ảnh cho thấy gì, từ 5 ký tự, rồi chọn lại ảnh.', 'Say what the picture shows, then choose it again.') };
  const kept = await keepPicture(site.world, permit, { name: file.name, bytes: file.bytes, alt });
  return isRefusal(kept) ? { name: 'anh', text: sentenceOf(kept, lang) } : kept;
}

export const isProblem = (one: Picture | FieldProblem | undefined): one is FieldProblem => one !== undefined && 'name' in one;
