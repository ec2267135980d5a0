/** Runs the benches one after another; each prints a JSON object as its last line. */
import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import type { Numbers } from '../../src/cli/bench.ts';
import { home } from '../../src/main/config.ts';
import { runNode } from './step.ts';

type Options = { readonly save: boolean };

export async function runBenches(name: string, { save }: Options): Promise<readonly Numbers[]> {
  const found: Numbers[] = [];
  for (const file of globSync('bench/*.bench.ts', { cwd: home }).sort()) {
    const own = basename(file).replace(/\.bench\.ts$/, '');
    if (!own.startsWith(name)) continue;
    process.stderr.write(`${own} ...\n`);
    const { code, output } = await runNode({ name: own, args: ['--expose-gc', file], isQuiet: true, limitSeconds: 3600 });
    const result = code === 0 ? lastObject(output) : undefined;
    found.push({ name: own, result });
    if (save && result !== undefined) keep(own, result);
  }
  return found;
}

function lastObject(output: string): unknown {
  const line = output
    .trimEnd()
    .split('\n')
    .findLast((text) => text.startsWith('{'));
  return line === undefined ? undefined : JSON.parse(line);
}

/** With the commit and the machine: a number without them says nothing. */
export function keep(name: string, result: unknown): string {
  const folder = join(home, 'bench', 'results');
  mkdirSync(folder, { recursive: true });
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: home, encoding: 'utf8' }).trim();
  const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length, memoryMb: Math.round(totalmem() / 1_048_576), node: process.versions.node };
  const path = join(folder, `${name}.json`);
  writeFileSync(path, `${JSON.stringify({ commit, machine, ...(typeof result === 'object' ? result : { result }) }, null, 2)}\n`);
  return path;
}
