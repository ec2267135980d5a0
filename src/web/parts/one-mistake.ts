/** One mistake, one sentence: a paper whose only file was refused is not told to be missing besides. */
import type { Problem } from '../../engine/form/form.ts';

/** told: names of the boxes of which something else is said already. */
export const notToldTwice = (problems: readonly Problem[], told: readonly string[]): readonly Problem[] =>
  problems.filter((one) => one.code !== 'paper-missing' || !told.includes(one.field));
