/** From text to tree: the grammar of DMN 1.5 section 10.3.1.2, weakest binding first. */
import type { Binding, Entry, NamedArgument, Node, Parameter } from './ast.ts';
import { LimitReached } from './limits.ts';
import type { Names } from './name.ts';
import { namesOf, wordAt } from './name.ts';
import { isNumber, negate, readNumber } from './number.ts';
import { needWord, readField, readName, readNewName, readType, takeArgumentName, takeWord } from './parse-name.ts';
import type { Reader } from './scan.ts';
import { ahead, need, numberAt, readText, SyntaxProblem, skip, take } from './scan.ts';
import { readTemporal } from './temporal.ts';
import type { FeelType, RangeOperator } from './values.ts';

/** A whole text as one expression. */
export function parseExpression(reader: Reader): Node {
  const node = expression(reader);
  needEnd(reader);
  return node;
}

/** A whole text as one type. */
export function parseType(reader: Reader): FeelType {
  const type = readType(reader);
  needEnd(reader);
  return type;
}

/** A whole text as the tests of one cell: `-`, `not(...)`, or tests separated by commas. */
export function parseTests(reader: Reader): Node {
  skip(reader);
  const at = reader.at;
  if (take(reader, '-')) {
    skip(reader);
    if (reader.at >= reader.text.length) return { is: 'tests', at, negated: false, tests: [] };
    reader.at = at;
  }
  const negated = attempt(reader, () => {
    needWord(reader, 'not');
    need(reader, '(');
    const tests = testList(reader);
    need(reader, ')');
    needEnd(reader);
    return tests;
  });
  if (negated !== undefined) return { is: 'tests', at, negated: true, tests: negated };
  const tests = testList(reader);
  needEnd(reader);
  return { is: 'tests', at, negated: false, tests };
}

function needEnd(reader: Reader): void {
  skip(reader);
  if (reader.at < reader.text.length) throw new SyntaxProblem(reader.at, `'${reader.text.slice(reader.at, reader.at + 12)}' does not belong here`);
}

/** Tries one reading and takes everything back when it is none. */
function attempt<Result>(reader: Reader, read: () => Result): Result | undefined {
  const { at, depth, names, endpoint } = reader;
  try {
    return read();
  } catch (problem) {
    if (!(problem instanceof SyntaxProblem)) throw problem;
    Object.assign(reader, { at, depth, names, endpoint });
    return undefined;
  }
}

function deeper<Result>(reader: Reader, read: () => Result): Result {
  reader.depth += 1;
  reader.left -= 1;
  if (reader.depth > reader.limits.depth || reader.left < 0) throw new LimitReached('depth', reader.limits.depth);
  const result = read();
  reader.depth -= 1;
  return result;
}

/** Reads with more names known. */
function within<Result>(reader: Reader, names: Iterable<string>, read: () => Result): Result {
  const before: Names = reader.names;
  reader.names = namesOf(names, before);
  const result = read();
  reader.names = before;
  return result;
}

function expression(reader: Reader): Node {
  return deeper(reader, () => {
    const { endpoint } = reader;
    reader.endpoint = false;
    const node = disjunction(reader);
    reader.endpoint = endpoint;
    return node;
  });
}

function disjunction(reader: Reader): Node {
  let left = conjunction(reader);
  while (takeWord(reader, 'or')) left = { is: 'or', at: left.at, left, right: conjunction(reader) };
  return left;
}

function conjunction(reader: Reader): Node {
  let left = comparison(reader);
  while (takeWord(reader, 'and')) left = { is: 'and', at: left.at, left, right: comparison(reader) };
  return left;
}

const operators = ['<=', '>=', '!=', '<', '>', '='] as const;
const takeOperator = (reader: Reader): RangeOperator | undefined => operators.find((operator) => take(reader, operator));

function comparison(reader: Reader): Node {
  let left = sum(reader);
  for (;;) {
    const operator = takeOperator(reader);
    if (operator !== undefined) left = { is: 'comparison', at: left.at, operator, left, right: sum(reader) };
    else if (takeWord(reader, 'between')) left = between(reader, left);
    else if (takeWord(reader, 'in')) left = { is: 'in', at: left.at, value: left, tests: inTests(reader) };
    else return left;
  }
}

function between(reader: Reader, value: Node): Node {
  const low = sum(reader);
  needWord(reader, 'and');
  return { is: 'between', at: value.at, value, low, high: sum(reader) };
}

function inTests(reader: Reader): readonly Node[] {
  const list = attempt(reader, () => {
    need(reader, '(');
    const tests = testList(reader);
    need(reader, ')');
    return tests;
  });
  if (list !== undefined) return list;
  const at = reader.at;
  const operator = takeOperator(reader);
  return [operator === undefined ? sum(reader) : { is: 'test', at, operator, value: sum(reader) }];
}

function testList(reader: Reader): readonly Node[] {
  const tests = [test(reader)];
  while (take(reader, ',')) tests.push(test(reader));
  return tests;
}

