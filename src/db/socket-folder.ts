/** The folder of the Unix socket: inside the data folder, or a private short one when that path is too long for the kernel. */
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync } from 'node:fs';
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

/** Throws when the folder exists and belongs to somebody else: whoever owns it could pose as the database. */
export function makeSocketFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  const isOurs = found.isDirectory() && found.uid === (process.getuid?.() ?? found.uid);
  if (!isOurs) throw new Error(`${folder} belongs to somebody else; remove it or choose another --data`);
}
