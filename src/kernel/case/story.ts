/** Plays a story of a pack in memory: the same opening, moves and folding as a real case, without a database, in virtual time. */
import type { Finding } from '../../base/finding.ts';
import type { CaseCode, CaseId, DocumentId, PersonId, TrackingCode, UnitId } from '../../base/id.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Instant } from '../../base/time.ts';
import { dateOf, isBefore } from '../../base/time.ts';
import type { Calendar } from '../../engine/clock/clock.ts';
import type { Form, GivenPaper } from '../../engine/form/form.ts';
import { checkPapers, readJsonAnswers, wantedPapers } from '../../engine/form/form.ts';
import type { Pack, Story, StoryEnd, StoryExpect, StoryMove, StoryPapers, StoryStatus, StoryTask } from '../../pack/pack.ts';
import { laidOver } from '../../pack/story.ts';
import { advance } from './advance.ts';
import { fold } from './fold.ts';
import { open } from './open.ts';
import type { AttachedFile, CaseEntry, CaseFacts, CaseState, MadeDocument, Move, OpenJob, OpenTask } from './state.ts';
import { owed } from './state.ts';

/** One move as it went: for a terminal, a page of documentation or a lesson. */
export type PlayedMove = {
  readonly move: StoryMove;
  /** Absent when the move was done. */
  readonly refused?: Refusal;
  /** Paths of answers with problems, when the form refused. */
  readonly problems?: readonly string[];
  /** As it is after the move; absent before the first accepted submission. */
  readonly state?: CaseState;
};
export type Played = {
  readonly story: Story;
  readonly moves: readonly PlayedMove[];
  readonly entries: readonly CaseEntry[];
  readonly findings: readonly Finding[];
};

type Scene = {
  readonly pack: Pack;
  readonly story: Story;
  readonly calendar: Calendar;
  readonly entries: CaseEntry[];
  readonly findings: Finding[];
  state: CaseState | undefined;
  /** Answers as last submitted: what a supplement is laid over. */
  sent: JsonObject;
  /** The last number given from each book. */
  readonly books: Map<string, number>;
};

/** Findings name the story's file and the place ('when[3].expect.due'); none means that the story came true. */
export function playStory(pack: Pack, story: Story, calendars: (name: string) => Calendar | undefined): Played {
  const calendar = calendars(story.given.calendar);
  if (calendar === undefined) {
    const finding = findingAt(story, 'given.calendar', {
      code: 'calendar-unknown',
      message: `There is no calendar "${story.given.calendar}".`,
      repair: 'Use the name of a calendar of the platform: "vn".',
    });
    return { story, moves: [], entries: [], findings: [finding] };
  }
  const scene: Scene = { pack, story, calendar, entries: [], findings: [], state: undefined, sent: {}, books: new Map(story.given.books) };
  const moves = story.when.map((move, index) => playMove(scene, move, `when[${index + 1}]`));
  compareEnd(scene, story.then);
  return { story, moves, entries: scene.entries, findings: scene.findings };
}

/** All stories of a pack. */
export const playStories = (pack: Pack, calendars: (name: string) => Calendar | undefined): readonly Played[] =>
  pack.stories.map((story) => playStory(pack, story, calendars));

function playMove(scene: Scene, move: StoryMove, place: string): PlayedMove {
  fireDueTimers(scene, move.at);
  const answer = decide(scene, move);
  if ('problems' in answer || isRefusal(answer)) {
    const code = isRefusal(answer) ? answer.refused : 'answers-have-problems';
    if (move.expect?.refused === undefined)
      miss(scene, place, { expected: 'the move to be done', found: `refused: ${code}${'problems' in answer ? ` (${answer.problems.join(', ')})` : ''}` });
    else if (move.expect.refused !== code) miss(scene, `${place}.expect.refused`, { expected: move.expect.refused, found: code });
    compare(scene, move.expect, `${place}.expect`);
    return { move, ...(isRefusal(answer) ? { refused: answer } : { refused: refuse('answers-have-problems'), problems: answer.problems }), ...stateOf(scene) };
  }
  take(scene, answer);
  followUp(scene, move);
  if (move.expect?.refused !== undefined) miss(scene, `${place}.expect.refused`, { expected: move.expect.refused, found: 'the move was done' });
  for (const incident of scene.state?.incidents ?? [])
    miss(scene, place, { expected: 'no incident', found: `${incident.code} at ${incident.element}: ${incident.text}` });
  compare(scene, move.expect, `${place}.expect`);
  return { move, ...stateOf(scene) };
}

