/** `./cuaso verify FILE`: whether a signed paper is as it was signed, without server and network. */
import type { Label } from '../base/text.ts';
import type { Command } from './command.ts';
import { exit, jsonFlag } from './command.ts';

export type Verified = {
  readonly verdict: 'valid' | 'changed' | 'unknown';
  readonly reason: Label;
  readonly signatures: readonly { readonly signer: string; readonly organisation: string; readonly at?: string; readonly state: string }[];
};

const words = {
  valid: { vi: 'hợp lệ', en: 'valid' },
  changed: { vi: 'đã bị thay đổi', en: 'changed' },
  unknown: { vi: 'không xác định', en: 'unknown' },
} as const satisfies Record<Verified['verdict'], Label>;

export const verifyCommand = (parts: { readonly verify: (file: string) => Promise<Verified> }): Command => ({
  words: 'verify',
  about: { vi: 'Kiểm tra chữ ký số của một văn bản PDF', en: 'Checks the signatures of a PDF document' },
  takes: ['FILE'],
  flags: { json: jsonFlag },
  examples: [{ line: './cuaso verify ket-qua.pdf', says: { vi: 'mã kết thúc 0 chỉ khi hợp lệ', en: 'exit code 0 only when it is valid' } }],
  run: async ({ args, switches, terminal }) => {
    const found = await parts.verify(args[0] ?? '');
    if (switches.has('json')) terminal.print(JSON.stringify(found));
    else {
      terminal.print(`${words[found.verdict][terminal.lang]}: ${found.reason[terminal.lang]}`);
      for (const one of found.signatures)
        terminal.print(`  ${one.signer}${one.organisation === '' ? '' : `, ${one.organisation}`}${one.at === undefined ? '' : `, ${one.at}`}: ${one.state}`);
    }
    return found.verdict === 'valid' ? exit.done : exit.no;
  },
});
