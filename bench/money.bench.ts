/** Random fees of the shipped packs and random arithmetic, each compared with whole-number arithmetic that shares nothing with the engine. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { JsonObject } from '../src/base/json.ts';
import { isObject } from '../src/base/json.ts';
import { isRefusal } from '../src/base/refusal.ts';
import { date, plusDays } from '../src/base/time.ts';
import { decide } from '../src/engine/dmn/dmn.ts';
import type { FeelScope } from '../src/engine/feel/feel.ts';
import { evaluate, parseFeel, showValue } from '../src/engine/feel/feel.ts';
import { readPackFolder } from '../src/gate/pack-folder.ts';
import { home } from '../src/main/config.ts';
import { assemble } from '../src/pack/assemble.ts';
import type { Pack } from '../src/pack/pack.ts';
import type { Exact, Rounding } from './exact.ts';
import { add, decimal34, divide34, isLess, modulo, multiply, negative, round, write } from './exact.ts';
import { chance, options, report } from './kit.ts';

const { seed, count } = options({ count: 50_000 });
const dice = chance(seed);

async function packOf(id: string): Promise<Pack> {
  const { pack } = await assemble(await readPackFolder(join(home, 'packs', id)), (data) => createHash('sha256').update(data).digest('hex'));
  if (pack === undefined) throw new Error(id);
  return pack;
}
const [copies, birth] = await Promise.all([packOf('chung-thuc-ban-sao'), packOf('khai-sinh')]);

type Case = { readonly asked: string; readonly found: string; readonly wanted: string };

function totalOf(pack: Pack, inputs: JsonObject): string {
  const decided = decide(pack.decisions, pack.rules.fee, inputs);
  return isRefusal(decided) ? decided.refused : String(isObject(decided.json) ? decided.json.total : decided.json);
}

function copiesFee(): Case {
  const papers = Array.from({ length: 1 + dice.pick(6) }, () => ({
    kind: 'other',
    pages: 1 + dice.pick(dice.pick(4) === 0 ? 1000 : 12),
    copies: 1 + dice.pick(50),
  }));
  let total = 0n;
  for (const { pages, copies: wanted } of papers) {
    const one = 2000n * BigInt(Math.min(pages, 2)) + 1000n * BigInt(Math.max(pages - 2, 0));
    total += (one > 200_000n ? 200_000n : one) * BigInt(wanted);
  }
  return { asked: JSON.stringify(papers), found: totalOf(copies, { papers }), wanted: String(total) };
}

const today = date('2022-11-15');
function birthFee(): Case {
  const [age, exemption, wanted] = [dice.pick(dice.pick(2) === 0 ? 130 : 7000), dice.of(['none', 'merit', 'poor', 'disabled', null]), dice.pick(11)];
  const inputs = { child: { birthDate: plusDays(today, -age) }, today, exemption, copies: wanted };
  const late = age > 60 && (exemption === null || exemption === 'none') ? 8000 : 0;
  return { asked: JSON.stringify(inputs), found: totalOf(birth, inputs), wanted: String(late + wanted * 8000) };
}

function computed(source: string, scope: FeelScope = {}): string {
  const expression = parseFeel(source);
  if (isRefusal(expression)) return `${expression.refused} ${JSON.stringify(expression.about)}`;
  const result = evaluate(expression, scope);
  return isRefusal(result) ? result.refused : showValue(result.value);
}

function random(digits: number, places: number): Exact {
  const length = 1 + dice.pick(digits);
  const text = Array.from({ length }, () => dice.pick(10)).join('');
  return { digits: BigInt(dice.pick(3) === 0 ? `-${text}` : text), places: dice.pick(places + 1) };
}
const literal = (value: Exact): string => (value.digits < 0n ? `(${write(value)})` : write(value));

/** Sums, differences and products that 34 digits hold exactly. */
function tree(depth: number): { readonly source: string; readonly value: Exact } {
  if (depth === 0 || dice.pick(5) === 0) {
    const value = random(6, 2);
    return { source: literal(value), value };
  }
  const [a, b] = [tree(depth - 1), tree(depth - 1)];
  const sign = dice.of(['+', '-', '*']);
  const value = sign === '*' ? multiply(a.value, b.value) : add(a.value, sign === '+' ? b.value : negative(b.value));
  return { source: `(${a.source} ${sign} ${b.source})`, value };
}
function arithmetic(): Case {
  const { source, value } = tree(2);
  return { asked: source, found: computed(source), wanted: write(value) };
}

