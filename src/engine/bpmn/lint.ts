/** What a diagram that can be carried out may still have forgotten: dead ends, elements nobody reaches, tasks without a role, choices without a default, joins that wait for ever. */
import type { Finding } from '../../base/finding.ts';
import { deadlocks } from './lint-joins.ts';
import type { Element, Process } from './process.ts';
import { isActivity } from './process.ts';

/** Findings are warnings, except dead ends and unreachable elements: no pack needs those. */
export function lintProcess(process: Process): readonly Finding[] {
  const elements = [...process.elements.values()];
  const reached = reachable(process);
  return [
    ...elements
      .filter(isDeadEnd)
      .map((element) => note(element, 'error', 'dead-end', 'The way ends here without an end event.', 'Connect it, or add an end event.')),
    ...elements
      .filter((element) => !reached.has(element.id))
      .map((element) => note(element, 'error', 'unreachable', 'No way leads here.', 'Connect or remove it.')),
    ...elements
      .filter(hasNobody)
      .map((element) => note(element, 'warning', 'missing-role', 'Nobody is named to do this task.', 'Add zeebe:assignmentDefinition with candidateGroups.')),
    ...elements
      .filter(hasNoDefault)
      .map((element) =>
        note(element, 'warning', 'missing-default', 'When no condition holds, the case stops with an incident.', 'Make one of the flows the default.'),
      ),
    ...deadlocks(process).map((element) =>
      note(element, 'warning', 'waits-for-ever', 'This join can wait for a token that never comes.', 'Join with the kind of gateway that split.'),
    ),
  ];
}

function note(element: Element, level: Finding['level'], code: string, message: string, repair: string): Finding {
  return { file: '', element: element.id, level, code, message, repair };
}

function isDeadEnd(element: Element): boolean {
  if (element.outgoing.length > 0 || element.kind === 'end' || element.kind === 'event-sub-process') return false;
  if (element.kind === 'link') return element.target === undefined;
  if (element.kind === 'boundary') return element.trigger.on !== 'compensation';
  return !('isForCompensation' in element && element.isForCompensation);
}

const hasNobody = (element: Element): boolean =>
  element.kind === 'user-task' && element.roles === undefined && element.users === undefined && element.assignee === undefined;

function hasNoDefault(element: Element): boolean {
  if (!('otherwise' in element) && element.kind !== 'exclusive' && element.kind !== 'inclusive' && !isActivity(element)) return false;
  const conditional = element.outgoing.filter((flow) => flow.condition !== undefined).length;
  return conditional > 0 && conditional === element.outgoing.length && !('otherwise' in element && element.otherwise !== undefined);
}

/** All elements a token can come to, boundary events, compensation handlers and event sub-processes included. */
function reachable(process: Process): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...process.starts.map((start) => start.id), ...inside(process, process.id)];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const element = found.has(id) ? undefined : process.elements.get(id);
    if (element === undefined) continue;
    found.add(id);
    open.push(...element.outgoing.map((flow) => flow.to));
    if (element.kind === 'link' && element.target !== undefined) open.push(element.target);
    if (element.kind === 'event-sub-process') open.push(element.start.id, ...inside(process, id));
    if (!isActivity(element)) continue;
    if (element.kind === 'sub-process') open.push(element.start, ...inside(process, id));
    if (element.undoneBy !== undefined) open.push(element.undoneBy);
    // compensation events stand in the model only as `undoneBy`
    open.push(
      ...process.elements
        .values()
        .filter((one) => one.kind === 'boundary' && one.attachedTo === id)
        .map((one) => one.id),
    );
  }
  return found;
}

const inside = (process: Process, scope: string): readonly string[] => (process.eventSubProcesses.get(scope) ?? []).map((one) => one.id);
