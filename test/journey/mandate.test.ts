import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CommandKey, DocumentId, PersonId, UnitId } from '../../src/base/id.ts';
import type { Refusal } from '../../src/base/refusal.ts';
import { sentenceOf } from '../../src/base/refusal.ts';
import { date, instant } from '../../src/base/time.ts';
import {
  agreeToMandate,
  askMandate,
  askPermit,
  askPermitFor,
  endMandate,
  listMandates,
  personsFor,
  recordMandate,
} from '../../src/kernel/access/access.act.ts';
import { listMine, openCase, submitCase } from '../../src/kernel/case/case.act.ts';
import { putIntoVault, removeFromVault, stagedUploads, storeForVault, takeFromVault, vaultFile, vaultOf } from '../../src/kernel/document/document.act.ts';
import { readCase } from '../../src/kernel/ledger/ledger.act.ts';
import { firstBreak } from '../../src/kernel/ledger/ledger.ts';
import type { Permit, Right } from '../../src/kernel/permit.ts';
import type { Session } from '../../src/kernel/person/person.ts';
import { freshWorld, sound } from '../kit/world.ts';

const anNumber = '049085002345';
const bichNumber = '049195003456';
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

const world = await freshWorld();
const sessions = new Map<string, Session>();
async function sessionOf(account: string): Promise<Session> {
  const known = sessions.get(account) ?? (await world.signIn(account)).session;
  sessions.set(account, known);
  return known;
}
/** A certified copy with the original brought to the counter. */
function copiesOf(): Parameters<typeof submitCase>[3] {
  const unit = world.org().units.find((one) => one.gso === '20347');
  assert.ok(unit !== undefined);
  const requester = { name: 'Trần Thị Bích', id: bichNumber, phone: '0982331550' };
  const original = { id: world.newId() as DocumentId, paper: 'originals', name: '', mediaType: '', size: 0, blob: null };
  return {
    service: 'chung-thuc-ban-sao',
    unit: unit.id,
    answers: { json: { requester, papers: [{ kind: 'diploma', pages: 1, copies: 1 }] } },
    files: [original],
    channel: 'online',
  };
}
const own = async <R extends Right>(account: string, right: R): Promise<Permit<R>> => sound(await askPermit(world, await sessionOf(account), right, 'own'));
const refusedAs = (value: unknown): string | undefined => (value as Refusal).refused;
const wish = { packs: [], from: date('2022-11-15'), until: date('2023-05-15') };
const idOf = async (account: string): Promise<PersonId> => (await sessionOf(account)).person;

test('nobody acts for somebody who has not agreed, and the asking does not tell whose number it is', async () => {
  const an = await own('cong-dan-an', 'person.self');
  const asked = sound(await askMandate(world, an, { ...wish, as: 'agent', otherNumber: bichNumber }));
  const nobody = sound(await askMandate(world, an, { ...wish, as: 'agent', otherNumber: '049199999999' }));
  const seen = sound(await listMandates(world, an));
  for (const id of [asked.id, nobody.id]) assert.equal(seen.find((one) => one.id === id)?.principal.name, undefined);
  assert.deepEqual(await personsFor(world, an), []);
  assert.equal(refusedAs(await askPermitFor(world, await sessionOf('cong-dan-an'), 'case.submit', await idOf('cong-dan-bich'))), 'no-mandate');
});

test('the other signs in and agrees; then the case is hers, the hand is his, and both stand in the chain', async () => {
  const bich = await own('cong-dan-bich', 'person.self');
  const [asked] = sound(await listMandates(world, bich));
  assert.ok(asked !== undefined);
  assert.equal(asked.agent.name, 'Nguyễn Văn An');
  assert.equal(refusedAs(await agreeToMandate(world, await own('cong-dan-bhoi', 'person.self'), asked.id)), 'not-found');
  sound(await agreeToMandate(world, bich, asked.id));
  assert.equal(refusedAs(await agreeToMandate(world, bich, asked.id)), 'not-found');
  const session = await sessionOf('cong-dan-an');
  const permit = sound(await askPermitFor(world, session, 'case.submit', bich.actor.person));
  const filed = await submitCase(world, permit, 'mandate-0001' as CommandKey, copiesOf());
  assert.ok('tracking' in filed, JSON.stringify(filed));
  const read = await own('cong-dan-bich', 'case.read');
  const entries = await readCase(world, read, filed.id);
  assert.deepEqual(
    entries.map((entry) => [entry.actor, entry.behalf]),
    entries.map(() => [session.person, bich.actor.person]),
  );
  assert.equal(firstBreak(world.hash, entries), undefined);
  assert.equal(
    firstBreak(
      world.hash,
      entries.map((entry) => ({ ...entry, behalf: null })),
    ),
    1,
  );
  assert.deepEqual(
    (await listMine(world, read)).map((line) => line.id),
    [filed.id],
  );
  assert.deepEqual(await listMine(world, await own('cong-dan-an', 'case.read')), []);
});

