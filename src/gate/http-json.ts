/** One JSON request to a gateway of somebody else: short patience, no redirects, an answer of bounded size. */
import type { Json } from '../base/json.ts';

export type Answered = { readonly status: number; readonly body: Json };

const patienceMs = 5_000;
const mostBytes = 65_536;

/** Undefined when nobody answered, or what came was no JSON. */
export async function askJson(
  url: string,
  init: { readonly method: 'GET' | 'POST'; readonly headers: Readonly<Record<string, string>>; readonly body?: Json },
): Promise<Answered | undefined> {
  try {
    const answer = await fetch(url, {
      method: init.method,
      headers: { ...init.headers, ...(init.body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    });
    const text = await answer.text();
    if (text.length > mostBytes) return undefined;
    return { status: answer.status, body: text === '' ? null : (JSON.parse(text) as Json) };
  } catch {
    return undefined;
  }
}
