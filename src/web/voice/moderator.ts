/** What the desk's pages of people's voice share: the right to moderate, posted forms with their key, units of one's branch. */
import type { CommandKey } from '../../base/id.ts';
import { isCommandKey } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import type { PlainDate } from '../../base/time.ts';
import { dateOf, readDate } from '../../base/time.ts';
import type { RawAnswers } from '../../engine/form/form.ts';
import { displayName, isAlive, unitsReached } from '../../kernel/org/org.ts';
import type { Permit } from '../../kernel/permit.ts';
import { readPost, textOf } from '../form-post.ts';
import type { FieldProblem } from '../parts/shape.ts';
import type { Ctx, Site } from '../request.ts';
import { permitFor, sayNo } from '../request.ts';
import { inWords } from './words.ts';

export type Moderator = Permit<'voice.moderate'>;

/** Opens a page to whoever may moderate, and tells everybody else why not. */
export const moderating =
  (site: Site, work: (c: Ctx, permit: Moderator) => Promise<Response>) =>
  async (c: Ctx): Promise<Response> => {
    const permit = await permitFor(c, site, 'voice.moderate');
    return isRefusal(permit) ? sayNo(c, site, permit) : await work(c, permit);
  };

type Sent = { readonly fields: RawAnswers; readonly key: CommandKey };

/** A posted form with the key that makes it harmless when it is sent twice. */
export async function readKeyed(c: Ctx): Promise<Sent | Refusal> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return posted;
  const key = textOf(posted.fields, '_key');
  return isCommandKey(key) ? { fields: posted.fields, key } : refuse('key-missing');
}

/** Units of the moderator's branch that are alive today, for a list to choose from. */
export function unitsOf(site: Site, permit: Moderator, lang: Lang) {
  const org = site.world.org();
  const today = dateOf(site.world.now());
  return unitsReached(org, permit.reach)
    .filter((unit) => isAlive(unit, today))
    .slice(0, 300)
    .map((unit) => ({ value: String(unit.id), text: displayName(org, unit, lang) }));
}

export const reaches = (site: Site, permit: Moderator, path: string): boolean =>
  unitsReached(site.world.org(), permit.reach).some((unit) => unit.path === path);

/** A day after today, or what is wrong with it. */
export function lastDay(site: Site, typed: string, lang: Lang): PlainDate | FieldProblem {
  const day = readDate(typed);
  return day !== undefined && day > dateOf(site.world.now())
    ? day
    : { name: 'het', text: inWords(lang, 'Ghi một ngày sau hôm nay.', 'Give a day after today.') };
}
