/** `./cuaso admin invite`: the one-time link with which the first administrator registers a passkey. */
import type { Command } from './command.ts';
import { exit, jsonFlag } from './command.ts';

export type Invitation = { readonly account: string; readonly name: string; readonly link: string; readonly hours: number };

export type InviteWish = { readonly account: string; readonly name: string; readonly units: string | undefined };

export const inviteCommand = (parts: { readonly invite: (wish: InviteWish) => Promise<Invitation> }): Command => ({
  words: 'admin invite',
  about: {
    vi: 'In đường dẫn dùng một lần để người quản trị đầu tiên đăng ký khóa',
    en: 'Prints the one-time link with which the first administrator registers a passkey',
  },
  takes: ['[ACCOUNT]'],
  flags: {
    json: jsonFlag,
    name: { value: 'NAME', about: { vi: 'họ tên của người quản trị', en: 'name of the administrator' } },
    units: { value: 'FILE', about: { vi: 'danh mục đơn vị khi chưa có đơn vị nào', en: 'file of units, when there are none yet' } },
  },
  examples: [
    { line: "./cuaso admin invite --name 'Hồ Minh Quân'", says: { vi: 'tài khoản quan-tri', en: 'the account quan-tri' } },
    { line: "./cuaso admin invite quan-tri-2 --name 'Lê Thị Thu'", says: { vi: 'một tài khoản khác', en: 'another account' } },
  ],
  run: async ({ args, values, switches, terminal }) => {
    const { account, name, link, hours } = await parts.invite({ account: args[0] ?? 'quan-tri', name: values.name ?? '', units: values.units });
    terminal.say({
      vi: `Đường dẫn cho ${name} (${account}), dùng một lần trong ${hours} giờ. Ai có đường dẫn này sẽ là người quản trị:`,
      en: `Link for ${name} (${account}), good once within ${hours} hours. Whoever has it becomes the administrator:`,
    });
    terminal.print(switches.has('json') ? JSON.stringify({ account, name, link, hours }) : link);
    return exit.done;
  },
});
