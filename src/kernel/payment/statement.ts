/** The bank's file of a day (CSV) and its comparison with what is known here. */
import type { Refusal } from '../../base/refusal.ts';
import { refuse } from '../../base/refusal.ts';
import { readInstant } from '../../base/time.ts';
import type { Credit } from './notice.ts';

export const statementColumns = ['ma_giao_dich', 'thoi_diem', 'so_tien', 'noi_dung', 'loai'] as const;

/** Lines of the file: credits, and what went out. */
export type Statement = { readonly credits: readonly Credit[]; readonly debits: readonly { readonly id: string; readonly amount: number }[] };

/** More than any line of the five columns is. */
const longestLine = 2_000;

/** Why a file is not taken, for whoever has to make it anew. */
export const statementFaults = ['empty', 'not-text', 'encoding', 'header', 'columns', 'id', 'time', 'amount', 'content', 'kind', 'twice'] as const;
export type StatementFault = (typeof statementFaults)[number];
const unreadable = (line: number, fault: StatementFault): Refusal => refuse('statement-unreadable', { line, fault });

const startsWith = (bytes: Uint8Array, sign: readonly number[]): boolean => sign.every((byte, index) => bytes[index] === byte);
/** PDF, and the two formats of spreadsheets. */
const otherFiles = [
  [0x25, 0x50, 0x44, 0x46],
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];
const utf16 = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];
const lineFeed = 0x0a;

/** The text of a file that somebody brings. Refuses with 'statement-unreadable' what is no text in UTF-8: a letter read wrongly would be kept for ever. */
export function statementText(bytes: Uint8Array): string | Refusal {
  if (bytes.length === 0) return unreadable(1, 'empty');
  if (otherFiles.some((sign) => startsWith(bytes, sign))) return unreadable(1, 'not-text');
  if (utf16.some((sign) => startsWith(bytes, sign))) return unreadable(1, 'encoding');
  const wrong = firstBrokenLine(bytes);
  return wrong === undefined ? new TextDecoder().decode(bytes) : unreadable(wrong, 'encoding');
}

/** A line feed is one byte in UTF-8 and part of no letter: lines can be read one by one. */
function firstBrokenLine(bytes: Uint8Array): number | undefined {
  const reader = new TextDecoder('utf-8', { fatal: true });
  for (let line = 1, from = 0; from < bytes.length; line += 1) {
    const found = bytes.indexOf(lineFeed, from);
    const to = found === -1 ? bytes.length : found;
    try {
      reader.decode(bytes.subarray(from, to));
    } catch {
      return line;
    }
    from = to + 1;
  }
  return undefined;
}

/** Refuses with 'statement-unreadable', the line as an editor counts it, and the fault. A transaction that stands in the file twice with other words is a fault too. */
export function readStatement(text: string): Statement | Refusal {
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line !== '');
  const [head, ...rows] = lines;
  if (head === undefined) return unreadable(1, 'empty');
  // Whoever sent it has put this sign where a letter could not be read.
  const ruined = lines.find(({ line }) => line.includes('\ufffd'));
  if (ruined !== undefined) return unreadable(ruined.number, 'encoding');
  if (head.line !== statementColumns.join(',')) return unreadable(head.number, 'header');
  const credits = new Map<string, Credit>();
  const debits: { readonly id: string; readonly amount: number }[] = [];
  for (const { line, number } of rows) {
    const row = readRow(line);
    if (typeof row === 'string') return unreadable(number, row);
    if (row.via === 'out') {
      debits.push({ id: row.bankRef, amount: row.amount });
      continue;
    }
    const before = credits.get(row.bankRef);
    if (before !== undefined && (before.amount !== row.amount || before.content !== row.content)) return unreadable(number, 'twice');
    credits.set(row.bankRef, { ...row, via: row.via });
  }
  return { credits: [...credits.values()], debits };
}

type Row = Omit<Credit, 'via'> & { readonly via: Credit['via'] | 'out' };

function readRow(line: string): Row | StatementFault {
  const cells = line.length > longestLine ? undefined : cellsOf(line);
  if (cells?.length !== statementColumns.length) return 'columns';
  const [bankRef = '', time = '', money = '', content = '', via = ''] = cells;
  const at = readInstant(time);
  if (!/^[\w.-]{1,64}$/.test(bankRef)) return 'id';
  if (at === undefined) return 'time';
  if (!/^[1-9]\d{0,12}$/.test(money)) return 'amount';
  if (content.length > 500 || content.includes('\u0000')) return 'content';
  if (via !== 'transfer' && via !== 'gateway' && via !== 'out') return 'kind';
  return { bankRef, via, amount: Number(money), content, at };
}

/** RFC 4180 without line breaks inside cells: quotes around a cell, doubled inside. Undefined when a quote is left open. */
function cellsOf(line: string): readonly string[] | undefined {
  const cells: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
  for (;;) {
    const found = cell.exec(line);
    if (found === null) return undefined;
    cells.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === '') return cells;
  }
}

export const cellText = (text: string): string => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export const writeStatement = (rows: readonly (readonly [string, string, number, string, string])[]): string =>
  [statementColumns.join(','), ...rows.map((row) => row.map((cell) => cellText(String(cell).replace(/[\r\n]+/g, ' '))).join(','))].join('\n');

/** What is known of a credit here. */
export type KnownMoney = { readonly bankRef: string; readonly amount: number; readonly content: string };

/** Amounts always; contents where they differ. */
export type Difference = {
  readonly bankRef: string;
  readonly here: number;
  readonly bank: number;
  readonly contents?: { readonly here: string; readonly bank: string };
};

export type Comparison = {
  readonly same: number;
  /** In the file, not heard of here: settled from the file. */
  readonly missing: readonly Credit[];
  /** Told with another amount or content than the file says: for a person to look at, nothing is changed. */
  readonly different: readonly Difference[];
  /** Heard of here on that day, not in the file. */
  readonly absent: readonly { readonly bankRef: string; readonly amount: number }[];
};

/** `known`: what has the ids of the file; `heard`: what was heard of for that day. */
export function compare(file: Statement, known: readonly KnownMoney[], heard: readonly KnownMoney[]): Comparison {
  const here = new Map(known.map((one) => [one.bankRef, one]));
  const inFile = new Set(file.credits.map((credit) => credit.bankRef));
  const met = file.credits.flatMap((credit) => {
    const one = here.get(credit.bankRef);
    return one === undefined ? [] : [{ credit, one, isSame: one.amount === credit.amount && one.content === credit.content }];
  });
  return {
    same: met.filter(({ isSame }) => isSame).length,
    missing: file.credits.filter((credit) => !here.has(credit.bankRef)),
    different: met.filter(({ isSame }) => !isSame).map(({ credit, one }) => difference(credit, one)),
    absent: heard.filter((one) => !inFile.has(one.bankRef)).map(({ bankRef, amount }) => ({ bankRef, amount })),
  };
}

const difference = (credit: Credit, one: KnownMoney): Difference => ({
  bankRef: credit.bankRef,
  here: one.amount,
  bank: credit.amount,
  ...(one.content === credit.content ? {} : { contents: { here: one.content, bank: credit.content } }),
});
