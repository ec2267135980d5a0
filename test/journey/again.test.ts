import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { date } from '../../src/base/time.ts';
import { givePost, systemPermit } from '../../src/kernel/access/access.act.ts';
import { addPerson } from '../../src/kernel/person/person.act.ts';
import type { Filling, Page, Sending, Visitor } from '../kit/client.ts';
import { encode, formTo, visitor } from '../kit/client.ts';
import { openSite } from '../kit/site.ts';
import { anXuan, apply, birth, copies, fillIn, fine, ownPage, prepare, receive } from '../kit/walk.ts';
import { sound } from '../kit/world.ts';

const site = await openSite();
const { world } = site;
after(() => assert.deepEqual(site.faults, []));

const people = await Promise.all(['cong-dan-an', anXuan.receptionist, anXuan.officer, anXuan.chair, anXuan.deputy].map((account) => site.as(account)));
const [citizen, receptionist, officer, chair, deputy] = people as [Visitor, Visitor, Visitor, Visitor, Visitor];

/** Everything a write could leave behind; traces of reading are not writes. */
async function stored(): Promise<unknown> {
  const [row] = await world.database.owner`
    select (select count(*) from ledger where seq is not null)::int as entries, (select count(*) from case_row)::int as cases, (select count(*) from document)::int as documents,
      (select count(*) from job)::int as jobs, (select count(*) from command_key)::int as keys, (select count(*) from person)::int as people, (select count(*) from post)::int as posts,
      (select count(*) from invitation)::int as invitations, (select coalesce(sum(value), 0) from counter)::int as numbers,
      (select md5(coalesce(string_agg(state::text, '|' order by case_id), '')) from case_row) as states`;
  return row;
}

const bodyOf = (sending: Sending): string => new TextDecoder('latin1').decode(sending.body);
const ofTask = async (who: Visitor, code: string, name: string, filling: Filling = {}): Promise<Sending> =>
  await encode(formTo(fine(await who.get(`/ho-so/${code}`)), `/ho-so/${code}/${name}`), filling);

/** Sends, then the same bytes three times more at once: the same answer each time and nothing new anywhere. */
async function fourTimes(who: Visitor, sending: Sending): Promise<Page> {
  const first = fine(await who.send(sending));
  await world.work();
  const before = await stored();
  const again = await Promise.all([who.send(sending), who.send(sending), who.send(sending)]);
  await world.work();
  assert.deepEqual(
    again.map((page) => [page.status, page.path]),
    [0, 1, 2].map(() => [first.status, first.path]),
  );
  assert.deepEqual(await stored(), before, sending.path);
  return first;
}

/** The same key with other words: refused, and nothing has changed. */
async function otherWords(who: Visitor, sending: Sending, from: string, to: string): Promise<void> {
  assert.ok(bodyOf(sending).includes(from), bodyOf(sending));
  const before = await stored();
  const body = new Uint8Array(Buffer.from(bodyOf(sending).replace(from, to), 'latin1'));
  const page = await who.send({ ...sending, body });
  assert.equal(page.status, 422, page.text);
  assert.match(page.text, /Khóa chống gửi trùng này đã dùng cho một nội dung khác/);
  assert.deepEqual(await stored(), before);
}

