/** What the device keeps from the server: services with their forms, whose device it is, and pages seen. */
import { wordsOf } from '../../../base/words.ts';
import { styleIn } from '../../page.ts';
import type { DeviceFacts, ServiceSheet } from '../../portal/device.ts';
import { pageAnswer } from './answer.ts';
import { hour } from './box.ts';
import { settleLeave } from './leave.ts';
import type { KeptFacts, KeptSheet, Look } from './store.ts';
import { all, forgetOwner, get, note, put, setNote } from './store.ts';

const hours = 3_600_000;

/** The service of this device, asked again when a day has passed; undefined when it is not offered. */
export async function keepSheet(id: string): Promise<KeptSheet | undefined> {
  // The name may come from an address somebody else has written: it is the name of a service, never a way to another address.
  if (!/^[\w-]{1,60}$/.test(id)) return undefined;
  const former = await get('sheet', id);
  const headers: Record<string, string> = former === undefined ? {} : { 'if-none-match': former.tag };
  const answer = await fetch(`/may/goi/${id}`, { headers, cache: 'no-store' });
  if (answer.status === 304 && former !== undefined) {
    const again = { ...former, at: Date.now() };
    await put('sheet', again);
    return again;
  }
  if (!answer.ok) return undefined;
  const sheet: ServiceSheet = await answer.json();
  const kept = { id, sheet, at: Date.now(), tag: answer.headers.get('etag') ?? '' };
  await put('sheet', kept);
  return kept;
}

/** Whose device it is, with known answers for the services kept here. Another person than before finds nothing of the former one. */
export async function keepFacts(more: readonly string[] = []): Promise<KeptFacts> {
  await settleLeave();
  const services = [...new Set([...(await all('sheet')).map((kept) => kept.id), ...more])];
  const answer = await fetch(`/may/toi?goi=${services.join(',')}`, { cache: 'no-store' });
  if (!answer.ok) throw new Error('no facts');
  const facts: DeviceFacts = await answer.json();
  const former = (await note<KeptFacts>('facts'))?.owner?.who ?? (await note<string>('former'));
  if (former !== undefined && facts.owner !== undefined && former !== facts.owner.who) await forgetOwner();
  const kept = { ...facts, at: Date.now() };
  await setNote('facts', kept);
  if (facts.owner !== undefined) await setNote('former', facts.owner.who);
  return kept;
}

/** Short enough that a draft from another device is hardly ever missed, long enough for one filing after another. */
export const isFresh = (facts: KeptFacts | undefined): facts is KeptFacts => facts !== undefined && facts.isOld !== true && Date.now() - facts.at < hours;
export const isDayOld = (kept: KeptSheet): boolean => Date.now() - kept.at > 24 * hours;

/** Pages about everybody's matters; nothing of persons is kept as a page. */
export const isKeepable = (path: string): boolean => /^\/(?:$|thu-tuc(?:\/|$)|cam-nang(?:\/|$)|tin(?:-tuc)?(?:\/|$)|tra-cuu$)/.test(path);

export async function keepPage(path: string, answer: Response): Promise<void> {
  const text = await answer.text();
  // The foot names who is signed in, the bell counts what waits for them: not for the store.
  await put('seen', { path, text: text.replace(/<li class="me">[\s\S]*?<\/li>/, '').replace(/<a class="bell"[\s\S]*?<\/a>/, ''), at: Date.now() });
}

const ribbon = '.mat-mang{display:block;background:#fbf1dc;color:#1d1a16;border-left:4px solid #b7791f;padding:.5rem .75rem;margin-bottom:1rem}';

/** The kept page with the hour of its copy on top. */
export async function seenAnswer(path: string, look: Look, cut: (text: string) => string = (text) => text): Promise<Response | undefined> {
  const seen = await get('seen', path);
  if (seen === undefined) return undefined;
  const say = wordsOf(look.lang);
  const style = styleIn(seen.text);
  const told = `<p class="mat-mang" role="status"><b>${say('offline.saved', { at: hour(seen.at, look) })}.</b> ${say('offline.savedText')}</p>`;
  const text = cut(seen.text).replace(/<main [^>]*>/, (main) => `${main}${told}`);
  return await pageAnswer(style === undefined ? text : text.replace(`<style>${style}`, `<style>${style}${ribbon}`));
}
