/** "Who looked at my data and why": read from the ledger, for the person, or for somebody who acts for the person. */
import type { Permit } from '../permit.ts';
import { allowsPack, selfOf } from '../permit.ts';
import type { World } from '../world.ts';
import type { LookRow } from './looked.store.ts';
import { looksAt } from './looked.store.ts';

export type { LookRow } from './looked.store.ts';

/** Every look of somebody else at the cases, the person and the vault, and every deed done in the person's name. A limited mandate shows its procedures only. */
export async function whoLooked(world: Pick<World, 'sql'>, permit: Permit<'case.read'>, limit = 200): Promise<readonly LookRow[]> {
  const { reach } = permit;
  if (reach.kind !== 'own') return [];
  const rows = await looksAt(world.sql, selfOf(permit), Math.min(limit, 1000));
  return rows.filter((row) => (row.packId === null ? reach.packs === undefined : allowsPack(permit, row.packId)));
}
