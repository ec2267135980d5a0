/** `./cuaso bench`: numbers, measured here and now. */
import type { Command, Flag } from './command.ts';
import { exit, jsonFlag } from './command.ts';

export type Numbers = { readonly name: string /** Missing when the bench failed. */; readonly report?: Report };
export type Report = {
  readonly commit: string;
  readonly loadBefore: number;
  readonly results: readonly {
    readonly name: string;
    readonly unit: string;
    readonly value: number;
    readonly peer?: { readonly name: string; readonly value: number };
    readonly ratio?: number;
    readonly budget?: { readonly atLeast: number } | { readonly atMost: number };
    readonly note?: string;
  }[];
};

export type BenchParts = {
  /** Runs the benches whose name begins with `name`, one after another. */
  readonly bench: (name: string, wishes: Wishes) => Promise<readonly Numbers[]>;
};
export type Wishes = {
  /** Keeps the results in bench/results. */
  readonly write: boolean;
  /** How many random cases a bench compares. */
  readonly count?: string;
  /** First of the random cases. */
  readonly seed?: string;
};

const write: Flag = { about: { vi: 'ghi kết quả vào bench/results', en: 'keeps the results in bench/results' } };
const count: Flag = { value: 'N', about: { vi: 'số trường hợp ngẫu nhiên để so sánh', en: 'how many random cases are compared' } };
const seed: Flag = { value: 'S', about: { vi: 'hạt giống của các trường hợp ngẫu nhiên', en: 'seed of the random cases' } };

export const benchCommand = (parts: BenchParts): Command => ({
  words: 'bench',
  about: { vi: 'Đo tốc độ trên máy này', en: 'Measures speed on this machine' },
  takes: ['[NAME]'],
  flags: { json: jsonFlag, write, count, seed },
  examples: [
    { line: './cuaso bench', says: { vi: 'mọi phép đo', en: 'all benches' } },
    { line: './cuaso bench step --json', says: { vi: 'một phép đo', en: 'one of them' } },
    { line: './cuaso bench clock --count 1000000', says: { vi: 'một triệu thời hạn so với đếm từng phút', en: 'a million terms against counting minutes' } },
  ],
  run: (call) => show(call, parts.bench),
});

async function show(call: Parameters<Command['run']>[0], run: BenchParts['bench']): Promise<0 | 1 | 65> {
  const { values, switches } = call;
  const wishes = { ...(values.count === undefined ? {} : { count: values.count }), ...(values.seed === undefined ? {} : { seed: values.seed }) };
  const found = await run(call.args[0] ?? '', { write: switches.has('write'), ...wishes });
  if (found.length === 0) {
    call.terminal.say({ vi: `cuaso: không có phép đo nào tên ${call.args[0] ?? ''}`, en: `cuaso: there is nothing called ${call.args[0] ?? ''}` });
    return exit.input;
  }
  for (const { name, report } of found) {
    if (call.switches.has('json')) call.terminal.print(JSON.stringify(report ?? { name, results: [] }));
    else call.terminal.print(`${name}${report === undefined ? ': -' : report.results.map(lineOf).join('')}`);
  }
  return found.every(({ report }) => report !== undefined) ? exit.done : exit.no;
}

type Result = Report['results'][number];

function lineOf({ name, unit, value, peer, ratio, budget, note }: Result): string {
  const beside = peer === undefined ? '' : `; ${peer.name}: ${peer.value}, x ${ratio}`;
  return `\n  ${name}: ${value} ${unit}${budget === undefined ? '' : `, ${verdict(value, budget)}`}${beside}${note === undefined ? '' : ` (${note})`}`;
}

const verdict = (value: number, budget: NonNullable<Result['budget']>): string =>
  'atLeast' in budget
    ? `${value >= budget.atLeast ? 'ok' : 'MISSED'} (>= ${budget.atLeast})`
    : `${value <= budget.atMost ? 'ok' : 'MISSED'} (<= ${budget.atMost})`;
