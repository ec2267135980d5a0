/** The numbers a leader sees: what each one counts, in one sentence. Every number opens to its cases. */
import type { UnitId } from '../../base/id.ts';
import type { Label } from '../../base/text.ts';

export type { Benefit, BenefitTable, Trip } from './benefit.ts';
export { addBenefits, benefitOf, noBenefit, readBenefitTable, tripTo } from './benefit.ts';
export type { PeriodName } from './period.ts';
export { isPeriod, periodNames, periodOf } from './period.ts';
export const measures = ['open', 'onTime', 'overdue', 'received'] as const;
export type Measure = (typeof measures)[number];
/** What opens to cases: the live numbers, and those of a period. */
export const opened = [...measures, 'saved', 'rated'] as const;
export type Opened = (typeof opened)[number];
export const isOpened = (text: string): text is Opened => opened.some((one) => one === text);

/** How a number is counted, as shown beside it. */
export const formulas: Record<Opened, Label> = {
  open: { vi: 'Hồ sơ đã nộp, chưa trả kết quả, chưa từ chối, chưa rút.', en: 'Cases submitted and neither returned, refused nor withdrawn.' },
  onTime: {
    vi: 'Hồ sơ xong trong tháng này, trước hoặc đúng giờ hẹn.',
    en: 'Cases finished this month before or at the promised hour.',
  },
  overdue: {
    vi: 'Hồ sơ chưa xong đã quá giờ hẹn; đồng hồ đang dừng không tính.',
    en: 'Unfinished cases past the promised hour; a stopped clock does not count.',
  },
  received: { vi: 'Hồ sơ tiếp nhận hôm nay.', en: 'Cases received today.' },
  saved: {
    vi: 'Hồ sơ người dân tự nộp trực tuyến trong kỳ, trừ hồ sơ đã rút: mỗi hồ sơ bớt các lượt đi nộp, bổ sung, nhận kết quả.',
    en: 'Cases people filed online in the period, withdrawn ones left out: each saves the trips to file, to supplement and to fetch the result.',
  },
  rated: { vi: 'Hồ sơ được người dân đánh giá trong kỳ.', en: 'Cases people rated in the period.' },
};

/** Counts of one unit; `finished` this month is what `onTime` is a share of. */
export type UnitNumbers = {
  readonly unitId: UnitId;
  readonly path: string;
  readonly open: number;
  readonly onTime: number;
  readonly finished: number;
  readonly overdue: number;
  readonly received: number;
};

/** Sums of all units in a branch. */
export function sumBranch(all: readonly UnitNumbers[], path: string): Omit<UnitNumbers, 'unitId' | 'path'> {
  const sum = { open: 0, onTime: 0, finished: 0, overdue: 0, received: 0 };
  for (const one of all) {
    if (!one.path.startsWith(path)) continue;
    sum.open += one.open;
    sum.onTime += one.onTime;
    sum.finished += one.finished;
    sum.overdue += one.overdue;
    sum.received += one.received;
  }
  return sum;
}

/** Share in percent with one decimal; undefined without finished cases: no data is neither 0 nor 100. */
export const shareOf = (part: number, whole: number): number | undefined => (whole === 0 ? undefined : Math.round((part * 1000) / whole) / 10);
export type { OpenMonth } from './monthly.ts';
export { leastOpen } from './monthly.ts';
