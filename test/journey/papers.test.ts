import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import sharp from 'sharp';
import { isRefusal } from '../../src/base/refusal.ts';
import type { Page, PageForm, Visitor } from '../kit/client.ts';
import { encode, formTo } from '../kit/client.ts';
import { heic, photo, plainPdf, png, zip } from '../kit/sample-file.ts';
import { openSite } from '../kit/site.ts';
import { anXuan, birth, deed, fine, ownPage, receive, trackingOf, withoutFiles } from '../kit/walk.ts';

const site = await openSite();
const { world } = site;
after(() => assert.deepEqual(site.faults, []));

const [citizen, other, receptionist] = (await Promise.all(['cong-dan-an', 'cong-dan-bich', anXuan.receptionist].map((account) => site.as(account)))) as [
  Visitor,
  Visitor,
  Visitor,
];
const place = `/nop/${birth.pack}`;
const box = '_paper.birth-proof';
const given = '_file.birth-proof';
/** The form without the files that an earlier draft still holds. */
const newForm = async (): Promise<PageForm> => withoutFiles(formTo(fine(await citizen.get(place)), place));
const file = (name: string, bytes: Uint8Array) => ({ field: box, name, bytes });
const idsIn = (form: PageForm): readonly string[] => form.fields.filter(([name]) => name === given).map(([, value]) => value);
const namesIn = (page: Page): readonly string[] =>
  [...page.html.matchAll(/<ol class="pages">[\s\S]*?<\/ol>/g)].flatMap(([list]) => [...list.matchAll(/<b>([^<]+)<\/b>/g)].map(([, name = '']) => name));
const uploads = async (): Promise<number> => (await world.database.owner<{ n: number }>`select count(*)::int as n from upload`)[0]?.n ?? 0;

test('three bad files and two good ones: the bad are named with their reasons, the good and every answer stay', async () => {
  const before = await uploads();
  const files = [
    file('trang-1.jpg', await photo(800, 600)),
    file('bom.png', png(30_000, 30_000)),
    file('hai-mat.jpg', Buffer.concat([await photo(80, 60), zip()])),
    file('anh-iphone.heic', heic),
    file('ma-lenh.pdf', plainPdf(1, '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>')),
  ];
  const page = fine(await citizen.submit(await newForm(), { fields: birth.answers, files }), 422);
  for (const [name, reason] of [
    ['bom.png', 'Ảnh lớn hơn 40 triệu điểm'],
    ['hai-mat.jpg', 'Tệp chứa thêm một tệp kiểu khác'],
    ['ma-lenh.pdf', 'Tệp PDF chứa mã lệnh'],
  ])
    assert.ok(page.text.includes(`${name}: ${reason}`), `${name} ${page.text}`);
  assert.deepEqual(namesIn(page), ['trang-1.jpg', 'anh-iphone.heic']);
  const form = formTo(page, place);
  const sent = new Map(form.fields.map(([name, value]) => [name, value]));
  for (const [name, value] of Object.entries(birth.answers)) assert.equal(sent.get(name), value, name);
  assert.equal((await uploads()) - before, 2);
  for (const id of idsIn(form)) assert.equal((await citizen.get(`/tep/gui/${id}/nho`)).headers.get('content-type'), 'image/jpeg');
});

test('the only file of a wanted paper was no good: one mistake, the same sentence above and at the paper, with what to do', async () => {
  for (const [name, bytes, sentence] of [
    ['rong.jpg', Buffer.alloc(0), 'rong.jpg: Tệp rỗng. Chọn lại tệp khác.'],
    [
      'that-ra-la-png.jpg',
      png(10, 10),
      'that-ra-la-png.jpg: Chỉ nhận ảnh JPEG, PNG, WebP, HEIC hoặc tệp PDF, đúng với đuôi của tên tệp. Chọn lại tệp gốc hoặc chụp ảnh mới.',
    ],
  ] as const) {
    const page = fine(await citizen.submit(await newForm(), { fields: birth.answers, files: [file(name, bytes)] }), 422);
    assert.ok(page.html.includes(`<ul><li><a href="#f--paper-birth-proof">${sentence}</a></li></ul>`), page.text);
    assert.ok(page.html.includes(`<p class="err" id="f--paper-birth-proof-e">${sentence}</p>`), page.text);
  }
});

