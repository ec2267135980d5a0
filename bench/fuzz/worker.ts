/** A thread with a bounded heap that tries one random input after the other; its place is shared, so that a hang is seen from outside. */
import { parentPort, workerData } from 'node:worker_threads';
import { chance } from '../kit.ts';
import type { Answer, Kind, Paper } from './cases.ts';
import { kindOf, tryOne } from './cases.ts';

export type Task = { readonly seed: number; readonly from: number; readonly to: number; readonly place: Int32Array; readonly paper: Paper };
export type Tally = {
  readonly count: number;
  readonly slowestMs: number;
  readonly slowest: number;
  readonly answers: Readonly<Partial<Record<Answer, number>>>;
};
export type Said =
  | { readonly crash: string; readonly kind: Kind; readonly number: number }
  | { readonly slow: number; readonly kind: Kind; readonly number: number }
  | { readonly done: Readonly<Partial<Record<Kind, Tally>>>; readonly until: number };

const { seed, from, to, place, paper } = workerData as Task;
const port = parentPort;
if (port === null) throw new Error('this is a worker');
const say = (said: Said): void => port.postMessage(said);

/** One CPU second, the measure. */
const limitMs = 1000;
let tallies: Partial<Record<Kind, Tally>> = {};
for (let number = from; number < to; number += 1) {
  Atomics.store(place, 0, number);
  const kind = kindOf(number);
  const before = process.threadCpuUsage();
  let answer: Answer | undefined;
  try {
    const tried = tryOne(kind, chance(seed + number * 7919), paper);
    answer = typeof tried === 'string' ? tried : await tried;
  } catch (fault) {
    say({ crash: fault instanceof Error ? (fault.stack ?? fault.message).slice(0, 600) : String(fault), kind, number });
  }
  const used = process.threadCpuUsage(before);
  const ms = (used.user + used.system) / 1000;
  if (ms > limitMs) say({ slow: ms, kind, number });
  const tally = tallies[kind] ?? { count: 0, slowestMs: 0, slowest: number, answers: {} };
  tallies[kind] = {
    count: tally.count + 1,
    ...(ms > tally.slowestMs ? { slowestMs: ms, slowest: number } : { slowestMs: tally.slowestMs, slowest: tally.slowest }),
    answers: answer === undefined ? tally.answers : { ...tally.answers, [answer]: (tally.answers[answer] ?? 0) + 1 },
  };
  if (number % 500 === 499 || number === to - 1) {
    say({ done: tallies, until: number + 1 });
    tallies = {};
    // Messages leave only when this thread lets go.
    await new Promise((resume) => setImmediate(resume));
  }
}
