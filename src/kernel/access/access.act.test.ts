import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { makeAuthenticator } from '../../../test/kit/authenticator.ts';
import { freshDatabase } from '../../../test/kit/database.ts';
import type { PersonId, UnitId } from '../../base/id.ts';
import type { Json } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal } from '../../base/refusal.ts';
import type { Instant } from '../../base/time.ts';
import { date, instant, plusMs } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import { assignCalendar, findUnit, listUnits, loadUnits, readOrg, unitIdsReached } from '../org/org.act.ts';
import type { Unit, UnitFile } from '../org/org.ts';
import { calendarOf, readUnitFile } from '../org/org.ts';
import type { Permit } from '../permit.ts';
import type { Opened } from '../person/person.act.ts';
import {
  addPerson,
  endSession,
  findPerson,
  listSessions,
  lookUpAtCounter,
  namesOf,
  passkeysHeld,
  passkeysOfSelf,
  passkeyToRegister,
  passkeyToSignIn,
  readSession,
  revokePasskey,
  savePasskey,
} from '../person/person.act.ts';
import type { Person, Session } from '../person/person.ts';
import type { DoorWorld, Visitor } from './access.act.ts';
import {
  askPermit,
  confirmRecovery,
  delegate,
  delegationsGiven,
  endPost,
  givePost,
  invite,
  issueRecovery,
  listHolders,
  listRecoveries,
  openLink,
  ownPosts,
  redeemLink,
  signatureOf,
  signInAsSample,
  signInByPasskey,
  systemPermit,
  withdrawDelegation,
} from './access.act.ts';
import type { Post, Role } from './access.ts';

type TestWorld = DoorWorld & { readonly sample: boolean; wait(ms: number): void; setLegal(at: Instant): void };

const origin = 'https://cuaso.example';
const hour = 3_600_000;
const visitor: Visitor = { device: 'Firefox · Windows', address: '10.0.0.1' };

function worldOn(sql: Sql): TestWorld {
  let machine = instant('2026-05-04T08:00:00+07:00');
  let legal = instant('2022-11-15T08:00:00+07:00');
  return {
    sql,
    now: () => legal,
    machine: () => machine,
    newId: randomUUID,
    secret: (bytes) => randomBytes(bytes),
    hash: (data) => createHash('sha256').update(data).digest('hex'),
    origin,
    sample: true,
    wait: (ms) => {
      machine = plusMs(machine, ms);
    },
    setLegal: (at) => {
      legal = at;
    },
  };
}

const place = (id: number, kind: string, name: string, parent?: number, form = 'xã') => {
  const code = parent === undefined ? 'H47' : parent === 1 ? `H47.${id}` : `H47.${parent}.${id}`;
  const old = parent === undefined ? '000.00.00.H47' : parent === 1 ? `000.00.${id}.H47` : `000.${id}.${parent}.H47`;
  return { id, kind, ...(kind === 'desk' ? {} : { form }), name, ...(parent === undefined ? {} : { parent }), agencyCode: code, agencyCodeOld: old };
};
const [tinh, huyen, huyenKhac, xa, xaKhac, quay] = [1, 11, 12, 21, 22, 23].map((id) => id as UnitId) as [UnitId, UnitId, UnitId, UnitId, UnitId, UnitId];
const unitFile = (): UnitFile => {
  const read = readUnitFile({
    validFrom: '2021-01-01',
    calendar: 'tinh',
    units: [
      place(1, 'province', 'Thử Nghiệm', undefined, 'tỉnh'),
      place(11, 'district', 'Một', 1, 'huyện'),
      place(12, 'district', 'Hai', 1, 'huyện'),
      place(21, 'commune', "Ch'ơm", 11),
      place(22, 'commune', 'Đồng Xuân', 11),
      place(23, 'desk', 'Bộ phận Một cửa huyện Hai', 12),
    ],
  });
  assert.ok('units' in read, JSON.stringify(read));
  return read;
};

