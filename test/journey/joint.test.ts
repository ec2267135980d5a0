import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instant } from '../../src/base/time.ts';
import { encode, formTo } from '../kit/client.ts';
import { agree, applicant, fileJointly, letter, owner, proof, stranger, waitingFor, wife } from '../kit/joint.ts';
import { openSite } from '../kit/site.ts';
import { anXuan, deed, fine, ownPage, receive } from '../kit/walk.ts';

const site = await openSite();
const [an, bhoi, bich, khoi, desk] = await Promise.all([applicant, owner, wife, stranger, anXuan.receptionist].map(site.as));
assert.ok(an !== undefined && bhoi !== undefined && bich !== undefined && khoi !== undefined && desk !== undefined);
const told = async (account: string): Promise<readonly string[]> => {
  await site.world.work();
  const { session } = await site.world.signIn(account);
  const rows = await site.world.sql<{ kind: string }>`select kind from notice where person_id = ${session.person} order by at, kind`;
  return rows.map(({ kind }) => kind);
};
/** Where people named in this case read it. */
const pathOf = async (tracking: string): Promise<string> => {
  const [row] = await site.world.sql<{ id: string }>`select case_id as id from case_row where tracking = ${tracking}`;
  return `/toi/dong-y/${row?.id}`;
};
const clocks = (tracking: string) =>
  site.world.sql<{ received: string | null; waits: number }>`
    select received_at as received, (select count(*)::int from case_party p where p.case_id = c.case_id and waits) as waits from case_row c where tracking = ${tracking}`;

test('from home to reception: both named agree from their own accounts, and only then the clock begins', async () => {
  const { tracking, check } = await fileJointly(an);
  assert.match(check.text, /chờ những người này đồng ý.*Alăng Thị Bhơi.*Trần Thị Bích/);
  const receipt = fine(await an.get(`/da-nop/${tracking}`));
  assert.match(receipt.text, /Chờ đồng ý.*Alăng Thị Bhơi, Trần Thị Bích/);
  assert.match(receipt.text, /Thời hạn chỉ bắt đầu khi mọi người được nêu tên đã đồng ý/);
  assert.deepEqual(await clocks(tracking), [{ received: null, waits: 2 }]);

  // The desk sees whom it waits for and cannot receive it.
  const atDesk = fine(await desk.get(`/ho-so/${tracking}`));
  assert.match(atDesk.text, /Người được nêu tên phải đồng ý.*Alăng Thị Bhơi Chờ đồng ý/);
  assert.equal(
    atDesk.forms.some((form) => form.action.endsWith('/tiep-nhan')),
    false,
  );
  const forced = await desk.raw(`/ho-so/${tracking}/tiep-nhan`, { method: 'POST', body: new URLSearchParams({ _key: 'forced-reception-1' }) });
  assert.equal(forced.status, 409);
  assert.match(forced.text, /còn chờ người được nêu tên đồng ý/);
  assert.match(fine(await desk.get('/ban-lam-viec')).text, /Chờ đồng ý/);

  // Told without a code or a name, only by their own ways.
  assert.deepEqual(await told(wife), ['consentAsked']);
  assert.deepEqual(await told(owner), ['consentAsked']);
  assert.deepEqual(await told(stranger), []);
  const [out] = await site.world.sql<{ facts: { ref: string } }>`select facts from notice where kind = 'consentAsked' limit 1`;
  assert.equal(out?.facts.ref, '');

  // She reads the part that is about her, not who owns the home.
  assert.match(fine(await bich.get('/toi')).text, /Chờ ông\/bà trả lời: 1/);
  assert.match(
    fine(await bich.get('/ho-so-cua-toi')).text,
    /Hồ sơ của người khác có nêu tên ông\/bà.*Đăng ký thường trú Chờ ông\/bà trả lời.*Người nộp: Nguyễn Văn An/,
  );
  const path = await waitingFor(bich);
  const asked = fine(await bich.get(path));
  assert.match(asked.text, /Người nộp: Nguyễn Văn An.*Phòng 3, 45 đường Ví Dụ.*Tôi đồng ý chuyển nơi thường trú của mình/);
  assert.equal(/Alăng|049085002345|0905412768/.test(asked.html), false);
  const agreed = fine(await agree(bich, asked, 'mover-1'));
  assert.match(agreed.text, /Đã ghi nhận ông\/bà đồng ý/);
  assert.match(agreed.text, /Chờ 1 người được nêu tên đồng ý/, 'a joint applicant follows the case');
  assert.deepEqual(await clocks(tracking), [{ received: null, waits: 1 }]);

  const mine = await ownPage(an, tracking);
  assert.match(fine(await an.get(mine)).text, /Trần Thị Bích Đã đồng ý.*Bằng tài khoản của mình/);
  const tracked = await an.raw('/tra-cuu', { method: 'POST', body: new URLSearchParams({ ma: tracking, so_cuoi: '2768' }) });
  assert.match(tracked.text, /chờ 1 người được nêu tên đồng ý/);
  assert.equal(/Alăng|Bích/.test(tracked.html), false, 'the public page names nobody');

  site.world.setClock(instant('2022-11-15T20:30:00+07:00'));
  const his = await waitingFor(bhoi);
  fine(await agree(bhoi, fine(await bhoi.get(his)), 'owner'));
  assert.deepEqual(await told(applicant), ['consentSaid', 'consentSaid']);
  site.world.setClock(instant('2022-11-16T08:00:00+07:00'));
  const code = await receive(desk, tracking);
  const [received] = await clocks(tracking);
  assert.equal(new Date(received?.received ?? '').toISOString(), '2022-11-16T01:00:00.000Z');

  // What stands in the ledger: who, when, how, and the seal of what was read.
  const entries = await site.world.sql<{ entry: { by: string; how: string; of: string }; actor: string }>`
    select entry, actor from ledger where what = 'consent-said' and case_id = (select case_id from case_row where code = ${code}) order by seq`;
  const people = await Promise.all([wife, owner].map(async (account) => (await site.world.signIn(account)).session.person));
  assert.deepEqual(
    entries.map(({ entry, actor }) => [actor, entry.by, entry.how]),
    people.map((person) => [person, person, 'signed-in']),
  );
  for (const { entry } of entries) assert.match(entry.of, /^[0-9a-f]{64}$/);

  // Received: nothing is taken back any more; the owner, who is no joint applicant, sees no steps of it.
  const over = fine(await bhoi.get(his));
  assert.match(over.text, /câu trả lời giữ nguyên/);
  assert.equal(
    over.forms.some((form) => form.action === his),
    false,
  );
  assert.equal(over.text.includes('Thẩm tra'), false);
  assert.match(fine(await bich.get(path)).text, /Thẩm tra, xác minh chỗ ở/);
  assert.match(fine(await bich.get('/ho-so-cua-toi')).text, /Người nộp: Nguyễn Văn An/, 'my cases shows it to a joint applicant');
  assert.equal(fine(await bhoi.get('/ho-so-cua-toi')).text.includes('Nguyễn Văn An'), false);
  // The applicant sees who read it.
  assert.match(fine(await an.get(mine)).text, /Trần Thị Bích.*được nêu tên, đọc phần được hỏi ý kiến/);
});

