import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instant } from '../../base/time.ts';
import type { UnitPath } from '../permit.ts';
import { isStaffed, liveVersion } from './rollout.ts';

const live = (version: string, path: string, from: string, to: string | null = null) => ({
  packId: 'p',
  version,
  path: path as UnitPath,
  from: instant(from),
  to: to === null ? null : instant(to),
});
const role = (name: string) => ({ title: { vi: name, en: name }, role: name });
const pack = {
  audience: 'citizens' as const,
  roles: new Map([
    ['desk', role('receptionist')],
    ['head', role('unitLeader')],
  ]),
};

test('the nearest branch wins: a pilot in one commune goes before the whole province', () => {
  const all = [live('1.0.0', '/1/', '2022-01-01T00:00:00+07:00'), live('2.0.0', '/1/5/', '2022-06-01T00:00:00+07:00')];
  assert.equal(liveVersion(all, 'p', '/1/5/' as UnitPath, instant('2022-11-15T08:00:00+07:00')), '2.0.0');
  assert.equal(liveVersion(all, 'p', '/1/6/' as UnitPath, instant('2022-11-15T08:00:00+07:00')), '1.0.0');
  assert.equal(liveVersion(all, 'p', '/1/5/' as UnitPath, instant('2022-03-01T08:00:00+07:00')), '1.0.0');
});

test('a version that has ended is live no more, from the moment of its end', () => {
  const all = [live('1.0.0', '/1/', '2022-01-01T00:00:00+07:00', '2022-11-15T08:00:00+07:00')];
  assert.equal(liveVersion(all, 'p', '/1/' as UnitPath, instant('2022-11-15T07:59:59+07:00')), '1.0.0');
  assert.equal(liveVersion(all, 'p', '/1/' as UnitPath, instant('2022-11-15T08:00:00+07:00')), undefined);
});

test('a unit serves a pack when somebody holds every role; a deputy stands in for the head', () => {
  assert.equal(isStaffed(pack, new Set(['receptionist', 'unitLeader'])), true);
  assert.equal(isStaffed(pack, new Set(['receptionist', 'deputyLeader'])), true);
  assert.equal(isStaffed(pack, new Set(['receptionist'])), false);
  assert.equal(isStaffed(pack, undefined), false);
});
