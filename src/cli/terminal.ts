/** Where a command prints: data on stdout, talk on stderr, colours only for people who see them. */
import type { Label, Lang } from '../base/text.ts';

type Stream = { readonly isTTY?: boolean; write(text: string): unknown };

export type Terminal = {
  readonly lang: Lang;
  /** One line of data. */
  readonly print: (line: string) => void;
  /** One line of talk. */
  readonly say: (text: string | Label) => void;
  readonly paint: (ink: Ink, text: string) => string;
  /** Shows how far a long work is, on a terminal only; the same line is written over. */
  readonly progress: (done: number, total: number, what: string) => void;
};

export type Ink = 'good' | 'bad' | 'dim' | 'strong';
const codes: Readonly<Record<Ink, number>> = { good: 32, bad: 31, dim: 2, strong: 1 };

export type TerminalOptions = { readonly out: Stream; readonly talk: Stream; readonly lang: Lang; readonly hasColor: boolean };

export function terminalOn({ out, talk, lang, hasColor }: TerminalOptions): Terminal {
  const isColored = hasColor && talk.isTTY === true;
  return {
    lang,
    print: (line) => void out.write(`${line}\n`),
    say: (text) => void talk.write(`${typeof text === 'string' ? text : text[lang]}\n`),
    paint: (ink, text) => (isColored ? `\u001b[${codes[ink]}m${text}\u001b[0m` : text),
    progress: (done, total, what) => {
      if (talk.isTTY === true) talk.write(`\r${bar(done, total)} ${what}\u001b[K${done >= total ? '\n' : ''}`);
    },
  };
}

function bar(done: number, total: number): string {
  const filled = total === 0 ? 20 : Math.min(20, Math.round((done / total) * 20));
  return `[${'#'.repeat(filled)}${'.'.repeat(20 - filled)}] ${done}/${total}`;
}
