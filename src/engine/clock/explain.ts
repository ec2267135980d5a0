/** The sentence under every promised hour: what was counted, what was left out, and why. */
import type { Label, Lang } from '../../base/text.ts';
import type { Instant } from '../../base/time.ts';
import { clockOf, dateOf, showInstant, weekdayName } from '../../base/time.ts';
import type { Calendar, Day, Pause, PauseWhy, Rule, SpecialDay } from './model.ts';
import { dateAt, dayOf, isWorkDay, plusMonths, weekdayAt } from './table.ts';

type Told = {
  readonly rule: Rule;
  readonly from: Instant;
  readonly due: Instant;
  readonly calendar: Calendar;
  readonly pauses: readonly Pause[];
  readonly why: 'received' | 'extended';
};

/** Both languages; both end with a full stop. */
export const explain = (told: Told): Label => {
  const skipped = skippedBetween(told);
  return { vi: sentence(told, skipped, 'vi'), en: sentence(told, skipped, 'en') };
};

function sentence(told: Told, skipped: Skipped, lang: Lang): string {
  const words = lang === 'vi' ? vi : en;
  const isAll = told.rule.kind === 'calendar-days' || told.rule.kind === 'months';
  const left = [...(isAll ? [] : restOf(skipped, words)), ...pausesOf(told, words)];
  const parts = [
    words.counted(told),
    isAll ? movedOf(told, words) : '',
    left.length === 0 ? '' : words.without(left),
    isAll || skipped.madeUp.length === 0 ? '' : words.madeUp(skipped.madeUp),
  ];
  return `${words.start(told)}; ${parts.filter((part) => part !== '').join(', ')}; ${words.end(told)}.`;
}

/** Days off inside the count: named ones in stretches, plain weekly days off by their weekday (0 is Sunday), and exchanged days that are worked. */
type Skipped = { readonly named: readonly Stretch[]; readonly weekdays: readonly number[]; readonly madeUp: readonly SpecialDay[] };
type Stretch = { readonly name: Label; readonly from: Day; readonly to: Day };

function skippedBetween({ from, due, calendar: { table } }: Told): Skipped {
  const [start, end] = [dayOf(dateOf(from)), dayOf(dateOf(due))];
  const named: Stretch[] = [];
  const off = [false, false, false, false, false, false, false];
  const madeUp: SpecialDay[] = [];
  for (let day = start + 1; day <= end; day += 1) {
    const special = table.special.get(day);
    if (isWorkDay(table, day)) {
      if (special?.kind === 'makeUpWork') madeUp.push(special);
    } else if (special === undefined) off[weekdayAt(day)] = true;
    else extend(named, special.name, day);
  }
  return { named, weekdays: mondayFirst.filter((weekday) => off[weekday]), madeUp };
}

const mondayFirst = [1, 2, 3, 4, 5, 6, 0];

/** One name, one stretch, as long as nothing else lies between. */
function extend(named: Stretch[], name: Label, day: Day): void {
  const last = named.at(-1);
  if (last !== undefined && last.name.vi === name.vi && day - last.to === 1) named[named.length - 1] = { ...last, to: day };
  else named.push({ name, from: day, to: day });
}

const mostNamed = 6;

function restOf(skipped: Skipped, words: Words): readonly string[] {
  const named = skipped.named
    .slice(0, mostNamed)
    .map(({ name, from, to }) => `${name[words.lang]} ${short(dateAt(from))}${from === to ? '' : `–${short(dateAt(to))}`}`);
  const more = skipped.named.length > mostNamed ? [words.more(skipped.named.length - mostNamed)] : [];
  // Day 3, 1970-01-04, was a Sunday.
  const weekend = skipped.weekdays.map((weekday) => weekdayName(dateAt(3 + weekday), words.lang)).join(', ');
  return weekend === '' ? [...named, ...more] : [...named, ...more, weekend];
}

function pausesOf({ from, due, pauses }: Told, words: Words): readonly string[] {
  const counted = pauses.filter((pause) => pause.to !== undefined && pause.to > from && pause.from < due && pause.to > pause.from);
  const told = counted
    .slice(0, mostNamed)
    .map((pause) => words.pause(pause.why, `${clockOf(pause.from)} ${short(pause.from)}–${clockOf(pause.to ?? pause.from)} ${short(pause.to ?? pause.from)}`));
  return counted.length > mostNamed ? [...told, words.more(counted.length - mostNamed)] : told;
}

/** Why the end was moved; after a pause the day itself is not a number people could check, so nothing is said. */
function movedOf({ rule, from, due, pauses, calendar }: Told, words: Words): string {
  const start = dayOf(dateOf(from));
  const last = rule.kind === 'calendar-days' ? start + rule.days : rule.kind === 'months' ? plusMonths(start, rule.months) : dayOf(dateOf(due));
  if (pauses.length > 0 || last >= dayOf(dateOf(due))) return '';
  return words.moved(short(dateAt(last)), calendar.days.get(dateAt(last))?.name);
}

/** '16/02' of a date or an instant in local form. */
const short = (date: string): string => `${date.slice(8, 10)}/${date.slice(5, 7)}`;

