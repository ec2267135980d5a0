/** Calendars: office hours by weekday and season, and every day that differs, year by year, as the Government fixes them. */
import type { Finding } from '../../base/finding.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { isObject } from '../../base/json.ts';
import type { Label } from '../../base/text.ts';
import type { PlainDate } from '../../base/time.ts';
import { readDate } from '../../base/time.ts';
import type { Calendar, DayKind, Office, OfficeWeek, Season, Span, SpecialDay } from './model.ts';
import { tableOf } from './table.ts';

type Parts = Omit<Calendar, 'table'>;
const build = (parts: Parts): Calendar => ({ ...parts, table: tableOf(parts) });

/** The same calendar for a unit with office hours of its own. */
export const withOffice = (calendar: Calendar, office: Office): Calendar => build({ ...calendar, office });

/** The same calendar with days on which one place is closed; a day that is off anyway keeps its name. */
export function withClosures(calendar: Calendar, closures: readonly Omit<SpecialDay, 'kind'>[]): Calendar {
  const days = new Map(calendar.days);
  for (const closure of closures) {
    const known = days.get(closure.date);
    if (known === undefined || known.kind === 'makeUpWork') days.set(closure.date, { ...closure, kind: 'closure' });
  }
  return build({ ...calendar, days });
}

/** Reads { name, office: { week, seasons }, years: { "2026": { source, days: [...] } } }. Findings instead, when anything is wrong. */
export function readCalendar(json: Json): Calendar | readonly Finding[] {
  const findings: Finding[] = [];
  const root = objectOf(findings, '', json, ['name', 'office', 'years']);
  if (root === undefined) return findings;
  const name = labelOf(findings, 'name', root.name);
  const office = readOfficeInto(findings, root.office);
  const years = readYears(findings, root.years);
  if (findings.length > 0 || name === undefined || office === undefined) return findings;
  return build({ name, office, years: years.years, days: years.days });
}

/** Office hours alone: { week: { mon: '07:30-11:30 13:30-17:30', ... }, seasons: [{ from: '04-16', to: '10-15', week }] }. */
export function readOffice(json: Json): Office | readonly Finding[] {
  const findings: Finding[] = [];
  return readOfficeInto(findings, json) ?? findings;
}

const mistake = (findings: Finding[], element: string, said: { readonly code: string; readonly message: string; readonly repair: string }): undefined => {
  findings.push({ file: 'calendar.json', element, ...said, level: 'error' });
};

function objectOf(findings: Finding[], element: string, json: Json | undefined, keys: readonly string[]): JsonObject | undefined {
  if (!isObject(json))
    return mistake(findings, element, { code: 'not-an-object', message: 'An object is expected here.', repair: `Write { ... } with: ${keys.join(', ')}.` });
  for (const key of Object.keys(json))
    if (!keys.includes(key))
      mistake(findings, `${element}.${key}`, { code: 'unknown-key', message: `The key "${key}" is not known here.`, repair: `Use only: ${keys.join(', ')}.` });
  return json;
}

function labelOf(findings: Finding[], element: string, json: Json | undefined): Label | undefined {
  if (isObject(json) && typeof json.vi === 'string' && typeof json.en === 'string') return { vi: json.vi, en: json.en };
  return mistake(findings, element, {
    code: 'not-a-label',
    message: 'A text in both languages is expected here.',
    repair: 'Write { "vi": "...", "en": "..." }.',
  });
}

function readOfficeInto(findings: Finding[], json: Json | undefined): Office | undefined {
  const before = findings.length;
  const office = objectOf(findings, 'office', json, ['week', 'seasons']);
  if (office === undefined) return undefined;
  const week = readWeek(findings, 'office.week', office.week);
  const seasons = (listOf(findings, 'office.seasons', office.seasons ?? []) ?? []).flatMap(
    (season, at) => readSeason(findings, `office.seasons.${at}`, season) ?? [],
  );
  return week === undefined || findings.length > before ? undefined : { week, seasons };
}

function readSeason(findings: Finding[], element: string, json: Json): Season | undefined {
  const season = objectOf(findings, element, json, ['from', 'to', 'week']);
  const [from, to] = [season?.from, season?.to];
  const week = season === undefined ? undefined : readWeek(findings, `${element}.week`, season.week);
  const isDay = (text: Json | undefined): text is string => typeof text === 'string' && readDate(`2024-${text}`) !== undefined;
  if (!isDay(from) || !isDay(to))
    return mistake(findings, element, {
      code: 'season-days',
      message: 'A season needs its first and last day.',
      repair: 'Write "from": "04-16", "to": "10-15".',
    });
  return week === undefined ? undefined : { from, to, week };
}

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

