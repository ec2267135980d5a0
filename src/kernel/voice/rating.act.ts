/** Deeds on ratings: asking when a result was handed over, taking the answer, and bringing a low score back to the unit as work. */
import type { CaseId, CommandKey, UnitId } from '../../base/id.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import { tidy } from '../../base/text.ts';
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import type { Pack, SurveyQuestion } from '../../pack/pack.ts';
import { laidOver } from '../../pack/story.ts';
import { systemPermit } from '../access/access.act.ts';
import { hasProblems } from '../case/case.act.ts';
import type { CaseState } from '../case/case.ts';
import { append } from '../ledger/ledger.act.ts';
import { isWithin } from '../org/org.ts';
import type { Permit, UnitPath } from '../permit.ts';
import { covers } from '../permit.ts';
import type { World } from '../world.ts';
import type { RatingRow } from './rating.store.ts';
import { insertRating, linkWork, ratingByCase, ratingByToken, ratingCounts, ratingsByUnit, saveRating } from './rating.store.ts';
import type { DoorPack } from './report.act.ts';
import { fileReport, reportPacks, stateOf } from './report.act.ts';
import { packsOfCases, reportByCode } from './report.store.ts';
import { lowScore } from './report.ts';
import { leastShown } from './sheet.ts';

export type { RatingRow } from './rating.store.ts';

/** The first scale question a pack asks after a result, and its first question for words. */
export function afterQuestions(pack: Pack | undefined): { readonly scale: SurveyQuestion; readonly words?: SurveyQuestion } | undefined {
  const after = pack?.surveys.find((one) => one.stage === 'after');
  const scale = after?.questions.find((one) => one.kind === 'scale');
  const words = after?.questions.find((one) => one.kind === 'text');
  return scale === undefined ? undefined : { scale, ...(words === undefined ? {} : { words }) };
}

/** A result was handed over: from now on the applicant may rate it by a link nobody else knows. The entry that tells of it is written once; whoever follows it asks. */
export async function askRating(sql: Sql, world: World, id: CaseId): Promise<void> {
  const [row] = await packsOfCases(sql, [id]);
  const pack = row === undefined ? undefined : world.shelf.find(row.packId, row.version);
  if (row === undefined || pack?.audience !== 'citizens' || afterQuestions(pack) === undefined) return;
  const token = Buffer.from(world.secret(18)).toString('base64url');
  const { packId, unitId } = row;
  const [asked] = await insertRating(sql, { caseId: id, packId, packVersion: row.version, unitId, token, asked: world.now() });
  if (asked !== undefined)
    await append(sql, world.hash, systemPermit(world, 'system.run'), [{ what: 'rating-asked', at: world.now(), case: id, pack: packId, unit: unitId }]);
}

/** The question behind a link; 'not-found' when the link leads to none. */
export async function readRating(world: World, token: string): Promise<RatingRow | Refusal> {
  const [row] = await ratingByToken(world.sql, token);
  return row ?? refuse('not-found');
}

/** '/danh-gia/<token>' of a case whose result was handed over; for the notice that asks, and for the applicant's own page. */
export async function ratingLink(world: World, _permit: Permit<'system.run'> | Permit<'case.read'>, id: CaseId): Promise<string | undefined> {
  const [row] = await ratingByCase(world.sql, id);
  return row === undefined ? undefined : `/danh-gia/${row.token}`;
}

/** The first score stands. */
export async function rateResult(
  world: World,
  permit: Permit<'voice.speak'>,
  token: string,
  given: { readonly score: number; readonly reason: string },
): Promise<'done' | Refusal> {
  const row = await readRating(world, token);
  if (isRefusal(row)) return row;
  const { score } = given;
  if (!Number.isInteger(score) || score < 1 || score > 5) return refuse('bad-request');
  return await world.sql.begin<'done' | Refusal>(async (sql) => {
    const [saved] = await saveRating(sql, row.caseId, score, tidy(given.reason).slice(0, 1000), world.now());
    if (saved !== undefined)
      await append(sql, world.hash, permit, [{ what: 'result-rated', at: world.now(), case: row.caseId, pack: row.packId, unit: row.unitId, score }]);
    return 'done';
  });
}