test('what he opens for her leaves a trace; his own permit does not open it', async () => {
  const session = await sessionOf('cong-dan-an');
  const bich = await idOf('cong-dan-bich');
  const forHer = sound(await askPermitFor(world, session, 'case.read', bich));
  const [line] = await listMine(world, forHer);
  assert.ok(line !== undefined);
  assert.equal(refusedAs(await openCase(world, await own('cong-dan-an', 'case.read'), line.id, 'own')), 'not-found');
  sound(await openCase(world, forHer, line.id, 'own'));
  const [trace] = await world.sql<{ actor: string; behalf: string }>`select actor, behalf from ledger where case_id = ${line.id} and seq is null`;
  assert.deepEqual(trace, { actor: session.person, behalf: bich });
});

test('a mandate for one procedure opens no other', async () => {
  const bhoi = await own('cong-dan-bhoi', 'person.self');
  sound(await askMandate(world, bhoi, { ...wish, packs: ['khai-sinh'], as: 'principal', otherNumber: anNumber }));
  const permit = sound(await askPermitFor(world, await sessionOf('cong-dan-an'), 'case.submit', bhoi.actor.person));
  assert.equal(refusedAs(await submitCase(world, permit, 'mandate-0002' as CommandKey, copiesOf())), 'no-mandate');
});

test('it ends at once when either takes it back, and by itself on its last day', async () => {
  const session = await sessionOf('cong-dan-an');
  const bhoi = await own('cong-dan-bhoi', 'person.self');
  const [given] = sound(await listMandates(world, bhoi));
  assert.ok(given !== undefined);
  assert.equal(refusedAs(await endMandate(world, await own('cong-dan-bich', 'person.self'), given.id)), 'not-found');
  sound(await endMandate(world, bhoi, given.id));
  assert.equal(refusedAs(await askPermitFor(world, session, 'case.submit', bhoi.actor.person)), 'no-mandate');
  const bich = await idOf('cong-dan-bich');
  world.setClock(instant('2023-05-14T23:59:00+07:00'));
  assert.ok(!('refused' in (await askPermitFor(world, session, 'case.submit', bich))));
  world.setClock(instant('2023-05-15T00:00:00+07:00'));
  assert.equal(refusedAs(await askPermitFor(world, session, 'case.submit', bich)), 'no-mandate');
  world.setClock(instant('2022-11-15T08:40:00+07:00'));
});

test('sessions, keys and further mandates are nobody else’s to touch', async () => {
  const session = await sessionOf('cong-dan-an');
  const bich = await idOf('cong-dan-bich');
  assert.equal(refusedAs(await askPermitFor(world, session, 'person.self', bich)), 'not-allowed');
  const forHer = sound(await askPermitFor(world, session, 'case.read', bich));
  assert.deepEqual(await personsFor(world, { ...forHer, actor: { ...forHer.actor, person: bich } }), []);
});

test('a term over a year, a past day, one’s own number and a basic identity are refused', async () => {
  const an = await own('cong-dan-an', 'person.self');
  const ask = { ...wish, as: 'agent' as const, otherNumber: bichNumber };
  for (const wrong of [
    { until: date('2023-11-17') },
    { from: date('2022-11-14') },
    { otherNumber: anNumber },
    { otherNumber: '123' },
    { until: date('2022-11-15') },
  ])
    assert.equal(refusedAs(await askMandate(world, an, { ...ask, ...wrong })), 'mandate-not-fitting', JSON.stringify(wrong));
  const basic = { ...an, actor: { ...an.actor, level: 1 as const } };
  assert.equal(refusedAs(await askMandate(world, basic, ask)), 'identity-level-too-low');
});

