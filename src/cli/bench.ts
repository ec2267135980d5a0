/** `./cuaso bench`: numbers, measured here and now. */
import type { Command, Flag } from './command.ts';
import { exit } from './command.ts';

export type Numbers = {
  readonly name: string;
  /** The JSON object the bench printed last; undefined when it failed. */
  readonly result: unknown;
};

export type BenchParts = {
  /** Runs the benches whose name begins with `name`, one after another. `save` keeps the results in bench/results. */
  readonly bench: (name: string, options: { readonly save: boolean }) => Promise<readonly Numbers[]>;
};

const json: Flag = { about: { vi: 'in kết quả dạng JSON', en: 'prints JSON' } };
const save: Flag = { about: { vi: 'ghi kết quả vào bench/results', en: 'keeps the results in bench/results' } };

export const benchCommand = (parts: BenchParts): Command => ({
  words: 'bench',
  about: { vi: 'Đo tốc độ trên máy này', en: 'Measures speed on this machine' },
  takes: ['[NAME]'],
  flags: { json, save },
  examples: [
    { line: './cuaso bench', says: { vi: 'mọi phép đo', en: 'all benches' } },
    { line: './cuaso bench step --json', says: { vi: 'một phép đo', en: 'one of them' } },
  ],
  run: (call) => show(call, parts.bench),
});

async function show(call: Parameters<Command['run']>[0], run: BenchParts['bench']): Promise<0 | 1 | 65> {
  const found = await run(call.args[0] ?? '', { save: call.switches.has('save') });
  if (found.length === 0) {
    call.terminal.say({ vi: `cuaso: không có phép đo nào tên ${call.args[0] ?? ''}`, en: `cuaso: there is nothing called ${call.args[0] ?? ''}` });
    return exit.input;
  }
  for (const { name, result } of found) call.terminal.print(call.switches.has('json') ? JSON.stringify(result) : `${name}: ${table(result)}`);
  return found.every(({ result }) => result !== undefined) ? exit.done : exit.no;
}

/** One line per number; what is nested is indented. */
function table(value: unknown, indent = '  '): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([key, inner]) => `\n${indent}${key}: ${table(inner, `${indent}  `)}`)
    .join('');
}