function ok<T>(result: T | Refusal): T {
  assert.ok(!isRefusal(result), JSON.stringify(result));
  return result;
}
const why = (result: unknown): string => (isRefusal(result) ? result.refused : 'not refused');

type House = TestWorld & { person(account: string, role?: Role, unit?: UnitId): Promise<Person>; as(account: string): Promise<Session> };

/** A small province with the people a test asks for. */
async function house(): Promise<House> {
  const { app } = await freshDatabase();
  const world = worldOn(app);
  ok(await loadUnits(world, systemPermit(world, 'unit.admin'), unitFile()));
  const admin = systemPermit(world, 'person.admin');
  return Object.assign(world, {
    person: async (account: string, role?: Role, unit: UnitId = xa) => {
      const person = ok(await addPerson(world, admin, { account, name: `Người ${account}` }));
      if (role !== undefined) ok(await givePost(world, admin, { person: person.id, unit, role, title: `Chức danh ${account}`, from: date('2021-07-01') }));
      return person;
    },
    as: async (account: string) => ok(await signInAsSample(world, account, 'thử')).session,
  });
}

const ledgerOf = async (world: TestWorld): Promise<readonly string[]> =>
  (await world.sql<{ what: string }>`select what from ledger order by position`).map((row) => row.what);

test('units come in once, are found with and without marks, and keep their calendars', async () => {
  const world = await house();
  const permit = systemPermit(world, 'unit.admin');
  assert.equal(await loadUnits(world, permit, unitFile()), 0);
  assert.deepEqual(await ledgerOf(world), ['units-loaded']);
  const names = async (text: string) => (await listUnits(world, { text })).map((unit) => unit.name);
  assert.deepEqual(await names('chom'), ["Ch'ơm"]);
  assert.deepEqual(await names('CH’ƠM huyện một'), ["Ch'ơm"]);
  assert.deepEqual(await names('dong xuan'), ['Đồng Xuân']);
  assert.deepEqual(await names('xuan dong'), ['Đồng Xuân']);
  assert.deepEqual(await names('%'), []);
  assert.equal((await names('')).length, 6);
  assert.deepEqual(
    (await listUnits(world, { text: '', kinds: ['district'] })).map((unit) => unit.id),
    [huyen, huyenKhac],
  );
  assert.deepEqual(await listUnits(world, { text: '', on: date('2020-12-31') }), []);
  ok(await assignCalendar(world, permit, { unit: huyen, calendar: 'nui', from: date('2022-01-01') }));
  const org = await readOrg(world);
  const commune = org.byId.get(xa) as Unit;
  assert.equal(calendarOf(org, commune, date('2022-11-15')), 'nui');
  assert.equal(calendarOf(org, commune, date('2021-11-15')), 'tinh');
  assert.equal(why(await findUnit(world, 999 as UnitId)), 'unit-not-found');
});

test('an agency code once given cannot be changed by a later file', async () => {
  const world = await house();
  const file = unitFile();
  const changed = { ...file, units: file.units.map((unit) => (unit.id === xa ? { ...unit, agencyCode: 'H47.11.99', agencyCodeOld: '000.99.11.H47' } : unit)) };
  assert.deepEqual(await loadUnits(world, systemPermit(world, 'unit.admin'), changed), { refused: 'agency-code-changed', about: { unit: xa } });
  const renamed = { ...file, units: file.units.map((unit) => (unit.id === xa ? { ...unit, name: 'Chơm Mới' } : unit)) };
  assert.equal(await loadUnits(world, systemPermit(world, 'unit.admin'), renamed), 1);
  assert.equal((await listUnits(world, { text: 'chom moi' })).length, 1);
});

