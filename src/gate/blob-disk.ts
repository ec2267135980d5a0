/** Files by content in a folder: <root>/ab/cd/<sha-256>. What was answered survives a power cut; half a file never has a name. */
import { createHash, randomUUID } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Refusal } from '../base/refusal.ts';
import { refuse } from '../base/refusal.ts';
import type { BlobGate, BlobHash, StoredBlob } from '../kernel/document/document.ts';
import { isBlobHash } from '../kernel/document/document.ts';

/** `folder` is made when missing; leftovers of a killed process in its 'incoming' folder are removed. `maxBytes` bounds one file. */
export async function openBlobs(folder: string, { maxBytes = 20 * 1_048_576 }: { readonly maxBytes?: number } = {}): Promise<BlobGate> {
  const incoming = join(folder, 'incoming');
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  await sweep(incoming);

  const put = async (source: Uint8Array | AsyncIterable<Uint8Array>): Promise<StoredBlob | Refusal> => {
    const draft = join(incoming, randomUUID());
    try {
      const written = await write(draft, source instanceof Uint8Array ? [source] : source, maxBytes);
      if ('refused' in written) return written;
      const home = placeOf(folder, written.hash);
      await mkdir(dirname(home), { recursive: true, mode: 0o700 });
      // Renaming over an equal file is harmless: the bytes are the same by definition.
      await rename(draft, home);
      // A name is safe when every folder on the way to it was synced, whoever made the folders.
      for (const place of [dirname(home), dirname(dirname(home)), folder]) await syncFolder(place);
      return written;
    } finally {
      await rm(draft, { force: true });
    }
  };

  const get = async (hash: BlobHash): Promise<Uint8Array | undefined> => (isBlobHash(hash) ? orMissing(readFile(placeOf(folder, hash))) : undefined);

  const stream: BlobGate['stream'] = async (hash) => {
    const path = placeOf(folder, hash);
    const found = isBlobHash(hash) ? await orMissing(stat(path)) : undefined;
    return found === undefined ? undefined : { size: found.size, bytes: readParts(path) };
  };

  return { put, get, stream };
}

/** The file is opened with the first part asked for: a reader who goes away before that leaves nothing open. */
async function* readParts(path: string): AsyncGenerator<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    yield* handle.createReadStream({ highWaterMark: 65_536, autoClose: false });
  } finally {
    await handle.close();
  }
}

/** A hash is 64 hexadecimal digits, so no name can lead out of the folder. */
const placeOf = (folder: string, hash: BlobHash): string => join(folder, hash.slice(0, 2), hash.slice(2, 4), hash);

async function write(path: string, source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>, maxBytes: number): Promise<StoredBlob | Refusal> {
  const hash = createHash('sha256');
  let size = 0;
  const handle = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > maxBytes) return refuse('file-too-large', { limit: maxBytes });
      hash.update(chunk);
      await writeAll(handle, chunk);
    }
    if (size === 0) return refuse('file-empty');
    await handle.sync();
  } finally {
    await handle.close();
  }
  const name = hash.digest('hex');
  if (!isBlobHash(name)) throw new Error('a SHA-256 digest has 64 hexadecimal digits');
  return { hash: name, size };
}

async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let from = 0; from < chunk.length; ) from += (await handle.write(chunk, from)).bytesWritten;
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Another process of the same cell may be writing right now: only drafts older than an hour are leftovers. */
async function sweep(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const found = await orMissing(stat(path));
    if (found !== undefined && Date.now() - found.mtimeMs > 3_600_000) await rm(path, { force: true });
  }
}

async function orMissing<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
