/** Public information through real HTTP: news from the writer over the second person to everybody, with correction, end and withdrawal. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Parser } from 'saxen';
import sharp from 'sharp';
import { instant } from '../../src/base/time.ts';
import type { Page, Visitor } from '../kit/client.ts';
import { formTo } from '../kit/client.ts';
import { openSite } from '../kit/site.ts';
import { anXuan, fine, on } from '../kit/walk.ts';

const site = await openSite();
const [writer, chair, receptionist] = [await site.as('pho-chu-tich-an-xuan'), await site.as(anXuan.chair), await site.as(anXuan.receptionist)];
const reader = site.visitor();

const photo = await sharp({ create: { width: 320, height: 200, channels: 3, background: '#0f6a5b' } })
  .withExif({ IFD0: { Copyright: 'GPS15.5712' } })
  .jpeg()
  .toBuffer();

const words = {
  loai: 'notice',
  ten: 'Lịch tiếp công dân quý bốn',
  noi_dung: 'Chủ tịch UBND phường tiếp công dân ngày 20 hằng tháng.\n\n## Mang theo\n- giấy tờ tùy thân\n- [đơn](/phan-anh)\n\n<script>alert(1)</script>',
  nguon: 'Thông báo số 12/TB-UBND ngày 14/11/2022',
};
type Fields = Readonly<Record<string, string | readonly string[] | null>>;

async function write(one: Visitor, fields: Fields = {}, isWithPhoto = false): Promise<Page> {
  const form = formTo(fine(await one.get('/ban-lam-viec/tin-tuc/moi')), '/ban-lam-viec/tin-tuc/moi');
  const files = isWithPhoto ? [{ field: 'anh', name: 'tru-so.jpg', bytes: photo }] : [];
  return await one.submit(form, { fields: { ...words, ...fields }, files });
}
const codeIn = (page: Page): string => /TT-\d{6}-\d{4}/.exec(page.path)?.[0] ?? assert.fail(`${page.path} ${page.text.slice(0, 900)}`);

async function decide(one: Visitor, code: string, decision: 'approved' | 'returned', why = ''): Promise<Page> {
  const page = fine(await one.get(`/ban-lam-viec/tin-tuc/${code}`));
  return await one.submit(formTo(page, `/ban-lam-viec/tin-tuc/${code}/duyet`), { fields: { vi_sao: why }, button: ['quyet_dinh', decision] });
}

test('a notice is public only after a second person has approved it; then it is listed, fed and found', async () => {
  const written = fine(await write(writer, { mo_ta: 'Trụ sở UBND phường' }, true));
  const code = codeIn(written);
  assert.match(written.text, /Chờ người thứ hai duyệt/);
  assert.equal((await reader.get(`/tin-tuc/${code}`)).status, 404);
  // Whoever wrote it cannot approve it, even past the missing button.
  const forced = await writer.raw(`/ban-lam-viec/tin-tuc/${code}/duyet`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: '_key=tu-duyet-0001&quyet_dinh=approved',
  });
  assert.equal(forced.status, 403);
  fine(await decide(chair, code, 'approved'));
  const open = fine(await reader.get(`/tin-tuc/${code}`));
  assert.match(open.text, /Lịch tiếp công dân quý bốn/);
  assert.match(open.text, /Chịu trách nhiệm: Phan Thị Mỹ Lệ, Phó Chủ tịch UBND phường An Xuân\. Nguồn: Thông báo số 12\/TB-UBND/);
  assert.match(open.text, /CC BY 4\.0/);
  assert.match(open.html, /<li><a href="\/phan-anh">đơn<\/a><\/li>/);
  assert.ok(!open.html.includes('<script>alert'));
  const src = /<img class="wide" src="([^"]+)" alt="Trụ sở UBND phường"/.exec(open.html)?.[1] ?? assert.fail('no picture');
  const picture = fine(await reader.get(src));
  assert.equal(picture.headers.get('content-type'), 'image/jpeg');
  assert.ok(!Buffer.from(picture.bytes).includes('GPS'));
  // The list, the unit's list, another unit's list.
  assert.match(fine(await reader.get('/tin-tuc')).text, /Lịch tiếp công dân quý bốn/);
  const unit = /href="\/tin-tuc\?don-vi=(\d+)"/.exec(open.html)?.[1] ?? assert.fail('no unit');
  assert.match(fine(await reader.get(`/tin-tuc?don-vi=${unit}`)).text, /Lịch tiếp công dân/);
  assert.match(fine(await reader.get('/tin-tuc?don-vi=1')).text, /Chưa có tin nào/);
  // The feed is well-formed, tagged, and says the same in few bytes when nothing changed.
  const feed = fine(await reader.get('/tin-tuc/atom.xml'));
  const titles: string[] = [];
  new Parser()
    .on('text', (text: string) => void titles.push(text))
    .on('error', (error: Error) => assert.fail(error))
    .parse(Buffer.from(feed.bytes).toString('utf8'));
  assert.ok(titles.includes('Lịch tiếp công dân quý bốn'));
  assert.equal((await reader.raw('/tin-tuc/atom.xml', { headers: { 'if-none-match': feed.headers.get('etag') ?? '' } })).status, 304);
  await found('tiep cong dan', /Lịch tiếp công dân quý bốn/, 'there');
});

test('a correction leaves the old words public until it is approved, and the page says what was corrected', async () => {
  const code = codeIn(fine(await write(writer, { ten: 'Lịch tiêm chủng tháng mười một' })));
  fine(await decide(chair, code, 'approved'));
  const form = formTo(fine(await writer.get(`/ban-lam-viec/tin-tuc/${code}/sua`)), `/ban-lam-viec/tin-tuc/${code}/sua`);
  const missing = await writer.submit(form, { fields: { ten: 'Lịch tiêm chủng tháng mười hai' } });
  assert.equal(missing.status, 422);
  assert.match(missing.html, /value="Lịch tiêm chủng tháng mười hai"/);
  fine(await writer.submit(formTo(missing, `/ban-lam-viec/tin-tuc/${code}/sua`), { fields: { vi_sao: 'Sửa tháng ghi nhầm.' } }));
  assert.match(fine(await reader.get(`/tin-tuc/${code}`)).text, /tháng mười một/);
  const returned = await decide(chair, code, 'returned');
  assert.equal(returned.status, 422);
  fine(await decide(chair, code, 'approved'));
  const open = fine(await reader.get(`/tin-tuc/${code}`));
  assert.match(open.text, /tháng mười hai/);
  assert.match(open.text, /Đã đính chính 1 lần/);
  assert.match(open.text, /Sửa tháng ghi nhầm\./);
});

test('a returned piece can be written again; mistakes stand beside their boxes and nothing typed is lost', async () => {
  const bad = await write(writer, { ten: '', ten_en: 'Only a title', ...on('den', '2020-01-01') });
  assert.equal(bad.status, 422);
  for (const told of [/Ghi tiêu đề từ 5/, /Ghi cả tiêu đề và nội dung tiếng Anh/, /Ngày cuối không được trước/]) assert.match(bad.text, told);
  assert.match(bad.html, /Mang theo/);
  const code = codeIn(fine(await write(writer, { ten: 'Tin sẽ bị trả lại' })));
  fine(await decide(chair, code, 'returned', 'Thiếu nơi liên hệ.'));
  assert.match(fine(await writer.get(`/ban-lam-viec/tin-tuc/${code}`)).text, /Được trả lại Thiếu nơi liên hệ\./);
  const form = formTo(fine(await writer.get(`/ban-lam-viec/tin-tuc/${code}/sua`)), `/ban-lam-viec/tin-tuc/${code}/sua`);
  fine(await writer.submit(form, { fields: { vi_sao: 'Thêm nơi liên hệ.' } }));
  fine(await decide(chair, code, 'approved'));
  fine(await reader.get(`/tin-tuc/${code}`));
});

test('a file that is no picture, and a picture without words, are refused at their box', async () => {
  const form = formTo(fine(await writer.get('/ban-lam-viec/tin-tuc/moi')), '/ban-lam-viec/tin-tuc/moi');
  const wrong = await writer.submit(form, {
    fields: { ...words, mo_ta: 'Một tệp lạ' },
    files: [{ field: 'anh', name: 'a.jpg', bytes: Buffer.from('không phải ảnh') }],
  });
  assert.equal(wrong.status, 422);
  assert.match(wrong.html, /id="f-anh-e"/);
  const silent = await writer.submit(form, { fields: words, files: [{ field: 'anh', name: 'a.jpg', bytes: photo }] });
  assert.match(silent.text, /Ghi ảnh cho thấy gì/);
});

test('before its first day and after its last one a piece is not in the list nor in the search', async () => {
  const code = codeIn(fine(await write(writer, { ten: 'Nghỉ trực đêm hội hoa đăng', ...on('tu', '2022-11-20'), ...on('den', '2022-11-21') })));
  fine(await decide(chair, code, 'approved'));
  assert.equal((await reader.get(`/tin-tuc/${code}`)).status, 404);
  // Published later and found: what came before it was heard of too.
  fine(await decide(chair, codeIn(fine(await write(writer, { ten: 'Thông báo lịch cắt nước sạch' }))), 'approved'));
  await found('cat nuoc', /cắt nước sạch/, 'there');
  await found('hoa dang', /hội hoa đăng/, 'gone');
  site.world.setClock(instant('2022-11-20T08:00:00+07:00'));
  await site.world.work();
  fine(await reader.get(`/tin-tuc/${code}`));
  await found('hoa dang', /hội hoa đăng/, 'there');
  site.world.setClock(instant('2022-11-22T08:00:00+07:00'));
  await site.world.work();
  await found('hoa dang', /hội hoa đăng/, 'gone');
  assert.doesNotMatch(fine(await reader.get('/tin-tuc')).text, /hội hoa đăng/);
  assert.match(fine(await reader.get('/tin-tuc?het-hieu-luc=1')).text, /hội hoa đăng/);
  assert.match(fine(await reader.get(`/tin-tuc/${code}`)).text, /Đã hết hiệu lực/);
});

test('what was taken back says so with its reason and shows its words no more', async () => {
  const code = codeIn(fine(await write(writer, { ten: 'Tin đăng nhầm địa chỉ' })));
  fine(await decide(chair, code, 'approved'));
  const page = fine(await chair.get(`/ban-lam-viec/tin-tuc/${code}`));
  fine(await chair.submit(formTo(page, `/ban-lam-viec/tin-tuc/${code}/thu-hoi`), { fields: { ly_do: 'Ghi nhầm địa chỉ.' } }));
  const open = fine(await reader.get(`/tin-tuc/${code}`));
  assert.match(open.text, /đã được thu hồi Ghi nhầm địa chỉ/);
  assert.doesNotMatch(open.text, /Mang theo/);
});

test('who holds no right to write gets no desk of news; another ward is out of reach', async () => {
  assert.equal((await receptionist.get('/ban-lam-viec/tin-tuc')).status, 403);
  const page = await write(writer, { don_vi: null });
  assert.equal(page.status, 403);
  assert.equal(site.faults.length, 0, site.faults.join('\n'));
});

/** The index hears of it a moment after the commit. */
async function found(words: string, text: RegExp, how: 'there' | 'gone'): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const page = fine(await reader.get(`/thu-tuc?q=${encodeURIComponent(words)}`));
    if (text.test(page.text) === (how === 'there')) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.fail(`${text} was not ${how}`);
}

test('the home page shows the latest three pieces of news; an English reader sees that a title is Vietnamese', async () => {
  const home = fine(await site.visitor().get('/'));
  const lines = [...home.html.matchAll(/href="(\/tin-tuc\/TT-[^"]+)">/g)].map(([, href]) => href);
  assert.ok(lines.length > 0 && lines.length <= 3, lines.join(' '));
  for (const href of lines) fine(await site.visitor().get(href ?? ''));
});
