/** Words of the legal clock: rules, pauses, calendars. */
import type { Label } from '../../base/text.ts';
import type { Instant, PlainDate } from '../../base/time.ts';

/** How a time limit is counted. They differ in law: most are working days, a building permit is calendar days. */
export type Rule =
  /** Office hours, also in fractions that are whole minutes: 0.5. */
  | { readonly kind: 'hours'; readonly hours: number }
  /** Whole working days; the day of the event is not counted. */
  | { readonly kind: 'working-days'; readonly days: number }
  /** Days off are counted; an end on a day off moves to the next working day. */
  | { readonly kind: 'calendar-days'; readonly days: number }
  /** To the same day number, or the last day of a shorter month. */
  | { readonly kind: 'months'; readonly months: number }
  /** Accepted up to the cut-off minute ('15:00'): that day; later: the next working day. */
  | { readonly kind: 'same-day'; readonly cutOff: string };

/** supplement: papers asked of the person. obligation: a payment another agency has set. consulting: an agency whose time another law sets. consent: somebody named in the case has to agree to a change. */
export type PauseWhy = 'supplement' | 'consent' | 'obligation' | 'consulting' | 'other';
/** The clock stands still from `from` until `to`; without `to` it stands still now. */
export type Pause = { readonly from: Instant; readonly to?: Instant; readonly why: PauseWhy };

/** Off: holiday by law, compensation for one on a weekly day off, a working day exchanged away, a closure of one place (storm). On: makeUpWork, the day worked in exchange. */
export type DayKind = 'holiday' | 'compensation' | 'swappedOff' | 'makeUpWork' | 'closure';

export type SpecialDay = {
  readonly date: PlainDate;
  readonly kind: DayKind;
  /** As it stands in a sentence: 'nghỉ Tết'. */
  readonly name: Label;
  /** Where the rule comes from. */
  readonly note: string;
  /** makeUpWork: the day whose office hours it takes; without it those of a Monday. */
  readonly like?: PlainDate;
};

/** Minutes after midnight, end excluded. */
export type Span = { readonly from: number; readonly to: number };
/** Index 0 is Sunday, as in time.ts. */
export type OfficeWeek = readonly (readonly Span[])[];
/** 'MM-DD' inclusive; may run over New Year. */
export type Season = { readonly from: string; readonly to: string; readonly week: OfficeWeek };
export type Office = { readonly week: OfficeWeek; readonly seasons: readonly Season[] };

export type Calendar = {
  readonly name: Label;
  readonly office: Office;
  /** Years whose days are known; a date in another year is refused. */
  readonly years: readonly number[];
  readonly days: ReadonlyMap<PlainDate, SpecialDay>;
  /** Worked out once, so that a due date costs no search through days. */
  readonly table: DayTable;
};

/** Minutes since 1970-01-01 00:00 local time, and days since that day. */
export type Minute = number;
export type Day = number;

export type DayTable = {
  readonly first: Day;
  readonly length: number;
  /** Office hours of a day; empty when it is off. Days alike share one list. */
  readonly spans: readonly (readonly Span[])[];
  readonly special: ReadonlyMap<Day, SpecialDay>;
  /** Sums over the days before index i; one longer than `spans`. */
  readonly minutesBefore: Int32Array;
  readonly workDaysBefore: Int32Array;
  readonly unknownBefore: Int32Array;
  /** Indexes of the working days. */
  readonly workDays: Int32Array;
};
