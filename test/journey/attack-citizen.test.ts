/** What strangers and insiders try at the doors of the citizen's side. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { CommandKey, PersonId, UnitId } from '../../src/base/id.ts';
import type { Refusal } from '../../src/base/refusal.ts';
import { date } from '../../src/base/time.ts';
import { keyIfAny, keyPath } from '../../src/gate/pay-key.ts';
import { askMandate, askPermit, guestPermit, recordMandate, systemPermit } from '../../src/kernel/access/access.act.ts';
import { mostGiven } from '../../src/kernel/access/mandate.ts';
import { findCase } from '../../src/kernel/case/case.act.ts';
import { stagedUploads, stageUpload } from '../../src/kernel/document/document.act.ts';
import { reconcileByHand, setObligation } from '../../src/kernel/payment/payment.act.ts';
import { readStatement, statementColumns } from '../../src/kernel/payment/payment.ts';
import { answerSurvey, openPackSurvey, packSurveys } from '../../src/kernel/voice/voice.act.ts';
import type { Page, Visitor } from '../kit/client.ts';
import { formTo } from '../kit/client.ts';
import { openSite } from '../kit/site.ts';
import { anXuan, apply, copies, fine } from '../kit/walk.ts';
import { sound } from '../kit/world.ts';

const site = await openSite();
const { world } = site;
const stranger = site.visitor();
const refusedAs = (value: unknown): string | undefined => (value as Refusal).refused;
const personOf = async (account: string): Promise<PersonId> => (await world.signIn(account)).session.person;
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

/** A report with its code typed in; `_visit` and `_key` are the sender's to choose. */
async function report(one: Visitor, hidden: Readonly<Record<string, string>>): Promise<Page> {
  const form = formTo(fine(await one.get('/phan-anh/gui')), '/phan-anh/gui');
  const fields = {
    category: 'traffic',
    text: 'Ổ gà sâu giữa đường trước cổng trường',
    'contact.phone': '0905777222',
    _unit: '20347',
    _cho: 'Cổng trường',
    ...hidden,
  };
  const asked = fine(await one.submit(form, { fields }));
  const typed = /Mã mẫu: (\d{6})/.exec(asked.text)?.[1] ?? assert.fail(asked.text.slice(0, 400));
  return await one.submit(formTo(asked, '/phan-anh/gui'), { fields: { _ma: typed } });
}

test('a guest who sends somebody else’s id is not that person: no case of theirs, no file of theirs, no key of the platform', async () => {
  const victim = await personOf('cong-dan-an');
  const own = sound(await askPermit(world, (await world.signIn('cong-dan-an')).session, 'case.submit', 'own'));
  const staged = sound(await stageUpload(world, own, { name: 'can-cuoc.png', bytes: png }));
  assert.deepEqual(await stagedUploads(world, guestPermit(victim, 'case.submit'), [staged.id]), []);
  for (const visit of [victim, '00000000-0000-7000-8000-000000000001']) {
    const sent = fine(await report(stranger, { _visit: visit }));
    const code = /PA-\d{6}-\d{4}/.exec(sent.path)?.[0] ?? assert.fail(sent.path);
    const [row] = await world.sql<{ applicant: string; actor: string }>`
      select applicant_id as applicant, (select actor from ledger l where l.case_id = c.case_id and what = 'case-submitted') as actor
      from case_row c join voice_report using (case_id) where voice_report.code = ${code}`;
    assert.ok(row !== undefined && row.applicant !== visit && row.actor !== visit, `${visit} stands in the case`);
  }
});

test('an unknown address is a page like any other: its policy lets its own style and icon in', async () => {
  for (const path of ['/khong-co', '/tep/khong/co/dau']) {
    const page = await stranger.raw(path);
    assert.equal(page.status, 404);
    assert.match(page.headers.get('content-security-policy') ?? '', /style-src '(?:self|sha256-[^']+)';.* img-src 'self' data:/, path);
  }
});

test('an officer opens no case by a mandate to oneself, and makes no grown-up anybody’s child', async () => {
  const { session } = await world.signIn(anXuan.receptionist);
  const officer = sound(await askPermit(world, session, 'case.receive'));
  await world.database.owner`update person set id_number = '049190001111' where person_id = ${session.person}`;
  const bich = { idNumber: '049195003456', name: 'Trần Thị Bích' };
  const self = { idNumber: '049190001111', name: session.name };
  const common = { unit: officer.actor.unit as UnitId, packs: [], paper: 'Giấy ủy quyền số 1' };
  const term = { kind: 'proxy' as const, from: date('2022-11-15'), until: date('2023-05-15') };
  assert.equal(refusedAs(await recordMandate(world, officer, { ...common, ...term, agent: self, principal: bich })), 'second-person-needed');
  assert.equal(refusedAs(await recordMandate(world, officer, { ...common, ...term, agent: bich, principal: self })), 'second-person-needed');
  const an = { idNumber: '049085002345', name: 'Nguyễn Văn An' };
  assert.equal(
    refusedAs(await recordMandate(world, officer, { ...common, kind: 'child', birth: date('2015-01-01'), agent: an, principal: bich })),
    'mandate-not-fitting',
  );
});

test('nobody’s list of mandates is flooded', async () => {
  const { session } = await world.signIn('cong-dan-bich');
  const permit = sound(await askPermit(world, session, 'person.self', 'own'));
  const wish = { as: 'principal' as const, otherNumber: '049085002345', packs: [], from: date('2022-11-15'), until: date('2022-12-15') };
  for (let given = 0; given < mostGiven; given += 1) sound(await askMandate(world, permit, wish));
  assert.equal(refusedAs(await askMandate(world, permit, wish)), 'too-many-requests');
});

