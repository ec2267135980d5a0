import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UnitId } from '../../base/id.ts';
import { date } from '../../base/time.ts';
import { orgOf } from '../org/org.ts';
import type { UnitPath } from '../permit.ts';
import { readable } from './copy.ts';

const org = orgOf([
  {
    ...{ id: 7 as UnitId, kind: 'province', form: 'tỉnh', name: 'Quảng Nam', path: '/7/' as UnitPath },
    ...{ agencyCode: 'H47', agencyCodeOld: '000.00.00.H47', from: date('1997-01-01'), predecessors: [] },
  },
]);
const office = { code: 'H47', name: 'UBND tỉnh Quảng Nam' };

test('an office stands there with its code and its name, however deep; a number that is none of ours stays', () => {
  const facts = { cases: [{ unit: 7, history: [{ unitId: 7 }] }], looks: [{ entry: { from: 7 } }], other: { unit: 8 } };
  assert.deepEqual(readable(org, new Map(), facts), {
    cases: [{ unit: office, history: [{ unitId: office }] }],
    looks: [{ entry: { from: office } }],
    other: { unit: 8 },
  });
});

test('what a person typed is not touched, whatever the box is called', () => {
  const facts = { answers: { unit: 7 }, boxes: { from: 7 } };
  assert.deepEqual(readable(org, new Map(), facts), facts);
});

test('a file tells where in the archive it lies; one that is not in it tells no place', () => {
  const facts = { files: [{ name: 'a.pdf', blob: 'aa', parts: [{ blob: 'bb' }] }] };
  assert.deepEqual(readable(org, new Map([['aa', 'giay-to/001 a.pdf']]), facts), {
    files: [{ name: 'a.pdf', blob: 'aa', parts: [{ blob: 'bb' }], path: 'giay-to/001 a.pdf' }],
  });
});
