import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { date, instant } from '../../src/base/time.ts';
import { givePost, systemPermit } from '../../src/kernel/access/access.act.ts';
import { findAccount } from '../../src/kernel/person/person.act.ts';
import type { Page, Visitor } from '../kit/client.ts';
import { encode, formTo } from '../kit/client.ts';
import { openSite } from '../kit/site.ts';
import { anXuan, apply, birth, copies, deed, doTask, fine, ownPage, prepare, receive, sign, withoutFiles } from '../kit/walk.ts';
import { sound } from '../kit/world.ts';

const site = await openSite();
const { world } = site;
const folder = mkdtempSync(join(tmpdir(), 'cuaso-deeds-'));
after(() => {
  rmSync(folder, { recursive: true, force: true });
  assert.deepEqual(site.faults, []);
});

const [citizen, receptionist, officer, chair, deputy] = (await Promise.all(
  ['cong-dan-an', anXuan.receptionist, anXuan.officer, anXuan.chair, anXuan.deputy].map((account) => site.as(account)),
)) as [Visitor, Visitor, Visitor, Visitor, Visitor];
const at = (clock: string): void => world.setClock(instant(`2022-11-15T${clock}:00+07:00`));

type Row = {
  readonly id: string;
  readonly due: string;
  readonly stage: string;
  readonly outcome: string | null;
  readonly state: {
    readonly answers: { readonly requester: { readonly name: string } };
    readonly documents: readonly { readonly id: string; readonly kind: string }[];
    readonly files: readonly { readonly paper: string; readonly blob: string | null }[];
  };
};
async function rowOf(code: string): Promise<Row> {
  const [row] = await world.database.owner<Row>`select case_id as id, due, stage, outcome, state from case_row where code = ${code} or tracking = ${code}`;
  assert.ok(row !== undefined, code);
  return row;
}
const filesOf = async (code: string) => (await rowOf(code)).state.files;
const entriesOf = async (code: string): Promise<number> =>
  (await world.database.owner<{ n: number }>`select count(*)::int as n from ledger join case_row using (case_id) where code = ${code}`)[0]?.n ?? 0;

/** A form post written by hand, as somebody would who bypasses the page. */
const post = (who: Visitor, path: string, fields: Readonly<Record<string, string>>): Promise<Page> =>
  who.send({ path, type: 'application/x-www-form-urlencoded', body: new TextEncoder().encode(new URLSearchParams(fields).toString()) });

const opened = async (sample = birth, changes = {}): Promise<string> => await receive(receptionist, await apply(citizen, sample, changes));
const words = (pdf: Uint8Array): string => {
  writeFileSync(join(folder, 'paper.pdf'), pdf);
  return execFileSync('pdftotext', ['-layout', join(folder, 'paper.pdf'), '-'], { encoding: 'utf8' });
};
async function paperOf(who: Visitor, code: string, kind: string): Promise<string> {
  const made = (await rowOf(code)).state.documents.find((one) => one.kind === kind);
  assert.ok(made !== undefined, `no ${kind}`);
  return words(fine(await who.get(`/tep/${made.id}`)).bytes);
}

