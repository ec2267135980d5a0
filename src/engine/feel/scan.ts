/** Reading the characters of an expression: white space, comments, literals, signs. */
import type { FeelLimits } from './limits.ts';
import { limitsOf } from './limits.ts';
import type { Names } from './name.ts';
import type { Limits } from './values.ts';

/** Where reading stands and which names it knows. `left` bounds the work of trying one reading and then another. */
export type Reader = {
  readonly text: string;
  at: number;
  depth: number;
  left: number;
  names: Names;
  /** Names that may stand behind a dot or inside a filter. */
  readonly fields: Names;
  readonly types: Names;
  endpoint: boolean;
  readonly limits: Limits;
};

/** Why a text is no expression; the door makes it the refusal 'feel-syntax'. */
export class SyntaxProblem extends Error {
  readonly at: number;
  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

export type Known = { readonly names: Names; readonly fields: Names; readonly types: Names };
export const readerOf = (text: string, known: Known, limits: FeelLimits | undefined): Reader => ({
  text,
  at: 0,
  depth: 0,
  left: 20 * text.length + 2_000,
  ...known,
  endpoint: false,
  limits: limitsOf(limits),
});

const blank = /[\s\u{85}\u{180E}\u{200B}]/u;
/** The first place at or after `at` that is neither white space nor comment. */
export function skipFrom(text: string, at: number): number {
  let here = at;
  for (;;) {
    while (here < text.length && blank.test(text.charAt(here))) here += 1;
    if (text.startsWith('//', here)) here = endOr(text, text.indexOf('\n', here), 1);
    else if (text.startsWith('/*', here)) here = endOr(text, text.indexOf('*/', here + 2), 2);
    else return here;
  }
}
const endOr = (text: string, found: number, length: number): number => (found < 0 ? text.length : found + length);

export function skip(reader: Reader): void {
  const code = reader.text.charCodeAt(reader.at);
  // Most tokens stand right behind each other.
  if (code > 32 && code < 127 && code !== 47) return;
  reader.at = skipFrom(reader.text, reader.at);
}

/** Takes a sign when it comes next. */
export function take(reader: Reader, sign: string): boolean {
  skip(reader);
  if (!reader.text.startsWith(sign, reader.at)) return false;
  reader.at += sign.length;
  return true;
}
export function need(reader: Reader, sign: string): void {
  if (!take(reader, sign)) throw new SyntaxProblem(reader.at, `'${sign}' is missing`);
}
export function ahead(reader: Reader, sign: string): boolean {
  skip(reader);
  return reader.text.startsWith(sign, reader.at);
}

const number = /(\d+(\.(?!\.)\d+)?|\.\d+)([eE][+-]?\d+)?/y;
/** The text of a number literal, '' when none begins here. */
export function numberAt(text: string, at: number): string {
  number.lastIndex = at;
  return number.exec(text)?.[0] ?? '';
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', "'": "'", '\\': '\\' };

/** Reads a string literal from its opening quote on. An unknown escape stays as written, so that patterns need no doubling. */
export function readText(reader: Reader): string {
  const { text } = reader;
  let here = reader.at + 1;
  let value = '';
  for (;;) {
    const sign = text.charAt(here);
    if (sign === '') throw new SyntaxProblem(reader.at, 'the text has no closing quote');
    if (sign === '"') break;
    if (sign !== '\\') {
      value += sign;
      here += 1;
      continue;
    }
    const code = /^\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6}))/.exec(text.slice(here, here + 8));
    const point = code === null ? undefined : Number.parseInt(code[1] ?? code[2] ?? '', 16);
    if (code !== null && point !== undefined && point <= 0x10ffff) {
      value += code[1] === undefined ? String.fromCodePoint(point) : String.fromCharCode(point);
      here += code[0].length;
      continue;
    }
    const next = text.charAt(here + 1);
    value += escapes[next] ?? `\\${next}`;
    here += 2;
  }
  reader.at = here + 1;
  return value;
}
