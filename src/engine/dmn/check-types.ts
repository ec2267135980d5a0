/** Expressions and cells of a model held against the types its inputs and decisions declare. */
import type { Finding } from '../../base/finding.ts';
import type { FeelType, FeelTypes } from '../feel/feel.ts';
import { check, typeOf } from '../feel/feel.ts';
import type { Compiled, Ready } from './compile.ts';

const any: FeelType = { is: 'Any' };

export const checkTypes = (compiled: Compiled): readonly Finding[] =>
  [...compiled.elements.values()].flatMap((ready) => [...expressions(compiled, ready), ...cells(compiled, ready)]);

/** Names bound inside boxed expressions have no declared type. */
function variablesOf(compiled: Compiled, ready: Ready, names: readonly string[]): FeelTypes {
  const variables = new Map<string, FeelType>(names.map((name) => [name, any]));
  for (const { path, target } of ready.requires) {
    const [name = ''] = path;
    const isValue = target.element.is === 'input' || target.element.is === 'decision';
    variables.set(name, (path.length === 1 && isValue ? compiled.elements.get(target.element)?.fit?.type : undefined) ?? any);
  }
  return variables;
}

const placed = (ready: Ready, line: number, findings: readonly Finding[]): readonly Finding[] =>
  findings.map((finding) => ({ ...finding, file: ready.home.file, element: ready.element.id || ready.element.name, line, level: 'warning' }));

const expressions = (compiled: Compiled, ready: Ready): readonly Finding[] =>
  ready.expressions
    .filter(({ expression }) => expression.kind === 'expression')
    .flatMap(({ expression, line, names }) => placed(ready, line, check(expression, variablesOf(compiled, ready, names))));

/** Each cell against the type of its column; the same text once. */
function cells(compiled: Compiled, ready: Ready): readonly Finding[] {
  return ready.tables.flatMap((table) =>
    table.columns.flatMap(({ code }, column) => {
      const names = ready.expressions.find(({ expression }) => expression === code)?.names ?? [];
      const variables = variablesOf(compiled, ready, names);
      const input = code === undefined ? any : typeOf(code, variables);
      const seen = new Set<unknown>();
      return table.rows.flatMap(({ rule, tests }) => {
        const test = tests[column];
        if (test === undefined || seen.has(test)) return [];
        seen.add(test);
        return placed(ready, rule.inputs[column]?.line ?? rule.line, check(test, variables, input));
      });
    }),
  );
}
