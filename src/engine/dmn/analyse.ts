/** Gaps, clashes and unreachable rules of decision tables. What only running a cell could tell is given the benefit of the doubt. */
import type { Finding } from '../../base/finding.ts';
import type { Cell } from './cell.ts';
import { cellOf } from './cell.ts';
import type { ColumnClasses } from './column.ts';
import { classesOf } from './column.ts';
import type { Compiled, Ready } from './compile.ts';
import { allowedBy } from './domain.ts';
import type { CompiledTable } from './table.ts';

const most = { findings: 5, rules: 2_000, steps: 50_000 };

/** Inputs no rule covers, rules that clash under their hit policy, rules that can never apply. */
export const analyseTables = (compiled: Compiled): readonly Finding[] =>
  [...compiled.elements.values()].flatMap((ready) => ready.tables.flatMap((table) => analyseTable(compiled, ready, table)));

type Told = { readonly code: string; readonly message: string; readonly repair: string; readonly line?: number; readonly level?: 'error' };

function analyseTable(compiled: Compiled, ready: Ready, table: CompiledTable): readonly Finding[] {
  const columns = table.columns.map((_, column) => columnOf(compiled, ready, table, column));
  const told = table.rows.length > most.rules ? [tooLarge] : [...gaps(table, columns), ...clashes(table, columns), ...unreachable(table, columns)];
  return told.map(({ code, message, repair, line, level }) => ({
    file: ready.home.file,
    element: table.table.id || ready.element.name,
    code,
    message: `${table.owner}: ${message}`,
    repair,
    line: line ?? table.table.line,
    level: level ?? 'warning',
  }));
}

const tooLarge: Told = { code: 'table-not-analysed', message: `more than ${most.rules} rules are not looked through.`, repair: 'Split the table.' };

function columnOf(compiled: Compiled, ready: Ready, table: CompiledTable, column: number): ColumnClasses {
  const { label, allowed, code } = table.columns[column] ?? { label: '', allowed: undefined, code: undefined };
  const domain = allowed ?? allowedBy(compiled.types, ready, code?.node);
  const cells = table.cells.map((row): Cell => row[column] ?? { is: 'condition' });
  return classesOf(label, cells, domain === undefined ? undefined : cellOf(domain));
}

/** A set of rules as one number: bit r for rule r. */
type Rules = bigint;

/** Looks for a combination of classes that none of the rules takes, inside the box of classes given per column. */
function* uncovered(
  columns: readonly ColumnClasses[],
  rules: Rules,
  within: (column: number) => readonly number[],
  doubt: 'covers' | 'leaves',
): Generator<readonly (readonly number[])[]> {
  const covered = new Set<string>();
  let steps = 0;
  function* search(column: number, left: Rules, path: readonly (readonly number[])[]): Generator<readonly (readonly number[])[]> {
    if (left === 0n) {
      yield path;
      return;
    }
    const here = columns[column];
    const key = `${column}:${left}`;
    steps += 1;
    if (here === undefined || covered.has(key)) return;
    if (steps > most.steps) {
      // Too much to look through: no gap is claimed, and no rule is called hidden.
      if (doubt === 'leaves') yield path;
      return;
    }
    let isCovered = true;
    for (const [kept, classes] of groups(here, left, within(column), doubt)) {
      for (const gap of search(column + 1, kept, [...path, classes])) {
        isCovered = false;
        yield gap;
      }
    }
    if (isCovered) covered.add(key);
  }
  yield* search(0, rules, []);
}

/** Classes that leave the same rules are looked at together. */
function groups(column: ColumnClasses, left: Rules, classes: readonly number[], doubt: 'covers' | 'leaves'): ReadonlyMap<Rules, number[]> {
  const found = new Map<Rules, number[]>();
  for (const one of classes) {
    let kept = 0n;
    for (const [rule, taken] of column.taken.entries()) {
      const bit = 1n << BigInt(rule);
      if ((left & bit) !== 0n && (taken === undefined ? doubt === 'covers' : taken.has(one))) kept |= bit;
    }
    const same = found.get(kept);
    if (same === undefined) found.set(kept, [one]);
    else same.push(one);
  }
  return found;
}

const needsAnswer = new Set(['UNIQUE', 'FIRST', 'ANY', 'PRIORITY']);

