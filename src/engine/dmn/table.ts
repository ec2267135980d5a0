/** Decision tables: compiled once, rules found by index, hits explained. */
import type { Expression, FeelContext, FeelList, FeelValue, Run } from '../feel/feel.ts';
import { boundedValue, compute, isList, toJson, warn } from '../feel/feel.ts';
import type { Place } from './boxed.ts';
import { expressionOf } from './boxed.ts';
import type { Cell } from './cell.ts';
import { cellOf } from './cell.ts';
import type { Ranking } from './hit.ts';
import { resultOf } from './hit.ts';
import type { Rule, Table, TextAt } from './model.ts';
import { indexRules } from './rule-index.ts';
import type { Session, Work } from './session.ts';
import { mostReasons } from './session.ts';

type Column = { readonly label: string; readonly code: Expression | undefined; readonly allowed: Expression | undefined };
type Result = { readonly name: string; readonly values: Expression | undefined; readonly otherwise: Expression | undefined };
type Row = { readonly rule: Rule; readonly tests: readonly (Expression | undefined)[]; readonly outputs: readonly (Expression | undefined)[] };
export type CompiledTable = {
  readonly table: Table;
  readonly owner: string;
  readonly columns: readonly Column[];
  readonly outputs: readonly Result[];
  readonly rows: readonly Row[];
  readonly cells: readonly (readonly Cell[])[];
};

export function compileTable(table: Table, place: Place): CompiledTable {
  // The same cell stands in many rules; it is compiled once.
  const known = new Map<string, Expression | undefined>();
  const cell = (text: TextAt, kind: 'expression' | 'unary-tests'): Expression | undefined => {
    const key = `${kind} ${text.text}`;
    if (!known.has(key)) known.set(key, text.text === '' ? undefined : expressionOf(text, place, kind));
    return known.get(key);
  };
  const test = (text: TextAt): Expression | undefined => cell(text.text === '' ? { ...text, text: '-' } : text, 'unary-tests');
  const optional = (text: TextAt | undefined, kind: 'expression' | 'unary-tests'): Expression | undefined =>
    text === undefined ? undefined : cell(text, kind);
  const rows = table.rules.map((rule) => ({ rule, tests: rule.inputs.map(test), outputs: rule.outputs.map((text) => cell(text, 'expression')) }));
  const always: Cell = { is: 'condition' };
  return {
    table,
    owner: place.owner,
    columns: table.inputs.map((input) => ({ label: input.label, code: cell(input.expression, 'expression'), allowed: optional(input.values, 'unary-tests') })),
    outputs: table.outputs.map((output) => ({
      name: output.name,
      values: listedValues(output.values, place),
      otherwise: optional(output.otherwise, 'expression'),
    })),
    rows,
    cells: rows.map((row) => row.tests.map((expression) => (expression === undefined ? always : cellOf(expression)))),
  };
}

/** `"high", "low"` as a list; output values have an order, so they are no tests. */
const listedValues = (text: TextAt | undefined, place: Place): Expression | undefined =>
  text === undefined ? undefined : expressionOf({ ...text, text: `[${text.text}]` }, place);

export function tableWork(compiled: CompiledTable): Work {
  const { table, columns, rows, cells } = compiled;
  const index = indexRules(cells, columns.length);
  const needed = rows.map((row, rule) => row.tests.flatMap((_, column) => (index.isExact(rule, column) ? [] : [column])));
  const single = table.hitPolicy === 'FIRST';
  return (scope, session) => {
    const { run } = session;
    const inputs = columns.map((column) => (column.code === undefined ? null : compute(column.code, run, scope)));
    const hits: number[] = [];
    if (areAllowed(compiled, inputs, scope, run)) {
      for (const rule of index.candidates(inputs)) {
        run.fuel -= 1;
        if (!(needed[rule] ?? []).every((column) => applies(rows[rule], column, { inputs, scope, run }))) continue;
        hits.push(rule);
        if (single) break;
      }
    }
    const value = hits.length === 0 ? withoutRule(compiled, scope, run) : ruleValue(compiled, hits, scope, run);
    explain(compiled, session, { inputs, hits, value });
    return value;
  };
}

