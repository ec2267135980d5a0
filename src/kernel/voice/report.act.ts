/** Deeds on reports: filing, following the case, moderating, merging, rating, opening again. */
import type { CaseId, CommandKey, PersonId, UnitId } from '../../base/id.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import { tidy } from '../../base/text.ts';
import { dateOf, isBefore } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import type { Pack, ReportDoor } from '../../pack/pack.ts';
import { laidOver } from '../../pack/story.ts';
import { guestPermit, systemPermit } from '../access/access.act.ts';
import type { Problems } from '../case/case.act.ts';
import { hasProblems, receiveCase, submitCase, withdrawCase } from '../case/case.act.ts';
import type { AttachedFile, CaseEntry, CaseState } from '../case/case.ts';
import { foldAll } from '../case/case.ts';
import { append, claimKey, readCase, traceRead } from '../ledger/ledger.act.ts';
import { unitsReached } from '../org/org.ts';
import type { Permit } from '../permit.ts';
import { covers } from '../permit.ts';
import { livePacks, unitsServing } from '../rollout/rollout.act.ts';
import type { World } from '../world.ts';
import type { ReportCut, ReportRow } from './report.store.ts';
import {
  allPoints,
  caseOfKey,
  codeBySecret,
  countReports,
  deskReports,
  insertReport,
  lockReports,
  markReopened,
  mergeInto,
  moderateReport,
  nextCode,
  publicReports,
  rateReport,
  releasedPhoto,
  reportByCode,
  secretOfCase,
  updateReport,
  upsertPoint,
} from './report.store.ts';
import { publicReport, reopenUntil } from './report.ts';
import type { Point } from './twin.ts';

export type { ReportCut, ReportRow } from './report.store.ts';

export type DoorPack = Pack & { readonly door: ReportDoor };
export const isReportPack = (pack: Pack | undefined): pack is DoorPack => pack?.door?.kind === 'report';

/** Services that take people's reports today. */
export const reportPacks = async (world: World): Promise<readonly DoorPack[]> => (await livePacks(world)).filter(isReportPack);
export const unitsHearing = (world: World, pack: DoorPack) => unitsServing(world, pack);

export type ReportFiling = {
  readonly pack: DoorPack;
  readonly unit: UnitId;
  readonly answers: JsonObject;
  readonly files: readonly AttachedFile[];
};
/** `code` is for everybody, `secret` for the sender: the link to rate and to open again. */
export type Filed = { readonly code: string; readonly secret: string };

/** Files and receives a report at once: the promised hour runs from now. Sent again with its key it gives the same answer. */
export async function fileReport(
  world: World,
  permit: Permit<'case.submit'>,
  key: CommandKey,
  { pack, unit, answers, files }: ReportFiling,
): Promise<Filed | Problems | Refusal> {
  const receipt = await submitCase(world, permit, key, { service: pack.id, unit, answers: { json: answers }, files, channel: 'online' });
  return isRefusal(receipt) || hasProblems(receipt) ? receipt : await takeIn(world, receipt.id);
}

/** Receives a submitted report and gives it its public row; again it changes nothing. */
async function takeIn(world: World, id: CaseId): Promise<Filed | Refusal> {
  const received = await receiveCase(world, systemPermit(world, 'case.receive'), { id, key: `nhan-${id}` as CommandKey });
  if (isRefusal(received)) return received;
  await world.sql.begin((sql) => noteReport(sql, world, id));
  const [row] = await secretOfCase(world.sql, id);
  if (row === undefined) throw new Error(`report ${id} was not noted`);
  return row;
}

/** Brings the public row of a case up to what its ledger says. */
export async function noteReport(sql: Sql, world: World, id: CaseId): Promise<void> {
  const state = await stateOf({ ...world, sql }, id);
  const pack = state === undefined ? undefined : world.shelf.find(state.pack.id, state.pack.version);
  if (state === undefined || !isReportPack(pack)) return;
  const seen = publicReport(pack, pack.door, state);
  const [known] = await updateReport(sql, id, seen);
  if (known !== undefined) return;
  const day = dateOf(state.submitted);
  const [number] = await nextCode(sql, `voice/${day}`);
  const code = `PA-${day.slice(2, 4)}${day.slice(5, 7)}${day.slice(8, 10)}-${String(number?.value ?? 0).padStart(4, '0')}`;
  const secret = Buffer.from(world.secret(18)).toString('base64url');
  await insertReport(sql, { ...seen, caseId: id, code, packId: state.pack.id, unitId: state.unit, filed: state.submitted, secret });
}

