/** `./cuaso check` and `./cuaso test`: what a change must pass. */
import type { Command } from './command.ts';
import { exit } from './command.ts';

type Run = () => Promise<boolean>;

export const checkCommand = (parts: { readonly check: Run /** Paths written. */; readonly write: () => Promise<readonly string[]> }): Command => ({
  words: 'check',
  about: { vi: 'Định dạng, kiểu, tường ngăn và phép thử thuần: dưới một phút', en: 'Format, types, walls and pure tests: under a minute' },
  takes: [],
  flags: {
    write: {
      about: { vi: 'định dạng lại và ghi lại các trang tra cứu trước khi kiểm tra', en: 'formats and writes the reference pages anew before checking' },
    },
  },
  examples: [
    { line: './cuaso check', says: { vi: 'trước mỗi lần ghi nhận thay đổi', en: 'before each commit' } },
    { line: './cuaso check --write', says: { vi: 'sửa những gì máy sửa được', en: 'repairs what a machine can' } },
  ],
  run: async ({ switches, terminal }) => {
    if (switches.has('write')) for (const path of await parts.write()) terminal.print(path);
    return (await parts.check()) ? exit.done : exit.no;
  },
});

export const testCommand = (parts: { readonly test: () => Promise<'green' | 'red' | 'tools missing'> }): Command => ({
  words: 'test',
  about: { vi: 'Mọi phép thử, cả cơ sở dữ liệu và trình duyệt', en: 'All tests, with databases and a browser' },
  takes: [],
  flags: {},
  examples: [{ line: './cuaso test', says: { vi: 'nhiều nhất 12 phút trên hai nhân', en: 'at most 12 minutes on two cores' } }],
  run: async () => ({ green: exit.done, red: exit.no, 'tools missing': exit.missing })[await parts.test()],
});