test('a supplement stops the clock, opens nothing but the faults, and the answer sets it going again; a second one is refused', async () => {
  at('08:40');
  const code = await opened();
  assert.equal((await rowOf(code)).due, '2022-11-15T17:30:00+07:00');
  at('10:00');
  const ask = { fields: { reason: ['birth-date-differs'], text: 'Giấy chứng sinh ghi ngày 02/11/2022.' } };
  assert.match(fine(await deed(officer, code, 'bo-sung', ask)).text, /đồng hồ dừng/);
  await world.work();
  assert.equal((await rowOf(code)).stage, 'waiting');

  at('16:00');
  const own = await ownPage(citizen, code);
  assert.match(fine(await citizen.get(own)).text, /Ngày sinh khai khác với giấy chứng sinh.*Giấy chứng sinh ghi ngày 02\/11\/2022/);
  assert.match(await paperOf(citizen, code, 'supplement'), /02\/11\/2022/);
  const faulty = fine(await citizen.get(`${own}/bo-sung`));
  assert.match(faulty.text, /Đồng hồ dừng từ 10:00 thứ Ba 15\/11\/2022, chờ ông\/bà bổ sung.*Mẫu đúng: Chép đúng ngày ghi trên giấy chứng sinh/);
  assert.match(faulty.html, /href="#f-child-birthDate-day"/);
  const form = formTo(faulty, `${own}/bo-sung`);
  assert.deepEqual([...form.names].sort(), ['_key', '_owner', 'child.birthDate.day', 'child.birthDate.month', 'child.birthDate.year']);
  const more = {
    path: form.action,
    type: 'application/x-www-form-urlencoded',
    body: new TextEncoder().encode(
      new URLSearchParams([...form.fields.map(([a, b]): [string, string] => [a, a.endsWith('.day') ? '2' : b]), ['requester.name', 'Kẻ Khác']]).toString(),
    ),
  };
  fine(await citizen.send(more));

  const answered = await rowOf(code);
  assert.deepEqual([answered.stage, answered.state.answers.requester.name], ['open', 'Nguyễn Văn An']);
  assert.ok(answered.due > '2022-11-15T17:30:00+07:00', answered.due);
  const entries = await entriesOf(code);
  fine(await citizen.send(more));
  assert.equal(await entriesOf(code), entries, 'the answer sent again adds nothing');

  const page = fine(await officer.get(`/ho-so/${code}`));
  assert.match(page.text, /đã được yêu cầu bổ sung một lần/);
  assert.ok(
    page.forms.every((one) => !one.action.endsWith('/bo-sung')),
    'the dialog is gone',
  );
  const second = await post(officer, `/ho-so/${code}/bo-sung`, { _key: 'lan-hai-1', reason: 'birth-date-differs', text: 'Thêm một lần nữa.' });
  assert.equal(second.status, 409);
  assert.match(second.text, /quy định chỉ cho một lần.*Thêm một lần nữa\./);
});

test('where only papers are wanted, an answer without any sets no clock going', async () => {
  at('10:00');
  const code = await opened();
  fine(await deed(officer, code, 'bo-sung', { fields: { reason: ['birth-proof-unreadable'], text: 'Chụp lại.' } }));
  const own = await ownPage(citizen, code);
  const form = withoutFiles(formTo(fine(await citizen.get(`${own}/bo-sung`)), `${own}/bo-sung`));
  const slip = await citizen.submit(form);
  assert.equal(slip.status, 422);
  assert.match(slip.text, /Chưa có giấy tờ mới/);
  assert.equal((await rowOf(code)).stage, 'waiting');
  fine(await citizen.submit(form, { fields: { '_counter.birth-proof': 'true' } }));
  assert.equal((await rowOf(code)).stage, 'open');
});

test('a faulted paper that will be brought to the counter takes the place of its picture, and the desk reads so; no other paper can be given up that way', async () => {
  at('10:00');
  const code = await opened();
  fine(await deed(officer, code, 'bo-sung', { fields: { reason: ['birth-proof-unreadable', 'birth-date-differs'], text: 'Chụp lại.' } }));
  const own = await ownPage(citizen, code);
  const before = (await filesOf(code)).filter((file) => file.paper !== 'birth-proof');
  const form = withoutFiles(formTo(fine(await citizen.get(`${own}/bo-sung`)), `${own}/bo-sung`));
  const wrong = await citizen.submit(form, { fields: { '_counter.birth-proof': 'true', 'child.birthDate.day': '40' } });
  assert.equal(wrong.status, 422);
  const again = withoutFiles(formTo(wrong, `${own}/bo-sung`));
  assert.ok(
    again.fields.some(([name, value]) => name === '_counter.birth-proof' && value === 'true'),
    'the tick is kept when something else is wrong',
  );
  fine(await citizen.submit(again, { fields: { 'child.birthDate.day': '2' } }));
  const brought = (await filesOf(code)).filter((file) => file.paper === 'birth-proof');
  assert.deepEqual(
    brought.map((file) => file.blob),
    [null],
  );
  assert.deepEqual(
    (await filesOf(code)).filter((file) => file.paper !== 'birth-proof'),
    before,
  );
  const desk = fine(await officer.get(`/ho-so/${code}`));
  assert.match(desk.text, /Giấy chứng sinh[^·]{0,80}nộp bản giấy/);
  assert.match(desk.text, /Đã bổ sung, đồng hồ chạy tiếp.{0,60}Nộp bản giấy tại quầy: /);
  assert.match(fine(await citizen.get(own)).text, /Nộp bản giấy tại quầy: /);

  const other = await opened();
  fine(await deed(officer, other, 'bo-sung', { fields: { reason: ['birth-date-differs'], text: 'Sai ngày sinh.' } }));
  const place = await ownPage(citizen, other);
  const dates = formTo(fine(await citizen.get(`${place}/bo-sung`)), `${place}/bo-sung`);
  const typed = Object.fromEntries(dates.fields.map(([name, value]) => [name, name.endsWith('.day') ? '2' : value]));
  fine(await post(citizen, dates.action, { ...typed, '_counter.birth-proof': 'true' }));
  assert.equal((await rowOf(other)).stage, 'open');
  assert.ok((await filesOf(other)).every((file) => file.blob !== null));
});

