/** Small readings every kind of element shares: properties of the model, formulas, mappings, extension elements, findings. */
import type { Moddle } from 'bpmn-moddle';
import type { Finding } from '../../base/finding.ts';
import type { Formula } from './formula.ts';
import { compileFormula, fixedText } from './formula.ts';
import type { Extensions, Mapping } from './process.ts';

/** What is being read, and what was found wrong so far. */
export type Reader = { readonly findings: Finding[]; readonly lineOf: (id: string) => number | undefined };

export function report(
  reader: Reader,
  element: string,
  found: { readonly code: string; readonly message: string; readonly repair: string; readonly level?: Finding['level'] },
): void {
  const line = reader.lineOf(element);
  reader.findings.push({ file: '', element, level: 'error', ...found, ...(line === undefined ? {} : { line }) });
}

/** Elements the engine does not carry out are refused, never skipped. */
export const notSupported = (reader: Reader, element: string, what: string, repair: string): void =>
  report(reader, element, { code: 'not-supported', message: `${what} cannot be carried out.`, repair });

export const idOf = (element: Moddle): string => (typeof element.id === 'string' ? element.id : '');
export const is = (element: Moddle, type: string): boolean => element.$instanceOf?.(`bpmn:${type}`) === true;

export function text(element: Moddle | undefined, name: string): string | undefined {
  const value = element?.get?.(name) ?? (element as Readonly<Record<string, unknown>> | undefined)?.[name];
  return typeof value === 'string' ? value : undefined;
}
/** Attributes are kept as texts; an absent one has the default BPMN gives it. */
export function flag(element: Moddle, name: string, otherwise: 'true' | 'false' = 'false'): boolean {
  const value = text(element, name) ?? otherwise;
  return value === 'true' || value === '1';
}

export function child(element: Moddle | undefined, name: string): Moddle | undefined {
  const value = element?.get?.(name);
  return typeof value === 'object' && value !== null && '$type' in value ? (value as Moddle) : undefined;
}
export function children(element: Moddle | undefined, name: string): readonly Moddle[] {
  const value = element?.get?.(name);
  return Array.isArray(value) ? value : [];
}
/** The text inside an expression or documentation element. */
export const bodyOf = (element: Moddle | undefined): string => (text(element, 'body') ?? text(element, 'text') ?? '').trim();

export const documentationOf = (element: Moddle): string => children(element, 'documentation').map(bodyOf).join('\n');

// Formulas

/** An expression begins with '='; any other text stands for itself. */
export const textFormula = (reader: Reader, element: string, source: string): Formula =>
  source.trim().startsWith('=') ? feel(reader, element, source) : fixedText(source.trim());

/** Always an expression; the '=' in front may be left out. */
export function feel(reader: Reader, element: string, source: string): Formula {
  const plain = source.trim().replace(/^=/, '').trim();
  const formula = compileFormula(plain);
  if (typeof formula !== 'string') return formula;
  report(reader, element, {
    code: 'bad-expression',
    message: `'${plain.slice(0, 200)}' is not a FEEL expression: ${formula}.`,
    repair: 'Correct the expression.',
  });
  return fixedText(null);
}

/** The condition of a flow or a conditional event. */
export function condition(reader: Reader, element: string, expression: Moddle | undefined): Formula | undefined {
  const source = bodyOf(expression);
  if (expression === undefined || source === '') return undefined;
  const language = text(expression, 'language');
  if (language !== undefined && !/feel/i.test(language)) notSupported(reader, element, `The expression language ${language}`, 'Write the condition in FEEL.');
  return feel(reader, element, source);
}

// Extension elements

export const extensionsIn = (element: Moddle | undefined): readonly Moddle[] => children(child(element, 'extensionElements'), 'values');
/** 'zeebe:Input' and 'zeebe:input' are the same. */
export const zeebe = (element: Moddle | undefined, name: string): Moddle | undefined => extensionsIn(element).find((one) => one.$type === `zeebe:${name}`);

const namePattern = /^[\p{L}_][\p{L}\p{M}\p{N}_ -]{0,99}$/u;

/** A dotted path of variable names: 'child.fullName'. */
export function pathOf(reader: Reader, element: string, target: string): readonly string[] {
  const path = target.trim().split('.');
  if (path.some((part) => !namePattern.test(part) || part in Object.prototype)) {
    report(reader, element, {
      code: 'bad-name',
      message: `'${target}' is not a variable name.`,
      repair: 'Use letters, digits and underscore, parts separated by dots.',
    });
  }
  return path;
}

