/** `./cuaso demo-gateway`: a sample bank and payment gateway as a process of its own. */
import type { Command } from './command.ts';
import { exit } from './command.ts';
import type { Terminal } from './terminal.ts';

export type DemoGatewayFlags = { readonly port?: string; readonly data?: string; readonly to?: string };

export const demoGatewayCommand = (parts: { readonly open: (flags: DemoGatewayFlags, terminal: Terminal) => Promise<void> }): Command => ({
  words: 'demo-gateway',
  about: { vi: 'Mở ngân hàng và cổng thanh toán mẫu trên máy này', en: 'Opens a sample bank and payment gateway on this machine' },
  takes: [],
  flags: {
    port: { value: 'N', about: { vi: 'cổng; mặc định một cổng trống', en: 'port; a free one by default' } },
    data: {
      value: 'DIR',
      about: { vi: 'thư mục dữ liệu chung với nền tảng (CUASO_DATA, .data)', en: 'data folder shared with the platform (CUASO_DATA, .data)' },
    },
    to: { value: 'URL', about: { vi: 'nền tảng nhận báo có (CUASO_ORIGIN)', en: 'the platform that is told of credits (CUASO_ORIGIN)' } },
  },
  examples: [
    { line: './cuaso demo-gateway', says: { vi: 'dòng đầu tiên là địa chỉ', en: 'the first line is its address' } },
    { line: './cuaso demo-gateway --port 9090 --to http://127.0.0.1:8080', says: { vi: 'cổng cố định', en: 'a fixed port' } },
  ],
  run: async ({ values, terminal }) => {
    await parts.open(values, terminal);
    return exit.done;
  },
});
