/** Deeds on documents: recording them with the case they belong to, finding them again, checking them for anybody. */

import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import { plusMs } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import type { Permit } from '../permit.ts';
import type { World } from '../world.ts';
import type { DocumentRow, UploadRow } from './document.store.ts';
import { bytesSent, documentByBlob, documentByCode, documentById, insertUpload, sweepUploads, uploadsById, upsertDocument } from './document.store.ts';
import type { Verdict } from './document.ts';
import { keepPage, openFile } from './page.act.ts';
import { sweepPages } from './page.store.ts';

export type { DocumentRow, UploadRow } from './document.store.ts';
export type { BoundBook, KeptFile, PageRow } from './page.act.ts';
export { bindPhotos, openFile, pagesOf, pictureOf } from './page.act.ts';
export type { StoredPaper, VaultPaper } from './vault.act.ts';
export { putIntoVault, removeFromVault, storeForVault, takeFromVault, vaultBlobs, vaultFile, vaultLimits, vaultOf } from './vault.act.ts';

/** Inside the transaction of the deed that made or received the file; its bytes are already in the blob store. */
export const recordDocument = async (sql: Sql, row: DocumentRow): Promise<void> => void (await upsertDocument(sql, row));

/** The caller has shown by its permit on the case that it may see the document. */
export async function findDocument(world: World, _permit: Permit<'case.read'>, id: string): Promise<DocumentRow | undefined> {
  const [row] = await documentById(world.sql, id);
  return row;
}

/** What anybody may learn about a paper: that it was made here, what it is and when, never what it says. */
export type PublicPaper = { readonly kind: string; readonly title: string; readonly at: DocumentRow['at']; readonly signed: boolean };

/** By the code in the QR of the paper. Needs no permit: whoever holds the paper may ask. */
export async function findByCode(world: World, code: string): Promise<PublicPaper | undefined> {
  const [row] = await documentByCode(world.sql, code);
  return row === undefined ? undefined : publicPaper(row);
}

/** Checks an uploaded file: its signatures, and whether the bytes are the ones kept here. */
export async function checkUpload(world: World, pdf: Uint8Array): Promise<{ readonly verdict: Verdict; readonly known: PublicPaper | undefined } | Refusal> {
  const verdict = await world.gates.inspect.inspect(pdf);
  if (isRefusal(verdict)) return verdict;
  const [row] = await documentByBlob(world.sql, world.hash(pdf));
  return { verdict, known: row === undefined ? undefined : publicPaper(row) };
}

const publicPaper = ({ kind, title, at, signed }: DocumentRow): PublicPaper => ({ kind, title, at, signed });

/** What one person may send within the seven days that staged files are kept. */
export const mostBytesSent = 2 * 1_073_741_824;

/** Keeps a file before the case exists. The bytes decide what it is, and it must open: refused files leave nothing. `takes`: which of the kinds this paper wants. */
export async function stageUpload(
  world: World,
  permit: Permit<'case.submit'>,
  file: { readonly name: string; readonly bytes: Uint8Array },
  takes: (mediaType: string) => boolean = () => true,
): Promise<UploadRow | Refusal> {
  const [sent] = await bytesSent(world.sql, permit.actor.person);
  if ((sent?.bytes ?? 0) + file.bytes.length > mostBytesSent) return refuse('too-much-sent');
  const opened = await openFile(world, file);
  if (isRefusal(opened)) return opened;
  if (!takes(opened.kind.mediaType)) return refuse('file-kind-refused');
  const stored = await world.gates.blob.put(file.bytes);
  if (isRefusal(stored)) return stored;
  const page = await keepPage(world, stored.hash, 1, opened.first);
  if (isRefusal(page)) return page;
  // Cut between letters: half of a pair cannot be stored.
  const name = [
    ...file.name
      .normalize('NFC')
      .replace(/[\p{C}/\\]/gu, ' ')
      .trim(),
  ]
    .slice(-120)
    .join('');
  const row = {
    id: world.newId(),
    name,
    mediaType: opened.kind.mediaType,
    blob: stored.hash,
    size: stored.size,
    sender: permit.actor.person,
    at: world.machine(),
  };
  await insertUpload(world.sql, row);
  return { ...row, pages: page.pages };
}

/** The sender's own staged files among these ids; unknown ids are simply not there. */
export const stagedUploads = (world: World, permit: Permit<'case.submit'>, ids: readonly string[]): Promise<readonly UploadRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : uploadsById(world.sql, permit.actor.person, ids);

/** Forgets staged files older than seven days, and pictures of files that belong to no case. */
export async function forgetUploads(world: World, _permit: Permit<'system.run'>): Promise<void> {
  const before = plusMs(world.machine(), -7 * 86_400_000);
  await sweepUploads(world.sql, before);
  await sweepPages(world.sql, before);
}
