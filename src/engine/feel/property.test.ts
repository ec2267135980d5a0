import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isRefusal } from '../../base/refusal.ts';
import type { FeelScope } from './feel.ts';
import { compare, evaluate, parseFeel, showValue } from './feel.ts';

const seeded = { seed: 20_221_115, numRuns: 400 } as const;

function textOf(source: string, context: FeelScope = {}): string {
  const expression = parseFeel(source);
  assert.ok(!isRefusal(expression), `${source} is refused`);
  const result = evaluate(expression, context);
  assert.ok(!isRefusal(result));
  return showValue(result.value);
}

/** A fixed-point number: digits * 10^-places. */
const fixed = fc.record({ digits: fc.bigInt(-(10n ** 14n), 10n ** 14n), places: fc.integer({ min: 0, max: 6 }) });
type Fixed = { readonly digits: bigint; readonly places: number };
const write = ({ digits, places }: Fixed): string => {
  const bare = String(digits < 0n ? -digits : digits).padStart(places + 1, '0');
  const text = places === 0 ? bare : `${bare.slice(0, -places)}.${bare.slice(-places)}`;
  return digits < 0n ? `(-${text})` : text;
};
const tidy = ({ digits, places }: Fixed): string => {
  let [rest, left] = [digits, places];
  while (left > 0 && rest % 10n === 0n) [rest, left] = [rest / 10n, left - 1];
  return write({ digits: rest, places: left }).replace(/[()]/g, '');
};
const aligned = (a: Fixed, b: Fixed): readonly [bigint, bigint, number] => {
  const places = Math.max(a.places, b.places);
  return [a.digits * 10n ** BigInt(places - a.places), b.digits * 10n ** BigInt(places - b.places), places];
};

test('sums, differences and products are what whole-number arithmetic says, to the last digit', () => {
  fc.assert(
    fc.property(fixed, fixed, (a, b) => {
      const [x, y, places] = aligned(a, b);
      assert.equal(textOf(`${write(a)} + ${write(b)}`), tidy({ digits: x + y, places }));
      assert.equal(textOf(`${write(a)} - ${write(b)}`), tidy({ digits: x - y, places }));
      assert.equal(textOf(`${write(a)} * ${write(b)}`), tidy({ digits: a.digits * b.digits, places: a.places + b.places }));
      assert.equal(textOf(`${write(a)} < ${write(b)}`), String(x < y));
      assert.equal(textOf(`${write(a)} = ${write(b)}`), String(x === y));
    }),
    seeded,
  );
});

test('a whole division and its rest make the dividend again', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 15n), 10n ** 15n), fc.bigInt(-(10n ** 6n), 10n ** 6n), (a, b) => {
      fc.pre(b !== 0n);
      assert.equal(textOf(`floor((${a}) / (${b})) * (${b}) + modulo(${a}, ${b})`), String(a));
    }),
    seeded,
  );
});

test('a fee is the same whether amounts come from the text, from JSON or from a list', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 12 }), fc.integer({ min: 0, max: 100 }), (amounts, percent) => {
      const total = amounts.reduce((sum, next) => sum + BigInt(next), 0n);
      const wanted = String((total * BigInt(percent)) / 100n);
      assert.equal(textOf(`floor((${amounts.join(' + ')}) * ${percent} / 100)`), wanted);
      assert.equal(textOf('floor(sum(amounts) * percent / 100)', { amounts, percent }), wanted);
    }),
    seeded,
  );
});

const days = fc.integer({ min: -500_000, max: 2_700_000 });
const isoDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

test('a day plus so many days is the day the calendar says, and subtracting finds the distance again', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -200_000, max: 200_000 }), (day, distance) => {
      assert.equal(textOf(`@"${isoDay(day)}" + @"${distance < 0 ? '-' : ''}P${Math.abs(distance)}D"`), isoDay(day + distance));
      assert.equal(textOf(`(@"${isoDay(day + distance)}" - @"${isoDay(day)}") / @"P1D"`), String(distance));
    }),
    seeded,
  );
});