test('a declaration that was not ticked is said in the same words above and at its box', async () => {
  const check = fine(await citizen.submit(await newForm(), { fields: birth.answers, files: birth.files }));
  const page = fine(await citizen.submit(formTo(check, place)), 422);
  const sentence = 'Đánh dấu vào ô cam đoan rồi nộp lại.';
  assert.ok(page.html.includes(`<a href="#f--declare">${sentence}</a>`) && page.html.includes(`<p class="err" id="f--declare-e">${sentence}</p>`), page.text);
});

test('every kind of bad file is refused by its name, and nothing of it is stored', async () => {
  const before = await uploads();
  const whole = await photo(300, 200);
  const bad: readonly (readonly [string, Uint8Array, string])[] = [
    ['rong.pdf', Buffer.alloc(0), 'Tệp rỗng'],
    ['that-ra-la-pdf.jpg', plainPdf(), 'Chỉ nhận ảnh'],
    ['van-ban.docx', zip('word/document.xml'), 'Chỉ nhận ảnh'],
    ['anh.gif', Buffer.concat([Buffer.from('GIF89a'), zip()]), 'Chỉ nhận ảnh'],
    ['cat-cut.jpg', whole.subarray(0, whole.length / 2), 'Tệp bị hỏng'],
    ['hong.pdf', Buffer.from('%PDF-1.7 khong co gi'), 'Tệp bị hỏng'],
    ['trang-web.jpg', Buffer.concat([whole, Buffer.from('<script>alert(1)</script>')]), 'Tệp chứa thêm'],
    ['dinh-kem.pdf', plainPdf(1, '', ['<< /Type /Filespec /EF << /F 6 0 R >> >>']), 'Tệp PDF chứa mã lệnh'],
    ['mo-chuong-trinh.pdf', plainPdf(1, '/OpenAction << /S /Launch /F (cmd.exe) >>'), 'Tệp PDF chứa mã lệnh'],
    ['cai-dat.exe.jpg', whole, 'Tên tệp có ký tự ẩn'],
    ['anh\u202egpj.jpg', whole, 'Tên tệp có ký tự ẩn'],
  ];
  const page = fine(await citizen.submit(await newForm(), { fields: birth.answers, files: bad.map(([name, bytes]) => file(name, bytes)) }), 422);
  for (const [name, , reason] of bad) assert.ok(page.text.includes(`${name.replace('\u202e', ' ')}: ${reason}`), `${name}: ${reason} | ${page.text}`);
  assert.equal(await uploads(), before);
});

test('a path in the name is only a name', async () => {
  const page = fine(
    await citizen.submit(await newForm(), { fields: birth.answers, files: [file('../../etc/trang.jpg', await photo(90, 60))], button: ['_keep', '1'] }),
  );
  assert.deepEqual(namesIn(page), ['trang.jpg']);
});

