/** Every screen in a real browser: nothing for axe to find, nothing wider than the window, no script that fails; and the form's script step by step. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { sharedBrowser, textOf } from '../../kit/browser.ts';
import type { Gallery, Variant } from '../../kit/gallery.ts';
import { bringAxe, colourRules, findingsOf, openGallery, overflowOf } from '../../kit/gallery.ts';

const vi: Variant = { lang: 'vi', theme: 'light' };
let gallery: Gallery;
let browser: Browser;

before(async () => {
  [gallery, browser] = await Promise.all([openGallery(), sharedBrowser()]);
});
after(async () => {
  await gallery.close();
});

async function phone(name: string, run: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  await page.goto(gallery.addressOf(name, vi));
  await run(page);
  await context.close();
  assert.deepEqual(failures, []);
}

/** Answers what must be answered and is still empty in the step that shows. */
const answerStep = (page: Page): Promise<unknown> =>
  page.evaluate(`for (const part of document.querySelectorAll('.step:not([hidden]) [data-r]')) {
    if (part.closest('[hidden]')) continue;
    const boxes = [...part.querySelectorAll('[name]')];
    const box = boxes.find((one) => one.type === 'checkbox' || one.type === 'radio');
    if (box) box.checked = true;
    else if (boxes[0].options) boxes[0].value = boxes[0].options[1].value;
    else for (const one of boxes) if (one.value === '') one.value = '1';
    boxes[0].dispatchEvent(new Event('input', { bubbles: true }));
  }`);

/** Presses on through every step and sends; gives the title of the last step. */
async function toTheEnd(page: Page): Promise<string> {
  const steps = await page.locator('.step').count();
  for (let step = 1; step < steps; step += 1) {
    await answerStep(page);
    await page.locator('#go').click();
  }
  await answerStep(page);
  const last = await shown(page);
  await page.locator('#go').click();
  return last;
}

const shown = (page: Page): Promise<string> => textOf(page, '.step:visible > legend');

/** One screen in one language: its width on a phone and at a desk, and unless axe saw the same elements in the other language, every rule by daylight and what colours decide in the dark. */
async function look(page: Page, name: string, lang: Variant['lang']): Promise<readonly string[]> {
  const wrong: string[] = [];
  const note = (error: Error): number => wrong.push(error.message);
  const isKnown = lang === 'en' && bones(name, 'en') === bones(name, 'vi');
  page.on('pageerror', note);
  await page.goto(gallery.addressOf(name, { lang, theme: 'light' }));
  if (!isKnown) wrong.push(...(await findingsOf(page)));
  for (const width of [1366, 360]) {
    await page.setViewportSize({ width, height: 740 });
    const overflow = await overflowOf(page);
    if (overflow > 0) wrong.push(`${overflow} px too wide at ${width}`);
  }
  if (!isKnown) {
    await darken(page, name, lang);
    wrong.push(...(await findingsOf(page, colourRules)));
  }
  page.off('pageerror', note);
  return wrong.map((text) => `${name} ${lang}: ${text}`);
}

/** The same elements in the style of the dark screen, which differs in nothing else. A sheet that is loaded holds both. */
async function darken(page: Page, name: string, lang: Variant['lang']): Promise<void> {
  const style = /<style>([\s\S]*?)<\/style>/.exec(gallery.htmlOf(name, { lang, theme: 'dark' }))?.[1];
  const isDarker = await page.evaluate(`(() => {
    const ground = () => getComputedStyle(document.body).backgroundColor;
    const light = ground();
    ${style === undefined ? '' : `document.querySelector('style').textContent = ${JSON.stringify(style)};`}
    document.documentElement.dataset.theme = 'dark';
    document.querySelector('meta[name=color-scheme]').content = 'dark';
    return ground() !== light;
  })()`);
  assert.equal(isDarker, true, name);
}

/** Elements and attributes without their words: what axe judges. A text or a value that is there in one language and empty in the other makes a difference. */
const bones = (name: string, lang: Variant['lang']): string =>
  gallery
    .htmlOf(name, { lang, theme: 'light' })
    .replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<span lang="vi">([^<]*)<\/span>/g, '$1')
    .replaceAll(/>[^<]+/g, '>t')
    .replaceAll(/ (href|lang|aria-label|title|alt|placeholder|value|content|action|hreflang|data-[a-z]+|src|formaction)="[^"]+"/g, ' $1="t"');

/** Without style, and without the words that name the other theme. */
const bare = (name: string, theme: Variant['theme']): string =>
  gallery
    .htmlOf(name, { lang: 'vi', theme })
    .replaceAll(/<style[\s\S]*?<\/style>| data-theme="dark"|<meta name="color-scheme"[^>]*>/g, '')
    .replaceAll(/(?<=[?&;]theme=)(?:light|dark)">[^<]*/g, '');

test('by daylight and in the dark a screen differs in its style alone', () => {
  assert.deepEqual(
    gallery.names.filter((name) => bare(name, 'light') !== bare(name, 'dark')),
    [],
  );
});

for (const lang of ['vi', 'en'] as const)
  test(`axe finds nothing on any screen, by daylight or in the dark, and none is wider than its window: ${lang}`, async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    if (lang === 'vi') await bringAxe(page);
    const wrong: string[] = [];
    for (const name of gallery.names) wrong.push(...(await look(page, name, lang)));
    await page.close();
    assert.deepEqual(wrong, []);
  });

