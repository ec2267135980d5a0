/** Looks for joins that can wait for ever: walks through all markings of a scope, whatever the conditions say. */
import type { Element, ParallelGateway, Process } from './process.ts';
import { isActivity } from './process.ts';

/** A marking is a sorted list of places; a place is a flow with a token on it, or an activity at work. */
type Marking = readonly string[];
/** Diagrams with more markings are not judged. */
const mostMarkings = 5_000;

/** Parallel joins in front of which a token can be left for ever. Scopes with inclusive joins are not judged: those never wait in vain. */
export function deadlocks(process: Process): readonly ParallelGateway[] {
  const scopes = new Set([...process.elements.values()].map((element) => element.scope));
  return [...scopes].flatMap((scope) => inScope(process, scope));
}

function inScope(process: Process, scope: string): readonly ParallelGateway[] {
  const members = [...process.elements.values()].filter((element) => element.scope === scope);
  const joins = members.filter((element): element is ParallelGateway => element.kind === 'parallel' && element.incoming.length > 1);
  if (joins.length === 0 || members.some((element) => element.kind === 'inclusive' && element.incoming.length > 1)) return [];
  const stuck = new Set<ParallelGateway>();
  const seen = new Set<string>();
  const open: Marking[] = members.filter((element) => element.kind === 'start').map((start) => start.outgoing.map((flow) => flow.id).sort());
  for (let marking = open.pop(); marking !== undefined; marking = open.pop()) {
    const key = marking.join(' ');
    if (seen.has(key)) continue;
    if (seen.size >= mostMarkings || marking.length > 50) return [];
    seen.add(key);
    const next = successors(process, marking);
    if (next.length === 0) for (const join of joins) if (join.incoming.some((flow) => marking.includes(flow))) stuck.add(join);
    open.push(...next);
  }
  return [...stuck];
}

function successors(process: Process, marking: Marking): readonly Marking[] {
  const next: Marking[] = [];
  for (const place of new Set(marking)) {
    const flow = process.flows.get(place);
    const element = process.elements.get(flow?.to ?? place);
    if (element === undefined) continue;
    for (const step of flow === undefined ? leaving(element, place) : entering(element, place, marking)) next.push(moved(marking, step));
  }
  return next;
}

type Step = { readonly take: readonly string[]; readonly put: readonly string[] };

const moved = (marking: Marking, step: Step): Marking => {
  const rest = [...marking];
  for (const place of step.take) rest.splice(rest.indexOf(place), 1);
  return [...rest, ...step.put].sort();
};

/** What can happen to the token on one flow. */
function entering(element: Element, flow: string, marking: Marking): readonly Step[] {
  const out = element.outgoing.map((one) => one.id);
  const one = (put: readonly string[]): Step => ({ take: [flow], put });
  switch (element.kind) {
    case 'parallel':
      return element.incoming.every((incoming) => marking.includes(incoming)) ? [{ take: element.incoming, put: out }] : [];
    case 'exclusive':
    case 'event-gateway':
      return out.length === 0 ? [one([])] : out.map((way) => one([way]));
    case 'inclusive':
      return subsets(out).map(one);
    case 'end':
      return [element.effect.does === 'terminate' || element.effect.does === 'error' ? { take: marking, put: [] } : one([])];
    case 'link':
      return [one(element.target === undefined ? out : [element.target])];
    default:
      return isActivity(element) ? [one([element.id])] : [one(out)];
  }
}

/** What can happen to an activity at work, or to a token that jumped to the other end of a link. */
function leaving(element: Element, place: string): readonly Step[] {
  const always = element.outgoing.filter((flow) => flow.condition === undefined).map((flow) => flow.id);
  const maybe = element.outgoing.filter((flow) => flow.condition !== undefined).map((flow) => flow.id);
  const done = maybe.length === 0 ? [always] : subsets(maybe).map((some) => [...always, ...some]);
  const steps: Step[] = done.map((put) => ({ take: [place], put }));
  if (!isActivity(element)) return steps;
  for (const boundary of element.boundaries) {
    const out = boundary.outgoing.map((flow) => flow.id);
    // a non-interrupting event is judged as happening once, at the end of the work
    steps.push(
      ...(boundary.isInterrupting ? [{ take: [place], put: out }] : steps.slice(0, done.length).map((step) => ({ ...step, put: [...step.put, ...out] }))),
    );
  }
  return steps;
}

/** All selections of at least one; of many ways only single ones and all together. */
function subsets(list: readonly string[]): readonly (readonly string[])[] {
  if (list.length === 0) return [[]];
  if (list.length > 4) return [...list.map((one) => [one]), list];
  return Array.from({ length: 2 ** list.length - 1 }, (_, index) => list.filter((__, bit) => ((index + 1) >> bit) % 2 === 1));
}
