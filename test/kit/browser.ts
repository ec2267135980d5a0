/** One browser for all journeys: a window per person, the forms as fingers fill them, and what went wrong inside the pages. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { fillVisible, plain } from './fill.ts';
import { openBrowser, openShell } from './gallery.ts';
import type { SiteOptions, TestSite } from './site.ts';
import { openSite } from './site.ts';
import type { Fields } from './walk.ts';

export type Width = 320 | 360 | 1366;
/** `script: 'off'` is a browser that runs no script at all. */
export type Screen = {
  readonly width: Width;
  readonly script?: 'on' | 'off';
  readonly lang?: 'vi' | 'en';
  readonly theme?: 'light' | 'dark';
  /** The device may keep a worker; other journeys go without. */
  readonly worker?: 'on';
  /** A telephone is on 2G unless it is said to have a good line: it waits 800 ms for every answer and gets and sends no more than 280 and 256 kbit/s. */
  readonly line?: 'good';
  /** With the browser's own services around the page, for messages by web push; other journeys need the engine alone. */
  readonly browser?: 'whole';
};

/** Milliseconds and bytes a second. */
const weak = { offline: false, latency: 800, downloadThroughput: 35_000, uploadThroughput: 32_000 };
/** A worker's requests are not the page's: its journeys cut the line instead of slowing it. */
const isOnWeakLine = ({ width, line, worker }: Screen): boolean => width === 360 && line !== 'good' && worker === undefined;

export type Stage = {
  readonly site: TestSite;
  /** A window of one's own, signed in when an account is given. */
  readonly enter: (screen: Screen, account?: string) => Promise<Page>;
};

let [shell, whole]: (Promise<Browser> | undefined)[] = [];
export const sharedBrowser = (): Promise<Browser> => {
  shell ??= openShell();
  return shell;
};
const wholeBrowser = (): Promise<Browser> => {
  whole ??= openBrowser();
  return whole;
};
after(async () => {
  for (const browser of [shell, whole]) await (await browser)?.close();
});

/** A journey on a site of its own. It fails for anything that failed inside: a fault of the server, a script error, a breach of the content security policy. */
export async function onStage(run: (stage: Stage) => Promise<void>, host?: 'localhost', options?: SiteOptions): Promise<void> {
  const site = await openSite(host, options);
  const contexts: BrowserContext[] = [];
  const wrong: string[] = [];
  const enter: Stage['enter'] = async (screen, account) => {
    const context = await openWindow(site, screen, account);
    contexts.push(context);
    const page = await context.newPage();
    if (isOnWeakLine(screen)) await slowDown(page);
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
    await site.close();
  }
  assert.deepEqual([...wrong, ...site.faults], []);
}

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', weak);
}

async function openWindow(site: TestSite, screen: Screen, account: string | undefined): Promise<BrowserContext> {
  const context = await (await (screen.browser === 'whole' ? wholeBrowser() : sharedBrowser())).newContext({
    viewport: { width: screen.width, height: screen.width === 1366 ? 768 : 740 },
    javaScriptEnabled: screen.script !== 'off',
    locale: screen.lang === 'en' ? 'en-GB' : 'vi-VN',
    serviceWorkers: screen.worker === 'on' ? 'allow' : 'block',
  });
  context.setDefaultTimeout(isOnWeakLine(screen) ? 60_000 : 30_000);
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

export type { Attachment } from './fill.ts';
export { answer, declare, openAt, photo, throughForm } from './fill.ts';

/** Everything asked of a task, on one page. Throws for a question that does not stand there. */
export async function answerAll(page: Page, fields: Fields): Promise<void> {
  const left = new Map(plain(fields));
  await fillVisible(page, left);
  assert.deepEqual([...left.keys()], [], 'questions that are not on the page');
}

/** The answer to a press is there before its title is: on a slow machine the title is read when all of it has come. */
export async function titleOf(page: Page): Promise<string> {
  await page.waitForLoadState();
  return (await page.title()).trim();
}
/** On a slow line the head of a page is seen long before its end: the text is read when all of it is there. */
export async function textOf(page: Page, selector: string): Promise<string> {
  await page.locator(selector).first().waitFor({ state: 'attached' });
  await page.waitForLoadState();
  return ((await page.locator(selector).first().textContent()) ?? '').replace(/\s+/g, ' ').trim();
}
/** What has the focus: '#id', '.class' or the name of the element. */
export const focused = async (page: Page): Promise<string> =>
  String(await page.evaluate('(({ id, className, localName }) => id ? "#" + id : className ? "." + className : localName)(document.activeElement)'));

/** What poppler says of the signatures of a file on disk. */
export function pdfsig(path: string): string {
  // It ends with 1 when it does not know the certificate authority; its words are what counts here.
  try {
    return execFileSync('pdfsig', [path], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (fault) {
    return fault instanceof Error && 'stdout' in fault ? String(fault.stdout) : '';
  }
}
