/** Words of people's voice that several of its pages share. */
import type { Lang } from '../../base/text.ts';
import type { ReportState } from '../../kernel/voice/voice.ts';
import type { Due } from '../parts/shape.ts';

/** A text in the language of the page. */
export const inWords = (lang: Lang, vi: string, en: string): string => (lang === 'vi' ? vi : en);

export function stateText(state: ReportState, lang: Lang): string {
  switch (state) {
    case 'received':
      return inWords(lang, 'Đã tiếp nhận', 'Received');
    case 'processing':
      return inWords(lang, 'Đang xử lý', 'Being handled');
    case 'answered':
      return inWords(lang, 'Đã trả lời', 'Answered');
    case 'forwarded':
      return inWords(lang, 'Đã chuyển cơ quan khác', 'Forwarded');
    case 'refused':
      return inWords(lang, 'Không xử lý', 'Not handled');
    case 'withdrawn':
      return inWords(lang, 'Đã kết thúc', 'Ended');
  }
}

/** Shape of the chip beside the word. */
export function toneOf(state: ReportState, isLate: boolean): Due['state'] {
  if (state === 'answered' || state === 'forwarded') return 'xong';
  if (state === 'refused' || state === 'withdrawn') return 'dung';
  return isLate ? 'qua' : 'han';
}

const ages = {
  'under-18': ['Dưới 18', 'Under 18'],
  '18-34': ['18 đến 34', '18 to 34'],
  '35-59': ['35 đến 59', '35 to 59'],
  '60-up': ['Từ 60', '60 and over'],
} as const;
export const ageText = (age: keyof typeof ages, lang: Lang): string => ages[age][lang === 'vi' ? 0 : 1];

const scores = [
  ['Rất không hài lòng', 'Very dissatisfied'],
  ['Không hài lòng', 'Dissatisfied'],
  ['Bình thường', 'Neither'],
  ['Hài lòng', 'Satisfied'],
  ['Rất hài lòng', 'Very satisfied'],
] as const;
/** Words of a score from 1 to 5. */
export const scoreText = (score: number, lang: Lang): string => scores[score - 1]?.[lang === 'vi' ? 0 : 1] ?? '';
