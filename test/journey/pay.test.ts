import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as rest } from 'node:timers/promises';
import { isRefusal } from '../../src/base/refusal.ts';
import type { plusDays } from '../../src/base/time.ts';
import { instant, instantOf, toMs } from '../../src/base/time.ts';
import { signedHeaders } from '../../src/gate/pay-key.ts';
import type { NoticeKind } from '../../src/kernel/notice/notice.ts';
import { noticeWords } from '../../src/kernel/notice/notice.ts';
import { keepUpWithGateway } from '../../src/kernel/payment/payment.act.ts';
import { readVietQr } from '../../src/kernel/payment/payment.ts';
import { aBank, sampleAccount } from '../kit/bank.ts';
import type { Page, Visitor } from '../kit/client.ts';
import { encode, formTo } from '../kit/client.ts';
import { openSite } from '../kit/site.ts';
import { anXuan, apply, birth, copies, deed, fine, ownPage, receive } from '../kit/walk.ts';

const bank = aBank();
const site = await openSite('127.0.0.1', { gates: { pay: bank.gate } });
const { world } = site;
await bank.start(site.url);
// Signatures are judged by the machine's clock, and the bank lives in the present.
world.wait(Date.now() - toMs(world.machine()));
// The page of a gateway that is dead answers 503, which the journal writes down.
after(() =>
  assert.deepEqual(
    site.faults.filter((line) => !line.includes('/thanh-toan/:ref/cong')),
    [],
  ),
);

const [citizen, receptionist, accountant, chair] = (await Promise.all(
  ['cong-dan-an', anXuan.receptionist, 'ke-toan-an-xuan', anXuan.chair].map((account) => site.as(account)),
)) as [Visitor, Visitor, Visitor, Visitor];
const stranger = site.visitor();

type Book = { readonly amount: number; readonly paid: number; readonly refunded: number; readonly loose: number };
async function book(reference: string): Promise<Book> {
  const [row] = await world.database.owner<Book>`
    select o.amount, paid, refunded, (select coalesce(sum(m.amount - applied - returned), 0)::bigint from money m where m.obligation_id = o.obligation_id) as loose
    from obligation o where reference = ${reference}`;
  assert.ok(row !== undefined, reference);
  return row;
}

/** The reference on the way from a page of the case to the payment page. */
const referenceOn = (page: Page): string => /\/thanh-toan\/(CS[0-9A-Z]{11})/.exec(page.html)?.[1] ?? assert.fail(`no way to pay: ${page.text.slice(0, 500)}`);

async function filed(sample = copies): Promise<{ readonly tracking: string; readonly reference: string }> {
  const tracking = await apply(citizen, sample);
  return { tracking, reference: referenceOn(fine(await citizen.get(`/da-nop/${tracking}`))) };
}

/** Titles of what the payer was told of money going back. */
const toldAbout = async (reference: string): Promise<readonly string[]> => {
  const rows = await world.database.owner<{ kind: NoticeKind }>`
    select n.kind from notice n join obligation o using (case_id) where o.reference = ${reference} and n.kind like 'refund%' order by position`;
  return rows.map(({ kind }) => noticeWords[kind].title.vi);
};

/** Until the callback was heard; the bank tells at once. */
async function until(what: string, isDone: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await isDone()) return;
    await rest(50);
  }
  assert.fail(`not within 5 s: ${what}`);
}
const paidIs = (reference: string, amount: number) => until(`${reference} paid ${amount}`, async () => (await book(reference)).paid === amount);

/** Through the page of the gateway, in one of its ways. */
async function payAt(reference: string, way: string): Promise<void> {
  const sent = await stranger.raw(`/thanh-toan/${reference}/cong`);
  assert.equal(sent.status, 303, sent.text);
  await bank.post(sent.headers.get('location') ?? '', { cach: way });
}

const track = async (tracking: string): Promise<Page> =>
  fine(await stranger.submit(formTo(fine(await stranger.get('/tra-cuu')), '/tra-cuu'), { fields: { ma: tracking, so_cuoi: '2768' } }));

