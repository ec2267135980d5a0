/** Plays a story of a pack in memory: the same opening, moves and folding as a real case, without a database, in virtual time. */
import type { Finding } from '../../base/finding.ts';
import type { CaseCode, CaseId, DocumentId, PersonId, TrackingCode, UnitId } from '../../base/id.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Instant } from '../../base/time.ts';
import { dateOf, isBefore } from '../../base/time.ts';
import type { Calendar } from '../../engine/clock/clock.ts';
import type { Form, GivenPaper } from '../../engine/form/form.ts';
import { checkPapers, readJsonAnswers, wantedPapers } from '../../engine/form/form.ts';
import type { Pack, Story, StoryEnd, StoryExpect, StoryMove, StoryPapers } from '../../pack/pack.ts';
import { laidOver } from '../../pack/story.ts';
import { advance } from './advance.ts';
import { fold } from './fold.ts';
import { open } from './open.ts';
import { finished, printed, signedBy, standInHash } from './stand-in.ts';
import type { AttachedFile, CaseEntry, CaseFacts, CaseState, Channel, Move } from './state.ts';
import type { StoryUnits } from './story-check.ts';
import { endMissesOf, missesOf } from './story-check.ts';

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
  readonly units: StoryUnits;
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
  const scene: Scene = {
    pack,
    story,
    calendar,
    entries: [],
    findings: [],
    state: undefined,
    sent: {},
    books: new Map(story.given.books),
    units: unitsOf(story),
  };
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
  if (move.do === 'consent') return consent(scene, scene.state, move);
  if (move.do === 'end-child') return endChildren(scene, scene.state, move);
  return advance(scene.pack, scene.state, moveOf(move), factsAt(scene, move.at));
}

const factsAt = (scene: Scene, at: Instant): CaseFacts => ({ now: at, calendar: scene.calendar, hash: standInHash, unit: scene.units.idOf });

/** Units in the order they are given, behind the unit of the case; the same name is the same unit. */
function unitsOf({ given }: Story): StoryUnits {
  const own = 1 as UnitId;
  const codes = [...given.units.keys()];
  const idOf = (code: string): UnitId | undefined => {
    if (given.units.get(code) === given.unit) return own;
    const place = codes.indexOf(code);
    return place < 0 ? undefined : ((place + 2) as UnitId);
  };
  return { own, idOf, codeOf: (unit) => codes.find((code) => idOf(code) === unit) ?? '' };
}

function submit(scene: Scene, move: Extract<StoryMove, { do: 'submit' }>): Decided {
  if (scene.state !== undefined) return refuse('conflict');
  const read = readWhole(scene.pack.form, move);
  if ('problems' in read) return read;
  scene.sent = move.answers;
  const name = scene.story.given.people.get(move.by) ?? move.by;
  const applicant = { id: personOf(move.by), name, phone: '' };
  const filing = { id: 'story' as CaseId, tracking: '000000000000' as TrackingCode, unit: scene.units.own, channel: channelOf(move.by), applicant };
  return open(scene.pack, { ...filing, answers: read.answers, files: filesOf(move.papers) }, move.at, standInHash);
}

/** Citizens file from home; whoever else files does it at the desk. */
const channelOf = (by: string): Channel => (by === 'citizen' ? 'online' : 'counter');

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
  const unit = move.unit === undefined ? scene.units.own : scene.units.idOf(move.unit);
  const task = open.find((one) => (one.unit ?? scene.units.own) === unit);
  if (task === undefined && open.length > 0) return refuse('not-allowed');
  if (task !== undefined && task.role !== move.by && scene.pack.roles.has(move.by)) return refuse('not-allowed');
  const form = task?.form === undefined ? undefined : scene.pack.taskForms.get(task.form);
  const read = form === undefined ? { answers: move.data, problems: [] } : readJsonAnswers(form, move.data, { today: dateOf(move.at) });
  if (read.problems.length > 0) return { problems: read.problems.map((problem) => `${problem.path}: ${problem.code}`) };
  // One name stands for a role everywhere; in another unit it is somebody else who plays it.
  const by = personOf(move.unit === undefined ? move.by : `${move.by}@${move.unit}`);
  const signed = task?.sign === true ? signedBy(state, { by, name: scene.story.given.people.get(move.by) ?? '', at: move.at }) : undefined;
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

/** Somebody named says yes or no to the case as it stands. */
function consent(scene: Scene, state: CaseState, { by, party, says, how, note, at }: Extract<StoryMove, { do: 'consent' }>): Decided {
  const of = state.parties?.find((one) => one.id === party)?.of ?? '';
  const seen = how === 'signed-in' ? {} : { unit: scene.units.own, note: note ?? '' };
  return advance(scene.pack, state, { do: 'consent', by: personOf(by), party, says, how, of, ...seen }, factsAt(scene, at));
}

function moveOf(move: Exclude<StoryMove, { do: 'submit' | 'complete' | 'answer' | 'consent' | 'end-child' }>): Move {
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
  const kind = { receive: 'receipt', supplement: 'supplement', refuse: 'refusal', extend: 'apology' } as const;
  const paper = move.do === 'receive' || move.do === 'supplement' || move.do === 'refuse' || move.do === 'extend' ? kind[move.do] : undefined;
  if (paper !== undefined && scene.state !== undefined && (paper === 'apology' || scene.pack.templates.has(`${paper}.typ`)))
    platform(scene, { do: 'attach-paper', document: printed(scene.state, paper, move.at) }, move.at);
  doJobs(scene, move.at);
}

function doJobs(scene: Scene, at: Instant): void {
  for (let { state } = scene; state !== undefined && scene.entries.length < mostEntries; { state } = scene) {
    const job = state.jobs[0];
    const hands = { books: scene.books, unit: scene.units.idOf };
    if (job === undefined || !platform(scene, { do: 'finish-job', job: job.id, ...finished(job, state, at, hands) }, at)) return;
  }
}
const mostEntries = 10_000;

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

function take(scene: Scene, entries: readonly CaseEntry[]): void {
  for (const entry of entries) {
    scene.entries.push(entry);
    scene.state = fold(scene.state, entry);
  }
}

/** Only what the story says is compared. */
function compare(scene: Scene, expect: StoryExpect | undefined, place: string): void {
  const { state } = scene;
  if (expect === undefined) return;
  if (state === undefined && expect.status !== undefined) miss(scene, `${place}.status`, { expected: expect.status, found: 'no case' });
  if (state !== undefined) for (const { name, ...said } of missesOf(state, expect, scene.units)) miss(scene, `${place}.${name}`, said);
}

function compareEnd(scene: Scene, end: StoryEnd): void {
  compare(scene, end, 'then');
  if (scene.state !== undefined) for (const { name, ...said } of endMissesOf(scene.state, end)) miss(scene, `then.${name}`, said);
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