function test(reader: Reader): Node {
  skip(reader);
  const at = reader.at;
  const operator = takeOperator(reader);
  return operator === undefined ? expression(reader) : { is: 'test', at, operator, value: sum(reader) };
}

function sum(reader: Reader): Node {
  let left = product(reader);
  for (;;) {
    if (take(reader, '+')) left = { is: 'arithmetic', at: left.at, operator: '+', left, right: product(reader) };
    else if (!ahead(reader, '->') && take(reader, '-')) left = { is: 'arithmetic', at: left.at, operator: '-', left, right: product(reader) };
    else return left;
  }
}

function product(reader: Reader): Node {
  let left = exponent(reader);
  for (;;) {
    if (!ahead(reader, '**') && take(reader, '*')) left = { is: 'arithmetic', at: left.at, operator: '*', left, right: exponent(reader) };
    else if (take(reader, '/')) left = { is: 'arithmetic', at: left.at, operator: '/', left, right: exponent(reader) };
    else return left;
  }
}

function exponent(reader: Reader): Node {
  let left = negation(reader);
  while (take(reader, '**')) left = { is: 'arithmetic', at: left.at, operator: '**', left, right: negation(reader) };
  return left;
}

function negation(reader: Reader): Node {
  skip(reader);
  const at = reader.at;
  if (!take(reader, '-')) return instance(reader);
  const value = deeper(reader, () => negation(reader));
  return value.is === 'literal' && isNumber(value.value) ? { is: 'literal', at, value: negate(value.value) } : { is: 'negation', at, value };
}

function instance(reader: Reader): Node {
  let value = postfix(reader);
  while (takeWord(reader, 'instance')) {
    needWord(reader, 'of');
    value = { is: 'instance', at: value.at, value, type: readType(reader) };
  }
  return value;
}

function postfix(reader: Reader): Node {
  let node = primary(reader);
  for (;;) {
    const from = node;
    if (ahead(reader, '..')) return node;
    if (take(reader, '.')) node = { is: 'path', at: from.at, from, name: readField(reader) };
    else if (ahead(reader, '(')) node = call(reader, from);
    else if (ahead(reader, '[')) {
      const by = reader.endpoint ? attempt(reader, () => endpointFilter(reader)) : filter(reader);
      if (by === undefined) return node;
      node = { is: 'filter', at: from.at, from, by };
    } else return node;
  }
}

function filter(reader: Reader): Node {
  need(reader, '[');
  const { names } = reader;
  reader.names = namesOf(['item'], { byFirst: reader.fields.byFirst, outer: names });
  const by = expression(reader);
  reader.names = names;
  need(reader, ']');
  return by;
}

// In `[1..10[` the last sign closes the range; in `[a..b[1]]` it opens a filter.
function endpointFilter(reader: Reader): Node {
  const by = filter(reader);
  skip(reader);
  if (!')][+-*/.'.includes(reader.text.charAt(reader.at) || '?')) throw new SyntaxProblem(reader.at, 'no filter');
  return by;
}

function call(reader: Reader, target: Node): Node {
  need(reader, '(');
  const at = target.at;
  if (take(reader, ')')) return { is: 'call', at, target, values: [] };
  const first = takeArgumentName(reader);
  if (first !== undefined) return { is: 'named-call', at, target, values: namedArguments(reader, first) };
  const values = [expression(reader)];
  while (take(reader, ',')) values.push(expression(reader));
  need(reader, ')');
  return { is: 'call', at, target, values };
}

function namedArguments(reader: Reader, first: string): readonly NamedArgument[] {
  const values: NamedArgument[] = [{ name: first, value: expression(reader) }];
  while (take(reader, ',')) {
    const name = takeArgumentName(reader);
    if (name === undefined) throw new SyntaxProblem(reader.at, 'either all arguments are named or none');
    values.push({ name, value: expression(reader) });
  }
  need(reader, ')');
  return values;
}

const constants = new Map<string, null | boolean>([
  ['null', null],
  ['true', true],
  ['false', false],
]);

function primary(reader: Reader): Node {
  reader.left -= 1;
  if (reader.left < 0) throw new LimitReached('depth', reader.limits.depth);
  skip(reader);
  const { text, at } = reader;
  const sign = text.charAt(at);
  if (sign === '"') return { is: 'literal', at, value: readText(reader) };
  if (sign === '(') return parentheses(reader);
  if (sign === '[') return brackets(reader);
  if (sign === ']') return openRange(reader);
  if (sign === '{') return context(reader);
  if (sign === '@') return temporal(reader);
  const number = numberAt(text, at);
  if (number !== '') {
    reader.at += number.length;
    const value = readNumber(number);
    return value === undefined ? { is: 'literal', at, value: null, wrong: `${number} is too large` } : { is: 'literal', at, value };
  }
  return keyword(reader) ?? { is: 'name', at, name: readName(reader) };
}

function keyword(reader: Reader): Node | undefined {
  const { at } = reader;
  const word = wordAt(reader.text, at);
  const constant = constants.get(word);
  if (constant !== undefined) {
    reader.at += word.length;
    return { is: 'literal', at, value: constant };
  }
  if (word === 'function' && attempt(reader, () => functionHead(reader))) return functionOf(reader, at);
  if (word === 'if') return known(reader) ?? conditional(reader);
  if (word === 'for' || word === 'some' || word === 'every') return known(reader) ?? loop(reader, word);
  return undefined;
}

