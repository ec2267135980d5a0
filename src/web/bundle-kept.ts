/** The bundle of style and scripts, made once for the files it comes from and kept beside the packages: a start reads it instead of making it. */
import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { version } from 'esbuild';
import type { AssetFile, Bundle } from './bundle.ts';
import { loadBundle } from './bundle.ts';

const source = fileURLToPath(new URL('../', import.meta.url));
const shelf = fileURLToPath(new URL('../../node_modules/.cache/cuaso/', import.meta.url));

/** From `folder`, else made and put there. A folder that cannot be read or written costs the time of making it, nothing else. */
export async function keptBundle(folder: string = shelf): Promise<Bundle> {
  const path = join(folder, `bundle-${fingerprint()}.json`);
  const kept = await readKept(path);
  if (kept !== undefined) return kept;
  const made = await loadBundle();
  await keep(folder, path, made);
  return made;
}

/** Of everything a bundle may be made from: the program's files, and the versions of what makes it. Hundreds of small files: read one after the other they cost a quarter of what they cost side by side. */
function fingerprint(): string {
  const names = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:ts|css|json)$/.test(name) && !name.endsWith('.test.ts'));
  const hash = createHash('sha256').update(`${version} ${process.version}`);
  for (const name of names.sort()) {
    const text = readFileSync(join(source, name));
    hash.update(`\n${name} ${text.length}\n`).update(text);
  }
  return hash.digest('hex').slice(0, 32);
}

async function readKept(path: string): Promise<Bundle | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8'), (name, value: unknown) =>
      name === 'packed' ? new Uint8Array(Buffer.from(String(value), 'base64')) : value,
    ) as Bundle;
  } catch {
    return undefined;
  }
}

async function keep(folder: string, path: string, bundle: Bundle): Promise<void> {
  const plain = ({ packed, ...rest }: AssetFile) => ({ ...rest, packed: Buffer.from(packed).toString('base64') });
  const text = JSON.stringify({ ...bundle, files: bundle.files.map(plain), worker: plain(bundle.worker), farewell: plain(bundle.farewell) });
  const draft = join(folder, `.${randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true });
    const former = (await readdir(folder)).filter((name) => name.startsWith('bundle-'));
    await writeFile(draft, text);
    await rename(draft, path);
    await Promise.all(former.map((name) => rm(join(folder, name), { force: true })));
  } catch {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}
