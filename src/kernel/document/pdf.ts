/** Reading the skeleton of a PDF (ISO 32000-1, 7.3 and 7.5): values, classic cross-reference tables, objects. Streams are never unpacked. */

/** A value with the bytes it was read from: [from, to). */
export type PdfValue = { readonly from: number; readonly to: number } & (
  | { readonly is: 'dict'; readonly entries: ReadonlyMap<string, PdfValue> }
  | { readonly is: 'array'; readonly items: readonly PdfValue[] }
  | { readonly is: 'ref'; readonly number: number }
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'number'; readonly value: number }
  | { readonly is: 'text'; readonly bytes: Uint8Array; readonly isHex: boolean }
  | { readonly is: 'word'; readonly word: string }
);

/** One revision as its cross-reference table tells it. */
/** `offsets` holds 0 for an object that was freed. */
export type PdfSection = { readonly startxref: number; readonly offsets: ReadonlyMap<number, number>; readonly trailer: PdfDict };
export type PdfDict = Extract<PdfValue, { is: 'dict' }>;
export type PdfFile = {
  readonly bytes: Uint8Array;
  /** Newest first. */
  readonly sections: readonly PdfSection[];
  /** Of the newest revision. */
  readonly trailer: PdfDict;
};

/** The bytes are not the PDF they claim to be; caught at the doors of this room. */
export class PdfProblem extends Error {}

const maxDepth = 40;
const maxValues = 200_000;
const maxSections = 100;
const maxObjects = 500_000;

/** Reads the revision that ends at `end` (the whole file by default). Throws PdfProblem; cross-reference streams are among the problems. */
export function readPdf(bytes: Uint8Array, end = bytes.length): PdfFile {
  if (latin(bytes, 0, 5) !== '%PDF-') throw new PdfProblem('no PDF header');
  const sections: PdfSection[] = [];
  const seen = new Set<number>();
  let next: number | undefined = readStartxref(bytes, end);
  let count = 0;
  while (next !== undefined) {
    if (seen.has(next)) throw new PdfProblem('the cross-reference tables form a loop');
    if (sections.length >= maxSections) throw new PdfProblem('too many revisions');
    seen.add(next);
    const section: PdfSection = readSection(bytes, next, end);
    count += section.offsets.size;
    if (count > maxObjects) throw new PdfProblem('too many objects');
    sections.push(section);
    next = numberIn(section.trailer, 'Prev');
  }
  const newest = sections[0];
  if (newest === undefined) throw new PdfProblem('no cross-reference table');
  return { bytes, sections, trailer: newest.trailer };
}

/** The value of an object in the newest revision. */
export function readObject(file: PdfFile, number: number): PdfValue {
  const offset = offsetOf(file, number);
  if (offset === undefined || offset === 0) throw new PdfProblem(`object ${number} is missing`);
  return readObjectAt(file.bytes, offset, number);
}

export function offsetOf(file: PdfFile, number: number): number | undefined {
  for (const { offsets } of file.sections) {
    const offset = offsets.get(number);
    if (offset !== undefined) return offset;
  }
  return undefined;
}

export function readObjectAt(bytes: Uint8Array, offset: number, number: number): PdfValue {
  const reader = readerOf(bytes, offset);
  const [head, generation, word] = [readAny(reader, 0), readAny(reader, 0), readAny(reader, 0)];
  if (head.is !== 'number' || head.value !== number || generation.is !== 'number' || word.is !== 'word' || word.word !== 'obj') {
    throw new PdfProblem(`object ${number} is not where the table says`);
  }
  return readAny(reader, 0);
}

/** Follows a reference; anything else is its own value. */
export const follow = (file: PdfFile, value: PdfValue): PdfValue => (value.is === 'ref' ? readObject(file, value.number) : value);

export function dictOf(value: PdfValue | undefined): PdfDict {
  if (value?.is !== 'dict') throw new PdfProblem('a dictionary is missing');
  return value;
}
export function refIn(dict: PdfDict, key: string): number {
  const value = dict.entries.get(key);
  if (value?.is !== 'ref') throw new PdfProblem(`/${key} is not a reference`);
  return value.number;
}
export function numberIn(dict: PdfDict, key: string): number | undefined {
  const value = dict.entries.get(key);
  return value?.is === 'number' ? value.value : undefined;
}
export function nameIn(dict: PdfDict, key: string): string | undefined {
  const value = dict.entries.get(key);
  return value?.is === 'name' ? value.name : undefined;
}

/** Text strings are UTF-16 with a mark, or bytes of which we trust ASCII only. */
export function textIn(dict: PdfDict, key: string): string | undefined {
  const value = dict.entries.get(key);
  if (value?.is !== 'text') return undefined;
  const { bytes } = value;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes.subarray(2));
  return latin(bytes, 0, bytes.length);
}

