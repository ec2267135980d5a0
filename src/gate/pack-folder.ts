/** Reads pack folders from disk into memory, bounded: a wrong or huge folder becomes findings of `assemble`, never a stop. */
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileLimits } from '../pack/files.ts';

export type PackFolder = { readonly id: string; readonly files: ReadonlyMap<string, Uint8Array> };

/** Every folder in `folder` that is not hidden, in order of name; `id` is the name of the folder. Throws when `folder` itself cannot be read. */
export async function readPackFolders(folder: string): Promise<readonly PackFolder[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.flatMap((entry) => (entry.isDirectory() && !entry.name.startsWith('.') ? [entry.name] : [])).toSorted();
  return Promise.all(names.map(async (id) => ({ id, files: await readPackFolder(join(folder, id)) })));
}

/**
 * Paths inside the pack with '/' between names -> bytes. Hidden files are left out; a link is not followed and stands as an empty file.
 * Of a file over the limit one byte too many is read, of too many files one too many, so that `assemble` can name what is wrong.
 */
export async function readPackFolder(folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  await readInto(files, folder, '');
  return files;
}

const mostDepth = 4;

async function readInto(files: Map<string, Uint8Array>, folder: string, inside: string): Promise<void> {
  const entries = await readdir(join(folder, inside), { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (files.size > fileLimits.files) return;
    const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory() && path.split('/').length < mostDepth) await readInto(files, folder, path);
    else files.set(path.normalize('NFC'), entry.isFile() ? await readFirst(join(folder, path), fileLimits.xml + 1) : new Uint8Array());
  }
}

async function readFirst(path: string, most: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const buffer = new Uint8Array(Math.min(size, most));
    let read = 0;
    while (read < buffer.length) {
      const { bytesRead } = await file.read(buffer, read, buffer.length - read);
      if (bytesRead === 0) break;
      read += bytesRead;
    }
    return buffer.subarray(0, read);
  } finally {
    await file.close();
  }
}
