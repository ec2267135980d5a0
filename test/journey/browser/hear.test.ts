/** "Nghe": shown only where the device has a voice for the page's language; its script comes with the first press; a recording plays in place. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { loadBundle } from '../../../src/web/bundle.ts';
import { sharedBrowser } from '../../kit/browser.ts';
import type { Gallery } from '../../kit/gallery.ts';
import { openGallery } from '../../kit/gallery.ts';

let gallery: Gallery;
let browser: Browser;

before(async () => {
  [gallery, browser] = await Promise.all([openGallery(), sharedBrowser()]);
});
after(async () => {
  await gallery.close();
});

/** A device with these voices that writes down what it is told to say and to play. */
const device = (langs: readonly string[]): string => `
  window.said = [];
  Object.defineProperty(window, 'speechSynthesis', { value: {
    speaking: false, getVoices: () => ${JSON.stringify(langs.map((lang) => ({ lang })))},
    speak(one) { said.push(one.lang + ' ' + one.text); this.speaking = true; }, cancel() { said.push('cancel'); this.speaking = false; } } });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  window.Audio = class { constructor(src) { this.src = src; this.paused = true; } play() { said.push('play ' + this.src); this.paused = false; return Promise.resolve(); } pause() { this.paused = true; } };`;

async function open(name: string, langs: readonly string[], lang: 'vi' | 'en', run: (page: Page, asked: readonly string[]) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  await context.addInitScript(device(langs));
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (one) => asked.push(new URL(one.url()).pathname));
  await page.goto(gallery.addressOf(name, { lang, theme: 'light' }));
  await run(page, asked);
  await context.close();
}

test('without a voice for the language of the page the button stays away, and no script is fetched', async () => {
  await open('procedure', ['en-US'], 'vi', async (page, asked) => {
    assert.equal(await page.locator('#nghe').isVisible(), false);
    assert.equal(asked.length, 1);
  });
  await open('procedure', ['en-US'], 'en', async (page) => assert.equal(await page.locator('#nghe').isVisible(), true));
});

test('the first press fetches the script and reads the page, the second one stops', () =>
  open('procedure', ['vi-VN'], 'vi', async (page, asked) => {
    assert.equal(asked.length, 1);
    await page.locator('#nghe').click();
    await page.waitForFunction('said.length > 3');
    const said: unknown = await page.evaluate('said');
    assert.ok(Array.isArray(said) && said.some((one) => /^vi Đăng ký khai sinh/.test(String(one))));
    assert.match(asked[1] ?? '', /^\/tinh\/listen\./);
    await page.locator('#nghe').click();
    await page.waitForFunction("said.at(-1) === 'cancel'");
  }));

test('a recorded question plays where it stands', () =>
  open('apply-tongue', [], 'vi', async (page) => {
    await page.locator('a.nghe').first().click();
    await page.waitForFunction("said.some((one) => one.startsWith('play /thu-tuc/khai-sinh/tieng/ktv/'))");
    assert.equal(new URL(page.url()).pathname, '/apply-tongue.vi.light');
  }));

test('the script weighs less than 0.7 KB', async () => {
  const { files } = await loadBundle();
  const size = files.find((file) => file.path.startsWith('/tinh/listen.'))?.packed.length ?? Number.NaN;
  assert.ok(size < 700, `${size} bytes`);
});