test('every write of a whole case may be sent again: the same answer, nothing twice', async () => {
  const filing = await fillIn(citizen, birth);
  const submitted = await fourTimes(citizen, filing);
  await otherWords(citizen, filing, 'child.ethnicity=Kinh', 'child.ethnicity=Hoa');
  const tracking = submitted.path.slice(-12);

  const received = await ofTask(receptionist, tracking, 'tiep-nhan');
  const code = /\/ho-so\/([^?]+)\?/.exec((await fourTimes(receptionist, received)).path)?.[1] ?? '';
  const asked = await ofTask(officer, code, 'bo-sung', { fields: { reason: 'birth-date-differs', text: 'Xem lại ngày sinh.' } });
  await fourTimes(officer, asked);
  await otherWords(officer, asked, 'Xem', 'Coi');

  const own = await ownPage(citizen, code);
  const answer = await encode(formTo(fine(await citizen.get(`${own}/bo-sung`)), `${own}/bo-sung`), { fields: { 'child.birthDate.day': '3' } });
  await fourTimes(citizen, answer);
  await otherWords(citizen, answer, '\r\n\r\n3\r\n', '\r\n\r\n4\r\n');

  await fourTimes(officer, await ofTask(officer, code, 'gia-han', { fields: { reason: 'verification', text: 'Chờ xác minh.' } }));
  const checked = await ofTask(officer, code, 'xong-viec', { fields: birth.work[0]?.fields ?? {} });
  await fourTimes(officer, checked);
  await otherWords(officer, checked, '01/2022', '02/2022');
  await fourTimes(chair, await ofTask(chair, code, 'ky'));
  const paid = await ofTask(receptionist, code, 'thu-phi');
  await fourTimes(receptionist, paid);
  await otherWords(receptionist, { ...paid, path: `/ho-so/${code}/tu-choi` }, '_key', 'reason=false-papers&text=x&_key');
  await fourTimes(receptionist, await ofTask(receptionist, code, 'xong-viec', { fields: { handedAs: 'electronic' } }));
});

test('refusing, withdrawing, filing at the counter and signing from the tray may be sent again too', async () => {
  const [one, two] = [await receive(receptionist, await apply(citizen, birth)), await receive(receptionist, await apply(citizen, copies))];
  await fourTimes(officer, await ofTask(officer, one, 'tu-choi', { fields: { reason: 'already-registered', text: 'Đã đăng ký.' } }));
  const own = await ownPage(citizen, two);
  await fourTimes(citizen, await encode(formTo(fine(await citizen.get(`${own}/rut`)), `${own}/rut`)));

  const counter = formTo(fine(await receptionist.get(`/tiep-nhan?thu-tuc=${copies.pack}`)), '/tiep-nhan');
  const { _unit: _, ...answers } = copies.answers;
  await fourTimes(
    receptionist,
    await encode(counter, { fields: { ...answers, 'requester.name': 'Hồ Văn Mẫu', 'requester.id': '049085002345', 'requester.phone': '0905009999' } }),
  );

  await prepare(site, citizen, birth);
  await prepare(site, citizen, birth);
  const tray = formTo(fine(await chair.get('/khay-ky')), '/khay-ky');
  const ticked = [...fine(await chair.get('/khay-ky')).html.matchAll(/name="task" value="([^"]+)"/g)].map((match) => match[1] ?? '');
  assert.ok(ticked.length >= 2);
  const confirm = fine(await chair.submit(tray, { fields: { task: ticked } }));
  const signed = await fourTimes(chair, await encode(formTo(confirm, '/khay-ky/ky')));
  assert.match(signed.text, new RegExp(`Đã ký ${ticked.length} văn bản\\.`));
});