const stateOf = (scene: Scene): { readonly state?: CaseState } => (scene.state === undefined ? {} : { state: scene.state });

type Decided = readonly CaseEntry[] | Refusal | { readonly problems: readonly string[] };

function decide(scene: Scene, move: StoryMove): Decided {
  if (move.do === 'submit') return submit(scene, move);
  if (scene.state === undefined) return refuse('not-found');
  if (move.do === 'complete') return complete(scene, scene.state, move);
  if (move.do === 'answer') return answer(scene, scene.state, move);
  if (move.do === 'end-child') return endChildren(scene, scene.state, move);
  return advance(scene.pack, scene.state, moveOf(move), factsAt(scene, move.at));
}

const factsAt = (scene: Scene, at: Instant): CaseFacts => ({ now: at, calendar: scene.calendar, unit: (code) => unitOf(scene, code) });

const ownUnit = 1 as UnitId;
/** Units in the order they are given, behind the unit of the case; the same name is the same unit. */
function unitOf({ story }: Scene, code: string): UnitId | undefined {
  if (story.given.units.get(code) === story.given.unit) return ownUnit;
  const place = [...story.given.units.keys()].indexOf(code);
  return place < 0 ? undefined : ((place + 2) as UnitId);
}
const codeOf = (scene: Scene, unit: UnitId | undefined): string => [...scene.story.given.units.keys()].find((code) => unitOf(scene, code) === unit) ?? '';

function submit(scene: Scene, move: Extract<StoryMove, { do: 'submit' }>): Decided {
  if (scene.state !== undefined) return refuse('conflict');
  const read = readWhole(scene.pack.form, move);
  if ('problems' in read) return read;
  scene.sent = move.answers;
  const name = scene.story.given.people.get(move.by) ?? move.by;
  const applicant = { id: personOf(move.by), name, phone: '' };
  const filing = { id: 'story' as CaseId, tracking: '000000000000' as TrackingCode, unit: ownUnit, channel: 'online' as const, applicant };
  return open(scene.pack, { ...filing, answers: read.answers, files: filesOf(move.papers) }, move.at);
}

function answer(scene: Scene, state: CaseState, move: Extract<StoryMove, { do: 'answer' }>): Decided {
  const answers = laidOver(scene.sent, move.answers);
  const read = readWhole(scene.pack.form, { ...move, answers, papers: new Map([...papersOf(state.files), ...move.papers]) });
  if ('problems' in read) return read;
  const given: Move = { do: 'answer', answers: read.answers, files: filesOf(new Map([...papersOf(state.files), ...move.papers])) };
  const entries = advance(scene.pack, state, given, factsAt(scene, move.at));
  if (!isRefusal(entries)) scene.sent = answers;
  return entries;
}

/** The answers as the form reads them, with the papers it wants beside them. */
function readWhole(
  form: Form,
  move: { readonly answers: JsonObject; readonly papers: StoryPapers; readonly at: Instant },
): { readonly answers: JsonObject } | { readonly problems: readonly string[] } {
  const facts = { today: dateOf(move.at) };
  const read = readJsonAnswers(form, move.answers, facts);
  const given = new Map(
    [...move.papers].map(([id, how]): [string, GivenPaper] => [id, how === 'counter' ? { files: 0, atCounter: true } : { files: how, atCounter: false }]),
  );
  const unknown = [...move.papers.keys()].filter((id) => form.papers.every((paper) => paper.id !== id));
  const problems = [...read.problems, ...checkPapers(wantedPapers(form, read.answers, facts), given)].map((problem) => `${problem.path}: ${problem.code}`);
  const all = [...problems, ...unknown.map((id) => `${id}: no such paper`)];
  return all.length > 0 ? { problems: all } : { answers: read.answers };
}

