import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UnitId } from '../../base/id.ts';
import type { PlainDate } from '../../base/time.ts';
import type { Unit } from '../org/org.ts';
import { orgOf } from '../org/org.ts';
import type { UnitPath } from '../permit.ts';
import { houseEntries } from './house.ts';
import { seek } from './seek.ts';
import { segmentOf } from './segment.ts';

const unit = (id: number, name: string, more: Partial<Unit> = {}): Unit => ({
  id: id as UnitId,
  kind: 'commune',
  form: 'xã',
  name,
  gso: `2000${id}`,
  path: `/${id}/` as UnitPath,
  agencyCode: `H47.${id}`,
  agencyCodeOld: '',
  from: '2000-01-01' as PlainDate,
  predecessors: [],
  ...more,
});

const org = orgOf([
  unit(1, 'Tam An', { until: '2020-01-01' as PlainDate }),
  unit(2, 'Tam Bình', { until: '2010-01-01' as PlainDate }),
  unit(3, 'Tam Hòa', { from: '2020-01-01' as PlainDate, predecessors: [1 as UnitId] }),
  unit(4, 'Phòng Tư pháp', { form: undefined } as never),
]);
const today = '2022-11-15' as PlainDate;

test('an office that is no more is found as the one that took over, and never by itself', () => {
  const index = [segmentOf(houseEntries([], org, today))];
  const found = seek(index, { text: 'xa tam an', most: 5 }).results;
  assert.deepEqual(
    found.map((one) => [one.href, one.title.vi]),
    [['/noi-nop/20003', 'UBND xã Tam Hòa']],
  );
});

test('only places people go to are offices, each once', () => {
  assert.deepEqual(
    [...houseEntries([], org, today)].map((one) => one.key),
    ['20003'],
  );
});
