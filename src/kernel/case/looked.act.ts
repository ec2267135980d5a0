/** "Who looked at my data and why": read from the ledger, for the person alone. */
import type { Permit } from '../permit.ts';
import type { World } from '../world.ts';
import type { LookRow } from './looked.store.ts';
import { looksAt } from './looked.store.ts';

export type { LookRow } from './looked.store.ts';

/** Every look of somebody else at the holder's cases, person and vault, and every deed done in the holder's name. */
export const whoLooked = (world: Pick<World, 'sql'>, permit: Permit<'person.self'>, limit = 200): Promise<readonly LookRow[]> =>
  looksAt(world.sql, permit.actor.person, Math.min(limit, 1000));
