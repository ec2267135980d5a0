/** Answers of the worker: the same pages with the same policy as from the server. */

import { instantOf } from '../../../base/time.ts';
import type { Assets, Frame } from '../../frame.ts';
import { styleIn } from '../../page.ts';
import type { Html } from '../../parts/html.ts';
import type { DeviceFacts } from '../../portal/device.ts';
import { isForPaper, readStyle } from '../../style.ts';
import type { Look } from './store.ts';

declare const ASSETS: Omit<Assets, 'rules' | 'askRules' | 'answerRules' | 'rareRules'> & {
  readonly askRules: string;
  readonly answerRules: string;
  readonly rareRules: string;
  readonly rules: string;
  readonly inline: readonly string[];
  readonly ahead: readonly string[];
};

export const aheadFiles = ASSETS.ahead;
let parsed: Pick<Assets, 'rules' | 'askRules' | 'answerRules' | 'rareRules'> | undefined;
const assets = (): Assets => {
  parsed ??= {
    rules: readStyle(ASSETS.rules),
    askRules: readStyle(ASSETS.askRules),
    answerRules: readStyle(ASSETS.answerRules).filter((rule) => !isForPaper(rule)),
    rareRules: readStyle(ASSETS.rareRules),
  };
  return { ...ASSETS, ...parsed };
};

/** isPart, keeps: what the page's script said of itself (frame.ts). */
export type Asked = { readonly url: URL; readonly isPart: boolean; readonly keeps: boolean };

export function frameFor({ url, isPart, keeps }: Asked, look: Look, facts: DeviceFacts | undefined): Frame {
  const { site, owner } = facts ?? {};
  return {
    ...look,
    path: `${url.pathname}${url.search}`,
    part: isPart,
    keeps,
    sample: site?.sample ?? false,
    place: { name: site?.place[look.lang] ?? '', phone: site?.phone ?? '1022' },
    assets: assets(),
    ...(owner === undefined ? {} : { who: { name: owner.name, post: '' } }),
  };
}

export async function pageAnswer(page: Html | string, status = 200, url?: string): Promise<Response> {
  const text = page.toString();
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    // All that the page has sent lies on this device now: it need not keep it.
    'X-Whole': '1',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Content-Security-Policy': await policyOf(text),
    ...(url === undefined ? {} : { 'X-Url': url }),
  };
  return new Response(text, { status, headers });
}

const hash = async (text: string): Promise<string> => {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return `'sha256-${btoa(String.fromCharCode(...bytes))}'`;
};

async function policyOf(text: string): Promise<string> {
  const style = styleIn(text);
  const loaders = ASSETS.inline.filter((one) => text.includes(`<script>${one}</script>`));
  const styles = style === undefined ? [] : [style];
  const [styleHashes, scriptHashes] = await Promise.all([Promise.all(styles.map(hash)), Promise.all(loaders.map(hash))]);
  return `default-src 'none'; style-src ${styleHashes.join(' ')}; script-src 'self' ${scriptHashes.join(' ')}; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
}

/** The legal hour as far as this device knows it: the server's at the last exchange, and what has passed since. */
export function legalNow(facts: (DeviceFacts & { readonly at: number }) | undefined, now = Date.now()) {
  const offset = facts === undefined ? 0 : Date.parse(facts.site.now) - facts.at;
  return instantOf(now + offset);
}
