/** Bytes and requests as they cross the wire: a citizen's whole application, a look-up, and the officer's queue of 50 lines; without photos. */
import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { encode, formTo, visitor } from '../test/kit/client.ts';
import { crowdQueue } from '../test/kit/crowd.ts';
import type { Sample } from '../test/kit/walk.ts';
import { birth, copies } from '../test/kit/walk.ts';
import type { Result } from './kit.ts';
import { report } from './kit.ts';
import { openServer } from './server.ts';

type Sent = { readonly status: number; readonly location: string | undefined; readonly html: string; readonly body: number; readonly wire: number };
/** A browser with an empty cache. */
type Browser = { readonly requests: number; readonly body: number; readonly wire: number; readonly sent: number };

type Sending = { readonly type: string; readonly body: Uint8Array /** The page's script asks for title and content only. */; readonly isPart?: boolean };

function ask(url: URL, cookie: string, sending?: Sending): Promise<Sent> {
  return new Promise((resume, fail) => {
    const headers = {
      accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
      'accept-encoding': 'br, gzip',
      'accept-language': 'vi',
      ...(cookie === '' ? {} : { cookie }),
      ...(sending === undefined
        ? {}
        : { 'content-type': sending.type, 'content-length': sending.body.length, ...(sending.isPart === true ? { 'x-part': '1' } : {}) }),
    };
    const asked = request(url, { method: sending === undefined ? 'GET' : 'POST', headers, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const bytes = Buffer.concat(parts);
        const how = answer.headers['content-encoding'];
        const plain = how === 'br' ? brotliDecompressSync(bytes) : how === 'gzip' ? gunzipSync(bytes) : bytes;
        const head = answer.rawHeaders.reduce((sum, word) => sum + word.length + 2, 0) + 20;
        resume({
          status: answer.statusCode ?? 0,
          location: answer.headers.location,
          html: plain.toString('utf8'),
          body: bytes.length,
          wire: bytes.length + head,
        });
      });
    });
    asked.on('error', fail);
    asked.end(sending?.body);
  });
}

