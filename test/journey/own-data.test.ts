import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSession } from '../../src/kernel/person/person.act.ts';
import { formTo } from '../kit/client.ts';
import { openSite } from '../kit/site.ts';
import { apply, birth, fine, on, ownPage, prepare, receive, sign } from '../kit/walk.ts';

const site = await openSite();
const { world } = site;
const citizen = await site.as('cong-dan-an');
const stranger = await site.as('cong-dan-bhoi');
const post = (who: typeof citizen, path: string, fields: Record<string, string> = {}) =>
  who.raw(path, { method: 'POST', body: new URLSearchParams({ _key: world.newId(), ...fields }) });

test('who looked and why stands on the page, over all cases, and nobody else’s looks do', async () => {
  assert.match((await citizen.get('/toi/ai-da-xem')).text, /Chưa ai xem dữ liệu/);
  const officer = await site.as('mot-cua-an-xuan');
  const code = await receive(officer, await apply(citizen, birth));
  await officer.get(`/ho-so/${code}`);
  const page = fine(await citizen.get('/toi/ai-da-xem'));
  assert.match(page.text, new RegExp(`Võ Thị Hà, .*mở hồ sơ ${code} · lý do: xử lý hồ sơ`));
  assert.doesNotMatch(fine(await stranger.get('/toi/ai-da-xem')).text, new RegExp(code));
});

test('an officer who looks somebody up at the counter is seen by them', async () => {
  const officer = await site.as('mot-cua-an-xuan');
  const reception = await officer.get('/tiep-nhan?thu-tuc=khai-sinh');
  const form = formTo(reception, '/tiep-nhan');
  await officer.submit(form, { fields: { 'requester.id': '049085002345' }, button: ['_tim', '1'] }).catch(() => undefined);
  const seen = await world.sql<{ n: number }>`select count(*)::int as n from ledger where what = 'person-read'`;
  const page = await citizen.get('/toi/ai-da-xem');
  assert.equal(/tra thông tin cá nhân tại quầy/.test(page.text), (seen[0]?.n ?? 0) > 0);
});

test('a copy of the data is fetched once, by its owner alone, and holds the answers and every file', async () => {
  await post(citizen, '/toi/ban-sao');
  assert.match((await citizen.get('/toi/ban-sao')).text, /Đang gom/);
  await world.work();
  const page = await citizen.get('/toi/ban-sao');
  const { action } = page.forms.find((form) => form.action.endsWith('/tai')) ?? assert.fail(page.text);
  assert.equal((await post(stranger, action)).status, 404);
  assert.equal((await post(site.visitor(), action)).status, 401);
  const zip = await post(citizen, action);
  assert.equal(zip.status, 200);
  assert.equal(zip.headers.get('content-type'), 'application/zip');
  assert.equal(Number(zip.headers.get('content-length')), zip.bytes.length);
  const text = Buffer.from(zip.bytes).toString('latin1');
  assert.deepEqual([text.slice(0, 2), text.slice(30, 42)], ['PK', 'du-lieu.json']);
  assert.match(Buffer.from(zip.bytes).toString('utf8'), /"fullName": "Nguyễn Trần Minh Thư"/);
  assert.match(text, /giay-to\/001 birth-proof\.pdf/);
  assert.ok(text.includes('%PDF'));
  assert.equal((await post(citizen, action)).status, 404);
  const [row] = await world.sql<{ parts: unknown; state: string }>`select parts, state from data_copy`;
  assert.deepEqual(row, { parts: null, state: 'taken' });
});

test('a form sent twice asks for one copy; five a day are enough', async () => {
  const bich = await site.as('cong-dan-bich');
  const form = formTo(await bich.get('/toi/ban-sao'), '/toi/ban-sao');
  await bich.submit(form);
  await bich.submit(form);
  const count = async (): Promise<number> =>
    (await world.sql<{ n: number }>`select count(*)::int as n from data_copy join person on person_id = owner_id where account = 'cong-dan-bich'`)[0]?.n ?? 0;
  assert.equal(await count(), 1);
  for (let times = 0; times < 6; times += 1) {
    await world.work();
    await post(bich, '/toi/ban-sao');
  }
  assert.equal(await count(), 5);
});

