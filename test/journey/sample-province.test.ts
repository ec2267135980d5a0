/** The sample province as it is first shown: its cases in every state, each told by its ledger; and every page that can be reached by links, for visitors, citizens and every kind of officer, in both languages: none speaks the other one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../src/base/json.ts';
import { canonical } from '../../src/base/json.ts';
import { systemPermit } from '../../src/kernel/access/access.act.ts';
import type { CaseEntry } from '../../src/kernel/case/case.ts';
import { foldAll, statusOfCase } from '../../src/kernel/case/case.ts';
import { readCase } from '../../src/kernel/ledger/ledger.act.ts';
import { firstBreak } from '../../src/kernel/ledger/ledger.ts';
import { playDemoCases } from '../../src/main/demo-cases.ts';
import { playDemoVoice } from '../../src/main/demo-voice.ts';
import type { Visitor } from '../kit/client.ts';
import { checkHistory, readHistory } from '../kit/history.ts';
import { openSite } from '../kit/site.ts';
import { mixedIn } from '../kit/tongue.ts';

const site = await openSite();
await playDemoCases(site.world, () => undefined);
await playDemoVoice(site.world);
await site.world.work();

type Row = { readonly id: string; readonly version: number; readonly hash: string; readonly status: number; readonly state: JsonObject };
const rows = (): Promise<readonly Row[]> => site.world.database.owner<Row>`select case_id as id, version, hash, status, state from case_row order by case_id`;

test('at least 60 sample cases are played, in all states', async () => {
  const all = await rows();
  assert.ok(all.length >= 60, `${all.length}`);
  assert.deepEqual(
    [...new Set(all.map((row) => row.status))].toSorted((a, b) => a - b),
    [1, 3, 4, 5, 8, 9, 10],
  );
});

test('the ledger of every sample case tells its row: state, version, hash, status', async () => {
  const permit = systemPermit(site.world, 'system.run');
  for (const row of await rows()) {
    const entries = await readCase(site.world, permit, row.id as never);
    const told = foldAll(entries.map((one) => one.entry as unknown as CaseEntry));
    assert.ok(told !== undefined);
    assert.equal(canonical(JSON.parse(JSON.stringify(told))), canonical(row.state), row.id);
    assert.deepEqual([entries.length, entries.at(-1)?.hash, statusOfCase(told)], [row.version, row.hash, row.status]);
    assert.equal(firstBreak(site.world.hash, entries), undefined);
  }
});

test('a checker that shares no code with the product finds nothing either', async () => {
  const stored = await readHistory((text) => site.world.database.owner([text] as unknown as TemplateStringsArray));
  const blobs = new Set(stored.rows.flatMap((row) => [...JSON.stringify(row.state).matchAll(/"blob":"([0-9a-f]{64})"/g)].map((match) => match[1] ?? '')));
  assert.deepEqual(checkHistory({ ...stored, attempts: [], blobs }), []);
});

test('nothing is left undone, and nobody’s work is dead', async () => {
  // Timers of cases and reminders of promises wait for their hour.
  assert.deepEqual(
    await site.world.database
      .owner`select kind, state, last_fault from job where state <> 'done' and kind not in ('case-timers', 'notice-near', 'notice-passed')`,
    [],
  );
});

/** Pages of one shape that are opened, for example cases: enough to meet every state. */
const perShape = 6;
const shapeOf = (path: string): string =>
  path
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '#')
    .replace(/=[^&]*/g, '=')
    .replace(/\/[^/]*\d[^/]*/g, '/#');

/** Pages reached from `starts` by links inside the site. What changes something, leaves the site or shows no page is passed by. */
async function walk(
  one: Visitor,
  lang: 'vi' | 'en',
  starts: readonly string[],
): Promise<{ readonly wrong: readonly string[]; readonly shapes: ReadonlySet<string> }> {
  const queue = [...starts];
  const seen = new Set<string>();
  const shapes = new Map<string, number>();
  const wrong: string[] = [];
  await one.get(`/?lang=${lang}`);
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const shape = shapeOf(path);
    if (seen.has(path) || (shapes.get(shape) ?? 0) >= perShape) continue;
    seen.add(path);
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
    const page = await one.get(path);
    if (page.status === 500) wrong.push(`${path}: ${page.status}`);
    if (page.html === '') continue;
    wrong.push(...mixedIn(page.html).map((text) => `${path} (${lang}): ${text.slice(0, 160)}`));
    for (const [, link = ''] of page.html.matchAll(/\shref="(\/[^"#]*)/g)) {
      const next = link.replaceAll('&amp;', '&');
      if (!/^\/(?:tinh|tep|demo|api)\/|[?&](?:lang|theme)=|^\/\//.test(next)) queue.push(next);
    }
  }
  return { wrong: [...new Set(wrong)], shapes: new Set(shapes.keys()) };
}

const people = [
  ['a visitor', undefined, ['/', '/xac-minh', '/tra-cuu', '/dang-nhap', '/khong-co-trang-nay']],
  ['a citizen', 'cong-dan-an', ['/', '/toi', '/ho-so-cua-toi', '/thong-bao', '/giay-to', '/nop/khai-sinh', '/nop/chung-thuc-ban-sao']],
  ['the receptionist', 'mot-cua-an-xuan', ['/ban-lam-viec', '/tiep-nhan', '/thu-phi']],
  ['an officer', 'tu-phap-an-xuan', ['/ban-lam-viec', '/ban-lam-viec/phan-anh']],
  ['the chairman', 'chu-tich-an-xuan', ['/ban-lam-viec', '/khay-ky', '/dieu-hanh']],
  ['the province', 'lanh-dao-tinh', ['/dieu-hanh']],
  ['the administrator', 'quan-tri', ['/quan-tri', '/quan-tri/khoi-phuc']],
] as const;

for (const [who, account, starts] of people)
  test(`${who} meets one language only`, async () => {
    const wrong: string[] = [];
    for (const lang of ['en', 'vi'] as const) {
      const one = account === undefined ? site.visitor() : await site.as(account);
      const walked = await walk(one, lang, starts);
      assert.ok(walked.shapes.size >= 5, `${who} saw ${walked.shapes.size} kinds of page`);
      wrong.push(...walked.wrong);
    }
    assert.deepEqual(wrong, []);
  });
