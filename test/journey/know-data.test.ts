/** The handbook, open data and counted visits through real HTTP; the files are read back by parsers of their own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { playDemoNews } from '../../src/main/demo-news.ts';
import { openSets } from '../../src/web/know/sets.ts';
import type { Page } from '../kit/client.ts';
import { readCsv } from '../kit/csv.ts';
import { openSite } from '../kit/site.ts';
import { fine } from '../kit/walk.ts';

const site = await openSite();
const reader = site.visitor();
const textOf = (page: Page): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(page.bytes);

test('the handbook is listed, searched without diacritics, read and printed as a whole; the portal finds its articles', async () => {
  assert.match(fine(await reader.get('/cam-nang')).text, /Nhận biết lừa đảo/);
  const found = fine(await reader.get('/cam-nang?q=ma%20otp'));
  assert.match(found.text, /Nhận biết lừa đảo/);
  assert.doesNotMatch(found.text, /Khi mất mạng Trang đã xem/);
  assert.match(fine(await reader.get('/cam-nang?q=zzzzqq')).text, /Không thấy bài nào/);
  const article = fine(await reader.get('/cam-nang/lua-dao'));
  assert.match(article.text, /Chịu trách nhiệm: UBND tỉnh Quảng Nam/);
  assert.match(article.text, /CC BY 4\.0/);
  const whole = fine(await reader.get('/cam-nang/tron-bo'));
  const sections = [...whole.html.matchAll(/<section class="sec" id="([a-z0-9-]+)">/g)].map(([, id = '']) => id);
  assert.equal(sections.filter((id) => !id.startsWith('thu-tuc-')).length, 14);
  assert.ok(sections.includes('thu-tuc-khai-sinh'), 'procedures stand in it too');
  assert.match(fine(await reader.get('/cam-nang/thu-tuc/khai-sinh')).text, /Nộp giúp người khác/);
  assert.equal((await reader.get('/cam-nang/khong-co')).status, 404);
  assert.match(fine(await reader.get('/thu-tuc?q=lua%20dao')).text, /Nhận biết lừa đảo/);
});

test('every set is read back from CSV and JSON with the same rows, under the names and types its description gives', async () => {
  for (const set of openSets) {
    const csv = fine(await reader.get(`/du-lieu-mo/${set.id}.csv`));
    assert.match(csv.headers.get('content-type') ?? '', /^text\/csv; charset=utf-8/);
    assert.notEqual(csv.bytes[0], 0xef, 'no byte order mark');
    const [names = [], ...rows] = readCsv(textOf(csv));
    assert.deepEqual(
      names,
      set.columns.map(({ name }) => name),
      set.id,
    );
    const json = JSON.parse(textOf(fine(await reader.get(`/du-lieu-mo/${set.id}.json`))));
    assert.equal(json.rows.length, rows.length, set.id);
    for (const [index, row] of rows.entries()) {
      assert.equal(row.length, names.length);
      for (const [at, name] of names.entries())
        assert.equal(row[at], String(json.rows[index][name] ?? '').replace(/^([=+\-@])/, "'$1"), `${set.id} ${index} ${name}`);
    }
    const meta = JSON.parse(textOf(fine(await reader.get(`/du-lieu-mo/${set.id}.csv-metadata.json`))));
    assert.deepEqual(
      meta.tableSchema.columns.map((one: { name: string }) => one.name),
      names,
    );
    assert.ok(meta.url.endsWith(`/${set.id}.csv`));
  }
  const [, ...units] = readCsv(textOf(fine(await reader.get('/du-lieu-mo/don-vi.csv'))));
  assert.ok(units.length > 200);
  const codes = new Set(units.map(([code]) => code));
  for (const unit of units) assert.ok(unit[4] === '' || codes.has(unit[4] ?? ''), unit.join(','));
});

test('a file that has not changed is said in one line, and says since when', async () => {
  const first = fine(await reader.get('/du-lieu-mo/don-vi.csv'));
  const again = await reader.raw('/du-lieu-mo/don-vi.csv', { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
  assert.equal(again.status, 304);
  assert.equal(again.bytes.length, 0);
  assert.ok(!Number.isNaN(Date.parse(first.headers.get('last-modified') ?? '')));
  assert.equal((await reader.get('/du-lieu-mo/khong-co.csv')).status, 404);
  assert.equal((await reader.get('/du-lieu-mo/don-vi.xml')).status, 404);
});

test('the catalogue for machines names every set with licence, publisher, time and files that are there', async () => {
  const page = fine(await reader.get('/du-lieu-mo/dcat.jsonld'));
  assert.match(page.headers.get('content-type') ?? '', /^application\/ld\+json/);
  const { '@graph': graph, '@context': context } = JSON.parse(textOf(page));
  const used = new Set([...textOf(page).matchAll(/"([a-z]+):[A-Za-z]+":/g)].map(([, prefix]) => prefix));
  for (const prefix of used) assert.ok(prefix === 'https' || prefix === 'http' || prefix === undefined || prefix in context, prefix);
  const [catalogue] = graph;
  assert.equal(catalogue['@type'], 'dcat:Catalog');
  assert.equal(catalogue['dcat:dataset'].length, openSets.length);
  for (const set of catalogue['dcat:dataset']) {
    assert.equal(set['dct:license']['@id'], 'https://creativecommons.org/licenses/by/4.0/');
    assert.equal(set['dct:publisher']['@id'], catalogue['dct:publisher']['@id']);
    assert.ok(!Number.isNaN(Date.parse(set['dct:modified']['@value'])));
    for (const file of set['dcat:distribution']) fine(await reader.get(file['dcat:downloadURL']['@id'].slice(site.url.length)));
  }
  const catalogPage = fine(await reader.get('/du-lieu-mo'));
  for (const { title } of openSets) assert.ok(catalogPage.text.includes(title.vi));
  assert.match(fine(await reader.get('/du-lieu-mo/giay-phep')).text, /Ghi công 4\.0/);
});

test('a visit is a sum and nothing else: no cookie, no address; programs and personal pages do not count', async () => {
  const seen = async (path: string, agent: string): Promise<Page> => reader.raw(path, { headers: { 'user-agent': agent } });
  const phone = 'Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/108 Mobile Safari/537.36';
  const count = async (): Promise<number> => {
    fine(await seen('/du-lieu-mo', 'curl/8.5.0'));
    const [row] = await site.world.sql<{ visits: number }>`select coalesce(sum(visits), 0)::int as visits from page_visit where page = 'verify'`;
    return row?.visits ?? 0;
  };
  const before = await count();
  for (let n = 0; n < 3; n += 1) assert.equal((await seen('/xac-minh', phone)).headers.get('set-cookie'), null);
  await seen('/xac-minh', 'Mozilla/5.0 (compatible; Googlebot/2.1)');
  await reader.raw('/xac-minh', { headers: { 'user-agent': phone, 'sec-purpose': 'prefetch' } });
  await seen('/ho-so-cua-toi', phone);
  assert.equal((await count()) - before, 3);
  const columns = await site.world.sql<{ name: string }>`select column_name as name from information_schema.columns where table_name = 'page_visit' order by 1`;
  assert.deepEqual(
    columns.map(({ name }) => name),
    ['day', 'page', 'visits'],
  );
  assert.match(fine(await seen('/du-lieu-mo', phone)).text, /Kiểm tra giấy tờ 3 3 3/);
});

test('the sample news are played once through the deeds and say that they are samples', async () => {
  await playDemoNews(site.world);
  await playDemoNews(site.world);
  const list = fine(await reader.get('/tin-tuc'));
  assert.equal([...list.html.matchAll(/<a class="t" href="\/tin-tuc\/TT-/g)].length, 3);
  assert.equal([...list.text.matchAll(/\(mẫu\)/g)].length, 3);
  const [, code] = /href="(\/tin-tuc\/TT-221109-\d+)"/.exec(list.html) ?? [];
  assert.match(fine(await reader.get(code ?? '')).text, /21\/11\/2022, từ 08:00.*Đã đính chính 1 lần/);
  const english = fine(await reader.get('/tin-tuc?lang=en'));
  assert.match(english.text, /Registering a birth from home/);
  assert.match(english.html, /<span lang="vi">Lịch tiếp công dân/);
  assert.deepEqual(site.faults, []);
});
