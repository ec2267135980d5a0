/** Sending the outbox: one at a time, as often as it takes, never twice for the server, which knows each by its key. */
import type { BoxFile, OutboxItem, Outcome } from '../../portal/outbox.ts';
import { begin, finish, isDue, isWaiting } from '../../portal/outbox.ts';
import { digestOf } from '../kept-file.ts';
import { sendPieces } from '../send-pieces.ts';
import { settleLeave } from './leave.ts';
import type { KeptFacts } from './store.ts';
import { all, get, note, put, setNote } from './store.ts';

declare const self: ServiceWorkerGlobalScope;

/** Longest wait for one answer. */
const longest = 120_000;
let underWay: Promise<void> | undefined;

/** Everything that is due. `force` when the person asks or the line is back. */
export function sendAll(wish: 'force' | 'calm'): Promise<void> {
  underWay ??= sendDue(wish).finally(() => {
    underWay = undefined;
  });
  return underWay;
}

async function sendDue(wish: 'force' | 'calm'): Promise<void> {
  try {
    if (await settleLeave()) await tell();
  } catch {
    return;
  }
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
  if (seenOf(ended) !== seenOf(item)) await tell();
  if (isWaiting(ended)) await wakeLater();
  return receipt === undefined ? { item: ended } : { item: ended, receipt };
}

async function attempt(item: OutboxItem, part: 'part' | undefined): Promise<{ readonly outcome: Outcome; readonly receipt?: Response }> {
  try {
    const unsent = await sendFiles(item);
    if (unsent !== undefined) return { outcome: unsent };
    const headers = { 'x-outbox': '1', ...(part === undefined ? {} : { 'x-part': '1' }) };
    const answer = await fetch(`/nop/${item.service.id}`, { method: 'POST', body: await bodyOf(item), headers, signal: AbortSignal.timeout(longest) });
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

const digestIn = async (file: BoxFile): Promise<string> => file.digest ?? (await digestOf(file.bytes));

/** Its files first, each from where it stopped. Undefined when the server has them all. */
async function sendFiles(item: OutboxItem): Promise<Outcome | undefined> {
  for (const file of item.files) {
    const named = { digest: await digestIn(file), name: file.name };
    const sent = await sendPieces(new Blob([file.bytes], { type: file.type }), named, 'go-on', () => void stillSending(item.key));
    if (sent.is === 'lost') return { came: 'nothing' };
    if (sent.is === 'lapsed') return { came: 'sign-in' };
    if (sent.is === 'refused') {
      const text = `${file.name}: ${sent.text}`;
      return { came: 'refusal', why: text, problems: [{ field: `_paper.${file.paper}`, text }] };
    }
  }
  return undefined;
}

/** As long as pieces arrive nobody takes this sending for dead. */
async function stillSending(key: string): Promise<void> {
  const item = await get('box', key);
  if (item?.state.is === 'sending') await put('box', { ...item, state: { is: 'sending', since: Date.now() } });
}

/** A plain form: its files are there and only named. */
async function bodyOf(item: OutboxItem): Promise<URLSearchParams> {
  const local = new Set(item.files.map((file) => file.id));
  const body = new URLSearchParams([
    ['_key', item.key],
    ['_who', item.who],
    ['_pack', item.service.hash],
    ['_declare', 'true'],
    ['_at', new Date(item.at).toISOString()],
  ]);
  for (const [name, values] of item.fields) for (const value of values) if (value !== '' && !local.has(value)) body.append(name, value);
  for (const file of item.files) body.append(`_sent.${file.paper}`, `${await digestIn(file)} ${file.name}`);
  return body;
}

/** What of a state stands on the page. */
const seenOf = ({ state }: OutboxItem): string => (state.is === 'kept' && state.signIn === true ? 'sign-in' : state.is);

/** Open pages draw the outbox anew. */
async function tell(): Promise<void> {
  for (const client of await self.clients.matchAll({ type: 'window' })) client.postMessage({ outbox: 'changed' });
}

/** Where the browser wakes workers when the line is back. Elsewhere the next page does it. */
async function wakeLater(): Promise<void> {
  const registration = self.registration as ServiceWorkerRegistration & { readonly sync?: { readonly register: (tag: string) => Promise<void> } };
  await registration.sync?.register('gui').catch(() => undefined);
}
