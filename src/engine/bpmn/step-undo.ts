/** Compensation: finished activities are undone, the latest first. */
import type { EndEvent, ThrowEvent } from './process.ts';
import { isActivity } from './process.ts';
import type { Run } from './run.ts';
import { change, elementAt, holderOf } from './run.ts';
import type { Node, Undo } from './state.ts';
import { leaveEvent } from './step-event.ts';

/** Finished activities of the scope are undone, the latest first; the token waits until that is done. */
export function undo(run: Run, node: Node, event: ThrowEvent | EndEvent, activity: string | undefined): undefined {
  const scopes = scopesToUndo(run, node);
  const meant = run.undo.filter((one) => scopes.has(one.in) && (activity === undefined || one.activity === activity));
  run.undo = run.undo.filter((one) => !meant.includes(one));
  const handlers = meant.toReversed().flatMap((one) => handlersOf(run, one));
  if (handlers.length === 0) return leaveEvent(run, node, event);
  undoNext(run, change(run, node, { is: 'undo', undoing: handlers }));
}

/** Begins the next handler, or lets the waiting token go on. */
export function undoNext(run: Run, node: Node): undefined {
  const [handler, ...rest] = node.undoing ?? [];
  if (handler === undefined) {
    const event = elementAt(run, node.at, node.of);
    if (event.kind === 'throw' || event.kind === 'end') leaveEvent(run, node, event);
    return;
  }
  change(run, node, { undoing: rest });
  run.moves.push({ go: 'arrive', at: handler, in: node.id, of: node.of, via: undefined });
}

/** The scope of the event; for an event sub-process also the scope it belongs to. */
function scopesToUndo(run: Run, node: Node): ReadonlySet<string> {
  const scopes = new Set<string>();
  for (let holder = holderOf(run, node); holder !== undefined; holder = holderOf(run, holder)) {
    scopes.add(holder.id);
    if (holder.in === undefined || elementAt(run, holder.at, holder.of).kind !== 'event-sub-process') break;
  }
  return scopes;
}

function handlersOf(run: Run, one: Undo): readonly string[] {
  if (one.inner !== undefined) return one.inner.toReversed().flatMap((inner) => handlersOf(run, inner));
  const element = elementAt(run, one.activity, one.of);
  return isActivity(element) && element.undoneBy !== undefined ? [element.undoneBy] : [];
}