/** A variable that begins like a key word. */
function known(reader: Reader): Node | undefined {
  const { at } = reader;
  const word = wordAt(reader.text, at);
  const name = attempt(reader, () => readName(reader));
  if (name !== undefined && name !== word && hasName(reader.names, name)) return { is: 'name', at, name };
  reader.at = at;
  return undefined;
}
function hasName(names: Names, name: string): boolean {
  for (let scope: Names | undefined = names; scope !== undefined; scope = scope.outer) {
    for (const list of scope.byFirst.values()) if (list.some((entry) => entry.name === name)) return true;
  }
  return false;
}

function conditional(reader: Reader): Node {
  const { at } = reader;
  needWord(reader, 'if');
  const condition = expression(reader);
  needWord(reader, 'then');
  const then = expression(reader);
  needWord(reader, 'else');
  return { is: 'if', at, condition, then, otherwise: expression(reader) };
}

function loop(reader: Reader, word: 'for' | 'some' | 'every'): Node {
  const { at, names } = reader;
  needWord(reader, word);
  const bindings: Binding[] = [];
  reader.names = namesOf(word === 'for' ? ['partial'] : [], names);
  do {
    const name = readNewName(reader, ['in']);
    needWord(reader, 'in');
    const from = expression(reader);
    bindings.push(take(reader, '..') ? { name, from, to: expression(reader) } : { name, from });
    reader.names = namesOf([name], reader.names);
  } while (take(reader, ','));
  needWord(reader, word === 'for' ? 'return' : 'satisfies');
  const body = expression(reader);
  reader.names = names;
  return { is: word, at, bindings, body };
}

function functionHead(reader: Reader): true {
  needWord(reader, 'function');
  need(reader, '(');
  return true;
}

function functionOf(reader: Reader, at: number): Node {
  const parameters: Parameter[] = [];
  while (!take(reader, ')')) {
    if (parameters.length > 0) need(reader, ',');
    const name = readNewName(reader, [':', ',', ')']);
    parameters.push(take(reader, ':') ? { name, type: readType(reader) } : { name });
  }
  const external = takeWord(reader, 'external');
  const body = within(
    reader,
    parameters.map((parameter) => parameter.name),
    () => expression(reader),
  );
  return { is: 'function', at, parameters, body, external };
}

function parentheses(reader: Reader): Node {
  const { at } = reader;
  need(reader, '(');
  skip(reader);
  const operator = takeOperator(reader);
  const first: Node = operator === undefined ? expression(reader) : { is: 'test', at, operator, value: expression(reader) };
  if (take(reader, '..')) return rangeFrom(reader, at, first, false);
  need(reader, ')');
  return first;
}

function brackets(reader: Reader): Node {
  const { at } = reader;
  need(reader, '[');
  if (take(reader, ']')) return { is: 'list', at, items: [] };
  const items = [test(reader)];
  if (take(reader, '..')) return rangeFrom(reader, at, items[0] ?? { is: 'literal', at, value: null }, true);
  while (take(reader, ',')) items.push(test(reader));
  need(reader, ']');
  return { is: 'list', at, items };
}

function openRange(reader: Reader): Node {
  const { at } = reader;
  need(reader, ']');
  const low = expression(reader);
  need(reader, '..');
  return rangeFrom(reader, at, low, false);
}

function rangeFrom(reader: Reader, at: number, low: Node, lowIncluded: boolean): Node {
  const { endpoint } = reader;
  reader.endpoint = true;
  const high = deeper(reader, () => sum(reader));
  reader.endpoint = endpoint;
  const highIncluded = take(reader, ']');
  if (!highIncluded && !take(reader, ')')) need(reader, '[');
  return { is: 'range', at, low, high, lowIncluded, highIncluded };
}

function context(reader: Reader): Node {
  const { at, names } = reader;
  need(reader, '{');
  const entries: Entry[] = [];
  while (!take(reader, '}')) {
    if (entries.length > 0) need(reader, ',');
    const key = ahead(reader, '"') ? readText(reader) : readNewName(reader, [':', '}', ',']);
    need(reader, ':');
    entries.push({ key, value: expression(reader) });
    reader.names = namesOf([key], reader.names);
  }
  // Fields of this context may be read by path from anywhere further on.
  reader.names = namesOf(
    entries.map((entry) => entry.key).filter((key) => key.includes(' ')),
    names,
  );
  return { is: 'context', at, entries };
}

function temporal(reader: Reader): Node {
  const { at } = reader;
  need(reader, '@');
  if (!ahead(reader, '"')) throw new SyntaxProblem(reader.at, 'a quoted date, time or duration is missing');
  const text = readText(reader);
  const value = readTemporal(text);
  return value === undefined ? { is: 'literal', at, value: null, wrong: `'${text.slice(0, 40)}' is no date, time or duration` } : { is: 'literal', at, value };
}
