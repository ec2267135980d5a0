import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRefusal } from '../../base/refusal.ts';
import { readIdentity } from './identity.ts';

const claims = { sub: 'nd-1', id_number: '049190001234', name: ' Alăng  Thị Bhơi ', identity_level: 2, phone_number: '+84868441903' };
const levelFrom = (change: object): number | undefined => {
  const read = readIdentity({ ...claims, ...change });
  return isRefusal(read) ? undefined : read.level;
};

test('claims of a verified person are read, tidied, with the year of birth from the number', () => {
  assert.deepEqual(readIdentity(claims), { idNumber: '049190001234', name: 'Alăng Thị Bhơi', level: 2, phone: '+84868441903', birthYear: 1990 });
});

test('the number may be the subject itself', () => {
  const { id_number: _gone, ...rest } = claims;
  assert.equal(isRefusal(readIdentity({ ...rest, sub: '049190001234' })), false);
  assert.equal(isRefusal(readIdentity(rest)), true);
});

test('the level comes from the own claim or the acr, and the lower one counts', () => {
  assert.equal(levelFrom({ identity_level: '1' }), 1);
  assert.equal(levelFrom({ identity_level: undefined, acr: 'urn:vn:dinh-danh:2' }), 2);
  assert.equal(levelFrom({ acr: 'urn:vn:dinh-danh:1' }), 1);
});

test('without a level, with an unknown one, or without a name nobody is identified', () => {
  for (const change of [
    { identity_level: undefined },
    { identity_level: 3 },
    { identity_level: 0 },
    { identity_level: [2, 3] },
    { name: '' },
    { id_number: '12', sub: 'x' },
  ])
    assert.equal(levelFrom(change), undefined, JSON.stringify(change));
});
