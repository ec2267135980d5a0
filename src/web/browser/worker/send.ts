/** Sending the outbox: one at a time, as often as it takes, never twice for the server, which knows each by its key. */
import type { OutboxItem, Outcome } from '../../portal/outbox.ts';
import { begin, finish, isDue, isWaiting } from '../../portal/outbox.ts';
import type { KeptFacts } from './store.ts';
import { all, get, note, put, setNote } from './store.ts';

declare const self: ServiceWorkerGlobalScope;

/** Longest wait for one answer: several photographs on a weak line. */
const longest = 240_000;
let underWay: Promise<void> | undefined;

/** Everything that is due. `force` when the person asks or the line is back. */
export function sendAll(wish: 'force' | 'calm'): Promise<void> {
  underWay ??= sendDue(wish).finally(() => {
    underWay = undefined;
  });
  return underWay;
}

async function sendDue(wish: 'force' | 'calm'): Promise<void> {
  const owner = (await note<KeptFacts>('facts'))?.owner?.who;
  for (const item of await all('box')) {
    // Of another person than the one who is here: it would only be refused.
    if (owner !== undefined && item.who !== owner) continue;
    const fresh = await get('box', item.key);
    if (fresh !== undefined && isDue(fresh, Date.now(), wish)) await sendOne(fresh);
  }
}

/** One attempt. `part`: somebody waits for the receipt as a page, which is answered when it came. */
export async function sendOne(item: OutboxItem, part?: 'part'): Promise<{ readonly item: OutboxItem; readonly receipt?: Response }> {
  const started = begin(item, Date.now());
  await put('box', started);
  const { outcome, receipt } = await attempt(started, part);
  const ended = finish(started, outcome, Date.now());
  // Thrown away meanwhile: it stays away.
  if ((await get('box', item.key)) !== undefined) await put('box', ended);
  if (outcome.came !== 'nothing') await setNote('last', Date.now());
  await tell();
  if (isWaiting(ended)) await wakeLater();
  return receipt === undefined ? { item: ended } : { item: ended, receipt };
}

async function attempt(item: OutboxItem, part: 'part' | undefined): Promise<{ readonly outcome: Outcome; readonly receipt?: Response }> {
  try {
    const headers = { 'x-outbox': '1', ...(part === undefined ? {} : { 'x-part': '1' }) };
    const answer = await fetch(`/nop/${item.service.id}`, { method: 'POST', body: bodyOf(item), headers, signal: AbortSignal.timeout(longest) });
    const url = answer.headers.get('x-url') ?? '';
    if (answer.ok && url.startsWith('/da-nop/')) return { outcome: { came: 'receipt', tracking: url.slice('/da-nop/'.length) }, receipt: answer };
    // A proxy, a captive portal, a server that is being restarted: nobody has decided anything.
    if (!(answer.headers.get('content-type') ?? '').startsWith('application/json') || answer.status === 429 || answer.status >= 500)
      return { outcome: { came: 'nothing' } };
    const told: {
      readonly tracking?: string;
      readonly code?: string;
      readonly why?: string;
      readonly problems?: Outcome extends { problems: infer P } ? P : never;
    } = await answer.json();
    if (told.tracking !== undefined) return { outcome: { came: 'receipt', tracking: told.tracking } };
    if (told.code === 'not-signed-in') return { outcome: { came: 'sign-in' } };
    return { outcome: { came: 'refusal', why: told.why ?? '', problems: told.problems ?? [] } };
  } catch {
    return { outcome: { came: 'nothing' } };
  }
}

/** Small bodies go as a plain form: half the bytes of one made for files. */
function bodyOf(item: OutboxItem): FormData | URLSearchParams {
  const local = new Set(item.files.map((file) => file.id));
  const pairs: (readonly [string, string])[] = [
    ['_key', item.key],
    ['_who', item.who],
    ['_pack', item.service.hash],
    ['_declare', 'true'],
    ['_at', new Date(item.at).toISOString()],
    ...item.fields.flatMap(([name, values]) => values.filter((value) => value !== '' && !local.has(value)).map((value) => [name, value] as const)),
  ];
  if (item.files.length === 0) return new URLSearchParams(pairs.map(([name, value]) => [name, value]));
  const form = new FormData();
  for (const [name, value] of pairs) form.append(name, value);
  for (const file of item.files) form.append(`_paper.${file.paper}`, new File([file.bytes], file.name, { type: file.type }));
  return form;
}

/** Open pages draw the outbox anew. */
async function tell(): Promise<void> {
  for (const client of await self.clients.matchAll({ type: 'window' })) client.postMessage({ outbox: 'changed' });
}

/** Where the browser wakes workers when the line is back. Elsewhere the next page does it. */
async function wakeLater(): Promise<void> {
  const registration = self.registration as ServiceWorkerRegistration & { readonly sync?: { readonly register: (tag: string) => Promise<void> } };
  await registration.sync?.register('gui').catch(() => undefined);
}
