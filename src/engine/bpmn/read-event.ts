/** Events from the model: what they wait for and what they throw, refused where BPMN or the engine does not allow it. */
import type { Moddle } from 'bpmn-moddle';
import { instantOf } from '../../base/time.ts';
import { fixedText } from './formula.ts';
import type { MessageName, Throw, TimerRule, Trigger } from './process.ts';
import type { Reader } from './read-part.ts';
import { bodyOf, child, children, condition, flag, headersOf, idOf, is, notSupported, report, text, textFormula, zeebe } from './read-part.ts';
import { alarmOf } from './timer.ts';

/** Where an event stands; not every kind of event may stand everywhere. */
export type Position = 'process start' | 'event sub-process start' | 'catch' | 'interrupting boundary' | 'boundary' | 'throw' | 'end';

/** Kinds of event that may wait at a position. */
const mayWait: Readonly<Record<string, readonly string[]>> = {
  'process start': ['none', 'timer', 'message', 'signal', 'condition'],
  'event sub-process start': ['timer', 'message', 'signal', 'condition', 'error', 'escalation'],
  catch: ['timer', 'message', 'signal', 'condition'],
  'interrupting boundary': ['timer', 'message', 'signal', 'condition', 'error', 'escalation', 'compensation'],
  boundary: ['timer', 'message', 'signal', 'condition', 'escalation', 'compensation'],
};

/** The one definition of an event; undefined for a plain event. Several at once are refused. */
export function definitionOf(reader: Reader, event: Moddle): Moddle | undefined {
  const all = [...children(event, 'eventDefinitions'), ...children(event, 'eventDefinitionRef')];
  if (all.length > 1)
    notSupported(reader, idOf(event), 'An event with several definitions', 'Use one event for each, behind an event-based gateway or at the boundary.');
  return all[0];
}

export function triggerOf(reader: Reader, event: Moddle, position: Position): Trigger {
  const id = idOf(event);
  const trigger = readTrigger(reader, event, definitionOf(reader, event));
  if (trigger === undefined) return { on: 'none' };
  if (mayWait[position]?.includes(trigger.on) !== true) {
    notSupported(reader, id, `The event '${trigger.on}' as ${position}`, `Use ${mayWait[position]?.join(', ') ?? 'another element'}.`);
  }
  if (trigger.on === 'timer' && trigger.timer.kind === 'cycle' && (position === 'catch' || position === 'interrupting boundary')) {
    notSupported(reader, id, `A cycle as ${position}`, 'Use a duration; a cycle belongs to a non-interrupting event or a start event.');
  }
  return trigger;
}

function readTrigger(reader: Reader, event: Moddle, definition: Moddle | undefined): Trigger | undefined {
  const id = idOf(event);
  if (definition === undefined) return { on: 'none' };
  if (is(definition, 'TimerEventDefinition')) return { on: 'timer', timer: timerOf(reader, id, definition) };
  if (is(definition, 'MessageEventDefinition')) return { on: 'message', message: messageOf(reader, id, child(definition, 'messageRef')) };
  if (is(definition, 'SignalEventDefinition')) return { on: 'signal', name: nameOf(reader, id, child(definition, 'signalRef'), 'signal') };
  if (is(definition, 'ConditionalEventDefinition')) return conditionTrigger(reader, id, definition);
  if (is(definition, 'ErrorEventDefinition')) return { on: 'error', ...codeOf(reader, id, child(definition, 'errorRef'), 'errorCode') };
  if (is(definition, 'EscalationEventDefinition')) return { on: 'escalation', ...codeOf(reader, id, child(definition, 'escalationRef'), 'escalationCode') };
  if (is(definition, 'CompensateEventDefinition')) return { on: 'compensation' };
  notSupported(reader, id, `The event definition ${definition.$type}`, 'Use another kind of event.');
  return undefined;
}

function conditionTrigger(reader: Reader, id: string, definition: Moddle): Trigger {
  if (zeebe(definition, 'ConditionalFilter') !== undefined)
    notSupported(reader, id, 'The setting zeebe:conditionalFilter', 'Remove it; the condition is looked at after each change.');
  const formula = condition(reader, id, child(definition, 'condition'));
  if (formula === undefined)
    report(reader, id, { code: 'missing-condition', message: 'A conditional event needs a condition.', repair: 'Write a FEEL expression.' });
  return { on: 'condition', condition: formula ?? fixedText(false) };
}

function codeOf(reader: Reader, id: string, ref: Moddle | undefined, attribute: string): { readonly code?: string } {
  if (ref === undefined) return {};
  const code = text(ref, attribute)?.trim();
  if (code === undefined || code === '')
    report(reader, id, {
      code: 'missing-code',
      message: `${idOf(ref)} has no ${attribute}.`,
      repair: `Give it a ${attribute}, or remove the reference to catch all.`,
    });
  if (code?.startsWith('=')) report(reader, id, { code: 'bad-code', message: 'A catching event needs a fixed code.', repair: 'Write the code as plain text.' });
  return code === undefined || code === '' ? {} : { code };
}

