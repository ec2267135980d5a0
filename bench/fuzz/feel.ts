/** Random FEEL: from the grammar, with every built-in function, hostile numbers and patterns; a third is broken afterwards. */
import type { Json } from '../../src/base/json.ts';
import { builtins } from '../../src/engine/feel/builtin.ts';
import type { Chance } from '../kit.ts';

const functions = [...builtins.keys()];
const names = ['fee', 'age', 'copies', 'child', 'child.name', 'papers', 'papers.pages', 'ward', '?', 'item', 'partial', '__proto__', 'constructor', 'đơn vị'];
const numbers = ['0', '1', '-1', '2', '60', '0.1', '1e400', '1E-6000', '9007199254740993', '99999999999999999999999999999999999', '.5', '1e9', '100000'];
const texts = [
  '',
  'Lan',
  'Nguyễn Văn An',
  '(a+)+$',
  '[0-9]{1,1000}',
  '(x|x)*y',
  '\\\\u0000',
  '2022-11-15',
  'P1D',
  'PT999999999H',
  '2022-02-30',
  '😀',
  'a.b',
  '%',
  '12:00:00@Asia/Ho_Chi_Minh',
];
const temporals = [
  '2022-11-15',
  '2022-11-15T08:00:00+07:00',
  '08:00:00',
  'P1Y2M',
  'P3DT4H',
  '-P999999999Y',
  '999999999-12-31',
  '2022-11-15T08:00:00@Europe/Paris',
  'P1Y1D',
];
const signs = ['+', '-', '*', '/', '**', '=', '!=', '<', '<=', '>', '>=', 'and', 'or', 'in', 'instance of'];
const types = ['number', 'string', 'boolean', 'date', 'list<number>', 'context<a: number>', 'function<number> -> string', 'days and time duration', 'Any'];

export function expression(dice: Chance, depth = 4): string {
  const inner = (): string => expression(dice, depth - 1);
  const some = (most: number, made: () => string): string => Array.from({ length: dice.pick(most + 1) }, made).join(', ');
  if (depth <= 0) return leaf(dice);
  switch (dice.pick(18)) {
    case 0:
      return `if ${inner()} then ${inner()} else ${inner()}`;
    case 1:
      return `for ${dice.of(['x', 'item', 'i'])} in ${dice.pick(3) === 0 ? `1..${dice.of(numbers)}` : inner()} return ${inner()}`;
    case 2:
      return `${dice.of(['some', 'every'])} x in ${inner()} satisfies ${inner()}`;
    case 3:
      return `[${some(5, inner)}]`;
    case 4:
      return `{ ${some(4, () => `${dice.of(['a', 'b', '"c d"', '__proto__', 'fee'])}: ${inner()}`)} }`;
    case 5:
      return `${inner()}[${inner()}]`;
    case 6:
      return `(${inner()}).${dice.of(['year', 'days', 'name', 'start', 'timezone', '__proto__', 'a'])}`;
    case 7:
      return `${dice.of(['[', '(', ']'])}${inner()}..${inner()}${dice.of([']', ')', '['])}`;
    case 8:
      return `(function(a, b) ${inner()})(${some(3, inner)})`;
    case 9:
      return `${inner()} between ${inner()} and ${inner()}`;
    case 10:
      return `-(${inner()})`;
    case 11:
    case 12:
    case 13:
      return `${dice.of(functions)}(${some(4, inner)})`;
    case 14:
      return `${inner()} instance of ${dice.of(types)}`;
    default:
      return `(${inner()} ${dice.of(signs)} ${inner()})`;
  }
}

function leaf(dice: Chance): string {
  switch (dice.pick(7)) {
    case 0:
    case 1:
      return dice.of(numbers);
    case 2:
      return `"${dice.of(texts)}"`;
    case 3:
      return `@"${dice.of(temporals)}"`;
    case 4:
      return dice.of(['true', 'false', 'null', '[]', '{}', '-']);
    default:
      return dice.of(names);
  }
}

/** Sources that grow, nest or repeat without end unless somebody stops them. */
const bombs: readonly ((size: number) => string)[] = [
  (size) => '('.repeat(size),
  (size) => `${'['.repeat(size)}1${']'.repeat(size)}`,
  (size) => `${'-'.repeat(size)}1`,
  (size) => `${'not('.repeat(size)}true${')'.repeat(size)}`,
  (size) => `for a in 1..${size}, b in 1..${size}, c in 1..${size} return a * b * c`,
  (size) => `for i in 0..${size} return string join(for j in 0..${size} return "aaaaaaaaaaaaaaaa")`,
  (size) => `matches("${'a'.repeat(Math.min(size, 2000))}!", "(a+)+$")`,
  (size) => `replace("${'ab'.repeat(Math.min(size, 1000))}", "(a|b)", "$1$1$1$1")`,
  (size) => `for i in 1..${size} return if i = 1 then [1] else concatenate(partial[-1], partial[-1])`,
  (size) => `{ f: function(n) f(n + ${size}), r: f(1) }.r`,
  (size) => `9 ** ${size} ** ${size}`,
  (size) => `count(flatten(for i in 1..${size} return [[i]]))`,
  (size) => `@"${'9'.repeat(Math.min(size, 500))}-01-01" + @"P${size}Y"`,
  (size) => `split("${'a,'.repeat(Math.min(size, 1500))}", ",")`,
  (size) => `substring("${'đ'.repeat(Math.min(size, 2000))}", -${size}, ${size})`,
  (size) => `decimal(1/3, ${size}) + round up(2/3, ${size})`,
];

export function source(dice: Chance): string {
  if (dice.pick(12) === 0) return dice.of(bombs)(dice.of([3, 31, 33, 200, 1_300, 20_000]));
  const made = expression(dice, 1 + dice.pick(5));
  return dice.pick(3) === 0 ? broken(dice, made) : made;
}

const scraps = ['(', ')', '[', ']', '{', '}', '"', '\\', '@', '..', ',', ':', '/*', '//', '\u0000', '\u202e', '\ud800', '**', ' in ', 'return', 'else', '\n'];
/** One to three characters taken out, put in or doubled. */
export function broken(dice: Chance, text: string): string {
  let changed = text;
  for (let count = 1 + dice.pick(3); count > 0; count -= 1) {
    const at = dice.pick(changed.length + 1);
    const [before, after] = [changed.slice(0, at), changed.slice(at)];
    changed = [before + dice.of(scraps) + after, before + after.slice(1 + dice.pick(4)), before + after.slice(0, 6) + after][dice.pick(3)] ?? changed;
  }
  return changed;
}

export function anyJson(dice: Chance, depth = 3): Json {
  if (depth > 0 && dice.pick(3) === 0) return Array.from({ length: dice.pick(4) }, () => anyJson(dice, depth - 1));
  if (depth > 0 && dice.pick(2) === 0) return Object.fromEntries(Array.from({ length: dice.pick(4) }, () => [dice.of(names), anyJson(dice, depth - 1)]));
  return dice.of<Json>([null, true, false, 0, -1, 61, 0.1, 1e300, 9_007_199_254_740_991, '', 'Lan', '2022-11-15', dice.of(texts), dice.of(temporals)]);
}

export const context = (dice: Chance): { readonly [name: string]: Json } => ({
  fee: dice.of<Json>([8000, null, '8000', 0.1]),
  age: dice.pick(100),
  copies: anyJson(dice, 1),
  child: { name: 'Lan', born: '2022-10-01', other: anyJson(dice, 2) },
  papers: Array.from({ length: dice.pick(4) }, () => ({ pages: dice.pick(300), kind: 'other' })),
  ward: 'An Xuân',
});
