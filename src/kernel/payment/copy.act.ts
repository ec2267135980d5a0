/** What the copy of a person's data tells about money: what the own cases owed, what was paid, receipted and given back. */
import type { PersonId } from '../../base/id.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Permit } from '../permit.ts';
import type { World } from '../world.ts';
import { owedByPerson, receiptsOfPerson, refundsOfPerson } from './copy.store.ts';

const most = 10_000;

/** Who paid is not told: anybody with the link may pay for a case, and the words of a transfer are the payer's. */
export async function paymentsForCopy(world: Pick<World, 'sql'>, _permit: Permit<'system.run'>, owner: PersonId): Promise<JsonObject> {
  const [owed, receipts, refunds] = await Promise.all([
    owedByPerson(world.sql, owner, most),
    receiptsOfPerson(world.sql, owner, most),
    refundsOfPerson(world.sql, owner, most),
  ]);
  const of = <T extends { readonly reference: string }>(rows: readonly T[], reference: string) =>
    rows.filter((row) => row.reference === reference).map(({ reference: _, ...row }) => row);
  const payments = owed.map((one) => ({ ...one, receipts: of(receipts, one.reference), refunds: of(refunds, one.reference) }));
  return { payments };
}
