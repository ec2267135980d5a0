/** Proofs over the diagram: every way comes to an end, and the time given to the steps fits into the time the law gives. */
import type { Finding } from '../base/finding.ts';
import type { Element, Process } from '../engine/bpmn/bpmn.ts';
import { lintProcess, stepTimeOf } from '../engine/bpmn/bpmn.ts';
import type { Rule } from '../engine/clock/clock.ts';
import { note } from './notes.ts';

const dayHours = 8;

/** Dead ends, steps nobody reaches, joins that wait for ever (engine/bpmn), and rounds that can never be left. */
export function lintWays(process: Process): readonly Finding[] {
  // A pack must name a role for every step: lint.ts says so as an error.
  const findings: Finding[] = lintProcess(process).flatMap((finding) => (finding.code === 'missing-role' ? [] : [{ ...finding, file: 'process.bpmn' }]));
  const ends = [...process.elements.values()].filter((element) => element.kind === 'end').map((element) => element.id);
  const ending = reachFrom(ends, reversed(linksOf(process)));
  for (const element of process.elements.values())
    if (element.scope === process.id && element.outgoing.length > 0 && !ending.has(element.id))
      note({ file: 'process.bpmn', findings }, element.id, 'no-way-to-end', {
        message: `From "${element.name || element.id}" no end can be reached.`,
        repair: 'Add a way out of the round.',
      });
  return findings;
}

type Links = ReadonlyMap<string, readonly string[]>;

function linksOf(process: Process): Links {
  const links = new Map<string, string[]>();
  const add = (from: string, to: string) => links.set(from, [...(links.get(from) ?? []), to]);
  for (const flow of process.flows.values()) add(flow.from, flow.to);
  for (const element of process.elements.values()) {
    if (element.kind === 'boundary') add(element.attachedTo, element.id);
    if (element.kind === 'sub-process') {
      add(element.id, element.start);
      for (const inner of process.elements.values()) if (inner.scope === element.id && inner.kind === 'end') add(inner.id, element.id);
    }
    if (element.kind === 'link' && element.target !== undefined) add(element.id, element.target);
    const undoneBy = 'undoneBy' in element ? element.undoneBy : undefined;
    if (undoneBy !== undefined) add(element.id, undoneBy);
  }
  return links;
}

function reversed(links: Links): Links {
  const back = new Map<string, string[]>();
  for (const [from, targets] of links) for (const to of targets) back.set(to, [...(back.get(to) ?? []), from]);
  return back;
}

function reachFrom(from: readonly string[], links: Links): ReadonlySet<string> {
  const reached = new Set(from);
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop())
    for (const next of links.get(id) ?? [])
      if (!reached.has(next)) {
        reached.add(next);
        open.push(next);
      }
  return reached;
}

/**
 * Every task has a time; the shortest way fits into the legal limit, the longest one into the limit with its longest extension.
 * A way passes each step once: what a loop repeats is paid by an extension too.
 */
export function lintTimes(process: Process, limits: readonly Rule[], extensionDays: number): readonly Finding[] {
  const findings: Finding[] = [];
  const on = { file: 'process.bpmn', findings };
  for (const element of process.elements.values())
    if (element.kind === 'user-task' && element.due === undefined && stepTimeOf(element) === undefined)
      note(on, element.id, 'step-time-missing', {
        message: `"${element.name}" has no time.`,
        repair: 'Add <cuaso:time value="4" unit="hours" />, or <zeebe:taskSchedule dueDate="=..." />, to its extension elements.',
      });
  const start = process.starts.find((one) => one.trigger.on === 'none');
  if (start === undefined || limits.length === 0) return findings;
  const limit = Math.min(...limits.map(hoursOf));
  const budget = { left: 20_000 };
  const [least, most] = [hoursFrom(process, start.id, 'least', budget), hoursFrom(process, start.id, 'most', budget)];
  if (budget.left <= 0)
    note(on, process.id, 'too-many-ways', {
      level: 'warning',
      message: 'The diagram has too many ways to add up their times.',
      repair: 'Draw it simpler, for example with sub-processes.',
    });
  if (least > limit)
    note(on, process.id, 'steps-longer-than-law', {
      message: `The steps take ${least} working hours, the law gives ${limit}.`,
      repair: 'Give the steps less time.',
    });
  if (most > limit + extensionDays * dayHours)
    note(on, process.id, 'longest-way-too-long', {
      message: `The longest way takes ${most} working hours; the law with its longest extension gives ${limit + extensionDays * dayHours}.`,
      repair: 'Give the steps less time, or declare the extension in pack.json.',
    });
  return findings;
}

/** Working hours in which a rule has to be met, counted carefully: calendar days hold five working days of seven. */
function hoursOf(rule: Rule): number {
  switch (rule.kind) {
    case 'same-day':
      return dayHours;
    case 'hours':
      return rule.hours;
    case 'working-days':
      return rule.days * dayHours;
    case 'calendar-days':
      return Math.floor((rule.days * 5) / 7) * dayHours;
    case 'months':
      return rule.months * 20 * dayHours;
  }
}

function hoursFrom(process: Process, id: string, wanted: 'least' | 'most', budget: { left: number }, passed: ReadonlySet<string> = new Set()): number {
  const element = process.elements.get(id);
  budget.left -= 1;
  if (element === undefined || passed.has(id) || budget.left <= 0) return 0;
  const onward = new Set([...passed, id]);
  const ways = element.outgoing.filter((flow) => !onward.has(flow.to)).map((flow) => hoursFrom(process, flow.to, wanted, budget, onward));
  const chosen = ways.length === 0 ? 0 : wanted === 'least' && isChoice(element) ? Math.min(...ways) : Math.max(...ways);
  const inside = element.kind === 'sub-process' ? hoursFrom(process, element.start, wanted, budget, onward) : 0;
  return ownHours(element) + inside + chosen;
}

const isChoice = (element: Element): boolean => element.kind === 'exclusive' || element.kind === 'inclusive' || element.kind === 'event-gateway';

function ownHours(element: Element): number {
  const time = stepTimeOf(element);
  if (time === undefined) return 0;
  if (time.unit === 'hours') return time.value;
  return time.unit === 'months'
    ? time.value * 20 * dayHours
    : time.unit === 'working-days'
      ? time.value * dayHours
      : Math.ceil((time.value * 5) / 7) * dayHours;
}
