import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshWorld, sound } from '../../../test/kit/world.ts';
import { isRefusal } from '../../base/refusal.ts';
import type { Right } from '../permit.ts';
import { findAccount } from '../person/person.act.ts';
import { askPermit, askPermitByToken, issueToken, listTokens, readToken, revokeToken, systemPermit } from './access.act.ts';
import { tokenRights } from './access.ts';

const why = (result: unknown): string => (isRefusal(result) ? result.refused : 'not refused');
const day = 86_400_000;

async function house() {
  const world = await freshWorld();
  const { session } = await world.signIn('quan-tri');
  const admin = sound(await askPermit(world, session, 'person.admin'));
  const person = async (account: string) => sound(await findAccount(world, systemPermit(world, 'system.run'), account)).id;
  const ledger = async () => (await world.sql<{ what: string }>`select what from ledger where what like 'token-%' order by position`).map((row) => row.what);
  return { world, admin, person, ledger };
}

test('a token works in the post of its holder, with the rights it was given and no others', async () => {
  const { world, admin, person, ledger } = await house();
  const desk = await person('mot-cua-an-xuan');
  const issued = sound(await issueToken(world, admin, { person: desk, name: ' Phần mềm  quầy ', rights: ['case.list', 'case.read', 'case.list'] }));
  assert.match(issued.bearer, /^cuaso_[A-Za-z0-9_-]{43}$/);
  assert.deepEqual(issued.token.rights, ['case.list', 'case.read']);
  const token = sound(await readToken(world, issued.bearer));
  assert.equal(token.name, 'Phần mềm quầy');
  assert.equal(token.holder, 'Võ Thị Hà');
  const permit = sound(await askPermitByToken(world, token, 'case.list'));
  assert.equal(permit.actor.role, 'receptionist');
  assert.equal(permit.reach.kind, 'branch');
  assert.equal(why(await askPermitByToken(world, token, 'case.receive')), 'not-allowed');
  assert.deepEqual(await ledger(), ['token-issued']);
  const [stored] = await world.sql<{ row: string }>`select api_token::text as row from api_token`;
  assert.ok(!stored?.row.includes(issued.bearer.slice(6)), 'the token itself is stored nowhere');
});

test('nobody gets a token for oneself, for a right the post has not, or for signing and administration', async () => {
  const { world, admin, person, ledger } = await house();
  const wish = async (account: string, rights: readonly Right[], more: { readonly name?: string; readonly days?: number } = {}) =>
    why(await issueToken(world, admin, { person: await person(account), name: 'Thử', rights, ...more }));
  assert.equal(await wish('quan-tri', ['case.list']), 'second-person-needed');
  assert.equal(await wish('mot-cua-an-xuan', ['case.extend']), 'token-not-fitting');
  assert.equal(await wish('chu-tich-an-xuan', ['case.sign']), 'token-not-fitting');
  assert.equal(await wish('cong-dan-an', ['case.read']), 'token-not-fitting');
  assert.equal(await wish('mot-cua-an-xuan', []), 'token-not-fitting');
  assert.equal(await wish('mot-cua-an-xuan', ['case.list'], { name: '  ' }), 'token-not-fitting');
  assert.equal(await wish('mot-cua-an-xuan', ['case.list'], { days: 367 }), 'token-not-fitting');
  assert.equal(await wish('mot-cua-an-xuan', ['case.list'], { days: 366 }), 'not refused');
  assert.ok(!tokenRights.includes('case.sign') && !tokenRights.includes('person.admin'));
  assert.deepEqual(await ledger(), ['token-issued']);
});

test('a token ends by time and by hand, and what looks like one opens nothing', async () => {
  const { world, admin, person, ledger } = await house();
  const desk = await person('mot-cua-an-xuan');
  const short = sound(await issueToken(world, admin, { person: desk, name: 'Một ngày', rights: ['case.list'], days: 1 }));
  const long = sound(await issueToken(world, admin, { person: desk, name: 'Ba tháng', rights: ['case.list'] }));
  world.wait(day - 1);
  assert.equal(why(await readToken(world, short.bearer)), 'not refused');
  world.wait(1);
  assert.equal(why(await readToken(world, short.bearer)), 'not-signed-in');
  assert.equal(why(await readToken(world, long.bearer)), 'not refused');
  assert.equal(await revokeToken(world, admin, long.token.id), true);
  assert.equal(why(await revokeToken(world, admin, long.token.id)), 'not-found');
  assert.equal(why(await readToken(world, long.bearer)), 'not-signed-in');
  for (const bearer of ['', 'cuaso_', long.bearer.slice(6), `cuaso_${'A'.repeat(43)}`, `${long.bearer}x`]) {
    assert.equal(why(await readToken(world, bearer)), 'not-signed-in', bearer);
  }
  const listed = await listTokens(world, admin);
  assert.deepEqual(listed.map((token) => [token.name, token.revoked !== undefined]).sort(), [
    ['Ba tháng', true],
    ['Một ngày', false],
  ]);
  assert.deepEqual(await ledger(), ['token-issued', 'token-issued', 'token-revoked']);
});

test('a token dies with the post it stands for', async () => {
  const { world, admin, person } = await house();
  const issued = sound(await issueToken(world, admin, { person: await person('mot-cua-an-xuan'), name: 'Thử', rights: ['case.list', 'case.submit'] }));
  await world.database.owner`update post set valid_to = '2022-11-15' where person_id = ${issued.token.person}`;
  assert.equal(why(await askPermitByToken(world, issued.token, 'case.list')), 'not-allowed');
  // Without a post the holder is a citizen, and a token never acts as one.
  assert.equal(why(await askPermitByToken(world, issued.token, 'case.submit')), 'not-allowed');
});