/** The state as the ledger tells it: no trace, since nobody looks. */
export async function stateOf(world: World, id: CaseId): Promise<CaseState | undefined> {
  const entries = await readCase(world, systemPermit(world, 'system.run'), id);
  return foldAll(entries.map((one) => one.entry as unknown as CaseEntry));
}

/** What everybody may read; needs no permit. */
export const listReports = (world: World, cut: ReportCut, limit: number, offset = 0): Promise<readonly ReportRow[]> =>
  publicReports(world.sql, cut, limit, offset);
export const reportCounts = (world: World) => countReports(world.sql);

export type Merged = { readonly code?: string; readonly own?: Pick<ReportRow, 'state' | 'answer' | 'due' | 'ended'> };
export type ReportRead = { readonly row: ReportRow; readonly isSender: boolean /** What it was merged into. */; readonly into?: Merged };

/** A report by its public code: everybody's when it is public, the sender's by `secret` in any case. Not public and none look the same. */
export async function readReport(world: World, code: string, secret?: string): Promise<ReportRead | Refusal> {
  const [row] = await reportByCode(world.sql, code);
  const [owned] = secret === undefined || secret === '' ? [] : await codeBySecret(world.sql, secret);
  const isSender = owned !== undefined && owned.code === row?.code;
  if (row === undefined || ((!row.isPublic || row.hidden) && !isSender)) return refuse('not-found');
  const [into] = row.mergedCode === null ? [] : await reportByCode(world.sql, row.mergedCode);
  return { row, isSender, ...(into === undefined ? {} : { into: mergedFor(into, isSender) }) };
}

/** Another report's code is for whoever may open it; its answer is for all who sent the same matter, and nothing else of it. */
function mergedFor({ code, isPublic, hidden, state, answer, due, ended }: ReportRow, isSender: boolean): Merged {
  return { ...(isPublic && !hidden ? { code } : {}), ...(isSender ? { own: { state, answer, due, ended } } : {}) };
}

/** The document behind the released picture with this number, from 1. */
export async function publicPhoto(world: World, code: string, number: number): Promise<string | undefined> {
  return (await releasedPhoto(world.sql, code, number))[0]?.id;
}

/** Reports of the units one moderates. */
export function listDeskReports(world: World, permit: Permit<'voice.moderate'>, packId: string | null = null) {
  const units = unitsReached(world.org(), permit.reach).map((unit) => unit.id);
  return deskReports(world.sql, units, packId, 300);
}

/** The words as they were sent, with what is personal in them: the look leaves its trace like any other at a case. */
export async function openDeskReport(
  world: World,
  permit: Permit<'voice.moderate'>,
  code: string,
): Promise<{ readonly row: ReportRow; readonly state: CaseState; readonly pack: DoorPack } | Refusal> {
  const [row] = await reportByCode(world.sql, code);
  if (row === undefined || !covers(permit, row.path)) return refuse('not-found');
  const state = await stateOf(world, row.caseId);
  const pack = state === undefined ? undefined : world.shelf.find(state.pack.id, state.pack.version);
  if (state === undefined || !isReportPack(pack)) return refuse('not-found');
  await traceRead(world, permit, { id: row.caseId, unit: row.unitId }, 'work');
  return { row, state, pack };
}

export type Moderation = { readonly text: string; readonly place: string; readonly hidden: boolean; readonly photos: readonly string[] };

/** What everybody reads and sees of a report from now on. Only pictures of this very case can be released. */
export async function moderate(world: World, permit: Permit<'voice.moderate'>, key: CommandKey, code: string, wish: Moderation): Promise<'done' | Refusal> {
  const opened = await openDeskReport(world, permit, code);
  if (isRefusal(opened)) return opened;
  const { row, state, pack } = opened;
  const own = state.files.filter((file) => file.paper === pack.door.photos && file.blob !== null).map((file) => file.id as string);
  const photos = own.filter((id) => wish.photos.includes(id));
  const text = tidy(wish.text).slice(0, 4000);
  if (text === '') return refuse('bad-request');
  return await world.sql.begin<'done' | Refusal>(async (sql) => {
    if (!(await claimKey(sql, permit, key, world.now()))) return 'done';
    await moderateReport(sql, row.caseId, text, tidy(wish.place).slice(0, 300), wish.hidden, photos);
    await append(sql, world.hash, permit, [{ what: 'report-moderated', at: world.now(), code, hidden: wish.hidden, photos: photos.length }]);
    return 'done';
  });
}

