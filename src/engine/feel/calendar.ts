/** The Gregorian calendar for all years FEEL may name (within a thousand million of year 0), and offsets of named time zones. */

export const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
export const daysInMonth = (year: number, month: number): number => (month === 2 && isLeap(year) ? 29 : (monthLengths[month - 1] ?? 0));

export const isDay = (year: number, month: number, day: number): boolean =>
  Math.abs(year) <= 999_999_999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);

/** Days since 1970-01-01. The year is counted from March, so that the leap day comes last. */
export function dayNumber(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

export type Day = { readonly year: number; readonly month: number; readonly day: number };
export function dayOf(number: number): Day {
  const days = number + 719_468;
  const era = Math.floor(days / 146_097);
  const ofEra = days - era * 146_097;
  const yearOfEra = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365);
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1 };
}

/** A month later or earlier; the day is cut to the end of a shorter month. */
export function addMonths(from: Day, months: number): Day {
  const count = from.year * 12 + (from.month - 1) + months;
  const year = Math.floor(count / 12);
  const month = count - year * 12 + 1;
  return { year, month, day: Math.min(from.day, daysInMonth(year, month)) };
}

/** 1 = Monday ... 7 = Sunday. */
export const weekday = (day: Day): number => ((((dayNumber(day.year, day.month, day.day) + 3) % 7) + 7) % 7) + 1;
export const dayOfYear = (day: Day): number => dayNumber(day.year, day.month, day.day) - dayNumber(day.year, 1, 1) + 1;

/** ISO 8601: week 1 holds the first Thursday. */
export function weekOfYear(day: Day): number {
  const thursday = dayOf(dayNumber(day.year, day.month, day.day) + 4 - weekday(day));
  return Math.floor((dayOfYear(thursday) - 1) / 7) + 1;
}

const zones = new Map<string, Intl.DateTimeFormat>();
function zoneFormat(zone: string): Intl.DateTimeFormat | undefined {
  const known = zones.get(zone);
  if (known !== undefined) return known;
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(zone)) return undefined;
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    // Names are matched without case, so the number of spellings has no natural end.
    if (zones.size > 1_000) zones.clear();
    zones.set(zone, format);
    return format;
  } catch {
    return undefined;
  }
}
export const isZone = (zone: string): boolean => zoneFormat(zone) !== undefined;

function offsetAt(zone: string, utcSeconds: number): number {
  const name =
    zoneFormat(zone)
      ?.formatToParts(utcSeconds * 1000)
      .find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const found = /^GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(name);
  if (found === null) return 0;
  const seconds = Number(found[2]) * 3600 + Number(found[3]) * 60 + Number(found[4] ?? 0);
  return found[1] === '-' ? -seconds : seconds;
}

const cycleSeconds = 146_097 * 86_400;
/** Years beyond the reach of the platform borrow the rule of the same year of another 400-year cycle. */
const inReach = (seconds: number): number => (Math.abs(seconds) < 8e12 ? seconds : seconds - cycleSeconds * Math.round((seconds - 1e9) / cycleSeconds));

/** Seconds east of UTC at a moment, in seconds since 1970-01-01T00:00:00 UTC. */
export const zoneOffsetAt = (zone: string, utcSeconds: number): number => offsetAt(zone, inReach(utcSeconds));

/** Seconds east of UTC at a local time. An hour that clocks leave out takes the offset before it, one they run through twice the later. */
export function zoneOffset(zone: string, localSeconds: number): number {
  const local = inReach(localSeconds);
  return offsetAt(zone, local - offsetAt(zone, local));
}