test('an officer records a parent with the paper on the table: it lasts until the child is eighteen', async () => {
  const officer = sound(await askPermit(world, await sessionOf('mot-cua-an-xuan'), 'case.receive'));
  const unit = officer.actor.unit as UnitId;
  const given = {
    unit,
    kind: 'child' as const,
    agent: { idNumber: anNumber, name: 'Nguyễn Văn An' },
    principal: { idNumber: '049315000456', name: 'Nguyễn Trần Minh Khuê' },
    packs: [],
    paper: 'Giấy khai sinh số 215/2015',
    birth: date('2015-03-09'),
  };
  assert.equal(refusedAs(await recordMandate(world, officer, { ...given, paper: ' ' })), 'mandate-not-fitting');
  assert.equal(refusedAs(await recordMandate(world, officer, { ...given, agent: { idNumber: anNumber, name: 'Lê Văn Khác' } })), 'person-has-problems');
  sound(await recordMandate(world, officer, given));
  const child = (await personsFor(world, await own('cong-dan-an', 'person.self'))).find((one) => one.kind === 'child');
  assert.deepEqual([child?.name, child?.until], ['Nguyễn Trần Minh Khuê', '2033-03-09']);
  const grown = { ...given, principal: { idNumber: '049204000111', name: 'Nguyễn Văn Lớn' }, birth: date('2004-11-15') };
  assert.equal(refusedAs(await recordMandate(world, officer, grown)), 'mandate-not-fitting');
});

test('a paper put into the vault is taken into a filing by its owner and by nobody else', async () => {
  const bich = await own('cong-dan-bich', 'person.self');
  const added = sound(await putIntoVault(world, bich, sound(await storeForVault(world, bich, { name: 'ho-khau.png', title: 'Sổ hộ khẩu', bytes: png }))));
  assert.equal((await vaultOf(world, bich)).find((paper) => paper.id === added.id)?.title, 'Sổ hộ khẩu');
  const stranger = await own('cong-dan-bhoi', 'case.submit');
  assert.equal(refusedAs(await takeFromVault(world, stranger, added.id)), 'not-found');
  assert.equal(refusedAs(await vaultFile(world, await own('cong-dan-bhoi', 'person.self'), added.id)), 'not-found');
  assert.equal(refusedAs(await removeFromVault(world, await own('cong-dan-bhoi', 'person.self'), added.id)), 'not-found');
  // An, who acts for her in everything, takes it for her; the files are then among his own staged ones.
  const forHer = sound(await askPermitFor(world, await sessionOf('cong-dan-an'), 'case.submit', bich.actor.person));
  const taken = sound(await takeFromVault(world, forHer, added.id));
  assert.deepEqual(
    (await stagedUploads(world, await own('cong-dan-an', 'case.submit'), [taken.id])).map((one) => one.mediaType),
    ['image/png'],
  );
  sound(await removeFromVault(world, bich, added.id));
  assert.equal(refusedAs(await takeFromVault(world, forHer, added.id)), 'not-found');
});

test('what is no picture and no PDF stays out of the vault', async () => {
  const bich = await own('cong-dan-bich', 'person.self');
  assert.equal(refusedAs(await storeForVault(world, bich, { name: 'a.png', title: '', bytes: Buffer.from('<html>') })), 'file-kind-refused');
});

test('a procedure may ask for a verified identity: a basic one is told how to raise it, a verified one files', async () => {
  const pack = world.shelf.all().find((one) => one.id === 'chung-thuc-ban-sao');
  assert.ok(pack !== undefined);
  const strict = { ...pack, identityLevel: 2 as const };
  const asking = { ...world, shelf: { all: () => [strict], find: () => strict } };
  const permit = await own('cong-dan-an', 'case.submit');
  const basic = { ...permit, actor: { ...permit.actor, level: 1 as const } };
  const refused = await submitCase(asking, basic, 'mandate-0003' as CommandKey, copiesOf());
  assert.deepEqual(refused, { refused: 'identity-level-too-low', about: { level: 2 } });
  assert.match(sentenceOf(refused as Refusal, 'vi'), /công an xã, phường/);
  assert.ok('tracking' in (await submitCase(asking, permit, 'mandate-0004' as CommandKey, copiesOf())));
});
