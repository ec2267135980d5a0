/** Doors of the citizen's rooms against bad input: whoever knocks with whatever, nothing breaks, nothing of it comes back as markup and nothing is stored. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { home } from '../../src/main/config.ts';
import type { Page, Visitor } from '../kit/client.ts';
import { roomDoors } from '../kit/room-doors.ts';
import { openSite } from '../kit/site.ts';
import { anXuan } from '../kit/walk.ts';

const site = await openSite();
const { world } = site;
after(() => assert.deepEqual(site.faults, []));

const people: Readonly<Record<string, Visitor>> = {
  nobody: site.visitor(),
  citizen: await site.as('cong-dan-an'),
  receptionist: await site.as(anXuan.receptionist),
  chair: await site.as(anXuan.chair),
  admin: await site.as('quan-tri'),
};

/** Every name a form of ours has: whichever a door reads, it gets it. */
const names = [
  ...new Set(
    globSync('src/web/**/*.ts', { cwd: home }).flatMap((file) =>
      [...readFileSync(join(home, file), 'utf8').matchAll(/\bname="([a-zA-Z_]+)"/g)].map((match) => match[1] ?? ''),
    ),
  ),
].filter((name) => name !== '_key');

const script = '<script>alert(document.cookie)</script>';
const hostile: Readonly<Record<string, string>> = {
  markup: `"'>${script}`,
  long: 'Ừ'.repeat(3_000),
  'NUL and controls': 'a\u0000b\u0007\u202e',
  prototype: '__proto__',
  sql: "'; drop table case_row; --",
  numbers: '9'.repeat(400),
};
const strangeIds = [
  '..%2f..%2fetc%2fpasswd',
  "1'%20or%20'1'='1",
  '00000000-0000-7000-8000-000000000000',
  'x'.repeat(3_000),
  '-1',
  '%ff%fe',
  '__proto__',
  '%3Cscript%3E',
];

async function stored(): Promise<unknown> {
  const [row] = await world.database.owner`
    select (select count(*)::int from ledger where what not in ('case-read', 'signed-in', 'signed-out')) as entries, (select count(*)::int from case_row) as cases,
      (select count(*)::int from document) as documents, (select count(*)::int from upload) as uploads, (select count(*)::int from person) as people,
      (select count(*)::int from obligation) as debts, (select count(*)::int from money) as money, (select count(*)::int from voice_survey) as surveys,
      (select count(*)::int from voice_report) as reports, (select count(*)::int from voice_comment) as comments, (select count(*)::int from news) as news,
      (select count(*)::int from refund) as refunds, (select count(*)::int from notice_address) as addresses, (select count(*)::int from push_device) as devices`;
  return row;
}

const bodyOf = (value: string): string =>
  new URLSearchParams([...names.map((name): [string, string] => [name, value]), ['_key', 'khoa-dung-mau-1']]).toString();
const post = (who: Visitor, path: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<Page> =>
  who.raw(path, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } });

function harmless(page: Page, what: string): void {
  assert.ok(page.status < 500, `${what}: ${page.status}`);
  assert.ok(!Buffer.from(page.bytes).toString('latin1').includes('<script>alert'), `${what} came back as markup`);
}

for (const { route, isMachine } of roomDoors) {
  test(`${route}: whatever is sent breaks nothing and stores nothing`, async () => {
    const before = await stored();
    const at = (id: string): string => route.replace(/:[a-z]+/g, id);
    const path = at('00000000-0000-7000-8000-000000000000');
    for (const [name, who] of Object.entries(people)) {
      for (const [word, value] of Object.entries(hostile)) harmless(await post(who, path, bodyOf(value)), `${name}, ${word}`);
      harmless(await post(who, path, ''), `${name}, nothing at all`);
      for (const id of route.includes(':') ? strangeIds : []) harmless(await post(who, at(id), bodyOf('x')), `${name}, the id ${id.slice(0, 20)}`);
    }
    const who = people.citizen;
    assert.ok(who !== undefined);
    if (isMachine === undefined) {
      for (const headers of [{ origin: 'https://ke-xau.example' }, { 'sec-fetch-site': 'cross-site' }] as Readonly<Record<string, string>>[])
        assert.equal((await post(who, path, bodyOf('x'), headers)).status, 403, JSON.stringify(headers));
    }
    for (const method of ['PUT', 'DELETE', 'PATCH']) assert.ok([404, 405].includes((await who.raw(path, { method })).status), method);
    assert.deepEqual(await stored(), before);
  });
}

test('what a page says it has done is one of its own words: names that every object has are none', async () => {
  const rooms = [
    '/toi',
    '/toi/lam-thay',
    '/toi/thiet-bi',
    '/toi/dong-y',
    '/kho-giay-to',
    '/thong-bao',
    '/ho-so-cua-toi',
    '/tiep-nhan/lam-thay',
    '/ban-lam-viec',
  ];
  for (const [name, person] of Object.entries(people))
    for (const room of rooms)
      for (const word of ['constructor', '__proto__', 'toString']) {
        const { status } = await person.get(`${room}?xong=${word}`);
        assert.ok(status < 500, `${name} ${room} ${word}: ${status}`);
      }
});
