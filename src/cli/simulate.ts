/** `./cuaso pack simulate DIR`: a year of a service before anybody uses it: queues, busy people, late cases. */
import type { Command } from './command.ts';
import { exit, jsonFlag, Stop } from './command.ts';
import type { Terminal } from './terminal.ts';

export type SimulateWish = {
  readonly folder: string;
  readonly cases: number;
  readonly seed: number;
  readonly from: string;
  readonly effort: number;
  readonly holders: ReadonlyMap<string, number>;
};

type Spread = { readonly p50: number; readonly p95: number };
/** Waits in office hours; shares from 0 to 1, null when there is nothing to share. */
export type Year = {
  readonly cases: Readonly<Record<'filed' | 'notEligible' | 'received' | 'finished' | 'late' | 'open' | 'overdue' | 'stuck', number>>;
  readonly lateShare: number | null;
  readonly hours: Spread;
  readonly steps: readonly {
    readonly element: string;
    readonly name: string;
    readonly role: string;
    readonly done: number;
    readonly waited: Spread;
    readonly lateShare: number | null;
    readonly longestQueue: number;
  }[];
  readonly roles: readonly { readonly role: string; readonly holders: number; readonly utilisation: number }[];
};

export const simulateCommand = (parts: { readonly simulate: (wish: SimulateWish) => Promise<Year> }): Command => ({
  words: 'pack simulate',
  about: { vi: 'Chạy thử một năm của gói: hàng chờ, mức bận, hồ sơ trễ', en: 'Runs a year of a pack: queues, busy people, late cases' },
  takes: ['DIR'],
  flags: {
    cases: { value: 'N', about: { vi: 'số hồ sơ trong năm (1000)', en: 'cases in the year (1000)' } },
    holders: { value: 'ROLE=N,...', about: { vi: 'số người mỗi vai; không nêu thì một người', en: 'people per role; one where nothing is said' } },
    effort: {
      value: '0..1',
      about: { vi: 'phần thời hạn của bước là công việc thật (0.1)', en: 'share of the time of a step that is work at the desk (0.1)' },
    },
    from: { value: 'DATE', about: { vi: 'ngày đầu của năm (2022-01-01)', en: 'first day of the year (2022-01-01)' } },
    seed: { value: 'S', about: { vi: 'hạt ngẫu nhiên: cùng hạt cho cùng một năm (1)', en: 'seed: the same one gives the same year (1)' } },
    json: jsonFlag,
  },
  examples: [
    { line: './cuaso pack simulate packs/ten-goi --cases 4000', says: { vi: 'mỗi vai một người', en: 'one person per role' } },
    {
      line: './cuaso pack simulate packs/ten-goi --cases 4000 --holders receptionist=2',
      says: { vi: 'thêm một người ở một cửa', en: 'one more at the counter' },
    },
  ],
  run: async ({ args: [folder = ''], values, switches, terminal }) => {
    const { cases = '1000', seed = '1', from = '2022-01-01', effort = '0.1', holders = '' } = values;
    const year = await parts.simulate({
      folder,
      cases: numberIn('cases', cases, [1, 1_000_000]),
      seed: numberIn('seed', seed, [0, 2 ** 31]),
      from,
      effort: numberIn('effort', effort, [0, 1]),
      holders: readHolders(holders),
    });
    if (switches.has('json')) terminal.print(JSON.stringify(year));
    else for (const line of table(year, terminal)) terminal.print(line);
    return exit.done;
  },
});

function numberIn(flag: string, text: string, [least, most]: readonly [number, number]): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value <= most) return value;
  throw new Stop(exit.usage, { vi: `--${flag} cần một số từ ${least} đến ${most}`, en: `--${flag} needs a number from ${least} to ${most}` });
}

function readHolders(text: string): ReadonlyMap<string, number> {
  const pairs = text.split(',').filter((part) => part !== '');
  return new Map(
    pairs.map((pair) => {
      const [role = '', count = ''] = pair.split('=');
      return [role, numberIn('holders', count, [1, 10_000])];
    }),
  );
}

function table({ cases, hours, steps, roles, lateShare }: Year, terminal: Terminal): readonly string[] {
  const isVi = terminal.lang === 'vi';
  const share = (part: number | null): string => (part === null ? '' : `${(part * 100).toFixed(1)} %`);
  const spread = ({ p50, p95 }: Spread): string => `${p50.toFixed(1)} / ${p95.toFixed(1)}`;
  const head = isVi
    ? `nộp ${cases.filed}, không thuộc đối tượng ${cases.notEligible}, tiếp nhận ${cases.received}, xong ${cases.finished}, trễ ${cases.late} (${share(lateShare)}), còn mở ${cases.open}, quá hạn ${cases.overdue}, mắc kẹt ${cases.stuck}`
    : `filed ${cases.filed}, not eligible ${cases.notEligible}, received ${cases.received}, finished ${cases.finished}, late ${cases.late} (${share(lateShare)}), open ${cases.open}, overdue ${cases.overdue}, stuck ${cases.stuck}`;
  const stepHead = isVi
    ? ['bước', 'vai', 'đã làm', 'giờ chờ (giữa / 95 %)', 'trễ', 'hàng dài nhất']
    : ['step', 'role', 'done', 'hours waited (median / 95 %)', 'late', 'longest queue'];
  const roleHead = isVi ? ['vai', 'số người', 'mức bận'] : ['role', 'people', 'busy'];
  return [
    head,
    isVi
      ? `từ tiếp nhận đến xong: ${spread(hours)} giờ làm việc (giữa / 95 %)`
      : `from reception to the finished work: ${spread(hours)} office hours (median / 95 %)`,
    '',
    ...aligned([
      stepHead,
      ...steps.map((step) => [step.name, step.role, String(step.done), spread(step.waited), share(step.lateShare), String(step.longestQueue)]),
    ]),
    '',
    ...aligned([roleHead, ...roles.map((role) => [role.role, String(role.holders), share(role.utilisation)])]),
  ];
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}
