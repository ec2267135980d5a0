/** For whom somebody files: oneself, a child, or a person who agreed to be represented. */
import { isUuid } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import { personsFor } from '../../kernel/access/access.act.ts';
import type { Represented } from '../../kernel/access/access.ts';
import type { Permit, Right } from '../../kernel/permit.ts';
import type { Pack } from '../../pack/pack.ts';
import type { Ctx, Site } from '../request.ts';
import { permitFor } from '../request.ts';
import { permitForPerson } from './acting.ts';

/** '' and 'toi' are oneself; anything else is the id of a represented person. */
export const isSelf = (whom: string): boolean => whom === '' || whom === 'toi';

/** Refused with 'no-mandate' where the mandate does not hold, has ended, or was never given. */
export const permitAs = <R extends Right>(c: Ctx, site: Site, right: R, whom: string): Promise<Permit<R> | Refusal> =>
  permitForPerson(c, site, right, isSelf(whom) ? '' : whom);

/** People for whom the holder may file this service today. */
export async function representedIn(site: Site, permit: Permit<'case.submit'>, pack: Pack): Promise<readonly Represented[]> {
  const all = await personsFor(site.world, permit);
  return all.filter((one) => (one.packs?.includes(pack.id) ?? true) && (pack.onBehalf?.includes(one.kind) ?? true));
}

/** The person one files for, where it is not oneself; a service may take children only, or nobody but oneself. */
export async function representedBy(c: Ctx, site: Site, pack: Pack, whom: string): Promise<Represented | undefined | Refusal> {
  if (isSelf(whom)) return undefined;
  const own = await permitFor(c, site, 'case.submit', 'own');
  if (isRefusal(own)) return own;
  return (await representedIn(site, own, pack)).find((one) => one.id === whom) ?? refuse('no-mandate');
}

/** The address of a form, where its draft is kept: one per person it is filled in for. */
export const placeOf = (pack: string, whom: string): string => `/nop/${pack}${isUuid(whom) ? `?cho=${whom}` : ''}`;

/** One more word of the query behind an address that may have some. */
export const andQuery = (address: string, query: string): string => `${address}${address.includes('?') ? '&' : '?'}${query}`;
