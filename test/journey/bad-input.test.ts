import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, test } from 'node:test';
import { samplePaper } from '../../src/main/sample-paper.ts';
import { webApp } from '../../src/web/app.ts';
import { keptBundle } from '../../src/web/bundle-kept.ts';
import type { Filling, Page, Visitor } from '../kit/client.ts';
import { encode, formTo } from '../kit/client.ts';
import { roomDoors } from '../kit/room-doors.ts';
import { openSite } from '../kit/site.ts';
import { anXuan, apply, birth, deed, fillIn, fine, ownPage, prepare, receive } from '../kit/walk.ts';

const site = await openSite();
const { world } = site;
after(() => assert.deepEqual(site.faults, []));

const nobody = site.visitor();
const [citizen, receptionist, officer, chair, admin, security] = (await Promise.all(
  ['cong-dan-an', anXuan.receptionist, anXuan.officer, anXuan.chair, 'quan-tri', 'an-toan-thong-tin'].map((account) => site.as(account)),
)) as [Visitor, Visitor, Visitor, Visitor, Visitor, Visitor];

// One case at each step that a door works on.
const submitted = await apply(citizen, birth);
const open = await receive(receptionist, await apply(citizen, birth));
const waiting = await receive(receptionist, await apply(citizen, birth));
fine(await deed(officer, waiting, 'bo-sung', { fields: { reason: 'birth-date-differs', text: 'Xem lại.' } }));
const { code: toSign } = await prepare(site, citizen, birth);
const [own, ownWaiting] = [await ownPage(citizen, open), await ownPage(citizen, waiting)];
const taskOf = async (code: string): Promise<string> =>
  (await world.database.owner<{ id: string }>`select task_id as id from task_row join case_row using (case_id) where code = ${code}`)[0]?.id ?? '';
const someone = (await world.database.owner<{ id: string }>`select person_id as id from person where account = ${anXuan.chair}`)[0]?.id ?? '';

/** Rows of every table that a door could write to; sessions, challenges and traces of reading come and go by themselves. */
async function stored(): Promise<unknown> {
  const [row] = await world.database.owner`
    select (select count(*)::int from ledger where what not in ('case-read', 'signed-in', 'signed-out')) as entries, (select count(*)::int from case_row) as cases, (select count(*)::int from document) as documents,
      (select count(*)::int from job) as jobs, (select count(*)::int from command_key) as keys, (select count(*)::int from person) as people, (select count(*)::int from post) as posts,
      (select count(*)::int from invitation) as links, (select count(*)::int from api_token) as tokens, (select count(*)::int from task_row) as tasks, (select count(*)::int from upload) as uploads,
      (select coalesce(sum(value), 0)::int from counter) as numbers, (select md5(string_agg(state::text || version || quarantined, '|' order by case_id)) from case_row) as states`;
  return row;
}

type Door = {
  /** As the product lists it. */
  readonly route: string;
  readonly path: string;
  readonly who: Visitor;
  readonly fields: readonly string[];
  /** Without a session: a page that says so, or the door is open to anybody. */
  readonly isOpen?: true;
  readonly takesJson?: true;
  /** Asks for more than being signed in: whoever is signed in otherwise gets a 403. */
  readonly asksMore?: true;
  /** Nothing to be done twice, so no key is asked for. */
  readonly needsNoKey?: true;
  /** The path with another id in the place of the real one. */
  readonly elsewhere?: (id: string) => string;
};

const caseDoor = (name: string, who: Visitor, code: string, fields: readonly string[], query = ''): Door => ({
  ...{ route: '/ho-so/:code/:deed', path: `/ho-so/${code}/${name}${query}`, who, fields },
  elsewhere: (id) => `/ho-so/${id}/${name}${query}`,
});
const formFields = [...formTo(await citizen.get('/nop/khai-sinh'), '/nop/khai-sinh').names].filter((name) => name !== '_key');