const piece = fc.constantFrom(
  ...[
    '1',
    '0.5',
    '"a"',
    'x',
    'y.z',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '..',
    '+',
    '-',
    '*',
    '/',
    '**',
    '<',
    '>=',
    '=',
    '!=',
    '@"P1D"',
    '?',
    '.',
    '"',
    '\\',
    '//',
    '/*',
  ],
  ...[
    ' for ',
    ' in ',
    ' return ',
    ' if ',
    ' then ',
    ' else ',
    ' some ',
    ' every ',
    ' satisfies ',
    ' function',
    ' between ',
    ' and ',
    ' or ',
    ' instance of ',
    'not',
    'date',
    'sum',
    'list<',
    ' external ',
  ],
);
const jumble = fc
  .array(fc.oneof({ weight: 8, arbitrary: piece }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) }), { maxLength: 60 })
  .map((parts) => parts.join(''));

test('whatever is written, reading and running it ends soon with a value or a refusal', () => {
  fc.assert(
    fc.property(jumble, fc.constantFrom('expression' as const, 'unary-tests' as const), (source, kind) => {
      const started = performance.now();
      const expression = parseFeel(source, { kind });
      if (isRefusal(expression)) assert.ok(expression.refused === 'feel-syntax' || expression.refused === 'feel-limit');
      else {
        const result = evaluate(expression, { x: 1, y: { z: [1, 2, 3] } });
        assert.ok(isRefusal(result) || result.value !== undefined);
      }
      assert.ok(performance.now() - started < 1_000);
    }),
    { ...seeded, numRuns: 3_000 },
  );
});

test('texts made to be read twice at every bracket are refused or read at once', () => {
  for (const source of [
    '['.repeat(2_000),
    '[1..2['.repeat(300),
    'x in ('.repeat(400),
    'if '.repeat(800),
    '-'.repeat(4_000),
    'function('.repeat(300),
    `${'[1..'.repeat(31)}2[`,
    '{a:'.repeat(900),
    'a.'.repeat(2_000),
    `${'1+'.repeat(2_000)}1`,
    'f(a:'.repeat(500),
  ]) {
    const started = performance.now();
    const expression = parseFeel(source);
    if (!isRefusal(expression)) evaluate(expression, {});
    assert.ok(performance.now() - started < 1_000, source.slice(0, 20));
  }
});

test('a small text that doubles its result at every round is refused by name', () => {
  for (const source of [
    'for i in 1..60 return [partial, partial]',
    '(for i in 1..60 return partial).timezone',
    'string(for i in 1..60 return [partial, partial])',
    '(for i in 1..60 return [partial, partial]) = (for i in 1..60 return [partial, partial])',
    '(for i in 1..60 return [partial, partial]) instance of list<list<list<list<list<list<list<list<list<list<list<list<list<list<list<list<list<Any>>>>>>>>>>>>>>>>>',
    'flatten(for i in 1..60 return [partial, partial])',
  ]) {
    const expression = parseFeel(source);
    assert.ok(!isRefusal(expression), source);
    const started = performance.now();
    const result = evaluate(expression, {});
    assert.ok(isRefusal(result) && result.refused === 'feel-limit', source);
    assert.ok(performance.now() - started < 1_000, source);
  }
});

test('patterns that hang a backtracking engine answer at once', () => {
  const text = `${'a'.repeat(30_000)}!`;
  for (const pattern of ['(a+)+$', '(a|aa)+$', '(a|a)*b', '(.*a){20}$', '^(([a-z])+.)+[A-Z]([a-z])+$']) {
    const expression = parseFeel('matches(text, pattern)');
    assert.ok(!isRefusal(expression));
    const started = performance.now();
    evaluate(expression, { text, pattern });
    assert.ok(performance.now() - started < 1_000, pattern);
  }
});

test('order of dates with time agrees with the order of their instants', () => {
  const moment = fc.record({ ms: fc.integer({ min: -60_000_000_000, max: 4_000_000_000 }), offset: fc.integer({ min: -720, max: 720 }) });
  const write = ({ ms, offset }: { readonly ms: number; readonly offset: number }): string => {
    const local = new Date((ms + offset * 60) * 1000).toISOString().slice(0, 19);
    const size = Math.abs(offset);
    return `${local}${offset < 0 ? '-' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
  };
  fc.assert(
    fc.property(moment, moment, (a, b) => {
      const value = (source: string) => {
        const result = evaluate(parseFeel(`@"${source}"`) as never, {});
        return isRefusal(result) ? null : result.value;
      };
      assert.equal(Math.sign(compare(value(write(a)), value(write(b))) ?? Number.NaN), Math.sign(a.ms - b.ms));
    }),
    seeded,
  );
});
