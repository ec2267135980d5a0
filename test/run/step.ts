/** One step of a check: a program that runs to its end, timed, its output passed on. */
import { spawn } from 'node:child_process';
import { home } from '../../src/main/config.ts';

export type Outcome = { readonly name: string; readonly isGood: boolean; readonly seconds: number; readonly counts: Counts };
export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };
export const noCounts: Counts = { passed: 0, failed: 0, skipped: 0 };

export type Program = {
  readonly name: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Quiet programs print only when they fail. */
  readonly isQuiet?: boolean;
  /** A program that never ends is ended; its step has failed. */
  readonly limitSeconds?: number;
};

export type Ended = { readonly code: number; readonly seconds: number /** What it printed on stdout. */; readonly output: string };

/** Runs `node args`. */
export async function runNode(program: Program): Promise<Ended> {
  const begun = performance.now();
  const environment = {
    ...process.env,
    ...program.environment,
    FORCE_COLOR: process.stderr.isTTY && process.env.NO_COLOR === undefined ? '1' : '0',
    NODE_TEST_CONTEXT: undefined,
  };
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...program.args], {
    cwd: home,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), (program.limitSeconds ?? 1500) * 1000);
  const [data, all]: [Buffer[], Buffer[]] = [[], []];
  const pass = (part: Buffer): void => {
    all.push(part);
    if (program.isQuiet !== true) process.stderr.write(part);
  };
  child.stdout.on('data', (part: Buffer) => {
    data.push(part);
    pass(part);
  });
  child.stderr.on('data', pass);
  const code = await new Promise<number>((resume) => child.on('close', (status) => resume(status ?? 1)));
  clearTimeout(timer);
  if (program.isQuiet === true && code !== 0) process.stderr.write(Buffer.concat(all));
  return { code, seconds: (performance.now() - begun) / 1000, output: Buffer.concat(data).toString() };
}

export function tell(outcome: Outcome): Outcome {
  const { passed, failed, skipped } = outcome.counts;
  const tests = passed + failed + skipped === 0 ? '' : `: ${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
  process.stderr.write(`${outcome.isGood ? 'ok  ' : 'FAIL'} ${outcome.name}${tests} (${outcome.seconds.toFixed(1)} s)\n`);
  return outcome;
}
