/** What a story expects of a case, held against the case as it is. Only what the story says is compared. */
import type { UnitId } from '../../base/id.ts';
import { isBefore } from '../../base/time.ts';
import type { StoryEnd, StoryExpect, StoryStatus, StoryTask } from '../../pack/pack.ts';
import { awaited } from './consent.ts';
import type { CaseState, OpenTask } from './state.ts';
import { owed } from './state.ts';

/** `name` is the part of the expectation: 'due', 'data.arrivalNumber'. */
export type Miss = { readonly name: string; readonly expected: string; readonly found: string };
/** The units of a story, by code; the unit of the case itself is `own`. */
export type StoryUnits = { readonly own: UnitId; readonly idOf: (code: string) => UnitId | undefined; readonly codeOf: (unit: UnitId) => string };

export function missesOf(state: CaseState, expect: StoryExpect, units: StoryUnits): readonly Miss[] {
  return [
    ...differs('status', expect.status, storyStatusOf(state)),
    ...differs('due', expect.due, state.clock?.due),
    ...differs('fee', expect.fee, state.fee.total),
    ...taskMisses(state.tasks, expect.tasks, units),
    ...differs('informed', expect.informed === undefined ? undefined : listed(expect.informed), listed(state.informed.map(units.codeOf))),
    ...differs('awaits', expect.awaits, awaited(state).length),
    ...differs('children', expect.children, state.children.filter((child) => child.outcome === undefined).length),
    ...Object.entries(expect.data ?? {}).flatMap(([name, value]) => differs(`data.${name}`, JSON.stringify(value), JSON.stringify(state.data[name]))),
  ];
}

/** What only the end of a story can say. */
export const endMissesOf = (state: CaseState, end: StoryEnd): readonly Miss[] => [
  ...differs('paid', end.paid, state.fee.total > 0 && owed(state) === 0),
  ...differs('exempt', end.exempt, state.fee.exempt ?? ''),
  ...differs('onTime', end.onTime, state.finished === undefined || state.clock === undefined ? undefined : !isBefore(state.clock.due, state.finished)),
  ...differs('documents', end.documents?.join(', '), state.documents.map((document) => document.kind).join(', ')),
];

export function storyStatusOf(state: CaseState): StoryStatus {
  if (state.stage.at === 'open') return state.finished === undefined ? 'processing' : 'ready';
  if (state.stage.at === 'closed') return state.stage.outcome === 'granted' ? 'returned' : state.stage.outcome;
  return state.stage.at;
}

const differs = (name: string, expected: unknown, found: unknown): readonly Miss[] =>
  expected === undefined || expected === found ? [] : [{ name, expected: String(expected), found: String(found) }];

/** Every open task is expected, every expected task is open; unit and due only where the story says them. */
function taskMisses(tasks: readonly OpenTask[], expected: StoryExpect['tasks'], units: StoryUnits): readonly Miss[] {
  if (expected === undefined) return [];
  const wanted = expected.flatMap((one): readonly StoryTask[] =>
    typeof one === 'string' ? [{ task: one }] : Array.from({ length: one.times ?? 1 }, () => one),
  );
  const left = [...tasks];
  const missing = wanted
    .toSorted((a, b) => detail(b) - detail(a))
    .filter((want) => {
      const index = left.findIndex((task) => isAsSaid(task, want, units));
      if (index >= 0) left.splice(index, 1);
      return index < 0;
    });
  if (missing.length + left.length === 0) return [];
  const isBare = wanted.every((want) => detail(want) === 0);
  const found = tasks.map((task) => inWords(isBare ? { task: task.element } : { task: task.element, unit: heldBy(task, units), ...dueOf(task) }));
  return [{ name: 'tasks', expected: listed(wanted.map(inWords)), found: listed(found) }];
}

/** How much a story says of a task: those with most are looked for first. */
const detail = (want: StoryTask): number => Number(want.unit !== undefined) + Number(want.due !== undefined);
const heldBy = (task: OpenTask, units: StoryUnits): string => units.codeOf(task.unit ?? units.own);
const dueOf = (task: OpenTask): Pick<StoryTask, 'due'> => (task.due === undefined ? {} : { due: task.due });
const isAsSaid = (task: OpenTask, want: StoryTask, units: StoryUnits): boolean =>
  task.element === want.task &&
  (want.unit === undefined || (task.unit ?? units.own) === units.idOf(want.unit)) &&
  (want.due === undefined || task.due === want.due);
const inWords = ({ task, unit = '', due }: StoryTask): string => `${task}${unit === '' ? '' : ` at ${unit}`}${due === undefined ? '' : ` until ${due}`}`;
const listed = (words: readonly string[]): string => words.toSorted().join(', ');
