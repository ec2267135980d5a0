/** Decision models of DMN 1.3 to 1.5: reading, deciding with reasons, looking for gaps and clashes. Pure; usable alone. */
import type { Finding } from '../../base/finding.ts';
import { isError } from '../../base/finding.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { FeelContext, FeelLimits, FeelValue, Warning } from '../feel/feel.ts';
import { boundedValue, callFunctionNamed, isFunction, namesUsed, reads, startRun, toJson, withinLimits } from '../feel/feel.ts';
import { analyseTables } from './analyse.ts';
import { checkTypes } from './check-types.ts';
import type { Compiled, Ready } from './compile.ts';
import { compileAll } from './compile.ts';
import { givenTo } from './given.ts';
import type { Home } from './item.ts';
import { readDefinitions } from './read.ts';
import { elementValue } from './run.ts';
import type { Explanation } from './session.ts';
import { newSession } from './session.ts';

export type { Explanation } from './session.ts';

/** One file; a bare text is a file without a name. */
export type DmnFile = { readonly file: string; readonly xml: string };
/** What a decision asks for. */
export type DecisionSummary = {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** Names of the decisions it requires. */
  readonly needs: readonly string[];
  /** Paths of input data its own expressions read: 'applicant.age'. */
  readonly reads: readonly string[];
  /** Every name its own expressions use, columns of lists among them. */
  readonly names: readonly string[];
};
export type DmnModel = {
  /** By name, all files together. */
  readonly decisions: ReadonlyMap<string, DecisionSummary>;
  /** Input data by name with the type as written, '' for any. */
  readonly inputs: ReadonlyMap<string, string>;
  readonly compiled: Compiled;
};

/** The first file is the model, the others are its imports or further rules. Any finding of level 'error' means there is no model. */
export function readDmn(...files: readonly (string | DmnFile)[]): { readonly model: DmnModel | undefined; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const homes: Home[] = [];
  for (const given of files) {
    const { file, xml } = typeof given === 'string' ? { file: '', xml: given } : given;
    const { definitions, findings: found } = readDefinitions(xml);
    findings.push(...found.map((finding) => ({ ...finding, file })));
    if (definitions !== undefined) homes.push({ definitions, file });
  }
  if (findings.some(isError)) return { model: undefined, findings };
  const compiled = compileAll(homes, (finding) => findings.push(finding));
  if (findings.some(isError)) return { model: undefined, findings };
  return { model: { decisions: summaries(compiled), inputs: inputsOf(compiled), compiled }, findings };
}

const inputsOf = (compiled: Compiled): ReadonlyMap<string, string> =>
  new Map([...compiled.elements.keys()].flatMap((element) => (element.is === 'input' ? [[element.variable.name, element.variable.type]] : [])));

function summaries(compiled: Compiled): ReadonlyMap<string, DecisionSummary> {
  const decisions = [...compiled.elements.values()].filter((ready) => ready.element.is === 'decision');
  return new Map(decisions.toReversed().map((ready) => [ready.element.name, summary(ready)]));
}

function summary({ element, home, requires, expressions }: Ready): DecisionSummary {
  const inputs = new Set(requires.filter(({ target }) => target.element.is === 'input').map(({ path }) => path.join('.')));
  const paths = new Set(
    expressions.flatMap(({ expression }) => reads(expression)).filter((path) => [...inputs].some((input) => path === input || path.startsWith(`${input}.`))),
  );
  const needs = requires.filter(({ target }) => target.element.is === 'decision').map(({ target }) => target.element.name);
  const names = new Set(expressions.flatMap(({ expression }) => namesUsed(expression)));
  return { name: element.name, file: home.file, line: element.line, needs, reads: [...paths], names: [...names] };
}

/** What a decision reads with all it requires: the least somebody has to be asked. */
export function asksFor(model: DmnModel, name: string): { readonly paths: readonly string[]; readonly names: ReadonlySet<string> } {
  const seen = new Map<string, DecisionSummary>();
  const visit = (one: string): void => {
    const found = model.decisions.get(one);
    if (found === undefined || seen.has(one)) return;
    seen.set(one, found);
    found.needs.forEach(visit);
  };
  visit(name);
  const all = [...seen.values()];
  return { paths: [...new Set(all.flatMap((one) => one.reads))], names: new Set(all.flatMap((one) => one.names)) };
}

export type Decided = { readonly value: FeelValue; readonly json: Json; readonly because: readonly Explanation[]; readonly warnings: readonly Warning[] };

/**
 * The value of a decision, or of a decision service or knowledge model called with the inputs by name.
 * Texts become dates where the type of the input says so. Reasons stand in the order in which they were found, the decision itself last.
 * Refusals: 'decision-not-found' (about: name), 'feel-limit'.
 */
export function decide(model: DmnModel, name: string, inputs: JsonObject | FeelContext, limits?: FeelLimits): Decided | Refusal {
  const { compiled } = model;
  const ready = find(compiled, name);
  if (ready === undefined) return refuse('decision-not-found', { name });
  const run = startRun(limits);
  const because: Explanation[] = [];
  const session = newSession(run, inputs, because);
  const value = withinLimits(() => {
    const found = elementValue(compiled, ready.element, session);
    const isCalled = ready.element.is !== 'decision' && isFunction(found);
    return { found: boundedValue(run, isCalled ? callFunctionNamed(run, found, givenTo(compiled, ready, found, session)) : found) };
  });
  if (isRefusal(value)) return value;
  return { value: value.found, json: toJson(value.found), because, warnings: run.warnings };
}

/** By name or id; of equal names the earlier file counts. */
function find(compiled: Compiled, name: string): Ready | undefined {
  let byId: Ready | undefined;
  for (const ready of compiled.elements.values()) {
    if (ready.element.is === 'input') continue;
    if (ready.element.name === name) return ready;
    if (ready.element.id === name) byId ??= ready;
  }
  return byId;
}

/**
 * What is wrong with a model that can be read: inputs no rule covers ('table-gap', 'table-gap-fraction'), rules that clash under their hit policy
 * ('table-clash', an error), rules that can never apply ('rule-unreachable'), names and types that do not fit ('feel-...').
 */
export const analyse = (model: DmnModel): readonly Finding[] => [...checkTypes(model.compiled), ...analyseTables(model.compiled)];