/** The page and everything it makes a browser fetch. */
let withScript = false;
async function visit(origin: string, cookie: string, path: string, cache: Set<string>, sending?: Sending) {
  const log = { requests: 0, body: 0, wire: 0, sent: sending?.body.length ?? 0 };
  const take = (sent: Sent): Sent => {
    log.requests += 1;
    log.body += sent.body;
    log.wire += sent.wire;
    return sent;
  };
  let page = take(await ask(new URL(path, origin), cookie, sending));
  let at = path;
  for (let hops = 0; page.location !== undefined && hops < 5; hops += 1) {
    at = page.location;
    page = take(await ask(new URL(at, origin), cookie));
  }
  if (page.status !== 200) throw new Error(`${at} answered ${page.status}`);
  const wanted = [...page.html.matchAll(/<(?:link|script|img)\b[^>]*?(?:href|src)="([^"#]+)"[^>]*>/g)]
    .filter(([tag]) => !/rel="(?:canonical|alternate|manifest|help|license)"/.test(tag) && !/loading="lazy"/.test(tag))
    .map(([, href]) => (href ?? '').replaceAll('&amp;', '&'))
    // The small script in the page fetches the larger one.
    .concat(withScript ? [...page.html.matchAll(/\.src="(\/tinh\/[^"]+)"/g)].map(([, href]) => href ?? '') : [])
    .filter((href) => !href.startsWith('data:') && !href.startsWith('http'));
  for (const href of new Set(wanted))
    if (!cache.has(href)) {
      cache.add(href);
      take(await ask(new URL(href, origin), cookie));
    }
  return { page, log };
}

const add = (logs: readonly Browser[]): Browser => ({
  requests: logs.reduce((sum, log) => sum + log.requests, 0),
  body: logs.reduce((sum, log) => sum + log.body, 0),
  wire: logs.reduce((sum, log) => sum + log.wire, 0),
  sent: logs.reduce((sum, log) => sum + log.sent, 0),
});

const server = await openServer();
const results: Result[] = [];
const note = (log: Browser): string => `${log.requests} requests, ${log.wire} bytes with headers, ${log.sent} sent by the browser`;
const kb = (bytes: number): number => Math.round(bytes / 100) / 10;
const unit = 'kB received, compressed';

/** Form, check of answers, submission: everything between the wish and the code. With the page's script, answers come without frame and style. */
async function application(sample: Sample, way: 'script' | 'plain'): Promise<{ readonly cold: Browser; readonly warm: Browser; readonly first: Browser }> {
  withScript = way === 'script';
  const isPart = withScript;
  const cookie = (await server.as('cong-dan-an')).cookie();
  const run = async (cache: Set<string>): Promise<readonly Browser[]> => {
    const form = await visit(server.url, cookie, `/nop/${sample.pack}`, cache);
    const person = visitor(server.url, cookie);
    const filled = await encode(formTo(await person.raw(`/nop/${sample.pack}`), `/nop/${sample.pack}`), { fields: sample.answers, files: sample.files });
    const files = sample.files.reduce((sum, one) => sum + one.bytes.length, 0);
    const check = await visit(server.url, cookie, filled.path, cache, { ...filled, isPart });
    const last = await encode(formTo(await person.send(filled), `/nop/${sample.pack}`), { fields: { _declare: 'true' } });
    const submitted = await visit(server.url, cookie, last.path, cache, { ...last, isPart });
    if (!/\d{4} ?\d{4} ?\d{4}/.test(submitted.page.html)) throw new Error('no tracking code was shown');
    return [form.log, { ...check.log, sent: check.log.sent - files }, submitted.log];
  };
  const cache = new Set<string>();
  const [first, ...rest] = await run(cache);
  if (first === undefined) throw new Error('nothing was visited');
  const found = { first, cold: add([first, ...rest]), warm: add(await run(cache)) };
  withScript = false;
  return found;
}

try {
  const home = await visit(server.url, '', '/', new Set());
  results.push({ name: 'first citizen page, cold', unit, value: kb(home.log.body), budget: { atMost: 14.3 }, note: note(home.log) });
  for (const sample of [birth, copies]) {
    const name = `whole application ${sample.pack}`;
    const { cold, warm, first } = await application(sample, 'script');
    results.push({ name: `${name}, cold`, unit, value: kb(cold.body), budget: { atMost: 20 }, note: note(cold) });
    results.push({ name: `${name}, requests`, unit: 'requests', value: cold.requests, budget: { atMost: 4 } });
    results.push({ name: `form page of ${sample.pack} alone, cold`, unit, value: kb(first.body), note: note(first) });
    results.push({ name: `${name}, again`, unit, value: kb(warm.body), note: note(warm) });
    const plain = await application(sample, 'plain');
    results.push({ name: `${name}, cold, scripts off`, unit, value: kb(plain.cold.body), note: note(plain.cold) });
  }
  const track = await visit(server.url, '', '/tra-cuu', new Set());
  results.push({ name: 'look-up page, cold', unit, value: kb(track.log.body), budget: { atMost: 12 }, note: note(track.log) });

  await crowdQueue(server.owner);
  const officer = (await server.as('tu-phap-an-xuan')).cookie();
  const cache = new Set<string>();
  const queue = await visit(server.url, officer, '/ban-lam-viec', cache);
  const again = await visit(server.url, officer, '/ban-lam-viec', cache);
  const lines = queue.page.html.match(/href="\/ho-so\/[^"]+"/g)?.length ?? 0;
  results.push({
    name: 'desk queue, 50 lines, cold',
    unit,
    value: kb(queue.log.body),
    budget: { atMost: 60 },
    note: `${note(queue.log)}; ${lines} links to cases`,
  });
  results.push({ name: 'desk queue, 50 lines, warm', unit, value: kb(again.log.body), budget: { atMost: 8 }, note: note(again.log) });
} finally {
  await server.close();
}
report(results);
