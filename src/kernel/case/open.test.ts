import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../../base/json.ts';
import { readFee, readRule } from './open.ts';

test('a fee is whole đồng, alone or with its lines and why nothing is owed', () => {
  assert.deepEqual(readFee(8000), { total: 8000, lines: [] });
  assert.deepEqual(readFee({ total: 0, lines: [], exempt: 'hộ nghèo' }), { total: 0, lines: [], exempt: 'hộ nghèo' });
  const line = { label: 'Bản sao', quantity: 2, unitPrice: 8000, amount: 16_000 };
  assert.deepEqual(readFee({ total: 16_000, lines: [line, { label: 'no price' }, 'text', null] }), { total: 16_000, lines: [line] });
});

test('whatever is not money is no fee: a rule that says nothing costs nobody anything by accident', () => {
  for (const value of [null, true, 'free', -1, 0.5, Number.MAX_SAFE_INTEGER + 2, [], {}, { total: '8000' }, { total: -8000 }] as readonly Json[])
    assert.equal(readFee(value), undefined, JSON.stringify(value));
});

test('a deadline names its kind and a count above zero', () => {
  assert.deepEqual(readRule({ kind: 'hours', hours: 8 }), { kind: 'hours', hours: 8 });
  assert.deepEqual(readRule({ kind: 'working-days', days: 5, more: 1 }), { kind: 'working-days', days: 5 });
  assert.deepEqual(readRule({ kind: 'calendar-days', days: 60 }), { kind: 'calendar-days', days: 60 });
  assert.deepEqual(readRule({ kind: 'months', months: 1 }), { kind: 'months', months: 1 });
  assert.deepEqual(readRule({ kind: 'same-day', cutOff: '15:00' }), { kind: 'same-day', cutOff: '15:00' });
});

test('any other deadline is none', () => {
  for (const value of [
    null,
    5,
    'days',
    {},
    { kind: 'hours' },
    { kind: 'hours', hours: 0 },
    { kind: 'hours', hours: '8' },
    { kind: 'days', days: 5 },
    { kind: 'months', days: 1 },
    { kind: 'same-day', cutOff: 15 },
  ] as readonly Json[])
    assert.equal(readRule(value), undefined, JSON.stringify(value));
});
