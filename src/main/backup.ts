/** Back-up of a stopped cell: the data folder copied file by file, with a manifest of sha-256 that is read back before it counts. */
import { createHash } from 'node:crypto';
import {
  chownSync,
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { chmod, copyFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { exit, Stop } from '../cli/command.ts';
import { runningPostmaster } from '../db/postmaster.ts';

/** One entry per file and folder; `hash` is absent for folders. */
type Entry = { readonly path: string; readonly mode: number; readonly bytes: number; readonly hash?: string };
type Manifest = { readonly format: 1; readonly made: string; readonly entries: readonly Entry[] };

export type Progress = (done: number, total: number) => void;
const manifestName = 'manifest.json';
/** What a start makes anew, or what only tells about a process that ran. */
const leftOut = new Set(['socket', 'postgres.new', 'postgres.log', 'postgres.log.1', 'postgres.owner', 'postgres/postmaster.pid', 'postgres/postmaster.opts']);

export type Made = { readonly folder: string; readonly files: number; readonly bytes: number };

/** Copies `data` into a new folder below `target`. Throws Stop when the cell runs or there is nothing to copy. */
export async function backUp(data: string, target: string, now: Date, progress: Progress): Promise<Made> {
  if (!existsSync(join(data, 'postgres'))) throw new Stop(exit.input, { vi: `không có dữ liệu ở ${data}`, en: `there is no data in ${data}` });
  refuseWhenRunning(data);
  const folder = join(target, `cuaso-${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}`);
  if (existsSync(folder)) throw new Stop(exit.input, { vi: `${folder} đã có`, en: `${folder} exists already` });
  const draft = `${folder}.partial`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  const paths = listPaths(data);
  const entries: Entry[] = [];
  for (const path of paths) {
    entries.push(await copyEntry(data, path, join(draft, 'data')));
    progress(entries.length, paths.length);
  }
  // A server that was started meanwhile would have changed files behind the copy.
  refuseWhenRunning(data);
  writeDurably(join(draft, manifestName), `${JSON.stringify({ format: 1, made: now.toISOString(), entries } satisfies Manifest, null, 1)}\n`);
  await checkBackup(draft, () => undefined);
  renameSync(draft, folder);
  writeFileSync(join(data, 'last-backup.json'), `${JSON.stringify({ at: now.toISOString(), folder })}\n`, { mode: 0o600 });
  return { folder, files: entries.length, bytes: entries.reduce((sum, entry) => sum + entry.bytes, 0) };
}

/** Puts a back-up in the place of `data`, which must not hold a database. Nothing is there until everything is there. */
export async function restore(folder: string, data: string, progress: Progress): Promise<Made> {
  if (existsSync(join(data, 'postgres')))
    throw new Stop(exit.input, {
      vi: `${data} đang có dữ liệu; chọn --data khác hoặc chuyển thư mục đó đi`,
      en: `${data} holds data; choose another --data or move it away`,
    });
  const { entries } = await checkBackup(folder, progress);
  const draft = `${data}.restoring`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  for (const entry of entries) await copyEntry(join(folder, 'data'), entry.path, draft);
  await compare(draft, entries, () => undefined);
  rmSync(data, { recursive: true, force: true });
  renameSync(draft, data);
  return { folder: data, files: entries.length, bytes: entries.reduce((sum, entry) => sum + entry.bytes, 0) };
}

/** Reads every file of a back-up against its manifest. Throws Stop naming the first file that differs. */
export async function checkBackup(folder: string, progress: Progress): Promise<Manifest> {
  const file = join(folder, manifestName);
  if (!existsSync(file))
    throw new Stop(exit.input, { vi: `${folder} không phải bản sao lưu (không có ${manifestName})`, en: `${folder} is not a back-up (no ${manifestName})` });
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  await compare(join(folder, 'data'), manifest.entries, progress);
  return manifest;
}

async function compare(folder: string, entries: readonly Entry[], progress: Progress): Promise<void> {
  const listed = new Set(entries.map((entry) => entry.path));
  const first = listPaths(folder).find((path) => !listed.has(path));
  if (first !== undefined) throw damaged(first);
  let done = 0;
  for (const entry of entries) {
    const path = join(folder, entry.path);
    const isSame = existsSync(path) && (entry.hash === undefined || (await hashOf(path)) === entry.hash);
    if (!isSame) throw damaged(entry.path);
    done += 1;
    progress(done, entries.length);
  }
}

const damaged = (path: string): Stop =>
  new Stop(exit.no, { vi: `bản sao lưu hỏng: tệp ${path} khác với danh mục`, en: `the back-up is damaged: ${path} differs from its manifest` });

function refuseWhenRunning(data: string): void {
  const pid = runningPostmaster(join(data, 'postgres'));
  if (pid !== undefined)
    throw new Stop(exit.missing, {
      vi: `cơ sở dữ liệu đang chạy (tiến trình ${pid}); dừng Cửa Số rồi làm lại`,
      en: `the database is running (process ${pid}); stop Cửa Số and try again`,
    });
}

/** Folders before what they hold; links and sockets do not occur in a stopped cell and would be refused. */
function listPaths(folder: string, below = folder): readonly string[] {
  return readdirSync(below, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((item) => {
      const path = join(below, item.name);
      const name = relative(folder, path);
      if (leftOut.has(name)) return [];
      if (item.isDirectory()) return [name, ...listPaths(folder, path)];
      if (item.isFile()) return [name];
      throw new Stop(exit.input, { vi: `${path} không phải tệp thường`, en: `${path} is not a plain file` });
    });
}

async function copyEntry(from: string, path: string, to: string): Promise<Entry> {
  const [source, target] = [join(from, path), join(to, path)];
  const found = lstatSync(source);
  const mode = found.mode & 0o777;
  if (found.isDirectory()) {
    mkdirSync(target, { recursive: true, mode });
    keepOwner(source, target);
    return { path, mode, bytes: 0 };
  }
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  await copyFile(source, target);
  await chmod(target, mode);
  keepOwner(source, target);
  sync(target);
  return { path, mode, bytes: found.size, hash: await hashOf(target) };
}

/** The database may belong to the user postgres when root runs it. */
function keepOwner(source: string, target: string): void {
  const { uid, gid } = statSync(source);
  if (process.getuid?.() === 0) chownSync(target, uid, gid);
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function writeDurably(path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600 });
  sync(path);
}

function sync(path: string): void {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}
