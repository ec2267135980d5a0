/** `./cuaso conformance`: how many results of the public suites the engines reach, each miss with its reason. */
import type { Command } from './command.ts';
import { exit, jsonFlag } from './command.ts';

export type Suite = {
  readonly name: string;
  readonly passed: number;
  /** Every result of the suite, also those that can never be ours. */
  readonly total: number;
  readonly failed: readonly { readonly id: string; readonly reason: string }[];
};

export type ConformanceParts = {
  /** `missing` hears of suites that are not in the folder. */
  readonly run: (name: string, suites: string | undefined, missing: (folder: string) => void) => Promise<readonly Suite[]>;
  /** Keeps the results with commit and machine; answers the path. */
  readonly save: (suites: readonly Suite[]) => Promise<string>;
};

export const conformanceCommand = (parts: ConformanceParts): Command => ({
  words: 'conformance',
  about: { vi: 'Chạy các bộ kiểm thử chuẩn công khai', en: 'Runs the public conformance suites' },
  takes: ['[NAME]'],
  flags: {
    json: jsonFlag,
    write: { about: { vi: 'ghi kết quả vào bench/results', en: 'keeps the results in bench/results' } },
    suites: { value: 'DIR', about: { vi: 'thư mục chứa dmn-tck và bpmn-miwg', en: 'folder that holds dmn-tck and bpmn-miwg' } },
  },
  examples: [
    { line: './cuaso conformance --json', says: { vi: 'số đạt trên tổng, từng mục hỏng và lý do', en: 'passed of total, each miss with its reason' } },
    { line: './cuaso conformance dmn-tck --suites ../suites', says: { vi: 'một bộ, ở thư mục khác', en: 'one suite, from another folder' } },
  ],
  run: async ({ args, values, switches, terminal }) => {
    if (switches.has('write') && args[0] !== undefined) {
      terminal.say({ vi: 'cuaso: --write ghi kết quả của mọi bộ: bỏ tên bộ đi', en: 'cuaso: --write keeps the results of all suites: leave the name out' });
      return exit.usage;
    }
    const missing = (folder: string): void =>
      terminal.say({
        vi: `cuaso: không có bộ kiểm thử ở ${folder}; chỉ ra bằng --suites DIR`,
        en: `cuaso: there is no suite in ${folder}; name its place by --suites DIR`,
      });
    const suites = await parts.run(args[0] ?? '', values.suites, missing);
    if (suites.length === 0) return exit.input;
    if (switches.has('json')) terminal.print(JSON.stringify({ suites }));
    else for (const suite of suites) terminal.print(lineOf(suite));
    if (switches.has('write')) terminal.say(await parts.save(suites));
    return exit.done;
  },
});

function lineOf({ name, passed, total, failed }: Suite): string {
  const share = total === 0 ? 0 : (passed / total) * 100;
  const misses = failed.map(({ id, reason }) => `\n    ${id}: ${reason}`).join('');
  return `${name.padEnd(28)} ${String(passed).padStart(6)} / ${String(total).padEnd(6)} ${share.toFixed(2)} %${misses}`;
}
