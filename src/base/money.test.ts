import assert from 'node:assert/strict';
import { test } from 'node:test';
import { showDong } from './money.ts';

test('money is written as the language of the page writes numbers', () => {
  for (const [amount, vi, en] of [
    [0, '0', '0'],
    [900, '900', '900'],
    [8_000, '8.000', '8,000'],
    [-1_250_000, '-1.250.000', '-1,250,000'],
  ] as const)
    assert.deepEqual([showDong(amount, 'vi'), showDong(amount, 'en')], [`${vi}\u00a0đ`, `${en}\u00a0đ`]);
});
