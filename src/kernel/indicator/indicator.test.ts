import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UnitId } from '../../base/id.ts';
import type { UnitNumbers } from './indicator.ts';
import { formulas, isOpened, opened, shareOf, sumBranch } from './indicator.ts';

const unit = (path: string, open: number): UnitNumbers => ({ unitId: 1 as UnitId, path, open, onTime: 2, finished: 3, overdue: 1, received: 4 });

test('a branch is the unit and everything below it, nothing beside it', () => {
  const all = [unit('/1/', 1), unit('/1/2/', 10), unit('/1/2/3/', 100), unit('/1/20/', 1000)];
  assert.equal(sumBranch(all, '/1/').open, 1111);
  assert.equal(sumBranch(all, '/1/2/').open, 110);
  assert.deepEqual(sumBranch(all, '/9/'), { open: 0, onTime: 0, finished: 0, overdue: 0, received: 0 });
});

test('a share has one decimal, and without finished cases there is none', () => {
  assert.deepEqual([shareOf(2, 3), shareOf(3, 3), shareOf(0, 7), shareOf(0, 0)], [66.7, 100, 0, undefined]);
});

test('every number says in both languages how it is counted', () => {
  for (const measure of opened) assert.ok(formulas[measure].vi.length > 10 && formulas[measure].en.length > 10, measure);
  assert.deepEqual(['open', 'constructor', ''].map(isOpened), [true, false, false]);
});