test('a fee is paid through the gateway before anybody has received the case; tracking, own page, officer and receipt agree', async () => {
  const { tracking, reference } = await filed();
  const before = fine(await stranger.get(`/thanh-toan/${reference}`));
  for (const words of ['Còn phải nộp', '10.000 đ', 'Mười nghìn đồng', sampleAccount.account, reference, 'Nộp tại quầy'])
    assert.ok(before.text.includes(words), words);
  assert.ok(!before.text.includes('Nguyễn Văn An'), 'the reference shows nobody');
  const english = fine(await site.visitor().get(`/thanh-toan/${reference}?lang=en`));
  assert.ok(
    english.text.includes('10,000 đ') && !english.text.includes('10.000') && !english.text.includes('nghìn đồng'),
    'the sum in words is for Vietnamese readers',
  );
  await payAt(reference, 'dung');
  await paidIs(reference, 10_000);
  assert.match(fine(await stranger.get(`/thanh-toan/${reference}`)).text, /Đã nộp đủ/);
  assert.match((await track(tracking)).text, /Đã nộp phí trực tuyến.*10.000.*Đã nộp đủ/s);
  const officer = fine(await receptionist.get(`/ho-so/${tracking}`));
  assert.match(officer.text, /đã thu 15\/11, biên lai BL-22-\d{6}/);
  assert.ok(!officer.text.includes('Thu phí 10.000'), 'the counter does not ask again');
  const serial = /biên lai (BL-22-\d{6})/.exec(officer.text)?.[1];
  const receipt = `/thanh-toan/${reference}/bien-lai/${serial}`;
  assert.match(fine(await citizen.get(receipt)).text, /Nguyễn Văn An.*Cổng thanh toán.*10\.000 đ Mười nghìn đồng/s);
  assert.ok(!fine(await stranger.get(receipt)).text.includes('Nguyễn Văn An'), 'the name is for the applicant');
  await world.work();
  const paper = /href="(\/tep\/[0-9a-f-]{36})"/.exec(fine(await citizen.get(receipt)).html)?.[1] ?? assert.fail('no paper');
  const pdf = fine(await citizen.get(paper)).bytes;
  const verdict = await world.gates.inspect.inspect(pdf);
  assert.ok(!isRefusal(verdict) && verdict.verdict === 'valid' && verdict.signatures[0]?.field === 'seal', JSON.stringify(verdict));
  assert.equal((await stranger.raw(paper)).status, 303, 'the paper names the payer');
  // The case goes its way and owes nothing at its end.
  const code = await receive(receptionist, tracking);
  assert.match(fine(await citizen.get(await ownPage(citizen, code))).text, /đã thu 15\/11/);
  await world.work();
  const told = await world.database.owner<{ kind: NoticeKind }>`
    select n.kind from notice n join case_row using (case_id) where tracking = ${tracking} and n.kind in ('received', 'obligation')`;
  assert.deepEqual(told, [{ kind: 'received' }], 'whoever has paid is not told to pay');
});

