/** Types of an expression told before it runs: names that do not exist, fields that are missing, kinds that do not go together. */
import type { Finding } from '../../base/finding.ts';
import type { Binding, Node } from './ast.ts';
import { children } from './ast.ts';
import { builtins } from './builtin.ts';
import { signature } from './check-builtin.ts';
import { fieldType, itemType, nearest, operatorType } from './check-type.ts';
import { any, isSubtype, resolve, showType } from './type.ts';
import type { FeelType, FeelTypes } from './values.ts';
import { kind } from './values.ts';

/** The types of the variables, and of the value under test for unary tests; `types` resolves named types. */
export type Known = { readonly variables: FeelTypes; readonly input?: FeelType; readonly types?: FeelTypes };

type Scope = {
  readonly locals: ReadonlyMap<string, FeelType>;
  readonly known: Known;
  readonly note: (at: number, code: string, message: string, repair: string) => void;
};

const number: FeelType = { is: 'number' };
const boolean: FeelType = { is: 'boolean' };

/** Findings of one expression, and the type of its value. */
export function checkNode(node: Node, known: Known): { readonly findings: readonly Finding[]; readonly type: FeelType } {
  const findings: Finding[] = [];
  const note: Scope['note'] = (at, code, message, repair) =>
    void findings.push({ file: '', element: '', code, message: `${message.replace(/\.$/, '')} (character ${at + 1}).`, repair, level: 'error' });
  const locals = new Map<string, FeelType>([['?', known.input ?? any]]);
  const type = infer(node, { locals, known, note });
  return { findings, type };
}

const with_ = (scope: Scope, more: Iterable<readonly [string, FeelType]>): Scope => ({ ...scope, locals: new Map([...scope.locals, ...more]) });
const resolved = (type: FeelType, scope: Scope): FeelType => resolve(type, scope.known.types ?? scope.known.variables);

function infer(node: Node, scope: Scope): FeelType {
  const of = (child: Node): FeelType => resolved(infer(child, scope), scope);
  switch (node.is) {
    case 'literal':
      return literalType(node, scope);
    case 'name':
      return nameType(node.name, node.at, scope);
    case 'path':
      return pathType(node, of(node.from), scope);
    case 'filter':
      return filterType(node, of(node.from), scope);
    case 'list':
      return { is: 'list', of: common(node.items.map(of)) };
    case 'context':
      return contextType(node, scope);
    case 'range':
      return { is: 'range', of: sameKind(node, of(node.low), of(node.high), scope) };
    case 'test':
      return { is: 'range', of: testType(node, of(node.value), scope) };
    case 'arithmetic':
      return arithmeticType(node, of(node.left), of(node.right), scope);
    case 'negation':
      return of(node.value);
    case 'comparison':
      sameKind(node, of(node.left), of(node.right), scope);
      return boolean;
    case 'and':
    case 'or':
      for (const side of [node.left, node.right]) needs(side, of(side), boolean, scope);
      return boolean;
    case 'between':
      sameKind(node, of(node.value), of(node.low), scope);
      sameKind(node, of(node.value), of(node.high), scope);
      return boolean;
    case 'in':
      return membershipType(node, scope);
    case 'instance':
      of(node.value);
      return boolean;
    case 'call':
    case 'named-call':
      return callType(node, scope);
    case 'if':
      needs(node.condition, of(node.condition), boolean, scope);
      return common([of(node.then), of(node.otherwise)]);
    case 'for':
    case 'some':
    case 'every':
      return loopType(node, scope);
    case 'function':
      return functionType(node, scope);
    case 'tests':
      for (const test of node.tests) checkTest(test, scope);
      return boolean;
  }
}

function literalType(node: Extract<Node, { is: 'literal' }>, scope: Scope): FeelType {
  if (node.wrong !== undefined) scope.note(node.at, 'feel-wrong-value', node.wrong, 'Correct the value.');
  const found = kind(node.value);
  switch (found) {
    case 'null':
      return { is: 'Null' };
    case 'list':
    case 'context':
    case 'range':
    case 'function':
      return any;
    default:
      return { is: found };
  }
}

