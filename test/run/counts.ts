/** The line in which a test process tells how many tests passed. */
import type { Counts } from './step.ts';
import { noCounts } from './step.ts';

export const countsMark = 'counts ';

/** Undefined when the process ended before it could tell. */
export function readCounts(output: string): Counts | undefined {
  const line = output.split('\n').findLast((text) => text.startsWith(countsMark));
  return line === undefined ? undefined : { ...noCounts, ...(JSON.parse(line.slice(countsMark.length)) as Counts) };
}
