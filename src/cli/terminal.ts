/** Where a command prints: data on stdout, talk on stderr, colours only for people who see them. */
import { createInterface } from 'node:readline';
import type { Label, Lang } from '../base/text.ts';

type Stream = { readonly isTTY?: boolean; write(text: string): unknown };

export type Terminal = {
  readonly lang: Lang;
  /** One line of data. */
  readonly print: (line: string) => void;
  /** One line of talk. */
  readonly say: (text: string | Label) => void;
  readonly paint: (ink: Ink, text: string) => string;
  /** Asks a person; absent when nobody sits there. */
  readonly ask?: Ask;
  /** Shows how far a long work is, on a terminal only; the same line is written over. */
  readonly progress: (done: number, total: number, what: string) => void;
};

/** One question, one line of answer; undefined when the person ended the input. */
export type Ask = (question: string) => Promise<string | undefined>;

export type Ink = 'good' | 'bad' | 'dim' | 'strong';
const codes: Readonly<Record<Ink, number>> = { good: 32, bad: 31, dim: 2, strong: 1 };

export type TerminalOptions = {
  readonly input?: NodeJS.ReadStream;
  readonly out: Stream;
  readonly talk: Stream;
  readonly lang: Lang;
  readonly hasColor: boolean;
};

export function terminalOn({ input, out, talk, lang, hasColor }: TerminalOptions): Terminal {
  const isColored = hasColor && talk.isTTY === true;
  return {
    lang,
    print: (line) => void out.write(`${line}\n`),
    say: (text) => void talk.write(`${typeof text === 'string' ? text : text[lang]}\n`),
    paint: (ink, text) => (isColored ? `\u001b[${codes[ink]}m${text}\u001b[0m` : text),
    ...(input?.isTTY === true && talk.isTTY === true ? { ask: asking(input) } : {}),
    progress: (done, total, what) => {
      if (talk.isTTY === true) talk.write(`\r${bar(done, total)} ${what}\u001b[K${done >= total ? '\n' : ''}`);
    },
  };
}

const asking =
  (input: NodeJS.ReadStream): Ask =>
  (question) =>
    new Promise((resolve) => {
      const lines = createInterface({ input, output: process.stderr });
      lines.once('close', () => resolve(undefined));
      lines.question(question, (line) => {
        resolve(line);
        lines.close();
      });
    });

function bar(done: number, total: number): string {
  const filled = total === 0 ? 20 : Math.min(20, Math.round((done / total) * 20));
  return `[${'#'.repeat(filled)}${'.'.repeat(20 - filled)}] ${done}/${total}`;
}
