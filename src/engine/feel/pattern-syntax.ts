/** From the pattern language of XPath (which FEEL uses) to that of RE2, which runs in linear time. */
import type { SignSet, Signs } from './pattern-class.ts';
import { escapeClass, property, showSet, span } from './pattern-class.ts';

/** The pattern is not one, or asks for what no linear-time engine can do. */
export class PatternProblem extends Error {}

type State = { readonly text: string; at: number; groups: number; readonly closed: Set<number>; depth: number };

/** Flags: s = the point takes line ends too, m = ^ and $ at each line, i = case does not count, x = white space does not count. */
export function translate(pattern: string, flags: string): string {
  const text = flags.includes('x') ? withoutBlanks(pattern) : pattern;
  const state: State = { text, at: 0, groups: 0, closed: new Set(), depth: 0 };
  const body = alternatives(state, flags);
  if (state.at < text.length) throw new PatternProblem('a bracket is closed that was not opened');
  return flags.includes('i') ? `(?i)${body}` : body;
}

/** White space inside a set counts even under the flag x. */
function withoutBlanks(pattern: string): string {
  let open = 0;
  let kept = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const sign = pattern.charAt(at);
    if (sign === '\\' && !/\s/.test(pattern.charAt(at + 1))) {
      kept += sign + pattern.charAt(at + 1);
      at += 1;
      continue;
    }
    if (sign === '[') open += 1;
    if (sign === ']') open -= 1;
    if (open > 0 || !/\s/.test(sign)) kept += sign;
  }
  return kept;
}

function alternatives(state: State, flags: string): string {
  state.depth += 1;
  if (state.depth > 50) throw new PatternProblem('the groups are nested too deep');
  let body = '';
  while (state.at < state.text.length && state.text.charAt(state.at) !== ')') {
    if (state.text.charAt(state.at) === '|') {
      state.at += 1;
      body += '|';
    } else body += atom(state, flags) + quantifier(state);
  }
  state.depth -= 1;
  return body;
}

function quantifier(state: State): string {
  const found = /^(?:[?*+]|\{(\d{1,4})(?:,(\d{0,4}))?\})\??/.exec(state.text.slice(state.at, state.at + 14));
  if (found === null) return '';
  state.at += found[0].length;
  const next = state.text.charAt(state.at);
  if (next === '*' || next === '+' || next === '?' || next === '{') throw new PatternProblem('two quantifiers follow each other');
  return found[0];
}

function atom(state: State, flags: string): string {
  const sign = String.fromCodePoint(state.text.codePointAt(state.at) ?? 0);
  state.at += sign.length;
  switch (sign) {
    case '(':
      return group(state, flags);
    case '[':
      return showSet(set(state));
    case '.':
      return flags.includes('s') ? '(?s:.)' : '[^\\n\\r]';
    case '^':
      return flags.includes('m') ? '(?m:^)' : '\\A';
    case '$':
      return flags.includes('m') ? '(?m:$)' : '\\z';
    case '\\':
      return escaped(state);
    case '*':
    case '+':
    case '?':
    case '{':
    case '}':
    case ']':
      throw new PatternProblem(`'${sign}' stands where it means nothing`);
    default:
      return quote(sign);
  }
}

const quote = (sign: string): string => `\\x{${(sign.codePointAt(0) ?? 0).toString(16)}}`;

function group(state: State, flags: string): string {
  const isPlain = state.text.startsWith('?:', state.at);
  if (!isPlain && state.text.charAt(state.at) === '?') throw new PatternProblem('groups of this kind are not part of the pattern language');
  if (isPlain) state.at += 2;
  else state.groups += 1;
  const number = state.groups;
  const body = alternatives(state, flags);
  if (state.text.charAt(state.at) !== ')') throw new PatternProblem('a bracket is not closed');
  state.at += 1;
  if (!isPlain) state.closed.add(number);
  return isPlain ? `(?:${body})` : `(${body})`;
}

const escapedSigns = '\\|.-^?*+{}()[]$';
const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function escaped(state: State): string {
  const letter = state.text.charAt(state.at);
  if (/[1-9]/.test(letter)) {
    throw new PatternProblem(
      state.closed.has(Number(letter)) ? 'a pattern that refers back to a group has no linear-time form' : `there is no group ${letter}`,
    );
  }
  return showSet({ members: [oneEscape(state)], isNegated: false, without: undefined });
}

function oneEscape(state: State): Signs {
  const letter = state.text.charAt(state.at);
  state.at += 1;
  if (letter === 'p' || letter === 'P') {
    const found = /^\{([A-Za-z0-9-]+)\}/.exec(state.text.slice(state.at, state.at + 60));
    const signs = found === null ? undefined : property(found[1] ?? '', letter === 'P');
    if (found === null || signs === undefined) throw new PatternProblem('no such set of characters');
    state.at += found[0].length;
    return signs;
  }
  const signs = escapeClass(letter);
  if (signs !== undefined) return signs;
  const sign = Object.hasOwn(controls, letter) ? controls[letter] : letter !== '' && escapedSigns.includes(letter) ? letter : undefined;
  if (sign === undefined) throw new PatternProblem(`'\\${letter}' means nothing`);
  return span(sign.charCodeAt(0), sign.charCodeAt(0));
}

/** From behind the opening bracket to behind the closing one. */
function set(state: State): SignSet {
  const { text } = state;
  state.depth += 1;
  if (state.depth > 50) throw new PatternProblem('the sets are nested too deep');
  const isNegated = text.charAt(state.at) === '^';
  if (isNegated) state.at += 1;
  const members: Signs[] = [];
  let without: SignSet | undefined;
  while (without === undefined && text.charAt(state.at) !== ']') {
    if (state.at >= text.length) throw new PatternProblem('a set is not closed');
    if (text.charAt(state.at) === '[') throw new PatternProblem("'[' stands inside a set");
    if (members.length > 0 && text.startsWith('-[', state.at)) {
      state.at += 2;
      without = set(state);
    } else members.push(member(state));
  }
  if (members.length === 0) throw new PatternProblem('a set is empty');
  if (text.charAt(state.at) !== ']') throw new PatternProblem('a set is not closed');
  state.at += 1;
  state.depth -= 1;
  return { members, isNegated, without };
}

/** One character, an escape, or a range of characters. */
function member(state: State): Signs {
  const low = state.text.codePointAt(state.at) ?? 0;
  const from = single(state);
  const next = state.text.charAt(state.at + 1);
  if (state.text.charAt(state.at) !== '-' || next === ']' || next === '[' || next === '') return from;
  state.at += 1;
  const [first, last] = [onlyPoint(low, from), onlyPoint(state.text.codePointAt(state.at) ?? 0, single(state))];
  if (first === undefined || last === undefined || last < first) throw new PatternProblem('a range of characters ends before it begins');
  return span(first, last);
}

/** The character a range begins or ends with; undefined when an escape stands for many. */
function onlyPoint(written: number, signs: Signs): number | undefined {
  if (written !== 0x5c) return written;
  const points = signs.inside?.startsWith('\\x') === true ? signs.points() : [];
  const [only] = points;
  return points.length === 1 && only !== undefined && only[0] === only[1] ? only[0] : undefined;
}

function single(state: State): Signs {
  const code = state.text.codePointAt(state.at) ?? 0;
  state.at += code > 0xffff ? 2 : 1;
  return code === 0x5c ? oneEscape(state) : span(code, code);
}
