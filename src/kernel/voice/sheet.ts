/** A survey's sheet: its questions, reading an answered sheet, counting many, and hiding what could show one person. Pure. */
import type { Json, JsonObject } from '../../base/json.ts';
import { isObject } from '../../base/json.ts';
import type { Label } from '../../base/text.ts';
import { tidy } from '../../base/text.ts';
import type { SurveyQuestion } from '../../pack/pack.ts';
import { maskPersonal } from './mask.ts';

export const ageGroups = ['under-18', '18-34', '35-59', '60-up'] as const;
export type AgeGroup = (typeof ageGroups)[number];
export const isAgeGroup = (text: string): text is AgeGroup => ageGroups.some((one) => one === text);

/** A choice is its number from 0; a scale 1 to 5; nps 0 to 10; a text is text; several choices are a list. */
export type Sheet = JsonObject;
export type SheetProblem = { readonly question: string; readonly code: 'missing' | 'wrong' | 'too-long' };

const longest = 1000;

/** Wire names are 'q.<id>'. Choices and numbers must be answered, words and several choices may be left out. */
export function readSheet(
  questions: readonly SurveyQuestion[],
  raw: ReadonlyMap<string, readonly string[]>,
): { readonly sheet: Sheet; readonly problems: readonly SheetProblem[] } {
  const problems: SheetProblem[] = [];
  const sheet: Record<string, Json> = {};
  for (const question of questions) {
    const typed = (raw.get(`q.${question.id}`) ?? []).filter((one) => one.trim() !== '');
    const read = readOne(question, typed);
    if (typeof read === 'object' && read !== null && 'code' in read) problems.push({ question: question.id, code: read.code });
    else if (read !== undefined) sheet[question.id] = read;
  }
  return { sheet, problems };
}

type Wrong = { readonly code: SheetProblem['code'] };

function readOne(question: SurveyQuestion, typed: readonly string[]): string | number | readonly number[] | Wrong | undefined {
  const [first] = typed;
  const [least, most] = rangeOf(question);
  switch (question.kind) {
    case 'text': {
      if (first === undefined) return undefined;
      const text = tidy(first);
      return text.length > longest ? { code: 'too-long' } : maskPersonal(text);
    }
    case 'multi': {
      const chosen = [...new Set(typed.map(Number))];
      return chosen.every((one) => Number.isInteger(one) && one >= least && one <= most) ? chosen.toSorted((a, b) => a - b) : { code: 'wrong' };
    }
    default: {
      if (first === undefined) return { code: 'missing' };
      const value = Number(first);
      return Number.isInteger(value) && value >= least && value <= most ? value : { code: 'wrong' };
    }
  }
}

function rangeOf(question: SurveyQuestion): readonly [number, number] {
  switch (question.kind) {
    case 'scale':
      return [1, 5];
    case 'nps':
      return [0, 10];
    default:
      return [0, (question.choices?.length ?? 1) - 1];
  }
}

/** One paper has one number, however it is typed: '07' is '7', 'p 01' is 'P01'. */
export function paperNumber(typed: string): string {
  const close = typed.normalize('NFC').replace(/\s+/g, '').toUpperCase();
  return /^\d+$/.test(close) ? close.replace(/^0+(?=\d)/, '') : close;
}

/** Fewer than this in a cell could show one person. */
export const leastShown = 5;

/** count is null where it is hidden. */
export type Cell = { readonly value: number; readonly count: number | null };
export type Tally = {
  readonly question: SurveyQuestion;
  /** How many answered it; null when fewer than five did. */
  readonly answered: number | null;
  readonly cells: readonly Cell[];
  /** Mean of a scale, or the promoter score -100 to 100; absent while a cell is hidden. */
  readonly figure?: number;
};

export const tallyOf = (questions: readonly SurveyQuestion[], sheets: readonly Sheet[]): readonly Tally[] =>
  questions.filter((question) => question.kind !== 'text').map((question) => tallyOne(question, sheets));

function tallyOne(question: SurveyQuestion, sheets: readonly Sheet[]): Tally {
  const given = sheets.flatMap((sheet) => (sheet[question.id] === undefined ? [] : [sheet[question.id]]));
  const values = given.flatMap((one) => (Array.isArray(one) ? one : [one])).filter((one): one is number => typeof one === 'number');
  const [least, most] = rangeOf(question);
  const counts = Array.from({ length: most - least + 1 }, (_, index) => values.filter((value) => value === least + index).length);
  const shown = hideSmall(counts);
  const cells = shown.map((count, index) => ({ value: least + index, count }));
  const figure = shown.includes(null) || values.length === 0 ? undefined : figureOf(question, values);
  return { question, answered: given.length < leastShown ? null : given.length, cells, ...(figure === undefined ? {} : { figure }) };
}

function figureOf(question: SurveyQuestion, values: readonly number[]): number | undefined {
  const share = (among: (value: number) => boolean): number => values.filter(among).length / values.length;
  if (question.kind === 'scale') return Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 10) / 10;
  return question.kind === 'nps' ? Math.round(100 * (share((value) => value >= 9) - share((value) => value <= 6))) : undefined;
}

/**
 * Counts of 1 to 4 are hidden, and all of them when fewer than five answered. Where the hidden ones together are still fewer than five, or only one is hidden,
 * the total would give them away: the next smallest is hidden with them.
 */
export function hideSmall(counts: readonly number[]): readonly (number | null)[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total < leastShown) return counts.map(() => null);
  const hidden = new Set(counts.flatMap((count, index) => (count > 0 && count < leastShown ? [index] : [])));
  const sum = (): number => [...hidden].reduce((all, index) => all + (counts[index] ?? 0), 0);
  while (hidden.size > 0 && (hidden.size === 1 || sum() < leastShown)) {
    const next = counts
      .map((count, index) => ({ count, index }))
      .filter(({ count, index }) => count > 0 && !hidden.has(index))
      .toSorted((a, b) => a.count - b.count)[0];
    if (next === undefined) return counts.map(() => null);
    hidden.add(next.index);
  }
  return counts.map((count, index) => (hidden.has(index) ? null : count));
}

export type Quota = { readonly commune?: number; readonly age?: number };
/** May one more sheet of this commune and group of age be taken? `had` counts those taken so far. */
export const hasRoom = (quota: Quota, had: { readonly commune: number; readonly age: number }): boolean =>
  had.commune < (quota.commune ?? Number.POSITIVE_INFINITY) && had.age < (quota.age ?? Number.POSITIVE_INFINITY);

/** Questions as a survey case writes them: choices one a line. What cannot be read is left out. */
export function questionsOf(value: Json | undefined): readonly SurveyQuestion[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: Json, index): readonly SurveyQuestion[] => {
    if (!isObject(one) || typeof one.text !== 'string') return [];
    const kind = kinds.find((name) => name === one.kind);
    const choices =
      typeof one.choices === 'string'
        ? one.choices
            .split(/[\n;]/)
            .map(tidy)
            .filter((text) => text !== '')
        : [];
    const isChoice = kind === 'single' || kind === 'multi';
    if (kind === undefined || (isChoice && choices.length < 2)) return [];
    return [{ id: `c${index + 1}`, text: same(one.text), kind, ...(isChoice ? { choices: choices.slice(0, 20).map(same) } : {}) }];
  });
}

const kinds = ['scale', 'text', 'single', 'multi', 'nps'] as const;
const same = (text: string): Label => ({ vi: text, en: text });
