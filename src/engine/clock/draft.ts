/** A year's table as the law alone gives it: a draft to correct when the Government has fixed the Tet block, the neighbour of National Day and exchanged days. */
import type { Label } from '../../base/text.ts';
import { hungKingsOf, tetOf } from './lunar.ts';
import type { Day, SpecialDay } from './model.ts';
import { dateAt, dayOf, weekdayAt } from './table.ts';

type Named = { readonly day: Day; readonly name: Label };

/** The shape of one entry of `years` in a calendar file. Labour Code 2019 Art. 112 (11 days) and Art. 111.3 (a holiday on a weekly day off is made good on the next working day). */
export function draftYear(year: number): { readonly source: string; readonly days: readonly SpecialDay[] } {
  const holidays = holidaysOf(year);
  const taken = new Set(holidays.map((holiday) => holiday.day));
  const days = holidays.flatMap((holiday): readonly SpecialDay[] => {
    const own = entry(holiday, 'holiday', 'Bộ luật Lao động 2019, Điều 112 (dự thảo)');
    if (!isWeekend(holiday.day)) return [own];
    let free = holiday.day + 1;
    while (isWeekend(free) || taken.has(free)) free += 1;
    taken.add(free);
    return [own, entry({ ...holiday, day: free }, 'compensation', 'Bộ luật Lao động 2019, Điều 111 khoản 3 (dự thảo)')];
  });
  return { source: 'Dự thảo theo luật; sửa theo quyết định của Chính phủ', days: days.toSorted((a, b) => (a.date < b.date ? -1 : 1)) };
}

const entry = ({ day, name }: Named, kind: SpecialDay['kind'], note: string): SpecialDay => ({ date: dateAt(day), kind, name, note });
const isWeekend = (day: Day): boolean => weekdayAt(day) === 0 || weekdayAt(day) === 6;

function holidaysOf(year: number): readonly Named[] {
  const tet = tetOf(year);
  const national = dayOf(`${year}-09-02`);
  // On a Tuesday, Friday or Saturday the day before makes one block with the weekend, otherwise the day after.
  const neighbour = [2, 5, 6].includes(weekdayAt(national)) ? national - 1 : national + 1;
  const named = (day: Day, vi: string, en: string): Named => ({ day, name: { vi, en } });
  return [
    named(dayOf(`${year}-01-01`), 'nghỉ Tết Dương lịch', 'New Year'),
    ...[-1, 0, 1, 2, 3].map((after) => named(tet + after, 'nghỉ Tết', 'Tet holiday')),
    named(hungKingsOf(year), 'nghỉ Giỗ Tổ Hùng Vương', "Hung Kings' Day"),
    named(dayOf(`${year}-04-30`), 'nghỉ ngày Chiến thắng', 'Reunification Day'),
    named(dayOf(`${year}-05-01`), 'nghỉ Quốc tế Lao động', 'Labour Day'),
    named(Math.min(national, neighbour), 'nghỉ Quốc khánh', 'National Day'),
    named(Math.max(national, neighbour), 'nghỉ Quốc khánh', 'National Day'),
  ];
}
