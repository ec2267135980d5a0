/** What still comes: the people's steps that every way to the end passes. A step that only some ways pass is not announced. Pure. */
import type { Process } from '../../engine/bpmn/bpmn.ts';

export type ComingStep = { readonly element: string; readonly name: string };

/**
 * Steps after these elements of the process, nearest first; without any, from its beginning.
 * Ways out of the ordinary course (boundary events) are left aside: nobody is told of a time-out beforehand.
 */
export function comingSteps(process: Process, at: readonly string[]): readonly ComingStep[] {
  const from = at.length === 0 ? process.starts.map((start) => start.id) : at.map((id) => outermost(process, id));
  const order = reached(process, from, undefined).filter((id) => !from.includes(id));
  return order.flatMap((id) => {
    const element = process.elements.get(id);
    if (element?.kind !== 'user-task' || element.name === '') return [];
    const isSure = from.some((start) => !ends(process, reached(process, [start], id)));
    return isSure ? [{ element: id, name: element.name }] : [];
  });
}

/** Inside a sub-process the course goes on where the sub-process does. */
function outermost(process: Process, id: string): string {
  const scope = process.elements.get(id)?.scope;
  return scope === undefined || scope === process.id ? id : outermost(process, scope);
}

/** Everything that can come, breadth first, without passing `closed`. */
function reached(process: Process, from: readonly string[], closed: string | undefined): readonly string[] {
  const seen = new Set(from);
  for (const id of seen) for (const flow of process.elements.get(id)?.outgoing ?? []) if (flow.to !== closed) seen.add(flow.to);
  return [...seen];
}

const ends = (process: Process, ids: readonly string[]): boolean => ids.some((id) => (process.elements.get(id)?.outgoing ?? []).length === 0);
