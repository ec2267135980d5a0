import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, test } from 'node:test';
import { instant } from '../../src/base/time.ts';
import { demoPower } from '../../src/main/demo.ts';
import { demoClock, demoEnd } from '../../src/main/legal-clock.ts';
import { samplePaper } from '../../src/main/sample-paper.ts';
import { askerOf } from '../../src/main/serve.ts';
import type { Page, Visitor } from '../kit/client.ts';
import { encode, formTo } from '../kit/client.ts';
import { freshDatabase } from '../kit/database.ts';
import { openSite } from '../kit/site.ts';
import { anXuan, apply, birth, copies, deed, fillIn, fine, ownPage, prepare, receive, sign, trackingOf } from '../kit/walk.ts';

const site = await openSite();
const { world, url } = site;
// "Busy" is an answer, not a fault: one test below asks for it.
after(() =>
  assert.deepEqual(
    site.faults.filter((line) => !line.includes('"status":503')),
    [],
  ),
);

const [citizen, receptionist, officer, chair, admin, leader] = (await Promise.all(
  ['cong-dan-an', anXuan.receptionist, anXuan.officer, anXuan.chair, 'quan-tri', 'lanh-dao-tinh'].map((account) => site.as(account)),
)) as [Visitor, Visitor, Visitor, Visitor, Visitor, Visitor];
const key = (): string => world.newId();
const post = (who: Visitor, path: string, fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}): Promise<Page> =>
  who.raw(path, { method: 'POST', body: new URLSearchParams(fields), headers });
const visitor = site.visitor();