test('a permit reaches what the post reaches, from the day it is given to the day it ends', async () => {
  const world = await house();
  const officer = await world.person('tu-phap', 'officer');
  const session = await world.as('tu-phap');
  const permit = ok(await askPermit(world, session, 'case.work'));
  assert.deepEqual(permit.reach, { kind: 'branch', path: '/1/11/21/' });
  assert.equal(permit.actor.unit, xa);
  assert.equal(ok(await askPermit(world, session, 'case.work', xa)).right, 'case.work');
  assert.equal(why(await askPermit(world, session, 'case.work', xaKhac)), 'not-allowed');
  assert.equal(why(await askPermit(world, session, 'case.sign')), 'not-allowed');
  assert.equal(why(await askPermit(world, session, 'case.work', 999 as UnitId)), 'unit-not-found');
  assert.deepEqual(ok(await askPermit(world, session, 'case.list', 'own')).reach, { kind: 'own' });
  const [post] = await ownPosts(world, ok(await askPermit(world, session, 'person.self')));
  assert.ok(post);
  assert.equal(why(await endPost(world, systemPermit(world, 'person.admin'), { post: post.id, until: date('2022-11-14') })), 'post-not-fitting');
  ok(await endPost(world, systemPermit(world, 'person.admin'), { post: post.id, until: date('2022-11-16') }));
  assert.equal(ok(await askPermit(world, session, 'case.work')).actor.person, officer.id);
  world.setLegal(instant('2022-11-16T00:00:00+07:00'));
  assert.equal(why(await askPermit(world, session, 'case.work')), 'not-allowed');
});

test('a leader of a district sees its communes and no other district', async () => {
  const world = await house();
  await world.person('lanh-dao', 'leader', huyen);
  const permit = ok(await askPermit(world, await world.as('lanh-dao'), 'case.list'));
  assert.deepEqual(await unitIdsReached(world, permit.reach), [huyen, xa, xaKhac]);
  assert.deepEqual(await unitIdsReached(world, { kind: 'own' }), []);
  assert.equal((await unitIdsReached(world, systemPermit(world, 'case.list').reach)).length, 6);
});

test('posts are given within the branch, never to oneself, and working roles only where work is done', async () => {
  const world = await house();
  const admin = await world.person('quan-tri', 'systemAdmin', huyen);
  const other = await world.person('moi');
  const permit = ok(await askPermit(world, await world.as('quan-tri'), 'person.admin'));
  const give = (person: PersonId, unit: UnitId, role: Role, more: Partial<Post> = {}) =>
    givePost(world, permit, { person, unit, role, title: 'Công chức', from: date('2022-11-15'), ...more });
  assert.equal(why(await give(other.id, huyenKhac, 'leader')), 'not-allowed');
  assert.equal(why(await give(admin.id, xa, 'officer')), 'second-person-needed');
  assert.equal(why(await give(other.id, huyen, 'officer')), 'post-not-fitting');
  assert.equal(why(await give(other.id, xa, 'citizen')), 'post-not-fitting');
  assert.equal(why(await give(other.id, xa, 'officer', { until: date('2022-11-15') })), 'post-not-fitting');
  assert.equal(why(await give(other.id, xa, 'officer', { from: date('2020-11-15') })), 'post-not-fitting');
  assert.equal(why(await give(other.id, xa, 'officer', { title: ' ' })), 'post-not-fitting');
  assert.equal(why(await give(randomUUID() as PersonId, xa, 'officer')), 'person-not-found');
  assert.equal(ok(await give(other.id, xa, 'officer')).path, '/1/11/21/');
  assert.deepEqual(
    (await listHolders(world, permit, { text: 'moi' })).map((holder) => [holder.name, holder.role, holder.unitName]),
    [['Người moi', 'officer', "Ch'ơm"]],
  );
  const far = await world.person('quay-hai', 'receptionist', quay);
  assert.equal(
    (await listHolders(world, permit, { text: '' })).some((holder) => holder.person === far.id),
    false,
  );
  assert.equal((await ledgerOf(world)).at(-1), 'post-given');
});

