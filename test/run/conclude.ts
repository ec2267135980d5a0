/** The closing line of a run. */
import type { Counts, Outcome } from './step.ts';
import { noCounts } from './step.ts';

/** Prints the closing line; true when all is green. */
export function conclude(outcomes: readonly Outcome[], seconds: number): boolean {
  const sum = (pick: (counts: Counts) => number): number => outcomes.reduce((total, outcome) => total + pick(outcome.counts), 0);
  const bad = outcomes.filter((outcome) => !outcome.isGood);
  // A step without tests of its own (types, walls) that failed counts as one.
  const failed = sum((counts) => counts.failed) + bad.filter((outcome) => outcome.counts === noCounts || outcome.counts.failed === 0).length;
  const skipped = sum((counts) => counts.skipped);
  for (const outcome of bad) process.stderr.write(`FAIL ${outcome.name}\n`);
  process.stdout.write(
    `${sum((counts) => counts.passed)} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`} in ${Math.round(seconds)} s\n`,
  );
  return bad.length === 0;
}
