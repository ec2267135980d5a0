/** The command line as typed -> which command with which arguments, or a sentence that says what is wrong. */
import type { Label } from '../base/text.ts';
import type { Command } from './command.ts';
import { nearest } from './suggest.ts';

export type Parsed =
  | {
      readonly wants: 'run';
      readonly command: Command;
      readonly args: readonly string[];
      readonly values: Readonly<Record<string, string>>;
      readonly switches: ReadonlySet<string>;
    }
  /** `topic` is the beginning of command words, '' for all. */
  | { readonly wants: 'help'; readonly topic: string }
  | { readonly wants: 'sentence'; readonly says: Label };

export function parse(commands: readonly Command[], words: readonly string[]): Parsed {
  const plain = words.filter((word) => !word.startsWith('-'));
  const isHelp = words.includes('--help') || words.includes('-h') || words.length === 0 || plain[0] === 'help';
  const asked = plain[0] === 'help' ? plain.slice(1) : plain;
  const command = findCommand(commands, asked);
  if (isHelp && command !== undefined) return { wants: 'help', topic: command.words };
  if (isHelp) return { wants: 'help', topic: commands.some((known) => known.words.startsWith(`${asked[0]} `)) ? (asked[0] ?? '') : '' };
  if (command === undefined) return unknownCommand(commands, asked);
  return readRest(command, words);
}

/** Two words win over one: 'pack check' before 'pack'. */
function findCommand(commands: readonly Command[], words: readonly string[]): Command | undefined {
  const byWords = (count: number): Command | undefined => commands.find((command) => command.words === words.slice(0, count).join(' '));
  return byWords(2) ?? byWords(1);
}

function unknownCommand(commands: readonly Command[], words: readonly string[]): Parsed {
  const known = commands.map((command) => command.words);
  const isGroup = known.some((name) => name.startsWith(`${words[0]} `));
  if (isGroup && words.length === 1) return { wants: 'help', topic: words[0] ?? '' };
  const typed = isGroup ? words.slice(0, 2).join(' ') : (words[0] ?? '');
  return wrong(
    { vi: `không có lệnh '${typed}'`, en: `there is no command '${typed}'` },
    nearest(typed, [...known, ...known.map((name) => name.split(' ')[0] ?? '')]),
  );
}

function readRest(command: Command, words: readonly string[]): Parsed {
  const skipped = command.words.split(' ').length;
  const args: string[] = [];
  const values: Record<string, string> = {};
  const switches = new Set<string>();
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith('-') || word === '-') {
      args.push(word);
      continue;
    }
    const [name = '', inline] = split(word);
    const flag = Object.hasOwn(command.flags, name) ? command.flags[name] : undefined;
    if (flag === undefined)
      return wrong(
        { vi: `lệnh '${command.words}' không có cờ '${word}'`, en: `'${command.words}' has no flag '${word}'` },
        nearest(
          word,
          Object.keys(command.flags).map((known) => `--${known}`),
        ),
      );
    if (flag.value === undefined) {
      switches.add(name);
      continue;
    }
    const value = inline ?? words[at + 1];
    if (value === undefined || (inline === undefined && value.startsWith('--')))
      return wrong({ vi: `cờ --${name} cần một giá trị ${flag.value}`, en: `--${name} needs a value ${flag.value}` });
    if (inline === undefined) at += 1;
    values[name] = value;
  }
  return checkCount(command, args.slice(skipped)) ?? { wants: 'run', command, args: args.slice(skipped), values, switches };
}

const split = (word: string): readonly [string, string | undefined] => {
  const sign = word.indexOf('=');
  return sign < 0 ? [word.replace(/^-+/, ''), undefined] : [word.slice(0, sign).replace(/^-+/, ''), word.slice(sign + 1)];
};

function checkCount(command: Command, args: readonly string[]): Parsed | undefined {
  const needed = command.takes.filter((name) => !name.startsWith('['));
  const missing = needed[args.length];
  if (missing !== undefined) return wrong({ vi: `lệnh '${command.words}' cần ${missing}`, en: `'${command.words}' needs ${missing}` });
  const isOpen = command.takes.some((name) => name.includes('...'));
  const extra = isOpen ? undefined : args[command.takes.length];
  return extra === undefined
    ? undefined
    : wrong({ vi: `lệnh '${command.words}' không nhận thêm '${extra}'`, en: `'${command.words}' does not take '${extra}'` });
}

function wrong(says: Label, meant?: string): Parsed {
  const vi = meant === undefined ? `${says.vi}; gõ ./cuaso --help để xem danh sách` : `${says.vi}; có phải muốn gõ '${meant}'?`;
  const en = meant === undefined ? `${says.en}; ./cuaso --help lists what there is` : `${says.en}; did you mean '${meant}'?`;
  return { wants: 'sentence', says: { vi, en } };
}
