/** Boxed expressions and decision tables, from elements to the model. */
import type { Finding } from '../../base/finding.ts';
import type { Aggregation, Boxed, HitPolicy, InputClause, OutputClause, Rule, Table, TextAt, Variable } from './model.ts';
import type { XmlElement } from './xml.ts';
import { attribute, childOf, childrenOf, childText } from './xml.ts';

export type Report = (element: XmlElement, code: string, message: string, repair: string, level?: Finding['level']) => void;

/** Names in files may be broken over lines. */
export const tidyName = (name: string): string => name.replace(/\s+/g, ' ').trim();

export const variableOf = (element: XmlElement): Variable => ({ name: tidyName(attribute(element, 'name') ?? ''), type: typeOf(element) });

/** `typeRef` is an attribute, in item definitions an element. */
export const typeOf = (element: XmlElement): string => tidyName(attribute(element, 'typeRef') ?? childText(element, 'typeRef') ?? '').replace(/^feel:/, '');

const names = new Set([
  'literalExpression',
  'context',
  'list',
  'relation',
  'functionDefinition',
  'invocation',
  'conditional',
  'filter',
  'for',
  'some',
  'every',
  'decisionTable',
]);

/** The expression among the children, undefined when there is none. */
export function boxedIn(element: XmlElement, report: Report): Boxed | undefined {
  const found = element.children.find((child) => names.has(child.name));
  return found === undefined ? undefined : boxed(found, report);
}

const nothing = (element: XmlElement): Boxed => ({ is: 'literal', line: element.line, type: '', text: '' });
const inside = (element: XmlElement, name: string, report: Report): Boxed => {
  const holder = childOf(element, name);
  return (holder === undefined ? undefined : boxedIn(holder, report)) ?? nothing(element);
};
const allIn = (element: XmlElement, report: Report): readonly Boxed[] =>
  element.children.filter((child) => names.has(child.name)).map((child) => boxed(child, report));

function boxed(element: XmlElement, report: Report): Boxed {
  const common = { line: element.line, type: typeOf(element) };
  switch (element.name) {
    case 'context':
      return { ...common, is: 'context', entries: childrenOf(element, 'contextEntry').map((entry) => contextEntry(entry, report)) };
    case 'list':
      return { ...common, is: 'list', items: allIn(element, report) };
    case 'relation':
      return {
        ...common,
        is: 'relation',
        columns: childrenOf(element, 'column').map(variableOf),
        rows: childrenOf(element, 'row').map((row) => allIn(row, report)),
      };
    case 'functionDefinition':
      return functionDefinition(element, common, report);
    case 'invocation':
      return invocation(element, common, report);
    case 'conditional':
      return {
        ...common,
        is: 'conditional',
        condition: inside(element, 'if', report),
        yes: inside(element, 'then', report),
        no: inside(element, 'else', report),
      };
    case 'filter':
      return { ...common, is: 'filter', from: inside(element, 'in', report), match: inside(element, 'match', report) };
    case 'for':
    case 'some':
    case 'every':
      return {
        ...common,
        is: element.name,
        name: tidyName(attribute(element, 'iteratorVariable') ?? ''),
        from: inside(element, 'in', report),
        body: inside(element, element.name === 'for' ? 'return' : 'satisfies', report),
      };
    case 'decisionTable':
      return { ...common, is: 'table', table: readTable(element, report) };
    default:
      return literal(element, common, report);
  }
}

type Shared = { readonly line: number; readonly type: string };

function literal(element: XmlElement, common: Shared, report: Report): Boxed {
  const language = attribute(element, 'expressionLanguage');
  if (language !== undefined && !/feel/i.test(language))
    report(element, 'other-language', `Expressions in ${language} are not read.`, 'Write the expression in FEEL.');
  if (childOf(element, 'importedValues') !== undefined)
    report(element, 'imported-values', 'Values imported from other documents are not read.', 'Write the values as FEEL.');
  const text = childOf(element, 'text');
  return { ...common, is: 'literal', text: text?.text.trim() ?? '', line: text?.line ?? common.line };
}