test('a signed result is in the vault with its check, and nobody else takes it', async () => {
  const { code } = await prepare(site, citizen, birth);
  const chair = await site.as('chu-tich-an-xuan');
  await sign(chair, code);
  const vault = fine(await citizen.get('/kho-giay-to'));
  assert.match(vault.text, /Kết quả đã ký 1/);
  const [, href = ''] = /href="(\/kho-giay-to\/[0-9a-f-]{36})"/.exec(vault.html) ?? [];
  const file = await citizen.raw(href);
  assert.equal(file.status, 200);
  assert.equal(Buffer.from(file.bytes.subarray(0, 5)).toString(), '%PDF-');
  assert.match(file.headers.get('content-disposition') ?? '', /^attachment/);
  assert.equal((await stranger.raw(href)).status, 404);
  assert.equal((await site.visitor().raw(href)).status, 303);
  assert.match(vault.html, /href="\/xac-minh\?ma=/);
  assert.equal((await post(citizen, `${href}/xoa`)).status, 404);
});

test('the benefit is computed from the cases, with formula and source', async () => {
  const page = fine(await citizen.get('/toi/loi-ich'));
  assert.match(page.text, /Giả định dùng cho tỉnh mẫu/);
  assert.match(page.text, /4 km đi về/);
  // Two births under way, each filed without a trip of 4 km: 10 minutes on the road and 45 at the counter.
  assert.match(page.text, /Cộng 2 1,8 61\.8/);
  assert.match(fine(await stranger.get('/toi/loi-ich')).text, /Chưa có hồ sơ nào để tính|Cộng/);
});

test('signing out everywhere ends every other session of the person and no one else’s', async () => {
  const [phone, library] = [await site.as('cong-dan-an'), await site.as('cong-dan-an')];
  await post(phone, '/toi/thiet-bi/ra-het');
  const token = (one: typeof phone): string => /phien=([^;]+)/.exec(one.cookie())?.[1] ?? '';
  assert.deepEqual(await readSession(world, token(library)), { refused: 'not-signed-in' });
  assert.equal('refused' in (await readSession(world, token(phone))), false);
  assert.equal('refused' in (await readSession(world, token(stranger))), false);
});

test('another person’s session, key and mandate do not exist for a stranger', async () => {
  const id = world.newId();
  for (const path of [`/toi/thiet-bi/phien/${id}/ra`, `/toi/thiet-bi/khoa/${id}/thu-hoi`]) assert.equal((await post(stranger, path)).status, 404, path);
  for (const path of [`/toi/lam-thay/${id}/dong-y`, `/toi/lam-thay/${id}/cham-dut`]) assert.equal((await post(stranger, path)).status, 404, path);
  assert.equal((await stranger.raw(`/ho-so-cua-toi?thay=${id}`)).status, 403);
});

test('a case filed for another is opened by the one who filed it, and stands in the other’s list', async () => {
  const an = await site.as('cong-dan-an');
  const khoi = await site.as('cong-dan-khoi');
  assert.match(
    (await post(khoi, '/toi/lam-thay', { as: 'principal', number: '049085002345', ...on('until', '2023-01-31') })).headers.get('location') ?? '',
    /xong=cho/,
  );
  const code = await receive(await site.as('mot-cua-an-xuan'), await apply(await site.as('cong-dan-bich'), birth));
  const bichOwn = await ownPage(await site.as('cong-dan-bich'), code);
  assert.equal((await an.raw(bichOwn)).status, 404);
  const page = fine(await an.get('/toi/lam-thay'));
  assert.match(page.text, /Lê Minh Khôi/);
  const [, khoiId = ''] = /href="\/ho-so-cua-toi\?thay=([0-9a-f-]{36})"/.exec(page.html) ?? [];
  assert.match(fine(await an.get(`/ho-so-cua-toi?thay=${khoiId}`)).text, /Lê Minh Khôi/);
});

/** The mistakes a page shows, by the box they stand at. */
const faultsIn = (html: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...html.matchAll(/<p class="err" id="f-([\w-]+)-e">([^<]*)</g)].map(([, box = '', text = '']) => [box, text]));

