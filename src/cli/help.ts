/** Help texts: examples first, then flags. */
import type { Label, Lang } from '../base/text.ts';
import type { Command } from './command.ts';
import { exit } from './command.ts';

const heads = {
  examples: { vi: 'Ví dụ', en: 'Examples' },
  flags: { vi: 'Cờ', en: 'Flags' },
  commands: { vi: 'Các lệnh', en: 'Commands' },
  codes: { vi: 'Mã kết thúc', en: 'Exit codes' },
} as const satisfies Record<string, Label>;

const codeMeanings: Readonly<Record<keyof typeof exit, Label>> = {
  done: { vi: 'xong', en: 'done' },
  no: { vi: 'đã chạy, câu trả lời là không', en: 'it ran and the answer is no' },
  usage: { vi: 'dòng lệnh sai', en: 'the command line is wrong' },
  input: { vi: 'tệp đưa vào không đọc được', en: 'a given file cannot be read' },
  missing: { vi: 'máy thiếu một thứ cần có, hoặc đang bận', en: 'something is missing or busy' },
  fault: { vi: 'lỗi của chương trình', en: 'a fault of the program' },
  config: { vi: 'cấu hình sai', en: 'a setting is wrong' },
};

export function helpOf(command: Command, lang: Lang): string {
  const takes = command.takes.length === 0 ? '' : ` ${command.takes.join(' ')}`;
  const flags = Object.entries(command.flags).map(
    ([name, flag]) => [`--${name}${flag.value === undefined ? '' : ` ${flag.value}`}`, flag.about[lang]] as const,
  );
  return [
    `./cuaso ${command.words}${takes}`,
    `  ${command.about[lang]}`,
    '',
    `${heads.examples[lang]}:`,
    ...columns(command.examples.map((example) => [example.line, example.says[lang]] as const)),
    ...(flags.length === 0 ? [] : ['', `${heads.flags[lang]}:`, ...columns(flags)]),
  ].join('\n');
}

/** All commands whose words begin with `topic`. */
export function helpOfAll(commands: readonly Command[], topic: string, lang: Lang): string {
  const shown = commands.filter((command) => topic === '' || command.words.startsWith(`${topic} `));
  const examples = shown.flatMap((command) => command.examples.slice(0, 1)).slice(0, 4);
  const codes = Object.entries(codeMeanings).map(([name, meaning]) => [String(exit[name as keyof typeof exit]), meaning[lang]] as const);
  return [
    `${heads.examples[lang]}:`,
    ...columns(examples.map((example) => [example.line, example.says[lang]] as const)),
    '',
    `${heads.commands[lang]}:`,
    ...columns(shown.map((command) => [[command.words, ...command.takes].join(' '), command.about[lang]] as const)),
    '',
    `${heads.codes[lang]}:`,
    ...columns(codes),
  ].join('\n');
}

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
