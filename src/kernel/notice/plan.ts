/** When and by which way somebody is told: quiet hours, wishes, standards, and how long one tries. Pure. */
import type { Instant, PlainDate } from '../../base/time.ts';
import { atClock, clockOf, dateOf, daysBetween, plusDays } from '../../base/time.ts';
import type { Calendar } from '../../engine/clock/clock.ts';
import type { NoticeKind } from './words.ts';
import { isForNamed, isForOfficers } from './words.ts';

/** Ways out of the house. The list in the house is always there and is none of them. */
export const channels = ['sms', 'zalo', 'email', 'push'] as const;
export type Channel = (typeof channels)[number];
export const isChannel = (text: string): text is Channel => channels.some((channel) => channel === text);

const quietFrom = '21:00';
const quietTo = '07:00';

/** The moment itself, or 07:00 when it lies between 21:00 and 07:00 of legal time. */
export function afterQuiet(at: Instant): Instant {
  const clock = clockOf(at);
  if (clock < quietTo) return atClock(dateOf(at), quietTo);
  return clock >= quietFrom ? atClock(plusDays(dateOf(at), 1), quietTo) : at;
}

/** Citizens are told on their telephone, by mail once they gave an address, and on devices that asked. Officers find it in the house unless they wish otherwise. */
export const standardChannels = (kind: NoticeKind): readonly Channel[] => (isForOfficers(kind) ? [] : ['sms', 'email', 'push']);

/** What is known of how somebody can be reached, and which gates are there. */
export type Reach = {
  readonly phone: string | undefined;
  readonly email: string | undefined;
  readonly devices: readonly string[];
  readonly open: ReadonlySet<Channel>;
};
export type Way = { readonly channel: Channel | 'paper'; readonly device?: string };

/** Nobody is left without a way: whom no wish and no standard reaches is told on their telephone all the same, or on paper by the desk. */
export function waysTo(kind: NoticeKind, wished: readonly Channel[] | undefined, reach: Reach): readonly Way[] {
  const ways = (wished ?? standardChannels(kind)).flatMap((channel) => waysBy(channel, reach));
  if (isForOfficers(kind) || ways.length > 0) return ways;
  // Somebody who wants no messages reads the list in the house; without a wish there is nobody who looks at it.
  if (wished !== undefined && wished.length === 0) return [];
  const byPhone = waysBy('sms', reach);
  if (byPhone.length > 0) return byPhone;
  // The desk does not know where somebody lives whom a case only names: the applicant brings them the word.
  if (isForNamed(kind)) return [];
  // Who reports without a name or a telephone is nobody a desk could hand a letter to.
  return kind === 'feedbackAnswered' || !isWorthPaper(kind) ? [] : [{ channel: 'paper' }];
}

/** Nobody is sent a letter to ask how it went. */
export const isWorthPaper = (kind: NoticeKind): boolean => kind !== 'ratingAsked';

function waysBy(channel: Channel, reach: Reach): readonly Way[] {
  if (!reach.open.has(channel)) return [];
  switch (channel) {
    case 'sms':
    case 'zalo':
      return reach.phone === undefined ? [] : [{ channel }];
    case 'email':
      return reach.email === undefined ? [] : [{ channel }];
    case 'push':
      return reach.devices.map((device) => ({ channel, device }));
  }
}

/** What to try when a way is closed for good: a person without Zalo has a telephone, everybody has a desk. */
export const nextWay = (channel: Channel | 'paper'): 'sms' | 'paper' | undefined =>
  channel === 'zalo' || channel === 'email' || channel === 'push' ? 'sms' : channel === 'sms' ? 'paper' : undefined;

const minute = 60_000;
const waits = [0.5, 1, 2, 4, 8, 15].map((minutes) => minutes * minute);
const longestWait = 30 * minute;
/** More than two days of waking hours: then a person looks at it. */
export const mostTries = 64;
/** Milliseconds of legal time before try number `tries` + 1: half a minute, growing to half an hour. */
export const waitAfter = (tries: number): number => waits[tries - 1] ?? longestWait;

/** A gate is asked this often whether a message arrived; then it stays 'sent'. */
export const mostAsks = 12;

/** Entries older than this when they are first read are told in the house only: nobody is woken by old news. Seven days. */
export const freshMs = 7 * 24 * 3_600_000;

/** 'H:mm' spans of a working day as people read them; undefined on a day off. */
export function officeHours(calendar: Calendar, day: PlainDate): string | undefined {
  const spans = spansOn(calendar, day);
  const show = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return spans.length === 0 ? undefined : spans.map((span) => `${show(span.from)}–${show(span.to)}`).join(', ');
}

/** When those who hold a case are reminded: the working day before the promise, at the opening; undefined when that is already over. */
export function reminderAt(due: Instant, now: Instant, calendar: Calendar): Instant | undefined {
  for (let back = 1; back <= 14; back += 1) {
    const day = plusDays(dateOf(due), -back);
    if (spansOn(calendar, day).length === 0) continue;
    const at = atClock(day, quietTo);
    return at > now ? at : undefined;
  }
  return undefined;
}

const spansOn = (calendar: Calendar, day: PlainDate) => calendar.table.spans[daysBetween('1970-01-01' as PlainDate, day) - calendar.table.first] ?? [];