/** One value that starts at `offset` (white space and comments before it are skipped). */
export const readValue = (bytes: Uint8Array, offset: number): PdfValue => readAny(readerOf(bytes, offset), 0);

/** Bytes as signs of the same code, [from, to). */
export function latin(bytes: Uint8Array, from: number, to: number): string {
  const end = Math.min(to, bytes.length);
  let text = '';
  for (let at = from; at < end; at += 4096) text += String.fromCharCode(...bytes.subarray(at, Math.min(at + 4096, end)));
  return text;
}

/** First place at or after `from` where the ASCII word stands; -1 when nowhere before `to`. */
export function find(bytes: Uint8Array, word: string, from: number, to = bytes.length): number {
  const first = word.charCodeAt(0);
  for (let at = from; at + word.length <= to; at += 1) if (bytes[at] === first && standsAt(bytes, word, at)) return at;
  return -1;
}

/** Last place before `from` and not before `to` where the ASCII word stands; -1 when nowhere. */
export function findBack(bytes: Uint8Array, word: string, from: number, to: number): number {
  const first = word.charCodeAt(0);
  for (let at = from - word.length; at >= to; at -= 1) if (bytes[at] === first && standsAt(bytes, word, at)) return at;
  return -1;
}

function standsAt(bytes: Uint8Array, word: string, at: number): boolean {
  for (let index = 1; index < word.length; index += 1) if (bytes[at + index] !== word.charCodeAt(index)) return false;
  return true;
}

function readStartxref(bytes: Uint8Array, end: number): number {
  const from = Math.max(0, end - 1024);
  const tail = latin(bytes, from, end);
  const found = /startxref\s+(\d{1,10})\s+%%EOF\s*$/.exec(tail);
  if (found === null) throw new PdfProblem('the end of the file is missing');
  return Number(found[1]);
}

function readSection(bytes: Uint8Array, startxref: number, end: number): PdfSection {
  if (startxref >= end || latin(bytes, startxref, startxref + 4) !== 'xref') throw new PdfProblem('no classic cross-reference table');
  const offsets = new Map<number, number>();
  const reader = readerOf(bytes, startxref + 4);
  for (let value = readAny(reader, 0); !(value.is === 'word' && value.word === 'trailer'); value = readAny(reader, 0)) {
    const count = readAny(reader, 0);
    if (value.is !== 'number' || count.is !== 'number') throw new PdfProblem('the cross-reference table is broken');
    readRows(reader, value.value, count.value, offsets);
  }
  return { startxref, offsets, trailer: dictOf(readAny(reader, 0)) };
}

function readRows(reader: Reader, first: number, count: number, offsets: Map<number, number>): void {
  if (!Number.isInteger(first) || !Number.isInteger(count) || count < 0 || count > maxObjects) throw new PdfProblem('the cross-reference table is broken');
  skipBlank(reader);
  for (let index = 0; index < count; index += 1) {
    const row = latin(reader.bytes, reader.at, reader.at + 20);
    const found = /^(\d{10}) (\d{5}) ([nf])[ \r\n]{2}$/.exec(row);
    if (found === null) throw new PdfProblem('the cross-reference table is broken');
    if (!offsets.has(first + index)) offsets.set(first + index, found[3] === 'n' ? Number(found[1]) : 0);
    reader.at += 20;
  }
}

// ---- tokens ---------------------------------------------------------------------------------

type Reader = { readonly bytes: Uint8Array; at: number; left: number };
const readerOf = (bytes: Uint8Array, at: number): Reader => ({ bytes, at, left: maxValues });

const blanks = new Set([0, 9, 10, 12, 13, 32]);
const delimiters = new Set([...'()<>[]{}/%'].map((sign) => sign.charCodeAt(0)));
const isRegular = (byte: number | undefined): byte is number => byte !== undefined && !blanks.has(byte) && !delimiters.has(byte);

function skipBlank(reader: Reader): void {
  for (;;) {
    const byte = reader.bytes[reader.at];
    if (byte === 37) while (reader.at < reader.bytes.length && reader.bytes[reader.at] !== 10 && reader.bytes[reader.at] !== 13) reader.at += 1;
    else if (byte !== undefined && blanks.has(byte)) reader.at += 1;
    else return;
  }
}

function readAny(reader: Reader, depth: number): PdfValue {
  reader.left -= 1;
  if (depth > maxDepth || reader.left < 0) throw new PdfProblem('nested too deep or too large');
  skipBlank(reader);
  const from = reader.at;
  const byte = reader.bytes[from];
  if (byte === undefined) throw new PdfProblem('the file ends too early');
  const sign = String.fromCharCode(byte);
  if (sign === '<') return reader.bytes[from + 1] === byte ? readDict(reader, depth) : readHex(reader);
  if (sign === '[') return readArray(reader, depth);
  if (sign === '(') return readString(reader);
  if (sign === '/') return readName(reader);
  if (!isRegular(byte)) throw new PdfProblem('an odd sign where a value should be');
  return readWord(reader);
}

