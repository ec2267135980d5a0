import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json, JsonObject } from '../../base/json.ts';
import { parentCode, parentCodeOld, readUnitFile } from './unit-file.ts';

const root = { id: 1, kind: 'province', form: 'tỉnh', name: 'Quảng Nam', gso: '49', agencyCode: 'H47', agencyCodeOld: '000.00.00.H47' };
const ward = { id: 2, kind: 'commune', form: 'xã', name: "Ch'ơm", gso: '20437', parent: 1, agencyCode: 'H47.33', agencyCodeOld: '000.00.33.H47' };
const file = (...units: readonly JsonObject[]): Json => ({ validFrom: '2021-01-01', units });
const codesOf = (raw: Json): readonly string[] => {
  const read = readUnitFile(raw);
  return 'units' in read ? [] : read.map((one) => one.code);
};

test('a sound file becomes units with paths and dates of life', () => {
  const read = readUnitFile(file(root, { ...ward, until: '2025-07-01', predecessors: [7] }));
  assert.ok('units' in read);
  assert.deepEqual(read.units[1], { ...ward, path: '/1/2/', from: '2021-01-01', until: '2025-07-01', predecessors: [7] });
});

test('each mistake is found under its own name', () => {
  const mistakes: readonly (readonly [string, JsonObject])[] = [
    ['unit-unknown-key', { ...ward, nmae: 'x' }],
    ['unit-id', { ...ward, id: 0 }],
    ['unit-id-twice', { ...ward, id: 1 }],
    ['unit-kind', { ...ward, kind: 'village' }],
    ['unit-form', { ...ward, form: 'làng' }],
    ['unit-form', { ...ward, kind: 'desk' }],
    ['unit-name', { ...ward, name: "Ch'ơm".normalize('NFD') }],
    ['unit-name', { ...ward, name: 'A  Tiêng' }],
    ['unit-without-parent', { ...ward, parent: 9 }],
    ['unit-dates', { ...ward, until: '2020-12-31' }],
    ['unit-dates', { ...ward, from: '2021-02-30' }],
    ['unit-agency-code', { ...ward, agencyCode: 'H47.' }],
    ['unit-agency-code', { ...ward, agencyCode: `H47${'.123'.repeat(9)}` }],
    ['unit-agency-code-old', { ...ward, agencyCodeOld: '00.33.H47' }],
    ['unit-code-parent', { ...ward, agencyCode: 'H48.33' }],
    ['unit-code-parent', { ...ward, agencyCodeOld: '000.12.33.H47' }],
    ['unit-gso', { ...ward, gso: '2043' }],
    ['unit-predecessors', { ...ward, predecessors: ['1'] }],
  ];
  for (const [code, row] of mistakes) assert.deepEqual(codesOf(file(root, row)), [code], code);
});

test('a code is never used twice, except that a successor may carry the code of a closed unit', () => {
  const twin = { ...ward, id: 3, agencyCode: 'H47.34', agencyCodeOld: '000.00.34.H47' };
  assert.deepEqual(codesOf(file(root, ward, twin)), ['unit-gso-twice']);
  assert.deepEqual(codesOf(file(root, { ...ward, until: '2025-07-01' }, { ...twin, from: '2025-07-01' })), []);
  assert.deepEqual(codesOf(file(root, ward, { ...ward, id: 3, gso: '20440' })), ['unit-agency-code-twice', 'unit-agency-code-old-twice']);
});

test('something that is no unit file is one finding', () => {
  for (const raw of [null, [], 'x', {}, { validFrom: '2021-01-01' }, { validFrom: '2021-13-01', units: [] }])
    assert.deepEqual(codesOf(raw), ['unit-file-shape']);
  assert.deepEqual(codesOf({ validFrom: '2021-01-01', units: [null] }), ['unit-shape']);
});

test('the parent of an agency code is derived in both forms', () => {
  assert.equal(parentCode('H47.31.25'), 'H47.31');
  assert.equal(parentCode('H47'), '');
  assert.equal(parentCodeOld('000.25.31.H47'), '000.00.31.H47');
  assert.equal(parentCodeOld('005.25.31.H47'), '000.25.31.H47');
  assert.equal(parentCodeOld('000.00.31.H47'), '000.00.00.H47');
});
