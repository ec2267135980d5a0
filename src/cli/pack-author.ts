/** `./cuaso pack new` and `./cuaso pack diff`: beginning a pack, and what a new version of it changes. */
import type { Finding } from '../base/finding.ts';
import { printFinding } from '../base/finding.ts';
import type { Difference } from '../pack/diff.ts';
import type { Command } from './command.ts';
import { exit } from './command.ts';

export type Compared = {
  readonly differences: readonly Difference[];
  /** The stories of the first pack played with the second one: what no longer comes true. */
  readonly untrue: readonly Finding[];
};
export type AuthorParts = {
  /** Answers the paths it wrote. */
  readonly create: (folder: string) => Promise<readonly string[]>;
  readonly diff: (before: string, after: string) => Promise<Compared>;
};

export const newCommand = (parts: AuthorParts): Command => ({
  words: 'pack new',
  about: { vi: 'Tạo một gói mới đủ tệp, soát được ngay', en: 'Makes a new pack with all its files, sound from the start' },
  takes: ['DIR'],
  flags: {},
  examples: [{ line: './cuaso pack new packs/ten-goi', says: { vi: 'tên thư mục là mã của gói', en: 'the name of the folder is the id of the pack' } }],
  run: async ({ args: [folder = ''], terminal }) => {
    for (const path of await parts.create(folder)) terminal.print(path);
    terminal.say({ vi: `Soát: ./cuaso pack check ${folder}`, en: `Check it: ./cuaso pack check ${folder}` });
    return exit.done;
  },
});

export const diffCommand = (parts: AuthorParts): Command => ({
  words: 'pack diff',
  about: {
    vi: 'So hai phiên bản của một gói, diễn tình huống của bản cũ trên bản mới',
    en: 'Compares two versions of a pack and plays the stories of the old one with the new one',
  },
  takes: ['DIR1', 'DIR2'],
  flags: { json: { about: { vi: 'in kết quả dạng JSON', en: 'prints JSON' } } },
  examples: [{ line: './cuaso pack diff packs/ten-goi ../ban-moi/ten-goi', says: { vi: 'bản đang dùng và bản mới', en: 'the one in use and the new one' } }],
  run: async ({ args: [before = '', after = ''], switches, terminal }) => {
    const compared = await parts.diff(before, after);
    if (switches.has('json')) terminal.print(JSON.stringify(compared));
    else {
      for (const one of compared.differences) terminal.print(lineOf(one));
      for (const finding of compared.untrue) terminal.print(printFinding(finding));
    }
    const count = compared.differences.length + compared.untrue.length;
    terminal.say({
      vi: `${compared.differences.length} chỗ khác, ${compared.untrue.length} điều trong tình huống cũ không còn đúng`,
      en: `${compared.differences.length} differences, ${compared.untrue.length} things the old stories say no longer hold`,
    });
    return count === 0 ? exit.done : exit.no;
  },
});

function lineOf({ where, before, after }: Difference): string {
  if (before === undefined) return `+ ${where}: ${after}`;
  return after === undefined ? `- ${where}: ${before}` : `~ ${where}: ${before} -> ${after}`;
}