test('inviting an officer twice from one page makes one person', async () => {
  const admin = await site.as('quan-tri');
  const form = formTo(fine(await admin.get('/quan-tri')), '/quan-tri/moi');
  const unit = world.org().units.find((one) => one.gso === '20347')?.id ?? 0;
  const sending = await encode(form, { fields: { name: 'Người Mới Mẫu', unit: String(unit), role: 'officer' } });
  assert.match(fine(await admin.send(sending)).text, /\/moi\//);
  const before = await stored();
  const again = await admin.send(sending);
  assert.doesNotMatch(again.text, /\/moi\//, 'a one-time link is shown once');
  assert.deepEqual(await stored(), before);
});

/** A second officer beside the first, with the same task. */
async function secondOfficer(): Promise<Visitor> {
  const permit = systemPermit(world, 'person.admin');
  const person = sound(await addPerson(world, permit, { name: 'Ngô Văn Thứ Hai', account: 'tu-phap-thu-hai' }));
  const unit = world.org().units.find((one) => one.gso === '20347');
  assert.ok(unit !== undefined);
  sound(await givePost(world, permit, { person: person.id, unit: unit.id, role: 'officer', title: 'Công chức tư pháp', from: date('2022-01-01') }));
  return visitor(site.url, (await world.signIn('tu-phap-thu-hai')).cookie);
}

test('two officers on one step at the same moment: one wins, the other is told and keeps the words', async () => {
  const other = await secondOfficer();
  for (let round = 0; round < 5; round += 1) {
    const code = await receive(receptionist, await apply(citizen, birth));
    const write = (book: string): Filling => ({ fields: { ...birth.work[0]?.fields, registerBook: book } });
    const sendings = [await ofTask(officer, code, 'xong-viec', write('SO-CUA-MOT')), await ofTask(other, code, 'xong-viec', write('SO-CUA-HAI'))] as const;
    const pages = await Promise.all([officer.send(sendings[0]), other.send(sendings[1])]);
    assert.deepEqual(pages.map((page) => page.status).toSorted(), [200, 409]);
    const lost = pages.findIndex((page) => page.status === 409);
    assert.match(pages[lost]?.text ?? '', /Bước này đã được làm xong hoặc đã chuyển.*Nội dung ông\/bà đã ghi/);
    assert.ok(pages[lost]?.text.includes(lost === 0 ? 'SO-CUA-MOT' : 'SO-CUA-HAI'));
    const [row] = await world.database.owner<{ book: string }>`select state -> 'data' ->> 'registerBook' as book from case_row where code = ${code}`;
    assert.equal(row?.book, lost === 0 ? 'SO-CUA-HAI' : 'SO-CUA-MOT');
  }
});

test('chair and deputy sign at the same moment: the paper bears one signature and one seal', async () => {
  const { code } = await prepare(site, citizen, birth);
  const sendings = [await ofTask(chair, code, 'ky'), await ofTask(deputy, code, 'ky')] as const;
  const pages = await Promise.all([chair.send(sendings[0]), deputy.send(sendings[1])]);
  assert.deepEqual(pages.map((page) => page.status).toSorted(), [200, 409]);
  const [row] = await world.database.owner<{ signatures: number; signed: number }>`
    select jsonb_array_length(jsonb_path_query_first(state, '$.documents[*] ? (@.kind == "result")') -> 'signatures') as signatures,
      (select count(*)::int from ledger where ledger.case_id = case_row.case_id and what = 'document-signed') as signed from case_row where code = ${code}`;
  assert.deepEqual(row, { signatures: 2, signed: 1 });
});

test('a connection lost after submitting and a second try give one case', async () => {
  const count = async (): Promise<number> => (await world.database.owner<{ n: number }>`select count(*)::int as n from case_row`)[0]?.n ?? 0;
  const before = await count();
  for (let round = 1; round <= 8; round += 1) {
    const filing = await fillIn(citizen, copies);
    await citizen.sendAndHangUp(filing);
    assert.match(fine(await citizen.send(filing)).path, /^\/da-nop\/\d{12}$/);
    assert.equal(await count(), before + round);
  }
});

test('the same submission five times at once is one case', async () => {
  const filing = await fillIn(citizen, birth);
  const pages = await Promise.all([1, 2, 3, 4, 5].map(() => citizen.send(filing)));
  assert.deepEqual([...new Set(pages.map((page) => `${page.status} ${page.path}`))].length, 1, pages.map((page) => page.text).join('\n'));
});

test('a key is its sender’s own: the same key from another person is another deed and tells nothing of the first', async () => {
  const [mine, theirs] = [await fillIn(citizen, birth), await fillIn(await site.as('cong-dan-bich'), birth)];
  const keyOf = (sending: Sending): string => new URLSearchParams(bodyOf(sending)).get('_key') ?? '';
  const first = fine(await citizen.send(mine));
  const other = await site.as('cong-dan-bich');
  const second = fine(await other.send({ ...theirs, body: new Uint8Array(Buffer.from(bodyOf(theirs).replace(keyOf(theirs), keyOf(mine)), 'latin1')) }));
  assert.match(second.path, /^\/da-nop\/\d{12}$/);
  assert.notEqual(second.path, first.path);
  assert.equal((await other.get(first.path)).status, 404);
});
