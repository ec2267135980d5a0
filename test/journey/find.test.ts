/** Finding a procedure and knowing everything about it before filing, over HTTP: what a phone without scripts does. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { systemPermit } from '../../src/kernel/access/access.act.ts';
import { dropFindable, keepFindable, openFinder } from '../../src/kernel/register/register.act.ts';
import type { FindEntry } from '../../src/kernel/register/register.ts';
import { openSite } from '../kit/site.ts';

const site = await openSite();
const guest = site.visitor();
const page = async (path: string): Promise<string> => {
  const answer = await guest.raw(path);
  assert.equal(answer.status, 200, path);
  return answer.html;
};
const titles = (text: string): readonly string[] => [...text.matchAll(/<a class="t"[^>]*>([^<]+)</g)].map((found) => found[1] ?? '');
const find = async (query: string): Promise<readonly string[]> => titles(await page(`/thu-tuc?q=${encodeURIComponent(query)}`));

test('a procedure is found with marks, without, with wrong letters, by its beginning and by what people call it', async () => {
  for (const typed of ['Đăng ký khai sinh', 'dang ky khai sinh', 'khai sihn', 'đang ki khai sin', 'sinh khai', 'khaisinh', 'em be', '1.001193'])
    assert.equal((await find(typed))[0], 'Đăng ký khai sinh', typed);
  for (const typed of ['chung thuc', 'sao y bản chính', 'photo công chứng', 'chugn thuc'])
    assert.equal((await find(typed))[0], 'Chứng thực bản sao từ bản chính', typed);
  assert.deepEqual(await find('qwxzjj'), []);
});

test('an office is found by its name, tells where it is and what it takes', async () => {
  const text = await page('/thu-tuc?q=an%20xuan');
  const href = /href="(\/noi-nop\/[^"]+)">[^<]*An Xuân/.exec(text)?.[1];
  assert.ok(href !== undefined, text.slice(0, 2000));
  const place = await page(href);
  assert.match(place, /UBND phường An Xuân/);
  assert.match(place, /href="\/thu-tuc\/khai-sinh"/);
  assert.equal((await guest.raw('/noi-nop/nowhere')).status, 404);
});

test('an event of life is found and leads to its procedures; the switch shows what is for whom', async () => {
  assert.ok((await find('sao giấy tờ')).includes('Sao giấy tờ'));
  assert.deepEqual(titles(await page('/thu-tuc?viec=birth')), ['Đăng ký khai sinh']);
  const elder = await page('/thu-tuc?doi-tuong=elder');
  assert.match(elder, /người thân mang bản chính đến thay/);
  assert.ok(!titles(elder).includes('Đăng ký khai sinh'));
  assert.match(elder, /name="doi-tuong" value="elder"/);
});

test('what people may tell the offices is found beside procedures', async () => {
  const text = await page('/thu-tuc?q=phan%20anh%20hien%20truong');
  assert.match(text, /href="\/phan-anh\/gui\?loai=phan-anh-hien-truong"/);
});

test('suggestions are a few links, and nothing for nothing', async () => {
  const text = await page('/goi-y?q=khai%20sihn');
  assert.match(text, /href="\/thu-tuc\/khai-sinh"/);
  assert.ok((text.match(/<li>/g) ?? []).length <= 5);
  assert.equal(await page('/goi-y?q='), '');
});

test('what is typed comes back as text, never as markup, however long', async () => {
  const typed = `<img src=x onerror=alert(1)>${'ă'.repeat(800)}`;
  const text = await page(`/thu-tuc?q=${encodeURIComponent(typed)}&doi-tuong=nobody&loai=x&trang=-7`);
  assert.ok(!text.includes('<img src=x'));
});

const entry: FindEntry = {
  kind: 'news',
  key: 'n1',
  href: '/tin/n1',
  title: { vi: 'Lịch tiêm chủng tháng 11', en: 'Vaccination in November' },
  summary: { vi: 'Trạm y tế phường An Xuân tiêm vào sáng thứ Ba.', en: 'Tuesday mornings.' },
  words: ['vắc xin'],
  body: 'Mang theo sổ tiêm chủng của trẻ.',
  audiences: [],
};

test('what a room publishes is found at once, in another process too, and no more once it is taken back', async () => {
  const { sql } = site.world;
  const permit = systemPermit(site.world, 'system.run');
  const other = await openFinder(sql);
  after(() => other.stop());
  const news = (text: string) => other.seek({ text, kind: 'news', most: 5 }).results.map((one) => one.title.vi);
  const seen = () => news('tiem chung');
  await other.settle();
  assert.deepEqual(seen(), []);
  await sql.begin((inside) => keepFindable(inside, permit, entry));
  await until(() => seen().length === 1);
  assert.ok((await find('tiêm chủng')).includes('Lịch tiêm chủng tháng 11'));
  await sql.begin((inside) => keepFindable(inside, permit, { ...entry, title: { vi: 'Lịch tiêm phòng dại', en: 'Rabies' }, body: '', words: [] }));
  await until(() => news('tiêm phòng dại').includes('Lịch tiêm phòng dại'));
  assert.deepEqual(news('vắc xin'), [], 'the older text is found no more');
  await sql.begin((inside) => dropFindable(inside, permit, 'news', 'n1'));
  await until(() => news('tiêm phòng dại').length === 0);
});

test('a transaction that is rolled back is never found; one that commits late is not missed', async () => {
  const { sql } = site.world;
  const permit = systemPermit(site.world, 'system.run');
  const finder = await openFinder(sql);
  after(() => finder.stop());
  const keys = (text: string) => finder.seek({ text, kind: 'news', most: 5 }).results.map((one) => one.key);
  await finder.settle();
  await sql.begin(async (slow) => {
    await keepFindable(slow, permit, { ...entry, key: 'late', title: { vi: 'Họp thôn Mỹ Đông', en: 'Village meeting' } });
    await sql.begin((fast) => keepFindable(fast, permit, { ...entry, key: 'early', title: { vi: 'Cúp điện khối phố', en: 'Power cut' } }));
    await finder.settle();
    assert.deepEqual([keys('cúp điện').includes('early'), keys('họp thôn').includes('late')], [true, false]);
  });
  await sql.begin(async (inside) => {
    await keepFindable(inside, permit, { ...entry, key: 'never', title: { vi: 'Bão số chín', en: 'Storm' } });
    inside.rollback(undefined);
  });
  await finder.settle();
  assert.deepEqual([keys('họp thôn').includes('late'), keys('bão số chín').includes('never')], [true, false]);
});

test('the page of a procedure answers who, papers, fee, time, result, and says when there is no share on time yet', async () => {
  const text = await page('/thu-tuc/khai-sinh');
  for (const part of [
    'Ai được làm',
    'Giấy tờ',
    'Lệ phí',
    'Thời gian',
    'Kết quả',
    'Chưa có số liệu',
    '<dd>Giấy chứng sinh</dd>',
    '<b>Giấy tờ.</b> Tùy trường hợp: Giấy chứng nhận kết hôn của cha, mẹ; Văn bản ủy quyền; ',
    '/thu-tuc/khai-sinh/le-phi',
    '/thu-tuc/khai-sinh/dieu-kien',
    '/thu-tuc/khai-sinh/to-khai',
  ])
    assert.ok(text.includes(part), part);
});

test('the share on time is that of real cases of the last quarter', async () => {
  await site.world.database.owner.script(`
    insert into case_row (case_id, tracking, code, pack_id, pack_version, unit_id, version, hash, status, stage, channel, applicant_name, applicant_folded, phone,
      submitted_at, received_at, due, finished_at, closed_at, outcome, fee, fee_paid, quarantined, state)
    select gen_random_uuid(), lpad((800000000000 + n)::text, 12, '0'), 'H47.TEST-' || n, 'chung-thuc-ban-sao', '1.0.0', (select min(unit_id) from unit), 1, '', 1, 'closed',
      'online', '', '', '', at, at, at + interval '1 day', at + case when n <= 3 then interval '2 days' else interval '1 hour' end, at, case when n = 1 then 'withdrawn' else 'granted' end, 0, false, false, '{}'
    from generate_series(1, 12) n, (select timestamptz '2022-08-10 09:00+07' as at) a`);
  // The numbers of a quarter that is over are kept for ten minutes.
  site.world.wait(601_000);
  const text = await page('/thu-tuc/chung-thuc-ban-sao');
  // Twelve cases, one withdrawn, two late.
  assert.match(text, /81,8/);
  assert.match(text, /9 trên 11 hồ sơ/);
});

const ask = async (path: string, fields: Record<string, string>, status = 200): Promise<string> => {
  const answer = await guest.raw(path, { method: 'POST', body: new URLSearchParams(fields) });
  assert.equal(answer.status, status, answer.html.slice(0, 500));
  return answer.html;
};
const late = { 'child.birthDate.day': '1', 'child.birthDate.month': '8', 'child.birthDate.year': '2022', copies: '2', exemption: 'poor' };

test('the calculator asks only what the fee reads, and says which rule applied to what', async () => {
  const form = await page('/thu-tuc/khai-sinh/le-phi');
  const names = new Set([...form.matchAll(/<(?:input|select|textarea)[^>]* name="([^"]+)"/g)].map((found) => found[1]));
  assert.deepEqual([...names].sort(), ['child.birthDate.day', 'child.birthDate.month', 'child.birthDate.year', 'copies', 'exemption']);
  const found = await ask('/thu-tuc/khai-sinh/le-phi', late);
  assert.match(found, /16\.000\sđ/);
  assert.match(found, /Quy tắc số 4/);
  assert.match(found, /Luật Hộ tịch 2014, Điều 11/);
  assert.match(found, /Diện miễn lệ phí: Hộ nghèo/);
  assert.match(await ask('/thu-tuc/khai-sinh/le-phi', { ...late, exemption: 'none' }), /24\.000\sđ/);
  const reader = site.visitor();
  const english = await reader.raw('/thu-tuc/khai-sinh/le-phi?lang=en', { method: 'POST', body: new URLSearchParams({ ...late, exemption: 'none' }) });
  assert.match(english.text, /24,000/);
  assert.doesNotMatch(english.text, /\d\.000/);
});

test('a charge that depends on the channel is worked out for filing online; nothing to ask is answered at once', async () => {
  const form = await page('/thu-tuc/dang-ky-thuong-tru/le-phi');
  assert.ok(!form.includes('name="channel"'));
  assert.match(await page('/thu-tuc/dat-lich-kham/le-phi'), /id="ket-qua"/);
});

test('the calculator keeps what was typed and says what is wrong with it', async () => {
  const wrong = await ask('/thu-tuc/khai-sinh/le-phi', { ...late, 'child.birthDate.day': '31', 'child.birthDate.month': '11' }, 422);
  assert.match(wrong, /Lỗi:/);
  assert.match(wrong, /value="31"/);
});

test('a calculator with a repeated group adds items without script', async () => {
  const one = await page('/thu-tuc/chung-thuc-ban-sao/le-phi');
  assert.match(one, /name="papers\.0\.pages"/);
  assert.ok(!one.includes('papers.0.condition') && !one.includes('papers.1.pages'));
  const two = await ask('/thu-tuc/chung-thuc-ban-sao/le-phi', { 'papers.0.pages': '5', 'papers.0.copies': '2', _add: 'papers' });
  assert.match(two, /name="papers\.1\.pages"/);
  assert.match(two, /value="5"/);
  assert.match(await ask('/thu-tuc/chung-thuc-ban-sao/le-phi', { 'papers.0.pages': '5', 'papers.0.copies': '2' }), /14\.000\sđ/);
});

test('the check before filing says yes, or which rule says no and what to do', async () => {
  assert.match(await ask('/thu-tuc/chung-thuc-ban-sao/dieu-kien', { 'papers.0.condition': 'fit' }), /Được nộp hồ sơ này/);
  const no = await ask('/thu-tuc/chung-thuc-ban-sao/dieu-kien', { 'papers.0.condition': 'secret' });
  assert.match(no, /Chưa nộp được/);
  assert.match(no, /bỏ giấy tờ đó khỏi hồ sơ/);
  assert.match(no, /Quy tắc số 2.*Điều 22 khoản 3/s);
});

test('the form on paper has every question, every paper and the address as a code', async () => {
  const text = await page('/thu-tuc/khai-sinh/to-khai');
  for (const part of ['Họ, chữ đệm và tên của trẻ', 'Ngày sinh của trẻ', 'Giấy chứng sinh', 'cam đoan', `${site.url}/thu-tuc/khai-sinh`, '<svg'])
    assert.ok(text.includes(part), part);
  const notes = Object.fromEntries(
    [...text.matchAll(/<li><span class="box"><\/span> ([^<]*?)(?: <small>\(([^)]*)\)<\/small>)?<\/li>/g)].map(([, name, note]) => [name, note]),
  );
  assert.deepEqual(Object.values(notes), [undefined, 'không bắt buộc', 'tùy trường hợp', 'tùy trường hợp'], 'as the page of the procedure has it');
});

test('the home page has one box, events of life, what people came for and the telephone', async () => {
  const text = await page('/');
  assert.equal((text.match(/name="q"/g) ?? []).length, 1);
  for (const href of ['/tra-cuu', '/ho-so-cua-toi', '/phan-anh', '/thu-tuc?viec=birth', 'tel:1022']) assert.ok(text.includes(`href="${href}"`), href);
});

test('nothing of this was a fault', () => {
  assert.deepEqual(site.faults, []);
});

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.fail('it did not come true within four seconds');
}
