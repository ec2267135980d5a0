/** Deeds on documents: recording them with the case they belong to, finding them again, checking them for anybody. */

import type { Refusal } from '../../base/refusal.ts';
import { isRefusal } from '../../base/refusal.ts';
import { plusMs } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import type { Permit } from '../permit.ts';
import type { World } from '../world.ts';
import type { DocumentRow } from './document.store.ts';
import { documentByBlob, documentByCode, documentById, sweepUploads, upsertDocument } from './document.store.ts';
import type { Verdict } from './document.ts';
import { sweepPages } from './page.store.ts';

export type { DocumentRow, UploadRow } from './document.store.ts';
export type { BoundBook, KeptFile, PageRow } from './page.act.ts';
export { bindPhotos, openFile, pagesOf, pictureOf } from './page.act.ts';
export type { Coming, Piece, Progress } from './piece.act.ts';
export { arrivedFile, forgetSendings, piecesHere, progressOf, sendPiece } from './piece.act.ts';
export { stagedUploads, stageUpload } from './stage.act.ts';
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

/** Forgets staged files older than seven days, and pictures of files that belong to no case. */
export async function forgetUploads(world: World, _permit: Permit<'system.run'>): Promise<void> {
  const before = plusMs(world.machine(), -7 * 86_400_000);
  await sweepUploads(world.sql, before);
  await sweepPages(world.sql, before);
}
