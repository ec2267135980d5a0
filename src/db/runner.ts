/** Under whose name PostgreSQL runs: it refuses the superuser, so root needs a disguise that fits where its files lie. */

import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync } from 'node:fs';

/** self: as we are. namespace: root wears uid 1000 in a user namespace, files stay root's. account: as the system's user postgres. */
export type RunAs = 'self' | 'namespace' | 'account';

const inNamespace = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'];
const isRoot = (): boolean => process.getuid?.() === 0;

/** `probe` is a PostgreSQL program that must be able to start. Throws with a sentence when root has no way to run it. */
export function chooseRunAs(probe: string, folder: string): RunAs {
  if (!isRoot()) return 'self';
  if (succeeds([...inNamespace, probe, '--version'])) return 'namespace';
  const account = accountIds();
  if (account !== undefined) {
    openWay('account', folder);
    if (canEnter(account, probe, folder)) return 'account';
    chmodSync(folder, 0o700);
  }
  throw new Error(
    'PostgreSQL does not run as root here: user namespaces are forbidden and the user postgres cannot reach the program and the data; ' +
      'run as an ordinary user, or put the checkout and --data below a folder everybody may enter, such as /srv',
  );
}

/** The folder a database will live in, owned by whoever runs it, closed to all others. */
export function makeFolder(runAs: RunAs, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const account = runAs === 'account' ? accountIds() : undefined;
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
}

/** Lets the other account pass through the data folder, not list it: what lies inside stays closed by its own folders. */
export function openWay(runAs: RunAs, folder: string): void {
  if (runAs === 'account') chmodSync(folder, 0o711);
}

/** The user whose files they are. */
export const uidOf = (runAs: RunAs): number | undefined => (runAs === 'account' ? accountIds()?.uid : process.getuid?.());

/** Runs to the end. Throws with what it said. */
export function runProgram(runAs: RunAs, program: string, args: readonly string[]): void {
  const [command, ...rest] = disguise(runAs, [program, ...args]);
  const done = spawnSync(command ?? program, rest, { encoding: 'utf8', env: cleanEnvironment });
  if (done.status !== 0) throw new Error(`${program} failed: ${(done.stderr || done.stdout || String(done.error ?? '')).trim()}`);
}

/**
 * Starts a server. Detached, because Ctrl-C reaches the whole group and would stop the database under our own drain;
 * on Linux the kernel interrupts it (SIGINT, its fast stop) when this process dies in any way.
 */
export function startProgram(runAs: RunAs, program: string, args: readonly string[], log: number): ChildProcess {
  const tied = process.platform === 'linux' && existsSync('/usr/bin/setpriv') ? ['setpriv', '--pdeathsig', 'INT', program] : [program];
  const [command, ...rest] = disguise(runAs, [...tied, ...args]);
  return spawn(command ?? program, rest, { detached: true, stdio: ['ignore', log, log], env: cleanEnvironment });
}

function disguise(runAs: RunAs, words: readonly string[]): readonly string[] {
  if (runAs === 'self') return words;
  if (runAs === 'namespace') return [...inNamespace, ...words];
  return ['setpriv', '--reuid', 'postgres', '--regid', 'postgres', '--clear-groups', ...words];
}

// PGDATA, PGPORT and their kin would change what the programs do.
const cleanEnvironment = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' };

const succeeds = (words: readonly string[]): boolean => spawnSync(words[0] ?? '', words.slice(1), { stdio: 'ignore', env: cleanEnvironment }).status === 0;

type Account = { readonly uid: number; readonly gid: number };

function accountIds(): Account | undefined {
  try {
    const read = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: read('-u'), gid: read('-g') };
  } catch {
    return undefined;
  }
}

/** Whether the account can run the program and reach the folder's parent. */
function canEnter(account: Account, probe: string, folder: string): boolean {
  const as = ['setpriv', '--reuid', String(account.uid), '--regid', String(account.gid), '--clear-groups'];
  return succeeds([...as, probe, '--version']) && succeeds([...as, 'test', '-x', folder]);
}
