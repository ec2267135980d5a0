/** An old telephone on a weak line: a whole birth application at 280/256 kbps and 800 ms, what people wait for with a six times slower processor, and Lighthouse. */
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import type { Attachment } from '../test/kit/fill.ts';
import { declare, throughForm } from '../test/kit/fill.ts';
import { openBrowser } from '../test/kit/gallery.ts';
import { birth } from '../test/kit/walk.ts';
import type { Result } from './kit.ts';
import { median, report, rounded } from './kit.ts';
import { lighthouseScores } from './lighthouse.ts';
import { openServer } from './server.ts';

const rounds = 5;
/** Down and up in kbit/s, round trip in ms. */
const lines = { '2G': [280, 256, 800], '4G': [9000, 3000, 100] } as const;
const server = await openServer();
const browser = await openBrowser();
const results: Result[] = [];
/** The whole takes a quarter of an hour: each figure is told when it is there. */
function keep(one: Result): void {
  results.push(one);
  console.error(`${one.name}: ${one.value} ${one.unit}${one.note === undefined || one.note === '' ? '' : ` (${one.note})`}`);
}
const { '_counter.birth-proof': _, ...answers } = birth.answers;
const onPaper = { ...answers, '_counter.birth-proof': 'true' };

type Way = { readonly script: 'on' | 'off'; readonly worker?: true; readonly withPhoto?: true };

async function phone(way: Way): Promise<{ readonly context: BrowserContext; readonly page: Page; readonly session: CDPSession }> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    javaScriptEnabled: way.script === 'on',
    serviceWorkers: way.worker === true ? 'allow' : 'block',
  });
  context.setDefaultTimeout(120_000);
  await context.request.post(`${server.url}/demo/sign-in`, { form: { account: 'cong-dan-an' }, maxRedirects: 0 });
  const page = await context.newPage();
  return { context, page, session: await context.newCDPSession(page) };
}

async function throttle(session: CDPSession, line: keyof typeof lines): Promise<void> {
  const [down, up, latency] = lines[line];
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: (down * 1000) / 8,
    uploadThroughput: (up * 1000) / 8,
  });
}

/** Seconds in which at least one answer was awaited, from now until `stop`. Thinking and typing do not count. */
function waiting(session: CDPSession): () => number {
  const open = new Map<string, number>();
  const spans: [number, number][] = [];
  session.on('Network.requestWillBeSent', ({ requestId, timestamp, request }) => {
    if (!request.url.startsWith('data:') && !open.has(requestId)) open.set(requestId, timestamp);
  });
  const close = ({ requestId, timestamp }: { readonly requestId: string; readonly timestamp: number }): void => {
    const begun = open.get(requestId);
    if (begun !== undefined) spans.push([begun, timestamp]);
    open.delete(requestId);
  };
  session.on('Network.loadingFinished', close);
  session.on('Network.loadingFailed', close);
  return () => {
    let total = 0;
    let reached = 0;
    for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
      total += Math.max(0, to - Math.max(from, reached));
      reached = Math.max(reached, to);
    }
    return total;
  };
}

/** From the address of the form to the receipt. */
async function application(way: Way): Promise<number> {
  const { context, page, session } = await phone(way);
  try {
    const picture = way.withPhoto === true ? await drawn() : undefined;
    await throttle(session, '2G');
    const stop = waiting(session);
    await page.goto(`${server.url}/nop/khai-sinh`);
    if (way.script === 'on') await page.locator('html.up').waitFor();
    if (picture === undefined) await throughForm(page, onPaper);
    else await throughForm(page, answers, [picture]);
    await declare(page);
    await page.waitForLoadState();
    return stop();
  } finally {
    await context.close();
  }
}

let taken = 0;
/** A sheet of paper as a telephone photographs it: lines of writing, a shadow, the grain of the sensor; 3 MB before it is made small. Each another one: what was sent before is not sent again. */
async function drawn(): Promise<Attachment> {
  taken += 1;
  const page = await browser.newPage();
  try {
    const data = String(
      await page.evaluate(`(() => {
        const canvas = document.createElement('canvas');
        canvas.width = 2400; canvas.height = 3200;
        const pen = canvas.getContext('2d');
        const light = pen.createLinearGradient(0, 0, 2400, 3200);
        light.addColorStop(0, '#f4f1ea'); light.addColorStop(1, '#cfc8bb');
        pen.fillStyle = light; pen.fillRect(0, 0, 2400, 3200);
        pen.fillStyle = '#2a2724'; pen.font = '52px serif';
        for (let line = 0; line < 38; line += 1) pen.fillText('Giấy chứng sinh số ' + (line * 7919) + ', họ tên người mẹ, nơi sinh, cân nặng', 160, 260 + line * 72);
        const dots = pen.getImageData(0, 0, 2400, 3200);
        let seed = ${taken * 7};
        for (let at = 0; at < dots.data.length; at += 4) {
          seed = (seed * 1103515245 + 12345) & 0x7fffffff;
          const grain = ((seed >> 16) % 7) - 3;
          for (let part = 0; part < 3; part += 1) dots.data[at + part] += grain;
        }
        pen.putImageData(dots, 0, 0);
        return canvas.toDataURL('image/jpeg', 0.92);
      })()`),
    );
    return { field: '_paper.birth-proof', name: 'chung-sinh.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(data.slice(data.indexOf(',') + 1), 'base64') };
  } finally {
    await page.close();
  }
}

async function seconds(name: string, way: Way, atMost: number): Promise<void> {
  const found: number[] = [];
  for (let round = 0; round < rounds; round += 1) found.push(await application(way));
  const value = rounded(median(found));
  keep({ name, unit: 's of waiting for the line, 280/256 kbps, 800 ms', value, budget: { atMost }, note: found.map((one) => rounded(one)).join(', ') });
}

/** As a finger: a press of the test tool's own would bring its listeners into the page and into the figure. */
async function press(page: Page, selector: string): Promise<void> {
  const place = page.locator(selector);
  await place.scrollIntoViewIfNeeded();
  const box = await place.boundingBox();
  if (box === null) throw new Error(`${selector} cannot be seen`);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, { delay: 80 });
  await page.waitForTimeout(300);
}