test('a head hands signing to a deputy for a week, with TUQ. under the paper, and takes it back', async () => {
  const world = await house();
  await world.person('chu-tich', 'unitLeader');
  const officer = await world.person('tu-phap', 'officer');
  const [head, deputy] = [await world.as('chu-tich'), await world.as('tu-phap')];
  const permit = ok(await askPermit(world, head, 'post.delegate'));
  const [post] = await ownPosts(world, ok(await askPermit(world, head, 'person.self')));
  assert.ok(post);
  const wish = {
    post: post.id,
    to: officer.id,
    rights: ['case.sign'] as const,
    mark: 'TUQ.' as const,
    starts: world.now(),
    ends: instant('2022-11-22T08:00:00+07:00'),
  };
  assert.equal(why(await askPermit(world, deputy, 'case.sign')), 'not-allowed');
  const given = ok(await delegate(world, permit, wish));
  const signing = ok(await askPermit(world, deputy, 'case.sign'));
  assert.equal(signing.actor.onBehalfOf, head.person);
  assert.deepEqual(await signatureOf(world, signing), { title: 'Chức danh tu-phap', mark: 'TUQ.', forTitle: 'Chức danh chu-tich' });
  assert.deepEqual(await signatureOf(world, ok(await askPermit(world, head, 'case.sign'))), { title: 'Chức danh chu-tich' });
  assert.equal((await delegationsGiven(world, permit)).length, 1);
  ok(await withdrawDelegation(world, permit, given.id));
  assert.equal(why(await askPermit(world, deputy, 'case.sign')), 'not-allowed');
  assert.equal(why(await withdrawDelegation(world, permit, given.id)), 'post-not-found');
  const entries = await ledgerOf(world);
  assert.deepEqual(entries.slice(-2), ['post-delegated', 'delegation-withdrawn']);
});

test('nobody delegates a post of somebody else, nor what was itself delegated', async () => {
  const world = await house();
  const [head, officer, stranger] = [
    await world.person('chu-tich', 'unitLeader'),
    await world.person('tu-phap', 'officer'),
    await world.person('chu-tich-khac', 'unitLeader', xaKhac),
  ];
  const permitOf = async (account: string) => ok(await askPermit(world, await world.as(account), 'post.delegate'));
  const [post] = await ownPosts(world, ok(await askPermit(world, { person: head.id }, 'person.self')));
  assert.ok(post);
  const wish = {
    post: post.id,
    to: officer.id,
    rights: ['case.sign'] as const,
    mark: 'KT.' as const,
    starts: world.now(),
    ends: instant('2022-11-22T08:00:00+07:00'),
  };
  assert.equal(why(await delegate(world, await permitOf('chu-tich-khac'), wish)), 'post-not-found');
  assert.equal(why(await delegate(world, await permitOf('chu-tich'), { ...wish, to: stranger.id })), 'delegation-not-fitting');
  assert.equal(why(await delegate(world, await permitOf('chu-tich'), { ...wish, rights: ['person.confirm'] })), 'delegation-not-fitting');
});

test('a session is known by its token until it is ended, idle for an hour, or twelve hours old', async () => {
  const world = await house();
  await world.person('dan');
  const opened = ok(await signInAsSample(world, 'dan', 'Chrome · Android'));
  assert.equal(ok(await readSession(world, opened.token)).account, 'dan');
  const [stored] = await world.sql<{
    found: number;
  }>`select count(*)::int as found from session where token_hash like '%' || ${opened.token} || '%' or device like '%' || ${opened.token} || '%'`;
  assert.equal(stored?.found, 0);
  for (const wrong of ['', 'x'.repeat(43), `${opened.token}A`]) assert.equal(why(await readSession(world, wrong)), 'not-signed-in');
  world.wait(hour - 1000);
  assert.equal(ok(await readSession(world, opened.token)).name, 'Người dan');
  world.wait(hour - 1000);
  ok(await readSession(world, opened.token));
  world.wait(hour);
  assert.equal(why(await readSession(world, opened.token)), 'not-signed-in');
});

test('a session in constant use still ends after twelve hours', async () => {
  const world = await house();
  await world.person('dan');
  const { token } = ok(await signInAsSample(world, 'dan', ''));
  for (let half = 1; half < 24; half += 1) {
    world.wait(hour / 2);
    ok(await readSession(world, token));
  }
  world.wait(hour / 2);
  assert.equal(why(await readSession(world, token)), 'not-signed-in');
});

