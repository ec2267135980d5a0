/** BPMN 2.0 XML in, executable processes out. What the engine cannot carry out is refused here, naming element and reason. */
import type { Moddle } from 'bpmn-moddle';
import type { Finding } from '../../base/finding.ts';
import { isError } from '../../base/finding.ts';
import type { BoundaryEvent, Element, EventSubProcess, Flow, InclusiveGateway, Process, StartEvent } from './process.ts';
import type { Around, Common } from './read-activity.ts';
import { activityOf } from './read-activity.ts';
import { definitionOf, isLink, refusesParallelMultiple, throwOf, triggerOf } from './read-event.ts';
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
  zeebe,
} from './read-part.ts';
import type { Diagram } from './read-xml.ts';
import { parseXml } from './read-xml.ts';
import { upstreamOf } from './upstream.ts';

export type ReadBpmn = {
  /** Executable processes without an error; in the order of the file. */
  readonly processes: readonly Process[];
  readonly findings: readonly Finding[];
};

/**
 * Reads a BPMN file: at most 2,000,000 bytes, depth 16, 2,000 elements; a DOCTYPE or any warning of the parser refuses the file.
 * A process marked `isExecutable="false"` is documentation and is left out with a warning.
 */
export async function readBpmn(xml: string): Promise<ReadBpmn> {
  const { diagram, findings } = await parseXml(xml);
  return diagram === undefined || findings.some(isError) ? { processes: [], findings } : readDiagram(diagram);
}

/** The executable processes of a diagram that is already a model. */
export function readDiagram(diagram: Diagram): ReadBpmn {
  const findings: Finding[] = [];
  const siblings = new Map<string, Process>();
  for (const element of children(diagram.definitions, 'rootElements')) {
    if (!is(element, 'Process')) continue;
    const reader: Reader = { findings: [], lineOf: diagram.lineOf };
    const process = readProcess(reader, element, siblings);
    findings.push(...reader.findings);
    if (process !== undefined && !reader.findings.some(isError)) siblings.set(process.id, process);
  }
  if (siblings.size === 0 && findings.length === 0) {
    findings.push({
      file: '',
      element: '',
      code: 'no-process',
      message: 'The file has no executable process.',
      repair: 'Add a process with isExecutable="true".',
      level: 'error',
    });
  }
  return { processes: [...siblings.values()], findings };
}

/** What is known about the whole process while its elements are read. */
type Whole = {
  readonly reader: Reader;
  readonly elements: Map<string, Element>;
  readonly flows: Map<string, Flow>;
  readonly inside: Map<string, EventSubProcess[]>;
  readonly lanes: ReadonlyMap<string, string>;
};

function readProcess(reader: Reader, element: Moddle, siblings: ReadonlyMap<string, Process>): Process | undefined {
  const id = idOf(element);
  if (!flag(element, 'isExecutable')) {
    report(reader, id, {
      code: 'not-executable',
      message: 'The process is not marked as executable and is left out.',
      repair: 'Set isExecutable="true" if it should run.',
      level: 'warning',
    });
    return undefined;
  }
  const whole: Whole = { reader, elements: new Map(), flows: new Map(), inside: new Map(), lanes: lanesOf(element) };
  const starts = readScope(whole, element, 'process');
  if (starts.length === 0) report(reader, id, { code: 'no-start', message: 'The process has no start event.', repair: 'Add a start event.' });
  if (starts.filter((one) => one.trigger.on === 'none').length > 1)
    report(reader, id, {
      code: 'several-starts',
      message: 'The process has several plain start events.',
      repair: 'Keep one; give the others a message, signal, timer or condition.',
    });
  linkUp(whole);
  for (const [key, found] of whole.elements) {
    if (found.kind === 'inclusive') whole.elements.set(key, { ...found, upstream: upstreamOf(found, whole.elements, whole.flows) });
  }
  return {
    id,
    name: text(element, 'name') ?? '',
    ref: id,
    elements: whole.elements,
    flows: whole.flows,
    starts,
    eventSubProcesses: whole.inside,
    siblings,
    extensions: readExtensions(reader, element),
    properties: propertiesOf(element),
  };
}

