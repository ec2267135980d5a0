/** `./cuaso demo-post`: the sample mail server, gateway for text messages and Zalo account as a process of its own. */
import type { Command } from './command.ts';
import { exit } from './command.ts';
import type { Terminal } from './terminal.ts';

export type DemoPostFlags = { readonly port?: string; readonly smtp?: string; readonly data?: string };

export const demoPostCommand = (parts: { readonly open: (flags: DemoPostFlags, terminal: Terminal) => Promise<void> }): Command => ({
  words: 'demo-post',
  about: {
    vi: 'Mở điện thoại và hộp thư mẫu: xem những gì đã báo cho người dân',
    en: 'Opens the sample telephones and mailboxes: what people were told',
  },
  takes: [],
  flags: {
    port: {
      value: 'N',
      about: { vi: 'cổng của trang và của tin nhắn; mặc định một cổng trống', en: 'port of the page and of text messages; a free one by default' },
    },
    smtp: { value: 'N', about: { vi: 'cổng của thư điện tử; mặc định một cổng trống', en: 'port of e-mail; a free one by default' } },
    data: { value: 'DIR', about: { vi: 'thư mục dữ liệu (CUASO_DATA, .data)', en: 'data folder (CUASO_DATA, .data)' } },
  },
  examples: [
    { line: './cuaso demo-post', says: { vi: 'dòng đầu tiên là địa chỉ của trang', en: 'the first line is the address of the page' } },
    { line: './cuaso demo-post --port 9025 --smtp 2525', says: { vi: 'cổng cố định', en: 'fixed ports' } },
  ],
  run: async ({ values, terminal }) => {
    await parts.open(values, terminal);
    return exit.done;
  },
});