const doors: readonly Door[] = [
  { route: '/nop/:pack', path: '/nop/khai-sinh', who: citizen, fields: formFields, needsNoKey: true, elsewhere: (id) => `/nop/${id}` },
  {
    route: '/nop/:pack/nhap',
    path: '/nop/khai-sinh/nhap',
    who: citizen,
    fields: ['key', 'boxes', 'now'],
    takesJson: true,
    needsNoKey: true,
    elsewhere: (id) => `/nop/${id}/nhap`,
  },
  { route: '/nhap/:id/xoa', path: `/nhap/${someone}/xoa`, who: citizen, fields: [], needsNoKey: true, elsewhere: (id) => `/nhap/${id}/xoa` },
  { route: '/tra-cuu', path: '/tra-cuu', who: nobody, fields: ['ma', 'so_cuoi'], isOpen: true, needsNoKey: true },
  { route: '/ho-so-cua-toi/:id/rut', path: `${own}/rut`, who: citizen, fields: [], elsewhere: (id) => `/ho-so-cua-toi/${id}/rut` },
  {
    route: '/ho-so-cua-toi/:id/bo-sung',
    path: `${ownWaiting}/bo-sung`,
    who: citizen,
    fields: ['child.birthDate.day', 'child.birthDate.month'],
    elsewhere: (id) => `/ho-so-cua-toi/${id}/bo-sung`,
  },
  {
    route: '/thu-tuc/:pack/le-phi',
    path: '/thu-tuc/khai-sinh/le-phi',
    who: nobody,
    fields: ['child.birthDate.day', 'child.birthDate.year', 'copies', 'exemption', '_add'],
    isOpen: true,
    needsNoKey: true,
  },
  {
    route: '/thu-tuc/:pack/dieu-kien',
    path: '/thu-tuc/chung-thuc-ban-sao/dieu-kien',
    who: nobody,
    fields: ['papers.0.condition', '_remove'],
    isOpen: true,
    needsNoKey: true,
  },
  { route: '/xac-minh', path: '/xac-minh', who: nobody, fields: ['tep', 'ma'], isOpen: true, needsNoKey: true },
  { route: '/dang-nhap/khoa', path: '/dang-nhap/khoa', who: nobody, fields: [], isOpen: true, takesJson: true, needsNoKey: true },
  { route: '/dang-nhap/khoa/xong', path: '/dang-nhap/khoa/xong', who: nobody, fields: ['id'], isOpen: true, takesJson: true, needsNoKey: true },
  { route: '/dang-xuat', path: '/dang-xuat', who: await site.as('cong-dan-bich'), fields: [], isOpen: true, needsNoKey: true },
  {
    route: '/moi/:token/khoa',
    path: '/moi/khong-co-lien-ket-nay/khoa',
    who: nobody,
    fields: [],
    isOpen: true,
    takesJson: true,
    needsNoKey: true,
    elsewhere: (id) => `/moi/${id}/khoa`,
  },
  {
    route: '/moi/:token/xong',
    path: '/moi/khong-co-lien-ket-nay/xong',
    who: nobody,
    fields: ['id'],
    isOpen: true,
    takesJson: true,
    needsNoKey: true,
    elsewhere: (id) => `/moi/${id}/xong`,
  },
  {
    route: '/tiep-nhan',
    path: '/tiep-nhan?thu-tuc=khai-sinh',
    who: receptionist,
    fields: formFields.filter((name) => name !== '_unit'),
    elsewhere: (id) => `/tiep-nhan?thu-tuc=${encodeURIComponent(id)}`,
  },
  {
    route: '/tiep-nhan/lam-thay',
    path: '/tiep-nhan/lam-thay',
    who: receptionist,
    fields: ['kind', 'agent.number', 'agent.name', 'principal.number', 'principal.name', 'birth.day', 'birth.year', 'until.month', 'paper'],
  },
  { route: '/toi/lam-thay', path: '/toi/lam-thay', who: citizen, fields: ['as', 'number', 'pack', 'until.day', 'until.year'] },
  ...(['dong-y', 'cham-dut'] as const).map(
    (deed): Door => ({
      route: `/toi/lam-thay/:id/${deed}`,
      path: `/toi/lam-thay/${someone}/${deed}`,
      who: citizen,
      fields: [],
      needsNoKey: true,
      elsewhere: (id) => `/toi/lam-thay/${id}/${deed}`,
    }),
  ),
  {
    route: '/toi/dong-y/:id',
    path: `/toi/dong-y/${someone}`,
    who: citizen,
    fields: ['party', 'of', 'says'],
    elsewhere: (id) => `/toi/dong-y/${id}`,
  },
  { route: '/toi/thiet-bi/ra-het', path: '/toi/thiet-bi/ra-het', who: await site.as('cong-dan-khoi'), fields: [], needsNoKey: true },
  {
    route: '/toi/thiet-bi/phien/:id/ra',
    path: `/toi/thiet-bi/phien/${someone}/ra`,
    who: citizen,
    fields: [],
    needsNoKey: true,
    elsewhere: (id) => `/toi/thiet-bi/phien/${id}/ra`,
  },
  {
    route: '/toi/thiet-bi/khoa/:id/thu-hoi',
    path: `/toi/thiet-bi/khoa/${someone}/thu-hoi`,
    who: citizen,
    fields: [],
    needsNoKey: true,
    elsewhere: (id) => `/toi/thiet-bi/khoa/${id}/thu-hoi`,
  },
  { route: '/toi/khoa', path: '/toi/khoa', who: citizen, fields: [], takesJson: true, needsNoKey: true, asksMore: true },
  { route: '/toi/khoa/xong', path: '/toi/khoa/xong', who: citizen, fields: ['id'], takesJson: true, needsNoKey: true, asksMore: true },
  { route: '/kho-giay-to', path: '/kho-giay-to', who: citizen, fields: ['title', 'tep'], needsNoKey: true },
  {
    route: '/kho-giay-to/:id/xoa',
    path: `/kho-giay-to/${someone}/xoa`,
    who: citizen,
    fields: [],
    needsNoKey: true,
    elsewhere: (id) => `/kho-giay-to/${id}/xoa`,
  },
  { route: '/toi/ban-sao', path: '/toi/ban-sao', who: citizen, fields: [] },
  {
    route: '/toi/ban-sao/:id/tai',
    path: `/toi/ban-sao/${someone}/tai`,
    who: citizen,
    fields: [],
    needsNoKey: true,
    elsewhere: (id) => `/toi/ban-sao/${id}/tai`,
  },
  { route: '/khay-ky', path: '/khay-ky', who: chair, fields: ['task'], needsNoKey: true },
  { route: '/khay-ky/ky', path: '/khay-ky/ky', who: chair, fields: ['task'] },
  caseDoor('tiep-nhan', receptionist, submitted, []),
  caseDoor('xong-viec', officer, open, ['checkResult', 'registerBook', 'registerNumber', 'verifyWhat', 'personalId'], `?viec=${await taskOf(open)}`),
  caseDoor('ky', chair, toSign, [], `?viec=${await taskOf(toSign)}`),
  caseDoor('thu-phi', receptionist, open, []),
  caseDoor('bo-sung', officer, open, ['reason', 'text']),
  caseDoor('gia-han', officer, open, ['reason', 'text']),
  caseDoor('tu-choi', officer, open, ['reason', 'text']),
  caseDoor('dong-y', receptionist, submitted, ['party', 'of', 'says', 'how', 'text']),
  { route: '/quan-tri/moi', path: '/quan-tri/moi', who: admin, fields: ['name', 'unit', 'role'] },
  { route: '/quan-tri/khoi-phuc/:person', path: `/quan-tri/khoi-phuc/${someone}`, who: admin, fields: [], elsewhere: (id) => `/quan-tri/khoi-phuc/${id}` },
  {
    route: '/quan-tri/xac-nhan/:link',
    path: `/quan-tri/xac-nhan/${someone}`,
    who: security,
    fields: [],
    needsNoKey: true,
    elsewhere: (id) => `/quan-tri/xac-nhan/${id}`,
  },
  { route: '/quan-tri/khoa', path: '/quan-tri/khoa', who: admin, fields: ['person', 'name', 'right'] },
  {
    route: '/quan-tri/khoa/:id/thu-hoi',
    path: `/quan-tri/khoa/${someone}/thu-hoi`,
    who: admin,
    fields: [],
    needsNoKey: true,
    elsewhere: (id) => `/quan-tri/khoa/${id}/thu-hoi`,
  },
  { route: '/demo/sign-in', path: '/demo/sign-in', who: nobody, fields: ['account', 'next'], isOpen: true, needsNoKey: true },
  { route: '/demo/clock', path: '/demo/clock', who: nobody, fields: ['to', 'to_local'], isOpen: true, takesJson: true, needsNoKey: true },
];