test('one sees and ends the own sessions, never those of others', async () => {
  const world = await house();
  await world.person('dan');
  await world.person('khac');
  const [first, second] = [ok(await signInAsSample(world, 'dan', 'Máy nhà')), ok(await signInAsSample(world, 'dan', 'Điện thoại'))];
  const mine = ok(await askPermit(world, second.session, 'person.self'));
  const theirs = ok(await askPermit(world, await world.as('khac'), 'person.self'));
  assert.deepEqual((await listSessions(world, mine)).map((session) => session.device).toSorted(), ['Máy nhà', 'Điện thoại'].toSorted());
  assert.equal(why(await endSession(world, theirs, first.session.id)), 'not-found');
  ok(await endSession(world, mine, first.session.id));
  assert.equal(why(await readSession(world, first.token)), 'not-signed-in');
  ok(await readSession(world, second.token));
  assert.equal((await ledgerOf(world)).at(-1), 'signed-out');
});

test('the shortcut of the sample province exists nowhere else', async () => {
  const world = await house();
  await world.person('dan');
  assert.equal(why(await signInAsSample({ ...world, sample: false }, 'dan', '')), 'not-found');
  assert.equal(why(await signInAsSample(world, 'khong-co', '')), 'person-not-found');
});

test('a receptionist finds the person at the counter, and the look leaves a trace', async () => {
  const world = await house();
  await world.person('mot-cua', 'receptionist');
  const permit = ok(await askPermit(world, await world.as('mot-cua'), 'case.submit'));
  const add = async (name: string, idNumber: string) =>
    ok(await addPerson(world, systemPermit(world, 'person.admin'), { name, idNumber, phone: '0905412768' }));
  const person = await add('Nguyễn Văn An', '049085002345');
  assert.equal(ok(await lookUpAtCounter(world, permit, { idNumber: '049085002345' })).name, 'Nguyễn Văn An');
  assert.equal(ok(await lookUpAtCounter(world, permit, { phone: '0905 412 768' })).id, person.id);
  const traces = await world.sql<{ entry: { person: string } }>`select entry from ledger where what = 'person-read'`;
  assert.deepEqual(
    traces.map((trace) => trace.entry.person),
    [person.id, person.id],
  );
  assert.equal(why(await lookUpAtCounter(world, permit, { idNumber: '049085002346' })), 'person-not-found');
  await add('Nguyễn Văn Bình', '049085002347');
  assert.equal(why(await lookUpAtCounter(world, permit, { phone: '0905412768' })), 'person-not-found', 'a shared telephone names nobody');
  const citizen = ok(await askPermit(world, { person: person.id }, 'case.submit'));
  assert.equal(why(await lookUpAtCounter(world, citizen, { idNumber: '049085002347' })), 'not-allowed');
  assert.equal(why(await findPerson(world, permit, person.id)), 'not-allowed');
});

test('a person opens the own data and no other, and an account is given once', async () => {
  const world = await house();
  const [one, two] = [await world.person('mot'), await world.person('hai')];
  const mine = ok(await askPermit(world, { person: one.id }, 'person.self'));
  assert.equal(ok(await findPerson(world, mine, one.id)).account, 'mot');
  assert.equal(why(await findPerson(world, mine, two.id)), 'not-allowed');
  assert.equal(why(await addPerson(world, systemPermit(world, 'person.admin'), { account: 'mot', name: 'Khác' })), 'account-taken');
  assert.equal(why(await addPerson(world, systemPermit(world, 'person.admin'), { account: 'ba', name: '', phone: '12' })), 'person-has-problems');
  assert.equal((await namesOf(world, mine, [two.id, randomUUID() as PersonId])).get(two.id), 'Người hai');
});

type Enrolled = { readonly opened: Opened; readonly device: ReturnType<typeof makeAuthenticator> };

