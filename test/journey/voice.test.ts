/** People's voice through real HTTP: reports from the photo to the rating, petitions, drafts, surveys, ratings of results, and what nobody may read. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { instant } from '../../src/base/time.ts';
import type { GivenFile, Page, Visitor } from '../kit/client.ts';
import { encode, formTo } from '../kit/client.ts';
import type { ReportFields } from '../kit/report.ts';
import { answerReport, caseOf, codeIn, sendReport } from '../kit/report.ts';
import { openSite } from '../kit/site.ts';
import { anXuan, apply, birth, doTask, fine, on, ownPage, prepare, sign } from '../kit/walk.ts';

const site = await openSite();
const [receptionist, officer, chair] = [await site.as(anXuan.receptionist), await site.as(anXuan.officer), await site.as(anXuan.chair)];
const canary = { phone: '0905777111', name: 'Hoàng Thị Bí Mật' };

/** A small photograph with the place where it was taken. */
const photo = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#857c6d' } })
  .withExif({ IFD0: { Copyright: 'GPS15.5712' } })
  .jpeg()
  .toBuffer();
assert.ok(photo.includes('GPS15.5712'));

const words = {
  category: 'traffic',
  text: `Ổ gà sâu giữa đường, gọi tôi ${canary.phone} nhé`,
  'contact.phone': canary.phone,
  _unit: '20347',
  _cho: 'Trước cổng trường Hư Cấu',
};
const report = (one: Visitor, fields: ReportFields = {}, files: readonly GivenFile[] = []): Promise<Page> => sendReport(one, { ...words, ...fields }, files);
const answer = (code: string, text = 'Đội quản lý đô thị đã vá ổ gà sáng nay.'): Promise<void> =>
  answerReport(site, { receptionist, officer, chair }, code, text);