test('a mandate that cannot be asked for says why, each cause at its own box', async () => {
  const an = await site.as('cong-dan-an');
  const good = { as: 'principal', number: '049195003456', ...on('until', '2023-01-31') };
  const said = async (wrong: Record<string, string>) => faultsIn((await post(an, '/toi/lam-thay', { ...good, ...wrong })).html);
  assert.deepEqual(await said({ number: '123' }), { number: 'Số định danh gồm 12 số.' });
  assert.deepEqual(await said({ number: '049085002345' }), { number: 'Đây là số định danh của chính ông/bà. Ghi số của người kia.' });
  assert.deepEqual(await said({ ...on('until', '') }), { until: 'Ghi ngày cuối cùng được làm thay, một ngày có thật.' });
  assert.deepEqual(await said({ ...on('until', '2022-11-14') }), { until: 'Ngày này đã qua. Chọn từ ngày 15/11/2022 trở đi.' });
  assert.deepEqual(await said({ ...on('until', '2023-11-16') }), { until: 'Quá 1 năm. Chọn muộn nhất là ngày 15/11/2023.' });
  assert.deepEqual(Object.keys(await said({ number: '123', ...on('until', '') })), ['number', 'until']);
  const noDay = await post(an, '/toi/lam-thay', { ...good, ...on('until', '2023-02-31') });
  assert.deepEqual(faultsIn(noDay.html), { until: 'Ghi ngày cuối cùng được làm thay, một ngày có thật.' });
  assert.deepEqual(
    formTo(noDay, '/toi/lam-thay').fields.filter(([name]) => name.startsWith('until.')),
    [
      ['until.day', '31'],
      ['until.month', '02'],
      ['until.year', '2023'],
    ],
  );
  const last = await post(an, '/toi/lam-thay', { ...good, ...on('until', '2023-11-15') });
  assert.equal(last.status, 303, 'the day that was named is taken');
});

test('at the counter too: numbers, names, birth date, term and paper', async () => {
  const desk = await site.as('mot-cua-an-xuan');
  const child = {
    ...{ kind: 'child', ...on('birth', '2015-03-09'), paper: 'Giấy khai sinh số 215/2015' },
    ...{ 'agent.number': '049085002345', 'agent.name': 'Nguyễn Văn An', 'principal.number': '049215000456', 'principal.name': 'Nguyễn Minh Khuê' },
  };
  const proxy = { ...child, kind: 'proxy', ...on('birth', ''), ...on('until', '2023-01-31') };
  const said = async (fields: Record<string, string>) => faultsIn((await post(desk, '/tiep-nhan/lam-thay', fields)).html);
  const rows: readonly (readonly [Record<string, string>, Record<string, string>])[] = [
    [{ ...child, ...on('birth', '') }, { birth: 'Ghi ngày sinh của con, một ngày có thật.' }],
    [{ ...child, ...on('birth', '2016-03-09') }, { birth: 'Năm sinh không khớp với số định danh của con.' }],
    [{ ...child, ...on('birth', '2004-11-15'), 'principal.number': '049204000111' }, { birth: 'Người này đã đủ 18 tuổi. Chọn ủy quyền, kèm giấy ủy quyền.' }],
    [{ ...child, 'agent.name': 'Lê Văn Khác' }, { 'agent-name': 'Số định danh và họ tên không khớp nhau. Xem lại trên giấy tờ.' }],
    [{ ...proxy, 'principal.number': '049195003456' }, { 'principal-name': 'Số định danh và họ tên không khớp nhau. Xem lại trên giấy tờ.' }],
    [{ ...proxy, 'principal.number': '049085002345' }, { 'principal-number': 'Số này trùng với số của người làm thay.' }],
    [{ ...proxy, ...on('until', '2022-11-01') }, { until: 'Ngày này đã qua. Chọn từ ngày 15/11/2022 trở đi.' }],
    [{ ...proxy, ...on('until', '2024-01-01') }, { until: 'Quá 1 năm. Chọn muộn nhất là ngày 15/11/2023.' }],
    [{ ...proxy, 'principal.name': ' ' }, { 'principal-name': 'Ghi họ và tên như trên giấy tờ.' }],
    [{ ...child, paper: '' }, { paper: 'Ghi tên, số và ngày của giấy tờ đã xem.' }],
  ];
  for (const [fields, faults] of rows) assert.deepEqual(await said(fields), faults);
  assert.equal((await post(desk, '/tiep-nhan/lam-thay', child)).status, 303);
});