async function enrol(world: TestWorld, token: string): Promise<Enrolled> {
  const device = makeAuthenticator();
  const link = ok(await openLink(world, token, visitor));
  const opened = ok(await redeemLink(world, { token, answer: device.register(link.options, origin), label: 'Khóa cơ quan' }, visitor));
  return { opened, device };
}
const signIn = async (world: TestWorld, device: Enrolled['device'], from: Visitor = visitor) =>
  signInByPasskey(world, device.signIn(await passkeyToSignIn(world), origin), from);

test('an invited officer registers a passkey by a one-time link and signs in with it', async () => {
  const world = await house();
  const officer = await world.person('tu-phap', 'officer');
  const link = ok(await invite(world, systemPermit(world, 'person.admin'), officer.id));
  assert.deepEqual(ok(await openLink(world, link.token, visitor)).titles, ['Chức danh tu-phap']);
  const { opened, device } = await enrol(world, link.token);
  assert.equal(ok(await readSession(world, opened.token)).person, officer.id);
  const session = ok(await signIn(world, device)).session;
  assert.equal(session.method, 'passkey');
  assert.equal(ok(await askPermit(world, session, 'case.work')).actor.person, officer.id);
  assert.deepEqual((await ledgerOf(world)).slice(-5), ['invitation-issued', 'passkey-registered', 'invitation-used', 'signed-in', 'signed-in']);
  const [entry] = await world.sql<{ actor: string; role: string }>`select actor, role from ledger order by position desc limit 1`;
  assert.deepEqual(entry, { actor: officer.id, role: 'officer' });
  assert.equal((await passkeysHeld(world, systemPermit(world, 'person.admin'), [officer.id])).get(officer.id), 1);
});

test('an invitation opens once, for a day, and the newest one alone', async () => {
  const world = await house();
  const [one, two] = [await world.person('mot', 'officer'), await world.person('hai', 'officer')];
  const admin = systemPermit(world, 'person.admin');
  const old = ok(await invite(world, admin, one.id));
  const link = ok(await invite(world, admin, one.id));
  assert.equal(why(await openLink(world, old.token, visitor)), 'link-not-open');
  const late = ok(await invite(world, admin, two.id));
  const options = ok(await openLink(world, link.token, visitor)).options;
  const answers = [makeAuthenticator(), makeAuthenticator()].map((device) => device.register(options, origin));
  const results = await Promise.all(answers.map((answer) => redeemLink(world, { token: link.token, answer, label: '' }, visitor)));
  assert.deepEqual(results.map((result) => isRefusal(result)).toSorted(), [false, true]);
  assert.equal(why(await openLink(world, link.token, visitor)), 'link-not-open');
  assert.equal(why(await invite(world, admin, one.id)), 'second-person-needed');
  world.wait(24 * hour);
  assert.equal(why(await openLink(world, late.token, visitor)), 'link-not-open');
});

test('a passkey answer is refused when anything about it is wrong', async () => {
  const world = await house();
  const officer = await world.person('tu-phap', 'officer');
  const { device } = await enrol(world, ok(await invite(world, systemPermit(world, 'person.admin'), officer.id)).token);
  const stolen = device.copy();
  const from = (address: string): Visitor => ({ ...visitor, address });
  const options = await passkeyToSignIn(world);
  assert.equal(why(await signInByPasskey(world, device.signIn(options, 'https://evil.example'), from('a'))), 'sign-in-failed');
  assert.equal(why(await signInByPasskey(world, device.signIn(options, origin), from('b'))), 'sign-in-failed', 'the challenge was taken');
  const foreign = makeAuthenticator();
  foreign.register({ rp: { id: 'cuaso.example' }, challenge: 'x' }, origin);
  assert.equal(why(await signIn(world, foreign, from('c'))), 'sign-in-failed');
  const late = await passkeyToSignIn(world);
  world.wait(6 * 60_000);
  assert.equal(why(await signInByPasskey(world, device.signIn(late, origin), from('d'))), 'sign-in-failed');
  assert.equal(why(await signInByPasskey(world, device.signIn({ challenge: 'bm90IG91cnM', rpId: 'cuaso.example' }, origin), from('e'))), 'sign-in-failed');
  const good = device.signIn(await passkeyToSignIn(world), origin) as { readonly response: { readonly signature: string } };
  const bent = { ...good, response: { ...good.response, signature: good.response.signature.replace(/.{4}$/, 'AAAA') } } as unknown as Json;
  assert.equal(why(await signInByPasskey(world, bent, from('f'))), 'sign-in-failed');
  for (const junk of [null, 'x', [], {}, { id: 7 }, { id: 'x', response: null }, { id: 'x', response: { clientDataJSON: '!!' } }] as const) {
    assert.equal(why(await signInByPasskey(world, junk, from(`junk ${JSON.stringify(junk)}`))), 'sign-in-failed');
  }
  ok(await signIn(world, device, from('g')));
  assert.equal(why(await signIn(world, stolen, from('h'))), 'sign-in-failed', 'a copied device lags behind in its counter');
});

