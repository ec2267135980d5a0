import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { UnitId } from '../../src/base/id.ts';
import { date } from '../../src/base/time.ts';
import { askPermit, recordMandate, systemPermit } from '../../src/kernel/access/access.act.ts';
import { forgetDrafts } from '../../src/kernel/case/case.act.ts';
import { formTo } from '../kit/client.ts';
import { openSite } from '../kit/site.ts';
import { apply, birth, copies, deed, fillIn, fine, ownPage, receive, trackingOf } from '../kit/walk.ts';
import { sound } from '../kit/world.ts';

const site = await openSite();
const { world } = site;
after(() => assert.deepEqual(site.faults, []));

const place = '/nop/khai-sinh';
const drafts = async (): Promise<number> => (await world.database.owner<{ n: number }>`select count(*)::int as n from draft`)[0]?.n ?? 0;
const { _unit, ...answers } = birth.answers;
const some = { 'child.fullName': 'Nguyễn Trần Minh Thư', 'child.sex': 'female', 'child.birthDate.day': '1', 'mother.name': 'Trần Thị Bích' };
const wordOf = (fields: readonly (readonly [string, string])[], name: string): string | undefined => fields.find(([one]) => one === name)?.[1];

test('a form left half-way goes on at another device, is listed under the own cases, and is erased by the submission', async () => {
  const phone = await site.as('cong-dan-an');
  const form = formTo(fine(await phone.get(place)), place);
  const saved = fine(await phone.submit(form, { fields: some, files: birth.files, button: ['_save', '1'] }));
  assert.match(saved.text, /Đã lưu nháp lúc/);
  assert.match(saved.text, /birth-proof\.pdf/);

  const computer = await site.as('cong-dan-an');
  const mine = fine(await computer.get('/ho-so-cua-toi'));
  assert.match(mine.text, /Nháp 1 Đăng ký khai sinh Lưu lúc/);
  const again = fine(await computer.get(place));
  assert.match(again.text, /Khai tiếp bản nháp lưu lúc/);
  const { fields } = formTo(again, place);
  for (const [name, value] of Object.entries(some)) assert.equal(wordOf(fields, name), value, name);
  assert.equal(wordOf(fields, '_key'), wordOf(form.fields, '_key'), 'a draft is submitted once, whatever device submits it');
  assert.match(again.text, /birth-proof\.pdf/);

  const check = fine(await computer.submit(formTo(again, place), { fields: { ...answers, _unit: '20347' } }));
  const sent = fine(await computer.submit(formTo(check, place), { fields: { _declare: 'true' } }));
  assert.ok(trackingOf(sent));
  assert.equal(await drafts(), 0);
  // The phone still shows the old page: its late saving leaves no draft behind.
  const late = await phone.raw(`${place}/nhap`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key: wordOf(form.fields, '_key'), now: 1, seen: 0, boxes: { 'child.fullName': [1, 'X'] } }),
  });
  assert.equal(late.status, 409);
  assert.equal(await drafts(), 0);
});

test('a post whose session is gone waits behind the sign-in page for the same person, and for nobody else', async () => {
  const citizen = await site.as('cong-dan-an');
  const form = formTo(fine(await citizen.get(place)), place);
  const lost = site.visitor();
  const asked = fine(await lost.submit(form, { fields: some }));
  const next = /^\/dang-nhap\?next=(.+)$/.exec(asked.path)?.[1];
  assert.ok(next !== undefined, asked.path);
  const back = decodeURIComponent(next);
  assert.match(back, /^\/nop\/khai-sinh\?giu=/);

  const other = await site.as('cong-dan-bhoi');
  const theirs = formTo(fine(await other.get(back)), place);
  assert.equal(wordOf(theirs.fields, 'child.fullName'), '');

  const page = fine(await citizen.get(back));
  assert.equal(page.path, place);
  for (const [name, value] of Object.entries(some)) assert.equal(wordOf(formTo(page, place).fields, name), value, name);
  // The link works once.
  fine(await citizen.get(back));
  assert.equal(await drafts(), 1);
  fine(await citizen.submit(formTo(fine(await citizen.get('/ho-so-cua-toi')), '/nhap/')));
});

