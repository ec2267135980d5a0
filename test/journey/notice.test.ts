import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { instant } from '../../src/base/time.ts';
import { formTo } from '../kit/client.ts';
import { openPost } from '../kit/post.ts';
import { openSite } from '../kit/site.ts';
import { anXuan, apply, birth, copies, deed, fine, prepare, receive, sign } from '../kit/walk.ts';

const site = await openSite();
after(() => assert.deepEqual(site.faults, []));
const post = await openPost(site.world);
const an = await site.as('cong-dan-an');
const desk = await site.as(anXuan.receptionist);
type Row = { readonly kind: string; readonly position: number; readonly person: string | null; readonly states: readonly string[] | null };
const notices = (code: string) => site.world.sql<Row>`
  select kind, position, person_id as person, (select array_agg(channel || ' ' || state order by channel) from delivery d where d.notice_id = n.notice_id) as states
  from notice n where facts ->> 'ref' = ${code} order by position, kind`;
const textsFor = async (code: string): Promise<readonly string[]> =>
  (await post.arrived()).filter((one) => one.text.includes(code)).map((one) => `${one.by} ${one.to} ${one.text}`);
const minutes = (count: number): void => site.world.setClock(instant(new Date(Date.parse(site.world.now()) + count * 60_000).toISOString()));

/** Bích files for a child of hers. */
const own = { 'requester.relationship': 'mother' };
let code = '';
test('reception sends the promise and the fee to the telephone, and each message is confirmed', async () => {
  code = await receive(desk, await apply(an, birth));
  await site.world.work();
  const texts = await textsFor(code);
  assert.equal(texts.length, 2, texts.join('\n'));
  assert.ok(texts.every((text) => text.startsWith('sms +84905412768 ') && text.length <= 17 + 160));
  assert.match(texts.join('\n'), /Da tiep nhan ho so .*Hen tra \d\d:\d\d \d\d\/11\/2022\. http/);
  assert.match(texts.join('\n'), /phai nop 8\.000 d/);
  const kinds = await notices(code);
  assert.deepEqual(
    kinds.filter((row) => row.states !== null).map((row) => [row.kind, row.states]),
    [
      ['obligation', ['sms sent']],
      ['received', ['sms sent']],
    ],
  );
  minutes(2);
  await site.world.work();
  assert.deepEqual(
    (await notices(code)).flatMap((row) => row.states ?? []),
    ['sms confirmed', 'sms confirmed'],
  );
});

test('a notice is traced to the entry of the ledger that made it known, and reading the ledger again tells nobody twice', async () => {
  const rows = await notices(code);
  for (const row of rows) {
    const [entry] = await site.world.sql<{ what: string }>`select what from ledger where position = ${row.position}::bigint`;
    assert.equal(entry?.what, row.kind === 'taskAssigned' ? entry?.what : 'case-received');
  }
  await site.world.database.owner`update follower set tx = '0', position = 0 where name = 'notice'`;
  await site.world.work();
  assert.deepEqual(await notices(code), rows);
  assert.equal((await textsFor(code)).length, 2);
});

test('the bell counts, the list says what the message said, following a line reads it and leads to the case', async () => {
  const list = fine(await an.get('/thong-bao'));
  assert.match(list.html, /aria-label="Thông báo, 2 chưa đọc"/);
  assert.match(list.text, /Đã tiếp nhận hồ sơ H47/);
  const [, first = ''] = /href="(\/thong-bao\/[0-9a-f-]{36})"/.exec(list.html) ?? [];
  const page = fine(await an.get(first));
  assert.match(page.path, /^\/ho-so-cua-toi\/[0-9a-f-]{36}$/);
  assert.match(page.html, /aria-label="Thông báo, 1 chưa đọc"/);
  const read = fine(await an.submit(formTo(fine(await an.get('/thong-bao')), '/thong-bao/da-doc')));
  assert.match(read.html, /aria-label="Thông báo, 0 chưa đọc"/);
  assert.equal(formToOrNone(read), false, 'nothing is left to mark');
  assert.equal((await (await site.as('cong-dan-bich')).get(first)).status, 404, 'of somebody else');
  assert.equal((await site.visitor().raw('/thong-bao')).status, 303);
});
const formToOrNone = (page: { readonly forms: readonly { readonly action: string }[] }): boolean =>
  page.forms.some((form) => form.action === '/thong-bao/da-doc');

