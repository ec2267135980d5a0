import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Visitor } from '../kit/client.ts';
import { formTo } from '../kit/client.ts';
import { openSite } from '../kit/site.ts';
import { anXuan, apply, birth, deed, fine, ownPage, receive, withoutFiles } from '../kit/walk.ts';

const site = await openSite();
after(() => assert.deepEqual(site.faults, []));
const [citizen, receptionist, officer] = (await Promise.all(['cong-dan-an', anXuan.receptionist, anXuan.officer].map((account) => site.as(account)))) as [
  Visitor,
  Visitor,
  Visitor,
];

const tracked = async (code: string, digits = '2768', status = 200) => {
  const stranger = site.visitor();
  return fine(await stranger.submit(formTo(await stranger.get('/tra-cuu'), '/tra-cuu'), { fields: { ma: code, so_cuoi: digits } }), status);
};

test('a stranger with code and digits reads unit and role that hold the case and the steps that come, and no name of anybody', async () => {
  const tracking = await apply(citizen, birth);
  const waiting = await tracked(tracking);
  assert.match(waiting.text, /Đồng hồ chưa chạy: chờ tiếp nhận/);
  assert.match(waiting.text, /Bộ phận Một cửa, .*An Xuân/);
  assert.match(waiting.text, /Thẩm tra, ghi sổ hộ tịch.*Ký giấy khai sinh.*Trả kết quả/);

  const code = await receive(receptionist, tracking);
  const open = await tracked(code);
  assert.match(open.text, /Đồng hồ đang chạy/);
  assert.match(open.text, /Đang ở đây, từ \d\d:\d\d .*Thẩm tra, ghi sổ hộ tịch [^.]*An Xuân/);
  assert.doesNotMatch(open.text, /Thu Hà|Nguyễn Văn An\b/);
  const own = fine(await citizen.get(await ownPage(citizen, code)));
  const reception = /Đã tiếp nhận, cấp mã hồ sơ (H47\S+) · (\p{Lu}[\p{L} ]+)/u.exec(own.text);
  assert.ok(reception !== null, own.text.slice(0, 3000));
});

test('while a supplement is asked the stranger reads why the clock stands still and since when', async () => {
  const code = await receive(receptionist, await apply(citizen, birth));
  fine(await deed(officer, code, 'bo-sung', { fields: { reason: ['birth-date-differs'], text: 'Xem lại ngày.' } }));
  const found = await tracked(code);
  assert.match(found.text, /Đồng hồ dừng từ \d\d:\d\d .*: chờ ông\/bà bổ sung.*Thời gian chờ không tính/);
  assert.doesNotMatch(found.text, /Xem lại ngày/, 'the words of the officer are for the applicant');
});

test('before reception there is no clock that a supplement could stop or set going: no page and no message says so', async () => {
  const tracking = await apply(citizen, birth);
  fine(await deed(receptionist, tracking, 'bo-sung', { fields: { reason: ['birth-proof-unreadable'], text: 'Chụp lại.' } }));
  await site.world.work();
  const own = await ownPage(citizen, tracking);
  const moves = /[Đđ]ồng hồ (?:đang )?(?:dừng|chạy tiếp)|Dừng, chờ bổ sung|tạm dừng/;
  for (const page of [await tracked(tracking), fine(await citizen.get(own)), fine(await citizen.get(`${own}/bo-sung`))]) {
    assert.match(page.text, /Đồng hồ chưa chạy/, page.path);
    assert.doesNotMatch(page.text, moves, page.path);
  }
  assert.match(fine(await citizen.get('/ho-so-cua-toi')).text, new RegExp(`Đăng ký khai sinh Chờ bổ sung Nộp lúc [^.]{0,40} ${tracking}`));
  assert.doesNotMatch(fine(await citizen.get('/thong-bao')).text, moves);
  const form = withoutFiles(formTo(fine(await citizen.get(`${own}/bo-sung`)), `${own}/bo-sung`));
  const sent = fine(await citizen.submit(form, { fields: { '_counter.birth-proof': 'true' } }));
  assert.match(sent.text, /Đã gửi bổ sung, chờ tiếp nhận.*Yêu cầu bổ sung .*Đã bổ sung /);
  for (const page of [sent, await tracked(tracking)]) assert.doesNotMatch(page.text, moves, page.path);
});

test('a code with hyphens, points or blanks and a whole telephone number find the case; a wrong number looks like no case', async () => {
  const tracking = await apply(citizen, birth);
  const groups = tracking.match(/.{4}/g) ?? [];
  for (const [typed, digits] of [
    [groups.join('-'), '2 768'],
    [groups.join('.'), '0905 412 768'],
  ] as const)
    assert.match((await tracked(typed, digits)).text, /Đồng hồ chưa chạy/, typed);
  const code = await receive(receptionist, tracking);
  assert.match((await tracked(code.replaceAll('-', ' '))).text, /Đồng hồ đang chạy/);
  const said = (page: { readonly html: string }) => /<p class="err"[^>]*>([^<]+)/.exec(page.html)?.[1];
  const [wrong, none] = [await tracked(code, '0905412769', 404), await tracked('1111-2222-3333', '2768', 404)];
  assert.ok(said(wrong) !== undefined);
  assert.equal(said(wrong), said(none));
});