/** A low score becomes a case of the service that takes it, at the unit that gave the result; its answer is read like any other. */
export async function takeBackLow(sql: Sql, world: World, id: CaseId): Promise<void> {
  const inside = { ...world, sql };
  const [row] = await ratingByCase(sql, id);
  if (row === undefined || row.score === null || row.score > lowScore || row.workCase !== null) return;
  const [pack, state] = [(await reportPacks(inside)).find((one) => one.door.lowRating !== undefined), await stateOf(inside, id)];
  if (pack === undefined || state === undefined) return;
  const filed = await fileReport(inside, systemPermit(world, 'case.submit'), `thap-${id}` as CommandKey, {
    pack,
    unit: row.unitId,
    answers: lowAnswers(pack, state, row, world),
    files: [],
  });
  // Where nobody takes such cases the score alone stands.
  if (isRefusal(filed) || hasProblems(filed)) return;
  const [made] = await reportByCode(sql, filed.code);
  if (made !== undefined) await linkWork(sql, id, made.caseId);
}

function lowAnswers(pack: DoorPack, state: CaseState, row: RatingRow, world: World): JsonObject {
  const { door } = pack;
  const unit = world.org().byId.get(row.unitId);
  const title = world.shelf.find(row.packId, row.packVersion)?.title.vi ?? '';
  const words = row.reason === null ? '' : ` ${row.reason}`;
  const values: readonly (readonly [string | undefined, string | boolean])[] = [
    [door.category, door.lowRating ?? ''],
    [door.text, `Đánh giá ${row.score}/5 sau khi có kết quả ${title}.${words}`],
    [door.commune, unit?.gso ?? unit?.agencyCode ?? ''],
    [door.public, false],
    [pack.applicant.name, state.applicant.name],
    [pack.applicant.phone, state.applicant.phone],
    ...(state.code === undefined ? [] : [[door.about, state.code] as const]),
  ];
  return values.reduce<JsonObject>((answers, [path, value]) => (path === undefined || value === '' ? answers : laidOver(answers, nested(path, value))), {});
}

const nested = (path: string, value: string | boolean): JsonObject =>
  path
    .split('.')
    .toReversed()
    .reduce<JsonObject | string | boolean>((inner, part) => ({ [part]: inner }), value) as JsonObject;

export type Rating = { readonly count: number; readonly mean: number /** Share of 4 and 5, from 0 to 1. */; readonly good: number };

/** Few scores would tell of single people. */
function shownOf(sum: { readonly count: number; readonly good: number; readonly sum: number }): Rating | undefined {
  if (sum.count < leastShown) return undefined;
  return { count: sum.count, mean: Math.round((sum.sum / sum.count) * 10) / 10, good: sum.good / sum.count };
}

/** Scores of a service, a unit with everything below it, or both. Absent while fewer than five people rated. */
export async function ratingOf(world: World, packId?: string, unit?: UnitId): Promise<Rating | undefined> {
  const branch = unit === undefined ? undefined : world.org().byId.get(unit)?.path;
  const units = branch === undefined ? null : world.org().units.flatMap((one) => (isWithin(one.path, branch) ? [one.id] : []));
  const [row] = await ratingCounts(world.sql, packId ?? null, units);
  return row === undefined ? undefined : shownOf(row);
}

/** Scores given since a moment, for any branch the permit reaches: the answer asks no more of the database. */
export async function ratingsSince(world: World, permit: Permit<'indicator.read'>, since: Instant): Promise<(branch: UnitPath) => Rating | undefined> {
  const org = world.org();
  const rows = (await ratingsByUnit(world.sql, since)).flatMap((row) => {
    const path = org.byId.get(row.unitId)?.path;
    return path !== undefined && covers(permit, path) ? [{ ...row, path }] : [];
  });
  return (branch) => {
    const within = rows.filter((row) => isWithin(row.path, branch));
    const add = (of: 'count' | 'good' | 'sum'): number => within.reduce((sum, row) => sum + row[of], 0);
    return shownOf({ count: add('count'), good: add('good'), sum: add('sum') });
  };
}
