/** The deed of `./cuaso pack simulate`: the pack read and proved, then its year. */
import { isError, printFinding } from '../base/finding.ts';
import { readDate } from '../base/time.ts';
import { exit, Stop } from '../cli/command.ts';
import type { SimulateWish } from '../cli/simulate.ts';
import type { SimulatedYear } from '../kernel/case/case.ts';
import { simulate } from '../kernel/case/case.ts';
import { calendarNamed } from './calendar.ts';
import { readPack } from './pack.ts';

export async function simulatePack({ folder, cases, seed, from, effort, holders }: SimulateWish): Promise<SimulatedYear> {
  const first = readDate(from);
  if (first === undefined)
    throw new Stop(exit.usage, {
      vi: `--from '${from}' không phải một ngày; viết như 2022-01-01`,
      en: `--from '${from}' is no date; write it like 2022-01-01`,
    });
  const { pack, findings } = await readPack(folder);
  if (pack === undefined) {
    const wrong = findings.filter(isError).map(printFinding).join('\n');
    throw new Stop(exit.no, { vi: `gói có lỗi:\n${wrong}`, en: `the pack has errors:\n${wrong}` });
  }
  const strangers = [...holders.keys()].filter((role) => !pack.roles.has(role));
  if (strangers.length > 0) {
    const known = [...pack.roles.keys()].join(', ');
    throw new Stop(exit.usage, {
      vi: `gói không có vai ${strangers.join(', ')}; có: ${known}`,
      en: `the pack has no role ${strangers.join(', ')}; it has: ${known}`,
    });
  }
  const calendar = calendarNamed('vn');
  if (calendar === undefined) throw new Error('the national calendar cannot be read');
  return simulate({ pack, calendar, from: first, cases, seed, holders, effort });
}
