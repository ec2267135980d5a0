/** The embedded PostgreSQL: made on first use, started, found again after a crash, and stopped. Reached through a Unix socket only. */
import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import type { Binaries } from './binary.ts';
import { findBinaries } from './binary.ts';
import { endPostmaster, isAlive, runningPostmaster } from './postmaster.ts';
import type { RunAs } from './runner.ts';
import { chooseRunAs, makeFolder, openWay, runProgram, startProgram, uidOf } from './runner.ts';
import { checkSocketFolder, socketFolder } from './socket-folder.ts';

export type Embedded = {
  /** Folder of the Unix socket: the `host` of a connection. */
  readonly socket: string;
  readonly database: 'cuaso';
  /** Role that owns every table; `cuaso_app` owns nothing and obeys row security; `cuaso_lane` writes cases. */
  readonly user: 'cuaso';
  /** True when another process of ours runs the server: `stop` then leaves it alone. */
  readonly isShared: boolean;
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  /** The data folder (CUASO_DATA); the database takes its sub-folder 'postgres'. */
  readonly data: string;
  /** 'safe' (default) keeps every acknowledged write through a power cut; 'fast' is for worlds that are thrown away. */
  readonly durability?: 'safe' | 'fast';
  /** Folder with other PostgreSQL programs, 15 or newer. */
  readonly programs?: string;
  /** Under whose name the server runs; chosen by what the machine allows unless given. */
  readonly runAs?: RunAs;
  /** What to do when a live process already runs this data: 'refuse' (default), or 'share' it, as short commands do. */
  readonly whenRunning?: 'refuse' | 'share';
};

const roles = ['cuaso_app', 'cuaso_lane'] as const;

/** Throws with a sentence when the machine cannot run PostgreSQL, or another live process runs this data. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const data = resolve(options.data);
  const cluster = join(data, 'postgres');
  const socket = socketFolder(data);
  const known = { socket, database: 'cuaso', user: 'cuaso' } as const;

  const owner = ownerOf(data);
  const running = runningPostmaster(cluster);
  if (running !== undefined && owner !== undefined) {
    if (options.whenRunning === 'share') return { ...known, isShared: true, stop: async () => undefined };
    throw new Error(`another Cửa Số (process ${owner}) already runs on ${data}; stop it first, or choose another --data`);
  }
  if (running !== undefined) await endPostmaster(running);

  const binaries = findBinaries(options.programs);
  makeFolder('self', data);
  const runAs = options.runAs ?? rememberedRunAs(data) ?? chooseRunAs(binaries.postgres, data);
  openWay(runAs, data);
  if (!existsSync(join(cluster, 'PG_VERSION'))) makeCluster(binaries, runAs, data, options.durability ?? 'safe');
  if (!existsSync(socket)) makeFolder(runAs, socket);
  checkSocketFolder(socket, uidOf(runAs));
  const server = await keepAlive(() => launch(binaries, runAs, data, socket, options.durability ?? 'safe'));
  writeFileSync(join(data, 'postgres.owner'), `${process.pid}\n`, { mode: 0o600 });
  await makeRolesAndDatabase(socket);
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(join(data, 'postgres.owner'), { force: true });
    // Only a short folder outside the data, made for want of room, is left over: nobody would find it again.
    if (!socket.startsWith(data)) rmSync(socket, { recursive: true, force: true });
  };
  return { ...known, isShared: false, stop };
}

/** The live process of ours that started the server. */
function ownerOf(data: string): number | undefined {
  const file = join(data, 'postgres.owner');
  if (!existsSync(file)) return undefined;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  return Number.isInteger(pid) && isAlive(pid) ? pid : undefined;
}

/** Files belong to whoever first ran the server, so the choice holds for the life of the data. */
function rememberedRunAs(data: string): RunAs | undefined {
  const file = join(data, 'postgres.run-as');
  if (!existsSync(file) || process.getuid?.() !== 0) return undefined;
  const word = readFileSync(file, 'utf8').trim();
  return word === 'namespace' || word === 'account' ? word : undefined;
}

