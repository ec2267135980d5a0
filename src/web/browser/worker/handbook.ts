/** The handbook on the device: all of it is kept with the first look at it, so that without a line it can be read and searched. */
import { fold } from '../../../base/text.ts';
import { keepPage, seenAnswer } from './keep.ts';
import type { Look } from './store.ts';
import { get } from './store.ts';

const whole = '/cam-nang/tron-bo';
const day = 86_400_000;

export const isHandbook = (path: string): boolean => /^\/cam-nang(?:\/|$)/.test(path);

/** Asked for again after a day, or in the other language. */
export async function keepHandbook(look: Look): Promise<void> {
  const kept = await get('seen', whole);
  if (kept !== undefined && Date.now() - kept.at < day && kept.text.includes(`<html lang="${look.lang}"`)) return;
  const answer = await fetch(whole);
  if (answer.ok && !answer.redirected) await keepPage(whole, answer);
}

/** The page as it was seen; otherwise out of the whole handbook. Undefined when nothing of it was kept. */
export async function handbookAnswer(url: URL, look: Look): Promise<Response | undefined> {
  const query = url.searchParams.get('q')?.trim() ?? '';
  const seen = query === '' ? await seenAnswer(`${url.pathname}${url.search}`, look) : undefined;
  if (seen !== undefined) return seen;
  const kept = await get('seen', whole);
  if (kept === undefined) return undefined;
  if (url.pathname !== whole && url.pathname !== '/cam-nang') {
    const id = url.pathname.replace('/cam-nang/', '').replace('/', '-');
    // An article or a procedure that came later is not in the copy.
    return kept.text.includes(`<section class="sec" id="${id}">`) ? Response.redirect(`${whole}#${id}`, 303) : undefined;
  }
  return await seenAnswer(whole, look, (text) => found(text, query, look));
}

const plain = (html: string): string =>
  fold(
    html
      .replace(/<[^>]*>/g, ' ')
      .replaceAll('&#39;', "'")
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&'),
  );
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Only the articles that have every word. */
export function found(page: string, query: string, look: Look): string {
  const words = fold(query)
    .split(/\s+/)
    .filter((word) => word !== '');
  let count = 0;
  const cut = page.replace(/<section class="sec" id="[a-z0-9-]+">[\s\S]*?<\/section>/g, (section) => {
    const text = plain(section);
    if (!words.every((word) => text.includes(word))) return '';
    count += 1;
    return section;
  });
  const told =
    look.lang === 'vi'
      ? `Thấy ${count} bài trong bản lưu.${count === 0 ? ' Thử một từ khác, hoặc gọi 1022.' : ''}`
      : `${count} found in the saved copy.${count === 0 ? ' Try another word, or call 1022.' : ''}`;
  return cut
    .replace(/(<input id="q"[^>]* value=")[^"]*"/, (_, before: string) => `${before}${escaped(query)}"`)
    .replace('</form>', `</form><p role="status">${told}</p>`);
}
