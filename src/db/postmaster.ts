/** A database server that an earlier process left behind on the same data, and how it is brought to an end. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The server's process id from its lock file; undefined when none runs. */
export function runningPostmaster(cluster: string): number | undefined {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  return Number.isInteger(pid) && isAlive(pid) && isPostgres(pid) ? pid : undefined;
}

/** After a restart of the machine the number may belong to another program. */
function isPostgres(pid: number): boolean {
  const file = `/proc/${pid}/cmdline`;
  return !existsSync(file) || readFileSync(file, 'utf8').includes('postgres');
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (fault) {
    return fault instanceof Error && 'code' in fault && fault.code === 'EPERM';
  }
}

/** Ended, but nobody asked for its result: in a container without an init process it stays listed for ever. */
function isZombie(pid: number): boolean {
  const file = `/proc/${pid}/stat`;
  return existsSync(file) && /^\d+ \(.*\) Z /.test(readFileSync(file, 'utf8'));
}

/** Fast stop (SIGINT; SIGTERM would wait for clients for ever), after 30 s immediate stop (SIGQUIT): the next start recovers from the log. */
export async function endPostmaster(pid: number): Promise<void> {
  signal(pid, 'SIGINT');
  if (await isGone(pid, 30_000)) return;
  signal(pid, 'SIGQUIT');
  if (await isGone(pid, 10_000)) return;
  throw new Error(`the database process ${pid} does not stop; end it by hand and start again`);
}

function signal(pid: number, name: NodeJS.Signals): void {
  if (isAlive(pid)) process.kill(pid, name);
}

async function isGone(pid: number, limitMs: number): Promise<boolean> {
  for (let waited = 0; waited < limitMs; waited += 10) {
    if (!isAlive(pid)) return true;
    await new Promise((resume) => setTimeout(resume, 10));
  }
  return !isAlive(pid);
}
