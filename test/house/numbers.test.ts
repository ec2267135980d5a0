import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numbersBlock, withBlock } from '../run/numbers.ts';

const stamp = { commit: 'abc1234', date: '2022-11-15T08:00:00Z', machine: { cpu: 'Sample CPU', cores: 2, node: '24.0.0' } };
const suites = { ...stamp, suites: [{ name: 'dmn-tck', passed: 2999, total: 3000 }] };
const bench = {
  ...stamp,
  bench: 'start',
  loadBefore: 0,
  results: [
    { name: 'warm start', unit: 's', value: 1.15, budget: { atMost: 3 } },
    { name: 'memory', unit: 'MB', value: 210 },
    { name: 'page', unit: 'ms', value: 90, budget: { atMost: 80 } },
  ],
};

test('a single miss keeps a suite below 100 %', () => {
  assert.match(numbersBlock({ suites, benches: [] }, 'en'), /\| dmn-tck \| 2,999 \| 3,000 \| 99\.96 % \|/);
  assert.match(numbersBlock({ suites, benches: [] }, 'vi'), /\| dmn-tck \| 2\.999 \| 3\.000 \| 99,96 % \|/);
});

test('a measure stands in the README with what was wanted of it; one without a wish rests in its file', () => {
  const block = numbersBlock({ suites: undefined, benches: [bench] }, 'en');
  assert.match(block, /\| start: warm start \| 1\.2 s \| at most 3 \|/);
  assert.doesNotMatch(block, /memory/);
  assert.match(block, /\| start: page \| 90 ms \| at most 80: \*\*missed\*\* \|/);
});

test('only what stands between the marks is written anew', () => {
  assert.equal(withBlock('a\n<!-- numbers -->\nold\n<!-- /numbers -->\nb\n', 'new\n'), 'a\n<!-- numbers -->\nnew\n<!-- /numbers -->\nb\n');
  assert.equal(withBlock('no marks\n', 'new\n'), 'no marks\n');
});
