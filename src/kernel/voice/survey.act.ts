/** Deeds on surveys: opening one from a case or from a pack, links that answer once, sheets from the web and from paper, results for everybody. */
import type { CaseId, CommandKey, UnitId } from '../../base/id.ts';
import { readPath } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Label } from '../../base/text.ts';
import type { PlainDate } from '../../base/time.ts';
import { dateOf, readDate } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import type { CaseState } from '../case/case.ts';
import { append, claimKey } from '../ledger/ledger.act.ts';
import type { Permit } from '../permit.ts';
import { covers } from '../permit.ts';
import { livePacks } from '../rollout/rollout.act.ts';
import type { World } from '../world.ts';
import { stateOf } from './report.act.ts';
import type { AgeGroup, Sheet, Tally } from './sheet.ts';
import { hasRoom, paperNumber, questionsOf, tallyOf } from './sheet.ts';
import type { SurveyRow } from './survey.store.ts';
import {
  allSurveys,
  countSheets,
  endSurvey,
  guardUsed,
  insertInvites,
  insertSheet,
  insertSurvey,
  inviteByHash,
  lockSurvey,
  sheetsOf,
  surveyById,
  useInvite,
} from './survey.store.ts';
import { surveyIntro, surveyTitle } from './survey-words.ts';

export type { SurveyRow } from './survey.store.ts';

export const isSurveyOpen = (survey: Pick<SurveyRow, 'ends' | 'closed'>, today: PlainDate): boolean => survey.closed === null && today <= survey.ends;
export const listSurveys = (world: World): Promise<readonly SurveyRow[]> => allSurveys(world.sql, 100);

export async function readSurvey(world: World, id: string): Promise<SurveyRow | Refusal> {
  const [survey] = await surveyById(world.sql, id);
  return survey ?? refuse('not-found');
}

/** Opens or ends the survey of a case as its steps have come: it takes answers while the step named by the door is open. */
export async function noteSurvey(sql: Sql, world: World, id: CaseId): Promise<void> {
  const state = await stateOf({ ...world, sql }, id);
  const door = state === undefined ? undefined : world.shelf.find(state.pack.id, state.pack.version)?.door;
  if (state === undefined || door?.kind !== 'survey') return;
  const isCollecting = state.tasks.some((task) => task.element === door.opens);
  const conclusion = readPath(state.data, door.conclusion);
  if (isCollecting) return void (await insertSurvey(sql, { ...surveyOf(door, state, world), id: world.newId(), caseId: id }));
  await endSurvey(sql, id, state.stage.at === 'closed' || state.tasks.length > 0 ? world.now() : null, typeof conclusion === 'string' ? conclusion : null);
}

function surveyOf(door: Extract<NonNullable<ReturnType<World['shelf']['all']>[number]['door']>, { kind: 'survey' }>, state: CaseState, world: World) {
  const text = (path: string): Label => {
    const value = readPath(state.answers, path);
    return { vi: typeof value === 'string' ? value : '', en: typeof value === 'string' ? value : '' };
  };
  const count = (path: string | undefined): number | null => {
    const value = path === undefined ? undefined : readPath(state.answers, path);
    return typeof value === 'number' ? value : null;
  };
  return {
    packId: state.pack.id,
    packSurvey: null,
    unitId: state.unit,
    stage: 'during' as const,
    title: text(door.title),
    intro: text(door.intro),
    questions: questionsOf(readPath(state.answers, door.questions)),
    communeQuota: count(door.communeQuota),
    ageQuota: count(door.ageQuota),
    opened: world.now(),
    ends: readDate(text(door.ends).vi) ?? dateOf(world.now()),
  };
}

export type PackSurvey = { readonly pack: string; readonly survey: string; readonly title: Label; readonly stage: SurveyRow['stage'] };

/** Surveys that live packs ask before and during a pilot; those after a result are asked by the rating. */
export async function packSurveys(world: World): Promise<readonly PackSurvey[]> {
  const packs = await livePacks(world);
  return packs.flatMap((pack) =>
    pack.surveys.filter((one) => one.stage !== 'after').map((one) => ({ pack: pack.id, survey: one.id, title: pack.title, stage: one.stage })),
  );
}

export type Opening = {
  readonly pack: string;
  readonly survey: string;
  readonly unit: UnitId;
  readonly ends: PlainDate;
  readonly communeQuota?: number;
  readonly ageQuota?: number;
};

/** Opens a survey of a pack in one unit until `ends` (a later day); refuses 'not-allowed' outside one's branch, 'not-found' without such a survey. */
export async function openPackSurvey(
  world: World,
  permit: Permit<'voice.moderate'>,
  key: CommandKey,
  wish: Opening,
): Promise<{ readonly id: string } | Refusal> {
  const unit = world.org().byId.get(wish.unit);
  if (unit === undefined || !covers(permit, unit.path)) return refuse('not-allowed');
  const pack = (await livePacks(world)).find((one) => one.id === wish.pack);
  const asked = pack?.surveys.find((one) => one.id === wish.survey && one.stage !== 'after');
  if (pack === undefined || asked === undefined) return refuse('not-found');
  if (wish.ends <= dateOf(world.now())) return refuse('request-has-problems');
  const id = world.newId();
  return await world.sql.begin<{ readonly id: string } | Refusal>(async (sql) => {
    if (!(await claimKey(sql, permit, key, world.now()))) return refuse('already-sent');
    await insertSurvey(sql, {
      id,
      caseId: null,
      packId: pack.id,
      packSurvey: asked.id,
      unitId: unit.id,
      stage: asked.stage,
      title: surveyTitle(pack.title, asked.stage),
      intro: surveyIntro(asked.stage),
      questions: asked.questions,
      communeQuota: wish.communeQuota ?? null,
      ageQuota: wish.ageQuota ?? null,
      opened: world.now(),
      ends: wish.ends,
    });
    await append(sql, world.hash, permit, [{ what: 'survey-opened', at: world.now(), survey: id, pack: pack.id, unit: unit.id }]);
    return { id };
  });
}

