/** Tables as CSV (RFC 4180): UTF-8 without a byte order mark, CRLF, quoted where needed, and harmless in a spreadsheet. */

export type Cell = string | number | boolean | null;

/** A text that a spreadsheet would take for a formula gets an apostrophe in front, as spreadsheets themselves write it. */
const harmless = (text: string): string => (/^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text);

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = harmless(cell);
  return /[",\r\n]/.test(text) || /^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const writeCsv = (names: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [names, ...rows].map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
