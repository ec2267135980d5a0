/** Built-in functions that relate points and ranges (DMN 1.5, table 77, after Allen's interval algebra). */
import type { Builtin, Form } from './builtin-kit.ts';
import { builtin, form } from './builtin-kit.ts';
import { compare, equal, inRange } from './compare.ts';
import type { FeelRange, FeelValue } from './values.ts';
import { isRange } from './values.ts';

const names = { pp: ['point1', 'point2'], pr: ['point', 'range'], rp: ['range', 'point'], rr: ['range1', 'range2'] } as const;
type Shape = keyof typeof names;
type Relation = {
  readonly pp?: (a: FeelValue, b: FeelValue) => boolean | undefined;
  readonly pr?: (a: FeelValue, b: FeelRange) => boolean | undefined;
  readonly rp?: (a: FeelRange, b: FeelValue) => boolean | undefined;
  readonly rr?: (a: FeelRange, b: FeelRange) => boolean | undefined;
};

function relate(relation: Relation, a: FeelValue, b: FeelValue): boolean | undefined {
  if (isRange(a)) return isRange(b) ? relation.rr?.(a, b) : relation.rp?.(a, b);
  return isRange(b) ? relation.pr?.(a, b) : relation.pp?.(a, b);
}

function relationOf(name: string, relation: Relation): Builtin {
  const shapes = (['pp', 'pr', 'rp', 'rr'] as const).filter((shape: Shape) => relation[shape] !== undefined);
  const forms: readonly Form[] = shapes.map((shape) => form(names[shape], ([a, b]) => relate(relation, a ?? null, b ?? null)));
  return builtin(name, ...forms);
}

const order = (a: FeelValue, b: FeelValue, test: (order: number) => boolean): boolean | undefined => {
  const found = compare(a, b);
  return found === undefined ? undefined : test(found);
};
const below = (a: FeelValue, b: FeelValue): boolean | undefined => order(a, b, (found) => found < 0);
const same = (a: FeelValue, b: FeelValue): boolean | undefined => equal(a, b) ?? undefined;

const rangeBeforePoint = (a: FeelRange, b: FeelValue): boolean | undefined => order(a.high, b, (found) => found < 0 || (found === 0 && !a.highIncluded));
const pointBeforeRange = (a: FeelValue, b: FeelRange): boolean | undefined => order(a, b.low, (found) => found < 0 || (found === 0 && !b.lowIncluded));
const rangeBeforeRange = (a: FeelRange, b: FeelRange): boolean | undefined =>
  order(a.high, b.low, (found) => found < 0 || (found === 0 && !(a.highIncluded && b.lowIncluded)));
const meets = (a: FeelRange, b: FeelRange): boolean | undefined => order(a.high, b.low, (found) => found === 0 && a.highIncluded && b.lowIncluded);
const includesPoint = (a: FeelRange, b: FeelValue): boolean | undefined => inRange(b, a) ?? undefined;

function includesRange(a: FeelRange, b: FeelRange): boolean | undefined {
  const low = order(a.low, b.low, (found) => found < 0 || (found === 0 && (a.lowIncluded || !b.lowIncluded)));
  const high = order(a.high, b.high, (found) => found > 0 || (found === 0 && (a.highIncluded || !b.highIncluded)));
  return low === undefined || high === undefined ? undefined : low && high;
}

function overlaps(a: FeelRange, b: FeelRange): boolean | undefined {
  const [apart, behind] = [rangeBeforeRange(a, b), rangeBeforeRange(b, a)];
  return apart === undefined || behind === undefined ? undefined : !apart && !behind;
}

/** The first begins earlier and ends inside the second, or with it. */
function overlapsBefore(a: FeelRange, b: FeelRange): boolean | undefined {
  const starts = order(a.low, b.low, (found) => found < 0 || (found === 0 && a.lowIncluded && !b.lowIncluded));
  const ends = order(a.high, b.high, (found) => found < 0 || (found === 0 && (!a.highIncluded || b.highIncluded)));
  const touch = order(a.high, b.low, (found) => found > 0 || (found === 0 && a.highIncluded && b.lowIncluded));
  return starts === undefined || ends === undefined || touch === undefined ? undefined : starts && ends && touch;
}
const finishesPoint = (a: FeelValue, b: FeelRange): boolean | undefined => order(a, b.high, (found) => found === 0 && b.highIncluded);
const finishesRange = (a: FeelRange, b: FeelRange): boolean | undefined => {
  const low = order(a.low, b.low, (found) => found > 0 || (found === 0 && (!a.lowIncluded || b.lowIncluded)));
  const high = order(a.high, b.high, (found) => found === 0 && a.highIncluded === b.highIncluded);
  return low === undefined || high === undefined ? undefined : low && high;
};
const startsPoint = (a: FeelValue, b: FeelRange): boolean | undefined => order(a, b.low, (found) => found === 0 && b.lowIncluded);
const startsRange = (a: FeelRange, b: FeelRange): boolean | undefined => {
  const low = order(a.low, b.low, (found) => found === 0 && a.lowIncluded === b.lowIncluded);
  const high = order(a.high, b.high, (found) => found < 0 || (found === 0 && (!a.highIncluded || b.highIncluded)));
  return low === undefined || high === undefined ? undefined : low && high;
};

export const rangeFunctions: readonly Builtin[] = [
  relationOf('before', { pp: below, pr: pointBeforeRange, rp: rangeBeforePoint, rr: rangeBeforeRange }),
  relationOf('after', {
    pp: (a, b) => below(b, a),
    pr: (a, b) => rangeBeforePoint(b, a),
    rp: (a, b) => pointBeforeRange(b, a),
    rr: (a, b) => rangeBeforeRange(b, a),
  }),
  relationOf('meets', { rr: meets }),
  relationOf('met by', { rr: (a, b) => meets(b, a) }),
  relationOf('overlaps', { rr: overlaps }),
  relationOf('overlaps before', { rr: overlapsBefore }),
  relationOf('overlaps after', { rr: (a, b) => overlapsBefore(b, a) }),
  relationOf('finishes', { pr: finishesPoint, rr: finishesRange }),
  relationOf('finished by', { rp: (a, b) => finishesPoint(b, a), rr: (a, b) => finishesRange(b, a) }),
  relationOf('includes', { rp: includesPoint, rr: includesRange }),
  relationOf('during', { pr: (a, b) => includesPoint(b, a), rr: (a, b) => includesRange(b, a) }),
  relationOf('starts', { pr: startsPoint, rr: startsRange }),
  relationOf('started by', { rp: (a, b) => startsPoint(b, a), rr: (a, b) => startsRange(b, a) }),
  relationOf('coincides', { pp: same, rr: same }),
];
