/** Gateways: choosing, splitting, joining; and the choice among the conditional ways out of an activity. */
import type { Activity, EventGateway, ExclusiveGateway, Flow, InclusiveGateway, ParallelGateway } from './process.ts';
import type { Run } from './run.ts';
import { addNode, arriveBy, checkLater, elementAt, raise, remove, workOut } from './run.ts';
import type { Incident, Node } from './state.ts';
import { listen } from './step-listen.ts';

type Arrival = { readonly in: string; readonly of: string | undefined; readonly via: string | undefined };

/** One way: the first flow whose condition holds, else the default. */
export function exclusive(run: Run, gateway: ExclusiveGateway, arrival: Arrival): undefined {
  if (gateway.outgoing.length === 0) return checkLater(run, arrival.in);
  const only = gateway.outgoing.length === 1 ? gateway.outgoing[0] : undefined;
  if (only !== undefined && only.condition === undefined) return arriveBy(run, gateway.outgoing, arrival.in, arrival.of);
  for (const flow of gateway.outgoing) {
    if (flow === gateway.otherwise) continue;
    const open = isOpen(run, arrival.in, flow);
    if (typeof open === 'object') return stopAt(run, gateway.id, arrival, open);
    if (open) return arriveBy(run, [flow], arrival.in, arrival.of);
  }
  if (gateway.otherwise === undefined) return stopAt(run, gateway.id, arrival, noOpenPath(gateway.id));
  arriveBy(run, [gateway.otherwise], arrival.in, arrival.of);
}

/** Waits for one token on every incoming flow, then sends one out on each outgoing flow. */
export function parallel(run: Run, gateway: ParallelGateway, arrival: Arrival): undefined {
  if (gateway.incoming.length < 2) return sendOn(run, gateway.outgoing, arrival);
  hold(run, gateway.id, arrival);
  const waiting = gateway.incoming.map((flow) => tokenAt(run, gateway.id, arrival.in, flow));
  if (waiting.some((node) => node === undefined)) return;
  for (const node of waiting) if (node !== undefined) remove(run, node.id, 'completed');
  sendOn(run, gateway.outgoing, arrival);
}

/** One or more ways: every flow whose condition holds, else the default. A join waits until the tokens have come to rest: see `joinInclusive`. */
export function inclusive(run: Run, gateway: InclusiveGateway, arrival: Arrival): undefined {
  if (gateway.incoming.length < 2) return splitInclusive(run, gateway, arrival);
  hold(run, gateway.id, arrival);
}

function splitInclusive(run: Run, gateway: InclusiveGateway, arrival: Arrival): undefined {
  if (gateway.outgoing.length === 0) return checkLater(run, arrival.in);
  const open = openFlows(run, arrival.in, gateway);
  if (!('flows' in open)) return stopAt(run, gateway.id, arrival, open);
  arriveBy(run, open.flows, arrival.in, arrival.of);
}

/**
 * Joins one inclusive gateway that need not wait any longer (BPMN 2.0.2 section 13.4.3): no token elsewhere in the scope
 * could still reach an empty incoming flow, unless it could as well reach one that has a token. True when one joined.
 */
export function joinInclusive(run: Run): boolean {
  for (const node of run.nodes.values()) {
    if (node.is !== 'join' || node.in === undefined || node.incident !== undefined) continue;
    const gateway = elementAt(run, node.at, node.of);
    if (gateway.kind === 'inclusive' && mayJoin(run, gateway, node.in)) {
      join(run, gateway, node);
      return true;
    }
  }
  return false;
}

function join(run: Run, gateway: InclusiveGateway, node: Node): undefined {
  const holder = node.in ?? '';
  for (const flow of gateway.incoming) {
    const token = tokenAt(run, gateway.id, holder, flow);
    if (token !== undefined) remove(run, token.id, 'completed');
  }
  splitInclusive(run, gateway, { in: holder, of: node.of, via: undefined });
}

