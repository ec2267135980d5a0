/** Pages of files as pictures: made when a file arrives or is first looked at, found again by the bytes they were made from. */
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Permit } from '../permit.ts';
import type { World } from '../world.ts';
import type { LookedPage, StoredBlob } from './document.ts';
import { isBlobHash } from './document.ts';
import type { FileKind } from './file-kind.ts';
import { fileKind } from './file-kind.ts';
import type { PageRow } from './page.store.ts';
import { firstPages, insertPage, pageOf } from './page.store.ts';
import { bindPages } from './page-book.ts';

export type { PageRow } from './page.store.ts';

type Place = Pick<World, 'sql' | 'machine' | 'gates'>;
/** A file that is already kept. */
export type KeptFile = { readonly blob: string; readonly mediaType: string };

/** What a file from outside is, with its first page drawn: whatever cannot be opened is refused here, before anything is stored. */
export async function openFile(
  { gates }: Pick<World, 'gates'>,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<{ readonly kind: FileKind; readonly first: LookedPage } | Refusal> {
  const kind = fileKind(file.bytes, file.name);
  if (isRefusal(kind)) return kind;
  const first = await gates.look.look({ bytes: file.bytes, mediaType: kind.mediaType }, 1);
  return isRefusal(first) ? first : { kind, first };
}

/** Keeps what was drawn of one page under the file it was drawn from. */
export async function keepPage(world: Place, source: string, page: number, looked: LookedPage): Promise<PageRow | Refusal> {
  const picture = await world.gates.blob.put(looked.picture);
  const thumb = await world.gates.blob.put(looked.thumb);
  if (isRefusal(picture)) return picture;
  if (isRefusal(thumb)) return thumb;
  const { pages, width, height } = looked;
  const row = { source, page, pages: Math.min(pages, mostPages), picture: picture.hash, thumb: thumb.hash, width, height, at: world.machine() };
  await insertPage(world.sql, row);
  return row;
}

/** Nobody reads further, and the store counts no further. */
const mostPages = 10_000;

/** One page of a kept file. The caller has shown by its permit that the file may be seen. Refuses with 'not-found' or like the gate. */
export async function pictureOf(
  world: Place,
  _permit: Permit<'case.read' | 'case.submit' | 'person.self'>,
  file: KeptFile,
  page: number,
): Promise<PageRow | Refusal> {
  if (!Number.isSafeInteger(page) || page < 1 || page > mostPages) return refuse('not-found');
  const [kept] = await pageOf(world.sql, file.blob, page);
  if (kept !== undefined) return kept;
  const bytes = isBlobHash(file.blob) ? await world.gates.blob.get(file.blob) : undefined;
  if (bytes === undefined) throw new Error(`the bytes of ${file.blob} are missing`);
  const looked = await world.gates.look.look({ bytes, mediaType: file.mediaType }, page);
  return isRefusal(looked) ? looked : await keepPage(world, file.blob, page, looked);
}

/** How many pages each of these files has, as far as it was looked at. */
export async function pagesOf(world: Pick<World, 'sql'>, blobs: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = blobs.length === 0 ? [] : await firstPages(world.sql, [...new Set(blobs)]);
  return new Map(rows.map((row) => [row.source, row.pages]));
}

export type BoundBook = StoredBlob & { readonly pages: number };

/** Photographs of one paper, in this order, as one PDF; the photographs themselves stay as they are. */
export async function bindPhotos(world: Place, permit: Permit<'case.submit'>, photos: readonly KeptFile[]): Promise<BoundBook | Refusal> {
  const rows: PageRow[] = [];
  for (const photo of photos) {
    const row = await pictureOf(world, permit, photo, 1);
    if (isRefusal(row)) return row;
    rows.push(row);
  }
  const book = bindPages(await Promise.all(rows.map(async (row) => ({ jpeg: await bytesOf(world, row.picture), width: row.width, height: row.height }))));
  const stored = await world.gates.blob.put(book);
  if (isRefusal(stored)) return stored;
  // Its pages are already drawn: they are the pictures it was bound from.
  for (const [index, row] of rows.entries())
    await insertPage(world.sql, { ...row, source: stored.hash, page: index + 1, pages: rows.length, at: world.machine() });
  return { ...stored, pages: rows.length };
}

async function bytesOf({ gates }: Pick<World, 'gates'>, blob: string): Promise<Uint8Array> {
  const bytes = isBlobHash(blob) ? await gates.blob.get(blob) : undefined;
  if (bytes === undefined) throw new Error(`the bytes of ${blob} are missing`);
  return bytes;
}