const filesOf = (papers: StoryPapers): readonly AttachedFile[] =>
  [...papers].map(([paper, how]) => ({
    id: `file-${paper}` as DocumentId,
    paper,
    name: `${paper}.pdf`,
    mediaType: 'application/pdf',
    size: 1,
    blob: how === 'counter' ? null : 'a',
  }));
const papersOf = (files: readonly AttachedFile[]): StoryPapers => new Map(files.map((file) => [file.paper, file.blob === null ? 'counter' : 1]));

/** The open task of that element in that unit; whoever does it plays its role there. */
function complete(scene: Scene, state: CaseState, move: Extract<StoryMove, { do: 'complete' }>): Decided {
  const open = state.tasks.filter((one) => one.element === move.task);
  const unit = move.unit === undefined ? ownUnit : unitOf(scene, move.unit);
  const task = open.find((one) => (one.unit ?? ownUnit) === unit);
  if (task === undefined && open.length > 0) return refuse('not-allowed');
  if (task !== undefined && task.role !== move.by && scene.pack.roles.has(move.by)) return refuse('not-allowed');
  const form = task?.form === undefined ? undefined : scene.pack.taskForms.get(task.form);
  const read = form === undefined ? { answers: move.data, problems: [] } : readJsonAnswers(form, move.data, { today: dateOf(move.at) });
  if (read.problems.length > 0) return { problems: read.problems.map((problem) => `${problem.path}: ${problem.code}`) };
  // One name stands for a role everywhere; in another unit it is somebody else who plays it.
  const by = personOf(move.unit === undefined ? move.by : `${move.by}@${move.unit}`);
  const signed = task?.sign === true ? signatureOf(state, { by, name: scene.story.given.people.get(move.by) ?? '', at: move.at }) : undefined;
  const given: Move = { do: 'complete', by, task: task?.id ?? '', result: read.answers, ...(signed === undefined ? {} : { signed }) };
  return advance(scene.pack, state, given, factsAt(scene, move.at));
}

/** One case it opened has ended, or all that still run, one after the other. */
function endChildren(scene: Scene, state: CaseState, move: Extract<StoryMove, { do: 'end-child' }>): Decided {
  const running = state.children.filter((child) => child.outcome === undefined);
  const chosen = move.child === 'all' ? running : running.filter((child) => child === state.children[Number(move.child) - 1]);
  if (chosen.length === 0) return refuse('not-found');
  const entries: CaseEntry[] = [];
  let after = state;
  for (const { id } of chosen) {
    const ended = advance(scene.pack, after, { do: 'end-child', child: id, outcome: move.outcome }, factsAt(scene, move.at));
    if (isRefusal(ended)) return ended;
    entries.push(...ended);
    for (const entry of ended) after = fold(after, entry) ?? after;
  }
  return entries;
}

function signatureOf(
  state: CaseState,
  signer: { readonly by: PersonId; readonly name: string; readonly at: Instant },
): Extract<Move, { do: 'complete' }>['signed'] {
  const document = state.documents.findLast((one) => one.kind === 'result');
  if (document === undefined) return undefined;
  const signatures = [...document.signatures, { signer: signer.by, name: signer.name, position: '', at: signer.at }];
  return { document: document.id, blobBefore: document.blob, blob: `${document.blob}+`, size: document.size, signatures: signatures.slice(-1) };
}

function moveOf(move: Exclude<StoryMove, { do: 'submit' | 'complete' | 'answer' | 'end-child' }>): Move {
  const by = personOf(move.by);
  switch (move.do) {
    case 'receive':
      return { do: 'receive', by, code: `STORY-${dateOf(move.at).slice(2).replaceAll('-', '')}-0001` as CaseCode };
    case 'take-fee':
      return { do: 'take-fee', by, serial: '0000001' };
    case 'withdraw':
      return { do: 'withdraw', by };
    case 'wait':
      return { do: 'fire-timers' };
    case 'supplement':
      return { do: 'supplement', by, reasons: move.reasons, note: move.note };
    case 'extend':
      return { do: 'extend', by, reason: move.reason, note: move.note };
    case 'refuse':
      return { do: 'refuse', by, reason: move.reason, note: move.note };
  }
}

const personOf = (name: string): PersonId => name as PersonId;

