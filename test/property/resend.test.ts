import assert from 'node:assert/strict';
import { test } from 'node:test';
import { storm } from '../../bench/resend.ts';
import type { UnitId } from '../../src/base/id.ts';
import { isRefusal } from '../../src/base/refusal.ts';
import { askPermit } from '../../src/kernel/access/access.act.ts';
import { freshWorld } from '../kit/world.ts';

test('three thousand resends, many at once and some with other words, make no double and change no answer', async () => {
  const world = await freshWorld();
  const { session } = await world.signIn('cong-dan-an');
  const permit = await askPermit(world, session, 'case.submit', 'own');
  assert.ok(!isRefusal(permit));
  const pack = world.shelf.all().find((one) => one.id === 'chung-thuc-ban-sao');
  const told = pack?.stories.find((story) => story.name === 'one-page-three-copies')?.when.find((move) => move.do === 'submit');
  assert.ok(pack !== undefined && told?.do === 'submit');
  const unit = world.org().units.find((one) => one.gso === '20347')?.id as UnitId;
  const submission = { service: pack.id, unit, answers: { json: told.answers }, files: [], channel: 'online' } as const;
  const found = await storm(world, permit, submission, { filings: 60, resends: 3000, atOnce: 12, seed: 20_221_115 });
  assert.deepEqual(found, { sent: 3000, filings: 60, cases: 60, entries: 60, keys: 60, otherAnswers: 0, alteredTaken: 0 });
});