test('a device that does not ask for its user is not enough', async () => {
  const world = await house();
  const officer = await world.person('tu-phap', 'officer');
  const { token } = ok(await invite(world, systemPermit(world, 'person.admin'), officer.id));
  const link = ok(await openLink(world, token, visitor));
  const answer = makeAuthenticator({ verifiesUser: false }).register(link.options, origin);
  assert.equal(why(await redeemLink(world, { token, answer, label: '' }, visitor)), 'sign-in-failed');
  ok(await openLink(world, token, visitor));
});

test('a second passkey is added and the first one revoked by its holder alone', async () => {
  const world = await house();
  const officer = await world.person('tu-phap', 'officer');
  const other = ok(await askPermit(world, { person: (await world.person('khac')).id }, 'person.self'));
  const { opened, device } = await enrol(world, ok(await invite(world, systemPermit(world, 'person.admin'), officer.id)).token);
  const self = ok(await askPermit(world, opened.session, 'person.self'));
  const second = makeAuthenticator();
  const options = ok(await passkeyToRegister(world, self));
  assert.equal(why(await savePasskey(world, other, { answer: second.register(options, origin), label: 'lạ' })), 'sign-in-failed');
  const answer = second.register(ok(await passkeyToRegister(world, self)), origin);
  assert.equal(ok(await savePasskey(world, self, { answer, label: '  Điện thoại  ' })).label, 'Điện thoại');
  const [first] = await passkeysOfSelf(world, self);
  assert.ok(first);
  assert.equal(why(await revokePasskey(world, other, first.id)), 'not-found');
  ok(await revokePasskey(world, self, first.id));
  assert.equal(why(await signIn(world, device)), 'sign-in-failed');
  ok(await signIn(world, second, { ...visitor, address: 'elsewhere' }));
});

test('a recovery opens only after a second person confirmed it, and closes all that was open before', async () => {
  const world = await house();
  const officer = await world.person('tu-phap', 'officer');
  await world.person('quan-tri', 'systemAdmin', tinh);
  await world.person('chu-tich', 'unitLeader');
  await world.person('chu-tich-khac', 'unitLeader', xaKhac);
  const before = await enrol(world, ok(await invite(world, systemPermit(world, 'person.admin'), officer.id)).token);
  const permit = <R extends 'person.admin' | 'person.confirm'>(account: string, right: R): Promise<Permit<R>> =>
    world.as(account).then(async (session) => ok(await askPermit(world, session, right)));
  const admin = await permit('quan-tri', 'person.admin');
  assert.equal(why(await invite(world, admin, officer.id)), 'second-person-needed');
  const link = ok(await issueRecovery(world, admin, officer.id));
  assert.equal(why(await openLink(world, link.token, visitor)), 'link-not-open');
  assert.equal(why(await confirmRecovery(world, await permit('chu-tich-khac', 'person.confirm'), link.id)), 'link-not-open', 'another unit');
  const second = await permit('chu-tich', 'person.confirm');
  assert.deepEqual(
    (await listRecoveries(world, second)).map((open) => open.name),
    ['Người tu-phap'],
  );
  ok(await confirmRecovery(world, second, link.id));
  assert.equal(why(await confirmRecovery(world, second, link.id)), 'link-not-open');
  assert.deepEqual(await listRecoveries(world, second), []);
  const after = await enrol(world, link.token);
  assert.equal(why(await readSession(world, before.opened.token)), 'not-signed-in');
  assert.equal(why(await signIn(world, before.device)), 'sign-in-failed');
  ok(await signIn(world, after.device, { ...visitor, address: 'elsewhere' }));
  const entries = await ledgerOf(world);
  for (const what of ['recovery-issued', 'recovery-confirmed', 'recovery-used']) assert.equal(entries.filter((entry) => entry === what).length, 1, what);
});