const script = '<script>alert(document.cookie)</script>';
const hostile: Readonly<Record<string, string>> = {
  script: `"'>${script}`,
  long: 'Ừ'.repeat(10_000),
  'NUL and controls': `a\u0000b\u0007\u202e`,
  prototype: '__proto__',
  sql: "'; drop table case_row; --",
  template: '#import "@preview/x"; $ {{7*7}} #{7*7}',
  numbers: '9'.repeat(400),
};
const strangeIds = [
  '..%2f..%2fetc%2fpasswd',
  '%2e%2e',
  '....//....//etc',
  "1' or '1'='1",
  '0'.repeat(36),
  '00000000-0000-7000-8000-000000000000',
  'x'.repeat(5000),
  '-1',
  '%ff%fe',
  '__proto__',
  '%3Cscript%3E',
];
const strangeKeys = ['', 'ngan', 'x'.repeat(101), '../../khoa', 'khoá-có-dấu', `${script}12345678`];

const urlencoded = 'application/x-www-form-urlencoded';
const post = (
  door: Door,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
  path = door.path,
  who = door.who,
): Promise<Page> => who.raw(path, { method: 'POST', body, headers: { 'content-type': door.takesJson === true ? 'application/json' : urlencoded, ...headers } });
const bodyFor = (door: Door, value: string, key = ''): string =>
  door.takesJson === true
    ? JSON.stringify(Object.fromEntries(door.fields.map((name) => [name, value])))
    : new URLSearchParams([...door.fields.map((name): [string, string] => [name, value]), ['_key', key]]).toString();