test('supplement, extension, refusal and result each tell the person once; the officers find their work in the house', async () => {
  const officer = await site.as(anXuan.officer);
  const asked = await receive(desk, await apply(an, birth));
  await site.world.work();
  assert.match(fine(await officer.get('/ban-lam-viec')).html, /aria-label="Thông báo, \d+ chưa đọc"/);
  fine(await deed(officer, asked, 'bo-sung', { fields: { reason: 'birth-date-differs', text: 'Sổ ghi khác.' } }));
  const extended = await receive(desk, await apply(an, birth));
  fine(await deed(officer, extended, 'gia-han', { fields: { reason: 'verification', text: 'Chờ bệnh viện trả lời.' } }));
  const refused = await receive(desk, await apply(an, birth));
  fine(await deed(officer, refused, 'tu-choi', { fields: { reason: 'already-registered', text: 'Đã đăng ký năm 2021.' } }));
  const done = await prepare(site, an, birth);
  fine(await sign(await site.as(anXuan.chair), done.code));
  await site.world.work();
  const one = async (ref: string, words: RegExp): Promise<void> => {
    const texts = (await textsFor(ref)).filter((text) => words.test(text));
    assert.equal(texts.length, 1, `${words}: ${(await textsFor(ref)).join('\n')}`);
  };
  await one(asked, /can bo sung 1 muc/);
  await one(extended, /thanh that xin loi ong\/ba\. Hen lai \d\d:\d\d/);
  await one(refused, /khong duoc giai quyet/);
  await one(done.code, /da co ket qua/);
  fine(await deed(desk, done.code, 'thu-phi'));
  await site.world.work();
  await one(done.code, /da nhan 8\.000 d/);
  // What officers wrote, and what was answered, stays in the house.
  const all = (await post.arrived()).map((arrived) => arrived.text).join('\n');
  for (const secret of ['Sổ ghi', 'benh vien', 'bệnh viện', '2021', 'Minh Thư', 'Minh Thu', 'Nguyễn', 'Nguyen', '049085002345', '0905412768'])
    assert.ok(!all.includes(secret), secret);
});

test('whoever holds a case is reminded on the working day before, and the person is told when the hour has passed', async () => {
  const late = await receive(desk, await apply(an, copies));
  await site.world.work();
  // Promised for the end of that day; the next morning it has passed, and the night is over.
  site.world.setClock(instant('2022-11-16T07:00:00+07:00'));
  await site.world.work();
  const kinds = (await notices(late)).map((one) => one.kind);
  assert.ok(kinds.includes('overdue') && kinds.includes('late'), kinds.join(' '));
  assert.equal((await textsFor(late)).filter((text) => text.includes('da qua gio hen')).length, 1);
});

const wishesOn = async (who: Awaited<ReturnType<typeof site.as>>, fields: Record<string, string | null>): Promise<ReturnType<typeof fine>> =>
  fine(await who.submit(formTo(fine(await who.get('/thong-bao/cach-nhan')), '/thong-bao/cach-nhan'), { fields }));

