/** Compiles conditions that are simple enough (compare, and, or, not, in, present) from FEEL to JSON which the page itself can decide. */
import type { Comparison, Condition, Term } from './holds.ts';
import type { ValueKind } from './model.ts';

/** What a name may stand for: fields by path, lists and objects; inside a repeated group `item` is its list. */
export type Scope = { readonly kinds: ReadonlyMap<string, NameKind>; readonly choices?: ReadonlyMap<string, readonly string[]>; readonly item?: string };
export type NameKind = ValueKind | 'list' | 'object';

/** rich: proper FEEL perhaps, but beyond the subset: ask the server. wrong: can never do what its author meant. */
export type Compiled =
  | { readonly is: 'small'; readonly condition: Condition; readonly reads: readonly string[] }
  | { readonly is: 'rich' }
  | { readonly is: 'wrong'; readonly message: string; readonly repair: string };

export function compileCondition(feel: string, scope: Scope): Compiled {
  const words = split(feel);
  if (words === undefined) return { is: 'rich' };
  const parser: Parser = { words, scope, at: 0, depth: 0, reads: new Set() };
  try {
    const condition = readOr(parser);
    return parser.at === words.length ? { is: 'small', condition, reads: [...parser.reads] } : { is: 'rich' };
  } catch (stop) {
    if (stop instanceof TooRich) return { is: 'rich' };
    if (stop instanceof Mistake) return { is: 'wrong', message: stop.message, repair: stop.repair };
    throw stop;
  }
}

/** Paths a compiled condition looks at; an item's own field begins with a dot. */
export const conditionReads = (condition: Condition): readonly string[] => names(condition);

function names(part: Part): readonly string[] {
  if (part === null || typeof part !== 'object') return [];
  return 'get' in part ? [part.get] : part.flatMap(names);
}
type Part = Term | readonly Part[];

type Kind = 'text' | 'number' | 'boolean' | 'date' | 'null' | 'list' | 'object' | 'year';
type Word = { readonly is: 'name' | 'text' | 'number' | 'sign'; readonly text: string };
type Parser = { readonly words: readonly Word[]; readonly scope: Scope; at: number; depth: number; readonly reads: Set<string> };

class TooRich extends Error {}
class Mistake extends Error {
  readonly repair: string;
  constructor(message: string, repair: string) {
    super(message);
    this.repair = repair;
  }
}

function split(feel: string): readonly Word[] | undefined {
  const words: Word[] = [];
  const next = /\s*(?:([a-zA-Z_]\w*(?:\.[a-zA-Z_]\w*)*)|"([^"\\]*)"|(-?\d+(?:\.\d+)?)(?![\w])|(<=|>=|!=|\.\.|[=<>()[\],]))/y;
  while (next.lastIndex < feel.trimEnd().length) {
    const found = next.exec(feel);
    if (found === null || words.length > 400) return undefined;
    const [, name, text, number, sign] = found;
    if (name !== undefined) words.push({ is: 'name', text: name });
    else if (text !== undefined) words.push({ is: 'text', text });
    else if (number !== undefined) words.push({ is: 'number', text: number });
    else words.push({ is: 'sign', text: sign ?? '' });
  }
  return words;
}

const peek = (parser: Parser): Word | undefined => parser.words[parser.at];
const isNext = (parser: Parser, is: Word['is'], text: string): boolean => peek(parser)?.is === is && peek(parser)?.text === text;

function take(parser: Parser, is: Word['is'], text: string): boolean {
  if (!isNext(parser, is, text)) return false;
  parser.at += 1;
  return true;
}

function need(parser: Parser, sign: string): void {
  if (!take(parser, 'sign', sign)) throw new TooRich();
}

function readOr(parser: Parser): Condition {
  let left = readAnd(parser);
  while (take(parser, 'name', 'or')) left = ['or', left, readAnd(parser)];
  return left;
}

function readAnd(parser: Parser): Condition {
  let left = readTest(parser);
  while (take(parser, 'name', 'and')) left = ['and', left, readTest(parser)];
  return left;
}

const signs: readonly Comparison[] = ['=', '!=', '<', '<=', '>', '>='];

function readTest(parser: Parser): Condition {
  parser.depth += 1;
  if (parser.depth > 200) throw new TooRich();
  if (take(parser, 'sign', '(')) return closed(parser, readOr(parser));
  if (isNext(parser, 'name', 'not') && parser.words[parser.at + 1]?.text === '(') {
    parser.at += 2;
    return ['not', closed(parser, readOr(parser))];
  }
  const left = readTerm(parser);
  const sign = signs.find((one) => isNext(parser, 'sign', one));
  if (sign !== undefined) {
    parser.at += 1;
    return compared(sign, left, readTerm(parser));
  }
  if (take(parser, 'name', 'in')) return readIn(parser, left);
  if (take(parser, 'name', 'between')) {
    const low = readTerm(parser);
    if (!take(parser, 'name', 'and')) throw new TooRich();
    return inside(left, [low, readTerm(parser)]);
  }
  if (left.kind !== 'boolean') throw new Mistake('A condition is true or false, this is neither.', 'Compare it: child.sex = "nam", or child.sex != null.');
  return left.term;
}

