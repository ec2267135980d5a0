/** Simple FEEL evaluations per second, beside another evaluator. */
import { isRefusal } from '../src/base/refusal.ts';
import type { FeelValue } from '../src/engine/feel/feel.ts';
import { evaluate, fromJson, parseFeel, passes } from '../src/engine/feel/feel.ts';
import type { Result, Work } from './kit.ts';
import { beside, keep, rates, report } from './kit.ts';
import { peer, peerName } from './peer.ts';

const data = { fee: 8000, age: 61, express: false, copies: 3, child: { name: 'Lan', sex: 'nu' }, ward: 'An Xuân' };
/** What conditions and computed fields of packs look like. */
const sources = [
  'fee + copies * 2000',
  'if age > 60 then fee else 0',
  'child.name = "Lan" and copies > 2',
  'express or age <= 60',
  'fee * 0.05',
  'ward != "Tam Kỳ"',
];
const rounds = 200;

const scope: ReadonlyMap<string, FeelValue> = new Map(Object.entries(data).map(([name, value]) => [name, fromJson(value)]));
const parsed = sources.map((source) => {
  const expression = parseFeel(source);
  if (isRefusal(expression)) throw new Error(source);
  return expression;
});
const tests = ['< 100', '[18..60]', '> 60, < 18'].map((source) => {
  const expression = parseFeel(source, { kind: 'unary-tests' });
  if (isRefusal(expression)) throw new Error(source);
  return expression;
});

type Feelin = {
  evaluate(source: string, context: unknown): { readonly value: unknown };
  unaryTest(source: string, context: unknown): { readonly value: unknown };
};
const feelin = peer('feelin') as Feelin | undefined;
if (feelin !== undefined)
  for (const [index, source] of sources.entries()) {
    const expression = parsed[index];
    const own = expression === undefined ? undefined : evaluate(expression, scope);
    const [ours, theirs] = [own !== undefined && !isRefusal(own) ? Number(own.value) : Number.NaN, Number(feelin.evaluate(source, data).value)];
    if (Math.abs(ours - theirs) > 1e-9) throw new Error(`${source}: ${ours} and ${theirs}`);
  }

const ran: Work = () => {
  for (let round = 0; round < rounds; round += 1) for (const expression of parsed) keep(evaluate(expression, scope));
  return rounds * parsed.length;
};
const fromPlain: Work = () => {
  for (let round = 0; round < rounds; round += 1) for (const expression of parsed) keep(evaluate(expression, data));
  return rounds * parsed.length;
};
const tested: Work = () => {
  for (let round = 0; round < rounds; round += 1) for (const expression of tests) keep(passes(expression, round, {}));
  return rounds * tests.length;
};
const parsedAndRan: Work = () => {
  for (const source of sources) {
    const expression = parseFeel(source);
    if (!isRefusal(expression)) keep(evaluate(expression, data));
  }
  return sources.length;
};
const theirs: Work = () => {
  for (const source of sources) keep(feelin?.evaluate(source, data).value);
  return sources.length;
};
const [simple = 0, plain = 0, unary = 0, both = 0, other] = await rates([ran, fromPlain, tested, parsedAndRan, ...(feelin === undefined ? [] : [theirs])]);

const unit = 'evaluations per second of CPU';
const results: Result[] = [
  { name: 'evaluate a parsed expression', unit, value: simple, budget: { atLeast: 1_000_000 } },
  { name: 'the same on plain JSON', unit, value: plain },
  { name: 'unary tests, parsed', unit, value: unary },
  { name: 'parse and evaluate', unit, value: both },
];
if (other !== undefined) {
  const note = 'the peer has no way to parse once: it parses every time';
  results.push({
    name: 'evaluate, as each is meant to be used',
    unit,
    value: plain,
    ...beside(plain, peerName('feelin'), other),
    budget: { atLeast: 3 * other },
    note,
  });
  results.push({ name: 'parse and evaluate, both', unit, value: both, ...beside(both, peerName('feelin'), other) });
}
report(results);