function contextEntry(entry: XmlElement, report: Report): { readonly variable: Variable | undefined; readonly value: Boxed } {
  const variable = childOf(entry, 'variable');
  return { variable: variable === undefined ? undefined : variableOf(variable), value: boxedIn(entry, report) ?? nothing(entry) };
}

function functionDefinition(element: XmlElement, common: Shared, report: Report): Boxed {
  const parameters = childrenOf(element, 'formalParameter').map(variableOf);
  return { ...common, is: 'function', kind: attribute(element, 'kind') ?? 'FEEL', parameters, body: boxedIn(element, report) };
}

function invocation(element: XmlElement, common: Shared, report: Report): Boxed {
  const bindings = childrenOf(element, 'binding').map((binding) => {
    const parameter = childOf(binding, 'parameter');
    return { name: parameter === undefined ? '' : variableOf(parameter).name, value: boxedIn(binding, report) };
  });
  return { ...common, is: 'invocation', target: boxedIn(element, report) ?? nothing(element), bindings };
}

const policies = new Map<string, HitPolicy>(
  (['UNIQUE', 'FIRST', 'PRIORITY', 'ANY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER'] as const).flatMap((policy) => [
    [policy, policy],
    [policy.replace(' ', '_'), policy],
  ]),
);
const aggregations = new Map<string, Aggregation>((['SUM', 'COUNT', 'MIN', 'MAX'] as const).map((name) => [name, name]));

function readTable(element: XmlElement, report: Report): Table {
  const written = attribute(element, 'hitPolicy') ?? 'UNIQUE';
  const hitPolicy = policies.get(written);
  if (hitPolicy === undefined)
    report(element, 'unknown-hit-policy', `There is no hit policy '${written}'.`, `Use one of ${[...new Set(policies.values())].join(', ')}.`);
  const aggregation = aggregations.get(attribute(element, 'aggregation') ?? '');
  const inputs = childrenOf(element, 'input').map(inputClause);
  const outputs = childrenOf(element, 'output').map((output) => outputClause(output, element));
  const rules = childrenOf(element, 'rule').map(readRule);
  for (const [index, rule] of rules.entries()) {
    if (rule.inputs.length !== inputs.length || rule.outputs.length !== outputs.length) {
      report(
        element,
        'ragged-table',
        `Rule ${index + 1} has ${rule.inputs.length} + ${rule.outputs.length} cells, the table ${inputs.length} + ${outputs.length} columns.`,
        'Fill every cell of the rule; write - for any value.',
      );
    }
  }
  if (outputs.length === 0) report(element, 'no-output', 'The table has no output column.', 'Add the column with the results.');
  return { id: attribute(element, 'id') ?? '', line: element.line, hitPolicy: hitPolicy ?? 'UNIQUE', aggregation, inputs, outputs, rules };
}

const textAt = (element: XmlElement | undefined): TextAt | undefined => {
  const text = element === undefined ? undefined : childOf(element, 'text');
  return text === undefined || text.text.trim() === '' ? undefined : { text: text.text.trim(), line: text.line };
};
const cell = (element: XmlElement): TextAt => textAt(element) ?? { text: '', line: element.line };

function inputClause(element: XmlElement): InputClause {
  const expression = childOf(element, 'inputExpression');
  const label = attribute(element, 'label') ?? textAt(expression)?.text ?? '';
  return {
    label,
    expression: cell(expression ?? element),
    type: expression === undefined ? '' : typeOf(expression),
    values: textAt(childOf(element, 'inputValues')),
  };
}

function outputClause(element: XmlElement, table: XmlElement): OutputClause {
  const name = tidyName(attribute(element, 'name') ?? attribute(table, 'outputLabel') ?? '');
  return { name, type: typeOf(element), values: textAt(childOf(element, 'outputValues')), otherwise: textAt(childOf(element, 'defaultOutputEntry')) };
}

function readRule(element: XmlElement): Rule {
  const notes = childrenOf(element, 'annotationEntry').flatMap((note) => textAt(note)?.text ?? []);
  const description = childText(element, 'description');
  return {
    id: attribute(element, 'id') ?? '',
    line: element.line,
    inputs: childrenOf(element, 'inputEntry').map(cell),
    outputs: childrenOf(element, 'outputEntry').map(cell),
    notes: description === undefined || description === '' ? notes : [description, ...notes],
  };
}
