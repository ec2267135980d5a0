/** Acting for somebody else on the pages: the permit of a mandate where the own one does not reach. */
import type { CaseId, PersonId } from '../../base/id.ts';
import { isUuid } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import { askPermitFor, personsFor } from '../../kernel/access/access.act.ts';
import type { Represented } from '../../kernel/access/access.ts';
import { peekCase } from '../../kernel/case/case.act.ts';
import type { Permit, Right } from '../../kernel/permit.ts';
import type { Ctx, Site } from '../request.ts';
import { permitFor } from '../request.ts';

/** Everybody the person who asks may act for today; empty when nobody is signed in. */
export async function represented(c: Ctx, site: Site): Promise<readonly Represented[]> {
  const permit = await permitFor(c, site, 'person.self', 'own');
  return isRefusal(permit) ? [] : await personsFor(site.world, permit);
}

/** The permit for oneself, or for the person named: their id as it stands in the address or the form, '' for oneself. */
export async function permitForPerson<R extends Right>(c: Ctx, site: Site, right: R, person: string): Promise<Permit<R> | Refusal> {
  if (person === '') return await permitFor(c, site, right, 'own');
  const session = c.get('signed')?.session;
  if (session === undefined) return refuse('not-signed-in');
  return isUuid(person) ? await askPermitFor(site.world, session, right, person as PersonId) : refuse('no-mandate');
}

/** The permit that reaches this very case: one's own, or that of a mandate from the person it belongs to. Whoever has neither gets the own one, which finds nothing. */
export async function permitOnCase<R extends Right>(c: Ctx, site: Site, right: R, id: string): Promise<Permit<R> | Refusal> {
  const own = await permitFor(c, site, 'case.read', 'own');
  if (isRefusal(own) || !isUuid(id) || !isRefusal(await peekCase(site.world, own, id as CaseId))) return await permitFor(c, site, right, 'own');
  for (const person of await represented(c, site)) {
    const look = await permitForPerson(c, site, 'case.read', person.id);
    if (isRefusal(look) || isRefusal(await peekCase(site.world, look, id as CaseId))) continue;
    return await permitForPerson(c, site, right, person.id);
  }
  return await permitFor(c, site, right, 'own');
}
