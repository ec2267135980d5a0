/** Every screen enlarged four times, with wide letters, with letters twice as large, and in the reader's own colours: nothing runs out of the page, nothing is cut off. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { sharedBrowser } from '../../kit/browser.ts';
import type { Gallery } from '../../kit/gallery.ts';
import { openGallery, variants } from '../../kit/gallery.ts';

let gallery: Gallery;
let browser: Browser;

before(async () => {
  [gallery, browser] = await Promise.all([openGallery(), sharedBrowser()]);
});
after(async () => {
  await gallery.close();
});

/** WCAG 1.4.12, word for word. */
const spacing = '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}';
const twice = 'html{font-size:200%!important}';

/** What sticks out to the side, and texts whose box hides a part of them. Tables may be wider than the window only inside a box of their own. */
const probe = `(() => {
  const found = [];
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) {
    const out = [...document.querySelectorAll('body *')].filter((e) => e.children.length === 0 && e.getBoundingClientRect().right > innerWidth + 1);
    found.push(wide + ' px too wide: ' + out.slice(0, 3).map((e) => e.tagName + '.' + e.className + ' ' + (e.textContent || '').slice(0, 30)).join(' | '));
  }
  for (const e of document.querySelectorAll('body *')) {
    if (e.closest('svg,.vh,[hidden]') || e.getBoundingClientRect().width <= 2 || (e.textContent || '').trim() === '') continue;
    const s = getComputedStyle(e);
    const cuts = (o) => o === 'hidden' || o === 'clip';
    if ((cuts(s.overflowX) && e.scrollWidth > e.clientWidth + 2) || (cuts(s.overflowY) && e.scrollHeight > e.clientHeight + 2)) found.push('cut off: ' + e.tagName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 40));
  }
  return found;
})()`;

type Pages = 'all' | 'citizen';

async function wrongIn(page: Page, style: string, which: Pages = 'all'): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const [index, name] of gallery.names.entries()) {
    const variant = variants[index % variants.length] ?? { lang: 'vi', theme: 'light' };
    await page.goto(gallery.addressOf(name, variant));
    if (which === 'citizen' && (await page.locator('body.desk').count()) > 0) continue;
    await page.evaluate(`{const sheet=new CSSStyleSheet();sheet.replaceSync(${JSON.stringify(style)});document.adoptedStyleSheets=[sheet]}`);
    const found: unknown = await page.evaluate(probe);
    if (Array.isArray(found)) wrong.push(...found.map((text) => `${name} ${variant.lang}: ${text}`));
  }
  return wrong;
}

test('enlarged to 400 % nothing scrolls sideways and nothing is cut off', async () => {
  const page = await browser.newPage({ viewport: { width: 320, height: 256 } });
  assert.deepEqual(await wrongIn(page, ''), []);
  await page.close();
});

test('with the letter, word and line spacing a reader may set nothing is cut off', async () => {
  const page = await browser.newPage({ viewport: { width: 320, height: 568 } });
  assert.deepEqual(await wrongIn(page, spacing), []);
  await page.close();
});

test('with letters twice as large the name of the site and the telephone do not lie on each other', async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
  await page.goto(gallery.addressOf('home', { lang: 'vi', theme: 'light' }));
  await page.evaluate(`{const sheet=new CSSStyleSheet();sheet.replaceSync(${JSON.stringify(twice)});document.adoptedStyleSheets=[sheet]}`);
  assert.equal(await page.evaluate('document.querySelector(".logo").scrollWidth - document.querySelector(".logo").clientWidth'), 0);
  await page.close();
});

test('with letters twice as large on a telephone no page of a citizen scrolls sideways', async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
  assert.deepEqual(await wrongIn(page, twice, 'citizen'), []);
  await page.close();
});

test('who asks for less motion sees none', async () => {
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  for (const name of ['home', 'apply', 'leader', 'queue']) {
    await page.goto(gallery.addressOf(name, { lang: 'vi', theme: 'light' }));
    const moving = await page.evaluate(
      `[...document.querySelectorAll('*')].filter((e) => { const s = getComputedStyle(e); return s.animationName !== 'none' || s.transitionDuration.split(', ').some((one) => one !== '0s'); }).length`,
    );
    assert.equal(moving, 0, name);
  }
  await page.close();
});

test("in the reader's own colours boxes and buttons keep an outline and the signs of mistakes stay", async () => {
  const page = await browser.newPage({ forcedColors: 'active', viewport: { width: 360, height: 740 } });
  await page.goto(gallery.addressOf('apply-problem', { lang: 'vi', theme: 'light' }));
  const bare = await page.evaluate(
    `[...document.querySelectorAll('.btn:not(.bare), .field input, .field select, .field textarea')].filter((e) => e.checkVisibility() && e.type !== 'radio' && e.type !== 'checkbox' && getComputedStyle(e).borderTopWidth === '0px').length`,
  );
  assert.equal(bare, 0);
  const sign = await page.evaluate(`getComputedStyle(document.querySelector('.err'), '::before').forcedColorAdjust`);
  assert.equal(sign, 'none');
  await page.close();
});
