import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PersonId } from '../../base/id.ts';
import type { Deed } from './access.ts';
import { separated } from './access.ts';

const [an, binh] = ['an' as PersonId, 'binh' as PersonId];
const check = (deed: Deed, person: PersonId, ...before: readonly Deed[]): string | undefined =>
  separated(
    deed,
    { person },
    before.map((done) => ({ deed: done, person: an })),
  )?.refused;

test('whoever received a case does not sign it, not even on behalf of the head', () => {
  assert.equal(check('case.sign', an, 'case.receive'), 'same-person');
  assert.equal(check('case.receive', an, 'case.sign'), 'same-person');
  assert.equal(
    separated('case.sign', { person: an, onBehalfOf: binh } as { person: PersonId }, [{ deed: 'case.receive', person: an }])?.refused,
    'same-person',
  );
});

test('another person signs, and one person may sign twice', () => {
  assert.equal(check('case.sign', binh, 'case.receive'), undefined);
  assert.equal(check('case.sign', an, 'case.sign'), undefined);
  assert.equal(check('case.sign', an), undefined);
});

test('authors do not approve their own packs, issuers do not confirm their own recoveries', () => {
  assert.equal(check('pack.approve', an, 'pack.write'), 'second-person-needed');
  assert.equal(check('recovery.confirm', an, 'recovery.issue'), 'second-person-needed');
  assert.equal(check('recovery.confirm', binh, 'recovery.issue'), undefined);
  assert.equal(check('pack.approve', an, 'case.receive', 'recovery.issue'), undefined);
});
