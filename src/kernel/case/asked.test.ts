import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Pack } from '../../pack/pack.ts';
import { faultsLeft, isNamed, onlyNamed } from './asked.ts';
import type { AttachedFile, CaseState } from './state.ts';

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

test('a named fault is left when its value is the same or its paper brings nothing new; a reason about nothing in particular when all is the same', () => {
  const reason = (code: string, about?: string) => ({ code, label: { vi: code, en: code }, ...(about === undefined ? {} : { about }) });
  const reasons = [reason('date', 'child.birthDate'), reason('mother', 'mother'), reason('proof', 'birth-proof'), reason('any')];
  const pack = { form: { papers: [{ id: 'birth-proof' }] }, reasons: { supplement: reasons } } as unknown as Pack;
  const file = (blob: string | null) => ({ paper: 'birth-proof', blob }) as AttachedFile;
  const state = (...codes: readonly string[]) => ({ answers: given, files: [file('cũ')], supplements: [{ reasons: codes }] }) as unknown as CaseState;
  const moved = { ...given, child: { ...given.child, birthDate: '2022-11-02' } };
  const all = state('date', 'mother', 'proof', 'any');
  assert.deepEqual(faultsLeft(pack, all, { answers: given, files: [] }), ['child.birthDate', 'mother', 'birth-proof', '']);
  assert.deepEqual(faultsLeft(pack, all, { answers: moved, files: [] }), ['mother', 'birth-proof']);
  assert.deepEqual(
    faultsLeft(pack, state('proof', 'any'), { answers: given, files: [file('cũ')] }),
    ['birth-proof', ''],
    'the same picture again is no new paper',
  );
  assert.deepEqual(faultsLeft(pack, state('proof', 'any'), { answers: given, files: [file('mới')] }), []);
  assert.deepEqual(faultsLeft(pack, state('proof'), { answers: given, files: [file(null)] }), [], 'it will be brought');
});
