/** The vault ("Kho giấy tờ"): signed results and papers sent before, ready for the next filing, and papers the person puts there. */
import type { CaseId, PersonId, UnitId } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import { tidy } from '../../base/text.ts';
import type { Instant } from '../../base/time.ts';
import { append } from '../ledger/ledger.act.ts';
import type { Permit } from '../permit.ts';
import { allowsPack, selfOf } from '../permit.ts';
import type { World } from '../world.ts';
import type { UploadRow } from './document.store.ts';
import { insertUpload } from './document.store.ts';
import { openFile } from './page.act.ts';
import type { VaultRow } from './vault.store.ts';
import { deleteVaultPaper, insertVaultPaper, vaultRows, vaultSize } from './vault.store.ts';

export type VaultPaper = {
  readonly id: string;
  /** A signed result, a paper of an earlier case, or one put here by the person. */
  readonly kind: 'result' | 'sent' | 'own';
  readonly title: string;
  readonly mediaType: string;
  readonly size: number;
  /** When it was made, sent or put here. */
  readonly at: Instant;
  /** Checks a signed result for anybody. */
  readonly verifyCode?: string;
  /** The case it comes from. */
  readonly from?: { readonly id: CaseId; readonly code: string; readonly packId: string; readonly packVersion: string; readonly unit: UnitId };
};

/** What a person may keep here: 200 papers and 500 MB of own uploads. */
export const vaultLimits = { papers: 200, bytes: 500 * 1_048_576 } as const;

/** The vault of the permit's holder, or of the person the holder acts for: then only what belongs to the procedures of the mandate, and the look is traced. */
export async function vaultOf(
  world: Pick<World, 'sql' | 'now' | 'hash'>,
  permit: Permit<'case.submit'> | Permit<'person.self'>,
): Promise<readonly VaultPaper[]> {
  if (permit.reach.kind !== 'own') return [];
  const rows = await rowsOf(world, permit);
  const owner = selfOf(permit);
  if (owner !== permit.actor.person) await append(world.sql, world.hash, permit, [{ what: 'vault-read', at: world.now(), person: owner }]);
  return rows.map(paperOf);
}

/** Puts a paper of the vault among the sender's staged files, as if it had been sent anew: the filing takes it from there. "Not yours" and "none" look the same. */
export async function takeFromVault(
  world: Pick<World, 'sql' | 'now' | 'hash' | 'newId' | 'machine'>,
  permit: Permit<'case.submit'>,
  id: string,
): Promise<UploadRow | Refusal> {
  const row = permit.reach.kind === 'own' ? (await rowsOf(world, permit)).find((one) => one.id === id) : undefined;
  if (row === undefined) return refuse('not-found');
  const { title: name, mediaType, blob, size } = row;
  const staged = { id: world.newId(), name: name.slice(0, 120), mediaType, blob, size, sender: permit.actor.person, at: world.machine() };
  const owner = selfOf(permit);
  // Taken for somebody else: the look is traced here too, whether or not the list was shown before.
  if (owner !== permit.actor.person) await append(world.sql, world.hash, permit, [{ what: 'vault-read', at: world.now(), person: owner }]);
  await insertUpload(world.sql, staged);
  return staged;
}

/** One paper with its bytes' name, to be downloaded by its owner. */
export async function vaultFile(
  world: Pick<World, 'sql'>,
  permit: Permit<'person.self'>,
  id: string,
): Promise<{ readonly title: string; readonly mediaType: string; readonly blob: string } | Refusal> {
  return (await rowsOf(world, permit)).find((one) => one.id === id) ?? refuse('not-found');
}

/** A paper whose bytes are stored and that is in nobody's vault yet. */
export type StoredPaper = { readonly title: string; readonly mediaType: string; readonly blob: string; readonly size: number };