/** Never a fault of ours, never markup of theirs. */
function harmless(page: Page, what: string): void {
  assert.ok(page.status < 500, `${what}: ${page.status}`);
  assert.ok(!page.html.includes('<script>alert') && !Buffer.from(page.bytes).toString('latin1').includes('<script>alert'), `${what} came back as markup`);
  if (page.html !== '') assert.match(page.html, /<title>/, what);
}

/** Takes bytes, not forms: its bad input is tried in pieces.test.ts. */
const pieces = '/tep/doan/:digest/:start';

test('every door of the product that takes a post is in this table or in that of the rooms', async () => {
  const bundle = await keptBundle();
  const demo = { accounts: async () => [], signIn: async () => ({ token: '', home: '' }), moveClock: async () => world.now() };
  const app = webApp(
    {
      world,
      assets: bundle.assets,
      phone: '1022',
      finder: {} as never,
      benefit: {} as never,
      handbook: { articles: [] } as never,
      visits: {} as never,
      guesses: { address: () => undefined, code: () => undefined },
      demo,
    },
    {
      bundle,
      news: { watch: () => () => undefined },
      onFault: () => '',
    } as never,
  );
  const routes = app.routes.filter((route) => !['GET', 'ALL'].includes(route.method)).map((route) => route.path);
  assert.deepEqual([...new Set(routes)].toSorted(), [...new Set([...doors, ...roomDoors, { route: pieces }].map((door) => door.route))].toSorted());
});

