/** What a signed result changes beyond its case: the facts held about a person, and a parent's mandate for a child. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { CaseId, PersonId, UnitId } from '../../src/base/id.ts';
import { systemPermit } from '../../src/kernel/access/access.act.ts';
import { changePerson } from '../../src/kernel/person/person.act.ts';
import { formTo } from '../kit/client.ts';
import { openSite } from '../kit/site.ts';
import type { Sample } from '../kit/walk.ts';
import { anXuan, birth, copies, fillIn, fine, prepare, sign } from '../kit/walk.ts';

const site = await openSite();
after(() => assert.deepEqual(site.faults, []));
const chair = await site.as(anXuan.chair);

const correction: Sample = {
  pack: 'dinh-chinh-du-lieu',
  answers: {
    _unit: '20347',
    'correction.what': 'phone',
    'correction.wrong': '0905412768',
    'correction.right': '0912345678',
    '_counter.proof': 'true',
  },
  files: [],
  work: [{ by: 'officer', fields: { finding: 'Số mới là của chính người đề nghị.', newPhone: '0912345678' } }],
  fee: 0,
};

test('a correction changes nothing before it is signed; then the person sees before, after, who and by which case', async () => {
  const an = await site.as('cong-dan-an');
  const { code } = await prepare(site, an, correction);
  const before = fine(await an.get('/toi'));
  assert.match(before.text, /0905 412 768/);
  assert.doesNotMatch(before.text, /Đã đính chính/);
  fine(await sign(chair, code));
  await site.world.work();
  const page = fine(await an.get('/toi'));
  assert.match(page.text, /Đã đính chính Điện thoại: 0905 412 768 sửa thành 0912 345 678 15\/11\/2022, hồ sơ H47[^,]*, người ký: /);
  assert.ok(page.text.includes(code));
  const form = formTo(fine(await an.get('/nop/chung-thuc-ban-sao')), '/nop/chung-thuc-ban-sao');
  assert.equal(form.fields.find(([name]) => name === 'requester.phone')?.[1], '0912345678', 'the next form is filled in with it');
});

test('the ledger holds who decided and a commitment that opens with the old words, never the words; reading it again changes nothing', async () => {
  const { sql, hash } = site.world;
  const entries = () => sql<{ entry: { by: string; changed: { field: string; before: string }[] } }>`select entry from ledger where what = 'person-changed'`;
  const [row, ...more] = await entries();
  assert.equal(more.length, 0);
  const [kept] = await sql<{ salt: string; before: string; by: string; account: string }>`
    select salt, before, decided_by as by, account from person_change join person on person.person_id = decided_by`;
  assert.equal(kept?.account, anXuan.chair);
  assert.equal(row?.entry.by, kept?.by);
  assert.deepEqual(row?.entry.changed, [{ field: 'phone', before: hash(`${kept?.salt} ${kept?.before}`) }]);
  assert.doesNotMatch(JSON.stringify(row?.entry), /0905412768|0912345678/);
  await site.world.database.owner`update follower set tx = '0', position = 0 where name = 'effect'`;
  await site.world.work();
  assert.equal((await entries()).length, 1);
});

test('a case whose effect comes late takes nothing back of what a later case has changed', async () => {
  const { world } = site;
  const permit = systemPermit(world, 'system.run');
  const [one] = await world.sql<{ person: PersonId; unit: UnitId; by: PersonId; caseId: CaseId }>`
    select person_id as person, unit_id as unit, decided_by as by, case_id as "caseId" from person_change`;
  assert.ok(one !== undefined);
  await world.database.owner`update person set phone = '+84987654321' where person_id = ${one.person}`;
  const changed = await changePerson(world, permit, { ...one, facts: { phone: '0912345678', address: '12 đường Hư Cấu' } });
  assert.deepEqual(changed, ['address']);
  const [row] = await world.sql<{ phone: string; address: string }>`select phone, address from person where person_id = ${one.person}`;
  assert.deepEqual(row, { phone: '+84987654321', address: '12 đường Hư Cấu' });
});

test('a mother who registers a birth acts for the child from the signature on; an aunt does not', async () => {
  const bich = await site.as('cong-dan-bich');
  const aunt = await prepare(site, bich, birth, { 'requester.relationship': 'relative' });
  fine(await sign(chair, aunt.code));
  await site.world.work();
  assert.doesNotMatch(fine(await bich.get('/toi/lam-thay')).text, /Minh Thư/);
  const { code } = await prepare(site, bich, birth, { 'requester.relationship': 'mother' });
  fine(await sign(chair, code));
  await site.world.work();
  const page = fine(await bich.get('/toi/lam-thay'));
  assert.match(page.text, /Nguyễn Trần Minh Thư/);
  assert.ok(page.text.includes(code), 'the paper it rests on is the case');
  assert.match(fine(await bich.get('/nop/dang-ky-thuong-tru')).text, /Nguyễn Trần Minh Thư/, 'and may file for the child');
  const again = await prepare(site, bich, birth, { 'requester.relationship': 'mother' });
  fine(await sign(chair, again.code));
  await site.world.work();
  const [count] = await site.world.sql<{ n: number }>`select count(*)::int as n from mandate where principal_number = '049322001234'`;
  assert.equal(count?.n, 1, 'one is enough');
  const entries = await site.world.sql<{ what: string }>`select what from ledger where what = 'mandate-recorded'`;
  assert.equal(entries.length, 1);
});

test('who files in the name and with the number of the mother, from another account, does not act for her child', async () => {
  const an = await site.as('cong-dan-an');
  const asMother = { 'requester.relationship': 'mother', 'requester.id': '049195003456', '_why.requester.id': 'nộp giúp người mẹ' };
  const sibling = { ...birth, work: [{ by: 'officer' as const, fields: { ...birth.work[0]?.fields, personalId: '049322001235' } }] };
  const { code } = await prepare(site, an, sibling, asMother);
  fine(await sign(chair, code));
  await site.world.work();
  const mandates = await site.world.sql`select 1 from mandate where principal_number = '049322001235'`;
  assert.equal(mandates.length, 0);
  const [refused] = await site.world.sql<{ why: string }>`select entry->>'why' as why from ledger where what = 'effect-refused'`;
  assert.equal(refused?.why, 'applicant-differs');
});

test('what was signed stands though the register cannot follow; the ledger says so', async () => {
  const an = await site.as('cong-dan-an');
  const wrong = { ...birth, work: [{ by: 'officer' as const, fields: { ...birth.work[0]?.fields, personalId: '049319001234' } }] };
  const { code } = await prepare(site, an, wrong);
  fine(await sign(chair, code));
  await site.world.work();
  const [refused] = await site.world.sql<{ why: string }>`
    select entry->>'why' as why from ledger where what = 'effect-refused' order by position desc limit 1`;
  assert.equal(refused?.why, 'mandate-not-fitting');
  assert.ok((await fillIn(an, copies)).path !== '', 'and everything else goes on');
});
