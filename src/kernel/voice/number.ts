/**
 * Which numbers in a text are personal. A number is written in groups of digits with signs between them; it is judged by its digits and by how loosely it is written:
 * a telephone or an identity number is known by its digits, whatever stands between them, also commas, slashes and line ends;
 * eight digits and more are personal when only blanks, dots, hyphens, underscores or brackets stand between them;
 * nine to twelve digits with any of the signs are personal when no group but the first is shorter than three, as identity numbers are written.
 * A date, an hour, a row of years, an amount with its currency, a place on the map and the number of a document stay readable. Pure.
 */

export type Span = { readonly from: number; readonly to: number };
type Group = Span & { readonly digits: string; readonly isReadable: boolean };

/** Everything people set between the digits of one number; no letter and no colon, which belongs to hours. */
const run = /\+?\d(?:[\s.,;_/\\|*~()·•−\p{Pd}\p{Pc}]{0,4}\d)*/gu;
const isTight = (between: string): boolean => /^[\p{Zs}\t.()·•−\p{Pd}\p{Pc}]*$/u.test(between);

/** Mobile and fixed lines with 0 or 84, old ones with ten digits too; identity numbers of twelve digits. */
const known = /^(?:0[35789]\d{8}|02\d{8,9}|84[35789]\d{8}|842\d{8,9}|0\d{11})$/;
const longestKnown = 12;

const day = '(?:0?[1-9]|[12]\\d|3[01])';
const month = '(?:0?[1-9]|1[0-2])';
const year = '(?:19|20)\\d{2}';
const hour = '(?:[01]?\\d|2[0-4])';
const amount = '(?:[1-9]\\d{0,2}(?:[.,]\\d{3})+|[1-9]\\d{0,2}(?: \\d{3})+|[1-9]\\d{0,14})';
/** 'đ/c' and 'đ.Nguyễn Huệ' are a comrade and a street. */
const currency = '[ \\u00a0]?(?:(?:nghìn|ngàn|triệu|tỷ|tỉ)[ \\u00a0])?(?:đồng|vnđ|vnd|đ|₫)(?![\\p{L}\\p{N}]|/c|\\.\\p{L})';

/** Each stands for itself: what is left of a longer number does not become a date by standing at its end. */
const readable = new RegExp(
  [
    // '15/11/2022', '15.11.2022', '15 - 11 - 2022', '05 - 08/9/2022', '30/4, 01/5/2022'
    `(?<![\\d/])(?:${day}(?:/${month})?(?: ?[-–] ?|, ?)){0,5}${day}(?: ?[/.-] ?)${month}(?: ?[/.-] ?)${year}(?!\\d)`,
    `(?<![\\d/])${day}/${month}(?:/\\d{2})?(?![\\d/])`,
    `(?<![\\d-])${year}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])(?![\\d-])`,
    `(?<![\\d/])${month}/${year}(?![\\d/])`,
    `(?<!\\d)${year}(?:(?:, ?| ?[-–/] ?)${year})+(?!\\d)`,
    // '61/2018/NĐ-CP'
    `(?<![\\d/])\\d{1,6}/${year}(?=/\\p{L})`,
    // '10:40', '7.30 - 11.30', '10 giờ'
    `(?<!\\d)${hour}:[0-5]\\d(?!\\d)`,
    `(?<!\\d)${hour}\\.[0-5]\\d ?[-–] ?${hour}\\.[0-5]\\d(?!\\d)`,
    `(?<!\\d)${hour}(?= ?(?:giờ|h)(?!\\p{L}))`,
    // '15.57361, 108.47402'
    '(?<!\\d)(?:[89]|1\\d|2[0-3])\\.\\d{3,8}, ?10[2-9]\\.\\d{3,8}(?!\\d)',
    `(?<!\\d[ .,]?)${amount}(?!\\d)(?=${currency}|[ \\u00a0]?(?:[-–]|đến|tới)[ \\u00a0]?${amount}${currency})`,
    `(?<=(?:vnđ|vnd|₫)[ :]{0,2})${amount}(?![ .,]?\\d)`,
  ].join('|'),
  'giu',
);

/** Parts of a text to be covered, in their order. */
export function personalIn(text: string): readonly Span[] {
  const harmless = [...text.matchAll(readable)].map(spanOf);
  return [...text.matchAll(run)].flatMap((found) => {
    const from = found.index;
    const groups = [...found[0].matchAll(/\d+/g)].map((one): Group => {
      const span = { from: from + one.index, to: from + one.index + one[0].length };
      return { ...span, digits: one[0], isReadable: harmless.some((free) => free.from <= span.from && span.to <= free.to) };
    });
    return personalGroups(groups, text).map((span) => ({ ...span, from: text[span.from - 1] === '+' ? span.from - 1 : span.from }));
  });
}

const spanOf = (found: RegExpMatchArray): Span => ({ from: found.index ?? 0, to: (found.index ?? 0) + found[0].length });

function personalGroups(groups: readonly Group[], text: string): readonly Span[] {
  if (groups.every(({ isReadable }) => isReadable)) return [];
  // A telephone stays one where a part of it could be read as a day: '09/12/2000 12'.
  if (known.test(digitsOf(groups))) return [whole(groups)];
  return stretches(groups, (one) => !one.isReadable).flatMap((stretch) => {
    const isCovered = stretch.map(() => false);
    for (const [from, to] of [...tightRows(stretch, text), ...personalWindows(stretch)]) isCovered.fill(true, from, to + 1);
    return stretches(
      stretch.map((group, index) => ({ ...group, isCovered: isCovered[index] === true })),
      (one) => one.isCovered,
    ).map(whole);
  });
}

const digitsOf = (groups: readonly Group[]): string => groups.map(({ digits }) => digits).join('');
const whole = (groups: readonly Group[]): Span => ({ from: groups[0]?.from ?? 0, to: groups.at(-1)?.to ?? 0 });

/** Neighbours that are so, together. */
function stretches<T>(all: readonly T[], isSo: (one: T) => boolean): readonly (readonly T[])[] {
  const found: T[][] = [];
  let isInside = false;
  for (const one of all) {
    if (isSo(one) && isInside) found.at(-1)?.push(one);
    else if (isSo(one)) found.push([one]);
    isInside = isSo(one);
  }
  return found;
}

type Row = readonly [number, number];

/** Eight digits and more, closely written. */
function tightRows(groups: readonly Group[], text: string): readonly Row[] {
  const rows: Row[] = [];
  let first = 0;
  for (const [index, group] of groups.entries()) {
    const next = groups[index + 1];
    if (next !== undefined && isTight(text.slice(group.to, next.from))) continue;
    if (digitsOf(groups.slice(first, index + 1)).length >= 8) rows.push([first, index]);
    first = index + 1;
  }
  return rows;
}

/** Groups side by side that are one telephone or identity number, however they are written. */
function personalWindows(groups: readonly Group[]): readonly Row[] {
  return [...groups.keys()].flatMap((from) => {
    const rows: Row[] = [];
    let digits = '';
    for (let to = from; to < groups.length && digits.length <= longestKnown; to += 1) {
      const group = groups[to]?.digits ?? '';
      if (to > from && group.length < 3 && !digits.startsWith('0') && !digits.startsWith('84')) break;
      digits += group;
      const isGrouped = digits.length >= 9 && digits.length <= longestKnown && groups.slice(from + 1, to + 1).every((one) => one.digits.length >= 3);
      if (known.test(digits) || isGrouped) rows.push([from, to]);
    }
    return rows;
  });
}