test('the QR of the page is a VietQR over what is left, and its picture can be kept', async () => {
  const { reference } = await filed();
  const picture = await stranger.raw(`/thanh-toan/${reference}/qr.png`);
  assert.equal(picture.headers.get('content-type'), 'image/png');
  assert.deepEqual([...picture.bytes.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
  const { writeVietQr } = await import('../../src/kernel/payment/payment.ts');
  const text = writeVietQr({ bank: sampleAccount.bank, account: sampleAccount.account, to: 'account', amount: 10_000, purpose: reference });
  assert.ok(!isRefusal(text) && !isRefusal(readVietQr(text)));
  // As the app of a bank does with the code it has read.
  await bank.post('/chuyen-khoan', { qr: isRefusal(text) ? '' : text });
  await paidIs(reference, 10_000);
  const gone = await stranger.raw(`/thanh-toan/${reference}/qr.png`);
  assert.equal(gone.status, 409, 'nothing is left to be paid by QR');
});

test('half, then the rest: two receipts, one fee', async () => {
  const { reference } = await filed();
  await payAt(reference, 'thieu');
  await paidIs(reference, 5_000);
  assert.match(fine(await stranger.get(`/thanh-toan/${reference}`)).text, /Đã nộp một phần.*Tổng 10\.000 đ, đã nộp 5\.000 đ/s);
  await payAt(reference, 'dung');
  await paidIs(reference, 10_000);
  assert.equal((fine(await stranger.get(`/thanh-toan/${reference}`)).text.match(/Ký hiệu BL-22, số/g) ?? []).length >= 2, true);
});

test('too much and twice: the fee is settled once, the rest goes back by two persons', async () => {
  const { reference } = await filed();
  await payAt(reference, 'hai-lan');
  await until('the second payment', async () => (await book(reference)).loose === 10_000);
  assert.deepEqual(await book(reference), { amount: 10_000, paid: 10_000, refunded: 0, loose: 10_000 });
  assert.match(fine(await stranger.get(`/thanh-toan/${reference}`)).text, /Nộp thừa, chờ hoàn.*Đã nhận thừa 10\.000 đ/s);
  const desk = fine(await accountant.get('/thu-phi'));
  assert.ok(desk.text.includes(reference));
  const propose = desk.forms.find((form) => form.action === '/thu-phi/hoan' && form.fields.some(([name, value]) => name === 'ma' && value === reference));
  assert.ok(propose !== undefined, desk.text.slice(0, 800));
  const tooMuch = await accountant.submit(propose, { fields: { so_tien: '10.001', ly_do: 'Trả hai lần' } });
  assert.equal(tooMuch.status, 409, tooMuch.text.slice(0, 300));
  const twice = await encode(formOf(fine(await accountant.get('/thu-phi')), reference), { fields: { so_tien: '10.000', ly_do: 'Trả hai lần' } });
  fine(await accountant.send(twice));
  assert.equal((await book(reference)).loose, 0, 'what is proposed is reserved');
  const count = async () => (await world.database.owner<{ n: number }>`select count(*)::int as n from refund`)[0]?.n;
  const proposed = await count();
  const again = await accountant.send(twice);
  assert.equal(again.status, 200);
  assert.equal(await count(), proposed, 'pressed twice is proposed once');
  const decide = formTo(fine(await chair.get('/thu-phi?muc=hoan')), '/thu-phi/hoan/');
  fine(await chair.submit(decide, { button: ['quyet', 'confirm'] }));
  await keepUpWithGateway(world, -1);
  const [sent] = await world.database.owner<{ state: string }>`select state from refund order by proposed_at desc limit 1`;
  assert.equal(sent?.state, 'sent');
  // The accountant may not decide, whatever is sent by hand.
  const refused = await accountant.raw(decide.action, { method: 'POST', body: new URLSearchParams({ _key: 'hand-made-key-1', quyet: 'confirm' }) });
  assert.equal(refused.status, 403);
});

const formOf = (page: Page, reference: string) =>
  page.forms.find((form) => form.action === '/thu-phi/hoan' && form.fields.some(([name, value]) => name === 'ma' && value === reference)) ??
  assert.fail('no form');

test('cash at the counter settles the same obligation, and a transfer that comes late is owed back', async () => {
  const { tracking, reference } = await filed(birth);
  const code = await receive(receptionist, tracking);
  fine(await deed(receptionist, code, 'thu-phi'));
  assert.deepEqual(await book(reference), { amount: 8_000, paid: 8_000, refunded: 0, loose: 0 });
  assert.match(fine(await stranger.get(`/thanh-toan/${reference}`)).text, /tiền mặt tại quầy/);
  await bank.post('/chuyen-khoan', { so_tien: '8000', noi_dung: `nop phi ${reference.toLowerCase()}` });
  await until('the late transfer', async () => (await book(reference)).loose === 8_000);
  assert.equal((await book(reference)).paid, 8_000);
});

test('money without a reference is kept, shown to the accountant and settled once somebody knows whose it is', async () => {
  const { reference } = await filed();
  await bank.post('/chuyen-khoan', { so_tien: '10000', noi_dung: 'nop le phi chung thuc' });
  const loose = async () =>
    (await world.database.owner<{ id: string }>`select money_id as id from money where obligation_id is null and content = 'nop le phi chung thuc'`)[0];
  await until('the loose money', async () => (await loose()) !== undefined);
  const page = fine(await accountant.get('/thu-phi?muc=chua-ro'));
  assert.ok(page.text.includes('nop le phi chung thuc'));
  const id = (await loose())?.id ?? '';
  fine(await accountant.submit(formTo(page, `/thu-phi/ghi/${id}`), { fields: { ma: reference } }));
  assert.equal((await book(reference)).paid, 10_000);
});

test("the bank's file of the day: what was never told is settled from it, differences are listed, the same file changes nothing", async () => {
  const { reference } = await filed();
  const day = instantOf(Date.now()).slice(0, 10) as Parameters<typeof plusDays>[0];
  const file = await bank.gate.statement(day);
  assert.ok(!isRefusal(file));
  const [known] = await world.database.owner<{ ref: string; amount: number }>`select bank_ref as ref, amount from money where via = 'gateway' limit 1`;
  const line = `FTX1,${instantOf(Date.now())},10000,"MBVCB, ${reference}",transfer`;
  const text = `${file.replace(new RegExp(`^(${known?.ref},[^,]*),\\d+`, 'm'), '$1,99999')}\n${line}\n`;
  const compare = async (csv: string) => {
    const page = fine(await accountant.get('/thu-phi?muc=doi-soat'));
    const [y = '', m = '', d = ''] = day.split('-');
    const upload = { field: 'tep', name: 'sao-ke.csv', bytes: new TextEncoder().encode(csv) };
    return await accountant.submit(formTo(page, '/thu-phi/doi-soat'), { fields: { ngay: `${d}/${m}/${y}` }, files: [upload] });
  };
  const done = fine(await compare(text));
  assert.equal((await book(reference)).paid, 10_000);
  assert.match(done.text, /FTX1/);
  assert.match(done.text, /ngân hàng 99\.999 đ/);
  fine(await compare(text));
  const [count] = await world.database.owner<{ n: number }>`select count(*)::int as n from reconciliation where day = ${day}`;
  assert.equal(count?.n, 1, 'the same file is the same comparison');
  const wrong = await compare('a;b;c');
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /chưa khoản nào được ghi\. Dòng 1: thiếu dòng tiêu đề.*ma_giao_dich/);
});

test("a bank's file with a letter or an amount that cannot be read settles nothing and says where; contents that differ are both shown", async () => {
  const { reference } = await filed();
  const day = instantOf(Date.now()).slice(0, 10);
  const [y = '', m = '', d = ''] = day.split('-');
  const send = async (bytes: Uint8Array) => {
    const form = formTo(fine(await accountant.get('/thu-phi?muc=doi-soat')), '/thu-phi/doi-soat');
    return await accountant.submit(form, { fields: { ngay: `${d}/${m}/${y}` }, files: [{ field: 'tep', name: 'sao-ke.csv', bytes }] });
  };
  const at = instantOf(Date.now());
  const file = (...lines: readonly string[]): string => ['ma_giao_dich,thoi_diem,so_tien,noi_dung,loai', ...lines].join('\n');
  const line = `FTX8,${at},10000,"n\u00f4p ph\u00ed ${reference}",transfer`;
  const ruined = await send(Uint8Array.from(file(line), (letter) => letter.charCodeAt(0)));
  assert.equal(ruined.status, 422);
  assert.match(ruined.text, /chưa khoản nào được ghi\. Dòng 2: chữ không phải mã UTF-8\..*mã UTF-8, rồi gửi lại/);
  const negative = await send(new TextEncoder().encode(file(line, '', `FTX9,${at},-5,a,transfer`)));
  assert.match(negative.text, /Dòng 4: số tiền âm/);
  const pdf = await send(new TextEncoder().encode('%PDF-1.7'));
  assert.match(pdf.text, /không phải tệp văn bản/);
  assert.equal((await book(reference)).paid, 0);
  const [known] = await world.database.owner<{ ref: string; amount: number; content: string }>`
    select bank_ref as ref, amount, content from money where via = 'gateway' order by at limit 1`;
  const done = fine(await send(new TextEncoder().encode(file(`${known?.ref},${at},${known?.amount},khác,gateway`))));
  assert.ok(done.text.includes(`${known?.ref}: nội dung ở đây “${known?.content}”, ngân hàng “khác”`), done.text);
});

test('nothing but the bank settles: unsigned, altered, forged and old messages, and pictures of transfers, change nothing', async () => {
  const { reference } = await filed();
  const body = JSON.stringify({ id: 'FT-evil', kind: 'transfer', amount: 10_000, content: reference, at: instantOf(Date.now()) });
  const seconds = Math.floor(toMs(world.machine()) / 1000);
  const good = signedHeaders(bank.key, body, seconds);
  const send = async (headers: Readonly<Record<string, string>>, sent = body): Promise<number> =>
    (await fetch(new URL('/thanh-toan/bao-co', site.url), { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: sent })).status;
  assert.equal(await send({}), 401);
  assert.equal(await send(good, body.replace('10000', '90000')), 401);
  assert.equal(await send(signedHeaders('00'.repeat(32), body, seconds)), 401);
  assert.equal(await send(signedHeaders(bank.key, body, seconds - 3_600)), 401);
  assert.equal(await send(signedHeaders(bank.key, '{"id":1}', seconds), '{"id":1}'), 400);
  assert.equal((await book(reference)).paid, 0);
  const upload = new FormData();
  upload.set('anh', new Blob(['x']), 'da-chuyen-khoan.png');
  assert.notEqual((await stranger.raw(`/thanh-toan/${reference}`, { method: 'POST', body: upload })).status, 200, 'there is no place for pictures');
  assert.equal((await book(reference)).paid, 0);
  assert.equal(await send(good), 200);
  assert.equal(await send(signedHeaders(bank.key, body, seconds)), 200);
  const other = body.replace('10000', '20000');
  assert.equal(await send(signedHeaders(bank.key, other, seconds), other), 409);
  assert.equal((await book(reference)).paid, 10_000);
});

test('a case refused after it was paid owes the money back', async () => {
  const { tracking, reference } = await filed();
  await payAt(reference, 'dung');
  await paidIs(reference, 10_000);
  fine(await deed(receptionist, tracking, 'tu-choi', { fields: { reason: 'original-altered', text: 'Không có bản chính' } }));
  await world.work();
  assert.match(fine(await stranger.get(`/thanh-toan/${reference}`)).text, /chờ hoàn.*không còn phải nộp/is);
  fine(await accountant.submit(formOf(fine(await accountant.get('/thu-phi')), reference), { fields: { so_tien: '10.000', ly_do: 'Hồ sơ bị từ chối' } }));
  fine(await chair.submit(formTo(fine(await chair.get('/thu-phi?muc=hoan')), '/thu-phi/hoan/'), { button: ['quyet', 'confirm'] }));
  await keepUpWithGateway(world, -1);
  assert.match(fine(await stranger.get(`/thanh-toan/${reference}`)).text, /Đã hoàn tiền/);
  await world.work();
  const told = await toldAbout(reference);
  assert.deepEqual(told, ['Được hoàn tiền', 'Đã chuyển tiền hoàn'], 'decided, then sent, each once');
});

test('cash that goes back is fetched where it was paid, and the person is told so', async () => {
  const { tracking, reference } = await filed();
  const code = await receive(receptionist, tracking);
  fine(await deed(receptionist, code, 'thu-phi'));
  fine(await deed(await site.as(anXuan.officer), code, 'tu-choi', { fields: { reason: 'original-altered', text: 'Không có bản chính' } }));
  await world.work();
  fine(await accountant.submit(formOf(fine(await accountant.get('/thu-phi')), reference), { fields: { so_tien: '10.000', ly_do: 'Hồ sơ bị từ chối' } }));
  fine(await chair.submit(formTo(fine(await chair.get('/thu-phi?muc=hoan')), '/thu-phi/hoan/'), { button: ['quyet', 'confirm'] }));
  await keepUpWithGateway(world, -1);
  await world.work();
  assert.deepEqual(await toldAbout(reference), ['Được hoàn tiền', 'Mời nhận tiền hoàn']);
  assert.match(fine(await citizen.get('/thong-bao')).text, /mời nhận lại 10\.000\sđ tại .*An Xuân/);
});

test('an amount set by another agency is an obligation of its own, once, late after its day', async () => {
  const tracking = await apply(citizen, copies);
  const code = await receive(receptionist, tracking);
  const set = formTo(fine(await accountant.get('/thu-phi')), '/thu-phi/ghi-khoan');
  const fields = { co_quan: 'H47.99', so: 'TB-0031/2022', noi_dung: 'Lệ phí trước bạ', so_tien: '2.500.000', ho_so: code, han: '14/11/2022' };
  fine(await accountant.submit(set, { fields }));
  const again = await accountant.submit(formTo(fine(await accountant.get('/thu-phi')), '/thu-phi/ghi-khoan'), { fields });
  assert.equal(again.status, 409, 'the notice was told before');
  const mine = fine(await citizen.get(await ownPage(citizen, code)));
  assert.match(mine.text, /Quá hạn nộp.*Lệ phí trước bạ.*Nộp 2\.500\.000 đ/s);
  const ahead = { ...fields, so: 'TB-0032/2022', noi_dung: 'Phí đo đạc', so_tien: '70.000', han: '30/11/2022' };
  fine(await accountant.submit(formTo(fine(await accountant.get('/thu-phi')), '/thu-phi/ghi-khoan'), { fields: ahead }));
  await world.work();
  assert.match(fine(await citizen.get('/thong-bao')).text, /phải nộp 70\.000\sđ, hạn 23:59 thứ Tư 30\/11\/2022/, 'the notice names the day');
  assert.match(
    fine(await citizen.get(await ownPage(citizen, code))).text,
    /Phí đo đạc.*Hạn nộp 23:59 thứ Tư 30\/11\/2022/s,
    'and so does the page of the case',
  );
  const [row] = await world.database.owner<{ reference: string }>`select reference from obligation where setter = 'H47.99'`;
  await payAt(row?.reference ?? '', 'dung');
  await paidIs(row?.reference ?? '', 2_500_000);
});

test('a dead gateway for an hour loses nothing: what was paid there is found when it answers again', async () => {
  const { tracking, reference } = await filed();
  await bank.post('/bao-co', { giu: '1' });
  await payAt(reference, 'dung');
  await bank.kill();
  world.wait(3_600_000);
  assert.equal(await keepUpWithGateway(world), 0);
  assert.equal((await book(reference)).paid, 0);
  const down = await stranger.raw(`/thanh-toan/${reference}/cong`);
  assert.equal(down.status, 503);
  assert.match(down.text, /chuyển khoản theo mã QR, nộp tại quầy/i);
  // Work that does not need it goes on.
  await receive(await site.as(anXuan.receptionist), tracking);
  await bank.start(site.url);
  world.wait(Date.now() - toMs(world.machine()) + 60_000);
  await world.work();
  await paidIs(reference, 10_000);
});

test('money is receipts: every đồng that came in is in a receipt, on its way back, or listed as open', async () => {
  const [sum] = await world.database.owner<Record<'came' | 'applied' | 'receipts' | 'paid' | 'told' | 'cases', number>>`
    select (select coalesce(sum(amount), 0)::bigint from money) as came, (select coalesce(sum(applied), 0)::bigint from money) as applied,
      (select coalesce(sum(amount), 0)::bigint from fee_receipt where via <> 'cash') as receipts,
      (select coalesce(sum(paid), 0)::bigint from obligation where setter is null) as paid,
      (select coalesce(sum((entry -> 'payment' ->> 'amount')::bigint), 0)::bigint from ledger where what = 'fee-taken') as told,
      (select coalesce(sum((state -> 'paid' ->> 'amount')::bigint), 0)::bigint from case_row) as cases`;
  assert.equal(sum?.applied, sum?.receipts);
  assert.equal(sum?.paid, sum?.told);
  assert.equal(sum?.told, sum?.cases);
  assert.ok((sum?.came ?? 0) > (sum?.applied ?? 0));
});

test('the clock of a case stands still while a payment of another agency is open, through a supplement and a moved hour, and its time is not counted', async () => {
  world.setClock(instant('2022-11-16T09:00:00+07:00'));
  const [officer, guest] = [await site.as(anXuan.officer), site.visitor()];
  const code = await receive(receptionist, await apply(citizen, birth));
  const rowNow = async () => {
    const [row] = await world.database.owner<{ due: string | null; stage: string; clock: { due: string; pauses: readonly { why: string; to?: string }[] } }>`
      select due, stage, state->'clock' as clock from case_row where code = ${code}`;
    return row ?? assert.fail('no case');
  };
  const look = async () => fine(await guest.submit(formTo(await guest.get('/tra-cuu'), '/tra-cuu'), { fields: { ma: code, so_cuoi: '2768' } })).text;
  fine(await deed(officer, code, 'gia-han', { fields: { reason: 'verification', text: 'Chờ bệnh viện trả lời.' } }));
  const moved = (await rowNow()).due ?? assert.fail('no hour');

  const fields = { co_quan: 'H47.99', so: 'TB-0077/2022', noi_dung: 'Lệ phí trước bạ', so_tien: '90.000', ho_so: code, han: '' };
  fine(await accountant.submit(formTo(fine(await accountant.get('/thu-phi')), '/thu-phi/ghi-khoan'), { fields }));
  const stopped = await rowNow();
  assert.deepEqual([stopped.due, stopped.clock.pauses.map((pause) => pause.why)], [null, ['obligation']]);
  assert.match(await look(), /Dừng, chờ nộp tiền Đồng hồ dừng từ 09:00 thứ Tư 16\/11\/2022: chờ nộp khoản tiền do cơ quan khác xác định/);

  // A supplement begins and ends meanwhile: the other pause goes on.
  fine(await deed(officer, code, 'bo-sung', { fields: { reason: ['birth-date-differs'], text: 'Xem lại.' } }));
  const own = `${await ownPage(citizen, code)}/bo-sung`;
  fine(await citizen.submit(formTo(fine(await citizen.get(own)), own), { fields: { 'child.birthDate.day': '2' } }));
  const answered = await rowNow();
  assert.deepEqual([answered.stage, answered.due, answered.clock.pauses.map((pause) => pause.to !== undefined)], ['open', null, [true, false].reverse()]);

  world.setClock(instant('2022-11-18T09:00:00+07:00'));
  const [row] = await world.database.owner<{ reference: string }>`select reference from obligation where notice = 'TB-0077/2022'`;
  await payAt(row?.reference ?? '', 'dung');
  await paidIs(row?.reference ?? '', 90_000);
  const running = await rowNow();
  assert.ok(running.clock.pauses.every((pause) => pause.to !== undefined));
  // The hour that was moved is counted on from its own day, two working days later.
  assert.ok(running.due !== null && running.due > moved, `${moved} ${running.due}`);
  assert.match(await look(), /Đồng hồ chạy tiếp Hẹn trả/);
});