test('photographs are put in order, one is left out, and they reach the officer as one PDF with its pages as pictures', async () => {
  const files = [
    file('c.jpg', await photo(700, 900, '#aa0000')),
    file('a.jpg', await photo(600, 800, '#00aa00')),
    file('b.heic', heic),
    file('thua.jpg', await photo(90, 90)),
  ];
  const first = fine(await citizen.submit(await newForm(), { fields: birth.answers, files, button: ['_keep', '1'] }));
  assert.deepEqual(namesIn(first), ['c.jpg', 'a.jpg', 'b.heic', 'thua.jpg']);
  const press = async (page: Page, name: string, index: number): Promise<Page> => {
    const form = formTo(page, place);
    return fine(await citizen.submit(form, { button: [name, idsIn(form)[index] ?? ''] }));
  };
  const without = await press(first, '_out', 3);
  const moved = await press(await press(without, '_down', 0), '_down', 1);
  assert.deepEqual(namesIn(moved), ['a.jpg', 'b.heic', 'c.jpg']);
  const check = fine(await citizen.submit(formTo(moved, place)));
  assert.match(check.text, /a\.jpg · 1 trang/);
  assert.match(check.html, /<img class="th" src="\/tep\/gui\//);
  const done = fine(await citizen.send(await encode(formTo(check, place), { fields: { _declare: 'true' } })));
  assert.match(done.text, /Giấy chứng sinh\.pdf · 3 trang/);

  const code = await receive(receptionist, trackingOf(done));
  const desk = fine(await receptionist.get(`/ho-so/${code}`));
  assert.match(desk.text, /Trang 1 trên 3/);
  const [, id = ''] = /src="\/tep\/([0-9a-f-]{36})\/trang\/1"/.exec(desk.html) ?? [];
  const pdf = fine(await receptionist.get(`/tep/${id}`));
  assert.equal(pdf.headers.get('content-type'), 'application/pdf');
  const last = await world.gates.look.look({ bytes: pdf.bytes, mediaType: 'application/pdf' }, 3);
  assert.ok(!isRefusal(last) && last.pages === 3);
  // The first page is the green one: it was moved to the front.
  const page = fine(await receptionist.get(`/tep/${id}/trang/1`));
  const { data } = await sharp(page.bytes).extract({ left: 300, top: 70, width: 1, height: 1 }).raw().toBuffer({ resolveWithObject: true });
  assert.ok((data[1] ?? 0) > 120 && (data[0] ?? 255) < 80, [...data].join());
  const second = fine(await receptionist.get(`/ho-so/${code}?giay=${id}&trang=2&xoay=1`));
  assert.match(second.html, new RegExp(`src="/tep/${id}/trang/2" alt="[^"]+" class="turn1"`));
  assert.match(second.html, /Trang trước[\s\S]*Trang sau/);

  const originals = await world.database.owner<{ title: string; mediaType: string }>`
    select title, media_type as "mediaType" from document join case_row using (case_id) where code = ${code} and document.kind = 'original' order by made_at, title`;
  assert.deepEqual(originals.map((one) => one.title).sort(), ['a.jpg', 'b.heic', 'c.jpg']);
  assert.match(fine(await citizen.get(await ownPage(citizen, code))).html, new RegExp(`<img class="th" src="/tep/${id}/nho"`));
});

test('pictures of a file are for its sender and its case only', async () => {
  const page = fine(await citizen.submit(await newForm(), { fields: birth.answers, files: [file('a.jpg', await photo(400, 300))], button: ['_keep', '1'] }));
  const [id = ''] = idsIn(formTo(page, place));
  for (const address of [`/tep/gui/${id}`, `/tep/gui/${id}/nho`, `/tep/gui/${id}/trang/1`]) {
    assert.equal((await citizen.get(address)).status, 200);
    assert.equal((await other.get(address)).status, 404);
  }
  for (const address of [`/tep/gui/${id}/trang/2`, `/tep/gui/${id}/trang/0`, `/tep/gui/${id}/trang/x`, '/tep/gui/x/nho'])
    assert.equal((await citizen.get(address)).status, 404);
});

test('a form with more than 60 MB of files keeps its answers and the files that fit', async () => {
  const noise = (bytes: number, mark = 0) => Buffer.concat([plainPdf(), Buffer.alloc(bytes, `% ${mark} `)]);
  const files = [
    file('1.jpg', await photo(200, 200)),
    ...[2, 3, 4, 5].map((n) => file(`${n}.pdf`, noise(17_000_000, n))),
    file('6.pdf', noise(20 * 1_048_576)),
  ];
  const page = fine(await citizen.submit(await newForm(), { fields: birth.answers, files }), 422);
  assert.match(page.text, /5\.pdf: Một lần gửi nhận nhiều nhất 60 MB/);
  assert.match(page.text, /6\.pdf: Tệp lớn hơn 20 MB/);
  assert.ok(namesIn(page).includes('1.jpg') && namesIn(page).includes('4.pdf'), page.text.slice(0, 900));
  assert.equal(new Map(formTo(page, place).fields).get('child.fullName'), birth.answers['child.fullName']);
});

test('a supplement keeps the files that were good when another one is refused', async () => {
  const sent = await citizen.submit(await newForm(), { fields: birth.answers, files: birth.files });
  const tracking = trackingOf(fine(await citizen.send(await encode(formTo(fine(sent), place), { fields: { _declare: 'true' } }))));
  const code = await receive(receptionist, tracking);
  fine(await deed(await site.as(anXuan.officer), code, 'bo-sung', { fields: { reason: 'birth-proof-unreadable', text: 'Chụp lại.' } }));
  const own = `${await ownPage(citizen, code)}/bo-sung`;
  const form = formTo(fine(await citizen.get(own)), own);
  const again = fine(await citizen.submit(form, { files: [file('tot.jpg', await photo(300, 300)), file('rong.jpg', Buffer.alloc(0))] }), 422);
  assert.match(again.text, /rong\.jpg: Tệp rỗng/);
  assert.deepEqual(namesIn(again), ['tot.jpg']);
  assert.doesNotMatch(fine(await citizen.submit(formTo(again, own))).path, /bo-sung/);
});
