/** Reading names and types, which may hold blanks, signs and key words. */
import type { Found, Names } from './name.ts';
import { isSign, joinParts, knownNameAt, namesOf, startsName, wordAt } from './name.ts';
import type { Reader } from './scan.ts';
import { ahead, need, SyntaxProblem, skip, skipFrom, take } from './scan.ts';
import type { FeelType } from './values.ts';

/** Words that end a name nobody announced. */
const stops = new Set(['then', 'else', 'in', 'return', 'satisfies', 'and', 'or', 'between', 'instance']);
const skipIn = (reader: Reader) => (at: number) => skipFrom(reader.text, at);

/** Takes a key word when it comes next as a whole word. */
export function takeWord(reader: Reader, word: string): boolean {
  skip(reader);
  if (wordAt(reader.text, reader.at) !== word) return false;
  reader.at += word.length;
  return true;
}
export function needWord(reader: Reader, word: string): void {
  if (!takeWord(reader, word)) throw new SyntaxProblem(reader.at, `'${word}' is missing`);
}

/** A name that is read: the longest known one, else all words up to a sign or key word. */
export const readName = (reader: Reader): string => readNameOf(reader, reader.names);
/** A name behind a dot. */
export const readField = (reader: Reader): string => readNameOf(reader, { byFirst: reader.fields.byFirst, outer: reader.names });

function readNameOf(reader: Reader, names: Names): string {
  skip(reader);
  const { text, at } = reader;
  const first = wordAt(text, at);
  const known = knownNameAt(text, at, names, skipIn(reader));
  if (known === undefined && (!startsName(text, at) || stops.has(first)))
    throw new SyntaxProblem(at, at < text.length ? 'a value is missing here' : 'the expression ends too early');
  const found = extend(reader, known ?? { name: first, end: at + first.length });
  reader.at = found.end;
  return found.name;
}

// Two words beside each other can only be one name: a name that nobody announced is found by the check, not taken for bad grammar.
function extend(reader: Reader, found: Found): Found {
  let { name, end } = found;
  for (;;) {
    const next = skipFrom(reader.text, end);
    const word = next === end ? '' : wordAt(reader.text, next);
    if (word === '' || stops.has(word)) return { name, end };
    name = `${name} ${word}`;
    end = next + word.length;
  }
}

/** A name that is given: a context key, a parameter, a loop variable. Ends before any of the given signs or words. */
export function readNewName(reader: Reader, ends: readonly string[]): string {
  const parts: string[] = [];
  for (;;) {
    skip(reader);
    const word = wordAt(reader.text, reader.at);
    const next = word === '' ? reader.text.charAt(reader.at) : word;
    if (ends.includes(next)) break;
    if (word === '' && !isSign(reader.text, reader.at)) throw new SyntaxProblem(reader.at, 'a name is missing here');
    parts.push(next);
    reader.at += next.length;
  }
  if (parts.length === 0) throw new SyntaxProblem(reader.at, 'a name is missing here');
  return joinParts(parts);
}

/** `name:` of a named argument, undefined (and nothing taken) when something else stands here. */
export function takeArgumentName(reader: Reader): string | undefined {
  const before = reader.at;
  const parts: string[] = [];
  for (;;) {
    skip(reader);
    const word = wordAt(reader.text, reader.at);
    if (word === '' && !isSign(reader.text, reader.at)) break;
    const next = word === '' ? reader.text.charAt(reader.at) : word;
    parts.push(next);
    reader.at += next.length;
  }
  if (parts.length > 0 && take(reader, ':')) return joinParts(parts);
  reader.at = before;
  return undefined;
}

const simpleTypes = [
  'Any',
  'Null',
  'number',
  'string',
  'boolean',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
] as const;
const typeNames = namesOf([...simpleTypes, 'dateTime', 'yearMonthDuration', 'dayTimeDuration', 'list', 'range', 'context', 'function']);
const aliases: Readonly<Record<string, FeelType>> = {
  dateTime: { is: 'date and time' },
  yearMonthDuration: { is: 'years and months duration' },
  dayTimeDuration: { is: 'days and time duration' },
};

/** The type of a name as models and expressions write it, undefined when the name is not FEEL's own. */
export function simpleType(name: string): FeelType | undefined {
  const simple = simpleTypes.find((known) => known === name);
  return simple === undefined ? (Object.hasOwn(aliases, name) ? aliases[name] : undefined) : { is: simple };
}

export function readType(reader: Reader): FeelType {
  reader.depth += 1;
  if (reader.depth > reader.limits.depth) throw new SyntaxProblem(reader.at, 'the type is nested too deep');
  const type = readTypeHere(reader);
  reader.depth -= 1;
  return type;
}

function readTypeHere(reader: Reader): FeelType {
  skip(reader);
  const known = knownNameAt(reader.text, reader.at, { ...typeNames, outer: reader.types }, skipIn(reader));
  if (known === undefined) return { is: 'named', name: readQualified(reader) };
  reader.at = known.end;
  if (known.name === 'list' || known.name === 'range') return { is: known.name, of: readOf(reader) };
  if (known.name === 'context') return { is: 'context', fields: readFields(reader) };
  if (known.name === 'function') return readFunctionType(reader);
  return simpleType(known.name) ?? { is: 'named', name: known.name };
}

function readQualified(reader: Reader): string {
  let name = readName(reader);
  while (take(reader, '.')) name = `${name}.${readName(reader)}`;
  return name;
}

function readOf(reader: Reader): FeelType {
  if (!take(reader, '<')) return { is: 'Any' };
  const type = readType(reader);
  need(reader, '>');
  return type;
}

function readFields(reader: Reader): ReadonlyMap<string, FeelType> {
  const fields = new Map<string, FeelType>();
  if (!take(reader, '<')) return fields;
  while (!take(reader, '>')) {
    if (fields.size > 0) need(reader, ',');
    const name = readNewName(reader, [':']);
    need(reader, ':');
    fields.set(name, readType(reader));
  }
  return fields;
}

function readFunctionType(reader: Reader): FeelType {
  if (!take(reader, '<')) return { is: 'function', returns: { is: 'Any' } };
  const parameters: FeelType[] = [];
  while (!take(reader, '>')) {
    if (parameters.length > 0) need(reader, ',');
    parameters.push(readType(reader));
  }
  if (!ahead(reader, '->')) return { is: 'function', parameters, returns: { is: 'Any' } };
  need(reader, '->');
  return { is: 'function', parameters, returns: readType(reader) };
}
