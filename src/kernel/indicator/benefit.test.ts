import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Json } from '../../base/json.ts';
import { date } from '../../base/time.ts';
import type { Unit } from '../org/org.ts';
import { orgOf, readUnitFile, unitAt } from '../org/org.ts';
import { addBenefits, benefitOf, readBenefitTable, tripTo } from './benefit.ts';

const file = (path: string): Json => JSON.parse(readFileSync(new URL(`../../../data/${path}`, import.meta.url), 'utf8')) as Json;
const table = readBenefitTable(file('benefit/quang-nam-2021.json'));
const units = readUnitFile(file('units/quang-nam-2021.json'));
assert.ok('units' in units);
const org = orgOf(units.units as readonly Unit[]);
const at = (code: string): Unit => unitAt(org, code, date('2022-11-15')) ?? assert.fail(code);
const online = { channel: 'online', outcome: 'granted', hasCounterPaper: false, supplements: 0 };

test('a birth filed and fetched online saves two trips of 4 km, half of an hour and three quarters each', () => {
  const trip = tripTo(org, at('20347'), at('20347'), table);
  assert.deepEqual(trip, { km: 4 });
  // 8 km at 25 km/h are 19 minutes, and twice 45 minutes of waiting; 16,000 đ and 109 minutes at 25,000 đ an hour.
  assert.deepEqual(benefitOf(online, trip, table), { usualTrips: 2, madeTrips: 0, savedTrips: 2, km: 8, minutes: 109, dong: 61_416 });
});

test('a paper to show costs one trip, a counter case saves none, and what is under way has saved the way there only', () => {
  const trip = { km: 10 };
  assert.equal(benefitOf({ ...online, hasCounterPaper: true }, trip, table).savedTrips, 1);
  assert.equal(benefitOf({ ...online, channel: 'counter' }, trip, table).savedTrips, 0);
  assert.equal(benefitOf({ ...online, outcome: null }, trip, table).savedTrips, 1);
  assert.equal(benefitOf({ ...online, supplements: 1 }, trip, table).savedTrips, 3);
});

test('the way from A Tiêng to a department of the province goes over the district', () => {
  assert.deepEqual(tripTo(org, at('49'), at('20455'), table), { km: 2 * (5 + 25 + 190) });
  assert.deepEqual(tripTo(org, at('504'), at('20455'), table), { km: 2 * (5 + 25) });
  // Nobody's home known: the commune's own office stands for it.
  assert.deepEqual(tripTo(org, at('20455'), undefined, table), { km: 10 });
});

test('every district of the province is in the table', () => {
  const gsos = org.units.filter((unit) => unit.kind === 'district').map((unit) => unit.gso);
  assert.deepEqual(gsos.toSorted(), table.districts.map((row) => row.gso).toSorted());
});

test('sums are sums, and a table with a hole is refused', () => {
  const one = benefitOf(online, { km: 4 }, table);
  assert.deepEqual(addBenefits([one, one]).dong, 2 * one.dong);
  assert.throws(() => readBenefitTable({ source: { vi: 'x', en: 'x' } }), /no/);
});
