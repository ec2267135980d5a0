/** What a process or sub-process holds: flows, boundary events, compensation handlers, lanes, and what all elements have in common. */
import type { Moddle } from 'bpmn-moddle';
import type { BoundaryEvent, Element, EventSubProcess, Flow } from './process.ts';
import type { Common } from './read-activity.ts';
import { triggerOf } from './read-event.ts';
import type { Reader } from './read-part.ts';
import {
  child,
  children,
  condition,
  documentationOf,
  flag,
  idOf,
  is,
  mappings,
  notSupported,
  propertiesOf,
  readExtensions,
  report,
  text,
} from './read-part.ts';

/** What is known about the whole process while its elements are read. */
export type Whole = {
  readonly reader: Reader;
  readonly elements: Map<string, Element>;
  readonly flows: Map<string, Flow>;
  readonly inside: Map<string, EventSubProcess[]>;
  readonly lanes: ReadonlyMap<string, string>;
};

export type Flows = { readonly from: ReadonlyMap<string, readonly Flow[]>; readonly to: ReadonlyMap<string, readonly string[]> };

export function readFlows(whole: Whole, members: readonly Moddle[]): Flows {
  const { reader } = whole;
  const inScope = new Set(members.filter((member) => is(member, 'FlowNode')).map(idOf));
  const flows: Flow[] = [];
  for (const member of members) {
    if (!is(member, 'SequenceFlow')) continue;
    const [id, from, to] = [idOf(member), idOf(child(member, 'sourceRef') ?? member), idOf(child(member, 'targetRef') ?? member)];
    if (from === id || to === id)
      report(reader, id, { code: 'loose-flow', message: 'The sequence flow does not connect two elements.', repair: 'Connect or remove it.' });
    else if (!inScope.has(from) || !inScope.has(to))
      report(reader, id, {
        code: 'crossing-flow',
        message: 'The sequence flow crosses the border of a process or sub-process.',
        repair: 'Use message flows between processes and boundary events at sub-processes.',
      });
    const open = condition(reader, id, child(member, 'conditionExpression'));
    const flow: Flow = { id, name: text(member, 'name') ?? '', from, to, ...(open === undefined ? {} : { condition: open }) };
    flows.push(flow);
    whole.flows.set(id, flow);
  }
  const to = new Map([...Map.groupBy(flows, (flow) => flow.to)].map(([key, list]) => [key, list.map((flow) => flow.id)]));
  return { from: Map.groupBy(flows, (flow) => flow.from), to };
}

/** Boundary events and compensation handlers of a scope, by the activity they belong to. */
export type Surroundings = { readonly boundaries: ReadonlyMap<string, readonly BoundaryEvent[]>; readonly handlers: ReadonlyMap<string, string> };

export function surroundings(whole: Whole, scope: Moddle, members: readonly Moddle[], flows: Flows): Surroundings {
  const boundaries = new Map<string, BoundaryEvent[]>();
  const handlers = new Map<string, string>();
  const associations = children(scope, 'artifacts').filter((one) => is(one, 'Association'));
  for (const member of members) {
    if (!is(member, 'BoundaryEvent')) continue;
    const event = boundaryOf(whole, member, scope, flows);
    boundaries.set(event.attachedTo, [...(boundaries.get(event.attachedTo) ?? []), event]);
    if (event.trigger.on !== 'compensation') continue;
    const handler = associations.filter((one) => idOf(child(one, 'sourceRef') ?? one) === event.id).map((one) => child(one, 'targetRef'))[0];
    if (handler === undefined || !members.includes(handler) || !flag(handler, 'isForCompensation')) {
      report(whole.reader, event.id, {
        code: 'missing-handler',
        message: 'The compensation event has no handler.',
        repair: 'Connect it by an association with an activity marked isForCompensation.',
      });
    } else handlers.set(event.attachedTo, idOf(handler));
  }
  return { boundaries, handlers };
}

function boundaryOf(whole: Whole, member: Moddle, scope: Moddle, flows: Flows): BoundaryEvent {
  const { reader } = whole;
  const isInterrupting = flag(member, 'cancelActivity', 'true');
  const host = child(member, 'attachedToRef');
  const common = commonOf(whole, member, scope, flows);
  const trigger = triggerOf(reader, member, isInterrupting ? 'interrupting boundary' : 'boundary');
  if (host === undefined || !is(host, 'Activity') || flag(host, 'triggeredByEvent') || host.$parent !== scope)
    report(reader, common.id, { code: 'loose-boundary', message: 'The boundary event is attached to nothing.', repair: 'Attach it to an activity.' });
  if (trigger.on === 'none') notSupported(reader, common.id, 'A boundary event without a definition', 'Say what it waits for.');
  if (trigger.on !== 'compensation' && trigger.on !== 'none' && common.outgoing.length === 0)
    report(reader, common.id, { code: 'dead-end', message: 'The boundary event leads nowhere.', repair: 'Add a sequence flow.' });
  if (common.incoming.length > 0)
    report(reader, common.id, { code: 'bad-flow', message: 'A boundary event cannot have incoming flows.', repair: 'Remove them.' });
  return { ...common, kind: 'boundary', trigger, outputs: mappings(reader, member, 'outputParameters'), attachedTo: idOf(host ?? member), isInterrupting };
}

export function commonOf(whole: Whole, member: Moddle, scope: Moddle, flows: Flows): Common {
  const id = idOf(member);
  if (id === '') report(whole.reader, '', { code: 'missing-id', message: `An element ${member.$type} has no id.`, repair: 'Give it one.' });
  return {
    id,
    name: text(member, 'name') ?? '',
    scope: idOf(scope),
    incoming: flows.to.get(id) ?? [],
    outgoing: flows.from.get(id) ?? [],
    lane: whole.lanes.get(id) ?? '',
    documentation: documentationOf(member),
    extensions: readExtensions(whole.reader, member),
    properties: propertiesOf(member),
  };
}

/** Element id -> name of its innermost lane. */
export function lanesOf(process: Moddle): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = (sets: readonly Moddle[]): void => {
    for (const lane of sets.flatMap((set) => children(set, 'lanes'))) {
      for (const member of children(lane, 'flowNodeRef')) found.set(idOf(member), text(lane, 'name') ?? '');
      const inner = child(lane, 'childLaneSet');
      if (inner !== undefined) walk([inner]);
    }
  };
  walk(children(process, 'laneSets'));
  return found;
}
