/** The cases of the sample province: the stories of every pack, played through the same deeds as real work, in the week before the demonstration opens. */
import type { CaseId, CommandKey, DocumentId, PersonId, UnitId } from '../base/id.ts';
import type { Json, JsonObject } from '../base/json.ts';
import { isObject } from '../base/json.ts';
import type { Refusal } from '../base/refusal.ts';
import { isRefusal } from '../base/refusal.ts';
import { fold } from '../base/text.ts';

import type { Instant } from '../base/time.ts';
import { instant, plusMs, toMs } from '../base/time.ts';
import { askPermit, systemPermit } from '../kernel/access/access.act.ts';
import type { Problems, Receipt } from '../kernel/case/case.act.ts';
import {
  answerSupplement,
  completeTask,
  extendCase,
  hasProblems,
  openCase,
  peekCase,
  receiveCase,
  recordConsent,
  refuseCase,
  requestSupplement,
  signTask,
  submitCase,
  takeFee,
  withdrawCase,
} from '../kernel/case/case.act.ts';
import type { AttachedFile } from '../kernel/case/case.ts';
import { stageUpload } from '../kernel/document/document.act.ts';
import type { LookGate } from '../kernel/document/document.ts';
import type { Permit, Right } from '../kernel/permit.ts';
import { findAccount } from '../kernel/person/person.act.ts';
import type { World } from '../kernel/world.ts';
import type { Pack, Story, StoryMove } from '../pack/pack.ts';
import { laidOver } from '../pack/story.ts';
import { demoPeople } from './demo-people.ts';
import { drainWork } from './duties.ts';
import { demoOpening } from './legal-clock.ts';
import { samplePaper } from './sample-paper.ts';

const day = 86_400_000;
/** Stories happen from Tuesday 15/11; whole weeks earlier they keep their weekdays. */
const weeksBack = [7 * day, 14 * day];

/** Invented applicants of the cases that nobody's account filed. */
const applicants = ['Hồ Văn Mẫu', 'Lê Thị Giả Định', 'Phạm Minh Họa', 'Bríu Thị Mẫu', 'Zơrâm Văn Thử', 'Ngô Thị Ví Dụ', 'Đoàn Văn Hư Cấu', 'Võ Thị Mô Phỏng'];

type Played = {
  readonly pack: Pack;
  readonly story: Story;
  readonly unit: UnitId;
  readonly back: number;
  /** Moves after this one are not made: the case rests where it is. */
  readonly last: number;
  readonly number: number;
  id?: CaseId;
  sent?: JsonObject;
};

/** Plays at least 60 cases in all states; does nothing when the cell has cases. Answers how many there are. */
export async function playDemoCases(world: World, progress: (done: number, total: number) => void): Promise<number> {
  const [row] = await world.sql<{ cases: number }>`select count(*)::int as cases from case_row`;
  if ((row?.cases ?? 0) > 0) return row?.cases ?? 0;
  const cases = castOf(world);
  // In the order of time, so that codes and ledger positions rise as they would have.
  const moves = cases
    .flatMap((one) => one.story.when.slice(0, one.last).map((move, index) => ({ one, move, at: momentOf(one, move, index) })))
    .filter(({ at }) => toMs(at) < toMs(demoOpening))
    .toSorted((a, b) => toMs(a.at) - toMs(b.at) || a.one.number - b.one.number);
  const people = await peopleOf(world);
  const gates = { ...world.gates, look: lookingOnce(world) };
  let done = 0;
  for (const { one, move, at } of moves) {
    const then = { ...world, gates, now: () => at };
    await play(then, one, move, people);
    await finishJobs(then);
    done += 1;
    progress(done, moves.length);
  }
  return cases.filter((one) => one.id !== undefined).length;
}

/**
 * Whole stories happened weeks ago. A case that still rests somewhere was filed on Monday after the cut-off hour, so that it is in time when
 * the demonstration opens; every ninth of them keeps its old days and is overdue.
 */
function momentOf(one: Played, move: StoryMove, index: number): Instant {
  const isResting = one.last < one.story.when.length && one.number % 9 !== 1;
  return isResting ? plusMs(mondayAfternoon, (index * 11 + (one.number % 40)) * 60_000) : plusMs(move.at, -one.back);
}
const mondayAfternoon = instant('2022-11-14T15:05:00+07:00');

/** Every story in every unit that has officers; two cases of three rest at an earlier step, so that all states are there. */
function castOf(world: World): readonly Played[] {
  const units = unitsWithOfficers(world);
  const stories = world.shelf.all().flatMap((pack) => (pack.audience === 'internal' ? [] : pack.stories.filter(isTold).map((story) => ({ pack, story }))));
  return units.flatMap((unit, place) =>
    stories.map(({ pack, story }, index) => {
      const number = place * stories.length + index;
      const whole = story.when.length;
      // Each story is told whole in one unit; in the next one whoever was asked for a supplement has not answered yet.
      const turn = (index + place) % 3;
      const asked = turn === 1 ? story.when.findIndex((move) => move.do === 'supplement') : -1;
      const last = turn === 0 ? whole : 1 + (asked >= 0 ? asked : number % whole);
      return { pack, story, unit, last, number, back: weeksBack[number % weeksBack.length] ?? 7 * day };
    }),
  );
}