/** Results that must be rounded to 34 digits. */
function longProduct(): Case {
  const [a, b] = [random(34, 10), random(34, 10)];
  const asked = `${literal(a)} * ${literal(b)}`;
  return { asked, found: computed(asked), wanted: write(decimal34(multiply(a, b))) };
}
function longSum(): Case {
  const [a, b] = [random(34, 20), random(34, 20)];
  const asked = `${literal(a)} + ${literal(b)}`;
  return { asked, found: computed(asked), wanted: write(decimal34(add(a, b))) };
}
function division(): Case {
  const [a, b] = [random(20, 6), random(12, 4)];
  const asked = `${literal(a)} / ${literal(b)}`;
  return { asked, found: computed(asked), wanted: b.digits === 0n ? 'null' : write(divide34(a, b)) };
}
function rest(): Case {
  const [a, b] = [random(15, 3), random(9, 3)];
  const asked = `modulo(${write(a)}, ${write(b)})`;
  return { asked, found: computed(asked), wanted: b.digits === 0n ? 'null' : write(modulo(a, b)) };
}

const roundings: readonly (readonly [string, Rounding])[] = [
  ['decimal', 'even'],
  ['floor', 'floor'],
  ['ceiling', 'ceiling'],
  ['round up', 'up'],
  ['round down', 'down'],
  ['round half up', 'half-up'],
  ['round half down', 'half-down'],
];
function rounding(): Case {
  const [name, how] = dice.of(roundings);
  // Every other number ends in 5, so that halves are met.
  const drawn = random(14, 5);
  const value = dice.pick(2) === 0 ? drawn : { digits: (drawn.digits / 10n) * 10n + (drawn.digits < 0n ? -5n : 5n), places: drawn.places };
  const to = dice.pick(2) === 0 ? Math.max(0, value.places - 1) : dice.pick(5);
  const asked = `${name}(${write(value)}, ${to})`;
  return { asked, found: computed(asked), wanted: write(round(value, to, how)) };
}

/** A share of a sum, down to the đồng; numbers come from JSON. */
function share(): Case {
  const amounts = Array.from({ length: 1 + dice.pick(12) }, () => dice.pick(10_000_000) * 1000);
  const perMille = dice.pick(1001);
  const sum = amounts.reduce((total, amount) => total + BigInt(amount), 0n);
  const asked = `floor(sum(amounts) * ${write({ digits: BigInt(perMille), places: 1 })} / 100)`;
  return { asked: `${asked} of ${amounts.join(' ')}`, found: computed(asked, { amounts }), wanted: String((sum * BigInt(perMille)) / 1000n) };
}
function comparison(): Case {
  const [a, b] = [random(20, 6), random(20, 6)];
  const asked = `${literal(a)} < ${literal(b)}`;
  return { asked, found: computed(asked), wanted: String(isLess(a, b)) };
}

const sorts = { copiesFee, birthFee, arithmetic, longProduct, longSum, division, rest, rounding, share, comparison };
const names = Object.keys(sorts) as readonly (keyof typeof sorts)[];
const misses: string[] = [];
let different = 0;
for (let number = 0; number < count; number += 1) {
  const name = names[number % names.length] ?? 'arithmetic';
  const { asked, found, wanted } = sorts[name]();
  if (found !== wanted) {
    different += 1;
    if (misses.length < 5) misses.push(`${name}: ${asked} is ${wanted}, found ${found}`);
  }
  if (number % 100_000 === 99_999) console.error(`money: ${number + 1} of ${count}, ${different} different`);
}
report(
  [
    { name: 'random fees and sums compared with whole numbers', unit: 'cases', value: count, note: `one in ${names.length} each: ${names.join(', ')}` },
    { name: 'of these different', unit: 'cases', value: different, budget: { atMost: 0 }, ...(misses.length === 0 ? {} : { note: misses.join('; ') }) },
  ],
  seed,
);