test('whoever is signed in is not asked to sign in for the whole case', async () => {
  const code = await receive(receptionist, await apply(citizen, birth));
  const look = async (who: Visitor) => fine(await who.submit(formTo(await who.get('/tra-cuu'), '/tra-cuu'), { fields: { ma: code, so_cuoi: '2768' } }));
  const full = (page: { readonly html: string }) => /Xem đầy đủ<\/h2>.*?<a class="btn" href="([^"]+)">([^<]+)</s.exec(page.html)?.slice(1);
  const own = await ownPage(citizen, code);
  assert.deepEqual(full(await look(citizen)), [own, 'Hồ sơ của tôi']);
  assert.deepEqual(full(await look(await site.as('cong-dan-bich'))), ['/ho-so-cua-toi', 'Hồ sơ của tôi']);
  assert.deepEqual(full(await look(site.visitor())), [own, 'Đăng nhập']);
});

test('what the office sends on the way is no result', async () => {
  const code = await receive(receptionist, await apply(citizen, birth));
  fine(await deed(officer, code, 'bo-sung', { fields: { reason: ['birth-date-differs'], text: 'Xem lại ngày.' } }));
  await site.world.work();
  const page = fine(await citizen.get(await ownPage(citizen, code)));
  assert.match(page.text, /Phiếu, văn bản của cơ quan .*Phiếu yêu cầu bổ sung/);
  assert.doesNotMatch(page.html, /<h2>Kết quả<\/h2>/);
});

test('an hour that was moved is told with the old and the new one', async () => {
  const code = await receive(receptionist, await apply(citizen, birth));
  fine(await deed(officer, code, 'gia-han', { fields: { reason: 'verification', text: 'Chờ bệnh viện trả lời.' } }));
  const found = await tracked(code);
  assert.match(found.text, /Cơ quan xin lỗi và hẹn lại Hẹn cũ \d\d:\d\d .*; hẹn mới \d\d:\d\d .*Lý do: /);
  assert.doesNotMatch(found.text, /Chờ bệnh viện/);
});

test('a look-up from an open page comes in 2 kB, and the answer holds the form for the next one', async () => {
  const code = await receive(receptionist, await apply(citizen, birth));
  const body = new URLSearchParams({ ma: code, so_cuoi: '2768' });
  const part = await site.visitor().raw('/tra-cuu', { method: 'POST', body, headers: { 'x-part': '1', 'accept-encoding': 'identity' } });
  const bytes = brotliCompressSync(part.bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }).length;
  assert.ok(bytes > 500 && bytes <= 1_800, `${bytes} bytes before the headers`);
  formTo(part, '/tra-cuu');
});

test('the receipt counts files, may be loaded again, and gives a slip as picture and paper to its owner alone', async () => {
  const tracking = await apply(citizen, birth);
  const [page, again] = [fine(await citizen.get(`/da-nop/${tracking}`)), fine(await citizen.get(`/da-nop/${tracking}`))];
  assert.equal(page.text, again.text);
  assert.match(page.text, /Đã nhận \d+ tệp/);
  assert.ok(page.html.includes(`href="sms:?&amp;body=Ho%20so%20${tracking}`), 'a message is ready to be sent');
  const slip = (file: string, who = citizen) => who.raw(`/da-nop/${tracking}/${file}`);
  const picture = await slip('phieu.jpg');
  assert.deepEqual([picture.status, picture.headers.get('content-type'), [...picture.bytes.slice(0, 3)]], [200, 'image/jpeg', [0xff, 0xd8, 0xff]]);
  for (const file of ['phieu.pdf', 'phieu-a5.pdf']) {
    const paper = await slip(file);
    assert.deepEqual([paper.status, new TextDecoder().decode(paper.bytes.slice(0, 5))], [200, '%PDF-'], file);
  }
  const stranger = await site.as('cong-dan-bich');
  assert.deepEqual([(await slip('phieu.jpg', stranger)).status, (await slip('khac.pdf')).status, (await slip('constructor')).status], [404, 404, 404]);
});

test('the receipt says what is true now: reckoned before reception, promised after it, and nothing once it was withdrawn', async () => {
  const tracking = await apply(citizen, birth);
  const receipt = async () => fine(await citizen.get(`/da-nop/${tracking}`)).text;
  const before = await receipt();
  assert.match(before, /Tiếp nhận ngay bây giờ thì hẹn trả 17:30 thứ Ba 15\/11\/2022.*Tính thử; giờ hẹn chính thức có khi Bộ phận Một cửa tiếp nhận/);
  assert.doesNotMatch(before, /phải xin lỗi/);
  const code = await receive(receptionist, tracking);
  const after = await receipt();
  assert.match(
    after,
    /Đồng hồ đang chạy 17:30 thứ Ba 15\/11\/2022.*Trễ hẹn thì cơ quan phải xin lỗi.*Việc tiếp theo Đang ở đây, từ \d\d:\d\d .*Thẩm tra, ghi sổ hộ tịch/,
  );
  assert.doesNotMatch(after, /Tính thử|Bộ phận Một cửa kiểm tra, tiếp nhận/);
  assert.match(after, /8\.000\sđ/);

  const own = await ownPage(citizen, code);
  fine(await citizen.submit(formTo(fine(await citizen.get(`${own}/rut`)), `${own}/rut`)));
  const gone = await receipt();
  assert.match(gone, /Hồ sơ đã rút/);
  assert.doesNotMatch(gone, /17:30|phải xin lỗi|Việc tiếp theo|8\.000|Nhận kết quả/);
  assert.equal((await citizen.raw(`/da-nop/${tracking}/phieu.pdf`)).status, 200);
});
