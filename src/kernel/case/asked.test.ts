import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isNamed, onlyNamed } from './asked.ts';

const given = { child: { fullName: 'Nguyễn Trần Minh Thư', birthDate: '2022-11-01' }, mother: { name: 'Trần Thị Bích', residence: 'Tam Kỳ' }, copies: 1 };

test('only what was asked for is taken from a supplement', () => {
  const sent = { child: { fullName: 'Kẻ Khác', birthDate: '2022-11-02' }, mother: { name: 'Kẻ Khác' }, copies: 100 };
  assert.deepEqual(onlyNamed(given, sent, ['child.birthDate']), { ...given, child: { ...given.child, birthDate: '2022-11-02' } });
  assert.deepEqual(onlyNamed(given, sent, ['mother']), { ...given, mother: { name: 'Kẻ Khác' } });
  assert.deepEqual(onlyNamed(given, sent, ['birth-proof']), given);
  assert.deepEqual(onlyNamed(given, {}, ['copies', 'child.birthDate']), { child: { fullName: 'Nguyễn Trần Minh Thư' }, mother: given.mother });
  assert.deepEqual(onlyNamed(given, 'rác', []), given);
});

test('a group names its fields and no others that begin alike', () => {
  assert.deepEqual([isNamed(['mother'], 'mother.name'), isNamed(['mother'], 'motherland'), isNamed(['mother.name'], 'mother')], [true, false, false]);
});