test('what cannot be said: unread, twice, to an older version, by somebody else, to nothing', async () => {
  const { tracking } = await fileJointly(an);
  const path = await pathOf(tracking);
  const page = fine(await bich.get(path));
  const form = formTo(page, path);

  for (const word of ['constructor', '__proto__', 'toString']) assert.doesNotMatch(fine(await bich.get(`${path}?xong=${word}`)).text, /Đã ghi nhận/);
  const unread = await bich.submit(form, { button: ['says', 'agreed'] });
  assert.equal(unread.status, 422);
  assert.match(unread.text, /Đánh dấu vào ô xác nhận đã đọc/);

  // Not the one who is named: the same answer as for a case that does not exist.
  const sending = await encode(form, { fields: { 'read.mover-1': 'true' }, button: ['says', 'agreed'] });
  const none = path.replace(/[0-9a-f]{12}$/, '000000000000');
  const answers = await Promise.all([khoi.get(path), khoi.get(none), khoi.send(sending), khoi.send({ ...sending, path: none })]);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [404, 404, 404, 404],
  );
  const body = (at: number): string => (answers[at]?.text ?? '').replace(/[0-9a-f-]{36}/g, '');
  assert.equal(body(0), body(1));
  assert.equal(body(2), body(3));
  // The owner is named too, but not as her; the applicant does not agree for her.
  const asOwner = await bhoi.send(sending);
  assert.equal(asOwner.status, 404);
  assert.equal((await an.send(sending)).status, 404);
  // Whoever is not signed in is sent to sign in.
  assert.match((await site.visitor().get(path)).path, /^\/dang-nhap/);

  const fields = Object.fromEntries(form.fields);
  const post = (more: Record<string, string>) =>
    bich.raw(path, { method: 'POST', body: new URLSearchParams({ ...fields, 'read.mover-1': 'true', says: 'agreed', ...more }) });
  assert.equal((await post({ of: 'f'.repeat(64), _key: 'older-version-1' })).status, 409, 'an older version');
  assert.equal((await post({ says: 'perhaps', _key: 'perhaps-key-1' })).status, 400);
  assert.equal((await post({ _key: 'x' })).status, 400);
  assert.equal((await post({ party: 'owner', 'read.owner': 'true', _key: 'not-my-part-1' })).status, 404);

  assert.equal((await bich.send(sending)).status, 200);
  assert.equal((await bich.send(sending)).status, 200, 'the same sending again');
  const [said] = await site.world.sql<{ times: number }>`
    select count(*)::int as times from ledger where what = 'consent-said' and case_id = (select case_id from case_row where tracking = ${tracking})`;
  assert.equal(said?.times, 1);
  const twice = await post({ _key: 'double-consent-1' });
  assert.equal(twice.status, 409);
  assert.match(twice.text, /đã được ghi từ trước/);
});