/** Stories about a filing that is refused leave no case. */
const isTold = (story: Story): boolean => story.when[0]?.expect?.refused === undefined;

function unitsWithOfficers(world: World): readonly UnitId[] {
  const codes = new Set(demoPeople.filter((person) => person.post?.role === 'receptionist').map((person) => person.unit));
  return world
    .org()
    .units.filter((unit) => unit.kind === 'commune' && unit.gso !== undefined && codes.has(unit.gso))
    .map((unit) => unit.id);
}

type People = {
  readonly citizens: readonly { readonly id: PersonId; readonly name: string; readonly phone: string; readonly idNumber: string }[];
  readonly officers: ReadonlyMap<string, PersonId>;
};

async function peopleOf(world: World): Promise<People> {
  const permit = systemPermit(world, 'system.run');
  const citizens: { readonly id: PersonId; readonly name: string; readonly phone: string; readonly idNumber: string }[] = [];
  const officers = new Map<string, PersonId>();
  for (const one of demoPeople) {
    const person = await findAccount(world, permit, one.account);
    if (isRefusal(person)) throw new Error(`the sample person ${one.account} is missing`);
    if (one.post === undefined) citizens.push({ id: person.id, name: one.name, phone: one.phone, idNumber: one.idNumber });
    const unit = world.org().units.find((place) => place.gso === one.unit);
    if (one.post !== undefined && unit !== undefined) officers.set(`${one.post.role}@${unit.id}`, person.id);
  }
  return { citizens, officers };
}

async function play(world: World, one: Played, move: StoryMove, people: People): Promise<void> {
  const done = await attempt(world, one, move, people);
  const isWanted = move.expect?.refused !== undefined;
  if (done === undefined || isWanted) return;
  if (isRefusal(done)) throw new Error(`the story ${one.pack.id}/${one.story.name} was refused at ${move.do}: ${done.refused}`);
  if (hasProblems(done))
    throw new Error(`the story ${one.pack.id}/${one.story.name} has problems at ${move.do}: ${done.problems.map((problem) => problem.path).join(', ')}`);
  one.id = done.id;
}

async function attempt(world: World, one: Played, move: StoryMove, people: People): Promise<Receipt | Problems | Refusal | undefined> {
  const key = `mau-${one.number}-${one.story.when.indexOf(move)}-story` as CommandKey;
  const citizen = people.citizens[one.number % people.citizens.length];
  if (citizen === undefined) throw new Error('there are no sample citizens');
  const as = async <R extends Right>(role: string, right: R): Promise<Permit<R>> => {
    const person = role === 'citizen' ? citizen.id : people.officers.get(`${one.pack.roles.get(role)?.role ?? role}@${one.unit}`);
    const permit = person === undefined ? undefined : await askPermit(world, { person, level: 2 }, right, role === 'citizen' ? 'own' : one.unit);
    if (permit === undefined || isRefusal(permit)) throw new Error(`nobody plays ${role} with ${right} at unit ${one.unit}`);
    return permit;
  };
  if (move.do === 'submit') return await submit(world, one, move, key, { citizen, as });
  if (one.id === undefined) return undefined;
  const on = { id: one.id, key };
  switch (move.do) {
    case 'receive':
      return await receiveCase(world, await as('receptionist', 'case.receive'), on);
    case 'take-fee':
      return await takeFee(world, await as('receptionist', 'fee.take'), on);
    case 'withdraw':
      return one.number % 2 === 0
        ? await withdrawCase(world, await as('citizen', 'case.withdraw'), on)
        : await withdrawCase(world, await as('receptionist', 'case.withdraw'), on);
    case 'supplement':
      return await requestSupplement(world, await as(move.by, 'case.supplement'), { ...on, reasons: move.reasons, note: move.note });
    case 'extend':
      return await extendCase(world, await as(move.by, 'case.extend'), { ...on, reason: move.reason, note: move.note });
    case 'refuse':
      return await refuseCase(world, await as(move.by, 'case.refuse'), { ...on, reason: move.reason, note: move.note });
    case 'complete':
      return await complete(world, one, move, on, as);
    case 'answer': {
      const permit = await as(isByCitizen(one) ? 'citizen' : 'receptionist', 'case.submit');
      return await answerSupplement(world, permit, {
        ...on,
        answers: { json: laidOver(one.sent ?? {}, move.answers) },
        files: await filesOf(world, permit, one.pack, move.papers),
      });
    }
    case 'consent':
      return await consent(world, move, on, await as('receptionist', 'case.receive'));
    case 'wait':
    case 'end-child':
      return undefined;
  }
}