test('a refusal needs a listed reason and words; the citizen reads the reason and gets the letter', async () => {
  at('10:00');
  const code = await opened();
  const empty = await deed(officer, code, 'tu-choi', { fields: { text: 'Đã đăng ký tại Tam Kỳ năm 2021.' } });
  assert.equal(empty.status, 422);
  assert.match(empty.text, /Chọn lý do/);
  assert.match(
    formTo(empty, `/ho-so/${code}/tu-choi`)
      .fields.map(([, value]) => value)
      .join('|'),
    /Đã đăng ký tại Tam Kỳ năm 2021\./,
    'what was typed is kept',
  );
  fine(await officer.submit(formTo(empty, `/ho-so/${code}/tu-choi`), { fields: { reason: 'already-registered' } }));
  await world.work();
  const row = await rowOf(code);
  assert.deepEqual([row.stage, row.outcome], ['closed', 'refused']);
  assert.match(await paperOf(citizen, code, 'refusal'), /Trẻ đã được đăng ký khai sinh/);
  assert.match(fine(await site.visitor().get(`/tra-cuu?ma=${code}&so_cuoi=2768`)).text, /Trẻ đã được đăng ký khai sinh/);
  assert.equal((await post(officer, `/ho-so/${code}/tu-choi`, { _key: 'tu-choi-2', reason: 'already-registered', text: 'x' })).status, 409);
});

test('a citizen takes the own case back until the result is ready; nobody works on it afterwards', async () => {
  at('10:00');
  const code = await opened();
  await world.work();
  const own = await ownPage(citizen, code);
  const page = fine(await citizen.get(own));
  const stranger = await site.as('cong-dan-bich');
  assert.equal((await stranger.get(own)).status, 404);
  assert.equal((await post(stranger, `${own}/rut`, { _key: 'rut-ho-so-1' })).status, 404);
  assert.ok(page.html.includes(`href="${own}/rut"`), 'the case page leads to the question');
  const asked = fine(await citizen.get(`${own}/rut`));
  assert.match(asked.text, /không khôi phục được.*dừng giải quyết ngay.*nộp hồ sơ mới/);
  const long = await citizen.submit(formTo(asked, `${own}/rut`), { fields: { ly_do: 'x'.repeat(501) } });
  assert.deepEqual([long.status, /dài nhất 500 ký tự/.test(long.text), (await rowOf(code)).stage], [422, true, 'open']);
  assert.match(fine(await citizen.submit(formTo(asked, `${own}/rut`), { fields: { ly_do: 'Đã làm ở nơi khác.' } })).text, /Hồ sơ đã rút/);
  assert.equal((await citizen.get(`${own}/rut`)).status, 409);
  const task = await post(officer, `/ho-so/${code}/xong-viec?viec=check_1`, { _key: 'sau-khi-rut', checkResult: 'verify' });
  assert.equal(task.status, 409);
  assert.equal((await rowOf(code)).outcome, 'withdrawn');
});