/** One variable name, undefined when the attribute is absent. */
export function nameIn(reader: Reader, element: string, from: Moddle | undefined, attribute: string): string | undefined {
  const name = text(from, attribute)?.trim();
  if (name === undefined || name === '') return undefined;
  if (name.includes('.'))
    report(reader, element, { code: 'bad-name', message: `'${name}' is not one variable name.`, repair: `Give ${attribute} a name without dots.` });
  return pathOf(reader, element, name)[0];
}

export function mappings(reader: Reader, element: Moddle, kind: 'inputParameters' | 'outputParameters'): readonly Mapping[] {
  const id = idOf(element);
  return children(zeebe(element, 'IoMapping'), kind).map((one) => {
    const source = text(one, 'source') ?? '';
    if (source.trim() === '' || source.trim() === '=')
      report(reader, id, {
        code: 'bad-mapping',
        message: `The mapping to '${text(one, 'target') ?? ''}' has no source.`,
        repair: 'Give it an expression that begins with =.',
      });
    return { value: textFormula(reader, id, source), target: pathOf(reader, id, text(one, 'target') ?? '') };
  });
}

export function headersOf(element: Moddle): Readonly<Record<string, string>> {
  return Object.fromEntries(children(zeebe(element, 'TaskHeaders'), 'values').map((header) => [text(header, 'key') ?? '', text(header, 'value') ?? '']));
}

export function propertiesOf(element: Moddle): Readonly<Record<string, string>> {
  return Object.fromEntries(children(zeebe(element, 'Properties'), 'properties').map((one) => [text(one, 'name') ?? '', text(one, 'value') ?? '']));
}

/** Our own extension elements with their attributes; every attribute named here is obligatory. */
const cuasoElements: Readonly<Record<string, readonly string[]>> = {
  time: ['value', 'unit'],
  unit: ['role'],
  sign: ['role'],
  document: ['template'],
  reasons: ['list'],
};
const timeUnits = ['hours', 'working-days', 'calendar-days', 'months'];

const readZeebe = new Set(
  'IoMapping Subscription TaskHeaders TaskDefinition LoopCharacteristics CalledElement FormDefinition UserTask CalledDecision AssignmentDefinition PriorityDefinition TaskSchedule Properties Script VersionTag UserTaskForm'
    .split(' ')
    .map((name) => `zeebe:${name}`),
);

/** Reads our extension elements; names what no reader exists for. */
export function readExtensions(reader: Reader, element: Moddle): Extensions {
  const id = idOf(element);
  const found: Record<string, Readonly<Record<string, string>>> = {};
  for (const one of extensionsIn(element)) {
    const [prefix = '', name = ''] = one.$type.split(':');
    if (prefix === 'cuaso') found[name] = readCuaso(reader, id, one, name);
    else if (prefix === 'zeebe' && !readZeebe.has(one.$type)) notSupported(reader, id, `The setting ${one.$type}`, 'Remove it; nothing would read it.');
    else if (prefix !== 'zeebe') {
      report(reader, id, {
        code: 'vendor-extension',
        message: `${one.$type} is an extension of another tool and has no effect here.`,
        repair: 'Nothing need be done; it is kept.',
        level: 'warning',
      });
    }
  }
  for (const attribute of Object.keys(element.$attrs)) {
    if (attribute.startsWith('cuaso:'))
      report(reader, id, {
        code: 'unknown-setting',
        message: `The attribute ${attribute} has no reader.`,
        repair: 'Write it as an element inside extensionElements.',
      });
  }
  return found;
}

function readCuaso(reader: Reader, id: string, one: Moddle, name: string): Readonly<Record<string, string>> {
  const known = Object.hasOwn(cuasoElements, name) ? cuasoElements[name] : undefined;
  if (known === undefined) {
    report(reader, id, { code: 'unknown-setting', message: `cuaso:${name} has no reader.`, repair: `Use one of ${Object.keys(cuasoElements).join(', ')}.` });
    return {};
  }
  const given = Object.fromEntries(Object.entries(one).filter((pair): pair is [string, string] => !pair[0].startsWith('$') && typeof pair[1] === 'string'));
  for (const attribute of Object.keys(given)) {
    if (!known.includes(attribute))
      report(reader, id, { code: 'unknown-setting', message: `cuaso:${name} has no attribute ${attribute}.`, repair: `Use ${known.join(', ')}.` });
  }
  for (const attribute of known) {
    if (given[attribute] === undefined || given[attribute] === '')
      report(reader, id, { code: 'missing-setting', message: `cuaso:${name} needs the attribute ${attribute}.`, repair: `Add ${attribute}="...".` });
  }
  if (name === 'time' && (!(Number(given.value) > 0) || !timeUnits.includes(given.unit ?? ''))) {
    report(reader, id, {
      code: 'bad-setting',
      message: 'cuaso:time needs a value above 0 and a unit.',
      repair: `Write value="4" and unit="${timeUnits.join('" or "')}".`,
    });
  }
  return given;
}
