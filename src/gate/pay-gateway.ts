/** The payment gateway over HTTP: orders, the list of credits, the bank's file of a day, refunds; every request signed. */
import type { Json } from '../base/json.ts';
import { isObject } from '../base/json.ts';
import type { Refusal } from '../base/refusal.ts';
import { isRefusal, refuse } from '../base/refusal.ts';
import type { PayAccount, PayGate } from '../kernel/payment/payment.ts';
import { addressPath, hmacOf, keyIfAny, keyIn, signedHeaders, textOf } from './pay-key.ts';

export type PaySettings = {
  /** Absolute folder of keys and, in the demonstration, of the double's address. */
  readonly data: string;
  /** Address of the gateway; absent: that of the double, when the demonstration runs. */
  readonly url: string | undefined;
  readonly account: PayAccount | undefined;
  readonly isDemo: boolean;
};

/** A page may wait for it: better no answer than a late one. */
const timeoutMs = 4_000;
const mostBytes = 8 * 1_048_576;

export function openPayGate(settings: PaySettings): PayGate {
  const { data, account } = settings;
  const key = settings.isDemo ? keyIn(data) : keyIfAny(data);
  // The double may start after the platform, or again elsewhere: its address is read each time.
  const base = (): string => settings.url ?? (settings.isDemo ? textOf(addressPath(data)) : '');

  const ask = async (method: 'GET' | 'POST', path: string, body = ''): Promise<string | Refusal> => {
    if (key === undefined || (settings.url === undefined && !settings.isDemo)) return refuse('payment-off');
    if (base() === '') return refuse('payment-gateway-down');
    try {
      const headers = { ...signedHeaders(key, `${method} ${path}\n${body}`, Math.floor(Date.now() / 1000)), 'content-type': 'application/json' };
      const wish = { method, headers, redirect: 'error', signal: AbortSignal.timeout(timeoutMs), ...(method === 'POST' ? { body } : {}) } as const;
      const answer = await fetch(new URL(path, base()), wish);
      const text = await answer.text();
      return answer.ok && text.length <= mostBytes ? text : refuse('payment-gateway-down');
    } catch {
      return refuse('payment-gateway-down');
    }
  };
  const askJson = async (method: 'GET' | 'POST', path: string, body?: Json): Promise<Json | Refusal> => {
    const text = await ask(method, path, body === undefined ? '' : JSON.stringify(body));
    return isRefusal(text) ? text : readJson(text);
  };

  return {
    account,
    hmac: (text) => (key === undefined ? undefined : hmacOf(key, text)),
    order: async (order) => {
      const made = await askJson('POST', '/v1/orders', order);
      if (isRefusal(made)) return made;
      const page = isObject(made) ? made.payUrl : undefined;
      // The payer is sent on to nobody but the gateway itself.
      return typeof page === 'string' && URL.canParse(page) && new URL(page).origin === new URL(base()).origin ? page : refuse('payment-gateway-down');
    },
    credits: async (after) => {
      const list = await askJson('GET', `/v1/credits?after=${after}`);
      if (isRefusal(list)) return list;
      if (!isObject(list) || typeof list.next !== 'number' || list.credits === undefined) return refuse('payment-gateway-down');
      return { credits: list.credits, next: list.next };
    },
    statement: (day) => ask('GET', `/v1/statements/${day}`),
    refund: async (refund) => {
      const done = await askJson('POST', '/v1/refunds', refund);
      return isRefusal(done) ? done : true;
    },
  };
}

function readJson(text: string): Json | Refusal {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return refuse('payment-gateway-down');
  }
}
