/** A range written as a text: `[1..10]`, `(@"2022-01-01"..@"2022-12-31"]`; its ends are literals only. */
import type { Node } from './ast.ts';
import { LimitReached } from './limits.ts';
import { namesOf } from './name.ts';
import { parseExpression } from './parse.ts';
import { makeRange } from './range.ts';
import { readerOf, SyntaxProblem } from './scan.ts';
import { readDate, readDateTime, readDuration, readTime } from './temporal.ts';
import type { FeelValue, Run } from './values.ts';

const readers = new Map<string, (text: string) => FeelValue | undefined>([
  ['date', readDate],
  ['time', readTime],
  ['date and time', readDateTime],
  ['duration', readDuration],
]);
const names = namesOf(readers.keys());
const none = namesOf([]);

export function readRange(text: string, run: Run): FeelValue | undefined {
  const node = parsed(text, run);
  if (node?.is !== 'range') return undefined;
  const [low, high] = [literalOf(node.low), literalOf(node.high)];
  return low === undefined || high === undefined ? undefined : makeRange(run, low, high, node);
}

function parsed(text: string, run: Run): Node | undefined {
  if (text.length > run.limits.source) return undefined;
  try {
    return parseExpression(readerOf(text, { names, fields: none, types: none }, run.limits));
  } catch (problem) {
    if (problem instanceof SyntaxProblem || problem instanceof LimitReached) return undefined;
    throw problem;
  }
}

function literalOf(node: Node): FeelValue | undefined {
  if (node.is === 'literal') return node.value ?? undefined;
  if (node.is !== 'call' || node.target.is !== 'name') return undefined;
  const [only, more] = node.values;
  if (only?.is !== 'literal' || more !== undefined || typeof only.value !== 'string') return undefined;
  return readers.get(node.target.name)?.(only.value);
}
