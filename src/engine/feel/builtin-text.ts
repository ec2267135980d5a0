/** Built-in functions on texts (DMN 1.5, table 72). Positions count characters, not UTF-16 units. */
import type { Builtin, Work } from './builtin-kit.ts';
import { asList, asText, asWhole, builtin, form } from './builtin-kit.ts';
import { bounded, boundedText, spend } from './limits.ts';
import { compilePattern } from './pattern.ts';
import type { FeelValue, Run } from './values.ts';

const onText =
  (work: (text: string, run: Run) => FeelValue): Work =>
  (values, run) => {
    const text = asText(values[0]);
    return text === undefined ? undefined : work(text, run);
  };
const onTwo =
  (work: (text: string, other: string) => FeelValue): Work =>
  (values) => {
    const [text, other] = [asText(values[0]), asText(values[1])];
    return text === undefined || other === undefined ? undefined : work(text, other);
  };

function substring(values: readonly FeelValue[]): FeelValue | undefined {
  const [text, start] = [asText(values[0]), asWhole(values[1])];
  const length = values.length > 2 && values[2] !== null ? asWhole(values[2]) : Number.POSITIVE_INFINITY;
  if (text === undefined || start === undefined || length === undefined || start === 0 || length < 1) return undefined;
  const signs = [...text];
  const from = start > 0 ? start - 1 : signs.length + start;
  if (from < 0 || from >= signs.length) return signs.length === 0 || from >= signs.length ? '' : undefined;
  return signs.slice(from, from + length).join('');
}

function before(text: string, match: string): string {
  const at = text.indexOf(match);
  return at < 0 ? '' : text.slice(0, at);
}
function after(text: string, match: string): string {
  const at = text.indexOf(match);
  return at < 0 ? '' : text.slice(at + match.length);
}

function flagsOf(value: FeelValue | undefined): string | undefined {
  return value === undefined || value === null ? '' : asText(value);
}

function matches(values: readonly FeelValue[], run: Run): FeelValue | undefined {
  const [input, pattern, flags] = [asText(values[0]), asText(values[1]), flagsOf(values[2])];
  if (input === undefined || pattern === undefined || flags === undefined) return undefined;
  return compilePattern(run, pattern, flags)?.test(input);
}

function replace(values: readonly FeelValue[], run: Run): FeelValue | undefined {
  const [input, pattern, replacement, flags] = [asText(values[0]), asText(values[1]), asText(values[2]), flagsOf(values[3])];
  if (input === undefined || pattern === undefined || replacement === undefined || flags === undefined) return undefined;
  const replaced = compilePattern(run, pattern, flags)?.replace(input, replacement, run.limits.text);
  return replaced === undefined ? undefined : boundedText(run, replaced);
}

function split(values: readonly FeelValue[], run: Run): FeelValue | undefined {
  const [text, delimiter] = [asText(values[0]), asText(values[1])];
  if (text === undefined || delimiter === undefined) return undefined;
  const parts = compilePattern(run, delimiter, '')?.split(text);
  return parts === undefined ? undefined : bounded(run, parts);
}

function join(values: readonly FeelValue[], run: Run): FeelValue | undefined {
  const list = asList(values[0]);
  const delimiter = values[1] === undefined || values[1] === null ? '' : asText(values[1]);
  if (list === undefined || delimiter === undefined) return undefined;
  spend(run, list.length);
  const parts = list.filter((item) => item !== null);
  return parts.every((item) => typeof item === 'string') ? boundedText(run, parts.join(delimiter)) : undefined;
}

export const textFunctions: readonly Builtin[] = [
  builtin('substring', form(['string', 'start position', 'length'], substring, 2)),
  builtin(
    'string length',
    form(
      ['string'],
      onText((text) => [...text].length),
    ),
  ),
  builtin(
    'upper case',
    form(
      ['string'],
      onText((text, run) => boundedText(run, text.toUpperCase())),
    ),
  ),
  builtin(
    'lower case',
    form(
      ['string'],
      onText((text, run) => boundedText(run, text.toLowerCase())),
    ),
  ),
  builtin('substring before', form(['string', 'match'], onTwo(before))),
  builtin('substring after', form(['string', 'match'], onTwo(after))),
  builtin(
    'contains',
    form(
      ['string', 'match'],
      onTwo((text, match) => text.includes(match)),
    ),
  ),
  builtin(
    'starts with',
    form(
      ['string', 'match'],
      onTwo((text, match) => text.startsWith(match)),
    ),
  ),
  builtin(
    'ends with',
    form(
      ['string', 'match'],
      onTwo((text, match) => text.endsWith(match)),
    ),
  ),
  builtin('matches', form(['input', 'pattern', 'flags'], matches, 2)),
  builtin('replace', form(['input', 'pattern', 'replacement', 'flags'], replace, 3)),
  builtin('split', form(['string', 'delimiter'], split)),
  builtin('string join', form(['list', 'delimiter'], join, 1)),
];