export const mostInvites = 500;

/** Fresh links, each for one sheet. They are shown once: only their hashes are kept. */
export async function makeInvites(
  world: World,
  permit: Permit<'voice.moderate'>,
  key: CommandKey,
  id: string,
  count: number,
): Promise<readonly string[] | Refusal> {
  const survey = await readSurvey(world, id);
  if (isRefusal(survey)) return survey;
  if (!covers(permit, survey.path)) return refuse('not-found');
  if (!Number.isInteger(count) || count < 1 || count > mostInvites) return refuse('request-has-problems');
  const tokens = Array.from({ length: count }, () => Buffer.from(world.secret(18)).toString('base64url'));
  return await world.sql.begin<readonly string[] | Refusal>(async (sql) => {
    if (!(await claimKey(sql, permit, key, world.now()))) return refuse('already-sent');
    await insertInvites(
      sql,
      id,
      tokens.map((token) => inviteHash(world, token)),
      world.now(),
    );
    await append(sql, world.hash, permit, [{ what: 'survey-invited', at: world.now(), survey: id, count }]);
    return tokens;
  });
}

const inviteHash = (world: World, token: string): string => world.hash(`voice invite\n${token}`);

/** The survey behind a link. A used one still says which survey it was. */
export async function readInvite(world: World, token: string): Promise<{ readonly survey: SurveyRow; readonly used: boolean } | Refusal> {
  const [invite] = await inviteByHash(world.sql, inviteHash(world, token));
  const survey = invite === undefined ? refuse('not-found') : await readSurvey(world, invite.surveyId);
  return isRefusal(survey) ? survey : { survey, used: invite?.used !== null };
}

/** By what the sheet came: a link of its own, an open address with a mark of the browser, or paper with its number. */
export type Way =
  | { readonly by: 'link'; readonly token: string }
  | { readonly by: 'open'; readonly device: string }
  | { readonly by: 'paper'; readonly number: string };
export type Given = { readonly sheet: Sheet; readonly commune: UnitId | null; readonly age: AgeGroup | null };

/** One sheet for each link, browser or paper; the same again is 'already-answered' and changes nothing. */
export async function answerSurvey(
  world: World,
  permit: Permit<'voice.speak'> | Permit<'voice.enter'>,
  id: string,
  way: Way,
  given: Given,
): Promise<'done' | Refusal> {
  if (way.by === 'paper' && permit.right !== 'voice.enter') return refuse('not-allowed');
  const survey = await readSurvey(world, id);
  if (isRefusal(survey)) return survey;
  // Paper is typed in where it was handed out: in the survey's own branch, or above it.
  if (way.by === 'paper' && permit.reach.kind === 'branch' && !covers(permit, survey.path) && !permit.reach.path.startsWith(survey.path))
    return refuse('not-allowed');
  if (!isSurveyOpen(survey, dateOf(world.now()))) return refuse('voice-closed');
  const guard = world.hash(`voice guard\n${way.by}\n${way.by === 'link' ? way.token : way.by === 'open' ? way.device : paperNumber(way.number)}`);
  return await world.sql.begin<'done' | Refusal>(async (sql) => {
    await lockSurvey(sql, id);
    const [used] = await guardUsed(sql, id, guard);
    if (used !== undefined) return refuse('already-answered');
    if (way.by === 'link') {
      const [invite] = await inviteByHash(sql, inviteHash(world, way.token));
      if (invite?.surveyId !== id) return refuse('not-found');
    }
    const [had = { commune: 0, age: 0 }] = await countSheets(sql, id, given.commune, given.age);
    const quota = { ...(survey.communeQuota === null ? {} : { commune: survey.communeQuota }), ...(survey.ageQuota === null ? {} : { age: survey.ageQuota }) };
    if (!hasRoom(quota, had)) return refuse('survey-quota-full');
    await insertSheet(sql, {
      id: world.newId(),
      surveyId: id,
      guard,
      channel: way.by,
      commune: given.commune,
      age: given.age,
      sheet: given.sheet,
      at: world.now(),
    });
    if (way.by === 'link') await useInvite(sql, inviteHash(world, way.token), world.now());
    return 'done';
  });
}

export type Results = { readonly total: number | null; readonly tallies: readonly Tally[] };

/** What everybody reads: counts below five are hidden, words are never shown. */
export async function resultsOf(world: World, survey: SurveyRow): Promise<Results> {
  const rows = await sheetsOf(world.sql, survey.id);
  return {
    total: rows.length < 5 ? null : rows.length,
    tallies: tallyOf(
      survey.questions,
      rows.map((row) => row.sheet),
    ),
  };
}

/** Words people wrote, for the unit alone, in an order that tells nothing of who came when. */
export async function wordsWritten(world: World, permit: Permit<'voice.moderate'>, survey: SurveyRow, question: string): Promise<readonly string[]> {
  if (!covers(permit, survey.path)) return [];
  const rows = await sheetsOf(world.sql, survey.id);
  return rows.flatMap(({ sheet }) => (typeof sheet[question] === 'string' ? [sheet[question]] : [])).toSorted();
}