test('the promised hour moves once, with a reason', async () => {
  at('10:00');
  const code = await opened();
  const before = await rowOf(code);
  fine(await deed(officer, code, 'gia-han', { fields: { reason: 'verification', text: 'Chờ bệnh viện trả lời.' } }));
  const after = await rowOf(code);
  assert.ok(after.due > before.due, `${before.due} ${after.due}`);
  const again = await post(officer, `/ho-so/${code}/gia-han`, { _key: 'gia-han-lan-2', reason: 'verification', text: 'Chờ thêm.' });
  assert.deepEqual([again.status, /chỉ cho một lần/.test(again.text), (await rowOf(code)).due], [409, true, after.due]);
  await world.work();
  const letter = (await paperOf(citizen, code, 'apology')).replace(/\s+/g, ' ');
  assert.match(letter, /PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ/);
  assert.match(letter, /hẹn trả kết quả lúc 17 giờ 30, thứ Ba 15\/11\/2022/, 'the hour that was not kept');
  assert.match(letter, /Chờ bệnh viện trả lời\./);
  assert.match(letter, /17 giờ 30, thứ Ba 22\/11\/2022/, 'the new hour');
  assert.match(fine(await citizen.get(await ownPage(citizen, code))).text, /Phiếu xin lỗi và hẹn lại/);
});

test('a result is not handed over while its fee is owed; what was typed stays', async () => {
  at('10:00');
  const { code } = await prepare(site, citizen, birth);
  fine(await sign(chair, code));
  const early = await doTask(receptionist, code, { handedAs: 'counter', handedTo: 'Nguyễn Văn An' });
  assert.equal(early.status, 409);
  assert.match(early.text, /Hồ sơ chưa thu phí/);
  const form = formTo(early, `/ho-so/${code}/xong-viec`);
  assert.deepEqual(
    form.fields.filter(([name]) => name.startsWith('handed')),
    [
      ['handedAs', 'counter'],
      ['handedTo', 'Nguyễn Văn An'],
    ],
  );
  assert.match(fine(await receptionist.submit(formTo(early, `/ho-so/${code}/thu-phi`))).text, /BL-22-0000\d\d/);
  assert.equal((await post(receptionist, `/ho-so/${code}/thu-phi`, { _key: 'thu-lan-hai' })).status, 409);
  assert.match(fine(await doTask(receptionist, code, { handedAs: 'counter', handedTo: 'Nguyễn Văn An' })).text, /Đã xong bước/);
  assert.equal((await rowOf(code)).outcome, 'granted');
});

test('at the counter an officer files and receives in one go: code, slip, fee', async () => {
  at('10:00');
  const form = formTo(fine(await receptionist.get(`/tiep-nhan?thu-tuc=${copies.pack}`)), '/tiep-nhan');
  const person = { 'requester.name': 'Hồ Văn Mẫu', 'requester.id': '049085002345', 'requester.phone': '0905009999' };
  const { _unit: _, ...answers } = copies.answers;
  const wrong = await receptionist.submit(form, { fields: { ...person, ...answers, 'papers.0.pages': 'ba' } });
  assert.equal(wrong.status, 422);
  const sending = await encode(formTo(wrong, '/tiep-nhan'), { fields: { 'papers.0.pages': '3' } });
  const page = fine(await receptionist.send(sending));
  const code = /H47\.31\.\d+-221115-\d{4}/.exec(page.path)?.[0] ?? '';
  await world.work();
  assert.match(await paperOf(receptionist, code, 'receipt'), /17:30|17 giờ 30/);
  assert.equal(fine(await receptionist.send(sending)).path, page.path, 'sent again it is the same case');
  assert.match(page.text, /Hồ Văn Mẫu/);
  assert.equal((await officer.get(`/tiep-nhan?thu-tuc=${copies.pack}`)).status, 403);
});

test('received by 15:00 it is due the same day, afterwards the next working day', async () => {
  at('14:59');
  const early = await opened();
  at('15:01');
  const late = await opened();
  assert.deepEqual([(await rowOf(early)).due, (await rowOf(late)).due], ['2022-11-15T17:30:00+07:00', '2022-11-16T17:30:00+07:00']);
});

