/** for, some, every and filters: everything that runs once per item. */
import type { Binding, Node } from './ast.ts';
import { mentions } from './ast.ts';
import { dayNumber, dayOf } from './calendar.ts';
import type { Code, Compiler, Env, Place } from './env.ts';
import { bind, place } from './env.ts';
import { bounded, LimitReached, spend, warn } from './limits.ts';
import { isNumber, wholeOf } from './number.ts';
import type { FeelList, FeelValue, Run } from './values.ts';
import { isDate, isList, isRange, kind } from './values.ts';

type Domain = (env: Env) => FeelList | null;
/** Calls back for each combination of items until told to stop. */
type Visit = (env: Env) => 'go on' | 'stop';

export function compileLoop(node: Extract<Node, { is: 'for' | 'some' | 'every' }>, outer: Place, compiler: Compiler): Code {
  const isFor = node.is === 'for';
  const first = isFor ? place('partial', outer) : outer;
  const { domains, inner } = domainsOf(node.bindings, first, compiler);
  const body = compiler.compile(node.body, inner);
  if (isFor) return forCode(domains, body, mentions(node.body, 'partial'));
  return node.is === 'some' ? quantified(domains, body, true) : quantified(domains, body, false);
}

function domainsOf(bindings: readonly Binding[], outer: Place, compiler: Compiler): { readonly domains: readonly Domain[]; readonly inner: Place } {
  let inner = outer;
  const domains: Domain[] = [];
  for (const binding of bindings) {
    domains.push(domainOf(binding, inner, compiler));
    inner = place(binding.name, inner);
  }
  return { domains, inner };
}

function domainOf(binding: Binding, at: Place, compiler: Compiler): Domain {
  const from = compiler.compile(binding.from, at);
  if (binding.to === undefined) return (env) => itemsOf(env.scope.run, from(env));
  const to = compiler.compile(binding.to, at);
  return (env) => between(env.scope.run, from(env), to(env));
}

function itemsOf(run: Run, value: FeelValue): FeelList | null {
  if (isList(value)) return value;
  if (value === null) return warn(run, 'wrong-type', 'there is nothing to run over');
  if (!isRange(value)) return [value];
  const items = between(run, value.low, value.high);
  if (items === null) return null;
  return items.slice(value.lowIncluded ? 0 : 1, value.highIncluded ? items.length : -1);
}

/** Whole numbers or days from one end to the other, upwards or downwards. */
function between(run: Run, from: FeelValue, to: FeelValue): FeelList | null {
  if (isNumber(from) && isNumber(to)) {
    const [low, high] = [wholeOf(from), wholeOf(to)];
    if (low !== undefined && high !== undefined) return steps(run, low, high, (value) => value);
  }
  if (isDate(from) && isDate(to)) {
    const number = (day: typeof from): number => dayNumber(day.year, day.month, day.day);
    return steps(run, number(from), number(to), (value) => ({ kind: 'date', ...dayOf(value) }));
  }
  return warn(run, 'wrong-type', `a loop cannot count from ${kind(from)} to ${kind(to)}`);
}

function steps(run: Run, from: number, to: number, make: (value: number) => FeelValue): FeelList {
  const count = Math.abs(to - from) + 1;
  if (count > run.limits.items) throw new LimitReached('items', run.limits.items);
  const by = to < from ? -1 : 1;
  return Array.from({ length: count }, (_, index) => make(from + by * index));
}

/** False when a domain was no list. */
function visitAll(domains: readonly Domain[], at: number, env: Env, visit: Visit): 'go on' | 'stop' | 'no list' {
  const domain = domains[at];
  if (domain === undefined) return visit(env);
  const items = domain(env);
  if (items === null) return 'no list';
  for (const item of items) {
    spend(env.scope.run, 1);
    const went = visitAll(domains, at + 1, bind(item, env), visit);
    if (went !== 'go on') return went;
  }
  return 'go on';
}

function forCode(domains: readonly Domain[], body: Code, readsPartial: boolean): Code {
  return (env) => {
    const results: FeelValue[] = [];
    // Each round sees the results so far; a copy is only made for a body that looks at them.
    const start = bind(results, env);
    const visit: Visit = (inner) => {
      results.push(body(readsPartial ? withPartial(inner, domains.length, [...results]) : inner));
      bounded(env.scope.run, results);
      return 'go on';
    };
    return visitAll(domains, 0, start, visit) === 'no list' ? null : results;
  };
}

function withPartial(env: Env, hops: number, partial: FeelList): Env {
  if (hops === 0 || env.up === undefined) return { ...env, value: partial };
  return { ...env, up: withPartial(env.up, hops - 1, partial) };
}

/** `some` looks for a true one, `every` for a false one; something that is neither leaves the answer open. */
function quantified(domains: readonly Domain[], body: Code, wanted: boolean): Code {
  return (env) => {
    let answer: FeelValue = !wanted;
    const went = visitAll(domains, 0, env, (inner) => {
      const value = body(inner);
      if (value === wanted) {
        answer = wanted;
        return 'stop';
      }
      if (value !== !wanted) answer = null;
      return 'go on';
    });
    return went === 'no list' ? null : answer;
  };
}

/** `list[2]`, `list[-1]`, `list[price > 10]`; one value counts as a list of one. */
export function compileFilter(node: Extract<Node, { is: 'filter' }>, outer: Place, compiler: Compiler): Code {
  const from = compiler.compile(node.from, outer);
  const { by } = node;
  if (by.is === 'literal' && isNumber(by.value)) {
    const index = wholeOf(by.value) ?? 0;
    return (env) => itemAt(listOf(from(env)), index);
  }
  const test = compiler.compile(by, place(undefined, outer));
  return (env) => {
    const value = from(env);
    if (value === null) return null;
    const list = listOf(value);
    const first = test(bind(list[0] ?? null, env));
    if (isNumber(first)) return itemAt(list, wholeOf(first) ?? 0);
    return chosen(env, list, first, test);
  };
}

const listOf = (value: FeelValue): FeelList => (isList(value) ? value : value === null ? [] : [value]);
const itemAt = (list: FeelList, index: number): FeelValue => (index > 0 ? list[index - 1] : index < 0 ? list[list.length + index] : null) ?? null;

function chosen(env: Env, list: FeelList, first: FeelValue, test: Code): FeelList {
  const kept: FeelValue[] = [];
  for (const [index, item] of list.entries()) {
    spend(env.scope.run, 1);
    if ((index === 0 ? first : test(bind(item, env))) === true) kept.push(item);
  }
  return kept;
}