/** Opens and stores the bytes, which decide what it is; refused files leave nothing. It may take seconds: never inside a transaction. */
export async function storeForVault(
  world: Pick<World, 'sql' | 'gates'>,
  permit: Permit<'person.self'>,
  file: { readonly name: string; readonly title: string; readonly bytes: Uint8Array },
): Promise<StoredPaper | Refusal> {
  // Before anything is opened and stored: a full vault fills no disk.
  if (await isFull(world.sql, permit.actor.person, file.bytes.length)) return refuse('vault-full');
  const opened = await openFile(world, file);
  if (isRefusal(opened)) return opened;
  const stored = await world.gates.blob.put(file.bytes);
  if (isRefusal(stored)) return stored;
  const title = [...(tidy(file.title) || tidy(file.name.replace(/[\p{C}/\\]/gu, ' ')))].slice(0, 120).join('') || 'Giấy tờ';
  return { title, mediaType: opened.kind.mediaType, blob: stored.hash, size: stored.size };
}

/** Keeps a stored paper for later. */
export function putIntoVault(
  world: Pick<World, 'sql' | 'now' | 'hash' | 'newId'>,
  permit: Permit<'person.self'>,
  paper: StoredPaper,
): Promise<{ readonly id: string } | Refusal> {
  const owner = permit.actor.person;
  const at = world.now();
  const id = world.newId();
  return world.sql.begin(async (sql) => {
    if (await isFull(sql, owner, paper.size)) return refuse('vault-full');
    await insertVaultPaper(sql, { ...paper, id, owner, at });
    await append(sql, world.hash, permit, [{ what: 'vault-paper-added', at, person: owner, paper: id }]);
    return { id };
  });
}

async function isFull(sql: World['sql'], owner: PersonId, size: number): Promise<boolean> {
  const [held] = await vaultSize(sql, owner);
  return (held?.papers ?? 0) >= vaultLimits.papers || (held?.bytes ?? 0) + size > vaultLimits.bytes;
}

/** Takes out a paper the person put there. Papers of cases stay with their case. */
export function removeFromVault(world: Pick<World, 'sql' | 'now' | 'hash'>, permit: Permit<'person.self'>, id: string): Promise<true | Refusal> {
  const owner = permit.actor.person;
  return world.sql.begin(async (sql) => {
    const gone = await deleteVaultPaper(sql, id, owner);
    if (gone.length === 0) return refuse('not-found');
    await append(sql, world.hash, permit, [{ what: 'vault-paper-removed', at: world.now(), person: owner, paper: id }]);
    return true;
  });
}

/** Every paper of a person with what is known of it and the name of its bytes, for the copy of their data. */
export const vaultBlobs = async (
  world: Pick<World, 'sql'>,
  _permit: Permit<'system.run'>,
  owner: PersonId,
): Promise<readonly (VaultPaper & { readonly blob: string })[]> =>
  (await vaultRows(world.sql, owner, 10_000)).map((row) => ({ ...paperOf(row), blob: row.blob }));

async function rowsOf(world: Pick<World, 'sql'>, permit: Permit): Promise<readonly VaultRow[]> {
  const rows = await vaultRows(world.sql, selfOf(permit), 500);
  const isWhole = permit.reach.kind === 'own' && permit.reach.packs === undefined;
  return rows.filter((row) => (row.packId === null ? isWhole : allowsPack(permit, row.packId)));
}

function paperOf(row: VaultRow): VaultPaper {
  const { id, title, mediaType, size, at, caseId, caseCode, packId, packVersion, unit } = row;
  const from =
    caseId === null || caseCode === null || packId === null || packVersion === null || unit === null
      ? {}
      : { from: { id: caseId, code: caseCode, packId, packVersion, unit } };
  const kind = row.kind === 'own' ? 'own' : row.kind === 'result' ? 'result' : 'sent';
  return { id, kind, title, mediaType, size, at, ...(row.verifyCode === null ? {} : { verifyCode: row.verifyCode }), ...from };
}