/** `code` tells of the same thing as `into`: its case ends, its sender reads the answer of the other. */
export async function mergeReport(world: World, permit: Permit<'voice.moderate'>, key: CommandKey, code: string, into: string): Promise<'done' | Refusal> {
  const merged = await world.sql.begin<'again' | CaseId | Refusal>(async (sql) => {
    if (!(await claimKey(sql, permit, key, world.now()))) return 'again';
    const rows = await lockReports(sql, [code, into]);
    const [one, other] = [rows.find((row) => row.code === code), rows.find((row) => row.code === into)];
    if (one === undefined || other === undefined || !covers(permit, one.path) || !covers(permit, other.path)) return refuse('not-found');
    if (one === other || one.mergedInto !== null || other.mergedInto !== null || one.packId !== other.packId) return refuse('voice-merge-not-fitting');
    await mergeInto(sql, one.caseId, other.caseId);
    await append(sql, world.hash, permit, [{ what: 'report-merged', at: world.now(), code, into }]);
    return one.caseId;
  });
  if (merged === 'again') return 'done';
  if (isRefusal(merged)) return merged;
  // Whoever ended it meanwhile was faster; the two stay merged.
  await withdrawCase(world, systemPermit(world, 'case.withdraw'), { id: merged, key: `gop-${merged}` as CommandKey });
  return 'done';
}

/** Score 1 to 5 from the sender's own link, once: later ones change nothing. 'not-found' for a link that leads nowhere. */
export async function rateAnswer(
  world: World,
  permit: Permit<'voice.speak'>,
  secret: string,
  { score, reason }: { readonly score: number; readonly reason: string },
): Promise<'done' | Refusal> {
  const [owned] = await codeBySecret(world.sql, secret);
  if (owned === undefined) return refuse('not-found');
  if (!Number.isInteger(score) || score < 1 || score > 5) return refuse('bad-request');
  return await world.sql.begin<'done' | Refusal>(async (sql) => {
    const [rated] = await rateReport(sql, owned.code, score, tidy(reason).slice(0, 1000), world.now());
    if (rated !== undefined) await append(sql, world.hash, permit, [{ what: 'report-rated', at: world.now(), code: owned.code, score }]);
    return 'done';
  });
}

/** The same matter once more, within seven days of its answer: a new case with what is still wrong. The first words sent stand, from whichever window. */
export async function reopenReport(world: World, _permit: Permit<'case.submit'>, secret: string, reason: string): Promise<Filed | Problems | Refusal> {
  const [owned] = await codeBySecret(world.sql, secret);
  const [row] = owned === undefined ? [] : await reportByCode(world.sql, owned.code);
  if (row === undefined) return refuse('not-found');
  if (row.reopenedAs !== null) {
    const [again] = await secretOfCase(world.sql, row.reopenedAs as CaseId);
    return again ?? refuse('reopen-too-late');
  }
  const state = await stateOf(world, row.caseId);
  const pack = state === undefined ? undefined : world.shelf.find(state.pack.id, state.pack.version);
  const isOpen = row.ended !== null && row.reopens === null && row.state !== 'withdrawn' && isBefore(world.now(), reopenUntil(row.ended));
  if (state === undefined || !isReportPack(pack) || !isOpen || pack.door.reopens === undefined) return refuse('reopen-too-late');
  const answers = laidOver(state.answers, { ...nested(pack.door.text, tidy(reason)), ...nested(pack.door.reopens, row.code) });
  // One sender and one key for all windows: the database takes one of them.
  const [sender, key] = [guestPermit(row.caseId as string as PersonId, 'case.submit'), `mo-lai-${row.caseId}` as CommandKey];
  const sent = await fileReport(world, sender, key, { pack, unit: state.unit, answers, files: [] });
  const [first] = isRefusal(sent) && sent.refused === 'key-reused' ? await caseOfKey(world.sql, sender.actor.person, key) : [];
  const filed = first === undefined ? sent : await takeIn(world, first.id);
  if (isRefusal(filed) || hasProblems(filed)) return filed;
  const [made] = await reportByCode(world.sql, filed.code);
  if (made !== undefined) await markReopened(world.sql, row.caseId, made.caseId);
  return filed;
}

const nested = (path: string, value: string): JsonObject =>
  path
    .split('.')
    .toReversed()
    .reduce<JsonObject | string>((inner, part) => ({ [part]: inner }), value) as JsonObject;

export type PlacedUnit = Point & { readonly unitId: UnitId };
export const unitPoints = (world: Pick<World, 'sql'>): Promise<readonly PlacedUnit[]> => allPoints(world.sql);

/** Approximate middles of places; known ones are replaced. */
export async function loadPoints(world: Pick<World, 'sql'>, _permit: Permit<'unit.admin'>, points: readonly PlacedUnit[]): Promise<void> {
  await world.sql.begin(async (sql) => {
    for (const one of points) await upsertPoint(sql, one.unitId, one.latitude, one.longitude);
  });
}