function nameType(name: string, at: number, scope: Scope): FeelType {
  const found = scope.locals.get(name) ?? scope.known.variables.get(name);
  if (found !== undefined) return found;
  if (builtins.has(name)) return { is: 'function', returns: signature(name)?.gives ?? any };
  const close = nearest(name, [...scope.locals.keys(), ...scope.known.variables.keys()]);
  scope.note(at, 'feel-unknown-name', `There is no '${name}'`, close === undefined ? 'Use a name that is given.' : `Write '${close}'.`);
  return any;
}

function pathType(node: Extract<Node, { is: 'path' }>, from: FeelType, scope: Scope): FeelType {
  const found = fieldType(from, node.name, (type) => resolved(type, scope));
  if (found !== undefined) return found;
  const fields = from.is === 'context' ? [...from.fields.keys()] : from.is === 'list' && from.of.is === 'context' ? [...from.of.fields.keys()] : [];
  const close = nearest(node.name, fields);
  scope.note(
    node.at,
    'feel-unknown-field',
    `${showShort(from)} has no '${node.name}'`,
    close === undefined ? `Use one of its fields${fields.length === 0 ? '' : `: ${fields.join(', ')}`}.` : `Write '${close}'.`,
  );
  return any;
}

const showShort = (type: FeelType): string => (type.is === 'context' ? 'The context' : type.is === 'list' ? 'The list' : `A ${showType(type)}`);

function filterType(node: Extract<Node, { is: 'filter' }>, from: FeelType, scope: Scope): FeelType {
  const item = resolved(itemType(from), scope);
  const fields = item.is === 'context' ? [...item.fields] : [];
  // Items of unknown shape may have any field.
  const inner = item.is === 'Any' ? { ...scope, note: () => undefined } : scope;
  const by = resolved(infer(node.by, with_(inner, [['item', item], ...fields])), scope);
  return by.is === 'number' ? item : { is: 'list', of: item };
}

function contextType(node: Extract<Node, { is: 'context' }>, scope: Scope): FeelType {
  const fields = new Map<string, FeelType>();
  for (const entry of node.entries) fields.set(entry.key, infer(entry.value, with_(scope, fields)));
  return { is: 'context', fields };
}

const isOpen = (type: FeelType): boolean => type.is === 'Any' || type.is === 'Null' || type.is === 'named';

/** The one type of all, or Any. */
function common(types: readonly FeelType[]): FeelType {
  const known = types.filter((type) => type.is !== 'Null');
  const [first] = known;
  return first !== undefined && known.every((type) => isSubtype(type, first) && isSubtype(first, type)) ? first : any;
}

function sameKind(node: Node, a: FeelType, b: FeelType, scope: Scope): FeelType {
  if (isOpen(a) || isOpen(b)) return isOpen(a) ? b : a;
  if (a.is !== b.is) scope.note(node.at, 'feel-wrong-type', `${showType(a)} and ${showType(b)} cannot be compared`, 'Compare two values of the same type.');
  return a;
}

function testType(node: Extract<Node, { is: 'test' }>, end: FeelType, scope: Scope): FeelType {
  return sameKind(node, scope.locals.get('?') ?? any, end, scope);
}

function arithmeticType(node: Extract<Node, { is: 'arithmetic' }>, a: FeelType, b: FeelType, scope: Scope): FeelType {
  if (isOpen(a) || isOpen(b)) return node.operator === '**' ? number : any;
  const found = operatorType(node.operator, a, b);
  if (found === undefined)
    scope.note(
      node.at,
      'feel-wrong-type',
      `${showType(a)} ${node.operator} ${showType(b)} has no meaning`,
      'Use values that go together, or convert one of them.',
    );
  return found ?? any;
}

function needs(node: Node, found: FeelType, wanted: FeelType, scope: Scope): void {
  if (isOpen(found) || isSubtype(found, wanted)) return;
  // A list of one is opened by itself, one value becomes a list.
  if (
    (found.is === 'list' && (isOpen(found.of) || isSubtype(found.of, wanted))) ||
    (wanted.is === 'list' && (isOpen(wanted.of) || isSubtype(found, wanted.of)))
  )
    return;
  scope.note(node.at, 'feel-wrong-type', `This is ${showType(found)} where ${showType(wanted)} is needed`, `Give a ${showType(wanted)}.`);
}

