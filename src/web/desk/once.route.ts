/** A page without a case of its own, sent twice, does its work once. */

import { isCommandKey } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refuse } from '../../base/refusal.ts';
import type { RawAnswers } from '../../engine/form/form.ts';
import { claimKey } from '../../kernel/ledger/ledger.act.ts';
import type { Permit } from '../../kernel/permit.ts';
import type { World } from '../../kernel/world.ts';
import { textOf } from '../form-post.ts';
import type { Site } from '../request.ts';

/** Works inside one transaction under the form's key; a secret made by it is not shown a second time. */
export function onceOnly<T extends object>(
  site: Site,
  permit: Permit,
  fields: RawAnswers,
  work: (inside: World) => Promise<T | Refusal>,
): Promise<T | Refusal> {
  const { world } = site;
  const key = textOf(fields, '_key');
  if (!isCommandKey(key)) return Promise.resolve(refuse('key-missing'));
  return world.sql.begin<T | Refusal>(async (sql) =>
    (await claimKey(sql, permit, key, world.now())) ? await work({ ...world, sql }) : refuse('already-sent'),
  );
}