/** Message and signal names are texts or expressions. */
function nameOf(reader: Reader, id: string, ref: Moddle | undefined, what: string) {
  const name = text(ref, 'name')?.trim() ?? '';
  if (name === '')
    report(reader, id, { code: `missing-${what}`, message: `No ${what} with a name is given.`, repair: `Define the ${what}, give it a name and refer to it.` });
  return textFormula(reader, id, name);
}

export function messageOf(reader: Reader, id: string, ref: Moddle | undefined): MessageName {
  const name = nameOf(reader, id, ref, 'message');
  const key = text(zeebe(ref, 'Subscription'), 'correlationKey');
  return key === undefined || key.trim() === '' ? { name } : { name, correlation: textFormula(reader, id, key) };
}

function timerOf(reader: Reader, id: string, definition: Moddle): TimerRule {
  const kinds = [
    ['date', child(definition, 'timeDate')],
    ['duration', child(definition, 'timeDuration')],
    ['cycle', child(definition, 'timeCycle')],
  ] as const;
  const [kind, body] = kinds.find(([, one]) => one !== undefined) ?? ['duration' as const, undefined];
  const source = bodyOf(body);
  if (source === '')
    report(reader, id, {
      code: 'missing-time',
      message: 'The timer has no time.',
      repair: 'Write a duration such as PT2H, a date, or a cycle such as R3/P1D.',
    });
  const value = textFormula(reader, id, source);
  const problem = source !== '' && typeof value.fixed === 'string' ? alarmOf(kind, value.fixed, instantOf(0)) : undefined;
  if (typeof problem === 'string')
    report(reader, id, { code: 'bad-time', message: problem, repair: 'Write a duration of a minute or more such as PT2H, a date, or a cycle such as R3/P1D.' });
  return { kind, value };
}

// Throwing

export function throwOf(reader: Reader, event: Moddle, position: 'throw' | 'end'): Throw {
  const id = idOf(event);
  const definition = definitionOf(reader, event);
  const job = zeebe(event, 'TaskDefinition');
  if (job !== undefined) return { does: 'job', ...jobOf(reader, event, job) };
  if (definition === undefined) return { does: 'none' };
  if (is(definition, 'MessageEventDefinition')) return { does: 'message', message: messageOf(reader, id, child(definition, 'messageRef')) };
  if (is(definition, 'SignalEventDefinition')) return { does: 'signal', name: nameOf(reader, id, child(definition, 'signalRef'), 'signal') };
  if (is(definition, 'EscalationEventDefinition'))
    return { does: 'escalation', code: thrownCode(reader, id, child(definition, 'escalationRef'), 'escalationCode') };
  if (is(definition, 'CompensateEventDefinition')) {
    const activity = child(definition, 'activityRef');
    return activity === undefined ? { does: 'compensation' } : { does: 'compensation', activity: idOf(activity) };
  }
  if (position === 'end' && is(definition, 'ErrorEventDefinition'))
    return { does: 'error', code: thrownCode(reader, id, child(definition, 'errorRef'), 'errorCode') };
  if (position === 'end' && is(definition, 'TerminateEventDefinition')) return { does: 'terminate' };
  notSupported(reader, id, `The event definition ${definition.$type} as ${position}`, 'Use another kind of event.');
  return { does: 'none' };
}

function thrownCode(reader: Reader, id: string, ref: Moddle | undefined, attribute: string) {
  const code = text(ref, attribute)?.trim() ?? '';
  if (code === '')
    report(reader, id, { code: 'missing-code', message: `What is thrown has no ${attribute}.`, repair: `Define it with a ${attribute} and refer to it.` });
  return textFormula(reader, id, code);
}

export function jobOf(reader: Reader, element: Moddle, definition: Moddle) {
  const id = idOf(element);
  const type = text(definition, 'type')?.trim() ?? '';
  if (type === '') report(reader, id, { code: 'missing-type', message: 'The job has no type.', repair: 'Give the task definition a type.' });
  const retries = Number(text(definition, 'retries') ?? '3');
  if (!Number.isInteger(retries) || retries < 0 || retries > 100)
    report(reader, id, { code: 'bad-retries', message: 'retries is not a whole number from 0 to 100.', repair: 'Write a number.' });
  return { type: textFormula(reader, id, type), retries, headers: headersOf(element) };
}

export const isLink = (definition: Moddle | undefined): definition is Moddle => definition !== undefined && is(definition, 'LinkEventDefinition');
export const refusesParallelMultiple = (event: Moddle): boolean => flag(event, 'parallelMultiple');
