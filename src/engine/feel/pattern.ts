/** Patterns of `matches`, `replace` and `split`, run by RE2 in time linear in the text. */
import { RE2JS } from 're2js';
import { LimitReached, spend, warn } from './limits.ts';
import { PatternProblem, translate } from './pattern-syntax.ts';
import type { Run } from './values.ts';

export type Pattern = {
  readonly test: (text: string) => boolean;
  readonly replace: (text: string, replacement: string, most: number) => string | undefined;
  readonly split: (text: string) => readonly string[];
};

const longest = 1_000;
const largest = 5_000;
const known = new Map<string, RE2JS>();

/** Undefined, with a warning, for a pattern or flag that is none. */
export function compilePattern(run: Run, pattern: string, flags: string): Pattern | undefined {
  const engine = engineOf(run, pattern, flags);
  if (engine === undefined) return undefined;
  // What a search may cost is known before it starts: size of the program times length of the text.
  const pay = (text: string): void => spend(run, 1 + Math.ceil((engine.programSize() * text.length) / 200));
  return {
    test: (text) => {
      pay(text);
      return engine.test(text);
    },
    replace: (text, replacement, most) => {
      pay(text);
      return replaceAll(run, engine, { text, replacement, most });
    },
    split: (text) => {
      pay(text);
      return splitAt(engine, text);
    },
  };
}

function engineOf(run: Run, pattern: string, flags: string): RE2JS | undefined {
  const key = `${flags}/${pattern}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  if (!/^[smix]*$/.test(flags)) {
    warn(run, 'wrong-value', `'${flags.slice(0, 20)}' are no flags of a pattern`);
    return undefined;
  }
  if (pattern.length > longest) throw new LimitReached('text', longest);
  const engine = made(run, pattern, flags);
  if (engine === undefined) return undefined;
  if (engine.programSize() > largest) throw new LimitReached('fuel', run.limits.fuel);
  if (known.size >= 200) known.clear();
  known.set(key, engine);
  return engine;
}

function made(run: Run, pattern: string, flags: string): RE2JS | undefined {
  try {
    return RE2JS.compile(translate(pattern, flags));
  } catch (problem) {
    warn(
      run,
      problem instanceof PatternProblem ? 'wrong-value' : 'not-supported',
      `'${pattern.slice(0, 40)}' is no pattern: ${problem instanceof Error ? problem.message : ''}`,
    );
    return undefined;
  }
}

type Replacing = { readonly text: string; readonly replacement: string; readonly most: number };

function replaceAll(run: Run, engine: RE2JS, { text, replacement, most }: Replacing): string | undefined {
  const parts = partsOf(replacement, engine.groupCount());
  if (parts === undefined) {
    warn(run, 'wrong-value', `'${replacement.slice(0, 40)}' is no replacement`);
    return undefined;
  }
  let result = '';
  let from = 0;
  for (const match of engine.matchAll(text)) {
    const at = match.index ?? 0;
    result += text.slice(from, at) + parts.map((part) => (typeof part === 'string' ? part : (match[part] ?? ''))).join('');
    from = at + match[0].length;
    if (result.length > most) throw new LimitReached('text', most);
  }
  return result + text.slice(from);
}

/** Texts and numbers of groups; undefined when a `$` or `\` means nothing. */
function partsOf(replacement: string, groups: number): readonly (string | number)[] | undefined {
  const parts: (string | number)[] = [];
  for (let at = 0; at < replacement.length; ) {
    const found = /^(?:\$(\d+)|\\([\\$])|([^$\\]+))/.exec(replacement.slice(at));
    if (found === null) return undefined;
    const digits = found[1] === undefined ? '' : groupDigits(found[1], groups);
    parts.push(digits === '' ? (found[2] ?? found[3] ?? '') : Number(digits));
    at += digits === '' ? found[0].length : digits.length + 1;
  }
  return parts;
}
/** `$12` is group 12 when there are so many, else group 1 before a 2. */
function groupDigits(digits: string, groups: number): string {
  let length = digits.length;
  while (length > 1 && Number(digits.slice(0, length)) > groups) length -= 1;
  return digits.slice(0, length);
}

function splitAt(engine: RE2JS, text: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  for (const match of engine.matchAll(text)) {
    if (match[0] === '') continue;
    const at = match.index ?? 0;
    parts.push(text.slice(from, at));
    from = at + match[0].length;
  }
  return [...parts, text.slice(from)];
}
