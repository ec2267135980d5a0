/** Runs the benches one after another; each prints a JSON object as its last line. */
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { stamp } from '../../bench/kit.ts';
import type { Numbers, Report, Wishes } from '../../src/cli/bench.ts';
import type { Suite } from '../../src/cli/conformance.ts';
import { home } from '../../src/main/config.ts';
import { numberPages } from './numbers.ts';
import { runNode } from './step.ts';

export async function runBenches(name: string, { write, count, seed }: Wishes): Promise<readonly Numbers[]> {
  const found: Numbers[] = [];
  const wishes = [...(count === undefined ? [] : ['--count', count]), ...(seed === undefined ? [] : ['--seed', seed])];
  for (const file of globSync('bench/*.bench.ts', { cwd: home }).sort()) {
    const own = basename(file).replace(/\.bench\.ts$/, '');
    if (!own.startsWith(name)) continue;
    process.stderr.write(`${own} ...\n`);
    const { code, output } = await runNode({ name: own, args: ['--expose-gc', file, ...wishes], isQuiet: true, limitSeconds: 4 * 3600 });
    const report = code === 0 ? lastObject(output) : undefined;
    found.push({ name: own, ...(report === undefined ? {} : { report }) });
    if (write && report !== undefined) keep(own, report);
  }
  return found;
}

function lastObject(output: string): Report | undefined {
  const line = output
    .trimEnd()
    .split('\n')
    .findLast((text) => text.startsWith('{'));
  return line === undefined ? undefined : (JSON.parse(line) as Report);
}

export const keepSuites = (suites: readonly Suite[]): string => keep('conformance', { ...stamp(), suites });

/** The READMEs show what is kept, so they change with it. */
function keep(name: string, found: object): string {
  const folder = join(home, 'bench', 'results');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.json`);
  writeFileSync(path, `${JSON.stringify(found, null, 2)}\n`);
  for (const page of numberPages()) if (readFileSync(page.path, 'utf8') !== page.text) writeFileSync(page.path, page.text);
  return path;
}