function membershipType(node: Extract<Node, { is: 'in' }>, scope: Scope): FeelType {
  const value = resolved(infer(node.value, scope), scope);
  for (const test of node.tests) checkTest(test, with_(scope, [['?', value]]));
  return boolean;
}

function checkTest(test: Node, scope: Scope): void {
  const found = resolved(infer(test, scope), scope);
  const input = resolved(scope.locals.get('?') ?? any, scope);
  if (test.is === 'test' || isOpen(found) || isOpen(input) || found.is === 'boolean') return;
  const inner = found.is === 'list' || found.is === 'range' ? resolved(found.of, scope) : found;
  if (found.is === input.is || isOpen(inner) || inner.is === 'range' || inner.is === input.is) return;
  scope.note(test.at, 'feel-wrong-type', `${showType(input)} is tested against ${showType(inner)}`, `Write a ${showType(input)}.`);
}

function callType(node: Extract<Node, { is: 'call' | 'named-call' }>, scope: Scope): FeelType {
  const values = children(node)
    .slice(1)
    .map((value) => ({ value, type: resolved(infer(value, scope), scope) }));
  const { target } = node;
  const own = target.is === 'name' ? (scope.locals.get(target.name) ?? scope.known.variables.get(target.name)) : undefined;
  if (target.is === 'name' && builtins.has(target.name) && own?.is !== 'function')
    return node.is === 'call' ? builtinType(node, target.name, values, scope) : (signature(target.name)?.gives ?? any);
  const called = resolved(infer(target, scope), scope);
  if (called.is !== 'function') {
    if (!isOpen(called)) scope.note(node.at, 'feel-not-a-function', `${showType(called)} cannot be called`, 'Call a function.');
    return any;
  }
  const { parameters } = called;
  if (parameters !== undefined && node.is === 'call') {
    if (parameters.length !== values.length)
      scope.note(node.at, 'feel-wrong-arguments', `${parameters.length} arguments are needed, ${values.length} are given`, 'Give all arguments.');
    else for (const [index, { value, type }] of values.entries()) needs(value, type, resolved(parameters[index] ?? any, scope), scope);
  }
  return called.returns;
}

type Given = { readonly value: Node; readonly type: FeelType };

function builtinType(node: Node, name: string, values: readonly Given[], scope: Scope): FeelType {
  const known = signature(name);
  if (known?.takes === undefined) return any;
  const { takes, least, rest, gives } = known;
  if (values.length < least || (!rest && values.length > takes.length)) {
    scope.note(
      node.at,
      'feel-wrong-arguments',
      `${name} does not take ${values.length} arguments`,
      `Give ${least === takes.length ? least : `${least} to ${takes.length}`}.`,
    );
  }
  for (const [index, { value, type }] of values.entries()) needs(value, type, takes[index] ?? takes.at(-1) ?? any, scope);
  return gives;
}

function loopType(node: Extract<Node, { is: 'for' | 'some' | 'every' }>, scope: Scope): FeelType {
  let inner = node.is === 'for' ? with_(scope, [['partial', { is: 'list', of: any }]]) : scope;
  for (const binding of node.bindings) inner = with_(inner, [[binding.name, domainType(binding, inner)]]);
  const body = resolved(infer(node.body, inner), scope);
  if (node.is === 'for') return { is: 'list', of: body };
  needs(node.body, body, boolean, scope);
  return boolean;
}

function domainType(binding: Binding, scope: Scope): FeelType {
  const from = resolved(infer(binding.from, scope), scope);
  if (binding.to === undefined) return resolved(itemType(from), scope);
  return sameKind(binding.from, from, resolved(infer(binding.to, scope), scope), scope);
}

function functionType(node: Extract<Node, { is: 'function' }>, scope: Scope): FeelType {
  const parameters = node.parameters.map((parameter) => [parameter.name, parameter.type ?? any] as const);
  return { is: 'function', parameters: parameters.map(([, type]) => type), returns: node.external ? any : infer(node.body, with_(scope, parameters)) };
}