test('whoever moderates a report and reads the words as they were sent leaves a trace', async () => {
  const sent = fine(await report(site.visitor(), {}));
  const code = /PA-\d{6}-\d{4}/.exec(sent.path)?.[0] ?? assert.fail(sent.path);
  const officer = await site.as(anXuan.officer);
  const traces = async (): Promise<number> => {
    const [row] = await world.sql<{ n: number }>`
      select count(*)::int as n from ledger join voice_report using (case_id) where code = ${code} and what = 'case-read' and seq is null`;
    return row?.n ?? 0;
  };
  const before = await traces();
  fine(await officer.get(`/ban-lam-viec/phan-anh/${code}`));
  assert.equal(await traces(), before + 1);
});

test('a gateway key that is no key stops the start: it would sign for everybody', () => {
  const data = mkdtempSync(join(tmpdir(), 'cuaso-key-'));
  assert.equal(keyIfAny(data), undefined);
  mkdirSync(dirname(keyPath(data)));
  for (const text of ['a secret of words', 'abc', 'ab'.repeat(31), `${'ab'.repeat(32)}x`]) {
    writeFileSync(keyPath(data), text);
    assert.throws(() => keyIfAny(data), /is no key/, text);
  }
  writeFileSync(keyPath(data), `${'ab'.repeat(32)}\n`);
  assert.equal(keyIfAny(data), 'ab'.repeat(32));
});

test('an accountant’s own file pays nothing of another unit', async () => {
  const citizen = await site.as('cong-dan-bhoi');
  const references: string[] = [];
  for (const unit of ['20347', '20398']) {
    const tracking = await apply(citizen, copies, { _unit: unit });
    const page = fine(await citizen.get(`/da-nop/${tracking}`));
    const [row] = await world.database.owner<{ reference: string }>`
      select reference from obligation join case_row using (case_id) where tracking = ${tracking}`;
    references.push(row?.reference ?? assert.fail(page.text.slice(0, 300)));
  }
  const keep = sound(await askPermit(world, (await world.signIn('ke-toan-an-xuan')).session, 'payment.keep'));
  const lines = references.map((reference, index) => `FTF${index},2022-11-15T08:00:00+07:00,10000,${reference},transfer`);
  const wish = { key: world.newId() as CommandKey, day: '2022-11-15', text: [statementColumns.join(','), ...lines].join('\n') };
  sound(await reconcileByHand(world, keep, wish));
  const paid = await Promise.all(
    references.map(async (one) => (await world.database.owner<{ paid: number }>`select paid from obligation where reference = ${one}`)[0]?.paid),
  );
  assert.deepEqual(paid, [10_000, 0]);
});

test('no debt is put on a case of another unit', async () => {
  const citizen = await site.as('cong-dan-bhoi');
  const keep = sound(await askPermit(world, (await world.signIn('ke-toan-an-xuan')).session, 'payment.keep'));
  const set = async (unit: string, notice: string) => {
    const caseId = (await findCase(world, await apply(citizen, copies, { _unit: unit }))) ?? assert.fail('no case');
    const wish = { key: world.newId() as CommandKey, caseId, setter: 'Chi cục Thuế', notice, title: 'Thuế', amount: 1000, due: null };
    return await setObligation(world, keep, wish);
  };
  sound(await set('20347', 'TB-1'));
  assert.equal(refusedAs(await set('20398', 'TB-2')), 'not-found');
});

test('sheets of paper are typed in where a survey asks, not anywhere', async () => {
  const unitAt = (gso: string): UnitId => world.org().units.find((one) => one.gso === gso)?.id ?? assert.fail(gso);
  const moderator = systemPermit(world, 'voice.moderate');
  const [asked] = await packSurveys(world);
  assert.ok(asked !== undefined, 'a pack asks something');
  const opened = async (unit: UnitId) =>
    sound(await openPackSurvey(world, moderator, world.newId() as CommandKey, { pack: asked.pack, survey: asked.survey, unit, ends: date('2022-12-31') })).id;
  const enter = sound(await askPermit(world, (await world.signIn(anXuan.receptionist)).session, 'voice.enter'));
  const given = { sheet: {}, commune: null, age: null };
  const take = async (survey: string) => await answerSurvey(world, enter, survey, { by: 'paper', number: 'P-1' }, given);
  assert.equal(await take(await opened(unitAt('20347'))), 'done');
  assert.equal(await take(await opened(world.org().units.find((one) => one.parent === undefined)?.id ?? assert.fail('no root'))), 'done');
  assert.equal(refusedAs(await take(await opened(unitAt('20398')))), 'not-allowed');
});

test('a file of the bank that nobody can store or that has endless lines is unreadable, not a fault', () => {
  const file = (content: string) => readStatement(`${statementColumns.join(',')}\nFT1,2022-11-15T08:00:00+07:00,1000,${content},transfer`);
  assert.ok(!('refused' in file('CS')));
  assert.equal(refusedAs(file('a\u0000b')), 'statement-unreadable');
  assert.equal(refusedAs(file(`"${'a'.repeat(3_000_000)}`)), 'statement-unreadable');
});

test('a form sent without a session leads to the sign-in page by a short address, whatever it says about for whom it is', async () => {
  const body = new URLSearchParams({ _key: world.newId(), _owner: 'a'.repeat(20), _for: `x\r\n${'y'.repeat(20_000)}` });
  const answer = await stranger.raw('/nop/khai-sinh', { method: 'POST', body });
  assert.equal(answer.status, 303);
  assert.match(answer.headers.get('location') ?? '', /^\/dang-nhap\?next=%2Fnop%2Fkhai-sinh%3Fgiu%3D[0-9a-f-]{36}$/);
});

test('nothing broke inside', () => assert.deepEqual(site.faults, []));