/** What the platform does by itself after a move: it prints the papers and finishes its jobs. */
function followUp(scene: Scene, move: StoryMove): void {
  const kind = { receive: 'receipt', supplement: 'supplement', refuse: 'refusal' } as const;
  const paper = move.do === 'receive' || move.do === 'supplement' || move.do === 'refuse' ? kind[move.do] : undefined;
  if (paper !== undefined && scene.pack.templates.has(`${paper}.typ`))
    platform(scene, { do: 'attach-paper', document: printed(scene, paper, move.at) }, move.at);
  doJobs(scene, move.at);
}

function doJobs(scene: Scene, at: Instant): void {
  for (let job = scene.state?.jobs[0]; job !== undefined && scene.entries.length < mostEntries; job = scene.state?.jobs[0])
    if (!platform(scene, { do: 'finish-job', job: job.id, ...done(scene, job, at) }, at)) return;
}
const mostEntries = 10_000;

type Done = Omit<Extract<Move, { do: 'finish-job' }>, 'do' | 'job'>;

/** A job of the platform as it goes when nothing is in the way; a case it opens runs until the story ends it. */
function done(scene: Scene, job: OpenJob, at: Instant): Done {
  const named = (header: string): string => String(job.headers[header] ?? '');
  const value = (name: string): Json | undefined => job.input?.[name] ?? scene.state?.data[name] ?? scene.state?.answers[name];
  switch (job.type) {
    case 'number': {
      const number = (scene.books.get(named('book')) ?? 0) + 1;
      scene.books.set(named('book'), number);
      return { result: { [named('into')]: String(number).padStart(2, '0') } };
    }
    case 'inform': {
      const codes = [value(named('to')) ?? []].flat().map(String);
      const unknown = codes.filter((code) => unitOf(scene, code) === undefined);
      if (unknown.length > 0) return { failure: `no unit is given under ${unknown.join(', ')}` };
      return { informed: codes.flatMap((code) => unitOf(scene, code) ?? []) };
    }
    case 'open-case': {
      const code = named('unit') === '' ? undefined : String(value(named('unit')) ?? '');
      if (code !== undefined && unitOf(scene, code) === undefined) return { failure: `no unit is given under ${code}` };
      const id = `child-${(scene.state?.children.length ?? 0) + 1}` as CaseId;
      return { child: { id }, result: { [named('into')]: id } };
    }
    default:
      return { document: printed(scene, 'result', at) };
  }
}

function fireDueTimers(scene: Scene, at: Instant): void {
  if (scene.state?.timers.some((timer) => !isBefore(at, timer.due)) !== true) return;
  if (platform(scene, { do: 'fire-timers' }, at)) doJobs(scene, at);
}

function platform(scene: Scene, move: Move, at: Instant): boolean {
  if (scene.state === undefined) return false;
  const entries = advance(scene.pack, scene.state, move, factsAt(scene, at));
  if (isRefusal(entries)) miss(scene, 'when', { expected: `the platform to do ${move.do}`, found: entries.refused });
  else take(scene, entries);
  return !isRefusal(entries);
}

const printed = (scene: Scene, kind: MadeDocument['kind'], at: Instant): MadeDocument => {
  const number = (scene.state?.documents.length ?? 0) + 1;
  return { id: `document-${number}` as DocumentId, kind, title: kind, blob: `blob-${number}`, size: 1, verifyCode: `code-${number}`, at, signatures: [] };
};

function take(scene: Scene, entries: readonly CaseEntry[]): void {
  for (const entry of entries) {
    scene.entries.push(entry);
    scene.state = fold(scene.state, entry);
  }
}

export function storyStatusOf(state: CaseState): StoryStatus {
  if (state.stage.at === 'open') return state.finished === undefined ? 'processing' : 'ready';
  if (state.stage.at === 'closed') return state.stage.outcome === 'granted' ? 'returned' : state.stage.outcome;
  return state.stage.at;
}