function readDict(reader: Reader, depth: number): PdfValue {
  const from = reader.at;
  const entries = new Map<string, PdfValue>();
  reader.at += 2;
  for (skipBlank(reader); latin(reader.bytes, reader.at, reader.at + 2) !== '>>'; skipBlank(reader)) {
    const key = readAny(reader, depth + 1);
    if (key.is !== 'name') throw new PdfProblem('a key of a dictionary is no name');
    if (entries.has(key.name)) throw new PdfProblem('a key of a dictionary occurs twice');
    entries.set(key.name, readAny(reader, depth + 1));
  }
  reader.at += 2;
  return { is: 'dict', entries, from, to: reader.at };
}

function readArray(reader: Reader, depth: number): PdfValue {
  const from = reader.at;
  const items: PdfValue[] = [];
  reader.at += 1;
  for (skipBlank(reader); reader.bytes[reader.at] !== 93; skipBlank(reader)) items.push(readAny(reader, depth + 1));
  reader.at += 1;
  return { is: 'array', items, from, to: reader.at };
}

function readHex(reader: Reader): PdfValue {
  const from = reader.at;
  const close = reader.bytes.indexOf(62, from);
  if (close === -1) throw new PdfProblem('a text has no end');
  reader.at = close + 1;
  const bytes = new Uint8Array(Math.ceil((close - from - 1) / 2));
  let count = 0;
  for (let at = from + 1; at < close; at += 1) {
    const byte = reader.bytes[at] ?? 0;
    if (blanks.has(byte)) continue;
    const digit = hexDigit(byte);
    if (digit === undefined) throw new PdfProblem('a hexadecimal text holds another sign');
    bytes[count >> 1] = (bytes[count >> 1] ?? 0) | (count % 2 === 0 ? digit << 4 : digit);
    count += 1;
  }
  return { is: 'text', bytes: bytes.subarray(0, (count + 1) >> 1), isHex: true, from, to: reader.at };
}

function hexDigit(byte: number): number | undefined {
  if (byte >= 48 && byte <= 57) return byte - 48;
  if (byte >= 65 && byte <= 70) return byte - 55;
  return byte >= 97 && byte <= 102 ? byte - 87 : undefined;
}

function readString(reader: Reader): PdfValue {
  const from = reader.at;
  const out: number[] = [];
  let open = 0;
  do {
    const byte = reader.bytes[reader.at];
    if (byte === undefined || out.length > maxValues) throw new PdfProblem('a text has no end');
    reader.at += 1;
    if (byte === 92) readEscape(reader, out);
    else if (byte === 40) {
      if (open > 0) out.push(byte);
      open += 1;
    } else if (byte === 41) {
      open -= 1;
      if (open > 0) out.push(byte);
    } else out.push(byte);
  } while (open > 0);
  return { is: 'text', bytes: Uint8Array.from(out), isHex: false, from, to: reader.at };
}

function readEscape(reader: Reader, out: number[]): void {
  const octal = /^[0-7]{1,3}/.exec(latin(reader.bytes, reader.at, reader.at + 3));
  if (octal !== null) {
    out.push(Number.parseInt(octal[0], 8) & 255);
    reader.at += octal[0].length;
    return;
  }
  const sign = latin(reader.bytes, reader.at, reader.at + 1);
  reader.at += 1;
  const known = 'nrtbf'.indexOf(sign);
  if (known >= 0) out.push([10, 13, 9, 8, 12][known] ?? 0);
  else if (sign === '\r') reader.at += reader.bytes[reader.at] === 10 ? 1 : 0;
  else if (sign !== '\n') out.push(sign.charCodeAt(0));
}

function readName(reader: Reader): PdfValue {
  const from = reader.at;
  reader.at += 1;
  while (isRegular(reader.bytes[reader.at])) reader.at += 1;
  const raw = latin(reader.bytes, from + 1, Math.min(reader.at, from + 200));
  const name = raw.replace(/#([0-9a-fA-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return { is: 'name', name, from, to: reader.at };
}

function readWord(reader: Reader): PdfValue {
  const from = reader.at;
  while (isRegular(reader.bytes[reader.at])) reader.at += 1;
  const word = latin(reader.bytes, from, Math.min(reader.at, from + 100));
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) return { is: 'word', word, from, to: reader.at };
  const reference = /^\d{1,10}$/.test(word) ? /^[ \r\n\t]+(\d{1,5})[ \r\n\t]+R(?![A-Za-z0-9])/.exec(latin(reader.bytes, reader.at, reader.at + 24)) : null;
  if (reference === null) return { is: 'number', value: Number(word), from, to: reader.at };
  reader.at += reference[0].length;
  return { is: 'ref', number: Number(word), from, to: reader.at };
}
