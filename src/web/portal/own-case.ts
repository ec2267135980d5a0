/** One case as its applicant sees it, or somebody who acts for the applicant. */
import type { CaseId } from '../../base/id.ts';
import { isUuid } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { WholeCase } from '../../kernel/case/case.act.ts';
import { openCase } from '../../kernel/case/case.act.ts';
import type { Permit } from '../../kernel/permit.ts';
import type { Ctx, Site } from '../request.ts';
import { permitOnCase } from './acting.ts';

export async function ownCase(c: Ctx, site: Site): Promise<{ readonly whole: WholeCase; readonly permit: Permit<'case.read'> } | Refusal> {
  const id = c.req.param('id') ?? '';
  const permit = await permitOnCase(c, site, 'case.read', id);
  if (isRefusal(permit)) return permit;
  const whole = isUuid(id) ? await openCase(site.world, permit, id as CaseId, 'own') : refuse('not-found');
  return isRefusal(whole) ? whole : { whole, permit };
}