function closed(parser: Parser, inner: Condition): Condition {
  need(parser, ')');
  return inner;
}

type Typed = { readonly term: Term; readonly kind: Kind; readonly choices?: readonly string[] | undefined };

function compared(sign: Comparison, left: Typed, right: Typed): Condition {
  const isNull = left.kind === 'null' || right.kind === 'null';
  if (isNull && sign !== '=' && sign !== '!=') throw new Mistake('Nothing is smaller or larger than null.', 'Use "= null" or "!= null".');
  if (isNull) return [sign, left.term, right.term];
  agree(left, right);
  if ((left.kind === 'boolean' || left.kind === 'list') && sign !== '=' && sign !== '!=')
    throw new Mistake(`A ${left.kind} cannot be smaller or larger.`, 'Use = or !=.');
  return [sign, left.term, right.term];
}

function agree(left: Typed, right: Typed): void {
  if (['list', 'object', 'year'].includes(left.kind) || ['list', 'object', 'year'].includes(right.kind)) throw new TooRich();
  if (left.kind === right.kind) {
    isChoice(left, right);
    isChoice(right, left);
    return;
  }
  const repair =
    left.kind === 'date' || right.kind === 'date' ? 'Write the date as date("2022-11-15").' : 'Compare values of one kind: texts in quotes, numbers without.';
  throw new Mistake(`A ${left.kind} is compared with a ${right.kind}: that is never true.`, repair);
}

function isChoice({ choices }: Typed, other: Typed): void {
  if (choices === undefined || typeof other.term !== 'string' || choices.includes(other.term)) return;
  throw new Mistake(`"${other.term}" is not one of the choices: that is never true.`, `Use one of: ${choices.join(', ')}.`);
}

function readIn(parser: Parser, left: Typed): Condition {
  const open = peek(parser)?.text;
  if (open !== '(' && open !== '[') throw new TooRich();
  parser.at += 1;
  const close = open === '(' ? ')' : ']';
  const first = readTerm(parser);
  if (open === '[' && take(parser, 'sign', '..')) {
    const last = readTerm(parser);
    need(parser, ']');
    return inside(left, [first, last]);
  }
  const tests = [first];
  while (take(parser, 'sign', ',')) tests.push(readTerm(parser));
  need(parser, close);
  for (const test of tests) if (test.kind !== 'null') agree(left, test);
  return ['in', left.term, tests.map((test) => test.term)];
}

function inside(value: Typed, ends: readonly [Typed, Typed]): Condition {
  for (const end of ends) agree(value, end);
  return ['in', value.term, [[ends[0].term, ends[1].term]]];
}

const keywords = new Set(['if', 'for', 'some', 'every', 'function', 'return', 'then', 'else', 'in', 'and', 'or', 'between', 'satisfies', 'instance', 'of']);

function readTerm(parser: Parser): Typed {
  const word = peek(parser);
  if (word === undefined || word.is === 'sign') throw new TooRich();
  parser.at += 1;
  if (word.is === 'text') return { term: word.text, kind: 'text' };
  if (word.is === 'number') return { term: Number(word.text), kind: 'number' };
  if (word.text === 'true' || word.text === 'false') return { term: word.text === 'true', kind: 'boolean' };
  if (word.text === 'null') return { term: null, kind: 'null' };
  if (word.text === 'date' && isNext(parser, 'sign', '(')) return readDateLiteral(parser);
  if (keywords.has(word.text) || isNext(parser, 'sign', '(') || isNext(parser, 'sign', '[')) throw new TooRich();
  return nameTerm(parser, word.text);
}

function readDateLiteral(parser: Parser): Typed {
  need(parser, '(');
  const text = peek(parser);
  if (text?.is !== 'text' || !/^\d{4}-\d{2}-\d{2}$/.test(text.text)) throw new TooRich();
  parser.at += 1;
  need(parser, ')');
  return { term: text.text, kind: 'date' };
}

function nameTerm(parser: Parser, name: string): Typed {
  const { kinds, item } = parser.scope;
  const own = item === undefined ? undefined : kinds.get(`${item}.*.${name}`);
  if (own !== undefined) {
    parser.reads.add(`${item}.*.${name}`);
    return { term: { get: `.${name}` }, kind: kindOf(own), choices: parser.scope.choices?.get(`${item}.*.${name}`) };
  }
  const kind = kinds.get(name);
  if (kind !== undefined) {
    parser.reads.add(name);
    return { term: { get: name }, kind: kindOf(kind), choices: parser.scope.choices?.get(name) };
  }
  // Two names side by side may be one FEEL name with a blank in it.
  if (peek(parser)?.is === 'name' && !keywords.has(peek(parser)?.text ?? '')) throw new TooRich();
  throw new Mistake(`The form has no field "${name}".`, 'Use the path of a field: child.sex.');
}

function kindOf(kind: NameKind): Kind {
  switch (kind) {
    case 'text':
    case 'choice':
    case 'file':
      return 'text';
    case 'integer':
    case 'decimal':
    case 'money':
      return 'number';
    case 'choices':
      return 'list';
    case 'year-or-date':
      return 'year';
    case 'boolean':
    case 'date':
    case 'list':
    case 'object':
      return kind;
    case 'address':
      return 'object';
  }
}