test('what she was reading has changed by a supplement: her answer is not taken, and she is asked about the new address', async () => {
  const { tracking } = await fileJointly(an);
  const path = await pathOf(tracking);
  const old = fine(await bich.get(path));
  const his = await pathOf(tracking);
  fine(await agree(bhoi, fine(await bhoi.get(his)), 'owner'));
  fine(await deed(desk, tracking, 'bo-sung', { fields: { reason: 'address-unclear', text: 'Ghi rõ số phòng.' } }));
  const mine = await ownPage(an, tracking);
  const form = formTo(fine(await an.get(`${mine}/bo-sung`)), `${mine}/bo-sung`);
  fine(await an.submit(form, { fields: { 'newHome.address.village': 'Phòng 5, 45 đường Ví Dụ' } }));
  assert.deepEqual(await clocks(tracking), [{ received: null, waits: 2 }], 'the owner agreed to another room');

  const late = await agree(bich, old, 'mover-1');
  assert.equal(late.status, 409);
  assert.match(late.text, /Nội dung hồ sơ đã thay đổi.*Phòng 5, 45 đường Ví Dụ/);
  fine(await agree(bich, late, 'mover-1'));
  assert.match(fine(await bhoi.get(his)).text, /Phòng 5.*Tôi đã đọc nội dung trên/);
  assert.deepEqual(await clocks(tracking), [{ received: null, waits: 1 }]);
});

test('declined: the applicant is told, the case rests; filed again everybody is asked anew', async () => {
  const { tracking } = await fileJointly(an);
  const path = await pathOf(tracking);
  const declined = fine(await bhoi.submit(formTo(fine(await bhoi.get(path)), path), { button: ['says', 'declined'] }));
  assert.match(declined.text, /Đã ghi nhận ông\/bà không đồng ý/);
  const mine = await ownPage(an, tracking);
  assert.match(fine(await an.get(mine)).text, /Alăng Thị Bhơi Không đồng ý.*rút hồ sơ rồi nộp hồ sơ mới/);
  assert.equal((await deed(desk, tracking, 'tu-choi').catch(() => undefined))?.status, 422, 'the desk may still refuse it with a reason');
  const ask = fine(await an.get(`${mine}/rut`));
  fine(await an.submit(formTo(ask, `${mine}/rut`)));
  // Nothing is said to a case that has ended.
  const late = await bhoi.raw(path, { method: 'POST', body: new URLSearchParams({ _key: 'too-late-key-1', party: 'owner', of: 'a', says: 'declined' }) });
  assert.equal(late.status, 409);

  const again = await fileJointly(an);
  assert.deepEqual(await clocks(again.tracking), [{ received: null, waits: 2 }]);
  const fresh = await pathOf(again.tracking);
  assert.notEqual(fresh, path);
  fine(await agree(bhoi, fine(await bhoi.get(fresh)), 'owner'));
  assert.deepEqual(await clocks(again.tracking), [{ received: null, waits: 1 }]);
  // A mind may be changed until reception.
  const back = fine(await bhoi.submit(formTo(fine(await bhoi.get(fresh)), fresh), { button: ['says', 'withdrawn'] }));
  assert.match(back.text, /Đã rút lại câu trả lời/);
  assert.deepEqual(await clocks(again.tracking), [{ received: null, waits: 2 }]);
});

test('who writes the number of the owner as their own does not agree in the place of the owner, neither when filing nor with a supplement', async () => {
  const asOwner = { 'requester.id': '049190001234', '_why.requester.id': 'ghi lại số định danh' };
  const { tracking, check } = await fileJointly(an, [proof], asOwner);
  assert.match(check.text, /chờ những người này đồng ý.*Alăng Thị Bhơi/);
  assert.deepEqual(await clocks(tracking), [{ received: null, waits: 2 }]);
  fine(await deed(desk, tracking, 'bo-sung', { fields: { reason: 'address-unclear', text: 'Ghi rõ số phòng.' } }));
  const mine = await ownPage(an, tracking);
  const form = formTo(fine(await an.get(`${mine}/bo-sung`)), `${mine}/bo-sung`);
  fine(await an.submit(form, { fields: { 'newHome.address.village': 'Phòng 6, 45 đường Ví Dụ' } }));
  assert.deepEqual(await clocks(tracking), [{ received: null, waits: 2 }], 'the owner is still asked');
});