test('the check page too: a session that ends before the declaration costs nothing typed', async () => {
  const citizen = await site.as('cong-dan-an');
  const sending = await fillIn(citizen, birth);
  const asked = fine(await site.visitor().send(sending));
  const back = decodeURIComponent(asked.path.replace('/dang-nhap?next=', ''));
  const page = fine(await citizen.get(back));
  for (const [name, value] of Object.entries(answers)) assert.equal(wordOf(formTo(page, place).fields, name), value, name);
  fine(await citizen.submit(formTo(fine(await citizen.get('/ho-so-cua-toi')), '/nhap/')));
  assert.equal(await drafts(), 0);
});

test('two devices: the newer answer of each box stands, and both are shown until one of them is written again', async () => {
  const citizen = await site.as('cong-dan-an');
  const form = formTo(fine(await citizen.get(place)), place);
  const key = wordOf(form.fields, '_key');
  const now = Date.parse(world.machine());
  const send = async (boxes: Record<string, readonly (string | number)[]>, seen: number, clock = now) => {
    const page = await citizen.raw(`${place}/nhap`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key, now: clock, seen, boxes }),
    });
    assert.equal(page.status, 200);
    return JSON.parse(new TextDecoder().decode(page.bytes));
  };
  const first = await send({ 'child.fullName': [now - 2000, 'Minh Thư'], 'mother.name': [now - 2000, 'Bích'] }, -1);
  assert.deepEqual(first.clashes, []);
  // The other device was offline meanwhile, and its clock is an hour ahead.
  const hour = 3_600_000;
  const second = await send({ 'child.fullName': [now - 1000 + hour, 'Minh Thi'], 'mother.name': [now - 3000 + hour, 'Trần Bích'] }, -1, now + hour);
  assert.deepEqual(second.clashes.toSorted(), ['child.fullName', 'mother.name']);
  const page = fine(await citizen.get(place));
  const { fields } = formTo(page, place);
  assert.equal(wordOf(fields, 'child.fullName'), 'Minh Thi');
  assert.equal(wordOf(fields, 'mother.name'), 'Bích');
  assert.match(page.text, /máy khác ghi “Minh Thư”/);
  assert.match(page.text, /máy khác ghi “Trần Bích”/);
  world.wait(60_000);
  await send({ 'child.fullName': [now + 60_000, 'Minh Thu'] }, now + 60_000, now + 60_000);
  const settled = fine(await citizen.get(place));
  assert.doesNotMatch(settled.text, /Minh Thư/);
  assert.match(settled.text, /Trần Bích/);
  fine(await citizen.submit(formTo(fine(await citizen.get('/ho-so-cua-toi')), '/nhap/')));
});

