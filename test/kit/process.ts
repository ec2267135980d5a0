/** The product as its own process, as an operator runs it. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { home } from '../../src/main/config.ts';

export type Ran = { readonly code: number; readonly out: string; readonly talk: string };
export type Running = {
  /** From its first line: 'http://127.0.0.1:41234', 'work' for a worker. */
  readonly url: string;
  readonly pid: number;
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number>;
  /** kill -9. */
  kill(): Promise<void>;
  /** What it said on stderr so far. */
  talk(): string;
};

type Environment = Readonly<Record<string, string>>;

/** Runs a command to its end. */
export async function runCuaso(words: readonly string[], environment: Environment = {}): Promise<Ran> {
  const child = spawnCuaso(words, environment);
  const [out, talk] = [collect(child.stdout), collect(child.stderr)];
  const code = await ended(child);
  return { code, out: out(), talk: talk() };
}

/** A first start of the sample province on a crowded machine. */
const mostStartMs = 300_000;

/** Starts a process that stays; resolves with its first line. Throws with what it said when it ends before. */
export async function startCuaso(words: readonly string[], environment: Environment = {}): Promise<Running> {
  const child = spawnCuaso(words, environment);
  const talk = collect(child.stderr);
  const end = ended(child);
  // A start that hangs is ended, so that its test fails instead of waiting for ever.
  const limit = setTimeout(() => child.kill('SIGKILL'), mostStartMs);
  const line = await Promise.race([
    new Promise<string>((resume) => child.stdout?.once('data', (part: Buffer) => resume(part.toString()))),
    end.then((code) => `ended with ${code}: ${talk()}`),
  ]);
  clearTimeout(limit);
  const url = /^(?:Cửa Số|Cổng thanh toán mẫu): (http\S+|work)\n$/.exec(line)?.[1];
  if (url === undefined) throw new Error(`./cuaso ${words.join(' ')} did not start: ${line}`);
  const stop = async (): Promise<number> => {
    child.kill('SIGTERM');
    return end;
  };
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await end;
  };
  return { url, pid: child.pid ?? 0, stop, kill, talk };
}

function spawnCuaso(words: readonly string[], environment: Environment): ChildProcess {
  // Nothing of the tester's own settings may leak in; the compiled code lies where ./cuaso keeps it.
  const { PATH = '', HOME = '', NODE_COMPILE_CACHE } = process.env;
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(home, 'src', 'main', 'cuaso.ts'), ...words], {
    env: { PATH, HOME, LANG: 'en_US.UTF-8', ...(NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE }), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

const ended = (child: ChildProcess): Promise<number> => new Promise((resume) => child.once('close', (code) => resume(code ?? -1)));

function collect(stream: NodeJS.ReadableStream | null): () => string {
  const parts: Buffer[] = [];
  stream?.on('data', (part: Buffer) => parts.push(part));
  return () => Buffer.concat(parts).toString();
}