test('without an account: a written consent among the papers, or the counter that sees the person', async () => {
  const before = await told(owner);
  const { tracking } = await fileJointly(an, [proof, letter]);
  assert.deepEqual(await clocks(tracking), [{ received: null, waits: 1 }], 'the paper is the consent of the owner');
  assert.deepEqual((await told(owner)).slice(before.length), ['consentOnPaper'], 'and the owner hears that a paper spoke');
  assert.match(fine(await bhoi.get('/thong-bao')).text, /Có giấy đồng ý mang tên ông\/bà/);
  assert.match(fine(await desk.get(`/ho-so/${tracking}`)).text, /Alăng Thị Bhơi Đã đồng ý.*Bằng văn bản/);
  const path = await pathOf(tracking);
  fine(await bhoi.submit(formTo(fine(await bhoi.get(path)), path), { button: ['says', 'withdrawn'] }));
  assert.deepEqual(await clocks(tracking), [{ received: null, waits: 2 }], 'it can be taken back');
  fine(await agree(bhoi, fine(await bhoi.get(path)), 'owner'));
  const page = fine(await desk.get(`/ho-so/${tracking}`));
  assert.match(page.text, /Alăng Thị Bhơi Đã đồng ý.*Bằng tài khoản/);
  const form = page.forms.find((one) => one.action.endsWith('/dong-y') && one.fields.some(([name, value]) => name === 'party' && value === 'mover-1'));
  assert.ok(form !== undefined);
  const blind = await desk.submit(form, { button: ['says', 'agreed'] });
  assert.equal(blind.status, 422);
  assert.match(blind.text, /Ghi rõ đã thấy gì/);
  const seen = fine(await desk.submit(form, { fields: { text: 'Đã xem căn cước' }, button: ['says', 'agreed'] }));
  assert.match(seen.text, /Trần Thị Bích Đã đồng ý.*Tại quầy.*Đã xem căn cước/);
  await receive(desk, tracking);
  // Nobody but the desk records what a desk saw.
  const other = await fileJointly(an);
  const strange = await khoi.raw(`/ho-so/${other.tracking}/dong-y`, { method: 'POST', body: new URLSearchParams({ _key: 'stranger-desk-1', says: 'agreed' }) });
  assert.ok([403, 404].includes(strange.status), String(strange.status));
});

test('a case that was withdrawn asks nobody any more: neither its page nor its receipt waits for consent', async () => {
  const { tracking } = await fileJointly(an);
  const own = await ownPage(an, tracking);
  assert.match(fine(await an.get(own)).text, /Chờ đồng ý/);
  fine(await an.submit(formTo(fine(await an.get(`${own}/rut`)), `${own}/rut`)));
  for (const address of [own, `/da-nop/${tracking}`]) {
    const page = fine(await an.get(address));
    assert.match(page.text, /Hồ sơ đã rút/, address);
    assert.doesNotMatch(page.text, /Chờ đồng ý|Còn phải nộp|Hẹn trả/, address);
  }
});

test('who changes their mind again and again is slowed down: each time the applicant gets a message', async () => {
  const { tracking } = await fileJointly(an);
  const path = await pathOf(tracking);
  const post = async (): Promise<number> =>
    (await khoi.raw(path, { method: 'POST', body: new URLSearchParams({ _key: 'again-and-again', says: 'declined' }) })).status;
  const seen: number[] = [];
  for (let times = 0; times < 32; times += 1) seen.push(await post());
  assert.deepEqual([seen[0], seen.at(-1)], [404, 429]);
});

test('who is named again and again gets ten messages a day; the list has all of them', async () => {
  const asked = async (): Promise<number> => (await told(wife)).filter((kind) => kind === 'consentAsked').length;
  site.world.setClock(instant('2022-11-21T08:00:00+07:00'));
  const before = await asked();
  for (let times = 0; times < 12; times += 1) await fileJointly(an);
  assert.equal((await asked()) - before, 10);
  const [waiting] = await site.world.sql<{ n: number }>`
    select count(distinct case_id)::int as n from case_party join case_row using (case_id) where id_number = '049195003456' and waits and stage <> 'closed'`;
  assert.match(fine(await bich.get('/toi')).text, new RegExp(`Chờ ông/bà trả lời: ${waiting?.n}`));
  assert.ok((waiting?.n ?? 0) >= 12);
});

test('nothing broke inside', () => assert.deepEqual(site.faults, []));