/** Made beside and renamed at the end: a killed first start is simply repeated. */
function makeCluster(binaries: Binaries, runAs: RunAs, data: string, durability: 'safe' | 'fast'): void {
  const fresh = join(data, 'postgres.new');
  rmSync(fresh, { recursive: true, force: true });
  makeFolder(runAs, fresh);
  // From 17 on the builtin provider sorts by code point on every machine; before, the system's C locale does.
  const locale = binaries.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : ['--locale=C.UTF-8'];
  const sync = durability === 'fast' ? ['--no-sync'] : [];
  runProgram(runAs, binaries.initdb, [
    '-D',
    fresh,
    '-U',
    'cuaso',
    '--auth=trust',
    '--encoding=UTF8',
    '--data-checksums',
    '--no-instructions',
    ...locale,
    ...sync,
  ]);
  writeFileSync(join(data, 'postgres.run-as'), `${runAs}\n`, { mode: 0o600 });
  renameSync(fresh, join(data, 'postgres'));
}

// Details and contexts of errors quote values of rows: they stay out of the log.
const quiet = ['-c', 'log_timezone=UTC', '-c', 'log_error_verbosity=terse', '-c', 'log_parameter_max_length_on_error=0'];
// Thrown away soon, and many sites at once: nothing is worth sweeping, and each brings its connections.
const fast = ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'synchronous_commit=off', '-c', 'autovacuum=off', '-c', 'max_connections=400'];
const safe = ['-c', 'fsync=on', '-c', 'full_page_writes=on', '-c', 'synchronous_commit=on'];

async function launch(binaries: Binaries, runAs: RunAs, data: string, socket: string, durability: 'safe' | 'fast'): Promise<ChildProcess> {
  const logFile = join(data, 'postgres.log');
  const settings = ['-c', 'listen_addresses=', '-c', 'unix_socket_permissions=0700', ...quiet, ...(durability === 'fast' ? fast : safe)];
  // Processes of a server killed a moment ago may still hold its shared memory: they leave by themselves.
  for (let attempt = 1; ; attempt += 1) {
    const log = openLog(logFile);
    const child = startProgram(runAs, binaries.postgres, ['-D', join(data, 'postgres'), '-k', socket, '-p', '5432', ...settings], log);
    closeSync(log);
    child.unref();
    if (await isReady(child, socket, join(data, 'postgres'))) return child;
    if (attempt === 20) throw new Error(`the database did not start; the end of ${logFile} says:\n${readFileSync(logFile, 'utf8').slice(-2000)}`);
    await pause(250);
  }
}

/** Kept across starts, since it tells why the last one ended; the one before is kept when it has grown large. */
function openLog(file: string): number {
  if (existsSync(file) && statSync(file).size > 10_000_000) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}

/** True once it answers, false when it ended; recovery after a crash may take minutes, so there is no limit while it lives. */
async function isReady(child: ChildProcess, socket: string, cluster: string): Promise<boolean> {
  let hasEnded = false;
  child.on('error', () => {
    hasEnded = true;
  });
  while (!hasEnded && child.exitCode === null && child.signalCode === null) {
    if (await answers(socket)) return runningPostmaster(cluster) === child.pid;
    await pause(15);
  }
  return false;
}

async function answers(socket: string): Promise<boolean> {
  const client = maintenance(socket);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function makeRolesAndDatabase(socket: string): Promise<void> {
  const client = maintenance(socket);
  await client.connect();
  for (const role of roles) {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
    if (rowCount === 0) await client.query(`create role ${role} login`);
  }
  const { rowCount } = await client.query("select from pg_database where datname = 'cuaso'");
  if (rowCount === 0) await client.query('create database cuaso');
  await client.end();
}

function maintenance(socket: string): pg.Client {
  const client = new pg.Client({ host: socket, port: 5432, user: 'cuaso', database: 'postgres' });
  client.on('error', () => undefined);
  return client;
}

/** Starts the server again whenever it ends without being asked: killed by hand or for want of memory, it recovers from its log. */
async function keepAlive(open: () => Promise<ChildProcess>): Promise<{ stop(): Promise<void> }> {
  let isStopping = false;
  let current: Promise<ChildProcess>;
  const watch = (child: ChildProcess): ChildProcess => {
    child.once('exit', () => {
      if (!isStopping) current = again();
    });
    return child;
  };
  const again = async (): Promise<ChildProcess> => {
    for (;;) {
      try {
        return watch(await open());
      } catch (fault) {
        if (isStopping) throw fault;
        await pause(1000);
      }
    }
  };
  current = Promise.resolve(watch(await open()));
  const stop = async (): Promise<void> => {
    isStopping = true;
    await current.then(endChild, () => undefined);
  };
  return { stop };
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resume) => child.once('exit', resume));
  child.ref();
  await Promise.all([endPostmaster(child.pid), ended]);
}

const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms));
