/** Test files that share a process: the product is read, its packs proved and its style bundled once for all of them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { home } from '../../src/main/config.ts';

/** No test of anybody's: it is not counted. */
export const holdName = 'every file of this process has said its tests';

/** Files that stand next to each other go to different processes: long ones are often neighbours. Gone when this process ends. */
export function grouped(files: readonly string[], size: number): readonly string[] {
  if (size <= 1) return files;
  const folder = mkdtempSync(join(tmpdir(), 'cuaso-run-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const count = Math.ceil(files.length / size);
  return Array.from({ length: count }, (_, group) => {
    const own = files.filter((_file, index) => index % count === group);
    const path = join(folder, `${group}.mjs`);
    const address = (file: string): string => JSON.stringify(pathToFileURL(resolve(home, file)).href);
    // A file that falls over while its site opens fails the run: waited for, it would hang it.
    const lines = [
      `import { everybodyIsHere, somebodyFell } from ${address('test/run/hold.ts')};`,
      `Promise.all([${own.map((file) => `import(${address(file)})`).join(', ')}]).then(() => everybodyIsHere(), somebodyFell);`,
    ];
    writeFileSync(path, `${lines.join('\n')}\n`);
    return path;
  });
}
