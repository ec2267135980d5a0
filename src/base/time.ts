/** Instants and dates of law: Asia/Ho_Chi_Minh, which is UTC+7 without daylight saving (since 1975). */

/** A moment in canonical form 'YYYY-MM-DDTHH:mm:ss+07:00' or with '.sss' when the milliseconds are not zero. */
export type Instant = string & { readonly brand: 'Instant' };
/** A calendar day 'YYYY-MM-DD'. */
export type PlainDate = string & { readonly brand: 'PlainDate' };

const offsetMs = 7 * 3_600_000;

export function instantOf(ms: number): Instant {
  const text = new Date(ms + offsetMs).toISOString();
  return `${text.endsWith('.000Z') ? text.slice(0, 19) : text.slice(0, 23)}+07:00` as Instant;
}

/** Any ISO 8601 instant with an offset or Z; undefined when it is not one. */
export function readInstant(text: string): Instant | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined;
  // Date.parse would take 30 February for 2 March.
  if (readDate(text.slice(0, 10)) === undefined) return undefined;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) return undefined;
  const found = instantOf(ms);
  // The last hours of 9999 elsewhere are the year 10000 here, which is written otherwise.
  return /^\d{4}-/.test(found) ? found : undefined;
}

/** For literals in code and tests: throws on anything that is not an instant. */
export function instant(text: string): Instant {
  const found = readInstant(text);
  if (found === undefined) throw new RangeError(`not an instant: ${text}`);
  return found;
}

export const toMs = (at: Instant): number => Date.parse(at);
/** Both written to the second in years of four digits, as nearly all are: the texts stand in the same order. */
const isPlain = (at: Instant): boolean => at.length === 25 && at.endsWith('+07:00');
export const isBefore = (a: Instant, b: Instant): boolean => (isPlain(a) && isPlain(b) ? a < b : toMs(a) < toMs(b));
export const plusMs = (at: Instant, ms: number): Instant => instantOf(toMs(at) + ms);

export function readDate(text: string): PlainDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text ? undefined : (text as PlainDate);
}

export function date(text: string): PlainDate {
  const found = readDate(text);
  if (found === undefined) throw new RangeError(`not a date: ${text}`);
  return found;
}

/** The local day of an instant. */
export const dateOf = (at: Instant): PlainDate => local(at).slice(0, 10) as PlainDate;
/** Local time of day 'HH:mm'. */
export const clockOf = (at: Instant): string => local(at).slice(11, 16);
/** An instant is written in local time already, unless it came past `readInstant`. */
const local = (at: Instant): string => (at.endsWith('+07:00') ? at : instantOf(toMs(at)));
export const atClock = (day: PlainDate, hhmm: string): Instant => instant(`${day}T${hhmm}:00+07:00`);

const dayMs = 86_400_000;
export const plusDays = (day: PlainDate, days: number): PlainDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10) as PlainDate;
export const daysBetween = (from: PlainDate, to: PlainDate): number => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
/** 0 = Sunday ... 6 = Saturday. */
export const weekdayOf = (day: PlainDate): number => new Date(`${day}T00:00:00Z`).getUTCDay();

const weekdays = {
  vi: ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} as const;

export const weekdayName = (day: PlainDate, lang: 'vi' | 'en'): string => weekdays[lang][weekdayOf(day)] ?? '';
/** 23/11/2026 */
export const showDate = (day: PlainDate): string => `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
/** '16:30 thứ Hai 23/11/2026': the form in which a promise is shown to people. */
export function showInstant(at: Instant, lang: 'vi' | 'en'): string {
  const day = dateOf(at);
  return `${clockOf(at)} ${weekdayName(day, lang)} ${showDate(day)}`;
}
