/** From the pattern language of XPath (which FEEL uses) to that of RE2, which runs in linear time. */
import type { CodePoints } from './pattern-class.ts';
import { complement, difference, escapeClass, property, showClass, union } from './pattern-class.ts';

/** The pattern is not one, or asks for what no linear-time engine can do. */
export class PatternProblem extends Error {}

type State = { readonly text: string; at: number; groups: number; readonly closed: Set<number>; depth: number; hasInner: boolean };

/** Flags: s = the point takes line ends too, m = ^ and $ at each line, i = case does not count, x = white space does not count. */
export function translate(pattern: string, flags: string): string {
  const text = flags.includes('x') ? withoutBlanks(pattern) : pattern;
  const state: State = { text, at: 0, groups: 0, closed: new Set(), depth: 0, hasInner: false };
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
      return setText(state);
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
  const points = oneEscape(state);
  return points.length === 1 && points[0]?.[0] === points[0]?.[1] ? quote(String.fromCodePoint(points[0]?.[0] ?? 0)) : showClass(points);
}

function oneEscape(state: State): CodePoints {
  const letter = state.text.charAt(state.at);
  state.at += 1;
  if (letter === 'p' || letter === 'P') {
    const found = /^\{([A-Za-z0-9-]+)\}/.exec(state.text.slice(state.at, state.at + 60));
    const points = found === null ? undefined : property(found[1] ?? '');
    if (found === null || points === undefined) throw new PatternProblem('no such set of characters');
    state.at += found[0].length;
    return letter === 'p' ? points : complement(points);
  }
  const points = escapeClass(letter);
  if (points !== undefined) return points;
  const sign = Object.hasOwn(controls, letter) ? controls[letter] : letter !== '' && escapedSigns.includes(letter) ? letter : undefined;
  if (sign === undefined) throw new PatternProblem(`'\\${letter}' means nothing`);
  const code = sign.charCodeAt(0);
  return [[code, code]];
}

/** A plain `[^...]` is handed on as such: without case, what is left out must be left out in both cases. */
function setText(state: State): string {
  const isNegated = state.text.charAt(state.at) === '^';
  const before = state.at;
  if (isNegated) state.at += 1;
  const ranges = set(state);
  if (!isNegated) return showClass(ranges);
  if (!state.hasInner) return showClass(ranges, true);
  state.at = before;
  return showClass(set(state));
}

/** From behind the opening bracket to behind the closing one. */
function set(state: State): CodePoints {
  const { text } = state;
  state.hasInner = false;
  const isNegated = text.charAt(state.at) === '^';
  if (isNegated) state.at += 1;
  const ranges: (readonly [number, number])[] = [];
  const first = state.at;
  for (;;) {
    const sign = text.charAt(state.at);
    if (sign === '') throw new PatternProblem('a set is not closed');
    if (sign === ']') break;
    if (sign === '-' && text.charAt(state.at + 1) === '[' && state.at > first) return withoutInner(state, isNegated, ranges);
    if (sign === '[') throw new PatternProblem("'[' stands inside a set");
    ranges.push(...member(state));
  }
  if (state.at === first) throw new PatternProblem('a set is empty');
  state.at += 1;
  return isNegated ? complement(ranges) : union(ranges);
}

function withoutInner(state: State, isNegated: boolean, ranges: CodePoints): CodePoints {
  state.at += 2;
  state.depth += 1;
  if (state.depth > 50) throw new PatternProblem('the sets are nested too deep');
  const inner = set(state);
  state.hasInner = true;
  state.depth -= 1;
  if (state.text.charAt(state.at) !== ']') throw new PatternProblem('a set is not closed');
  state.at += 1;
  return difference(isNegated ? complement(ranges) : union(ranges), inner);
}

function member(state: State): CodePoints {
  const from = single(state);
  const low = from[0];
  const isOne = from.length === 1 && low !== undefined && low[0] === low[1];
  const next = state.text.charAt(state.at + 1);
  if (!isOne || low === undefined || state.text.charAt(state.at) !== '-' || next === ']' || next === '[' || next === '') return from;
  state.at += 1;
  const high = single(state)[0];
  if (high === undefined || high[0] !== high[1] || high[0] < low[0]) throw new PatternProblem('a range of characters ends before it begins');
  return [[low[0], high[0]]];
}

function single(state: State): CodePoints {
  const code = state.text.codePointAt(state.at) ?? 0;
  state.at += code > 0xffff ? 2 : 1;
  return code === 0x5c ? oneEscape(state) : [[code, code]];
}
