/** `./cuaso pack check|show|play`: what a pack author asks all day. The other words of `pack` are in simulate.ts and pack-author.ts. */
import type { Finding } from '../base/finding.ts';
import { isError, printFinding } from '../base/finding.ts';
import type { Label } from '../base/text.ts';
import type { Pack } from '../pack/pack.ts';
import type { Command } from './command.ts';
import { exit, jsonFlag } from './command.ts';
import type { AuthorParts } from './pack-author.ts';
import { diffCommand, newCommand } from './pack-author.ts';
import type { PublishParts } from './pack-publish.ts';
import { publishCommand } from './pack-publish.ts';
import type { Terminal } from './terminal.ts';
import type { Calendars } from './walk.ts';
import { walk } from './walk.ts';

/** One story as it was played: its moves in order, and where it went another way than it says. */
export type PlayedStory = { readonly name: string; readonly title: Label; readonly lines: readonly string[]; readonly findings: readonly Finding[] };

export type CheckedPack = { readonly folder: string; readonly findings: readonly Finding[]; readonly stories: readonly PlayedStory[] };

export type PackParts = AuthorParts &
  PublishParts & {
    /** The pack itself, and the calendars it may name. */
    readonly open: (folder: string) => Promise<{ readonly pack: Pack; readonly calendars: Calendars }>;
    /** Reads, lints and plays every story. */
    readonly check: (folder: string) => Promise<CheckedPack>;
    /** All pack folders of the checkout. */
    readonly all: () => Promise<readonly string[]>;
    /** What the pack is, as lines. */
    readonly show: (folder: string, lang: 'vi' | 'en') => Promise<readonly string[] | readonly Finding[]>;
  };

export const packCommands = (parts: PackParts): readonly Command[] => [
  checkCommand(parts),
  showCommand(parts),
  playCommand(parts),
  diffCommand(parts),
  newCommand(parts),
  publishCommand(parts),
];

const checkCommand = (parts: PackParts): Command => ({
  words: 'pack check',
  about: { vi: 'Soát mọi tệp của gói với nhau và diễn mọi tình huống', en: 'Lints all files of a pack together and plays every story' },
  takes: ['[DIR...]'],
  flags: { json: jsonFlag },
  examples: [
    { line: './cuaso pack check packs/ten-goi', says: { vi: 'một gói', en: 'one pack' } },
    { line: './cuaso pack check', says: { vi: 'mọi gói trong packs/', en: 'all packs in packs/' } },
  ],
  run: async ({ args, switches, terminal }) => {
    const folders = args.length > 0 ? args : await parts.all();
    const checked: CheckedPack[] = [];
    for (const folder of folders) checked.push(await parts.check(folder));
    if (switches.has('json')) terminal.print(JSON.stringify({ ok: checked.every(isSound), packs: checked }));
    else for (const one of checked) printCheck(one, terminal);
    return checked.every(isSound) ? exit.done : exit.no;
  },
});

const isSound = (pack: CheckedPack): boolean => !pack.findings.some(isError) && pack.stories.every((story) => !story.findings.some(isError));

function printCheck({ folder, findings, stories }: CheckedPack, terminal: Terminal): void {
  for (const finding of findings) terminal.print(printFinding(finding));
  for (const story of stories) for (const finding of story.findings) terminal.print(printFinding(finding));
  const errors = findings.filter(isError).length;
  const failed = stories.filter((story) => story.findings.some(isError)).length;
  const isGood = errors + failed === 0;
  const told = {
    vi: `${folder}: ${errors} lỗi, ${findings.length - errors} lưu ý, ${stories.length - failed}/${stories.length} tình huống đúng`,
    en: `${folder}: ${errors} errors, ${findings.length - errors} warnings, ${stories.length - failed} of ${stories.length} stories come true`,
  };
  terminal.say(terminal.paint(isGood ? 'good' : 'bad', told[terminal.lang]));
}

const showCommand = (parts: PackParts): Command => ({
  words: 'pack show',
  about: { vi: 'Tóm tắt một gói: bước, tờ khai, quy tắc, căn cứ', en: 'Sums a pack up: steps, form, rules, legal basis' },
  takes: ['DIR'],
  flags: {},
  examples: [{ line: './cuaso pack show packs/ten-goi', says: { vi: 'một gói', en: 'one pack' } }],
  run: async ({ args, terminal }) => {
    const lines = await parts.show(args[0] ?? '', terminal.lang);
    for (const line of lines) terminal.print(typeof line === 'string' ? line : printFinding(line));
    return lines.some((line) => typeof line !== 'string' && isError(line)) ? exit.no : exit.done;
  },
});

const playCommand = (parts: PackParts): Command => ({
  words: 'pack play',
  about: {
    vi: 'Diễn các tình huống của gói, in từng bước và điều xảy ra; ngồi trước máy thì đi từng bước, không nêu tình huống thì tự trả lời tờ khai',
    en: 'Plays the stories of a pack and prints each move and what it did; at a terminal move by move, without a story by answering the form oneself',
  },
  takes: ['DIR', '[STORY]'],
  flags: { json: jsonFlag },
  examples: [
    { line: './cuaso pack play packs/ten-goi', says: { vi: 'đi thử một hồ sơ', en: 'walk one case by hand' } },
    { line: './cuaso pack play packs/ten-goi < /dev/null', says: { vi: 'mọi tình huống', en: 'all stories' } },
    { line: './cuaso pack play packs/ten-goi missing-paper', says: { vi: 'một tình huống', en: 'one story' } },
  ],
  run: async ({ args: [folder = '', story], switches, terminal }) => {
    const { ask } = terminal;
    if (ask !== undefined && story === undefined && !switches.has('json')) {
      const { pack, calendars } = await parts.open(folder);
      const told = await walk({ ask, terminal }, pack, calendars);
      if (told !== undefined) terminal.print(JSON.stringify(told, null, 2));
      return exit.done;
    }
    const { findings, stories } = await parts.check(folder);
    const played = stories.filter((one) => story === undefined || one.name === story);
    for (const finding of findings.filter(isError)) terminal.say(printFinding(finding));
    if (played.length === 0) {
      terminal.say({
        vi: `cuaso: không có tình huống nào tên ${story ?? ''}; gói có: ${stories.map((one) => one.name).join(', ')}`,
        en: `cuaso: there is no story ${story ?? ''}; the pack has: ${stories.map((one) => one.name).join(', ')}`,
      });
      return exit.input;
    }
    if (switches.has('json')) terminal.print(JSON.stringify({ ok: played.every((one) => !one.findings.some(isError)), stories: played }));
    else for (const one of played) await printStory(one, terminal);
    return played.every((one) => !one.findings.some(isError)) ? exit.done : exit.no;
  },
});

/** At a terminal the next move waits for Enter. */
async function printStory({ name, title, lines, findings }: PlayedStory, terminal: Terminal): Promise<void> {
  terminal.print(`${terminal.paint('strong', name)}  ${title[terminal.lang]}`);
  for (const [index, line] of lines.entries()) {
    terminal.print(`  ${line}`);
    if (index + 1 < lines.length && (await terminal.ask?.('')) === undefined && terminal.ask !== undefined) return;
  }
  for (const finding of findings) terminal.print(`  ${terminal.paint('bad', printFinding(finding))}`);
  terminal.print('');
}
