/** What stands open in a state: for people, for job runners, for routing of messages. */
import type { Instant } from '../../base/time.ts';
import type { Ended, Incident, Node, ProcessState, Wait } from './state.ts';

type Here = {
  readonly id: string /** Element id. */;
  readonly element: string /** The called process it belongs to; absent on the outermost level. */;
  readonly process?: string;
};

export type Look = {
  readonly tasks: readonly Here[];
  readonly jobs: readonly Here[];
  readonly messages: readonly (Here & { readonly name: string; readonly correlation?: string })[];
  readonly signals: readonly (Here & { readonly name: string })[];
  readonly conditions: readonly Here[];
  /** `due` is absent while the process is paused and the timer is a duration; `leftMs` then tells what remains. */
  readonly timers: readonly (Here & { readonly due?: Instant; readonly leftMs?: number })[];
  readonly incidents: readonly (Here & Pick<Incident, 'code' | 'text'>)[];
  /** Every token with the kind of its rest; scopes are listed too. */
  readonly tokens: readonly (Here & { readonly is: Node['is']; readonly in?: string })[];
  readonly paused: boolean;
  /** True when tokens wait at joins for tokens that can no longer come: a person has to repair the case. */
  readonly stuck: boolean;
  readonly ended?: Ended;
};

export function look(state: ProcessState): Look {
  const waits = (on: Wait['on']): readonly Wait[] => state.waits.filter((wait) => wait.on === on);
  const nodes = (is: Node['is']): readonly Here[] => state.nodes.filter((node) => node.is === is).map(here);
  const place = placesOf(state);
  return {
    tasks: nodes('task'),
    jobs: nodes('job'),
    messages: waits('message').map((wait) => ({
      ...place(wait),
      name: wait.name ?? '',
      ...(wait.correlation === undefined ? {} : { correlation: wait.correlation }),
    })),
    signals: waits('signal').map((wait) => ({ ...place(wait), name: wait.name ?? '' })),
    conditions: waits('condition').map(place),
    timers: waits('timer').map((wait) => ({
      ...place(wait),
      ...(wait.due === undefined ? {} : { due: wait.due }),
      ...(wait.left === undefined ? {} : { leftMs: wait.left }),
    })),
    incidents: state.nodes.flatMap((node) => (node.incident === undefined ? [] : [{ ...here(node), code: node.incident.code, text: node.incident.text }])),
    tokens: state.nodes.map((node) => ({ ...here(node), is: node.is, ...(node.in === undefined ? {} : { in: node.in }) })),
    paused: state.paused === true,
    stuck: isStuck(state),
    ...(state.ended === undefined ? {} : { ended: state.ended }),
  };
}

const here = (node: Node): Here => ({ id: node.id, element: node.at, ...(node.of === undefined ? {} : { process: node.of }) });

function placesOf(state: ProcessState): (wait: Wait) => Here {
  const nodes = new Map(state.nodes.map((node) => [node.id, node]));
  return (wait) => {
    const node = nodes.get(wait.node);
    // the start of an event sub-process of a called process belongs to the called process
    const process = wait.inside === true && node?.is === 'call' ? node.calls : node?.of;
    return { id: wait.id, element: wait.at, ...(process === undefined ? {} : { process }) };
  };
}

/** A scope is stuck when all that rests in it waits at joins: only its own tokens could free them. */
function isStuck(state: ProcessState): boolean {
  const children = Map.groupBy(state.nodes, (node) => node.in);
  const onlyJoins = (node: Node): boolean => {
    if (node.incident !== undefined) return false;
    if (node.is === 'join') return true;
    const inner = children.get(node.id) ?? [];
    return inner.length > 0 && inner.every(onlyJoins);
  };
  return state.nodes.some((node) => node.is !== 'join' && onlyJoins(node));
}