test('whoever received a case does not sign it', async () => {
  at('10:00');
  const permit = systemPermit(world, 'person.admin');
  const person = sound(await findAccount(world, permit, 'chu-tich-minh-an'));
  const unit = world.org().units.find((one) => one.gso === '20398');
  assert.ok(unit !== undefined);
  sound(await givePost(world, permit, { person: person.id, unit: unit.id, role: 'receptionist', title: 'Kiêm một cửa', from: date('2022-01-01') }));
  const both = await site.as('chu-tich-minh-an');
  const tracking = await apply(citizen, birth, { _unit: '20398' });
  const received = await post(both, `/ho-so/${tracking}/tiep-nhan`, { _key: 'kiem-nhiem-1' });
  const code = /\/ho-so\/([^?]+)\?/.exec(received.path)?.[1] ?? '';
  await world.work();
  fine(await doTask(await site.as('tu-phap-minh-an'), code, birth.work[0]?.fields ?? {}));
  await world.work();
  const [task] = await world.database.owner<{ id: string }>`select task_id as id from task_row join case_row using (case_id) where code = ${code} and sign`;
  const signed = await post(both, `/ho-so/${code}/ky?viec=${task?.id}`, { _key: 'kiem-nhiem-2' });
  assert.equal(signed.status, 403);
  assert.match(signed.text, /Người tiếp nhận không được ký duyệt/);
});

test('a case of another unit does not exist: page, file, deed, queue and export say nothing', async () => {
  at('10:00');
  const code = await opened();
  await world.work();
  const file = (await rowOf(code)).state.documents[0]?.id ?? '';
  for (const account of ['tu-phap-minh-an', 'mot-cua-minh-an', 'chu-tich-minh-an']) {
    const other = await site.as(account);
    const nowhere = await other.get('/ho-so/H47.31.25-221115-9999');
    const page = await other.get(`/ho-so/${code}`);
    assert.deepEqual([page.status, page.text], [404, nowhere.text], 'hidden and absent look the same');
    assert.equal((await other.get(`/tep/${file}`)).status, 404);
    assert.equal((await post(other, `/ho-so/${code}/tu-choi`, { _key: 'nguoi-ngoai', reason: 'already-registered', text: 'x' })).status, 404);
    assert.ok(!fine(await other.get(`/ban-lam-viec?q=${code}`)).html.includes(`/ho-so/${code}`));
    assert.ok(
      !Buffer.from((await other.raw('/ban-lam-viec.csv')).bytes)
        .toString()
        .includes(code),
    );
  }
  assert.equal((await rowOf(code)).stage, 'open');
});

test('every look leaves a trace before the answer, and the citizen reads who looked and why', async () => {
  at('11:11');
  const code = await opened();
  await world.work();
  const row = await rowOf(code);
  const before = await entriesOf(code);
  fine(await officer.get(`/ho-so/${code}`));
  fine(await officer.get(`/tep/${row.state.documents[0]?.id}`));
  assert.equal(await entriesOf(code), before + 2);
  const page = fine(await citizen.get(await ownPage(citizen, code)));
  assert.equal(await entriesOf(code), before + 2, 'reading the own case is nobody’s business');
  assert.match(page.text, /Lê Thị Hồng Vân, UBND phường An Xuân[^·]*11:11[^·]*· xem tệp/);
  assert.match(page.text, /Lê Thị Hồng Vân, UBND phường An Xuân[^·]*11:11[^·]*· xử lý hồ sơ/);
  fine(await (await site.as('lanh-dao-tinh')).get(`/ho-so/${code}`));
  assert.match(fine(await citizen.get(await ownPage(citizen, code))).text, /Lê Văn Hiệp, UBND tỉnh Quảng Nam/);
});

test('a deputy signs for the chair, and the paper says so', async () => {
  at('10:00');
  const { code } = await prepare(site, citizen, birth);
  fine(await sign(deputy, code));
  const paper = await paperOf(citizen, code, 'result');
  assert.match(paper, /KT\. ?CHỦ TỊCH/);
  assert.match(paper, /Phan Thị Mỹ Lệ/);
});