/** Only what the story says is compared. */
function compare(scene: Scene, expect: StoryExpect | undefined, place: string): void {
  const { state } = scene;
  if (expect === undefined || state === undefined) {
    if (expect?.status !== undefined) miss(scene, `${place}.status`, { expected: expect.status, found: 'no case' });
    return;
  }
  const same = (name: string, expected: unknown, found: unknown): void => {
    if (expected !== undefined && expected !== found) miss(scene, `${place}.${name}`, { expected: String(expected), found: String(found) });
  };
  same('status', expect.status, storyStatusOf(state));
  same('due', expect.due, state.clock?.due);
  same('fee', expect.fee, state.fee.total);
  compareTasks(scene, expect.tasks, place);
  same('informed', expect.informed?.toSorted().join(', '), expect.informed === undefined ? undefined : toldUnits(scene, state));
  same('children', expect.children, state.children.filter((child) => child.outcome === undefined).length);
  for (const [name, value] of Object.entries(expect.data ?? {})) same(`data.${name}`, JSON.stringify(value), JSON.stringify(state.data[name]));
}

const toldUnits = (scene: Scene, state: CaseState): string =>
  state.informed
    .map((unit) => codeOf(scene, unit))
    .toSorted()
    .join(', ');

/** Every open task is expected, every expected task is open; unit and due only where the story says them. */
function compareTasks(scene: Scene, expected: StoryExpect['tasks'], place: string): void {
  if (expected === undefined) return;
  const wanted = expected.flatMap((one): readonly StoryTask[] =>
    typeof one === 'string' ? [{ task: one }] : Array.from({ length: one.times ?? 1 }, () => one),
  );
  const left = [...(scene.state?.tasks ?? [])];
  const missing = wanted
    .toSorted((a, b) => said(b) - said(a))
    .filter((want) => {
      const index = left.findIndex((task) => isAsSaid(scene, task, want));
      if (index >= 0) left.splice(index, 1);
      return index < 0;
    });
  if (missing.length + left.length === 0) return;
  const isBare = wanted.every((want) => said(want) === 0);
  const found = (scene.state?.tasks ?? []).map((task) =>
    isBare ? task.element : inWords({ task: task.element, unit: codeOf(scene, task.unit), ...dueOf(task) }),
  );
  miss(scene, `${place}.tasks`, { expected: listed(wanted.map(inWords)), found: listed(found) });
}

/** How much a story says of a task: those with most are looked for first. */
const said = (want: StoryTask): number => Number(want.unit !== undefined) + Number(want.due !== undefined);
const dueOf = (task: OpenTask): Pick<StoryTask, 'due'> => (task.due === undefined ? {} : { due: task.due });
const isAsSaid = (scene: Scene, task: OpenTask, want: StoryTask): boolean =>
  task.element === want.task &&
  (want.unit === undefined || (task.unit ?? ownUnit) === unitOf(scene, want.unit)) &&
  (want.due === undefined || task.due === want.due);
const inWords = ({ task, unit = '', due }: StoryTask): string => `${task}${unit === '' ? '' : ` at ${unit}`}${due === undefined ? '' : ` until ${due}`}`;
const listed = (words: readonly string[]): string => words.toSorted().join(', ');

function compareEnd(scene: Scene, end: StoryEnd): void {
  compare(scene, end, 'then');
  const { state } = scene;
  if (state === undefined) return;
  const same = (name: string, expected: unknown, found: unknown): void => {
    if (expected !== undefined && expected !== found) miss(scene, `then.${name}`, { expected: String(expected), found: String(found) });
  };
  same('paid', end.paid, state.fee.total > 0 && owed(state) === 0);
  same('exempt', end.exempt, state.fee.exempt ?? '');
  same('onTime', end.onTime, state.finished === undefined || state.clock === undefined ? undefined : !isBefore(state.clock.due, state.finished));
  same('documents', end.documents?.join(', '), state.documents.map((document) => document.kind).join(', '));
}

const miss = (scene: Scene, place: string, { expected, found }: { readonly expected: string; readonly found: string }): void => {
  scene.findings.push(
    findingAt(scene.story, place, {
      code: 'story-untrue',
      message: `Expected ${expected}; found ${found}.`,
      repair: 'Correct the story, or the rule or process it shows wrong.',
    }),
  );
};

const findingAt = (story: Story, element: string, said: Pick<Finding, 'code' | 'message' | 'repair'>): Finding => ({
  file: `stories/${story.name}.json`,
  element,
  ...said,
  level: 'error',
});