type Words = {
  readonly lang: Lang;
  readonly start: (told: Told) => string;
  readonly counted: (told: Told) => string;
  readonly moved: (date: string, off: Label | undefined) => string;
  readonly without: (left: readonly string[]) => string;
  readonly madeUp: (days: readonly SpecialDay[]) => string;
  readonly pause: (why: PauseWhy, time: string) => string;
  readonly more: (count: number) => string;
  readonly end: (told: Told) => string;
};

const decimal = (value: number, comma: string): string => String(value).replace('.', comma);

const viPauses: Record<PauseWhy, string> = {
  supplement: 'dừng chờ bổ sung',
  consent: 'dừng chờ người được nêu tên đồng ý',
  obligation: 'dừng chờ nghĩa vụ tài chính',
  consulting: 'dừng chờ cơ quan khác',
  other: 'dừng',
};

const vi: Words = {
  lang: 'vi',
  start: ({ from, why }) => (why === 'received' ? `Nhận ${showInstant(from, 'vi')}` : `Hạn cũ ${showInstant(from, 'vi')}`),
  counted: (told) => {
    const { rule } = told;
    const verb = told.why === 'received' ? 'tính' : 'gia hạn';
    switch (rule.kind) {
      case 'hours':
        return `${verb} ${decimal(rule.hours, ',')} giờ làm việc`;
      case 'working-days':
        return `${verb} ${rule.days} ngày làm việc từ ngày làm việc kế tiếp`;
      case 'calendar-days':
        return `${verb} ${rule.days} ngày từ ngày kế tiếp, kể cả ngày nghỉ`;
      case 'months':
        return `${verb} ${rule.months} tháng`;
      case 'same-day':
        return sameDay(told, {
          today: `trước ${rule.cutOff} nên trả trong ngày`,
          later: `sau ${rule.cutOff} nên trả trong ngày làm việc kế tiếp`,
          off: 'ngoài ngày giờ làm việc nên trả trong ngày làm việc kế tiếp',
        });
    }
  },
  moved: (date, off) => `ngày cuối ${date} là ${off?.vi ?? 'ngày nghỉ hằng tuần'} nên chuyển sang ngày làm việc kế tiếp`,
  without: (left) => `${left.length < 2 ? left.join('') : `${left.slice(0, -1).join(', ')} và ${left.at(-1)}`} không tính`,
  madeUp: (days) => `${days.map((day) => `${weekdayName(day.date, 'vi')} ${short(day.date)}`).join(', ')} làm bù có tính`,
  pause: (why, time) => `${viPauses[why]} ${time}`,
  more: (count) => `${count} đợt khác`,
  end: ({ due, why }) => `${why === 'received' ? 'trả lúc' : 'hạn mới'} ${showInstant(due, 'vi')}`,
};

const enPauses: Record<PauseWhy, string> = {
  supplement: 'the wait for a supplement',
  consent: 'the wait for the consent of somebody named',
  obligation: 'the wait for a payment',
  consulting: 'the wait for another agency',
  other: 'the pause',
};
const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

const en: Words = {
  lang: 'en',
  start: ({ from, why }) => (why === 'received' ? `Received ${showInstant(from, 'en')}` : `Earlier due ${showInstant(from, 'en')}`),
  counted: (told) => {
    const { rule } = told;
    const verb = told.why === 'received' ? 'counting' : 'extended by';
    switch (rule.kind) {
      case 'hours':
        return `${verb} ${rule.hours} office ${rule.hours === 1 ? 'hour' : 'hours'}`;
      case 'working-days':
        return `${verb} ${plural(rule.days, 'working day')} from the next working day`;
      case 'calendar-days':
        return `${verb} ${plural(rule.days, 'day')} from the next day, days off included`;
      case 'months':
        return `${verb} ${plural(rule.months, 'month')}`;
      case 'same-day':
        return sameDay(told, {
          today: `before ${rule.cutOff}, so the same day`,
          later: `after ${rule.cutOff}, so the next working day`,
          off: 'outside office time, so the next working day',
        });
    }
  },
  moved: (date, off) => `the last day ${date} is ${off?.en ?? 'a weekly day off'}, so the next working day`,
  without: (left) => `without ${left.length < 2 ? left.join('') : `${left.slice(0, -1).join(', ')} and ${left.at(-1)}`}`,
  madeUp: (days) => `${days.map((day) => `${weekdayName(day.date, 'en')} ${short(day.date)}`).join(', ')} is a make-up working day and counts`,
  pause: (why, time) => `${enPauses[why]} ${time}`,
  more: (count) => `${count} more`,
  end: ({ due, why }) => `${why === 'received' ? 'due' : 'now due'} ${showInstant(due, 'en')}`,
};

function sameDay({ rule, from, calendar }: Told, words: { readonly today: string; readonly later: string; readonly off: string }): string {
  if (rule.kind !== 'same-day') return '';
  const day = dayOf(dateOf(from));
  const close = calendar.table.spans[day - calendar.table.first]?.at(-1)?.to ?? 0;
  const [hour, minute] = clockOf(from).split(':').map(Number);
  const at = (hour ?? 0) * 60 + (minute ?? 0);
  if (close <= at && clockOf(from) <= rule.cutOff) return words.off;
  return clockOf(from) <= rule.cutOff ? words.today : words.later;
}
