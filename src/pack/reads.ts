/** What the diagram reads of the data, and what it puts into them. */
import type { Element, Formula, Process } from '../engine/bpmn/bpmn.ts';
import { extensionOf } from '../engine/bpmn/bpmn.ts';

/** A name somewhere in the diagram: 'targets.taxCode'. */
export type ReadName = { readonly element: string; readonly name: string };

/** Every variable a formula, a header or a setting of the diagram reads, with the element that reads it. */
export function namesRead(process: Process): readonly ReadName[] {
  const flows = [...process.flows.values()].flatMap((flow) => (flow.condition?.reads ?? []).map((name) => ({ element: flow.id, name })));
  const elements = [...process.elements.values()].flatMap((element) => [...new Set(readsOf(element))].map((name) => ({ element: element.id, name })));
  return [...flows, ...elements];
}

function readsOf(element: Element): readonly string[] {
  const unit = extensionOf(element, 'unit').role;
  const header = element.kind === 'job-task' ? [element.headers.unit, element.headers.to, element.headers.number] : [];
  const named = [unit === 'receiving' ? undefined : unit, ...header].filter((name): name is string => name !== undefined && name !== '');
  return [...named, ...formulasIn(element).flatMap((formula) => formula.reads)];
}

/** Formulas lie at different places of each kind of element; they are found by their shape. Flows and boundary events stand for themselves. */
function formulasIn(value: unknown): readonly Formula[] {
  if (Array.isArray(value)) return value.flatMap(formulasIn);
  if (typeof value !== 'object' || value === null) return [];
  if (isFormula(value)) return [value];
  return Object.entries(value).flatMap(([key, one]) => (['outgoing', 'otherwise', 'boundaries', 'start'].includes(key) ? [] : formulasIn(one)));
}

const isFormula = (value: object): value is Formula => 'reads' in value && Array.isArray(value.reads) && 'source' in value;

/** Variables the diagram makes: results of rules, scripts and jobs, mapped names, items and outputs of repetitions, what messages bring. */
export const namesMade = (process: Process): readonly string[] => [...process.elements.values()].flatMap(madeBy);

function madeBy(element: Element): readonly string[] {
  const mapped = [...('inputs' in element ? element.inputs : []), ...('outputs' in element ? element.outputs : [])].map((mapping) => mapping.target[0] ?? '');
  const loop = 'loop' in element && element.loop?.kind === 'many' ? [element.loop.itemName ?? '', element.loop.outputName ?? '', 'loopCounter'] : [];
  const result = element.kind === 'decision-task' || element.kind === 'script-task' ? [element.resultName ?? ''] : [];
  const into = element.kind === 'job-task' ? [element.headers.into ?? ''] : [];
  return [...mapped, ...loop, ...result, ...into, ...messageOf(element)].filter((name) => name !== '');
}

const messageOf = (element: Element): readonly string[] => (awaited(element) === undefined ? [] : ['childOutcome']);

/** The message an element waits for. */
export function awaited(element: Element): string | undefined {
  const message =
    element.kind === 'receive-task' ? element.message : 'trigger' in element && element.trigger.on === 'message' ? element.trigger.message : undefined;
  return message?.name.source;
}