test('what is no draft is refused: a stranger, no key, too much, another service', async () => {
  const citizen = await site.as('cong-dan-an');
  const post = (who: typeof citizen, to: string, body: unknown) =>
    who.raw(to, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const good = { key: world.newId(), now: 1, seen: 0, boxes: {} };
  assert.equal((await post(site.visitor(), `${place}/nhap`, good)).status, 401);
  assert.equal((await post(citizen, `${place}/nhap`, { ...good, key: '' })).status, 400);
  assert.equal((await post(citizen, `${place}/nhap`, { ...good, boxes: [] })).status, 400);
  assert.equal((await post(citizen, `/nop/khong-co/nhap`, good)).status, 404);
  assert.equal(await drafts(), 0);
});

test('a corrected fact of record takes a reason, and both go to the officer with the count of what was typed', async () => {
  const citizen = await site.as('cong-dan-an');
  const form = formTo(fine(await citizen.get(place)), place);
  const changed = { ...birth.answers, 'requester.phone': '0905 000 111' };
  const asked = fine(await citizen.submit(form, { fields: changed, files: birth.files }), 422);
  assert.match(asked.text, /khác với dữ liệu đã có sẵn/);
  const check = fine(await citizen.submit(formTo(asked, place), { fields: { '_why.requester.phone': 'Đổi số điện thoại' } }));
  assert.match(check.text, /Sửa từ “0905412768”.*Lý do: Đổi số điện thoại/);
  const tracking = trackingOf(fine(await citizen.submit(formTo(check, place), { fields: { _declare: 'true' } })));
  const officer = await site.as('mot-cua-an-xuan');
  const page = fine(await officer.get(`/ho-so/${tracking}`));
  assert.match(page.text, /Sửa từ “0905412768”.*Lý do: Đổi số điện thoại/);
  const [row] = await world.database.owner<{ intake: unknown }>`select state->'intake' as intake from case_row where tracking = ${tracking}`;
  assert.deepEqual(row?.intake, {
    typed: 10,
    known: 6,
    corrections: [
      {
        path: 'requester.phone',
        was: '+84905412768',
        from: { vi: 'theo dữ liệu công dân của ông/bà', en: 'from your citizen record' },
        reason: 'Đổi số điện thoại',
      },
    ],
  });
});

test('what an earlier case said is filled in for the next one, with the case it comes from', async () => {
  const citizen = await site.as('cong-dan-an');
  const tracking = await apply(citizen, birth, { 'requester.email': 'an@vidu.vn' });
  const form = fine(await citizen.get(`/nop/${copies.pack}`));
  assert.equal(wordOf(formTo(form, `/nop/${copies.pack}`).fields, 'requester.email'), 'an@vidu.vn');
  assert.match(form.text, new RegExp(`Đã có sẵn, theo hồ sơ ${tracking} nộp ngày 15/11/2022`));
  // Words of an earlier case may be others this time: no reason is asked.
  fine(await citizen.submit(formTo(form, `/nop/${copies.pack}`), { fields: { ...copies.answers, 'requester.email': 'khac@vidu.vn' } }));
});

test('drafts nobody touched for thirty days are forgotten, posts of lapsed sessions after one', async () => {
  const citizen = await site.as('cong-dan-bhoi');
  const form = formTo(fine(await citizen.get(place)), place);
  fine(await citizen.submit(form, { fields: some, button: ['_save', '1'] }));
  fine(await site.visitor().submit(form, { fields: some }));
  const before = await drafts();
  world.wait(2 * 86_400_000);
  await forgetDrafts(world, systemPermit(world, 'system.run'));
  assert.equal(await drafts(), before - 1);
  world.wait(29 * 86_400_000);
  await forgetDrafts(world, systemPermit(world, 'system.run'));
  assert.equal(await drafts(), 0);
});

test('a person who acts for another says first for whom it is: the case is the other’s, the filing is told, drafts stay apart', async () => {
  const agent = await site.as('cong-dan-an');
  const { session } = await world.signIn('mot-cua-an-xuan');
  const unit = world.org().units.find((one) => one.gso === '20347')?.id as UnitId;
  const counter = sound(await askPermit(world, session, 'case.receive', unit));
  const [an, bhoi] = [
    { idNumber: '049085002345', name: 'Nguyễn Văn An' },
    { idNumber: '049190001234', name: 'Alăng Thị Bhơi' },
  ];
  const given = {
    kind: 'proxy',
    unit,
    agent: an,
    principal: bhoi,
    paper: 'Giấy ủy quyền số 12',
    packs: ['khai-sinh'],
    from: date('2022-11-15'),
    until: date('2023-05-15'),
  } as const;
  sound(await recordMandate(world, counter, given));
  const first = fine(await agent.get(place));
  assert.match(first.text, /Nộp cho ai\? .*Cho tôi: Nguyễn Văn An.*Alăng Thị Bhơi/);
  const whom = /\?cho=[0-9a-f-]{36}/.exec(first.html)?.[0] ?? '';
  const page = fine(await agent.get(`${place}${whom}`));
  assert.match(page.text, /Nộp cho Alăng Thị Bhơi/);
  const form = formTo(page, place);
  assert.equal(wordOf(form.fields, 'requester.name'), 'Alăng Thị Bhơi');
  fine(await agent.submit(form, { fields: some, button: ['_save', '1'] }));
  const self = formTo(fine(await agent.get(`${place}?cho=toi`)), place);
  assert.equal(wordOf(self.fields, 'requester.name'), 'Nguyễn Văn An');
  assert.equal(wordOf(self.fields, 'child.fullName'), '');

  const again = formTo(fine(await agent.get(`${place}${whom}`)), place);
  assert.equal(wordOf(again.fields, 'child.fullName'), some['child.fullName']);
  const check = fine(await agent.submit(again, { fields: birth.answers, files: birth.files }));
  assert.match(check.text, /Nộp cho Alăng Thị Bhơi/);
  const tracking = trackingOf(fine(await agent.submit(formTo(check, place), { fields: { _declare: 'true' } })));
  const theirs = await site.as('cong-dan-bhoi');
  assert.match(fine(await theirs.get('/ho-so-cua-toi')).text, new RegExp(tracking));
  const officer = fine(await (await site.as('mot-cua-an-xuan')).get(`/ho-so/${tracking}`));
  assert.match(officer.text, /Người nộp thay Nguyễn Văn An/);
  const [row] = await world.database.owner<{ behalf: string; filed: string }>`
    select behalf::text as behalf, entry->>'filedBy' as filed from ledger where what = 'case-submitted' and entry->>'tracking' = ${tracking}`;
  assert.ok(row?.behalf !== null && row?.filed !== null);
  assert.equal(await drafts(), 0);

  // A service the mandate does not name, and a person nobody knows: both are refused alike.
  fine(await agent.get(`/nop/${copies.pack}${whom}`), 403);
  fine(await agent.get(`${place}?cho=${world.newId()}`), 403);
});

test('answering a supplement is kept too: by the button, and when the session is gone', async () => {
  const citizen = await site.as('cong-dan-bich');
  const receptionist = await site.as('mot-cua-an-xuan');
  const code = await receive(receptionist, await apply(citizen, birth));
  const officer = await site.as('tu-phap-an-xuan');
  fine(await deed(officer, code, 'bo-sung', { fields: { reason: 'birth-date-differs', text: 'Xem lại ngày sinh.' } }));
  const address = `${await ownPage(citizen, code)}/bo-sung`;
  const form = formTo(fine(await citizen.get(address)), address);
  const saved = fine(await citizen.submit(form, { fields: { 'child.birthDate.day': '3' }, button: ['_save', '1'] }));
  assert.match(saved.text, /Đã lưu nháp lúc/);
  const again = formTo(fine(await citizen.get(address)), address);
  assert.equal(wordOf(again.fields, 'child.birthDate.day'), '3');
  assert.equal(wordOf(again.fields, 'child.birthDate.month'), '11');
  assert.match(fine(await citizen.get('/ho-so-cua-toi')).text, /Nháp 1 Gửi bổ sung: Đăng ký khai sinh/);

  const asked = fine(await site.visitor().submit(again, { fields: { 'child.birthDate.day': '4' } }));
  const page = fine(await citizen.get(decodeURIComponent(asked.path.replace('/dang-nhap?next=', ''))));
  assert.equal(page.path, address);
  assert.equal(wordOf(formTo(page, address).fields, 'child.birthDate.day'), '4');
  assert.equal((await citizen.submit(formTo(page, address))).path, address.replace('/bo-sung', '?xong=gui'));
  assert.equal(await drafts(), 0);
});
