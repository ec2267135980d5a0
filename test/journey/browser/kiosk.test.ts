/** A device in a hall in a real browser, 1080 by 1920: sizes, keyboard, the warning and the wiping, signing in with a telephone. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { sharedBrowser } from '../../kit/browser.ts';
import { findingsOf, overflowOf } from '../../kit/gallery.ts';
import { openSite } from '../../kit/site.ts';

const site = await openSite('localhost');
let browser: Browser;
let hall: BrowserContext;
let page: Page;

before(async () => {
  browser = await sharedBrowser();
  hall = await browser.newContext({ viewport: { width: 1080, height: 1920 }, hasTouch: true });
  page = await hall.newPage();
  await page.goto(`${site.url}/kiosk`);
  await page.locator('main .btn.go').click();
  await page.waitForURL(`${site.url}/`);
});
after(() => hall.close());

async function signedIn(context: BrowserContext): Promise<Page> {
  const one = await context.newPage();
  await context.request.post(`${site.url}/demo/sign-in`, { form: { account: 'cong-dan-an' }, headers: { origin: site.url } });
  return one;
}

const small = `[...document.querySelectorAll('.btn, .pick label, .field input:not([type=radio]):not([type=checkbox]), select, textarea, summary, nav a, .foot a, .facts a')]
  .filter((e) => e.checkVisibility() && e.getBoundingClientRect().width > 1 && e.getBoundingClientRect().height < 59.5)
  .map((e) => e.tagName + '.' + e.className + ' ' + (e.textContent || '').trim().slice(0, 30) + ' ' + Math.round(e.getBoundingClientRect().height))`;

test('what one presses is at least 60 px high, nothing scrolls sideways, axe finds nothing', async () => {
  await signedIn(hall);
  const wrong: string[] = [];
  for (const path of ['/', '/thu-tuc', '/thu-tuc/khai-sinh', '/nop/khai-sinh', '/tra-cuu', '/ho-so-cua-toi', '/kiosk/dang-nhap']) {
    await page.goto(site.url + path);
    const found: unknown = await page.evaluate(small);
    wrong.push(...(Array.isArray(found) ? found.map((one) => `${path}: ${one}`) : []));
    if ((await overflowOf(page)) > 0) wrong.push(`${path}: too wide`);
    wrong.push(...(await findingsOf(page)).map((one) => `${path}: ${one}`));
  }
  assert.deepEqual(wrong, []);
});

test('a Vietnamese name is written on the screen by touch alone', async () => {
  await page.goto(`${site.url}/tra-cuu`);
  assert.equal(await page.locator('#kiosk-phim').isVisible(), false);
  await page.goto(`${site.url}/thu-tuc`);
  const box = page.locator('main input[type=search], main input[name=q]').first();
  await box.fill('');
  await box.click();
  const key = (name: string): Promise<void> => page.locator(`#kiosk-phim [data-key="${name}"]`).dispatchEvent('click');
  await page.locator('#kiosk-phim [data-do=shift]').click();
  for (const one of ['k', 'h', 'a', 'i', ' ', 's', 'i', 'n', 'h', ' ', 'd', 'd', 'u', 'o', 'w', 'n', 'g', 'f', 'k', 'Backspace']) await key(one);
  const value = await box.inputValue();
  assert.equal(value, 'Khai sinh đường');
  await page.locator('#kiosk-phim [data-do=done]').click();
  assert.equal(await page.locator('#kiosk-phim').isVisible(), false);
});

test('45 seconds without a touch warn, a touch goes on, 60 seconds wipe everything', async () => {
  // Under a clock of its own: nothing is pressed by pointer here, since pointers wait for frames.
  const page = await signedIn(hall);
  await page.clock.install();
  await page.goto(`${site.url}/nop/khai-sinh`);
  await page.locator('[name="requester.name"]').fill('Nguyễn Văn Thử');
  await page.clock.runFor(44_000);
  assert.equal(await page.locator('#kiosk-canh').isVisible(), false);
  await page.clock.runFor(2000);
  assert.equal(await page.locator('#kiosk-canh').isVisible(), true);
  await page.locator('#kiosk-canh .btn').dispatchEvent('pointerdown');
  assert.equal(await page.locator('#kiosk-canh').isVisible(), false);
  await page.clock.runFor(50_000);
  assert.equal(await page.locator('#kiosk-canh').isVisible(), true);
  await page.clock.runFor(10_000).catch(() => undefined);
  await page.waitForURL(`${site.url}/`);
  assert.equal(await page.evaluate('localStorage.length + sessionStorage.length'), 0);
  const names = (await hall.cookies()).map((one) => one.name);
  assert.deepEqual(names, ['kiosk']);
  await page.goto(`${site.url}/ho-so-cua-toi`);
  assert.match(page.url(), /\/dang-nhap/);
});

test('a telephone that is signed in confirms, and the device is signed in for itself', async () => {
  await page.goto(`${site.url}/kiosk/dang-nhap`);
  const check = await page.locator('.code').textContent();
  const phone = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const hand = await signedIn(phone);
  const address = (await page.locator('#kiosk-dia-chi').textContent()) ?? '';
  await hand.goto(address);
  assert.equal(await hand.locator('.code').textContent(), check);
  await hand.locator('main .btn.go').click();
  await hand.locator('.note.han').waitFor();
  await page.waitForURL(`${site.url}/ho-so-cua-toi`);
  const [own, other] = await Promise.all([hall.cookies(), phone.cookies()]);
  const token = (all: typeof own): string | undefined => all.find((one) => one.httpOnly && one.value.length > 30)?.value;
  assert.notEqual(token(own), token(other));
  const ends = own.find((one) => one.httpOnly && one.value.length > 30)?.expires ?? 0;
  assert.ok(ends > 0 && ends < Date.now() / 1000 + 905);
  await hand.goto(address);
  assert.equal(await hand.locator('.code').count(), 0);
  await phone.close();
});

const covered = `(() => {
  const box = document.activeElement.getBoundingClientRect();
  const keys = document.querySelector('#kiosk-phim').getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + 4);
  return { isSeen: keys.height > 0 && box.top >= 0 && box.bottom <= keys.top && top === document.activeElement, box: [box.top, box.bottom], keys: keys.top };
})()`;

test('on a low screen the keyboard leaves the box one writes in free, and no script of a page asks for a worker, which a hall has not', async () => {
  const low = await browser.newContext({ viewport: { width: 1366, height: 768 }, hasTouch: true });
  const page = await signedIn(low);
  await page.goto(`${site.url}/kiosk`);
  await page.locator('main .btn.go').click();
  await page.waitForURL(`${site.url}/`);
  const boxes: readonly (readonly [string, string])[] = [
    ['/', 'main input[name=q]'],
    ['/tra-cuu', '[name=ma]'],
    ['/tra-cuu', '[name=so_cuoi]'],
    ['/phan-anh/gui', 'main textarea'],
  ];
  for (const [path, box] of boxes) {
    await page.goto(site.url + path);
    await page.locator(box).first().tap();
    await page.locator('#kiosk-phim').waitFor();
    const found = (await page.evaluate(covered)) as { readonly isSeen: boolean };
    assert.ok(found.isSeen, `${path} ${box}: ${JSON.stringify(found)}`);
  }
  await page.goto(`${site.url}/nop/khai-sinh`);
  const register = `navigator.serviceWorker.register('/may.js').then(() => 'asked', (why) => why.message)`;
  assert.equal(await page.evaluate(register), 'no worker in a hall');
  await low.close();
});
