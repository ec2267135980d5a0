/** The working calendars of the platform, by the name that units and stories carry. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Calendar } from '../engine/clock/clock.ts';
import { readCalendar } from '../engine/clock/clock.ts';
import { home } from './config.ts';

const files: Readonly<Record<string, string>> = { vn: 'vn-2021-2026.json' };
const read = new Map<string, Calendar>();

/** Undefined for a name that is not here. Throws when the file itself is wrong: nothing can be promised without it. */
export function calendarNamed(name: string): Calendar | undefined {
  const known = read.get(name);
  const file = Object.hasOwn(files, name) ? files[name] : undefined;
  if (known !== undefined || file === undefined) return known;
  const table = readCalendar(JSON.parse(readFileSync(join(home, 'data', 'calendar', file), 'utf8')));
  if (!('table' in table)) throw new Error(`the calendar ${file} cannot be read`);
  read.set(name, table);
  return table;
}