for (const door of doors) {
  test(`${door.route} (${door.path.slice(0, 60)}): no bad input does anything, each gets its sentence`, async () => {
    const before = await stored();
    const expectStatus = (page: Page, statuses: readonly number[], what: string): void => {
      harmless(page, what);
      const more = door.asksMore === true ? [403] : [];
      assert.ok([...statuses, ...more].includes(page.status), `${what}: ${page.status} ${page.text.slice(0, 300)}`);
    };

    if (door.isOpen === undefined) {
      const page = await post(door, bodyFor(door, ''), {}, door.path, nobody);
      expectStatus(page, [401], 'without a session');
      assert.match(door.takesJson === true ? Buffer.from(page.bytes).toString() : page.text, /Cần đăng nhập để làm việc này/);
    }
    for (const headers of [{ origin: 'https://ke-xau.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }] as Readonly<
      Record<string, string>
    >[]) {
      const page = await post(door, bodyFor(door, ''), headers);
      expectStatus(page, [403], JSON.stringify(headers));
      assert.match(page.text, /đến từ một trang khác/);
    }
    expectStatus(
      await post(door, '<x/>', { 'content-type': 'text/xml' }),
      door.takesJson === true ? [200, 400, 401, 410, 415, 429] : [200, 303, 415].slice(door.route === '/dang-xuat' ? 0 : 2),
      'xml',
    );
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      const page = await door.who.raw(door.path, { method });
      expectStatus(page, [405], method);
      assert.ok(page.headers.get('allow')?.includes('POST'), `${method} ${page.headers.get('allow')}`);
    }
    if (door.takesJson !== true && door.route !== '/dang-xuat') {
      expectStatus(await post(door, `a=${'x'.repeat(1_048_576)}`), [413], '1 MB and more');
      expectStatus(await post(door, Array.from({ length: 2001 }, (_, index) => `f${index}=1`).join('&')), [400], '2,001 fields');
      expectStatus(await post(door, 'rác', { 'content-type': 'multipart/form-data; boundary=x' }), [400], 'a broken multipart body');
    }
    expectStatus(await post(door, new Uint8Array([0x6e, 0x3d, 0xff, 0xfe, 0xc0, 0x80])), [200, 303, 400, 401, 404, 410, 422, 429], 'bytes that are no UTF-8');
    expectStatus(await post(door, ''), [200, 303, 400, 401, 404, 410, 422, 429], 'nothing at all');
    for (const [name, value] of Object.entries(hostile))
      expectStatus(await post(door, bodyFor(door, value)), [200, 303, 400, 401, 404, 410, 413, 422, 429], name);
    if (door.needsNoKey === undefined)
      for (const key of strangeKeys) {
        const page = await post(door, bodyFor(door, '', key));
        expectStatus(page, [400, 422], `the key ${key.slice(0, 20)}`);
        if (page.status === 400) assert.match(page.text, /thiếu khóa chống gửi trùng/);
      }
    const { elsewhere } = door;
    for (const id of elsewhere === undefined ? [] : strangeIds) {
      const page = await post(door, bodyFor(door, '', 'khoa-dung-mau-1'), {}, elsewhere?.(id));
      expectStatus(page, [400, 404, 405, 410, 422, 429], `the id ${id.slice(0, 30)}`);
    }
    assert.deepEqual(await stored(), before);
  });
}

test('no address that is asked for with strange words answers with a fault', async () => {
  const before = await stored();
  const people = { nobody, officer, admin };
  const queries = [
    '/thu-tuc?q=',
    '/?q=',
    '/tra-cuu?ma=',
    '/tra-cuu?so_cuoi=1&ma=',
    '/xac-minh?ma=',
    '/ban-lam-viec?q=',
    '/ban-lam-viec?tab=',
    '/ban-lam-viec?tu=',
    '/ban-lam-viec.csv?thu-tuc=',
    '/dieu-hanh?don-vi=',
    '/dieu-hanh/ho-so?so=',
    '/dang-nhap?next=',
    '/quan-tri?q=',
    '/ban-lam-viec?lang=',
    '/?theme=',
  ];
  const paths = ['/thu-tuc/', '/nop/', '/da-nop/', '/ho-so-cua-toi/', '/ho-so/', '/tep/', '/moi/', '/tinh/'];
  for (const [name, who] of Object.entries(people)) {
    for (const query of queries) {
      for (const [word, value] of Object.entries(hostile)) {
        const page = await who.raw(`${query}${encodeURIComponent(value.slice(0, 2000))}`);
        if (page.status !== 429) harmless(page, `${name} ${query} ${word}`);
      }
    }
    for (const path of paths) for (const id of strangeIds) harmless(await who.raw(`${path}${id}`), `${name} ${path}${id.slice(0, 30)}`);
  }
  assert.deepEqual(await stored(), before);
});

test('a sign-in never leads to another site', async () => {
  for (const next of ['https://ke-xau.example', '//ke-xau.example', '/\\ke-xau.example', 'javascript:alert(1)', '/\u0000//x']) {
    const page = await nobody.raw('/demo/sign-in', { method: 'POST', body: new URLSearchParams({ account: 'cong-dan-an', next }) });
    assert.deepEqual([page.status, page.headers.get('location')], [303, '/'], next);
  }
});

const filing = async (changes: Filling): Promise<Page> => {
  // Each filing begins anew, not where the one before was left.
  await world.database.owner`delete from draft`;
  const form = formTo(fine(await citizen.get('/nop/khai-sinh')), '/nop/khai-sinh');
  return await citizen.submit(form, { fields: { ...birth.answers, ...changes.fields }, files: changes.files ?? birth.files });
};
const typedIn = (page: Page, name: string): string | undefined => formTo(page, '/nop/khai-sinh').fields.find(([field]) => field === name)?.[1];

test('answers at their limit pass, one letter more is named beside its field, and everything typed stays', async () => {
  fine(await filing({ fields: { 'child.fullName': 'Ừ'.repeat(80) } }));
  for (const [name, value] of [
    ['child.fullName', 'Ừ'.repeat(81)],
    ['child.fullName', 'Ừ'.repeat(10_000)],
    ['child.fullName', `"><i>${script}`.repeat(3)],
    ['child.birthDate.month', '13'],
    ['child.birthDate.year', '2999'],
    ['requester.phone', '12'],
    ['requester.id', '000000000000000'],
    ['copies', '11'],
    ['copies', '1e3'],
  ] as const) {
    const page = await filing({ fields: { [name]: value, 'child.hometown': 'Chỗ đã gõ' } });
    assert.equal(page.status, 422, `${name}=${value.slice(0, 20)}`);
    assert.match(page.text, /Có 1 chỗ cần sửa/);
    assert.deepEqual([typedIn(page, name), typedIn(page, 'child.hometown')], [value, 'Chỗ đã gõ']);
    assert.ok(!page.html.includes('<script>alert'));
  }
});

test('nothing the citizen may not say is taken: fee, state, deadline and the person come from the server', async () => {
  const sending = await fillIn(citizen, birth);
  const more = new URLSearchParams({
    fee: '0',
    'fee.total': '0',
    status: '10',
    stage: 'closed',
    due: '2099-01-01',
    applicant: someone,
    'requester.isAdmin': 'true',
    __proto__: 'x',
    'data.outcome': 'granted',
  });
  const page = fine(await citizen.send({ ...sending, body: new TextEncoder().encode(`${new TextDecoder().decode(sending.body)}&${more}`) }));
  const [row] = await world.database.owner<{ fee: number; stage: string; applicant: string; state: unknown }>`
    select fee, stage, applicant_id as applicant, state from case_row where tracking = ${page.path.slice(-12)}`;
  assert.deepEqual([row?.fee, row?.stage, row?.applicant === someone], [birth.fee, 'submitted', false]);
  assert.ok(!/isAdmin|2099/.test(JSON.stringify(row?.state)));
});

const pdf = samplePaper('Giấy chứng sinh');
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
const proof = '_paper.birth-proof';

test('files are taken for what their bytes are; a refused one is named, and the rest of the form is kept', async () => {
  const before = await stored();
  const refusedFiles: readonly (readonly [string, Uint8Array, RegExp])[] = [
    ['rong.pdf', new Uint8Array(), /Tệp rỗng/],
    ['trang.pdf', bytes(`<html>${script}</html>`), /Chỉ nhận ảnh JPEG, PNG, WebP, HEIC hoặc tệp PDF/],
    ['hinh.svg', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>'), /Chỉ nhận/],
    ['anh.jpg', pdf, /Chỉ nhận/],
    ['giay.pdf.exe', pdf, /Chỉ nhận/],
    ['truoc.pdf', joined(bytes('MZ rác '), pdf), /Chỉ nhận/],
    ['zip.pdf', joined(bytes('PK\u0003\u0004'), pdf), /Chỉ nhận/],
    ['gif.png', bytes('GIF89a/*'), /Chỉ nhận/],
    [
      'bom.png',
      joined(
        new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
        bytes('IHDR'),
        new Uint8Array([0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff, 8, 2, 0, 0, 0, 0, 0, 0, 0]),
      ),
      /40 triệu điểm/,
    ],
    ['lon.pdf', joined(pdf, new Uint8Array(20 * 1_048_576 + 1 - pdf.length)), /Tệp lớn hơn 20 MB/],
    [`${script}.exe`, pdf, /Chỉ nhận/],
    ['a\u202ecod.pdf', pdf, /Tên tệp có ký tự ẩn/],
  ];
  for (const [name, content, sentence] of refusedFiles) {
    const page = await filing({ files: [{ field: proof, name, bytes: content }] });
    assert.equal(page.status, 422, name);
    assert.match(page.text, sentence, name);
    assert.equal(typedIn(page, 'child.fullName'), birth.answers['child.fullName'], 'what was typed is kept');
    assert.ok(!page.html.includes('<script>alert'), name);
  }
  assert.deepEqual(await stored(), before);
  for (const [name, content] of [
    ['vua.pdf', joined(pdf, new Uint8Array(20 * 1_048_576 - pdf.length))],
    ['../../../etc/passwd.pdf', pdf],
    ['C:\\Users\\a.pdf', pdf],
    [`${'dài'.repeat(200)}.pdf`, pdf],
  ] as const) {
    const page = fine(await filing({ files: [{ field: proof, name, bytes: content }] }));
    assert.doesNotMatch(page.html, /\.\.\/|\u202e/, name);
  }
});

test('the 21st file is refused by name; the other answers stay', async () => {
  const many = Array.from({ length: 21 }, (_, index) => ({ field: proof, name: `trang-${index + 1}.pdf`, bytes: joined(pdf, bytes(`%${index}`)) }));
  const page = await filing({ files: many });
  assert.equal(page.status, 422);
  assert.match(page.text, /trang-21\.pdf: Nhiều nhất 20 tệp cho một hồ sơ/);
  assert.equal(typedIn(page, 'child.fullName'), birth.answers['child.fullName']);
});

test('staged files of another person are nothing to me', async () => {
  const [foreign] = await world.database.owner<{ id: string }>`select upload_id as id from upload limit 1`;
  const other = await site.as('cong-dan-bich');
  const form = formTo(fine(await other.get('/nop/khai-sinh')), '/nop/khai-sinh');
  const sending = await encode(form, { fields: birth.answers });
  const text = new TextDecoder('latin1').decode(sending.body);
  const boundary = /boundary=(.+)$/.exec(sending.type)?.[1] ?? '';
  const part = `--${boundary}\r\nContent-Disposition: form-data; name="_file.birth-proof"\r\n\r\n${foreign?.id}\r\n`;
  const page = await other.send({ ...sending, body: new Uint8Array(Buffer.from(`${part}${text}`, 'latin1')) });
  assert.equal(page.status, 422);
  assert.match(page.text, /Chưa có “Giấy chứng sinh”/);
});

test('an upload to be checked is bounded and never trusted', async () => {
  const check = async (name: string, content: Uint8Array): Promise<Page> =>
    await nobody.submit(formTo(await nobody.get('/xac-minh'), '/xac-minh'), { files: [{ field: 'tep', name, bytes: content }] });
  assert.equal((await check('rong.pdf', new Uint8Array())).status, 422);
  assert.equal((await check('lon.pdf', joined(pdf, new Uint8Array(20 * 1_048_576)))).status, 413);
  for (const content of [bytes('không phải PDF'), bytes(`%PDF-1.7\n${script}`), joined(pdf.slice(0, 60), new Uint8Array(40))]) {
    const page = await check(`${script}.pdf`, content);
    harmless(page, 'a file to check');
    assert.doesNotMatch(page.text, /Giấy tờ thật và còn nguyên/);
  }
});

test('every page carries the headers that keep other sites out, and its inline texts are the hashed ones', async () => {
  const pages: readonly (readonly [Visitor, string])[] = [
    [nobody, '/'],
    [nobody, '/khong-co'],
    [nobody, '/tra-cuu'],
    [nobody, '/xac-minh'],
    [nobody, '/dang-nhap'],
    [nobody, '/demo'],
    [citizen, '/nop/khai-sinh'],
    [citizen, '/ho-so-cua-toi'],
    [citizen, own],
    [officer, '/ban-lam-viec'],
    [officer, `/ho-so/${open}`],
    [receptionist, '/tiep-nhan?thu-tuc=khai-sinh'],
    [chair, '/khay-ky'],
    [admin, '/quan-tri'],
    [await site.as('lanh-dao-tinh'), '/dieu-hanh'],
  ];
  for (const [who, path] of pages) {
    const page = await who.raw(path);
    const policy = page.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/, path);
    assert.match(policy, /frame-ancestors 'none'/, path);
    assert.match(policy, /base-uri 'none'/, path);
    assert.doesNotMatch(policy, /unsafe|\*|http:/, path);
    assert.deepEqual(
      ['x-content-type-options', 'x-frame-options', 'referrer-policy', 'cache-control'].map((name) => page.headers.get(name)),
      ['nosniff', 'DENY', 'same-origin', 'no-store'],
      path,
    );
    const inline = [...page.html.matchAll(/<(?:style|script)>([\s\S]*?)<\/(?:style|script)>/g)].map((match) => match[1] ?? '');
    for (const text of inline)
      assert.ok(policy.includes(`'sha256-${createHash('sha256').update(text).digest('base64')}'`), `${path}: an inline text without its hash`);
    assert.doesNotMatch(page.html.replace(/<(style|script)\b[\s\S]*?<\/\1>/g, ''), /<[^>]*\s(?:style|on[a-z]+)=/i, `${path}: an attribute the policy forbids`);
  }
});

test('a session cookie is for this site and no script; over https it is marked so', async () => {
  const answer = await fetch(`${site.url}/demo/sign-in`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ account: 'cong-dan-an' }) });
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('phien=')) ?? '';
  assert.match(cookie, /; HttpOnly/);
  assert.match(cookie, /; SameSite=(Lax|Strict)/);
  assert.match(cookie, /; Path=\//);
  assert.doesNotMatch(cookie, /; Domain=/);
});
