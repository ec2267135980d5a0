/** BPMN 2.0 XML in, executable processes out. What the engine cannot carry out is refused here, naming element and reason. */
import type { Moddle } from 'bpmn-moddle';
import type { Finding } from '../../base/finding.ts';
import { isError } from '../../base/finding.ts';
import type { Element, EventSubProcess, Process, StartEvent } from './process.ts';
import type { Around, Common } from './read-activity.ts';
import { activityOf } from './read-activity.ts';
import { linkUp } from './read-link.ts';
import type { ScopeKind } from './read-node.ts';
import { defaultOf, event, gateway } from './read-node.ts';
import type { Reader } from './read-part.ts';
import { child, children, flag, idOf, is, notSupported, propertiesOf, readExtensions, report, text } from './read-part.ts';
import type { Flows, Surroundings, Whole } from './read-scope.ts';
import { commonOf, lanesOf, readFlows, surroundings } from './read-scope.ts';
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
function readScope(whole: Whole, scope: Moddle, kind: ScopeKind): readonly StartEvent[] {
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

/** Drawn for readers only: data, notes, groups. */
const onlyDrawn = new Set(['bpmn:SequenceFlow', 'bpmn:BoundaryEvent', 'bpmn:DataObject', 'bpmn:DataObjectReference', 'bpmn:DataStoreReference']);

type Place = { readonly scope: Moddle; readonly kind: ScopeKind; readonly flows: Flows; readonly around: Surroundings };

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
  return event(reader, member, common, place.kind);
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