test('a report without an account: photo, place, words, a code by telephone; then the answer, the rating and the second look', async () => {
  const one = site.visitor();
  const sent = fine(await report(one, {}, [{ field: 'anh', name: 'o-ga.jpg', bytes: photo }]));
  assert.match(sent.text, /Đã nhận phản ánh của ông\/bà/);
  assert.match(sent.text, /Hẹn trả lời 17:30 thứ Sáu 18\/11\/2022/);
  const code = codeIn(sent);
  // Everybody reads it, without the number and without the picture.
  const open = fine(await site.visitor().get(`/phan-anh/${code}`));
  assert.match(open.text, /gọi tôi \[đã che\] nhé/);
  assert.doesNotMatch(open.html, /<img src="\/phan-anh\/PA|danh-gia|mo-lai/);
  assert.equal((await site.visitor().get(`/phan-anh/${code}/anh/1`)).status, 404);
  // An officer releases the picture: it comes without its place.
  const desk = fine(await receptionist.get(`/ban-lam-viec/phan-anh/${code}`));
  assert.match(desk.text, new RegExp(canary.phone));
  const [photoId] = /name="anh" value="([0-9a-f-]{36})"/.exec(desk.html)?.slice(1) ?? [];
  fine(await receptionist.submit(formTo(desk, `/ban-lam-viec/phan-anh/${code}`), { fields: { anh: photoId ?? '' } }));
  const released = fine(await site.visitor().get(`/phan-anh/${code}/anh/1`));
  assert.equal(released.headers.get('content-type'), 'image/jpeg');
  assert.ok(!Buffer.from(released.bytes).includes('GPS'));
  await answer(code);
  const answered = fine(await site.visitor().get(`/phan-anh/${code}`));
  assert.match(answered.text, /Đã trả lời Đội quản lý đô thị đã vá ổ gà/);
  // The sender alone may rate and open it again.
  const own = fine(await one.get(sent.path));
  const rated = fine(await one.submit(formTo(own, `/phan-anh/${code}/danh-gia`), { fields: { diem: '2', vi_sao: 'Vá chưa phẳng' } }));
  assert.match(rated.text, /đánh giá: 2\/5/);
  const again = fine(await one.submit(formTo(rated, `/phan-anh/${code}/mo-lai`), { fields: { ly_do: 'Mưa một trận là bong lại như cũ.' } }));
  const second = codeIn(again);
  assert.notEqual(second, code);
  assert.match(again.text, new RegExp(`Mở lại từ ${code}`));
  assert.match(fine(await one.get(sent.path)).text, new RegExp(`Đã mở lại thành ${second}`));
  await answer(second, 'Đã vá lại bằng bê tông nhựa nóng.');
  assert.doesNotMatch(fine(await one.get(again.path)).html, /mo-lai/);
});

test('the same sending twice is one report, and the second code is asked for nothing', async () => {
  const one = site.visitor();
  const form = formTo(fine(await one.get('/phan-anh/gui')), '/phan-anh/gui');
  const asked = fine(await one.submit(form, { fields: { ...words, 'contact.phone': '0905777112' } }));
  const typed = /Mã mẫu: (\d{6})/.exec(asked.text)?.[1] ?? assert.fail();
  const last = await encode(formTo(asked, '/phan-anh/gui'), { fields: { _ma: typed } });
  const [first, second] = [fine(await one.send(last)), fine(await one.send(last))];
  assert.equal(first.path, second.path);
});

test('mistakes keep everything typed; a wrong code is refused five times and then for good', async () => {
  const one = site.visitor();
  const form = formTo(fine(await one.get('/phan-anh/gui')), '/phan-anh/gui');
  const wrong = await one.submit(form, {
    fields: { text: 'ngắn', _unit: '', _cho: '' },
    files: [{ field: 'anh', name: 'x.jpg', bytes: Buffer.from('MZ not a picture') }],
  });
  assert.equal(wrong.status, 422);
  for (const sentence of [/Chọn xã, phường/, /Đánh dấu trên sơ đồ hoặc tả chỗ/, /x\.jpg:/, /Ghi số điện thoại/]) assert.match(wrong.text, sentence);
  assert.match(wrong.html, />ngắn<\/textarea>/);
  const asked = fine(await one.submit(formTo(wrong, '/phan-anh/gui'), { fields: { ...words, 'contact.phone': '0905777113' } }));
  const right = /Mã mẫu: (\d{6})/.exec(asked.text)?.[1] ?? assert.fail();
  const off = right === '000000' ? '000001' : '000000';
  let page = asked;
  for (let tries = 0; tries < 5; tries += 1) {
    page = await one.submit(formTo(page, '/phan-anh/gui'), { fields: { _ma: off } });
    assert.equal(page.status, 422);
  }
  assert.equal((await one.submit(formTo(page, '/phan-anh/gui'), { fields: { _ma: right } })).status, 422);
});

test('a tap on the map without script marks the place, keeps the picture and finds the ward', async () => {
  const one = site.visitor();
  const form = formTo(fine(await one.get('/phan-anh/gui')), '/phan-anh/gui');
  const sending = await encode(form, { fields: { ...words, _unit: '20347', _cho: '' }, files: [{ field: 'anh', name: 'o-ga.jpg', bytes: photo }] });
  // A picture button adds where it was pressed.
  const tapped = Buffer.from(sending.body)
    .toString('latin1')
    .replace(
      'name="_key"',
      'name="diem.x"\r\n\r\n160\r\n--SPLIT\r\nContent-Disposition: form-data; name="diem.y"\r\n\r\n160\r\n--SPLIT\r\nContent-Disposition: form-data; name="_key"',
    );
  const boundary = /boundary=(.+)$/.exec(sending.type)?.[1] ?? '';
  const marked = fine(await one.send({ ...sending, body: Buffer.from(tapped.replaceAll('--SPLIT', `--${boundary}`), 'latin1') }));
  assert.match(marked.text, /Đã chọn điểm 15\.571, 108\.477/);
  assert.match(marked.html, /name="_anh" value="[0-9a-f-]{36}"/);
  assert.match(Buffer.from(fine(await one.get('/phan-anh/ban-do.svg?lat=15.571&lon=108.477')).bytes).toString(), /^<svg/);
});

test('a guest is told that the telephone is needed for the code, whoever signed in that it is not', async () => {
  const guest = fine(await site.visitor().get('/phan-anh/gui'));
  assert.match(guest.text, /Số điện thoại Mã xác nhận gồm 6 chữ số được gửi tới số này/);
  assert.match(guest.html, /Họ, chữ đệm và tên <span class="muted">\(không bắt buộc\)/);
  const none = await site.visitor().submit(formTo(guest, '/phan-anh/gui'), { fields: { ...words, 'contact.phone': '' } });
  assert.equal(none.status, 422);
  assert.equal(none.text.match(/Ghi số điện thoại để nhận mã xác nhận/g)?.length, 2, 'above the form and at its field');
  const signed = fine(await (await site.as('cong-dan-khoi')).get('/phan-anh/gui'));
  assert.match(signed.html, /Số điện thoại <span class="muted">\(không bắt buộc\)/);
  assert.doesNotMatch(signed.text, /Mã xác nhận/);
});

test('programs that fill in the trap and programs that send too many are stopped', async () => {
  const one = site.visitor();
  const form = formTo(fine(await one.get('/phan-anh/gui')), '/phan-anh/gui');
  assert.equal((await one.submit(form, { fields: { ...words, trang_web: 'http://spam' } })).status, 400);
});

test('more pictures than a report takes are refused by name, and the report is kept', async () => {
  const one = site.visitor();
  const form = formTo(fine(await one.get('/phan-anh/gui')), '/phan-anh/gui');
  const files = Array.from({ length: 5 }, (_, index) => ({ field: 'anh', name: `anh-${index + 1}.jpg`, bytes: photo }));
  const held = await one.submit(form, { fields: { text: 'ngắn' }, files });
  const more = await one.submit(formTo(held, '/phan-anh/gui'), { fields: words, files: [{ field: 'anh', name: 'anh-6.jpg', bytes: photo }] });
  assert.equal(more.status, 422);
  assert.match(more.text, /anh-6\.jpg: Nhiều nhất/);
  assert.equal(more.html.match(/name="_anh"/g)?.length, 5);
});

test('two reports of one hole: the second is suggested, merged by a person, and reads the answer of the first', async () => {
  const [a, b] = [site.visitor(), site.visitor()];
  const first = codeIn(fine(await report(a, { 'contact.phone': '0905777201', text: 'Nắp cống vỡ giữa ngã ba rất nguy hiểm' })));
  const second = codeIn(fine(await report(b, { 'contact.phone': '0905777202', text: 'Ngã ba có nắp cống vỡ nguy hiểm' })));
  const desk = fine(await receptionist.get(`/ban-lam-viec/phan-anh/${second}`));
  assert.match(desk.text, new RegExp(`Gộp vào ${first}`));
  const merge = desk.forms.find((form) => form.fields.some(([name, value]) => name === 'vao' && value === first)) ?? assert.fail();
  fine(await receptionist.submit(merge));
  assert.match(fine(await site.visitor().get(`/phan-anh/${second}`)).text, new RegExp(`Đã gộp .*${first}`));
  assert.doesNotMatch(fine(await site.visitor().get('/phan-anh')).html, new RegExp(second));
  assert.match(fine(await site.visitor().get('/phan-anh')).text, /2 người cùng phản ánh/);
  // Officers of another ward neither see nor touch it.
  const other = await site.as('mot-cua-minh-an');
  assert.equal((await other.get(`/ban-lam-viec/phan-anh/${first}`)).status, 404);
  assert.equal((await site.visitor().raw('/ban-lam-viec/phan-anh')).status, 303);
});

test('how people were served at an office is a kind of report of its own, found by it', async () => {
  const text = 'Bộ phận Một cửa trả lời cộc lốc, không hướng dẫn giấy tờ còn thiếu';
  const sent = fine(await report(site.visitor(), { 'contact.phone': '0905777203', category: 'attitude', text }));
  assert.match(sent.text, /Thái độ phục vụ/);
  assert.match(sent.text, /Hẹn trả lời 17:30 thứ Sáu 18\/11\/2022/);
  const found = fine(await site.visitor().get('/phan-anh?viec=attitude'));
  assert.deepEqual(
    [...found.html.matchAll(/href="\/phan-anh\/(PA-[\d-]+)"/g)].map(([, code]) => code),
    [codeIn(sent)],
  );
});

test('a report outside our competence is forwarded, and reopening is over after seven days', async () => {
  const one = site.visitor();
  const sent = fine(await report(one, { 'contact.phone': '0905777301', text: 'Quốc lộ bong tróc mặt đường đoạn qua cầu' }));
  const code = codeIn(sent);
  const found = await caseOf(site, code);
  fine(await doTask(receptionist, found, { level: 'outside' }));
  fine(await doTask(receptionist, found, { forwardText: 'Đã chuyển Khu Quản lý đường bộ III theo công văn số 12/UBND.' }));
  await site.world.work();
  const own = fine(await one.get(sent.path));
  assert.match(own.text, /Đã chuyển cơ quan khác/);
  const reopen = await encode(formTo(own, `/phan-anh/${code}/mo-lai`), { fields: { ly_do: 'Chưa thấy ai đến sửa cả.' } });
  site.world.setClock(instant('2022-11-23T09:00:00+07:00'));
  const late = await one.send(reopen);
  site.world.setClock(instant('2022-11-15T08:40:00+07:00'));
  assert.equal(late.status, 409);
  assert.match(late.text, /trong 7 ngày/);
});

test('a draft: published, commented, answered, concluded; after the last day no comment is taken', async () => {
  const desk = fine(await officer.get('/ban-lam-viec/gop-y'));
  const form = formTo(desk, '/ban-lam-viec/gop-y');
  const wrong = await officer.submit(form, { fields: { ten: 'x', noi_dung: '', ...on('het', '2022-11-01') } });
  assert.equal(wrong.status, 422);
  const made = fine(
    await officer.submit(form, {
      fields: { ten: 'Quyết định về giờ tiếp nhận hồ sơ', noi_dung: 'Điều 1. Bộ phận Một cửa làm việc cả sáng thứ Bảy.', ...on('het', '2022-11-30') },
    }),
  );
  const id = made.path.split('/').at(-1) ?? '';
  const one = site.visitor();
  const page = fine(await one.get(`/gop-y/${id}`));
  assert.equal((await one.submit(formTo(page, `/gop-y/${id}`), { fields: { y_kien: 'ừ' } })).status, 422);
  const sending = await encode(formTo(page, `/gop-y/${id}`), { fields: { ve: 'Điều 1', y_kien: `Nên mở thêm chiều thứ Bảy, gọi ${canary.phone}`, ten: '' } });
  fine(await one.send(sending));
  const twice = fine(await one.send(sending));
  assert.equal(twice.text.match(/Nên mở thêm chiều thứ Bảy, gọi \[đã che\]/g)?.length, 1);
  const answering = fine(await officer.get(`/ban-lam-viec/gop-y/${id}`));
  const comment = answering.forms.find((one) => one.action.includes('/y-kien/')) ?? assert.fail();
  fine(await officer.submit(comment, { fields: { tra_loi: 'Sẽ thí điểm trong ba tháng.' } }));
  fine(await officer.submit(formTo(answering, `/ban-lam-viec/gop-y/${id}/ket-thuc`), { fields: { bao_cao: 'Tiếp thu một ý kiến, thí điểm chiều thứ Bảy.' } }));
  const closed = fine(await one.get(`/gop-y/${id}`));
  assert.match(closed.text, /Trả lời: Sẽ thí điểm trong ba tháng/);
  assert.match(closed.text, /Tiếp thu một ý kiến/);
  const late = await encode(formTo(page, `/gop-y/${id}`), { fields: { _key: 'khac-khac-khac-1', y_kien: 'Tôi đến muộn mất rồi' } });
  assert.equal((await one.send(late)).status, 409);
});

test('a survey of a pack: by link once, by browser once, on paper once; small counts are hidden', async () => {
  const desk = fine(await officer.get('/ban-lam-viec/lay-y-kien'));
  const form = formTo(desk, '/ban-lam-viec/lay-y-kien');
  const made = fine(await officer.submit(form, { fields: { khao_sat: 'khai-sinh before-pilot', ...on('het', '2022-11-20'), moi_tuoi: '9' } }));
  const id = made.path.split('/').at(-1) ?? '';
  const linked = fine(await officer.submit(formTo(made, `/ban-lam-viec/lay-y-kien/${id}/duong-dan`), { fields: { so: '7' } }));
  const links = [...linked.html.matchAll(/\/phieu\/[\w-]{24}/g)].map(([path]) => path);
  assert.equal(links.length, 7);
  for (const [index, path] of links.entries()) {
    const one = site.visitor();
    const sheet = formTo(fine(await one.get(path)), path);
    if (index === 0) assert.equal((await one.submit(sheet, {})).status, 422);
    const sending = await encode(sheet, { fields: { 'q.trips': index < 5 ? '4' : '2', 'q.pain': `Đi lại nhiều, gọi ${canary.phone}`, tuoi: '35-59' } });
    assert.match(fine(await one.send(sending)).text, /Đã nhận phiếu/);
    assert.match(fine(await one.send(sending)).text, /Đã nhận phiếu/);
  }
  const browser = site.visitor();
  const open = fine(await browser.get(`/lay-y-kien/${id}`));
  assert.match(open.text, /Khảo sát: Đăng ký khai sinh \(trước khi làm thử\)/);
  assert.match(open.text, /sắp được làm thử/);
  assert.match(open.text, /bao nhiêu chuyến\? 1 chuyến 2 chuyến 3 chuyến 4 chuyến 5 chuyến trở lên/);
  assert.match(fine(await browser.get(`/lay-y-kien/${id}?lang=en`)).text, /Survey: Birth registration \(before the trial\) .*5 trips or more/);
  fine(await browser.get(`/lay-y-kien/${id}?lang=vi`));
  const sheet = formTo(open, `/lay-y-kien/${id}`);
  fine(await browser.submit(sheet, { fields: { 'q.trips': '4', tuoi: '35-59' } }));
  assert.match(fine(await browser.get(`/lay-y-kien/${id}`)).text, /Đã nhận phiếu/);
  const helper = await site.as('cong-dan-khoi');
  const entry = `href="/nhap-phieu/${id}"`;
  assert.ok(!(await browser.get(`/lay-y-kien/${id}`)).html.includes(entry), 'nobody else is led there');
  assert.ok(fine(await helper.get(`/lay-y-kien/${id}`)).html.includes(entry));
  const paper = formTo(fine(await helper.get(`/nhap-phieu/${id}`)), `/nhap-phieu/${id}`);
  fine(await helper.submit(paper, { fields: { so_phieu: 'P-01', 'q.trips': '4', tuoi: '35-59' } }));
  assert.equal((await helper.submit(paper, { fields: { so_phieu: 'P-01', 'q.trips': '1' } })).status, 409);
  const same = await helper.submit(paper, { fields: { so_phieu: ' p-01', 'q.trips': '1' } });
  assert.equal(same.status, 409);
  assert.match(same.text, /Phiếu này đã được gửi/);
  assert.equal((await helper.submit(paper, { fields: { so_phieu: 'P-02', 'q.trips': '1', tuoi: '35-59' } })).status, 409, 'the group of age is full');
  const [count] = await site.world.sql<{ n: number }>`select count(*)::int as n from voice_answer where survey_id = ${id}`;
  assert.equal(count?.n, 9);
  site.world.setClock(instant('2022-11-21T09:00:00+07:00'));
  const ended = fine(await site.visitor().get(`/lay-y-kien/${id}`));
  site.world.setClock(instant('2022-11-15T08:40:00+07:00'));
  assert.match(ended.text, /Kết quả của 9 phiếu/);
  // Two said three trips, seven said five: the seven are hidden so that nobody can work out the two.
  assert.match(ended.text, /3 chuyến ẩn 4 chuyến 0 5 chuyến trở lên ẩn Ẩn: số nhỏ hơn 5, và số có thể làm lộ một số nhỏ hơn 5\./);
  assert.doesNotMatch(ended.text, /trở lên dưới 5/);
  assert.doesNotMatch(ended.text, /gọi|0905/);
  assert.match(fine(await officer.get(`/ban-lam-viec/lay-y-kien/${id}`)).text, /Đi lại nhiều, gọi \[đã che\]/);
});

test('a result is rated by its link; a low score comes back to the unit as work whose answer is read like any other', async () => {
  const citizen = await site.as('cong-dan-an');
  const { code } = await prepare(site, citizen, birth);
  fine(await sign(chair, code));
  await site.world.work();
  const own = await ownPage(citizen, code);
  assert.equal((await citizen.get(`${own}/danh-gia`)).status, 404, 'there is nothing to rate before the hand-over');
  await receptionist.submit(formTo(fine(await receptionist.get(`/ho-so/${code}`)), `/ho-so/${code}/thu-phi`), {}).catch(() => undefined);
  await doTask(receptionist, code, { handedAs: 'electronic' });
  await site.world.work();
  const rating = fine(await citizen.get(`${own}/danh-gia`));
  assert.match(rating.path, /^\/danh-gia\/[\w-]{24}$/);
  assert.equal((await citizen.submit(formTo(rating, rating.path), {})).status, 422);
  const stranger = site.visitor();
  const done = fine(await stranger.submit(formTo(fine(await stranger.get(rating.path)), rating.path), { fields: { diem: '1', vi_sao: 'Phải đi lại ba lần' } }));
  assert.match(done.text, /Đơn vị sẽ xem lại/);
  await site.world.work();
  await site.world.work();
  const [work] = await site.world.sql<{ code: string; about: string }>`
    select r.code, c.state->'answers'->>'about' as about from voice_rating v join voice_report r on r.case_id = v.work_case join case_row c on c.case_id = v.work_case`;
  assert.equal(work?.about, code);
  assert.match(fine(await receptionist.get('/ban-lam-viec/phan-anh')).text, /Đánh giá 1\/5/);
  assert.equal((await site.visitor().get(`/phan-anh/${work?.code}`)).status, 404, 'it is between the unit and the person');
});

test("a complaint about one's own case begins with its code; a petition needs an account", async () => {
  const citizen = await site.as('cong-dan-an');
  const [row] = await site.world.sql<{
    id: string;
    code: string;
  }>`select case_id as id, code from case_row where applicant_id is not null and code is not null limit 1`;
  const form = fine(await citizen.get(`/ho-so-cua-toi/${row?.id}/kien-nghi`));
  assert.ok(form.html.includes(`value="${row?.code}"`));
  assert.equal(new Map(formTo(form, '/phan-anh/gui').fields).get('category'), 'case');
  assert.doesNotMatch(form.html, /name="isPublic"[^>]* checked/, 'words about a case of one’s own are public only when asked for');
  const sent = fine(await citizen.submit(formTo(form, '/phan-anh/gui'), { fields: { text: 'Hồ sơ bị hẹn lại hai lần không có lý do.', _unit: '20347' } }));
  assert.match(sent.text, /Đã nhận phản ánh của ông\/bà/);
  const petition = form.path.replace(/&ho-so.*/, '');
  assert.match((await site.visitor().get(petition)).path, /^\/dang-nhap/);
});

test('a complaint about a case that nobody has received yet begins with its tracking code', async () => {
  const citizen = await site.as('cong-dan-an');
  const tracking = await apply(citizen, birth);
  const [row] = await site.world.sql<{ id: string }>`select case_id as id from case_row where tracking = ${tracking}`;
  const form = fine(await citizen.get(`/ho-so-cua-toi/${row?.id}/kien-nghi`));
  assert.equal(new Map(formTo(form, '/phan-anh/gui').fields).get('category'), 'case');
  assert.match(form.html, new RegExp(`<textarea[^>]*>Về hồ sơ có mã tra cứu ${tracking}: `));
});

test('a complaint about a case is for the unit that has the case, not for the one where the person lives', async () => {
  const citizen = await site.as('cong-dan-an');
  const chosen = (page: Page): string | undefined => /<option value="(\w+)" selected/.exec(page.html.slice(page.html.indexOf('name="_unit"')))?.[1];
  const tracking = await apply(citizen, birth, { _unit: '20398' });
  const [row] = await site.world.sql<{ id: string }>`select case_id as id from case_row where tracking = ${tracking}`;
  const form = fine(await citizen.get(`/ho-so-cua-toi/${row?.id}/kien-nghi`));
  assert.equal(chosen(form), '20398');
  const free = fine(await citizen.get(form.path.replace(/&.*/, '')));
  assert.equal(chosen(free), '20347', 'without a case it is the one where they live');
});

test('nothing of what people said in confidence stands on any public page', async () => {
  const one = site.visitor();
  fine(
    await report(one, {
      'contact.phone': '0905777999',
      'contact.name': canary.name,
      text: `Đèn đường hỏng, nhà ${canary.phone}, 049085002345, an@example.vn, xe 92A-123.45`,
    }),
  );
  const start = ['/phan-anh', '/gop-y', '/lay-y-kien', '/phan-anh/so-do.svg', '/phan-anh?viec=traffic', '/phan-anh?trang-thai=answered'];
  const seen = new Set<string>();
  const queue = [...start];
  while (queue.length > 0 && seen.size < 80) {
    const path = queue.shift() ?? '';
    if (seen.has(path)) continue;
    seen.add(path);
    const page = fine(await site.visitor().get(path));
    for (const secret of [canary.phone, canary.name, '0905777', '049085002345', 'an@example.vn', '92A-123.45', 'khoa='])
      assert.ok(!Buffer.from(page.bytes).toString().includes(secret), `${path} shows ${secret}`);
    for (const [, href = ''] of page.html.matchAll(/href="(\/(?:phan-anh|gop-y|lay-y-kien)[^"]*)"/g)) {
      const next = href.replaceAll('&amp;', '&');
      if (!next.startsWith('/phan-anh/gui') && !/[?&](?:lang|theme)=/.test(next)) queue.push(next);
    }
  }
  assert.ok(seen.size > 8);
});

test('nothing broke inside', () => assert.deepEqual(site.faults, []));