function gaps(table: CompiledTable, columns: readonly ColumnClasses[]): readonly Told[] {
  if (!needsAnswer.has(table.table.hitPolicy) || table.outputs.some((output) => output.otherwise !== undefined)) return [];
  const all = (1n << BigInt(table.rows.length)) - 1n;
  const told: Told[] = [];
  for (const gap of uncovered(columns, all, (column) => columns[column]?.possible ?? [], 'covers')) {
    const words = gap.flatMap((classes, index) => {
      const column = columns[index];
      return column === undefined || classes.length === column.possible.length ? [] : [`${column.label} is ${column.show(classes)}`];
    });
    const isFraction = gap.some((classes, index) => classes.every((one) => columns[index]?.fractions.has(one)));
    told.push({
      code: isFraction ? 'table-gap-fraction' : 'table-gap',
      message: `no rule applies when ${words.join(', ') || 'anything is given'}.`,
      repair: 'Add a rule, a default output, or allowed values that leave this case out.',
    });
    if (told.length >= most.findings) break;
  }
  return told;
}

function clashes(table: CompiledTable, columns: readonly ColumnClasses[]): readonly Told[] {
  const { hitPolicy } = table.table;
  if (hitPolicy !== 'UNIQUE' && hitPolicy !== 'ANY') return [];
  const told: Told[] = [];
  for (let later = 1; later < table.rows.length; later += 1) {
    for (let earlier = 0; earlier < later && told.length < most.findings; earlier += 1) {
      if (hitPolicy === 'ANY' && sameOutputs(table, earlier, later)) continue;
      const shared = columns.map((column) => both(column, earlier, later));
      if (!shared.every((classes) => classes.length > 0)) continue;
      const words = shared.flatMap((classes, index) => (columns[index] === undefined ? [] : [`${columns[index].label} is ${columns[index].show(classes)}`]));
      told.push({
        code: 'table-clash',
        message: `rules ${earlier + 1} and ${later + 1} both apply when ${words.join(', ')}.`,
        repair: hitPolicy === 'UNIQUE' ? 'Narrow one of them, or choose the hit policy FIRST or ANY.' : 'Give both the same result, or narrow one of them.',
        line: table.rows[later]?.rule.line ?? table.table.line,
        level: 'error',
      });
    }
  }
  return told;
}

/** Classes both rules surely take. */
function both(column: ColumnClasses, a: number, b: number): readonly number[] {
  const [first, second] = [column.taken[a], column.taken[b]];
  return first === undefined || second === undefined ? [] : column.possible.filter((one) => first.has(one) && second.has(one));
}

function sameOutputs(table: CompiledTable, a: number, b: number): boolean {
  const texts = (rule: number): string => (table.rows[rule]?.rule.outputs ?? []).map((output) => output.text).join('\n');
  return texts(a) === texts(b);
}

function unreachable(table: CompiledTable, columns: readonly ColumnClasses[]): readonly Told[] {
  const told: Told[] = [];
  for (const [rule, { rule: written }] of table.rows.entries()) {
    const box = columns.map((column) => {
      const taken = column.taken[rule];
      return taken === undefined ? column.possible : column.possible.filter((one) => taken.has(one));
    });
    const empty = box.findIndex((classes) => classes.length === 0);
    if (empty >= 0) told.push({ ...never(written.line), message: `rule ${rule + 1} can never apply: its cell for ${columns[empty]?.label} allows nothing.` });
    else if (table.table.hitPolicy === 'FIRST' && isHidden(columns, rule, box))
      told.push({ ...never(written.line), message: `rule ${rule + 1} can never apply: the rules before it take all its cases.` });
  }
  return told.slice(0, most.findings);
}
const never = (line: number): Told => ({ code: 'rule-unreachable', message: '', repair: 'Remove the rule, or correct it or those before it.', line });

/** Whether the rules before surely take everything this one does. */
function isHidden(columns: readonly ColumnClasses[], rule: number, box: readonly (readonly number[])[]): boolean {
  if (rule === 0) return false;
  const before = (1n << BigInt(rule)) - 1n;
  const [left] = uncovered(columns, before, (column) => box[column] ?? [], 'leaves');
  return left === undefined;
}
