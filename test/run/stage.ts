/** Stages of tests: a list of files run in one way. */
import { readCounts } from './counts.ts';
import type { Outcome } from './step.ts';
import { noCounts, runNode, tell } from './step.ts';

export type Stage = {
  readonly name: string;
  readonly files: readonly string[];
  /** together: one process, nothing isolated. apart: a process per file or `group` of files, two at once, for the database and the helpers of each work beside it; `slots` says otherwise. */
  readonly how: 'together' | 'apart';
  readonly slots?: number;
  /** How many files share a process; one without it. */
  readonly group?: number;
  readonly environment?: Readonly<Record<string, string>>;
};

/** A stage without files fails: a pattern that finds nothing must not pass for green. */
export async function runStage({ name, files, how, slots = 2, group = 1, environment = {} }: Stage): Promise<Outcome> {
  if (files.length === 0) return tell({ name: `${name} (no test files found)`, isGood: false, seconds: 0, counts: noCounts });
  const args = ['test/run/run-tests.ts', how === 'together' ? 'none' : 'process', String(slots), String(group), ...files];
  const { code, seconds, output } = await runNode({ name, args, environment, isQuiet: true });
  const counts = readCounts(output);
  if (code !== 0 && counts === undefined) process.stderr.write(`${name}: the test process ended with ${code} before it could tell how many tests passed\n`);
  return tell({ name, isGood: code === 0 && counts !== undefined && counts.passed > 0, seconds, counts: counts ?? { ...noCounts, failed: 1 } });
}
