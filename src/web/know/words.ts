/** Words that several pages of public information share. */
import type { Lang } from '../../base/text.ts';
import type { Bilingual, NewsKind, NewsState } from '../../kernel/register/register.ts';
import type { Part } from '../parts/html.ts';
import { html } from '../parts/html.ts';
import type { Due } from '../parts/shape.ts';

export const inWords = (lang: Lang, vi: string, en: string): string => (lang === 'vi' ? vi : en);

export const kindText = (kind: NewsKind, lang: Lang): string => (kind === 'news' ? inWords(lang, 'Tin', 'News') : inWords(lang, 'Thông báo', 'Notice'));

export function stateChip(state: NewsState, lang: Lang): Due {
  switch (state) {
    case 'coming':
      return { state: 'sap', text: inWords(lang, 'Chưa đến ngày đăng', 'Not yet public') };
    case 'holds':
      return { state: 'han', text: inWords(lang, 'Đang có hiệu lực', 'In force') };
    case 'over':
      return { state: 'dung', text: inWords(lang, 'Đã hết hiệu lực', 'No longer in force') };
    case 'withdrawn':
      return { state: 'dung', text: inWords(lang, 'Đã thu hồi', 'Taken back') };
  }
}

/** English where somebody wrote it; otherwise the Vietnamese words, which say so to whoever has them read aloud. */
export const saidIn = (lang: Lang, { vi, en }: Bilingual): Part => (lang === 'vi' ? vi : en === '' ? html`<span lang="vi">${vi}</span>` : en);
export const textIn = (lang: Lang, { vi, en }: Bilingual): string => (lang === 'vi' || en === '' ? vi : en);
