/** `./cuaso backup DIR` and `./cuaso restore DIR`: a stopped cell, copied and read back. */
import type { Call, Command } from './command.ts';
import { exit, jsonFlag } from './command.ts';
import type { Terminal } from './terminal.ts';

type Progress = (done: number, total: number) => void;
type Made = { readonly folder: string; readonly files: number; readonly bytes: number };
const data = { value: 'DIR', about: { vi: 'thư mục dữ liệu (CUASO_DATA)', en: 'the data folder (CUASO_DATA)' } } as const;

export type BackupParts = {
  readonly backUp: (target: string, values: Readonly<Record<string, string>>, progress: Progress) => Promise<Made>;
  readonly restore: (folder: string, values: Readonly<Record<string, string>>, progress: Progress) => Promise<Made>;
  /** Number of files that were read and agree. */
  readonly check: (folder: string, progress: Progress) => Promise<number>;
};

export const backupCommand = (parts: BackupParts): Command => ({
  words: 'backup',
  about: { vi: 'Sao lưu một hệ thống đã dừng; đọc lại từng tệp trước khi báo xong', en: 'Backs up a stopped system; every file is read back before it counts' },
  takes: ['DIR'],
  flags: {
    data,
    json: jsonFlag,
    check: { about: { vi: 'không sao lưu, chỉ đọc lại bản sao lưu ở DIR', en: 'makes nothing, reads the back-up in DIR again' } },
  },
  examples: [
    { line: './cuaso backup /srv/backup', says: { vi: 'tạo /srv/backup/cuaso-<ngày>-<giờ>', en: 'makes /srv/backup/cuaso-<day>-<time>' } },
    { line: './cuaso backup --check /srv/backup/cuaso-20221115-080000', says: { vi: 'kiểm tra một bản', en: 'checks one' } },
  ],
  run: async (call) => {
    const { args, values, switches, terminal } = call;
    const [folder = ''] = args;
    if (switches.has('check')) {
      const files = await parts.check(folder, bar(terminal));
      terminal.say({ vi: `Bản sao lưu nguyên vẹn: ${files} tệp.`, en: `The back-up is whole: ${files} files.` });
      return exit.done;
    }
    return finish(call, await parts.backUp(folder, values, bar(terminal)));
  },
});

export const restoreCommand = (parts: BackupParts): Command => ({
  words: 'restore',
  about: { vi: 'Khôi phục từ bản sao lưu vào một thư mục dữ liệu trống', en: 'Restores a back-up into an empty data folder' },
  takes: ['DIR'],
  flags: { data, json: jsonFlag },
  examples: [
    { line: './cuaso restore /srv/backup/cuaso-20221115-080000', says: { vi: 'vào thư mục dữ liệu đang cấu hình', en: 'into the configured data folder' } },
  ],
  run: async (call) => finish(call, await parts.restore(call.args[0] ?? '', call.values, bar(call.terminal))),
});

const bar =
  (terminal: Terminal): Progress =>
  (done, total) =>
    terminal.progress(done, total, '');

function finish({ switches, terminal }: Call, made: Made): 0 {
  const size = `${(made.bytes / 1_048_576).toFixed(1)} MB`;
  terminal.say({ vi: `Xong: ${made.files} tệp, ${size}, đã kiểm tra.`, en: `Done: ${made.files} files, ${size}, checked.` });
  terminal.print(switches.has('json') ? JSON.stringify(made) : made.folder);
  return exit.done;
}