type Answer = { readonly status: number; readonly headers: NodeJS.Dict<string | string[]>; readonly text: string };
/** What no browser sends: methods, bodies without a length, answers that go on. */
function send(method: string, path: string, headers: Readonly<Record<string, string>>, parts: readonly string[] = []): Promise<Answer> {
  return new Promise((resume, fail) => {
    const asked = request(new URL(path, url), { method, headers, agent: false }, (answer) => {
      let text = '';
      answer.on('data', (part) => {
        text += String(part);
      });
      answer.on('end', () => resume({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    asked.on('error', fail);
    for (const part of parts) asked.write(part);
    asked.end();
  });
}

test('a body is bounded and read as what it says it is, with a length or without', async () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded', 'transfer-encoding': 'chunked' };
  assert.equal((await send('POST', '/tra-cuu', form, ['ma=000000000000', '&so_cuoi=2768'])).status, 404);
  assert.equal(
    (
      await send(
        'POST',
        '/tra-cuu',
        form,
        Array.from({ length: 17 }, () => 'a'.repeat(65_536)),
      )
    ).status,
    413,
  );
  const disguised = { 'content-type': 'multipart/form-data; x=application/json; boundary=b' };
  const before = world.now();
  assert.equal((await send('POST', '/demo/clock', disguised, ['{"to":"2022-11-16T08:00:00+07:00"}'])).status, 400);
  assert.equal(world.now(), before);
  assert.equal((await send('POST', '/dang-nhap/khoa/xong', { ...disguised, 'transfer-encoding': 'chunked' }, ['a'.repeat(100_000)])).status, 401);
  const upper = { 'content-type': 'Multipart/Form-Data; boundary=b', 'transfer-encoding': 'chunked' };
  const field = '--b\r\ncontent-disposition: form-data; name="ma"\r\n\r\n000000000000\r\n--b--\r\n';
  assert.equal((await send('POST', '/tra-cuu', upper, [field])).status, 404);
  const fields = (name: string): string => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${'a'.repeat(60_000)}\r\n`;
  const many = Array.from({ length: 20 }, (_, index) => fields(`f${index}`));
  assert.equal((await send('POST', '/tra-cuu', upper, [...many, '--b--\r\n'])).status, 413);
});

test('an address answers the methods it has and names them for any other', async () => {
  for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']) {
    const answer = await send(method, '/tra-cuu', {});
    assert.deepEqual([answer.status, answer.headers.allow], [405, 'GET, HEAD, POST'], method);
  }
  assert.equal((await send('POST', '/thu-tuc/khai-sinh', {})).status, 405);
  assert.equal((await send('GET', '/dang-xuat', {})).status, 405);
  assert.equal((await send('DELETE', '/khong-co', {})).status, 404);
});

test('what cannot be stored or cannot be an id is a mistake of the sender, never a fault of ours', async () => {
  for (const path of ['/tra-cuu?ma=%00&so_cuoi=2768', '/xac-minh?ma=%00', '/ho-so/%00', '/ban-lam-viec?q=%00', '/ban-lam-viec.csv?thu-tuc=%00'])
    assert.equal((await officer.raw(path)).status, 400, path);
  assert.equal((await admin.raw('/quan-tri?q=%00')).status, 400);
  assert.equal((await visitor.raw('/api/v1/units?q=%00')).status, 400);
  assert.equal((await post(visitor, '/tra-cuu', { ma: '\u0000', so_cuoi: '2768' })).status, 404);
  assert.equal((await post(visitor, '/demo/sign-in', { account: '\u0000' })).status, 422);
  for (const task of ['', 'abc.1', '\u0000.1', `${'-'.repeat(36)}.1`])
    assert.equal((await post(chair, '/khay-ky/ky', { _key: key(), task })).status, 200, task);
  assert.equal((await post(citizen, '/nop/khai-sinh', { _key: key(), '_file.birth-proof': '-'.repeat(36) })).status, 422);
  const client = (challenge: string): string => Buffer.from(JSON.stringify({ challenge })).toString('base64url');
  for (const answer of [
    { id: '\u0000', response: { clientDataJSON: client('a') } },
    { id: 'a', response: { clientDataJSON: client('\u0000') } },
  ]) {
    const headers = { 'content-type': 'application/json' };
    assert.equal((await visitor.raw('/dang-nhap/khoa/xong', { method: 'POST', body: JSON.stringify(answer), headers })).status, 401);
  }
});

test('no link of a page leads to another site, whatever address was asked', async () => {
  const text = await new Promise<string>((resume, fail) => {
    const { hostname, port } = new URL(url);
    request({ hostname, port, path: '//elsewhere.example/', agent: false }, (answer) => {
      answer
        .setEncoding('utf8')
        .reduce((all, part) => `${all}${part}`, '')
        .then(resume, fail);
    }).end();
  });
  assert.match(text, /href="\/elsewhere\.example\/\?lang=en"/);
  assert.doesNotMatch(text, /href="\/\//);
});

test('a post is taken from this site alone, whatever the browser tells of where it comes from', async () => {
  const host = new URL(url).host;
  for (const headers of [
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
    { referer: 'https://elsewhere.example/page' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ] as Readonly<Record<string, string>>[]) {
    const answer = await send('POST', '/dang-xuat', { cookie: citizen.cookie(), host, 'content-type': 'application/x-www-form-urlencoded', ...headers });
    assert.equal(answer.status, 403, JSON.stringify(headers));
    const api = await send('POST', `/api/v1/cases`, { cookie: citizen.cookie(), host, 'content-type': 'application/json', ...headers }, ['{}']);
    assert.match(api.text, /wrong-origin/, JSON.stringify(headers));
  }
  fine(await citizen.get('/ho-so-cua-toi'));
});

test('the numbers of the province stop with the session that asked for them', async () => {
  const second = await site.as('lanh-dao-tinh');
  const answer = await fetch(`${url}/dieu-hanh/truc-tiep`, { headers: { cookie: second.cookie() } });
  assert.equal(answer.status, 200);
  const reader = answer.body?.getReader();
  assert.ok(reader !== undefined);
  assert.match(new TextDecoder().decode((await reader.read()).value), /numbers/);
  await post(second, '/dang-xuat', {});
  await apply(citizen, birth);
  const rest: string[] = [];
  for (let part = await reader.read(); !part.done; part = await reader.read()) rest.push(new TextDecoder().decode(part.value));
  assert.doesNotMatch(rest.join(''), /numbers/);
});

test('one person keeps at most ten such streams open', async () => {
  const stop = new AbortController();
  const ask = async () => (await fetch(`${url}/dieu-hanh/truc-tiep`, { headers: { cookie: leader.cookie() }, signal: stop.signal })).status;
  const statuses: number[] = [];
  for (let index = 0; index < 11; index += 1) statuses.push(await ask());
  stop.abort();
  assert.deepEqual(statuses, [...Array.from({ length: 10 }, () => 200), 429]);
});

test('guesses about one case are counted together, by whichever code, in whatever letters, through page or API', async () => {
  const other = await openSite();
  const mine = await other.as('cong-dan-an');
  const tracking = await apply(mine, birth);
  const code = await receive(await other.as(anXuan.receptionist), tracking);
  const guess = (ma: string) => post(other.visitor(), '/tra-cuu', { ma, so_cuoi: '0000' });
  const statuses: number[] = [];
  for (const ma of [code, code.toLowerCase(), ` ${code}`, tracking, `${tracking.slice(0, 4)} ${tracking.slice(4)}`]) {
    statuses.push((await guess(ma)).status);
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ code: ma, lastDigits: '0000' });
    statuses.push((await other.visitor().raw('/api/v1/track', { method: 'POST', body, headers })).status);
  }
  assert.deepEqual(new Set(statuses), new Set([404]));
  assert.equal((await guess(code)).status, 429);
  assert.equal((await guess(tracking)).status, 429);
  // Thirty tries from one address, page and API together.
  for (let index = 0; index < 18; index += 1) assert.equal((await guess(`H47.31.01-221115-${1000 + index}`)).status, 404, String(index));
  assert.equal((await guess('H47.31.01-221115-2000')).status, 429);
});

test('behind a proxy of ours the asker is who the proxy spoke to; without one the header is not believed', () => {
  assert.equal(askerOf('10.0.0.9', '1.1.1.1, 203.0.113.7', 1), '203.0.113.7');
  assert.equal(askerOf('10.0.0.9', '1.1.1.1, 203.0.113.7, 10.0.0.8', 2), '203.0.113.7');
  assert.equal(askerOf('203.0.113.7', '1.1.1.1', 0), '203.0.113.7');
  assert.equal(askerOf('10.0.0.9', undefined, 1), '10.0.0.9');
  assert.equal(askerOf('10.0.0.9', 'x'.repeat(500), 1).length, 64);
  // A whole /64 is one subscriber.
  assert.equal(askerOf('2001:db8:1:2:aaaa::1', undefined, 0), askerOf('2001:db8:1:2::ffff', undefined, 0));
  assert.notEqual(askerOf('2001:db8:1:2::1', undefined, 0), askerOf('2001:db8:1:3::1', undefined, 0));
  assert.notEqual(askerOf('::ffff:10.0.0.1', undefined, 0), askerOf('::ffff:10.0.0.2', undefined, 0));
});

test('the sample clock does not leave the years whose calendar is known', async () => {
  const far = instant('9999-12-31T23:59:00+07:00');
  assert.deepEqual(await demoPower(world, { drain: world.work, stop: async () => undefined }).moveClock(far), { refused: 'clock-goes-forward' });
  const { app } = await freshDatabase();
  const clock = await demoClock(app);
  assert.equal(await clock.moveTo(far), false);
  assert.equal(await clock.moveTo(demoEnd), true);
});

test('answers that cost more after the fee was paid leave the rest to be paid', async () => {
  const tracking = await apply(citizen, copies);
  const code = await receive(receptionist, tracking);
  fine(await deed(receptionist, code, 'thu-phi'));
  fine(await deed(receptionist, code, 'bo-sung', { fields: { reason: ['pages-missing'], text: 'Bản sao thiếu trang.' } }));
  const own = await ownPage(citizen, code);
  const form = formTo(fine(await citizen.get(`${own}/bo-sung`)), `${own}/bo-sung`);
  fine(await citizen.submit(form, { fields: { 'papers.0.copies': '20' } }));
  const owes = async () => {
    const [row] = await world.database.owner<{ paid: boolean; fee: number; amount: number }>`
      select fee_paid as paid, fee::int as fee, (state->'paid'->>'amount')::int as amount from case_row where code = ${code}`;
    return row;
  };
  assert.deepEqual(await owes(), { paid: false, fee: 100_000, amount: 10_000 });
  assert.match(fine(await deed(receptionist, code, 'thu-phi')).text, /100\.000/);
  assert.deepEqual(await owes(), { paid: true, fee: 100_000, amount: 100_000 });
  assert.equal(
    (await receptionist.get(`/ho-so/${code}`)).forms.some((one) => one.action.endsWith('/thu-phi')),
    false,
  );
});

test('a supplement changes what was asked for and nothing else, through the API as on the page', async () => {
  const code = await receive(receptionist, await apply(citizen, birth));
  fine(await deed(officer, code, 'bo-sung', { fields: { reason: ['birth-date-differs'], text: 'Giấy chứng sinh ghi ngày 02/11/2022.' } }));
  const read = async () => {
    const [row] = await world.database.owner<{
      id: string;
      state: { readonly answers: { readonly child: object; readonly mother: object }; readonly files: object };
    }>`
      select case_id as id, state from case_row where code = ${code}`;
    return row ?? { id: '', state: { answers: { child: {}, mother: {} }, files: [] } };
  };
  const { id, state } = await read();
  const hostile = { ...state.answers, copies: 9, child: { ...state.answers.child, fullName: 'Kẻ Khác', birthDate: '2022-11-02' }, mother: { name: 'Kẻ Khác' } };
  const body = JSON.stringify({ answers: hostile, papers: [{ paper: 'birth-proof', atCounter: true }] });
  const headers = { 'content-type': 'application/json', 'idempotency-key': key() };
  assert.equal((await citizen.raw(`/api/v1/cases/${id}/answer`, { method: 'POST', body, headers })).status, 200);
  const after = await read();
  assert.deepEqual(after.state.answers, { ...state.answers, child: { ...state.answers.child, birthDate: '2022-11-02' } });
  assert.deepEqual(after.state.files, state.files);
});

test('a file named in two cases is a document of both, each for its own unit', async () => {
  const form = formTo(fine(await citizen.get('/nop/khai-sinh')), '/nop/khai-sinh');
  const check = fine(await citizen.submit(form, { fields: birth.answers, files: birth.files }));
  const declared = await encode(formTo(check, '/nop/khai-sinh'), { fields: { _declare: 'true' } });
  const [here, there] = [new URLSearchParams(Buffer.from(declared.body).toString()), new URLSearchParams(Buffer.from(declared.body).toString())];
  there.set('_unit', '20398');
  there.set('_key', key());
  const file = async (body: URLSearchParams) => trackingOf(fine(await citizen.send({ ...declared, body: new TextEncoder().encode(body.toString()) })));
  for (const [tracking, account] of [
    [await file(here), anXuan.officer],
    [await file(there), 'tu-phap-minh-an'],
  ] as const) {
    const page = fine(await (await site.as(account)).get(`/ho-so/${tracking}`));
    const id = /\/tep\/([0-9a-f-]{36})/.exec(page.html)?.[1];
    assert.equal((await (await site.as(account)).get(`/tep/${id}`)).status, 200, account);
  }
});

test('a long file name is cut between letters', async () => {
  const name = `${'😀'.repeat(130)}.pdf`;
  const sending = await fillIn(citizen, { ...birth, files: [{ field: '_paper.birth-proof', name, bytes: samplePaper('x') }] });
  trackingOf(fine(await citizen.send(sending)));
});

test('a file of exactly 20 MB is taken, one byte more is not, and its bytes do nothing in a browser', async () => {
  const send20 = async (size: number): Promise<Page> => {
    const data = new FormData();
    const paper = samplePaper('giấy');
    data.append('tep', new Blob([Buffer.concat([paper, Buffer.alloc(size - paper.length, ' ')])]), 'giay.pdf');
    return await citizen.raw('/api/v1/uploads', { method: 'POST', body: data, headers: { 'idempotency-key': key() } });
  };
  assert.deepEqual([(await send20(20 * 1_048_576)).status, (await send20(20 * 1_048_576 + 1)).status], [201, 413]);
  const tracking = await apply(citizen, birth);
  const id = /\/tep\/([0-9a-f-]{36})/.exec((await officer.get(`/ho-so/${tracking}`)).html)?.[1];
  const file = fine(await officer.get(`/tep/${id}`));
  assert.equal(file.headers.get('content-security-policy'), "default-src 'none'; sandbox");
  assert.match((await officer.get('/tep/khong-co')).headers.get('content-security-policy') ?? '', /style-src/);
});

test('one person sends at most 2 GB of files within seven days', async () => {
  const helper = await site.as('cong-dan-bhoi');
  const { session } = await world.signIn('cong-dan-bhoi');
  const rows = Array.from({ length: 2 }, () => world.newId());
  for (const id of rows)
    await world.database.owner`insert into upload (upload_id, name, media_type, blob, size, sender, at)
      values (${id}, 'a.pdf', 'application/pdf', 'x', 1073741823, ${session.person}, now())`;
  const form = formTo(fine(await helper.get('/nop/khai-sinh')), '/nop/khai-sinh');
  const page = await helper.submit(form, { fields: { ...birth.answers, _unit: '20455' }, files: birth.files });
  assert.equal(page.status, 422);
  assert.match(page.text, /quá 2 GB/);
});

test('an officer is nobody to a case of another unit, and deeds of the desk are not for citizens', async () => {
  const tracking = await apply(citizen, birth);
  const strangers = await Promise.all(['tu-phap-minh-an', 'mot-cua-a-tieng', 'quan-tri', 'kiem-toan', 'dac-phai-vien', 'cong-dan-bich'].map(site.as));
  for (const stranger of strangers) {
    const none = await stranger.raw('/ho-so/000000000000');
    const there = await stranger.raw(`/ho-so/${tracking}`);
    assert.equal(there.status, 404);
    assert.equal(there.text.replaceAll(tracking, '000000000000'), none.text);
    for (const name of ['tiep-nhan', 'thu-phi', 'tu-choi', 'bo-sung', 'ky', 'xong-viec'])
      assert.ok([403, 404].includes((await post(stranger, `/ho-so/${tracking}/${name}`, { _key: key(), reason: 'x', text: 'x' })).status), name);
  }
  fine(await post(site.visitor(), `/ho-so/${tracking}/tiep-nhan`, { _key: key() }), 401);
});

test('a one-time link opens for its holder though others at the same address guess', async () => {
  const unit = /<option value="(\d+)"[^>]*>[^<]*An Xuân/.exec((await admin.get('/quan-tri')).html)?.[1] ?? '';
  const invited = fine(await post(admin, '/quan-tri/moi', { _key: key(), name: 'Nguyễn Thị Mới', role: 'officer', unit }));
  const link = /\/moi\/[\w-]{43}/.exec(invited.html)?.[0] ?? '';
  const guesses: number[] = [];
  for (let index = 0; index < 6; index += 1) guesses.push((await visitor.get(`/moi/${'B'.repeat(43)}`)).status);
  assert.deepEqual([guesses[0], guesses.at(-1)], [410, 429]);
  fine(await visitor.get(link));
  for (const role of ['inspector', 'securityOfficer', 'systemAdmin', 'auditor'])
    assert.equal((await post(admin, '/quan-tri/moi', { _key: key(), name: 'Nguyễn Thị Vai', role, unit })).status, 422, role);
});

test('signing in again in one browser ends the session it had; signing out ends it for good', async () => {
  const browser = await site.as('cong-dan-an');
  const first = browser.cookie();
  await post(browser, '/demo/sign-in', { account: 'cong-dan-bich' });
  assert.notEqual(browser.cookie(), first);
  assert.equal((await site.visitor().raw('/ho-so-cua-toi', { headers: { cookie: first } })).status, 303);
  const second = browser.cookie();
  fine(await browser.get('/ho-so-cua-toi'));
  await post(browser, '/dang-xuat', {});
  assert.equal((await site.visitor().raw('/ho-so-cua-toi', { headers: { cookie: second } })).status, 303);
  assert.equal((await site.visitor().raw('/api/v1/cases', { headers: { cookie: second } })).status, 401);
});

test('a draft that nobody signed is not vouched for, by its code or by its bytes', async () => {
  const { code } = await prepare(site, citizen, birth);
  const drafted = async () => {
    const [row] = await world.database.owner<{ id: string; verify: string }>`
      select document_id as id, verify_code as verify from document join case_row using (case_id) where code = ${code} and kind = 'result'`;
    return row ?? { id: '', verify: '' };
  };
  const check = async (bytes: Uint8Array): Promise<string> => {
    const data = new FormData();
    data.append('tep', new Blob([bytes as Uint8Array<ArrayBuffer>]), 'giay.pdf');
    return (await visitor.raw('/xac-minh', { method: 'POST', body: data })).text;
  };
  const { id, verify } = await drafted();
  assert.match(fine(await visitor.get(`/xac-minh?ma=${verify}`)).text, /không phát hành văn bản nào/);
  assert.doesNotMatch(await check(fine(await officer.get(`/tep/${id}`)).bytes), /bản lưu tại hệ thống/);
  fine(await sign(chair, code));
  assert.match(fine(await visitor.get(`/xac-minh?ma=${verify}`)).text, /đã phát hành một văn bản/);
  assert.match(await check(fine(await officer.get(`/tep/${id}`)).bytes), /bản lưu tại hệ thống/);
});

test('twenty hands at once: one reception, one fee, one signature', async () => {
  const { code } = await prepare(site, citizen, birth);
  const [row] = await world.database.owner<{ id: string }>`select case_id as id from case_row where code = ${code}`;
  const signing = await world.database.owner<{ task: string }>`select task_id as task from task_row where case_id = ${row?.id ?? ''}`;
  const api = async (who: Visitor, path: string): Promise<number> => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': key() };
    return (await who.raw(`/api/v1/${path}`, { method: 'POST', body: '{}', headers })).status;
  };
  const count = async (who: readonly Visitor[], path: string): Promise<number> => {
    const statuses = await Promise.all(Array.from({ length: 20 }, (_, index) => api(who[index % who.length] ?? citizen, path)));
    assert.ok(
      statuses.every((status) => status === 200 || status === 409),
      statuses.join(' '),
    );
    return statuses.filter((status) => status === 200).length;
  };
  assert.equal(await count([receptionist], `cases/${row?.id}/fee`), 1);
  assert.equal(await count([chair, await site.as(anXuan.deputy)], `tasks/${row?.id}.${signing[0]?.task}/complete`), 1);
  const filed = await apply(citizen, birth);
  const [fresh] = await world.database.owner<{ id: string }>`select case_id as id from case_row where tracking = ${filed}`;
  assert.equal(await count([receptionist, await site.as(anXuan.receptionist)], `cases/${fresh?.id}/receive`), 1);
});

test('strangers who send slowly hold back strangers alone', async () => {
  const { port } = new URL(url);
  const head = '--b\r\ncontent-disposition: form-data; name="tep"; filename="giay.pdf"\r\n\r\n';
  const slow = Array.from({ length: 11 }, () => {
    const asked = request({ port, path: '/xac-minh', method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=b' }, agent: false });
    asked.on('error', () => undefined);
    asked.write(head);
    return new Promise<() => void>((resume) => asked.write(Buffer.alloc(19_500_000, 'a'), () => resume(() => void asked.destroy())));
  });
  const stops = await Promise.all(slow);
  const check = (who: Visitor): Promise<Page> => {
    const data = new FormData();
    // Small papers still find room; one of 16 MB does not. Read to its end it is no PDF any more, which is an answer too.
    data.append('tep', new Blob([Buffer.concat([samplePaper('giấy'), Buffer.alloc(16_000_000, ' ')])]), 'giay.pdf');
    return who.raw('/xac-minh', { method: 'POST', body: data });
  };
  // What has left here arrives there a little later.
  const statuses: number[] = [];
  while (statuses.at(-1) !== 503 && statuses.length < 20) statuses.push((await check(visitor)).status);
  assert.deepEqual([statuses.at(-1), (await check(citizen)).status], [503, 422]);
  for (const stop of stops) stop();
});

test('a sender who hangs up, or a body that ends in the middle, ends nothing but itself', async () => {
  const { port } = new URL(url);
  const part = '--b\r\ncontent-disposition: form-data; name="tep"; filename="giay.pdf"\r\n\r\n%PDF-1.7';
  for (const path of ['/xac-minh', '/tra-cuu', '/api/v1/verify']) {
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    assert.equal((await send('POST', path, headers, [part])).status, 400, path);
    await new Promise<void>((resume) => {
      const asked = request({ port, path, method: 'POST', headers, agent: false });
      asked.on('error', () => undefined);
      asked.on('close', () => resume());
      asked.write(`${part}${'a'.repeat(100_000)}`, () => setImmediate(() => asked.destroy()));
    });
  }
  for (const path of ['/dieu-hanh/truc-tiep', '/ban-lam-viec'])
    await new Promise<void>((resume) => {
      const asked = request({ port, path, headers: { cookie: chair.cookie() }, agent: false }, (answer) => {
        answer.on('error', () => undefined).on('close', () => resume());
        answer.once('data', () => asked.destroy());
      });
      asked.on('error', () => undefined);
      asked.end();
    });
  fine(await visitor.get('/'));
});