function mayJoin(run: Run, gateway: InclusiveGateway, holder: string): boolean {
  const filled = gateway.incoming.filter((flow) => tokenAt(run, gateway.id, holder, flow) !== undefined);
  const empty = gateway.incoming.filter((flow) => !filled.includes(flow));
  const reaches = (flows: readonly string[], from: string): boolean => flows.some((flow) => gateway.upstream.get(flow)?.has(from) === true);
  for (const other of run.nodes.values()) {
    if (other.in !== holder || other.at === gateway.id) continue;
    if (reaches(empty, other.at) && !reaches(filled, other.at)) return false;
  }
  return true;
}

function tokenAt(run: Run, gateway: string, holder: string, flow: string): Node | undefined {
  for (const node of run.nodes.values()) if (node.at === gateway && node.in === holder && node.via === flow && node.is === 'join') return node;
  return undefined;
}

/** The token waits for the first of the events behind the gateway. */
export function firstEvent(run: Run, gateway: EventGateway, arrival: Arrival): undefined {
  const node = addNode(run, { at: gateway.id, in: arrival.in, ...(arrival.of === undefined ? {} : { of: arrival.of }), is: 'event' });
  for (const flow of gateway.outgoing) {
    const event = elementAt(run, flow.to, arrival.of);
    if (event.kind === 'receive-task' && !listen(run, node, { id: event.id, trigger: { on: 'message', message: event.message } })) return;
    if (event.kind === 'catch' && !listen(run, node, event)) return;
  }
}

/** Flows a token takes out of an activity or an inclusive gateway; an incident when there is none. */
export function openFlows(run: Run, seenFrom: string, element: Activity | InclusiveGateway): { readonly flows: readonly Flow[] } | Incident {
  const { outgoing, otherwise } = element;
  const flows: Flow[] = [];
  let conditions = 0;
  let held = 0;
  for (const flow of outgoing) {
    if (flow === otherwise) continue;
    const open = isOpen(run, seenFrom, flow);
    if (typeof open === 'object') return open;
    if (flow.condition !== undefined) conditions += 1;
    if (flow.condition !== undefined && open) held += 1;
    if (open) flows.push(flow);
  }
  if (held === 0 && otherwise !== undefined && (conditions > 0 || flows.length === 0)) flows.push(otherwise);
  return flows.length === 0 && outgoing.length > 0 ? noOpenPath(element.id) : { flows };
}

/** A condition is true or false; anything else is a mistake in the data or the diagram and is shown as one. */
function isOpen(run: Run, seenFrom: string, flow: Flow): boolean | Incident {
  if (flow.condition === undefined) return true;
  const found = workOut(run, seenFrom, flow.condition);
  if ('failed' in found) return { code: 'expression-refused', text: found.failed, from: 'leave' };
  if (typeof found.value === 'boolean') return found.value;
  const note = found.note === undefined ? '' : ` ${found.note}`;
  return {
    code: 'condition-not-boolean',
    text: `The condition of flow ${flow.id} gives ${JSON.stringify(found.value)}, not true or false.${note}`,
    from: 'leave',
  };
}

const noOpenPath = (id: string): Incident => ({ code: 'no-open-path', text: `No way out of ${id} is open and it has no default.`, from: 'leave' });

/** The token stays in front of the gateway, with an incident; a retry lets it try again. */
function stopAt(run: Run, gateway: string, arrival: Arrival, incident: Incident): undefined {
  const node = addNode(run, { at: gateway, in: arrival.in, ...(arrival.of === undefined ? {} : { of: arrival.of }), is: 'held' });
  raise(run, node, incident);
}

export const retryGateway = (run: Run, gateway: ExclusiveGateway | InclusiveGateway, arrival: Arrival): undefined =>
  gateway.kind === 'exclusive' ? exclusive(run, gateway, arrival) : splitInclusive(run, gateway, arrival);

function hold(run: Run, gateway: string, arrival: Arrival): undefined {
  const { via, of } = arrival;
  addNode(run, { at: gateway, in: arrival.in, ...(of === undefined ? {} : { of }), is: 'join', ...(via === undefined ? {} : { via }) });
}

function sendOn(run: Run, flows: readonly Flow[], arrival: Arrival): undefined {
  if (flows.length === 0) return checkLater(run, arrival.in);
  arriveBy(run, flows, arrival.in, arrival.of);
}