test('the form shows one step at a time and goes forth and back', () =>
  phone('apply', async (page) => {
    const first = await shown(page);
    assert.match(await textOf(page, '#steps'), /Bước 1 trên \d/);
    await answerStep(page);
    await page.locator('#go').click();
    assert.notEqual(await shown(page), first);
    assert.match(await textOf(page, 'a.back'), new RegExp(first));
    await page.goBack();
    assert.equal(await shown(page), first);
  }));

test('what was typed is still there after a reload, and is gone once the receipt is shown', () =>
  phone('apply', async (page) => {
    const name = page.locator('[name="requester.name"]');
    await name.fill('Pơloong Thị Ưỡng');
    await page.reload();
    assert.equal(await name.inputValue(), 'Pơloong Thị Ưỡng');
    const draft = await page.evaluate('JSON.parse(document.getElementById("facts").textContent).draft');
    const receipt = `<title>x</title><main tabindex="-1"><h1 id="received">x</h1></main><script type="application/json" id="facts">${JSON.stringify({ done: draft })}</script>`;
    await page.route('**/nop/**', (route) => route.fulfill({ contentType: 'text/html', body: receipt }));
    await toTheEnd(page);
    await page.locator('#received').waitFor();
    await page.goto(gallery.addressOf('apply', vi));
    assert.equal(await name.inputValue(), '');
  }));

test('a link of the error summary opens the step in which the mistake lies', () =>
  phone('apply-problem', async (page) => {
    await page.locator('.errors a').last().click();
    assert.equal(await page.evaluate('document.activeElement.name'), 'child.birthDate.day');
    assert.equal(await page.locator('[name="child.birthDate.day"]').isVisible(), true);
  }));

test('the last step sends the whole form once', () =>
  phone('apply', async (page) => {
    const sent = gallery.posts.length;
    await page.locator('[name="requester.name"]').fill('Nguyễn Văn An');
    await toTheEnd(page);
    await page.locator('#received').waitFor();
    assert.equal(gallery.posts.length, sent + 1);
    assert.match(gallery.posts.at(-1) ?? '', /Nguyễn Văn An/);
  }));

test('going back after sending finds the form as it was', () =>
  phone('apply', async (page) => {
    await page.locator('[name="requester.name"]').fill('Nguyễn Văn An');
    const last = await toTheEnd(page);
    await page.locator('#received').waitFor();
    await page.goBack();
    assert.equal(await shown(page), last);
    assert.equal(await page.locator('[name="requester.name"]').inputValue(), 'Nguyễn Văn An');
  }));

test('a line lost while sending loses nothing: the page stays and says so, a second try goes through', () =>
  phone('apply', async (page) => {
    await page.route('**/nop/**', (route) => route.abort());
    await toTheEnd(page);
    assert.match(await textOf(page, '#to-khai [role=alert]'), /Mọi câu trả lời vẫn ở đây/);
    await page.unroute('**/nop/**');
    await page.locator('#go').click();
    await page.locator('#received').waitFor();
  }));

test('an item added to a list gets its own number, and the others move up when one is dropped', () =>
  phone('apply-list', async (page) => {
    await answerStep(page);
    await page.locator('#go').click();
    const names = (): Promise<unknown> => page.evaluate('[...document.querySelectorAll("[data-item] [name$=pages]")].map((box) => box.name)');
    await page.locator('[name=_add]').click();
    assert.deepEqual(await names(), ['papers.0.pages', 'papers.1.pages', 'papers.2.pages']);
    await page.locator('[name="papers.2.pages"]').fill('7');
    await page.locator('[data-item="1"] [name=_remove]').click();
    assert.deepEqual(await names(), ['papers.0.pages', 'papers.1.pages']);
    assert.equal(await page.locator('[name="papers.1.pages"]').inputValue(), '7');
  }));

