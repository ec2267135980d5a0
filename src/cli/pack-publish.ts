/** `./cuaso pack publish`: a new service, or a new version of one, for the cell that is running: nothing is started again. */
import type { Finding } from '../base/finding.ts';
import { isError, printFinding } from '../base/finding.ts';
import type { Command } from './command.ts';
import { exit, jsonFlag } from './command.ts';

export type PublishResult = {
  readonly findings: readonly Finding[];
  readonly done?: { readonly id: string; readonly version: string; readonly isNew: boolean; readonly address: string };
};
export type PublishParts = {
  /** `units`: agency codes of the branches it goes live in; empty means the whole province. */
  readonly publish: (folder: string, wish: { readonly units: readonly string[]; readonly data?: string }) => Promise<PublishResult>;
};

export const publishCommand = (parts: PublishParts): Command => ({
  words: 'pack publish',
  about: {
    vi: 'Soát, diễn tình huống rồi đưa gói vào phục vụ ngay, không khởi động lại',
    en: 'Lints a pack, plays its stories and puts it into service at once, without a restart',
  },
  takes: ['DIR'],
  flags: {
    json: jsonFlag,
    unit: {
      value: 'CODE',
      about: {
        vi: 'mã cơ quan của nơi dùng, cách nhau bằng dấu phẩy; mặc định cả tỉnh',
        en: 'agency codes where it goes live, separated by commas; default: everywhere',
      },
    },
    data: { value: 'DIR', about: { vi: 'thư mục dữ liệu của nền tảng đang chạy', en: 'data folder of the running platform' } },
  },
  examples: [
    { line: './cuaso pack publish packs/ten-goi', says: { vi: 'cả tỉnh', en: 'the whole province' } },
    { line: './cuaso pack publish packs/ten-goi --unit H47.502.20347', says: { vi: 'thí điểm ở một xã', en: 'tried in one commune' } },
  ],
  run: async ({ args: [folder = ''], values, switches, terminal }) => {
    const units = (values.unit ?? '').split(',').map((one) => one.trim());
    const { findings, done } = await parts.publish(folder, {
      units: units.filter((one) => one !== ''),
      ...(values.data === undefined ? {} : { data: values.data }),
    });
    if (switches.has('json')) terminal.print(JSON.stringify({ ok: done !== undefined, findings, ...done }));
    else for (const finding of findings) (done === undefined ? terminal.print : terminal.say)(printFinding(finding));
    if (done === undefined) {
      const errors = findings.filter(isError).length;
      terminal.say({ vi: `Chưa ban hành: ${errors} lỗi`, en: `Not published: ${errors} errors` });
      return exit.no;
    }
    if (!switches.has('json')) terminal.print(done.address);
    terminal.say(
      done.isNew
        ? { vi: `Đã ban hành ${done.id} ${done.version}`, en: `Published ${done.id} ${done.version}` }
        : { vi: `${done.id} ${done.version} đã ban hành từ trước, không đổi gì`, en: `${done.id} ${done.version} was published before; nothing changed` },
    );
    return exit.done;
  },
});
