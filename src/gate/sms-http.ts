/**
 * Text messages over an HTTP gateway: POST {url}/messages {key, to, text} -> 202, the same key again -> 200 and nothing more is sent;
 * GET {url}/messages/{key} -> {state: accepted | delivered | failed, why}. A gateway with other words gets a file of its own beside this one.
 */
import { readPath } from '../base/json.ts';
import type { MessageGate } from '../kernel/notice/notice.ts';
import { askJson } from './http-json.ts';

export type SmsSettings = { readonly url: string; readonly token: string };

export function openSms({ url, token }: SmsSettings): MessageGate {
  const headers = { authorization: `Bearer ${token}` };
  return {
    send: async ({ key, to, text }) => {
      const answer = await askJson(`${url}/messages`, { method: 'POST', headers, body: { key, to, text } });
      if (answer === undefined) return { is: 'away', why: 'no-answer' };
      if (answer.status === 200 || answer.status === 202) return { is: 'taken' };
      // 401, 403 and 429 are between the gateway and us: the person's number is not at fault.
      if (answer.status === 422) return { is: 'refused', why: codeIn(answer.body) };
      return { is: 'away', why: `sms-${answer.status}` };
    },
    ask: async (key) => {
      const answer = await askJson(`${url}/messages/${encodeURIComponent(key)}`, { method: 'GET', headers });
      if (answer === undefined || answer.status !== 200) return 'away';
      const state = readPath(answer.body, 'state');
      return state === 'delivered' ? 'arrived' : state === 'failed' ? { failed: codeIn(answer.body) } : 'under-way';
    },
  };
}

/** Codes alone are kept: words could quote the number. */
function codeIn(body: Parameters<typeof readPath>[0]): string {
  const why = readPath(body, 'why');
  return typeof why === 'string' && /^[a-z-]{3,40}$/.test(why) ? why : 'not-told';
}
