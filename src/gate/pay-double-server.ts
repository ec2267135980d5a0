/** The sample bank and gateway on loopback: pages for the payer, signed requests of the platform, signed callbacks that are repeated until they are heard. */
import { mkdirSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import type { Json } from '../base/json.ts';
import { isObject } from '../base/json.ts';
import { isRefusal } from '../base/refusal.ts';
import type { Lang } from '../base/text.ts';
import { readVietQr, signedText } from '../kernel/payment/payment.ts';
import type { DoubleCredit } from './pay-double.ts';
import { openDoubleBook } from './pay-double.ts';
import type { Way } from './pay-double-page.ts';
import { homePage, orderPage, ways } from './pay-double-page.ts';
import { addressPath, hmacOf, keyIn, signedHeaders } from './pay-key.ts';

export type PayDouble = { readonly url: string; readonly close: () => Promise<void> };
/** `notifyUrl`: whom credits are told that belong to no order. */
export type DoubleWish = { readonly data: string; readonly port: number; readonly notifyUrl: string };

const firstWaitMs = 1000;
const longestWaitMs = 60_000;
const mostTries = 1_500;
const mostBody = 65_536;

export async function openPayDouble(wish: DoubleWish): Promise<PayDouble> {
  const key = keyIn(wish.data);
  const book = openDoubleBook(join(wish.data, 'demo-gateway', 'book.jsonl'));
  const timers = new Set<NodeJS.Timeout>();
  let holds = false;

  const tell = async (credit: DoubleCredit, tries = 0): Promise<void> => {
    if (!holds && (await told(key, credit))) return;
    if (tries >= mostTries) return;
    const wait = Math.min(firstWaitMs * 2 ** Math.min(tries, 10), longestWaitMs);
    const timer = setTimeout(() => {
      timers.delete(timer);
      void tell(credit, tries + 1);
    }, wait);
    timers.add(timer);
  };
  const pay = (amount: number, content: string, kind: DoubleCredit['kind'], notifyUrl: string): void =>
    void tell(book.credit({ amount, content, kind, notifyUrl }));

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const lang: Lang = url.searchParams.get('lang') === 'en' ? 'en' : 'vi';
    const body = await bodyOf(request);
    if (body === undefined) return send(response, 413, 'text/plain', '413');
    if (url.pathname.startsWith('/v1/')) {
      if (!isSigned(key, request, url, body)) return send(response, 401, 'application/json', '{"error":"signature"}');
      const said = serveApi(request.method ?? '', url, body);
      return said === undefined ? send(response, 404, 'application/json', '{"error":"unknown"}') : send(response, 200, said.type, said.text);
    }
    const form = new URLSearchParams(body);
    const order = book.orders().find((one) => url.pathname === `/tra/${one.id}`);
    if (order !== undefined) {
      if (request.method === 'POST') {
        for (const amount of amountsOf(form.get('cach') ?? '', order.amount)) pay(amount, order.reference, 'gateway', order.notifyUrl);
        return redirect(response, `/tra/${order.id}?lang=${lang}`);
      }
      const paid = book.credits().filter((one) => one.kind === 'gateway' && one.content === order.reference);
      return send(response, 200, html, orderPage(order, paid, lang));
    }
    if (request.method === 'POST' && url.pathname === '/chuyen-khoan') {
      const code = readVietQr((form.get('qr') ?? '').trim());
      const amount = Number((form.get('so_tien') ?? '').replaceAll(/[.\s]/g, '')) || (isRefusal(code) ? 0 : (code.amount ?? 0));
      const content = (form.get('noi_dung') ?? '').trim() || (isRefusal(code) ? '' : (code.purpose ?? ''));
      if (Number.isSafeInteger(amount) && amount > 0) pay(amount, content.slice(0, 200), 'transfer', wish.notifyUrl);
      return redirect(response, `/?lang=${lang}`);
    }
    if (request.method === 'POST' && url.pathname === '/bao-co') {
      holds = form.get('giu') === '1';
      return redirect(response, `/?lang=${lang}`);
    }
    if (url.pathname === '/') return send(response, 200, html, homePage(book, holds, url.searchParams.get('qr') ?? '', lang));
    return send(response, 404, 'text/plain', '404');
  };

  const serveApi = (method: string, url: URL, body: string): { readonly type: string; readonly text: string } | undefined => {
    const json = (value: Json) => ({ type: 'application/json', text: JSON.stringify(value) });
    const sent = objectOf(body);
    if (method === 'POST' && url.pathname === '/v1/orders') {
      const { reference, amount, title, notifyUrl, returnUrl } = sent;
      if (typeof reference !== 'string' || typeof amount !== 'number' || typeof notifyUrl !== 'string') return undefined;
      const order = book.order({ reference, amount, title: String(title), notifyUrl, returnUrl: String(returnUrl) });
      return json({ id: order.id, payUrl: `${address}/tra/${order.id}` });
    }
    if (method === 'GET' && url.pathname === '/v1/credits') {
      const after = Number(url.searchParams.get('after') ?? 0);
      const credits = book.credits().slice(after, after + 200);
      return json({ credits: credits.map(toldOf), next: after + credits.length });
    }
    const day = /^\/v1\/statements\/(\d{4}-\d{2}-\d{2})$/.exec(url.pathname)?.[1];
    if (method === 'GET' && day !== undefined) return { type: 'text/csv; charset=utf-8', text: book.statement(day) };
    if (method === 'POST' && url.pathname === '/v1/refunds') {
      const done = book.refund({ id: String(sent.id), of: String(sent.of), amount: Number(sent.amount), reason: String(sent.reason) });
      return done === undefined ? undefined : json({ id: done.id });
    }
    return undefined;
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => send(response, 500, 'text/plain', '500'));
  });
  await new Promise<void>((resume, fail) => {
    server.once('error', fail);
    server.listen({ host: '127.0.0.1', port: wish.port }, resume);
  });
  const bound = server.address();
  const address = `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : wish.port}`;
  mkdirSync(dirname(addressPath(wish.data)), { recursive: true });
  writeFileSync(addressPath(wish.data), address);
  return {
    url: address,
    close: async () => {
      for (const timer of timers) clearTimeout(timer);
      holds = true;
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

const html = 'text/html; charset=utf-8';

const toldOf = ({ id, kind, amount, content, at }: DoubleCredit): Json => ({ id, kind, amount, content, at });

/** One callback; true when it was heard, or when it will never be. */
async function told(key: string, credit: DoubleCredit): Promise<boolean> {
  const body = JSON.stringify(toldOf(credit));
  try {
    const headers = { 'content-type': 'application/json', ...signedHeaders(key, body, Math.floor(Date.now() / 1000)) };
    const answer = await fetch(credit.notifyUrl, { method: 'POST', headers, body, signal: AbortSignal.timeout(10_000) });
    await answer.arrayBuffer();
    return answer.ok || answer.status === 400 || answer.status === 409;
  } catch {
    return false;
  }
}

function amountsOf(way: string, amount: number): readonly number[] {
  switch (ways.find((one) => one === way) satisfies Way | undefined) {
    case 'dung':
      return [amount];
    case 'thieu':
      return [Math.max(1, Math.floor(amount / 2))];
    case 'thua':
      return [amount + 10_000];
    case 'hai-lan':
      return [amount, amount];
    case undefined:
      return [];
  }
}

function isSigned(key: string, request: IncomingMessage, url: URL, body: string): boolean {
  const [id, time, signature] = ['x-pay-id', 'x-pay-time', 'x-pay-signature'].map((name) => String(request.headers[name] ?? ''));
  return signature === hmacOf(key, signedText(time ?? '', id ?? '', `${request.method} ${url.pathname}${url.search}\n${body}`));
}

function objectOf(body: string): { readonly [key: string]: Json } {
  try {
    const value = JSON.parse(body) as Json;
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > mostBody) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }).end(text);
}
function redirect(response: ServerResponse, to: string): void {
  response.writeHead(303, { location: to }).end();
}