type Felt = { readonly lcp: number; readonly inp: number; readonly cls: number };

/** What the browser itself says of a page on a slow processor: largest paint, slowest answer to a touch, how far things moved. */
async function felt(path: string, touch: (page: Page) => Promise<void>): Promise<Felt> {
  const { context, page, session } = await phone({ script: 'on' });
  try {
    await throttle(session, '4G');
    await session.send('Emulation.setCPUThrottlingRate', { rate: 6 });
    await page.addInitScript(`
      globalThis.felt = { lcp: 0, inp: 0, cls: 0 };
      new PerformanceObserver((list) => { for (const one of list.getEntries()) felt.lcp = one.startTime; }).observe({ type: 'largest-contentful-paint', buffered: true });
      new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) felt.cls += one.value; }).observe({ type: 'layout-shift', buffered: true });
      new PerformanceObserver((list) => { for (const one of list.getEntries()) if (one.interactionId) felt.inp = Math.max(felt.inp, one.duration); }).observe({ type: 'event', buffered: true, durationThreshold: 16 });
    `);
    await page.goto(`${server.url}${path}`);
    await touch(page);
    await page.waitForTimeout(500);
    const found: unknown = await page.evaluate('felt');
    return found as Felt;
  } finally {
    await context.close();
  }
}

async function vitals(name: string, path: string, touch: (page: Page) => Promise<void>): Promise<void> {
  const found: Felt[] = [];
  for (let round = 0; round < rounds; round += 1) found.push(await felt(path, touch));
  const of = (key: keyof Felt): number => rounded(median(found.map((one) => one[key])));
  keep({ name: `${name}, largest paint`, unit: 'ms, processor six times slower', value: of('lcp'), budget: { atMost: 1800 } });
  if (of('inp') > 0) keep({ name: `${name}, slowest answer to a touch`, unit: 'ms, processor six times slower', value: of('inp'), budget: { atMost: 100 } });
  keep({ name: `${name}, layout shift`, unit: 'of the screen', value: of('cls'), budget: { atMost: 0.02 } });
}

try {
  await seconds('birth application without photograph', { script: 'on' }, 4);
  await seconds('birth application with one photograph', { script: 'on', withPhoto: true }, 9);
  await seconds('birth application without script', { script: 'off' }, 15);
  await vitals('home', '/', async (page) => {
    await press(page, '#q');
    await page.keyboard.type('khai', { delay: 80 });
    await page.locator('#goi-y a').first().waitFor();
  });
  await vitals('procedure', '/thu-tuc/khai-sinh', async () => undefined);
  await vitals('fee', '/thu-tuc/khai-sinh/le-phi', async (page) => {
    await press(page, '[name=copies]');
    await page.keyboard.type('2', { delay: 80 });
    await press(page, '.pick label:last-child');
  });
  await vitals('form', '/nop/khai-sinh', async (page) => {
    await page.locator('html.up').waitFor();
    await press(page, '[name="requester.email"]');
    await page.keyboard.type('an@example.vn', { delay: 80 });
    await press(page, '#go');
    await press(page, '#go');
  });
  const cookie = (await server.as('cong-dan-an')).cookie();
  for (const [name, path] of [
    ['home', '/'],
    ['procedure', '/thu-tuc/khai-sinh'],
    ['form', '/nop/khai-sinh'],
    ['tracking', '/tra-cuu'],
  ] as const) {
    const scores = await lighthouseScores(`${server.url}${path}`, cookie, rounds);
    if (scores === undefined) break;
    keep({ name: `lighthouse performance, ${name}`, unit: 'of 100', value: scores.performance, budget: { atLeast: 98 }, note: scores.version });
    keep({
      name: `lighthouse accessibility, ${name}`,
      unit: 'of 100',
      value: scores.accessibility,
      budget: { atLeast: 100 },
      note: scores.misses.join('; '),
    });
  }
} finally {
  await browser.close();
  await server.close();
}
report(results);
