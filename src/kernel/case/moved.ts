/** What a step of the process changed, as the entry keeps it. */
import type { JsonObject } from '../../base/json.ts';
import { isRefusal } from '../../base/refusal.ts';
import type { Instant } from '../../base/time.ts';
import { atClock, plusDays, readDate } from '../../base/time.ts';
import type { Effect, ProcessState, StepTime } from '../../engine/bpmn/bpmn.ts';
import type { Rule } from '../../engine/clock/clock.ts';
import { dueBy } from '../../engine/clock/clock.ts';
import type { CaseFacts, CaseState, Moved, OpenJob, OpenTask } from './state.ts';
import { knownData } from './state.ts';

export type Stepped = { readonly state: ProcessState; readonly effects: readonly Effect[] };
export type OpenTaskEffect = Extract<Effect, { do: 'open-task' }>;

export const signs = (effect: OpenTaskEffect): boolean => effect.sign !== undefined;

export function movedBy(state: Pick<CaseState, 'answers' | 'data'>, stepped: Stepped, facts: CaseFacts): Moved {
  const { effects } = stepped;
  const data = Object.fromEntries(effects.flatMap((effect) => (effect.do === 'set-data' ? [[effect.name, effect.value]] : [])));
  const known = { ...knownData(state), ...data };
  const opened = effects.flatMap((effect) => (effect.do === 'open-task' ? [taskOf(effect, known, facts)] : []));
  return {
    process: stepped.state,
    open: opened.map(({ task }) => task),
    close: effects.flatMap((effect) => (effect.do === 'close-task' ? [effect.id] : [])),
    openJobs: effects.flatMap((effect) => (effect.do === 'open-job' ? [jobOf(effect)] : [])),
    closeJobs: effects.flatMap((effect) => (effect.do === 'close-job' ? [effect.id] : [])),
    setTimers: effects.flatMap((effect) => (effect.do === 'set-timer' ? [{ id: effect.id, due: effect.due }] : [])),
    clearTimers: effects.flatMap((effect) => (effect.do === 'cancel-timer' ? [effect.id] : [])),
    data,
    incidents: [
      ...effects.flatMap((effect) => (effect.do === 'incident' ? [{ id: effect.id, element: effect.element, code: effect.code, text: effect.text }] : [])),
      ...opened.flatMap(({ incident }) => incident ?? []),
    ],
  };
}

const jobOf = ({ id, element, type, headers, input }: Extract<Effect, { do: 'open-job' }>): OpenJob => ({
  id,
  element,
  type,
  headers,
  ...(Object.keys(input).length === 0 ? {} : { input }),
});

type Opened = { readonly task: OpenTask; readonly incident?: Moved['incidents'][number] };

function taskOf(effect: OpenTaskEffect, known: JsonObject, facts: CaseFacts): Opened {
  const { id, element, name, roles, form, input } = effect;
  const due = owedBy(effect.due, facts) ?? dueOf(effect.stepTime, facts);
  const unit = effect.unit === undefined ? undefined : unitNamed(effect.unit, { ...known, ...input }, facts);
  const task: OpenTask = {
    id,
    element,
    name,
    role: roles[0] ?? '',
    sign: signs(effect),
    opened: facts.now,
    ...(form === undefined ? {} : { form }),
    ...(due === undefined ? {} : { due }),
    ...(typeof unit === 'number' ? { unit } : {}),
    ...(Object.keys(input).length === 0 ? {} : { input }),
  };
  if (unit !== 'unknown') return { task };
  return { task, incident: { id, element, code: 'unit-unknown', text: `no unit is known under ${effect.unit}` } };
}

/** `cuaso:unit role="lead"`: the case's own unit for 'receiving', otherwise the unit whose code stands in the data under that name. */
function unitNamed(word: string, known: JsonObject, facts: CaseFacts): OpenTask['unit'] | 'unknown' {
  if (word === 'receiving') return undefined;
  const code = known[word];
  if (typeof code !== 'string' && typeof code !== 'number') return 'unknown';
  return facts.unit?.(String(code)) ?? 'unknown';
}

/** A date somebody set: until the close of that day, or of the next working day when it is a day off. */
function owedBy(due: OpenTaskEffect['due'], facts: CaseFacts): Instant | undefined {
  const day = due === undefined ? undefined : readDate(due);
  if (day === undefined) return due as Instant | undefined;
  const end = dueBy({ kind: 'calendar-days', days: 1 }, atClock(plusDays(day, -1), '12:00'), facts.calendar);
  return isRefusal(end) ? undefined : end.due;
}

/** The step's own promise, by the same legal clock as the case. */
function dueOf(time: StepTime | undefined, facts: CaseFacts): Instant | undefined {
  if (time === undefined) return undefined;
  const due = dueBy(ruleOf(time), facts.now, facts.calendar);
  return isRefusal(due) ? undefined : due.due;
}

function ruleOf({ value, unit }: StepTime): Rule {
  switch (unit) {
    case 'hours':
      return { kind: 'hours', hours: value };
    case 'working-days':
    case 'calendar-days':
      return { kind: unit, days: value };
    case 'months':
      return { kind: 'months', months: value };
  }
}
