/** One browser for all journeys: a window per person, the forms as fingers fill them, and what went wrong inside the pages. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from './gallery.ts';
import type { SiteOptions, TestSite } from './site.ts';
import { openSite } from './site.ts';
import type { Fields } from './walk.ts';

export type Width = 320 | 360 | 1366;
/** `script: 'off'` is a browser that runs no script at all. */
export type Screen = {
  readonly width: Width;
  readonly script?: 'on' | 'off';
  readonly lang?: 'vi' | 'en';
  readonly theme?: 'light' | 'dark' /** The device may keep a worker; other journeys go without. */;
  readonly worker?: 'on';
};

export type Stage = {
  readonly site: TestSite;
  /** A window of one's own, signed in when an account is given. */
  readonly enter: (screen: Screen, account?: string) => Promise<Page>;
};

let browser: Promise<Browser> | undefined;
export const sharedBrowser = (): Promise<Browser> => {
  browser ??= openBrowser();
  return browser;
};
after(async () => await (await browser)?.close());

/** A journey on a site of its own. It fails for anything that failed inside: a fault of the server, a script error, a breach of the content security policy. */
export async function onStage(run: (stage: Stage) => Promise<void>, host?: 'localhost', options?: SiteOptions): Promise<void> {
  const site = await openSite(host, options);
  const contexts: BrowserContext[] = [];
  const wrong: string[] = [];
  const enter: Stage['enter'] = async (screen, account) => {
    const context = await openWindow(site, screen, account);
    contexts.push(context);
    const page = await context.newPage();
    page.on('pageerror', (error) => wrong.push(`${page.url()}: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      if (/Content.Security.Policy|Refused to/i.test(message.text())) wrong.push(`${page.url()}: ${message.text()}`);
    });
    return page;
  };
  try {
    await run({ site, enter });
  } finally {
    for (const context of contexts) await context.close();
  }
  assert.deepEqual([...wrong, ...site.faults], []);
}

async function openWindow(site: TestSite, screen: Screen, account: string | undefined): Promise<BrowserContext> {
  const context = await (await sharedBrowser()).newContext({
    viewport: { width: screen.width, height: screen.width === 1366 ? 768 : 740 },
    javaScriptEnabled: screen.script !== 'off',
    locale: screen.lang === 'en' ? 'en-GB' : 'vi-VN',
    serviceWorkers: screen.worker === 'on' ? 'allow' : 'block',
  });
  context.setDefaultTimeout(10_000);
  const cookies = [
    ['lang', screen.lang],
    ['theme', screen.theme],
  ].flatMap(([name, value]) => (name === undefined || value === undefined ? [] : [{ name, value, url: site.url }]));
  if (cookies.length > 0) await context.addCookies(cookies);
  if (account !== undefined) {
    const answer = await context.request.post(`${site.url}/demo/sign-in`, { form: { account }, maxRedirects: 0 });
    assert.equal(answer.status(), 303, account);
  }
  return context;
}

/** Where a file lies that is put into a box; `field` is the box's wire name. */
export type Attachment = { readonly field: string; readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

/** Fills what can be seen and says what is left for a later step. */
async function fillVisible(page: Page, left: Map<string, string>): Promise<void> {
  const visible: unknown = await page.evaluate('[...document.querySelectorAll("[name]")].filter((box) => box.checkVisibility()).map((box) => box.name)');
  const names = new Set(Array.isArray(visible) ? visible.map(String) : []);
  for (const [name, value] of left) {
    if (!names.has(name)) continue;
    await answer(page, name, value);
    left.delete(name);
  }
}

/** One answer, in whatever kind of box it is asked. */
export async function answer(page: Page, name: string, value: string): Promise<void> {
  const box = page.locator(`[name="${name}"]`);
  const type = await box.first().getAttribute('type');
  if (type === 'radio') await page.locator(`[name="${name}"][value="${value}"]`).check();
  else if (type === 'checkbox') await box.first().setChecked(value !== '');
  else if ((await page.locator(`select[name="${name}"]`).count()) > 0) await box.selectOption(value);
  else await box.fill(value);
}

const plain = (fields: Fields): [string, string][] => Object.entries(fields).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));

/** Everything asked of a task, on one page. Throws for a question that does not stand there. */
export async function answerAll(page: Page, fields: Fields): Promise<void> {
  const left = new Map(plain(fields));
  await fillVisible(page, left);
  assert.deepEqual([...left.keys()], [], 'questions that are not on the page');
}

/** Through all steps of a citizen's form, to the check page or to the mistakes; without script it is one step. */
export async function throughForm(page: Page, fields: Fields = {}, files: readonly Attachment[] = []): Promise<void> {
  const left = new Map(plain(fields));
  let toAttach = [...files];
  for (let step = 0; step < 12; step += 1) {
    await fillVisible(page, left);
    for (const field of new Set(toAttach.map((file) => file.field))) {
      const box = page.locator(`input[type=file][name="${field}"]`);
      if (!(await box.isVisible())) continue;
      await box.setInputFiles(toAttach.filter((file) => file.field === field));
      toAttach = toAttach.filter((file) => file.field !== field);
    }
    const go = page.locator('#go');
    const isLast = !/bước \d|step \d/i.test((await go.textContent()) ?? '');
    // The answer may be put into this very page: what stands here now must not pass for it.
    if (isLast) await page.evaluate('document.querySelector("main").dataset.former = ""');
    await go.click();
    if (!isLast) continue;
    await page.locator('main:not([data-former]) :is([name=_declare], .errors)').first().waitFor();
    assert.deepEqual([[...left.keys()], toAttach.map((file) => file.field)], [[], []], 'answers that no step asked for');
    return;
  }
  throw new Error('the form never came to its end');
}

/** From the check page to the receipt; answers the tracking code. */
export async function declare(page: Page): Promise<string> {
  await page.locator('[name=_declare]').check();
  await page.locator('#nop button.go').click();
  await page.waitForURL(/\/da-nop\/\d{12}$/);
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

export const titleOf = async (page: Page): Promise<string> => (await page.title()).trim();
export const textOf = async (page: Page, selector: string): Promise<string> =>
  ((await page.locator(selector).first().textContent()) ?? '').replace(/\s+/g, ' ').trim();
/** What has the focus: '#id', '.class' or the name of the element. */
export const focused = async (page: Page): Promise<string> =>
  String(await page.evaluate('(({ id, className, localName }) => id ? "#" + id : className ? "." + className : localName)(document.activeElement)'));

/** A photograph in the size a telephone makes it: noise, so that it cannot be packed small. Needs a page with script. */
export async function photo(page: Page, field: string): Promise<Attachment> {
  const data = String(
    await page.evaluate(`(async () => {
      const canvas = document.createElement('canvas');
      canvas.width = 2400; canvas.height = 1800;
      const pen = canvas.getContext('2d');
      const dots = pen.createImageData(2400, 1800);
      let seed = 7;
      for (let at = 0; at < dots.data.length; at += 1) { seed = (seed * 1103515245 + 12345) & 0x7fffffff; dots.data[at] = at % 4 === 3 ? 255 : (seed >> 16) & 255; }
      pen.putImageData(dots, 0, 0);
      return canvas.toDataURL('image/jpeg', 0.6);
    })()`),
  );
  return { field, name: 'chung-sinh.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(data.slice(data.indexOf(',') + 1), 'base64') };
}

/** What poppler says of the signatures of a file on disk. */
export function pdfsig(path: string): string {
  // It ends with 1 when it does not know the certificate authority; its words are what counts here.
  try {
    return execFileSync('pdfsig', [path], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (fault) {
    return fault instanceof Error && 'stdout' in fault ? String(fault.stdout) : '';
  }
}
