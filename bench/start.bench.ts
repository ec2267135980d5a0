/** From a fresh clone and one command to the first page, with npm's cache warm and cold; from the command to the first page when everything is there; memory after the start. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { home } from '../src/main/config.ts';
import type { Result } from './kit.ts';
import { median, report } from './kit.ts';

type Run = { readonly firstPageMs: number; readonly serverMb: number; readonly postgresMb: number; readonly allMb: number };
type Memory = Omit<Run, 'firstPageMs'>;

const folder = mkdtempSync(join(tmpdir(), 'cuaso-bench-start-'));
/** The Node that this bench runs on is not the one a bare machine has. */
const barePath = (process.env.PATH ?? '')
  .split(delimiter)
  .filter((part) => !part.startsWith(join(home, '.node')))
  .join(delimiter);

async function startOnce(checkout: string, data: string, cache?: string): Promise<Run> {
  const begun = performance.now();
  const { NODE_COMPILE_CACHE: _, ...environment } = process.env;
  const env = { ...environment, PATH: barePath, ...(cache === undefined ? {} : { npm_config_cache: cache }) };
  const child = spawn(join(checkout, 'cuaso'), ['start', '--port', '0', '--data', data], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise<string>((resume, fail) => {
    child.stdout.once('data', (part: Buffer) => resume(part.toString()));
    child.once('exit', (code) => fail(new Error(`the start ended with ${code}`)));
  });
  const url = /http\S+/.exec(line)?.[0];
  const page = await fetch(`${url}/`);
  if (!(await page.text()).includes('</html>')) throw new Error(`the first page answered ${page.status}`);
  const firstPageMs = Math.round(performance.now() - begun);
  await new Promise((resume) => setTimeout(resume, 3000));
  const memory = memoryOf(child.pid ?? 0);
  const ended = new Promise((resume) => child.once('exit', resume));
  child.kill('SIGTERM');
  await ended;
  return { firstPageMs, ...memory };
}

function memoryOf(server: number): Memory {
  const all = family(server);
  const names = new Map(all.map((pid) => [pid, readProc(`/proc/${pid}/comm`).trim()]));
  return {
    serverMb: megabytes([server], 'Rss'),
    postgresMb: megabytes(
      all.filter((pid) => names.get(pid)?.startsWith('postgres')),
      'Pss',
    ),
    allMb: megabytes(all, 'Pss'),
  };
}

/** The process and everything below it. */
function family(pid: number): readonly number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const parent = /^\d+ \(.*\) \S (\d+)/s.exec(readProc(`/proc/${name}/stat`))?.[1];
      return parent === undefined ? [] : [[Number(name), Number(parent)] as const];
    });
  const below = (of: number): readonly number[] => [of, ...parents.filter(([, parent]) => parent === of).flatMap(([child]) => below(child))];
  return below(pid);
}

/** Pss: shared pages counted in proportion, so that a sum over processes is true. */
const megabytes = (pids: readonly number[], kind: 'Rss' | 'Pss'): number =>
  Math.round(pids.reduce((sum, pid) => sum + Number(new RegExp(`^${kind}:\\s+(\\d+)`, 'm').exec(readProc(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0), 0) / 1024);

function readProc(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It ended between the listing and the reading.
    return '';
  }
}

function isRegistryReachable(): boolean {
  try {
    execFileSync('npm', ['ping', '--fetch-timeout=10000', '--fetch-retries=0'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const seconds = (ms: number): number => Math.round(ms / 100) / 10;

async function freshClone(name: string, cache?: string): Promise<{ readonly result: Result; readonly checkout: string }> {
  const checkout = join(folder, name);
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', home, checkout]);
  const { firstPageMs } = await startOnce(checkout, join(checkout, '.data'), cache);
  const note = existsSync(join(checkout, '.node')) ? 'with bringing Node 24' : 'Node 24 was there';
  return {
    checkout,
    result: { name: `fresh clone to the first page, npm cache ${name}`, unit: 's', value: seconds(firstPageMs), budget: { atMost: 60 }, note },
  };
}

/** `--only warm`: without the fresh clones, which take minutes and the net. */
const { values } = parseArgs({ options: { only: { type: 'string' } }, strict: false });
const results: Result[] = [];
try {
  if (values.only !== 'warm' && isRegistryReachable()) {
    // Cold first: nothing of this run is in the machine's own cache then either.
    for (const [name, cache] of [['cold', join(folder, 'npm-cache')], ['warm']] as const) {
      const { result, checkout } = await freshClone(name, cache);
      results.push(result);
      rmSync(checkout, { recursive: true, force: true });
    }
  } else console.error('The npm registry cannot be reached (or was not wanted): fresh clones are not measured.');

  const data = join(folder, 'data');
  const first = await startOnce(home, data);
  results.push({ name: 'packages there, empty data: to the first page', unit: 's', value: seconds(first.firstPageMs), budget: { atMost: 60 } });
  const again: Run[] = [];
  for (let round = 0; round < 3; round += 1) again.push(await startOnce(home, data));
  const middle = (of: (run: Run) => number): number => median(again.map(of));
  results.push({ name: 'warm start to the first page', unit: 's', value: seconds(middle(({ firstPageMs }) => firstPageMs)) });
  results.push({ name: 'memory of the server 3 s after a warm start', unit: 'MB RSS', value: middle(({ serverMb }) => serverMb) });
  results.push({ name: 'memory of PostgreSQL', unit: 'MB PSS', value: middle(({ postgresMb }) => postgresMb) });
  results.push({ name: 'memory of all processes', unit: 'MB PSS', value: middle(({ allMb }) => allMb), budget: { atMost: 300 } });
  results.push({ name: 'memory of all processes after the very first start', unit: 'MB PSS', value: first.allMb });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
report(results);
