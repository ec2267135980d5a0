/** Files kept before the case exists: whole ones, and those that came in pieces once they are whole. */
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Permit } from '../permit.ts';
import type { World } from '../world.ts';
import type { UploadRow } from './document.store.ts';
import { bytesSent, insertUpload, uploadsById } from './document.store.ts';
import { keepPage, openFile } from './page.act.ts';

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
  const row = {
    id: world.newId(),
    name: keptName(file.name),
    mediaType: opened.kind.mediaType,
    blob: stored.hash,
    size: stored.size,
    sender: permit.actor.person,
    at: world.machine(),
  };
  await insertUpload(world.sql, row);
  return { ...row, pages: page.pages };
}

/** A name as it is kept. Cut between letters: half of a pair cannot be stored. */
export const keptName = (name: string): string =>
  [
    ...name
      .normalize('NFC')
      .replace(/[\p{C}/\\]/gu, ' ')
      .trim(),
  ]
    .slice(-120)
    .join('');

/** The sender's own staged files among these ids; unknown ids are simply not there. */
export const stagedUploads = (world: World, permit: Permit<'case.submit'>, ids: readonly string[]): Promise<readonly UploadRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : uploadsById(world.sql, permit.actor.person, ids);