test('a step that lacks something stays: the summary has the focus, each question says the same, and both go when it is answered', () =>
  phone('apply', async (page) => {
    const first = await shown(page);
    const title = await page.title();
    await page.locator('[name="requester.name"]').fill('Nguyễn Văn An');
    await page.locator('#go').click();
    await page.locator('[data-here]').waitFor();
    assert.equal(await shown(page), first);
    assert.equal(await page.title(), `Lỗi: ${title}`);
    assert.equal(await page.evaluate('document.activeElement.dataset.here'), '');
    assert.deepEqual(await page.locator('[data-here] a').allTextContents(), [
      'Chọn nơi nhận hồ sơ.',
      'Chưa ghi “Số định danh cá nhân hoặc CMND”. Điền vào ô này.',
      'Chưa chọn “Ông/bà là ai của trẻ?”. Chọn một mục.',
      'Chưa ghi “Số điện thoại”. Điền vào ô này.',
      'Chưa ghi “Nơi cư trú”. Điền vào ô này.',
    ]);
    assert.deepEqual(await page.locator('.step:visible .err').allTextContents(), await page.locator('[data-here] a').allTextContents());
    assert.equal(await page.locator('[name="requester.name"]').inputValue(), 'Nguyễn Văn An');
    assert.deepEqual(await findingsOf(page), []);
    assert.ok((await overflowOf(page)) <= 0);
    await page.locator('[data-here] a').nth(3).click();
    await page.keyboard.type('0905123456');
    await page.locator('[data-here] a').nth(4).waitFor({ state: 'detached' });
    assert.equal(await page.locator('#f-requester-phone-e, [name="requester.phone"][aria-invalid]').count(), 0);
    await answerStep(page);
    await page.locator('[data-here]').waitFor({ state: 'detached' });
    assert.equal(await page.title(), title);
    assert.equal(await page.locator('.err').count(), 0);
    await page.locator('#go').click();
    assert.notEqual(await shown(page), first);
  }));

test('a step with something lacking is left backward freely, and date boxes count as one question', () =>
  phone('apply', async (page) => {
    const first = await shown(page);
    const title = await page.title();
    await answerStep(page);
    await page.locator('#go').click();
    await page.locator('#go').click();
    await page.locator('[data-here]').waitFor();
    assert.match(await textOf(page, '[data-here]'), /Chưa ghi “Ngày sinh của trẻ”. Xem lại ngày sinh trên giấy chứng sinh\./);
    assert.equal(await page.locator('.date3 [aria-invalid]').count(), 3);
    await page.locator('a.back').click();
    assert.equal(await shown(page), first);
    await page.locator('[data-here]').waitFor({ state: 'detached' });
    assert.equal(await page.title(), title);
  }));

test('a paper is given by its tick or by a chosen file, and one that is asked under a condition is not missed without it', () =>
  phone('apply', async (page) => {
    while (!/Kiểm tra/.test(await textOf(page, '#go'))) {
      await answerStep(page);
      await page.locator('#go').click();
    }
    await page.locator('#go').click();
    await page.locator('[data-here]').waitFor();
    assert.deepEqual(await page.locator('[data-here] a').allTextContents(), ['Chưa có “Giấy chứng sinh”. Chụp ảnh, chọn tệp, hoặc đánh dấu sẽ nộp bản giấy.']);
    await page.locator('[name="_counter.birth-proof"]').check();
    await page.locator('[data-here]').waitFor({ state: 'detached' });
    await page.locator('[name="_counter.birth-proof"]').uncheck();
    await page.locator('#go').click();
    await page.locator('[data-here]').waitFor();
    await page.locator('[name="_paper.birth-proof"]').setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') });
    await page.locator('[data-here]').waitFor({ state: 'detached' });
    await page.locator('#go').click();
    await page.locator('#received').waitFor();
  }));

test('in a list only items in which something stands have to be whole, and the summary tells them apart', () =>
  phone('apply-list', async (page) => {
    await answerStep(page);
    await page.locator('#go').click();
    await page.locator('[name=_add]').click();
    await page.locator('[name="papers.0.pages"]').fill('1');
    await page.locator('#go').click();
    await page.locator('[data-here]').waitFor();
    const told = await page.locator('[data-here] a').allTextContents();
    assert.ok(
      told.some((text) => /1: Chưa chọn/.test(text)) && told.some((text) => /2: Chưa chọn/.test(text)) && !told.some((text) => /3: /.test(text)),
      told.join(),
    );
    await page.locator('[data-item="1"] [name=_remove]').click();
    await page.waitForFunction('![...document.querySelectorAll("[data-here] a")].some((one) => one.textContent.includes(" 2: "))');
    await page.locator('[name="papers.1.pages"]').fill('');
    await page.evaluate('document.querySelector(\'[data-item="1"]\').remove()');
    await answerStep(page);
    const here = await shown(page);
    await page.locator('#go').click();
    assert.notEqual(await shown(page), here);
  }));

test('a form whose script for mistakes does not come goes on: the server says what lacks', () =>
  phone('apply', async (page) => {
    await page.route('**/tinh/lacks.*', (route) => route.abort());
    const first = await shown(page);
    await page.locator('#go').click();
    await page.locator('.step > legend', { hasText: first }).waitFor({ state: 'hidden' });
  }));

test('without script the whole form stands on one page', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  await page.goto(gallery.addressOf('apply', vi));
  assert.equal(await page.locator('.step:visible').count(), await page.locator('.step').count());
  assert.equal(await textOf(page, '#go'), 'Kiểm tra lại trước khi nộp');
  await context.close();
});

test('keys move through the queue and stay letters inside a field', async () => {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  await page.goto(gallery.addressOf('queue', vi));
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  assert.equal(await textOf(page, '.at .id'), 'H47.12-221115-0031');
  await page.keyboard.press('/');
  await page.keyboard.type('kj');
  assert.equal(await page.locator('#q').inputValue(), 'kj');
  await page.close();
});
