/** What a command of `./cuaso` is: its words, flags, examples, and what it does once its parts are joined. */
import type { Label } from '../base/text.ts';
import type { Terminal } from './terminal.ts';

export type Flag = {
  /** What stands for the value in the help, such as 'DIR'; without it the flag is a switch. */
  readonly value?: string;
  readonly about: Label;
};

export type Command = {
  /** As typed: 'start', 'pack check'. */
  readonly words: string;
  readonly about: Label;
  /** Arguments by name in order; a name in [brackets] may be left out, one with ... repeats. */
  readonly takes: readonly string[];
  readonly flags: Readonly<Record<string, Flag>>;
  /** Shown first in the help: people copy before they read. */
  readonly examples: readonly Example[];
  readonly run: (call: Call) => Promise<ExitCode>;
};

export type Example = { readonly line: string; readonly says: Label };

export type Call = {
  readonly args: readonly string[];
  /** Values of the flags that were given. */
  readonly values: Readonly<Record<string, string>>;
  /** Names of the switches that were given. */
  readonly switches: ReadonlySet<string>;
  readonly terminal: Terminal;
};

/** `--json`: one object on stdout instead of lines for people. */
export const jsonFlag: Flag = { about: { vi: 'in kết quả dạng JSON', en: 'prints JSON' } };

/** Exit codes by class (the numbers of sysexits.h). */
export const exit = {
  done: 0,
  /** It ran and the answer is no: a test failed, a document is not valid, a pack has findings. */
  no: 1,
  /** The command line cannot be read. */
  usage: 64,
  /** A file that was given cannot be read. */
  input: 65,
  /** Something the machine should offer is missing or busy. */
  missing: 69,
  /** A fault of the program. */
  fault: 70,
  /** A setting is wrong. */
  config: 78,
} as const;

export type ExitCode = (typeof exit)[keyof typeof exit];

/** A sentence for the person and the exit code it ends with: not a bug, so no stack is shown. */
export class Stop extends Error {
  override readonly name = 'Stop';
  readonly code: ExitCode;
  readonly says: Label;
  constructor(code: ExitCode, says: Label) {
    super(says.en);
    this.code = code;
    this.says = says;
  }
}