/** Sample people have no keys: what they say is recorded at the counter. Whoever files and is named too was never asked. */
async function consent(
  world: World,
  move: Extract<StoryMove, { do: 'consent' }>,
  on: { readonly id: CaseId; readonly key: CommandKey },
  permit: Permit<'case.receive'>,
): Promise<Receipt | Refusal | undefined> {
  const read = systemPermit(world, 'case.read');
  const state = await peekCase(world, { ...read, reach: { kind: 'everywhere' } }, on.id);
  const party = isRefusal(state) ? undefined : state.parties?.find((one) => one.id === move.party);
  if (party === undefined) return undefined;
  const note = move.note ?? 'Có mặt tại quầy, đã xem căn cước (mẫu)';
  return await recordConsent(world, permit, { ...on, party: party.id, says: move.says, how: 'counter', of: party.of, note });
}

/** Odd cases come from an account on the portal, even ones from the counter. */
const isByCitizen = (one: Played): boolean => one.number % 2 === 0;

type Cast = { readonly citizen: People['citizens'][number]; readonly as: <R extends Right>(role: string, right: R) => Promise<Permit<R>> };

async function submit(
  world: World,
  one: Played,
  move: Extract<StoryMove, { do: 'submit' }>,
  key: CommandKey,
  { citizen, as }: Cast,
): Promise<Receipt | Problems | Refusal> {
  const online = isByCitizen(one);
  const permit = await as(online ? 'citizen' : 'receptionist', 'case.submit');
  const name = online ? citizen.name : (applicants[one.number % applicants.length] ?? citizen.name);
  const { applicant } = one.pack;
  const phone = online ? citizen.phone : `09050${String(10_000 + one.number).slice(-5)}`;
  const answers = [
    [applicant.name, name] as const,
    [applicant.phone, phone] as const,
    ...(online && applicant.id !== undefined ? [[applicant.id, citizen.idNumber] as const] : []),
  ].reduce<Json>((tree, [path, value]) => withPath(tree, path.split('.'), value), move.answers);
  one.sent = isObject(answers) ? answers : {};
  return await submitCase(world, permit, key, {
    service: one.pack.id,
    unit: one.unit,
    answers: { json: answers },
    files: await filesOf(world, permit, one.pack, move.papers),
    channel: online ? 'online' : 'counter',
  });
}

function withPath(tree: Json, path: readonly string[], value: string): Json {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  return isObject(tree) ? { ...tree, [head]: withPath(tree[head] ?? {}, rest, value) } : tree;
}

/** Each paper is a real one-page PDF that says it is a sample. */
async function filesOf(
  world: World,
  permit: Permit<'case.submit'>,
  pack: Pack,
  papers: ReadonlyMap<string, number | 'counter'>,
): Promise<readonly AttachedFile[]> {
  const files: AttachedFile[] = [];
  for (const [paper, how] of papers) {
    if (how === 'counter') {
      files.push({ id: world.newId() as DocumentId, paper, name: '', mediaType: '', size: 0, blob: null });
      continue;
    }
    const title = pack.form.papers.find((one) => one.id === paper)?.title.vi ?? paper;
    const upload = await stageUpload(world, permit, { name: `${fold(title).replace(/[^a-z0-9]+/g, '-')}.pdf`, bytes: samplePaper(title) });
    if (isRefusal(upload)) throw new Error(`the sample paper was refused: ${upload.refused}`);
    files.push({ id: upload.id as DocumentId, paper, name: upload.name, mediaType: upload.mediaType, size: upload.size, blob: upload.blob });
  }
  return files;
}

async function complete(
  world: World,
  _one: Played,
  move: Extract<StoryMove, { do: 'complete' }>,
  on: { readonly id: CaseId; readonly key: CommandKey },
  as: Cast['as'],
): Promise<Receipt | Problems | Refusal | undefined> {
  const read = systemPermit(world, 'case.read');
  const whole = await openCase(world, { ...read, reach: { kind: 'everywhere' } }, on.id, 'work');
  if (isRefusal(whole)) return whole;
  const task = whole.state.tasks.find((open) => open.element === move.task);
  if (task === undefined) return undefined;
  const answers = { json: move.data };
  if (task.sign) return await signTask(world, await as(task.role, 'case.sign'), { ...on, task: task.id, answers });
  return await completeTask(world, await as(task.role, 'case.work'), { ...on, task: task.id, answers });
}

/** The same sample paper is attached to many cases: its page is drawn once. */
function lookingOnce({ gates, hash }: World): LookGate {
  const seen = new Map<string, ReturnType<LookGate['look']>>();
  return {
    look: (file, page) => {
      const key = `${hash(file.bytes)} ${page}`;
      const looked = seen.get(key) ?? gates.look.look(file, page);
      seen.set(key, looked);
      return looked;
    },
  };
}

/** Papers and drafts of this moment, before the next one. */
const finishJobs = (world: World): Promise<void> => drainWork(world);
