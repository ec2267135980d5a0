/** Zalo Notification Service of an official account: one registered template with the parameters `noi_dung` and `lien_ket`. */
import { readPath } from '../base/json.ts';
import type { MessageGate } from '../kernel/notice/notice.ts';
import { askJson } from './http-json.ts';

export type ZaloSettings = {
  /** 'https://business.openapi.zalo.me'. */
  readonly url: string;
  readonly token: string;
  readonly template: string;
};

/** Answers of the service that concern this telephone and will not change: no such account, told not to write, number not allowed. */
const refusals: Readonly<Record<number, string>> = {
  [-108]: 'wrong-number',
  [-114]: 'not-wanted',
  [-118]: 'no-such-account',
  [-119]: 'not-wanted',
  [-141]: 'not-wanted',
};

export function openZalo({ url, token, template }: ZaloSettings): MessageGate {
  const headers = { access_token: token };
  return {
    send: async ({ key, to, text, link }) => {
      const body = { phone: to.replace(/^\+/, ''), template_id: template, template_data: { noi_dung: text, lien_ket: link }, tracking_id: key };
      const answer = await askJson(`${url}/message/template`, { method: 'POST', headers, body });
      if (answer === undefined) return { is: 'away', why: 'no-answer' };
      const error = readPath(answer.body, 'error');
      if (answer.status === 200 && error === 0) return { is: 'taken' };
      const why = typeof error === 'number' ? refusals[error] : undefined;
      return why === undefined ? { is: 'away', why: `zalo${typeof error === 'number' ? error : `-${answer.status}`}` } : { is: 'refused', why };
    },
    ask: async (key, to) => {
      const query = new URLSearchParams({ tracking_id: key, phone: to.replace(/^\+/, '') });
      const answer = await askJson(`${url}/message/status?${query}`, { method: 'GET', headers });
      if (answer === undefined || answer.status !== 200) return 'away';
      const status = readPath(answer.body, 'data.status');
      return status === 1 ? 'arrived' : status === -1 ? { failed: 'not-delivered' } : 'under-way';
    },
  };
}
