/** `./cuaso start`, `serve` and `work`: the processes that stay. */
import type { Command, Flag } from './command.ts';
import { exit } from './command.ts';
import type { Terminal } from './terminal.ts';

export type StayFlags = { readonly port?: string; readonly data?: string; readonly demo?: '0' | '1' };

/** Each resolves when the process was asked to stop and everything has ended. */
export type StayParts = {
  readonly start: (flags: StayFlags, terminal: Terminal) => Promise<void>;
  readonly serve: (flags: StayFlags, terminal: Terminal) => Promise<void>;
  readonly work: (flags: StayFlags, terminal: Terminal) => Promise<void>;
};

const port: Flag = { value: 'N', about: { vi: 'cổng (CUASO_PORT, 8080)', en: 'port (CUASO_PORT, 8080)' } };
const data: Flag = { value: 'DIR', about: { vi: 'thư mục dữ liệu (CUASO_DATA, .data)', en: 'data folder (CUASO_DATA, .data)' } };

export const startCommand = (parts: StayParts): Command => ({
  words: 'start',
  about: { vi: 'Mở một tỉnh mẫu hoàn chỉnh trên máy này', en: 'Opens a complete sample province on this machine' },
  takes: [],
  flags: { port, data, 'no-demo': { about: { vi: 'không dùng dữ liệu mẫu', en: 'without the sample data' } } },
  examples: [
    { line: './cuaso start', says: { vi: 'rồi mở http://127.0.0.1:8080/demo', en: 'then open http://127.0.0.1:8080/demo' } },
    { line: './cuaso start --port 9000 --data /srv/cuaso', says: { vi: 'cổng và thư mục khác', en: 'another port and folder' } },
  ],
  run: async ({ values, switches, terminal }) => {
    await parts.start({ ...values, ...(switches.has('no-demo') ? { demo: '0' as const } : {}) }, terminal);
    return exit.done;
  },
});

export const serveCommand = (parts: StayParts): Command => ({
  words: 'serve',
  about: {
    vi: 'Phục vụ các trang và API khi vận hành; không nâng cấp, không dữ liệu mẫu',
    en: 'Serves pages and API in production; migrates nothing, no sample data',
  },
  takes: [],
  flags: { port, data },
  examples: [{ line: 'DATABASE_URL=postgres://... ./cuaso serve', says: { vi: 'sau ./cuaso migrate', en: 'after ./cuaso migrate' } }],
  run: async ({ values, terminal }) => {
    await parts.serve(values, terminal);
    return exit.done;
  },
});

export const workCommand = (parts: StayParts): Command => ({
  words: 'work',
  about: { vi: 'Làm các việc nền: hẹn giờ, văn bản, số liệu', en: 'Does the background work: timers, papers, indicators' },
  takes: [],
  flags: { data },
  examples: [{ line: 'DATABASE_URL=postgres://... ./cuaso work', says: { vi: 'chạy bao nhiêu tiến trình cũng được', en: 'as many processes as wanted' } }],
  run: async ({ values, terminal }) => {
    await parts.work(values, terminal);
    return exit.done;
  },
});
