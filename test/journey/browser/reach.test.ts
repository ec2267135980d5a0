/** What a finger meets on a telephone 360 px wide: everything that can be pressed answers over 44 px, in height and, where it is short, in width. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { BrowserContext } from 'playwright-core';
import { sharedBrowser } from '../../kit/browser.ts';
import { openSite } from '../../kit/site.ts';
import { anXuan, apply, birth, receive } from '../../kit/walk.ts';

const site = await openSite();
let phone: BrowserContext;

before(async () => {
  const code = await receive(await site.as(anXuan.receptionist), await apply(await site.as('cong-dan-an'), birth));
  assert.ok(code);
  await site.world.work();
  phone = await (await sharedBrowser()).newContext({ viewport: { width: 360, height: 740 }, hasTouch: true });
  await phone.request.post(`${site.url}/demo/sign-in`, { form: { account: 'cong-dan-an' }, headers: { origin: site.url } });
});
after(() => phone.close());

/** From the middle outwards as far as the same thing answers. Links within a sentence are left out, as WCAG 2.5.8 does. */
const tooSmall = (
  selector: string,
): string => `[...document.querySelectorAll(${JSON.stringify(selector)})].filter((one) => one.checkVisibility()).flatMap((one) => {
  one.scrollIntoView({ block: 'center' });
  const box = one.getClientRects()[0];
  const [x, y] = [box.left + Math.min(box.width, 40) / 2, box.top + box.height / 2];
  // A box that stands between two pixels loses up to one of them to its neighbour.
  const step = 0.25;
  const answers = (x, y) => { const top = document.elementFromPoint(x, y); return top !== null && one.contains(top); };
  const reach = (dx, dy) => { let far = 0; while (far < 60 && answers(x + dx * (far + step), y + dy * (far + step))) far += step; return far; };
  const height = answers(x, y) ? reach(0, -1) + reach(0, 1) + step : 0;
  const width = answers(x, y) ? reach(-1, 0) + reach(1, 0) + step : 0;
  return height > 43 && width > 43 ? [] : [one.localName + '.' + one.className + ' ' + one.textContent.trim().slice(0, 30) + ' ' + width + ' x ' + height];
})`;

const everywhere = '.foot a, .foot button, .tongue, .back, summary, .list a.t, .hit, label.tick';
const pages: readonly (readonly [string, string])[] = [
  ['/', '.tongue'],
  ['/thu-tuc/khai-sinh', 'a[href^="/hang-gui"]'],
  ['/toi', '.list a.t'],
  ['/toi/loi-ich', '.ledger a'],
  ['/ho-so-cua-toi', '.list a.t'],
  ['/thong-bao', '.list a.t'],
  ['/phan-anh', '.btn'],
  ['/cam-nang', '.list a.t'],
  ['/phan-anh/gui', 'label.tick'],
  ['/du-lieu-mo', 'summary'],
  ['/nop/khai-sinh', 'summary'],
];

test('everything to press is at least 44 by 44', async () => {
  const page = await phone.newPage();
  const wrong: string[] = [];
  for (const [path, own] of pages) {
    await page.goto(site.url + path);
    const met = Number(await page.evaluate(`document.querySelectorAll(${JSON.stringify(own)}).length`));
    if (met === 0) wrong.push(`${path}: no ${own}`);
    const found: unknown = await page.evaluate(tooSmall(`${everywhere}, ${own}`));
    wrong.push(...(Array.isArray(found) ? found.map((one) => `${path}: ${one}`) : []));
  }
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`${site.url}/tra-cuu?lang=en`);
  wrong.push(...((await page.evaluate(tooSmall('.tongue'))) as readonly string[]).map((one) => `320: ${one}`));
  assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 320);
  assert.deepEqual([...new Set(wrong)], []);
});
