/** Every page that can be reached by links, for visitors, citizens and every kind of officer, in both languages: none speaks the other one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { playDemoCases } from '../../src/main/demo-cases.ts';
import { playDemoVoice } from '../../src/main/demo-voice.ts';
import type { Visitor } from '../kit/client.ts';
import { openSite } from '../kit/site.ts';
import { mixedIn } from '../kit/tongue.ts';

const site = await openSite();
await playDemoCases(site.world, () => undefined);
await playDemoVoice(site.world);
await site.world.work();

/** Pages of one shape that are opened, for example cases: enough to meet every state. */
const perShape = 8;
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