/** Reads all elements of a process or sub-process, inner ones too; returns its start events. */
function readScope(whole: Whole, scope: Moddle, kind: 'process' | 'sub-process' | 'event-sub-process'): readonly StartEvent[] {
  const members = children(scope, 'flowElements');
  const flows = readFlows(whole, members);
  const starts: StartEvent[] = [];
  const around = surroundings(whole, scope, members, flows);
  for (const member of members) {
    const element = readElement(whole, member, { scope, kind, flows, around });
    if (element === undefined) continue;
    whole.elements.set(element.id, element);
    if (element.kind === 'start') starts.push(element);
  }
  return starts;
}

type Flows = { readonly from: ReadonlyMap<string, readonly Flow[]>; readonly to: ReadonlyMap<string, readonly string[]> };

function readFlows(whole: Whole, members: readonly Moddle[]): Flows {
  const { reader } = whole;
  const inScope = new Set(members.map(idOf));
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
type Surroundings = { readonly boundaries: ReadonlyMap<string, readonly BoundaryEvent[]>; readonly handlers: ReadonlyMap<string, string> };

function surroundings(whole: Whole, scope: Moddle, members: readonly Moddle[], flows: Flows): Surroundings {
  const boundaries = new Map<string, BoundaryEvent[]>();
  const handlers = new Map<string, string>();
  const associations = children(scope, 'artifacts').filter((one) => is(one, 'Association'));
  for (const member of members) {
    if (!is(member, 'BoundaryEvent')) continue;
    const event = boundaryOf(whole, member, scope, flows);
    boundaries.set(event.attachedTo, [...(boundaries.get(event.attachedTo) ?? []), event]);
    if (event.trigger.on !== 'compensation') continue;
    const handler = associations.filter((one) => idOf(child(one, 'sourceRef') ?? one) === event.id).map((one) => child(one, 'targetRef'))[0];
    if (handler === undefined || !flag(handler, 'isForCompensation')) {
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
  if (host === undefined)
    report(reader, common.id, { code: 'loose-boundary', message: 'The boundary event is attached to nothing.', repair: 'Attach it to an activity.' });
  if (trigger.on === 'none') notSupported(reader, common.id, 'A boundary event without a definition', 'Say what it waits for.');
  if (trigger.on !== 'compensation' && trigger.on !== 'none' && common.outgoing.length === 0)
    report(reader, common.id, { code: 'dead-end', message: 'The boundary event leads nowhere.', repair: 'Add a sequence flow.' });
  if (common.incoming.length > 0)
    report(reader, common.id, { code: 'bad-flow', message: 'A boundary event cannot have incoming flows.', repair: 'Remove them.' });
  return { ...common, kind: 'boundary', trigger, outputs: mappings(reader, member, 'outputParameters'), attachedTo: idOf(host ?? member), isInterrupting };
}

function commonOf(whole: Whole, member: Moddle, scope: Moddle, flows: Flows): Common {
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

/** Drawn for readers only: data, notes, groups. */
const onlyDrawn = new Set(['bpmn:SequenceFlow', 'bpmn:BoundaryEvent', 'bpmn:DataObject', 'bpmn:DataObjectReference', 'bpmn:DataStoreReference']);

type Place = { readonly scope: Moddle; readonly kind: 'process' | 'sub-process' | 'event-sub-process'; readonly flows: Flows; readonly around: Surroundings };

function readElement(whole: Whole, member: Moddle, place: Place): Element | undefined {
  if (is(member, 'BoundaryEvent'))
    return place.around.boundaries
      .values()
      .toArray()
      .flat()
      .find((one) => one.id === idOf(member));
  if (onlyDrawn.has(member.$type)) return undefined;
  if (is(member, 'SubProcess') && flag(member, 'triggeredByEvent')) return eventSubProcess(whole, member, place);
  const { reader } = whole;
  const common = commonOf(whole, member, place.scope, place.flows);
  if (
    !is(member, 'Activity') &&
    !is(member, 'ExclusiveGateway') &&
    !is(member, 'InclusiveGateway') &&
    common.outgoing.some((flow) => flow.condition !== undefined)
  ) {
    report(reader, common.id, {
      code: 'bad-flow',
      message: 'Flows out of this element cannot have conditions.',
      repair: 'Put an exclusive or inclusive gateway behind it.',
    });
  }
  if (is(member, 'Activity')) return activity(whole, member, common, place);
  if (is(member, 'Gateway')) return gateway(reader, member, common);
  return event(reader, member, common, place);
}

function activity(whole: Whole, member: Moddle, common: Common, place: Place): Element | undefined {
  const { reader } = whole;
  const nested = member.$type === 'bpmn:SubProcess' ? readScope(whole, member, 'sub-process') : [];
  if (member.$type === 'bpmn:SubProcess' && (nested.length !== 1 || nested[0]?.trigger.on !== 'none')) {
    report(reader, common.id, {
      code: 'bad-start',
      message: 'A sub-process needs exactly one start event, a plain one.',
      repair: 'Add or remove start events.',
    });
  }
  const around: Around = {
    boundaries: (place.around.boundaries.get(common.id) ?? []).filter((one) => one.trigger.on !== 'compensation'),
    otherwise: defaultOf(reader, member, common),
    undoneBy: place.around.handlers.get(common.id),
    start: nested[0]?.id ?? '',
  };
  return activityOf(reader, member, common, around);
}

function defaultOf(reader: Reader, member: Moddle, common: Common): Flow | undefined {
  const ref = child(member, 'default');
  if (ref === undefined) return undefined;
  const flow = common.outgoing.find((one) => one.id === idOf(ref));
  if (flow === undefined)
    report(reader, common.id, {
      code: 'bad-default',
      message: 'The default flow does not leave this element.',
      repair: 'Choose one of its own outgoing flows.',
    });
  return flow;
}

function gateway(reader: Reader, member: Moddle, common: Common): Element | undefined {
  const otherwise = defaultOf(reader, member, common);
  const withDefault = otherwise === undefined ? {} : { otherwise };
  switch (member.$type) {
    case 'bpmn:ExclusiveGateway':
    case 'bpmn:InclusiveGateway': {
      const open = common.outgoing.filter((flow) => flow.condition === undefined && flow !== otherwise);
      if (common.outgoing.length > 1 && open.length > 0) {
        report(reader, common.id, {
          code: 'missing-condition',
          message: `The flow ${open[0]?.id ?? ''} has no condition and is not the default.`,
          repair: 'Give it a condition or make it the default.',
        });
      }
      if (member.$type === 'bpmn:ExclusiveGateway') return { ...common, kind: 'exclusive', ...withDefault };
      const inclusive: InclusiveGateway = { ...common, kind: 'inclusive', ...withDefault, upstream: new Map() };
      return inclusive;
    }
    case 'bpmn:ParallelGateway':
      return { ...common, kind: 'parallel' };
    case 'bpmn:EventBasedGateway':
      if (flag(member, 'instantiate') || text(member, 'eventGatewayType') === 'Parallel')
        notSupported(reader, common.id, 'An event-based gateway that starts the process', 'Use message start events.');
      return { ...common, kind: 'event-gateway' };
    default:
      notSupported(reader, common.id, `The element ${member.$type}`, 'Use exclusive, parallel, inclusive or event-based gateways.');
      return undefined;
  }
}

function event(reader: Reader, member: Moddle, common: Common, place: Place): Element | undefined {
  if (refusesParallelMultiple(member)) notSupported(reader, common.id, 'A parallel multiple event', 'Use a parallel gateway and several events.');
  const outputs = mappings(reader, member, 'outputParameters');
  const inputs = mappings(reader, member, 'inputParameters');
  switch (member.$type) {
    case 'bpmn:StartEvent': {
      const trigger =
        place.kind === 'sub-process'
          ? triggerOf(reader, member, 'process start')
          : triggerOf(reader, member, place.kind === 'process' ? 'process start' : 'event sub-process start');
      const form = zeebe(member, 'FormDefinition');
      const formName = text(form, 'formId') ?? text(form, 'formKey') ?? text(form, 'externalReference');
      return {
        ...common,
        kind: 'start',
        trigger,
        outputs,
        isInterrupting: place.kind !== 'event-sub-process' || flag(member, 'isInterrupting', 'true'),
        ...(formName === undefined ? {} : { form: formName }),
      };
    }
    case 'bpmn:IntermediateCatchEvent':
      return isLink(definitionOf(reader, member))
        ? { ...common, kind: 'link', link: linkName(reader, member) }
        : { ...common, kind: 'catch', trigger: triggerOf(reader, member, 'catch'), outputs };
    case 'bpmn:IntermediateThrowEvent': {
      const definition = definitionOf(reader, member);
      if (isLink(definition)) return { ...common, kind: 'link', link: linkName(reader, member), target: '' };
      return { ...common, kind: 'throw', effect: throwOf(reader, member, 'throw'), inputs, outputs };
    }
    case 'bpmn:EndEvent':
      if (common.outgoing.length > 0)
        report(reader, common.id, { code: 'bad-flow', message: 'An end event cannot have outgoing flows.', repair: 'Remove them.' });
      return { ...common, kind: 'end', effect: throwOf(reader, member, 'end'), inputs, outputs };
    default:
      notSupported(reader, common.id, `The element ${member.$type}`, 'Use another element.');
      return undefined;
  }
}

const linkName = (reader: Reader, member: Moddle): string => text(definitionOf(reader, member), 'name') ?? '';

function eventSubProcess(whole: Whole, member: Moddle, place: Place): Element | undefined {
  const common = commonOf(whole, member, place.scope, place.flows);
  if (common.incoming.length + common.outgoing.length > 0)
    report(whole.reader, common.id, { code: 'bad-flow', message: 'An event sub-process cannot have sequence flows of its own.', repair: 'Remove them.' });
  if (child(member, 'loopCharacteristics') !== undefined) notSupported(whole.reader, common.id, 'A repeated event sub-process', 'Remove the repetition.');
  const starts = readScope(whole, member, 'event-sub-process');
  const [start] = starts;
  if (start === undefined || starts.length > 1) {
    report(whole.reader, common.id, {
      code: 'bad-start',
      message: 'An event sub-process needs exactly one start event.',
      repair: 'Add or remove start events.',
    });
    return undefined;
  }
  const element: EventSubProcess = { ...common, kind: 'event-sub-process', start };
  const scope = idOf(place.scope);
  whole.inside.set(scope, [...(whole.inside.get(scope) ?? []), element]);
  return element;
}

/** Joins the two ends of links, and checks what only the whole can tell. */
function linkUp(whole: Whole): void {
  const { reader, elements } = whole;
  for (const [id, element] of elements) {
    if (element.kind === 'link' && element.target !== undefined) elements.set(id, { ...element, target: linkTarget(whole, id, element.scope, element.link) });
    if (element.kind === 'event-gateway') checkEventGateway(whole, id);
    if (element.kind === 'throw' || element.kind === 'end') {
      const { effect } = element;
      if (effect.does === 'compensation' && effect.activity !== undefined && !elements.has(effect.activity))
        report(reader, id, { code: 'bad-reference', message: `There is no activity ${effect.activity}.`, repair: 'Refer to an activity of the same scope.' });
    }
    if ('isForCompensation' in element && element.isForCompensation && element.incoming.length > 0)
      report(reader, id, { code: 'bad-flow', message: 'A compensation handler cannot have incoming flows.', repair: 'Connect it by an association.' });
  }
}

function linkTarget(whole: Whole, id: string, scope: string, name: string): string {
  const found = whole.elements
    .values()
    .filter((one) => one.kind === 'link' && one.target === undefined && one.scope === scope && one.link === name)
    .toArray();
  if (found.length !== 1)
    report(whole.reader, id, {
      code: 'bad-link',
      message: `The link '${name}' has ${found.length} catching events in this scope.`,
      repair: 'Draw exactly one with the same link name.',
    });
  return found[0]?.id ?? '';
}

function checkEventGateway(whole: Whole, id: string): void {
  const gateway = whole.elements.get(id);
  if (gateway === undefined) return;
  if (gateway.outgoing.length < 2)
    report(whole.reader, id, {
      code: 'bad-gateway',
      message: 'An event-based gateway needs two or more events behind it.',
      repair: 'Add events, or remove the gateway.',
    });
  for (const flow of gateway.outgoing) {
    const target = whole.elements.get(flow.to);
    if (target?.kind !== 'catch' && target?.kind !== 'receive-task')
      report(whole.reader, id, {
        code: 'bad-gateway',
        message: `${flow.to} cannot stand behind an event-based gateway.`,
        repair: 'Use intermediate catching events or receive tasks.',
      });
    else if (target.incoming.length > 1)
      report(whole.reader, target.id, {
        code: 'bad-flow',
        message: 'An event behind an event-based gateway cannot have other incoming flows.',
        repair: 'Repeat the event.',
      });
  }
}

/** Element id -> name of its innermost lane. */
function lanesOf(process: Moddle): ReadonlyMap<string, string> {
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
