import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readlinkSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { isRefusal } from '../base/refusal.ts';
import type { BlobHash } from '../kernel/document/document.ts';
import { openBlobs } from './blob-disk.ts';

const folder = mkdtempSync(join(tmpdir(), 'cuaso-blob-'));
const blobs = await openBlobs(folder, { maxBytes: 1000 });
after(() => rmSync(folder, { recursive: true }));

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const filesUnder = (path: string): readonly string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []));
async function* pieces(...parts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield bytes(part);
}
async function put(source: Uint8Array | AsyncIterable<Uint8Array>): Promise<BlobHash> {
  const stored = await blobs.put(source);
  assert.ok(!isRefusal(stored));
  return stored.hash;
}

/** A descriptor may be gone by the time it is looked at. */
function targetOf(fd: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return '';
  }
}

test('what was put is read back by its hash, whole and as a stream', async () => {
  const hash = await put(bytes('giấy chứng sinh'));
  assert.equal(hash, createHash('sha256').update('giấy chứng sinh').digest('hex'));
  assert.deepEqual(Buffer.from((await blobs.get(hash)) ?? []), Buffer.from('giấy chứng sinh'));
  const stream = await blobs.stream(hash);
  assert.ok(stream);
  const read: Uint8Array[] = [];
  for await (const chunk of stream.bytes) read.push(chunk);
  assert.deepEqual(Buffer.concat(read), Buffer.from('giấy chứng sinh'));
  assert.equal(
    stream.size,
    read.reduce((sum, chunk) => sum + chunk.length, 0),
  );
});

test('a reader who goes away before or within the file leaves it closed', async () => {
  const roomy = await openBlobs(folder, { maxBytes: 1_000_000 });
  const stored = await roomy.put(Buffer.alloc(300_000, 7));
  assert.ok(!isRefusal(stored));
  const unread = await roomy.stream(stored.hash);
  const begun = await roomy.stream(stored.hash);
  for await (const chunk of begun?.bytes ?? []) {
    assert.ok(chunk.length < 300_000);
    break;
  }
  assert.equal(unread?.size, 300_000);
  assert.deepEqual(
    readdirSync('/proc/self/fd').filter((fd) => targetOf(fd).endsWith(stored.hash)),
    [],
  );
});

test('a stream in pieces and the same bytes at once are one file, readable by the owner only', async () => {
  const before = filesUnder(folder).length;
  const hash = await put(pieces('một ', 'hai ', 'ba'));
  assert.equal(await put(bytes('một hai ba')), hash);
  assert.equal(filesUnder(folder).length, before + 1);
  assert.equal(statSync(join(folder, hash.slice(0, 2), hash.slice(2, 4), hash)).mode & 0o777, 0o600);
});

test('one byte over the limit is refused and leaves nothing; the limit itself is stored', async () => {
  const before = filesUnder(folder).length;
  const refused = await blobs.put(pieces('x'.repeat(999), 'yz'));
  assert.ok(isRefusal(refused) && refused.refused === 'file-too-large');
  assert.equal(filesUnder(folder).length, before);
  await put(pieces('x'.repeat(999), 'y'));
});

test('an empty file is refused', async () => {
  const refused = await blobs.put(pieces());
  assert.ok(isRefusal(refused) && refused.refused === 'file-empty');
});

test('a source that breaks off leaves nothing behind', async () => {
  const before = filesUnder(folder).length;
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield bytes('half');
    throw new Error('line lost');
  }
  await assert.rejects(blobs.put(broken()), /line lost/);
  assert.equal(filesUnder(folder).length, before);
});

test('a hash that is none, or leads elsewhere, finds nothing', async () => {
  writeFileSync(join(folder, 'secret'), 'x');
  for (const odd of ['../secret', 'secret', '..', '', 'a'.repeat(63), `${'a'.repeat(64)}/../secret`, 'b'.repeat(64)]) {
    assert.equal(await blobs.get(odd as BlobHash), undefined, odd);
    assert.equal(await blobs.stream(odd as BlobHash), undefined, odd);
  }
});

test('opening again removes old leftovers of a killed process and keeps fresh ones', async () => {
  const [old, fresh] = [join(folder, 'incoming', 'old'), join(folder, 'incoming', 'fresh')];
  writeFileSync(old, 'x');
  writeFileSync(fresh, 'x');
  utimesSync(old, 1000, 1000);
  await openBlobs(folder);
  assert.deepEqual(readdirSync(join(folder, 'incoming')), ['fresh']);
});
