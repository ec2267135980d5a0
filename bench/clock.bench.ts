/** Due dates per second; and random terms over twenty years of invented calendars, each compared with the date counted minute by minute. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../src/base/json.ts';
import { isRefusal } from '../src/base/refusal.ts';
import type { Instant } from '../src/base/time.ts';
import { instant, plusMs } from '../src/base/time.ts';
import type { Calendar, Rule } from '../src/engine/clock/clock.ts';
import { dueBy, readCalendar } from '../src/engine/clock/clock.ts';
import { compareOnce, situationOf } from '../src/engine/clock/naive.ts';
import { home } from '../src/main/config.ts';
import { chance, options, rates, report } from './kit.ts';

const { seed, count } = options({ count: 2_000 });
const dice = chance(seed);

const file = JSON.parse(readFileSync(join(home, 'data', 'calendar', 'vn-2021-2026.json'), 'utf8')) as Json;
const read = readCalendar(file);
if (!('table' in read)) throw new Error(JSON.stringify(read));
const calendar: Calendar = read;
const rules: readonly Rule[] = [
  { kind: 'same-day', cutOff: '15:00' },
  { kind: 'hours', hours: 8 },
  { kind: 'working-days', days: 3 },
  { kind: 'working-days', days: 15 },
  { kind: 'calendar-days', days: 30 },
  { kind: 'months', months: 1 },
];
const moments: readonly Instant[] = Array.from({ length: 500 }, () => plusMs(instant('2022-01-04T08:00:00+07:00'), dice.pick(3 * 365 * 24 * 60) * 60_000));

function promiseAll(): number {
  for (const rule of rules) for (const from of moments) if (isRefusal(dueBy(rule, from, calendar))) throw new Error(`${from}`);
  return rules.length * moments.length;
}
const [promises = 0] = await rates([promiseAll]);

/** Ours against the slow one; `seed` is the number of the first situation. */
let [different, example] = [0, ''];
for (let number = seed; number < seed + count; number += 1) {
  const { situation, ours, naive } = compareOnce(situationOf(number));
  if (ours !== naive) {
    different += 1;
    example ||= `, first: ${number} ${JSON.stringify(situation)} ${ours} ${naive}`;
  }
  if ((number - seed) % 10_000 === 9_999) console.error(`clock: ${number - seed + 1} of ${count}, ${different} different`);
}
report(
  [
    { name: 'due dates with their sentence', unit: 'per second of CPU', value: promises },
    { name: 'random terms compared with counting minutes', unit: 'cases', value: count },
    { name: 'of these different', unit: 'cases', value: different, budget: { atMost: 0 }, ...(example === '' ? {} : { note: example }) },
  ],
  seed,
);
