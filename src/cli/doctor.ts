/** `./cuaso doctor`: looks at the machine and says what is wrong and what to do. */
import type { Label } from '../base/text.ts';
import type { Command } from './command.ts';
import { exit, jsonFlag } from './command.ts';
import type { Terminal } from './terminal.ts';

export type Diagnosis = {
  /** Stable name for monitors: 'disk', 'database'. */
  readonly name: string;
  /** stop: `serve` would refuse or soon fail. warn: works, but look at it. */
  readonly level: 'good' | 'warn' | 'stop';
  readonly says: Label;
};

export const doctorCommand = (parts: { readonly examine: () => Promise<readonly Diagnosis[]> }): Command => ({
  words: 'doctor',
  about: { vi: 'Kiểm tra máy và cấu hình, nói rõ cần sửa gì', en: 'Checks the machine and the settings and says what to do' },
  takes: [],
  flags: { json: jsonFlag },
  examples: [
    { line: './cuaso doctor', says: { vi: 'xem ngay', en: 'look now' } },
    { line: './cuaso doctor --json', says: { vi: 'cho hệ thống giám sát', en: 'for a monitor' } },
  ],
  run: async ({ switches, terminal }) => {
    const found = await parts.examine();
    if (switches.has('json'))
      terminal.print(
        JSON.stringify({
          ok: found.every((one) => one.level !== 'stop'),
          checks: found.map(({ name, level, says }) => ({ name, level, vi: says.vi, en: says.en })),
        }),
      );
    else for (const one of found) terminal.print(lineOf(one, terminal));
    return found.some((one) => one.level === 'stop') ? exit.no : exit.done;
  },
});

const marks = { good: 'tốt ', warn: 'lưu ý', stop: 'hỏng' } as const;
const marksEn = { good: 'good', warn: 'warn', stop: 'stop' } as const;

function lineOf({ name, level, says }: Diagnosis, terminal: Terminal): string {
  const mark = (terminal.lang === 'vi' ? marks : marksEn)[level].padEnd(5);
  return `${terminal.paint(level === 'good' ? 'good' : 'bad', mark)}  ${name.padEnd(10)}  ${says[terminal.lang]}`;
}
