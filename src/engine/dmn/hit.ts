/** Hit policies: from the rules that applied to the result of the table (DMN 1.5, 8.2.10). */
import { isRefusal } from '../../base/refusal.ts';
import type { FeelContext, FeelValue, Run } from '../feel/feel.ts';
import { compare, compute, equal, isContext, parseFeel, warn } from '../feel/feel.ts';
import type { Aggregation, HitPolicy } from './model.ts';

/** How far up each output value stands in the order its column declares; columns without an order have none. */
export type Ranking = readonly { readonly name: string; readonly values: readonly FeelValue[] }[];
export type Outcome = {
  readonly results: readonly FeelValue[];
  readonly hitPolicy: HitPolicy;
  readonly aggregation: Aggregation | undefined;
  readonly ranking: Ranking;
};

/** At least one rule applied. */
export function resultOf(outcome: Outcome, run: Run): FeelValue {
  const { results } = outcome;
  switch (outcome.hitPolicy) {
    case 'UNIQUE':
      return results.length === 1 ? (results[0] ?? null) : warn(run, 'rules-clash', `${results.length} rules apply where one may`);
    case 'ANY':
      return results.every((result) => equal(result, results[0] ?? null, run) === true)
        ? (results[0] ?? null)
        : warn(run, 'rules-clash', 'the rules that apply do not agree');
    case 'FIRST':
      return results[0] ?? null;
    case 'PRIORITY':
      return inOrder(outcome)[0] ?? null;
    case 'OUTPUT ORDER':
      return inOrder(outcome);
    case 'RULE ORDER':
      return results;
    case 'COLLECT':
      return outcome.aggregation === undefined ? results : aggregate(results, outcome.aggregation, run);
  }
}

function inOrder({ results, ranking }: Outcome): readonly FeelValue[] {
  const rank = (result: FeelValue, column: Ranking[number]): number => {
    const value = isContext(result) ? (result.get(column.name) ?? null) : result;
    const at = column.values.findIndex((known) => equal(known, value) === true);
    return at < 0 ? column.values.length : at;
  };
  const order = (a: FeelValue, b: FeelValue): number => {
    for (const column of ranking) {
      const difference = rank(a, column) - rank(b, column);
      if (difference !== 0) return difference;
    }
    return 0;
  };
  return results.toSorted(order);
}

function aggregate(results: readonly FeelValue[], aggregation: Aggregation, run: Run): FeelValue {
  if (aggregation === 'COUNT') return results.length;
  const [first] = results;
  if (first !== undefined && isContext(first)) return eachColumn(results.filter(isContext), aggregation, run);
  if (aggregation === 'SUM') return sum(results, run);
  return results.reduce((best, next) => {
    const found = compare(next, best);
    if (found === undefined) return warn(run, 'wrong-type', 'the results cannot be compared');
    return (aggregation === 'MIN' ? found < 0 : found > 0) ? next : best;
  });
}

function eachColumn(results: readonly FeelContext[], aggregation: Aggregation, run: Run): FeelContext {
  const names = [...(results[0]?.keys() ?? [])];
  return new Map(
    names.map((name) => [
      name,
      aggregate(
        results.map((result) => result.get(name) ?? null),
        aggregation,
        run,
      ),
    ]),
  );
}

const total = parseFeel('sum(results)');
const sum = (results: readonly FeelValue[], run: Run): FeelValue => (isRefusal(total) ? null : compute(total, run, new Map([['results', results]])));
