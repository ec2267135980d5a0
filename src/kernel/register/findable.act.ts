/** Putting something where people find it, inside the transaction that publishes it, and taking it back. */
import type { Sql } from '../../db/sql.ts';
import type { Permit } from '../permit.ts';
import type { FindEntry, FindKind } from './entry.ts';
import { findChannel } from './finder.act.ts';
import { takeBack, upsertEntry } from './register.store.ts';

/** More of a text is not searched. */
const mostBody = 20_000;

/**
 * Keeps or replaces the entry of this kind and key; every process finds it as soon as the transaction is committed.
 * The permit is that of the deed which publishes. Nothing about a person may stand in it.
 */
export async function keepFindable(sql: Sql, _permit: Permit, entry: FindEntry): Promise<void> {
  await upsertEntry(sql, { ...entry, body: entry.body.slice(0, mostBody) });
  await sql.notify(findChannel);
}

export async function dropFindable(sql: Sql, _permit: Permit, kind: FindKind, key: string): Promise<void> {
  await takeBack(sql, kind, key);
  await sql.notify(findChannel);
}
