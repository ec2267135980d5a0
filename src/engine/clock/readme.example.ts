import type { Instant } from 'cuaso/clock';
import { dueBy, readCalendar, showLeft, timeLeft } from 'cuaso/clock';
import vietnam from '../../../data/calendar/vn-2021-2026.json' with { type: 'json' };

const calendar = readCalendar(vietnam);
if (!('table' in calendar)) throw new Error(JSON.stringify(calendar));

const received = '2026-02-13T15:20:00+07:00' as Instant;
const promise = dueBy({ kind: 'working-days', days: 3 }, received, calendar);
if ('refused' in promise) throw new Error(promise.refused);

export const due = promise.due; // 2026-02-25T17:30:00+07:00
export const why = promise.because.vi; // Nhận 15:20 thứ Sáu 13/02/2026; tính 3 ngày làm việc ...
export const left = showLeft(timeLeft(received, promise.due, calendar), 'vi'); // Còn 3 ngày