test('whoever issues a recovery cannot confirm it, nor can the person it is for', async () => {
  const world = await house();
  const head = await world.person('chu-tich', 'unitLeader');
  const admin = await world.person('quan-tri', 'systemAdmin', tinh);
  ok(
    await givePost(world, systemPermit(world, 'person.admin'), {
      person: admin.id,
      unit: tinh,
      role: 'securityOfficer',
      title: 'An toàn',
      from: date('2021-07-01'),
    }),
  );
  const session = await world.as('quan-tri');
  const permit = ok(await askPermit(world, session, 'person.admin'));
  const link = ok(await issueRecovery(world, permit, head.id));
  assert.equal(why(await confirmRecovery(world, ok(await askPermit(world, session, 'person.confirm')), link.id)), 'second-person-needed');
  assert.equal(why(await confirmRecovery(world, ok(await askPermit(world, { person: head.id }, 'person.confirm')), link.id)), 'second-person-needed');
  assert.equal(why(await issueRecovery(world, permit, admin.id)), 'second-person-needed');
});

test('an administrator of one branch does not handle people of another', async () => {
  const world = await house();
  await world.person('quan-tri', 'systemAdmin', huyenKhac);
  const officer = await world.person('tu-phap', 'officer');
  const citizen = await world.person('dan');
  const permit = ok(await askPermit(world, await world.as('quan-tri'), 'person.admin'));
  assert.equal(why(await invite(world, permit, officer.id)), 'not-allowed');
  assert.equal(why(await issueRecovery(world, permit, officer.id)), 'not-allowed');
  assert.equal(why(await invite(world, permit, citizen.id)), 'not-allowed');
});

test('failed sign-ins slow down their own pair of account and address, and nobody else', async () => {
  const world = await house();
  const officer = await world.person('tu-phap', 'officer');
  const { device } = await enrol(world, ok(await invite(world, systemPermit(world, 'person.admin'), officer.id)).token);
  const [bad, good]: readonly [Visitor, Visitor] = [
    { ...visitor, address: '203.0.113.9' },
    { ...visitor, address: '10.0.0.2' },
  ];
  const fail = async (): Promise<string> => why(await signInByPasskey(world, device.copy().signIn(await passkeyToSignIn(world), 'https://evil.example'), bad));
  for (let time = 1; time <= 4; time += 1) assert.equal(await fail(), 'sign-in-failed');
  assert.equal(await fail(), 'sign-in-slowed');
  assert.equal(why(await signIn(world, device, bad)), 'sign-in-slowed');
  ok(await signIn(world, device, good));
  world.wait(2000);
  ok(await signIn(world, device, bad));
  assert.equal(await fail(), 'sign-in-failed', 'a success wipes the slate');
});

test('a hundred guesses at once count as a hundred', async () => {
  const world = await house();
  const guesses = await Promise.all(Array.from({ length: 20 }, (_, index) => openLink(world, String(index).padStart(43, 'x'), visitor)));
  assert.equal(guesses.filter((guess) => why(guess) === 'link-not-open').length, 4);
  assert.equal(guesses.filter((guess) => why(guess) === 'sign-in-slowed').length, 16);
});