type Asked = { readonly inputs: readonly FeelValue[]; readonly scope: FeelContext; readonly run: Run };

function applies(row: Row | undefined, column: number, { inputs, scope, run }: Asked): boolean {
  const test = row?.tests[column];
  return test !== undefined && compute(test, run, scope, inputs[column] ?? null) === true;
}

function areAllowed(compiled: CompiledTable, inputs: readonly FeelValue[], scope: FeelContext, run: Run): boolean {
  for (const [column, { allowed, label }] of compiled.columns.entries()) {
    const value = inputs[column] ?? null;
    if (allowed === undefined || value === null || compute(allowed, run, scope, value) === true) continue;
    warn(run, 'not-allowed', `${compiled.owner}: ${label} is none of its allowed values`);
    return false;
  }
  return true;
}

function outputOf(compiled: CompiledTable, work: (column: number) => FeelValue): FeelValue {
  if (compiled.outputs.length === 1) return work(0);
  return new Map(compiled.outputs.map((output, column) => [output.name, work(column)]));
}

function withoutRule(compiled: CompiledTable, scope: FeelContext, run: Run): FeelValue {
  const { table, outputs } = compiled;
  if (outputs.some((output) => output.otherwise !== undefined)) {
    return outputOf(compiled, (column) => {
      const otherwise = outputs[column]?.otherwise;
      return otherwise === undefined ? null : compute(otherwise, run, scope);
    });
  }
  if (table.hitPolicy === 'COLLECT' && table.aggregation === 'COUNT') return 0;
  if (table.hitPolicy === 'COLLECT' || table.hitPolicy === 'RULE ORDER' || table.hitPolicy === 'OUTPUT ORDER')
    return table.aggregation === undefined ? [] : null;
  return warn(run, 'no-result', `${compiled.owner}: no rule applies`);
}

function ruleValue(compiled: CompiledTable, hits: readonly number[], scope: FeelContext, run: Run): FeelValue {
  const { table, rows } = compiled;
  const results = hits.map((rule) =>
    outputOf(compiled, (column) => {
      const output = rows[rule]?.outputs[column];
      return output === undefined ? null : compute(output, run, scope);
    }),
  );
  const isRanked = table.hitPolicy === 'PRIORITY' || table.hitPolicy === 'OUTPUT ORDER';
  return resultOf({ results, hitPolicy: table.hitPolicy, aggregation: table.aggregation, ranking: isRanked ? ranking(compiled, scope, run) : [] }, run);
}

/** The order of allowed output values is their priority, first column first. */
function ranking(compiled: CompiledTable, scope: FeelContext, run: Run): Ranking {
  return compiled.outputs.flatMap(({ name, values }) => (values === undefined ? [] : [{ name, values: listOf(compute(values, run, scope)) }]));
}
const listOf = (value: FeelValue): FeelList => (isList(value) ? value : [value]);

type Found = { readonly inputs: readonly FeelValue[]; readonly hits: readonly number[]; readonly value: FeelValue };

function explain(compiled: CompiledTable, session: Session, { inputs, hits, value }: Found): void {
  if (session.because.length >= mostReasons) return;
  session.because.push({
    decision: compiled.owner,
    kind: 'table',
    inputs: compiled.columns.map((column, index) => ({ name: column.label, value: toJson(boundedValue(session.run, inputs[index] ?? null)) })),
    rules: hits.map((rule) => ({ number: rule + 1, id: compiled.table.rules[rule]?.id ?? '', notes: compiled.table.rules[rule]?.notes ?? [] })),
    value: toJson(boundedValue(session.run, value)),
  });
}
