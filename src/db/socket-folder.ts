/** The folder of the Unix socket: inside the data folder, or a private short one when that path is too long for the kernel. */
import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A socket's path holds at most 107 bytes, and '/.s.PGSQL.5432' takes 14 of them. */
const longestFolder = 93;

export function socketFolder(data: string): string {
  const near = join(data, 'socket');
  if (Buffer.byteLength(near) <= longestFolder) return near;
  const name = createHash('sha256').update(data).digest('hex').slice(0, 16);
  return join(tmpdir(), `cuaso-${process.getuid?.() ?? 0}-${name}`);
}

/** Throws when the folder is not `owner`'s: whoever owns it could pose as the database. */
export function checkSocketFolder(folder: string, owner: number | undefined): void {
  const found = lstatSync(folder);
  const isOurs = found.isDirectory() && (owner === undefined || found.uid === owner) && (found.mode & 0o077) === 0;
  if (!isOurs) throw new Error(`${folder} belongs to somebody else or is open to others; remove it or choose another --data`);
}