function readWeek(findings: Finding[], element: string, json: Json | undefined): OfficeWeek | undefined {
  const week = objectOf(findings, element, json, weekdays);
  if (week === undefined) return undefined;
  const read = weekdays.map((day) => readSpans(findings, `${element}.${day}`, week[day] ?? ''));
  if (read.some((spans) => spans.length > 0)) return read;
  return mistake(findings, element, {
    code: 'week-without-hours',
    message: 'No day of this week has office hours.',
    repair: 'Write "mon": "07:30-11:30 13:30-17:30" and so on.',
  });
}

function readSpans(findings: Finding[], element: string, json: Json): readonly Span[] {
  const texts = typeof json === 'string' ? json.split(' ').filter((part) => part !== '') : [''];
  const spans = texts.map((text) => {
    const parts = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
    return parts === null ? undefined : { from: Number(parts[1]) * 60 + Number(parts[2]), to: Number(parts[3]) * 60 + Number(parts[4]) };
  });
  const good = spans
    .filter((span, at) => span !== undefined && span.from < span.to && (at === 0 || (spans[at - 1]?.to ?? 0) < span.from))
    .filter((span) => span !== undefined);
  if (good.length === spans.length && good.length <= 6) return good;
  mistake(findings, element, {
    code: 'hours',
    message: 'The office hours cannot be read.',
    repair: 'Write "07:30-11:30 13:30-17:30": in order, with a gap between, at most six.',
  });
  return [];
}

function listOf(findings: Finding[], element: string, json: Json | undefined): readonly Json[] | undefined {
  if (Array.isArray(json)) return json;
  return mistake(findings, element, { code: 'not-a-list', message: 'A list is expected here.', repair: 'Write [ ... ].' });
}

function readYears(findings: Finding[], json: Json | undefined): Pick<Calendar, 'years' | 'days'> {
  const days = new Map<PlainDate, SpecialDay>();
  const years: number[] = [];
  for (const [key, value] of Object.entries(isObject(json) ? json : {})) {
    const year = objectOf(findings, `years.${key}`, value, ['source', 'days']);
    if (year === undefined) continue;
    if (!/^(19|20|21)\d\d$/.test(key))
      mistake(findings, `years.${key}`, { code: 'year', message: `"${key}" is no year.`, repair: 'Write four digits: "2026".' });
    if (typeof year.source !== 'string')
      mistake(findings, `years.${key}.source`, {
        code: 'source',
        message: 'Nothing says where the days of this year come from.',
        repair: 'Write "source": "...".',
      });
    years.push(Number(key));
    for (const [at, day] of (listOf(findings, `years.${key}.days`, year.days) ?? []).entries())
      readDay(findings, { element: `years.${key}.days.${at}`, year: key }, day, days);
  }
  if (years.length === 0 || years.length > 400)
    mistake(findings, 'years', {
      code: 'years',
      message: 'The calendar has no year, or more than 400.',
      repair: 'Write "years": { "2026": { "source": ..., "days": [...] } }.',
    });
  return { years: years.sort((a, b) => a - b), days };
}

const kinds: readonly DayKind[] = ['holiday', 'compensation', 'swappedOff', 'makeUpWork', 'closure'];

function readDay(findings: Finding[], place: { readonly element: string; readonly year: string }, json: Json, days: Map<PlainDate, SpecialDay>): undefined {
  const day = objectOf(findings, place.element, json, ['date', 'kind', 'name', 'note', 'like']);
  if (day === undefined) return;
  const date = typeof day.date === 'string' && day.date.startsWith(`${place.year}-`) ? readDate(day.date) : undefined;
  const kind = kinds.find((one) => one === day.kind);
  const name = labelOf(findings, `${place.element}.name`, day.name);
  const like = day.like === undefined ? undefined : typeof day.like === 'string' ? readDate(day.like) : undefined;
  if (date === undefined)
    return mistake(findings, `${place.element}.date`, { code: 'day', message: 'This is no day of its year.', repair: `Write "date": "${place.year}-MM-DD".` });
  if (days.has(date))
    return mistake(findings, `${place.element}.date`, { code: 'day-twice', message: `${date} is listed twice.`, repair: 'Keep one of the two.' });
  if (kind === undefined)
    return mistake(findings, `${place.element}.kind`, { code: 'kind', message: 'The kind of day is not known.', repair: `Use one of: ${kinds.join(', ')}.` });
  if (day.like !== undefined && (like === undefined || kind !== 'makeUpWork'))
    return mistake(findings, `${place.element}.like`, {
      code: 'like',
      message: '"like" is the day that a make-up day replaces.',
      repair: 'Write "like": "YYYY-MM-DD" at a makeUpWork day only.',
    });
  if (name === undefined) return;
  if (typeof day.note !== 'string')
    return mistake(findings, `${place.element}.note`, { code: 'note', message: 'Nothing says where this day comes from.', repair: 'Write "note": "...".' });
  days.set(date, { date, kind, name, note: day.note, ...(like === undefined ? {} : { like }) });
}
