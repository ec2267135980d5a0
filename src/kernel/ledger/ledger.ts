/** The ledger's words: what an entry is, and how entries of one case hang together. */
import type { CaseId, UnitId } from '../../base/id.ts';
import type { JsonObject } from '../../base/json.ts';
import { canonical } from '../../base/json.ts';
import type { Instant } from '../../base/time.ts';

/** One thing that happened. `what` is in the past tense ('case-closed'); everything else is the entry's own. */
export type Entry = { readonly what: string; readonly at: Instant };

/** An entry as stored: with who, by which right, where, and its place in the case. */
export type LedgerEntry = {
  readonly position: number;
  readonly at: Instant;
  readonly caseId: CaseId | null;
  readonly seq: number | null;
  readonly what: string;
  readonly entry: JsonObject;
  readonly actor: string;
  readonly role: string;
  readonly right: string;
  readonly unitId: UnitId | null;
  /** On whose behalf the actor acted, when it was not the own. */
  readonly behalf: string | null;
  readonly hash: string;
};

/** What the hash of a case begins with, before its first entry. */
export const noHash = '';

/**
 * Hash chain of a case: sha-256 over the previous hash, the sequence number, who and the canonical entry.
 * Whoever changes an old entry has to change every later hash of the case.
 */
export function chainHash(
  hash: (text: string) => string,
  before: string,
  seq: number,
  who: { readonly actor: string; readonly role: string; readonly behalf?: string | null },
  entry: JsonObject,
): string {
  const behalf = who.behalf === undefined || who.behalf === null ? '' : `\n${who.behalf}`;
  return hash(`${before}\n${seq}\n${who.actor}\n${who.role}${behalf}\n${canonical(entry)}`);
}

/** The first broken place of a chain, or undefined when it holds. */
export function firstBreak(hash: (text: string) => string, entries: readonly LedgerEntry[]): number | undefined {
  let before = noHash;
  let seq = 0;
  for (const entry of entries) {
    seq += 1;
    if (entry.seq !== seq || chainHash(hash, before, seq, entry, entry.entry) !== entry.hash) return seq;
    before = entry.hash;
  }
  return undefined;
}