test('an e-mail address is confirmed by its link before anything is sent to it; wishes hold per kind', async () => {
  const bich = await site.as('cong-dan-bich');
  const wrong = await bich.submit(formTo(fine(await bich.get('/thong-bao/cach-nhan')), '/thong-bao/cach-nhan'), { fields: { email: 'bich@', lang: 'en' } });
  assert.equal(wrong.status, 422);
  assert.match(wrong.html, /value="bich@"/);
  assert.match(wrong.html, /name="lang" value="en" checked/);
  const saved = await wishesOn(bich, { email: 'bich@example.vn', 'case.sms': null, 'case.email': '1' });
  assert.match(saved.text, /Mở liên kết trong thư vừa gửi/);
  const mail = (await post.arrived()).find((one) => one.to === 'bich@example.vn');
  assert.match(mail?.text ?? '', /^Xác nhận địa chỉ thư điện tử: Mở liên kết/);
  const before = await receive(desk, await apply(bich, birth, own));
  await site.world.work();
  assert.ok(
    (await textsFor(before)).every((text) => text.startsWith('sms ')),
    'not confirmed yet',
  );
  const link = new URL(mail?.link ?? '');
  const stranger = site.visitor();
  const confirm = formTo(fine(await stranger.get(link.pathname)), link.pathname);
  assert.match(fine(await bich.get('/thong-bao/cach-nhan')).text, /Chờ xác nhận/, 'looking at the link confirms nothing');
  assert.match(fine(await stranger.submit(confirm)).path, /dang-nhap|cach-nhan/);
  assert.equal((await stranger.submit(confirm)).status, 404, 'a link works once');
  const after = await receive(desk, await apply(bich, birth, own));
  await site.world.work();
  const texts = await textsFor(after);
  assert.deepEqual(texts.map((text) => text.split(' ', 1)[0]).toSorted(), ['email', 'email', 'sms'], texts.join('\n'));
  assert.match(texts.find((text) => text.startsWith('email')) ?? '', /Đã tiếp nhận hồ sơ|Có khoản phải nộp/);
});

test('a person without Zalo gets the text message instead, whoever has it gets Zalo', async () => {
  const bich = await site.as('cong-dan-bich');
  // 0982331550 has an account, 0905412768 as well; the double gives none to odd numbers.
  await wishesOn(bich, { 'case.sms': null, 'case.email': null, 'case.zalo': '1', 'act.sms': null, 'act.email': null, 'act.zalo': '1', email: '' });
  const withZalo = await receive(desk, await apply(bich, birth, own));
  await site.world.work();
  assert.deepEqual(
    (await textsFor(withZalo)).map((text) => text.split(' ', 1)[0]),
    ['zalo', 'zalo'],
  );
  await site.world.database.owner`update person set phone = '+84982331551' where account = 'cong-dan-bich'`;
  const without = await receive(desk, await apply(bich, birth, own));
  await site.world.work();
  await site.world.work();
  assert.deepEqual(
    (await textsFor(without)).map((text) => text.split(' ', 1)[0]),
    ['sms', 'sms'],
  );
});

test('stuck messages stand in the administration with their reason and can be sent again; metrics count them; readiness does not mind', async () => {
  const bich = await site.as('cong-dan-bich');
  await wishesOn(bich, { 'case.sms': '1', 'case.zalo': null, 'act.sms': '1', 'act.zalo': null });
  await site.world.database.owner`update person set phone = '+84982330000' where account = 'cong-dan-bich'`;
  const stuck = await receive(desk, await apply(bich, birth, own));
  await site.world.work();
  const admin = await site.as('quan-tri');
  assert.match(fine(await admin.get('/quan-tri')).text, /Tin báo cho người dân/);
  const page = fine(await admin.get('/quan-tri/thong-bao'));
  assert.ok(page.text.includes(stuck) && page.text.includes('số không tồn tại') && /sổ cái số \d+/.test(page.text), page.text);
  assert.match(
    fine(await admin.submit(page.forms.find((form) => form.action.startsWith('/quan-tri/thong-bao/')) ?? formTo(page, 'none'))).text,
    /Đã xếp hàng gửi lại/,
  );
  const letters = fine(await desk.get('/tiep-nhan/thong-bao'));
  assert.ok(letters.text.includes(stuck), 'the desk prints what did not get through');
  const metrics = await (await fetch(`${site.url}/metrics`)).text();
  assert.match(metrics, /cuaso_deliveries\{channel="sms",state="(?:dead|sent|confirmed|waiting)"\} \d+/);
  assert.equal((await fetch(`${site.url}/readyz`)).status, 200);
  for (const [who, path] of [
    [an, '/quan-tri/thong-bao'],
    [desk, '/quan-tri/thong-bao'],
    [an, '/tiep-nhan/thong-bao'],
    [admin, '/tiep-nhan/thong-bao'],
  ] as const)
    assert.equal((await who.get(path)).status, 403, path);
});
