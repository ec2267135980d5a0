/** How much time is left, how it is said, and which of the five states of a deadline it is. */
import type { Lang } from '../../base/text.ts';
import type { Instant } from '../../base/time.ts';
import { minuteOf } from './due.ts';
import type { Calendar } from './model.ts';
import { dayMinutes, workBetween, workDaysIn } from './table.ts';

/**
 * late: now is after due. workingMinutes: office minutes left, or late by.
 * workingDays: when not late, working days after today up to the due day; when late, whole working days gone by.
 * Years the calendar does not know count as plain weeks.
 */
export type TimeLeft = { readonly late: boolean; readonly workingMinutes: number; readonly workingDays: number };

export function timeLeft(now: Instant, due: Instant, calendar: Calendar): TimeLeft {
  const [at, end] = [minuteOf(now), minuteOf(due)];
  const [today, last] = [Math.floor(at / dayMinutes), Math.floor(end / dayMinutes)];
  const { table } = calendar;
  if (at <= end) return { late: false, workingMinutes: workBetween(table, at, end), workingDays: workDaysIn(table, today + 1, last) };
  // A day is gone by when the clock stands again where it stood: 17:30 to 17:30.
  const isShort = workBetween(table, today * dayMinutes, at) < workBetween(table, last * dayMinutes, end);
  return { late: true, workingMinutes: workBetween(table, end, at), workingDays: Math.max(workDaysIn(table, last + 1, today) - (isShort ? 1 : 0), 0) };
}

/** 'Còn 4 ngày', 'Còn 48 phút', 'Còn 5 giờ 48’', 'Quá 2 giờ 12’', 'Quá 3 ngày'. */
export function showLeft(left: TimeLeft, lang: Lang): string {
  const vi = lang === 'vi';
  if (left.workingMinutes === 0 && left.workingDays === 0) return left.late ? (vi ? 'Vừa quá hạn' : 'Just overdue') : vi ? 'Đến hạn' : 'Due now';
  const amount = left.workingDays > 0 ? days(left.workingDays, lang) : hours(left.workingMinutes, lang);
  if (left.late) return vi ? `Quá ${amount}` : `${amount} overdue`;
  return vi ? `Còn ${amount}` : `${amount} left`;
}

const days = (count: number, lang: Lang): string => (lang === 'vi' ? `${count} ngày` : `${count} ${count === 1 ? 'day' : 'days'}`);

function hours(minutes: number, lang: Lang): string {
  const [hour, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hour === 0) return lang === 'vi' ? `${rest} phút` : `${rest} min`;
  const tail = rest === 0 ? '' : lang === 'vi' ? ` ${rest}’` : ` ${rest} min`;
  return lang === 'vi' ? `${hour} giờ${tail}` : `${hour} h${tail}`;
}

/** han: in time. sap: soon. qua: overdue. dung: clock stopped. xong: finished. */
export type DueState = 'han' | 'sap' | 'qua' | 'dung' | 'xong';
export type ClockStatus = 'running' | 'paused' | 'done';
/** Soon is 20 % of the office time left, or the due day is the next working day; a term that ends by then anyway knows the 20 % only. */
export function dueState(now: Instant, received: Instant, due: Instant, calendar: Calendar, status: ClockStatus): DueState {
  if (status === 'done') return 'xong';
  if (status === 'paused') return 'dung';
  const left = timeLeft(now, due, calendar);
  if (left.late) return 'qua';
  const [start, end] = [minuteOf(received), minuteOf(due)];
  const term = workBetween(calendar.table, start, end);
  const isShortTerm = workDaysIn(calendar.table, Math.floor(start / dayMinutes) + 1, Math.floor(end / dayMinutes)) <= 1;
  return left.workingMinutes * 5 <= term || (left.workingDays <= 1 && !isShortTerm) ? 'sap' : 'han';
}
