/** What every bench shares: its options, seeded chance, rates per second of processor time, and the JSON it prints. */
import { execFileSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { home } from '../src/main/config.ts';

export type Result = {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  /** Somebody else's figure for the same work in the same run. */
  readonly peer?: { readonly name: string; readonly value: number };
  /** Ours over theirs; above 1 we are ahead where more is better. */
  readonly ratio?: number;
  readonly budget?: { readonly atLeast: number } | { readonly atMost: number };
  /** What a reader must know to understand the value. */
  readonly note?: string;
};
export type Stamp = {
  readonly machine: { readonly cpu: string; readonly cores: number; readonly node: string };
  readonly commit: string;
  readonly date: string;
};
export type Report = Stamp & {
  readonly seed: number;
  /** One-minute load of the machine before the bench began: others were at work when it is above 0. */
  readonly loadBefore: number;
  readonly results: readonly Result[];
};

const load = loadavg()[0] ?? 0;

/** `--seed S` and `--count N`; a bench that compares random cases takes N of them. */
export function options(usual: { readonly count: number }): { readonly seed: number; readonly count: number } {
  const { values } = parseArgs({ options: { seed: { type: 'string' }, count: { type: 'string' } } });
  return { seed: Number(values.seed ?? 20_221_115), count: Number(values.count ?? usual.count) };
}

/** With the commit and the machine: a number without them says nothing. */
export function stamp(): Stamp {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: home, encoding: 'utf8' }).trim();
  const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length, node: process.versions.node };
  return { machine, commit, date: new Date().toISOString() };
}

/** The last line a bench prints. */
export function report(results: readonly Result[], seed = 0): void {
  const found: Report = { ...stamp(), seed, loadBefore: Math.round(load * 100) / 100, results };
  console.log(JSON.stringify(found));
}

/** Deterministic chance (mulberry32). */
export type Chance = { readonly next: () => number /** 0 to most - 1. */; readonly pick: (most: number) => number; readonly of: <T>(list: readonly T[]) => T };
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const pick = (most: number): number => Math.floor(next() * most);
  const of = <T>(list: readonly T[]): T => {
    const found = list[pick(list.length)];
    if (found === undefined) throw new Error('nothing to choose from');
    return found;
  };
  return { next, pick, of };
}

/** Work that is repeated; answers how many units it did. */
export type Work = () => number | Promise<number>;

/**
 * Units per second of processor time (all threads of this process), so that other programs on the machine count less.
 * Median of five rounds after a warm-up; several works take turns, so that they meet the same machine.
 */
export async function rates(works: readonly Work[], seconds = 0.8): Promise<readonly number[]> {
  for (const work of works) await rate(work, seconds);
  const rounds: number[][] = works.map(() => []);
  for (let round = 0; round < 5; round += 1) for (const [index, work] of works.entries()) rounds[index]?.push(await rate(work, seconds));
  return rounds.map((found) => rounded(median(found)));
}

async function rate(work: Work, seconds: number): Promise<number> {
  globalThis.gc?.();
  const before = process.cpuUsage();
  let units = 0;
  for (const until = performance.now() + seconds * 1000; performance.now() < until; ) {
    const done = work();
    units += typeof done === 'number' ? done : await done;
  }
  const used = process.cpuUsage(before);
  return units / ((used.user + used.system) / 1_000_000);
}

export const median = (numbers: readonly number[]): number => percentile(numbers, 0.5);
export const percentile = (numbers: readonly number[], share: number): number =>
  numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ?? Number.NaN;

/** Three digits are all that a measurement carries. */
export const rounded = (value: number): number => (value >= 1000 ? Math.round(value) : Number(value.toPrecision(3)));

/** Ours beside theirs. */
export const beside = (ours: number, peer: string, theirs: number): Pick<Result, 'peer' | 'ratio'> => ({
  peer: { name: peer, value: theirs },
  ratio: rounded(ours / theirs),
});

/** Keeps a value from being optimised away. */
let sink: unknown;
export const keep = (value: unknown): void => {
  sink = value;
};
export const kept = (): unknown => sink;
