/** From the command to the first line: with an empty data folder (database made, province filled), and again with everything there; memory after each. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { home } from '../src/main/config.ts';

type Run = { readonly firstLineMs: number; readonly firstPageMs: number; readonly serverMb: number; readonly allProcessesMb: number };

const data = mkdtempSync(join(tmpdir(), 'cuaso-bench-start-'));

async function startOnce(): Promise<Run> {
  const begun = performance.now();
  const child = spawn(join(home, 'cuaso'), ['start', '--port', '0', '--data', data], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise<string>((resume, fail) => {
    child.stdout.once('data', (part: Buffer) => resume(part.toString()));
    child.once('exit', (code) => fail(new Error(`the start ended with ${code}`)));
  });
  const firstLineMs = Math.round(performance.now() - begun);
  await (await fetch(`${/http\S+/.exec(line)?.[0]}/`)).text();
  const firstPageMs = Math.round(performance.now() - begun);
  await new Promise((resume) => setTimeout(resume, 3000));
  const pid = child.pid ?? 0;
  const run = { firstLineMs, firstPageMs, serverMb: proportionalMb([pid]), allProcessesMb: proportionalMb(family(pid)) };
  const ended = new Promise((resume) => child.once('exit', resume));
  child.kill('SIGTERM');
  await ended;
  return run;
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

/** Shared pages counted in proportion (PSS), so that the sum over processes is true. */
const proportionalMb = (pids: readonly number[]): number =>
  Math.round(pids.reduce((sum, pid) => sum + Number(/^Pss:\s+(\d+)/m.exec(readProc(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0), 0) / 1024);

function readProc(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It ended between the listing and the reading.
    return '';
  }
}

const empty = await startOnce();
const again = await startOnce();
rmSync(data, { recursive: true, force: true });
console.log(JSON.stringify({ name: 'start', empty, again }));
