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

/** Refuses with 'statement-unreadable' and the line. A transaction that stands in the file twice with other words is unreadable too. */
export function readStatement(text: string): Statement | Refusal {
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '');
  if (lines[0] !== statementColumns.join(',')) return refuse('statement-unreadable', { line: 1 });
  const credits = new Map<string, Credit>();
  const debits: { readonly id: string; readonly amount: number }[] = [];
  for (const [index, line] of lines.slice(1).entries()) {
    const wrong = refuse('statement-unreadable', { line: index + 2 });
    const cells = line.length > longestLine || line.includes('\u0000') ? undefined : cellsOf(line);
    const [id = '', time = '', money = '', content = '', kind = ''] = cells ?? [];
    const at = readInstant(time);
    const amount = Number(money);
    if (cells?.length !== statementColumns.length || at === undefined || !/^[\w.-]{1,64}$/.test(id) || content.length > 500) return wrong;
    if (!/^[1-9]\d{0,12}$/.test(money)) return wrong;
    if (kind === 'out') debits.push({ id, amount });
    else if (kind === 'transfer' || kind === 'gateway') {
      const before = credits.get(id);
      if (before !== undefined && (before.amount !== amount || before.content !== content)) return wrong;
      credits.set(id, { bankRef: id, via: kind, amount, content, at });
    } else return wrong;
  }
  return { credits: [...credits.values()], debits };
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

export type Comparison = {
  readonly same: number;
  /** In the file, not heard of here: settled from the file. */
  readonly missing: readonly Credit[];
  /** Told with another amount or content than the file says: for a person to look at, nothing is changed. */
  readonly different: readonly { readonly bankRef: string; readonly here: number; readonly bank: number }[];
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
    different: met.filter(({ isSame }) => !isSame).map(({ credit, one }) => ({ bankRef: credit.bankRef, here: one.amount, bank: credit.amount })),
    absent: heard.filter((one) => !inFile.has(one.bankRef)).map(({ bankRef, amount }) => ({ bankRef, amount })),
  };
}
