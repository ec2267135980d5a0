/** Plays a process by the names of its elements: keeps state, data and time between steps. For tests, stories and examples. */
import type { JsonObject } from '../../base/json.ts';
import { isRefusal } from '../../base/refusal.ts';
import type { Instant } from '../../base/time.ts';
import { instant } from '../../base/time.ts';
import type { Look } from './look.ts';
import { look } from './look.ts';
import type { Process } from './process.ts';
import type { Command, Complete, Effect, Facts, ProcessState, Start } from './state.ts';
import { step } from './step.ts';
import { plusDuration, readDuration } from './timer.ts';

export type Player = {
  /** One command; returns short words for its effects, such as 'open-task check'. Throws when it is refused. */
  readonly do: (command: Command) => readonly string[];
  readonly start: (start?: Omit<Start, 'do'>) => readonly string[];
  /** Completes the oldest open task or job of an element. */
  readonly complete: (element: string, how?: Omit<Complete, 'do' | 'id'>) => readonly string[];
  /** Lets time pass ('PT2H') and fires what is due. */
  readonly wait: (duration: string) => readonly string[];
  /** Changes the data from outside. */
  readonly change: (data: JsonObject) => readonly string[];
  /** Open tasks and jobs by element, in the order they were opened. */
  readonly open: () => readonly string[];
  readonly look: () => Look;
  readonly state: () => ProcessState;
  readonly data: () => JsonObject;
  readonly effects: () => readonly Effect[];
};

export type Setting = { readonly data?: JsonObject; readonly now?: Instant } & Pick<Facts, 'decide' | 'process'>;

export function player(process: Process, setting: Setting = {}): Player {
  let state: ProcessState | undefined;
  let data: JsonObject = setting.data ?? {};
  let now = setting.now ?? instant('2022-11-15T08:00:00+07:00');
  let effects: readonly Effect[] = [];

  const run = (command: Command): readonly string[] => {
    const stepped = step(process, state, command, { ...setting, now, data });
    if (isRefusal(stepped)) throw new Error(`${command.do} was refused: ${JSON.stringify(stepped)}`);
    state = stepped.state;
    effects = stepped.effects;
    for (const effect of effects) if (effect.do === 'set-data') data = { ...data, [effect.name]: effect.value };
    return effects.map(inShort);
  };
  const current = (): ProcessState => {
    if (state === undefined) throw new Error('the process has not started');
    return state;
  };
  return {
    do: run,
    start: (start = {}) => run({ do: 'start', ...start } as Start),
    complete: (element, how = {}) => {
      const found = [...look(current()).tasks, ...look(current()).jobs].find((one) => one.element === element);
      if (found === undefined) throw new Error(`${element} is not open`);
      return run({ do: 'complete', id: found.id, ...how });
    },
    wait: (duration) => {
      const length = readDuration(duration);
      if (length === undefined) throw new Error(`${duration} is not a duration`);
      now = plusDuration(now, length);
      return run({ do: 'fire-timers' });
    },
    change: (changes) => {
      data = { ...data, ...changes };
      return run({ do: 'change-data' });
    },
    open: () => current().nodes.flatMap((node) => (node.is === 'task' || node.is === 'job' ? [node.at] : [])),
    look: () => look(current()),
    state: current,
    data: () => data,
    effects: () => effects,
  };
}

function inShort(effect: Effect): string {
  if (effect.do === 'set-data') return `set-data ${effect.name}=${JSON.stringify(effect.value)}`;
  if (effect.do === 'ended') return `ended ${effect.how}`;
  if (effect.do === 'incident') return `incident ${effect.element} ${effect.code}`;
  return `${effect.do} ${effect.element}`;
}
