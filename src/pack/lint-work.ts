/** The work a diagram hands to the platform: job types and their headers, messages, and settings somebody really reads. */
import type { Element, Process } from '../engine/bpmn/bpmn.ts';
import type { Notes } from './notes.ts';
import { note } from './notes.ts';
import type { Linted } from './pack.ts';
import { awaited } from './reads.ts';

/** Job types the platform does by itself, with the headers each reads. */
export const jobTypes = {
  /** Prints a template; `number` names the variable with its official number. */
  document: { must: ['template'], may: ['number'] },
  /** Takes the next number of a book of the case's unit in this year. */
  number: { must: ['book', 'into'], may: [] },
  /** Opens and receives a case of another pack; `unit` names the variable with the unit's code. */
  'open-case': { must: ['service', 'into'], may: ['unit'] },
  /** Lets units read along; `to` names the variable with their codes. */
  inform: { must: ['to'], may: [] },
} as const satisfies Readonly<Record<string, { readonly must: readonly string[]; readonly may: readonly string[] }>>;

const isJobType = (type: unknown): type is keyof typeof jobTypes => typeof type === 'string' && Object.hasOwn(jobTypes, type);

/** The only message that comes from outside: a case this one opened has ended. */
export const messages = ['child-ended'] as const;

const headerForms: Readonly<Record<string, RegExp>> = {
  template: /^[a-z][a-z0-9-]{0,39}\.typ$/,
  book: /^[a-z][a-z0-9-]{0,39}$/,
  service: /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
};
const variable = /^[a-z][A-Za-z0-9]{0,39}$/;

export function lintWork(pack: Linted, on: Notes): void {
  for (const element of pack.process.elements.values()) {
    if (element.kind === 'job-task') lintJob(pack, on, element);
    if (element.kind === 'call-activity')
      note(on, element.id, 'call-not-possible', {
        message: 'A pack cannot call another process yet.',
        repair: 'Draw the steps here, use an embedded sub-process, or open another case with a job of the type "open-case".',
      });
    lintMessage(on, element);
    lintSettings(on, element);
  }
  lintStart(pack.process, on);
}

function lintJob(pack: Linted, on: Notes, job: Extract<Element, { kind: 'job-task' }>): undefined {
  const type = job.type.fixed;
  if (!isJobType(type))
    return note(on, job.id, 'job-type-unknown', {
      message: `Nothing does jobs of the type "${job.type.source}".`,
      repair: `Use one of: ${Object.keys(jobTypes).join(', ')}.`,
    });
  const { must, may }: { readonly must: readonly string[]; readonly may: readonly string[] } = jobTypes[type];
  for (const header of must)
    if ((job.headers[header] ?? '') === '')
      note(on, job.id, 'header-missing', { message: `A job of the type "${type}" needs the header "${header}".`, repair: `Add the header ${header}.` });
  for (const [header, value] of Object.entries(job.headers)) {
    if (![...must, ...may].includes(header))
      note(on, job.id, 'header-unread', { message: `Jobs of the type "${type}" do not read the header "${header}".`, repair: 'Remove it.' });
    else if (value !== '' && !(headerForms[header] ?? variable).test(value))
      note(on, job.id, 'header-wrong', { message: `The header "${header}" cannot be "${value}".`, repair: 'Write a name of small letters and digits.' });
  }
  const template = type === 'document' ? job.headers.template : undefined;
  if (template !== undefined && !pack.templates.has(template))
    return note(on, job.id, 'template-missing', { message: `The template "${template}" is not in the pack.`, repair: `Add templates/${template}.` });
}

/** A message nobody sends would be awaited for ever; one nobody hears would be sent for nothing. */
function lintMessage(on: Notes, element: Element): void {
  const name = awaited(element);
  if (name !== undefined && !messages.some((one) => one === name))
    note(on, element.id, 'message-unknown', {
      message: `Nobody sends the message "${name}".`,
      repair: `Wait for one of: ${messages.join(', ')}; or for a timer or a condition.`,
    });
  const isSent = element.kind === 'send-task' || ((element.kind === 'throw' || element.kind === 'end') && element.effect.does === 'message');
  if (isSent)
    note(on, element.id, 'message-unheard', {
      message: 'Nothing outside hears messages of a process.',
      repair: 'Use a job of the type "inform", or remove it.',
    });
}

/** Settings the engine understands and no room of the platform acts upon. */
function lintSettings(on: Notes, element: Element): void {
  const unread = (what: string) =>
    note(on, element.id, 'setting-unread', { message: `Nothing reads ${what} of "${element.name || element.id}".`, repair: 'Remove it.' });
  const isTask = element.kind === 'user-task';
  for (const name of Object.keys(element.extensions)) {
    const isRead = name === 'time' || (name === 'document' && element.kind === 'job-task') || (isTask && (name === 'unit' || name === 'sign'));
    if (!isRead) unread(`cuaso:${name}`);
  }
  if (Object.keys(element.properties).length > 0) unread('zeebe:properties');
  if (!isTask) return;
  if (element.users !== undefined) unread('candidateUsers');
  if (element.assignee !== undefined) unread('assignee');
  if (element.priority !== undefined) unread('zeebe:priorityDefinition');
  if (Object.keys(element.headers).length > 0) unread('zeebe:taskHeaders');
}

/** Reception starts the process without a message or a timer. */
function lintStart(process: Process, on: Notes): void {
  if (process.starts.filter((start) => start.trigger.on === 'none').length !== 1)
    note(on, process.id, 'no-plain-start', { message: 'Reception begins at one plain start event.', repair: 'Draw exactly one start event without a symbol.' });
}
