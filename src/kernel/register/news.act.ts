/** Deeds on news: writing, deciding as the second person, correcting, taking back; and what everybody reads. */
import type { CommandKey, UnitId } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import { tidy } from '../../base/text.ts';
import { atClock, dateOf, plusDays } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import { separated } from '../access/access.ts';
import { openFile } from '../document/document.act.ts';
import { schedule } from '../job/job.act.ts';
import type { LeasedJob } from '../job/job.ts';
import { append, claimKey } from '../ledger/ledger.act.ts';
import { unitsReached } from '../org/org.ts';
import type { Permit } from '../permit.ts';
import { covers } from '../permit.ts';
import type { World } from '../world.ts';
import { beginningOf, plainText, readArticle } from './article.ts';
import { dropFindable, keepFindable } from './findable.act.ts';
import type { DeskNews, NewsLine, NewsRow, VersionRow } from './news.store.ts';
import {
  decideVersion,
  deskNews,
  insertNews,
  insertVersion,
  lockNews,
  newsByCode,
  nextNews,
  publicNews,
  showVersion,
  unitsWithNews,
  versionsOf,
  withdrawRow,
} from './news.store.ts';
import type { Bilingual, NewsText, NewsWish, Picture } from './news.ts';
import { newsLimits, newsProblems, newsState, tidyNews } from './news.ts';

export type { DeskNews, NewsLine, NewsRow, VersionRow } from './news.store.ts';
export type OneNews = { readonly row: NewsRow; readonly versions: readonly VersionRow[] };
export type GivenPicture = { readonly name: string; readonly bytes: Uint8Array; readonly alt: Bilingual };

const isCode = (text: string): boolean => /^TT-\d{6}-\d{4,}$/.test(text);
export const newsAddress = (code: string): string => `/tin-tuc/${code}`;

/** Draws the picture anew, so that nothing the camera wrote leaves with it. Refuses like the gate, and a text in place of the alternative words. */
export async function keepPicture(world: World, _permit: Permit<'news.write'>, given: GivenPicture): Promise<Picture | Refusal> {
  const alt = { vi: tidy(given.alt.vi), en: tidy(given.alt.en) };
  if (alt.vi.length < 5 || alt.vi.length > newsLimits.alt || alt.en.length > newsLimits.alt) return refuse('request-has-problems');
  const opened = await openFile(world, given);
  if (isRefusal(opened)) return opened;
  if (!opened.kind.mediaType.startsWith('image/')) return refuse('file-kind-refused');
  const stored = await world.gates.blob.put(opened.first.picture);
  return isRefusal(stored) ? stored : { blob: stored.hash, width: opened.first.width, height: opened.first.height, alt };
}

/** Not public before somebody else has approved it. */
export async function writeNews(
  world: World,
  permit: Permit<'news.write'>,
  key: CommandKey,
  wish: NewsWish & { readonly picture?: Picture },
): Promise<{ readonly code: string } | Refusal> {
  const unit = world.org().byId.get(wish.unit);
  if (unit === undefined || !covers(permit, unit.path)) return refuse('not-allowed');
  const text = tidyNews(wish);
  if (newsProblems(text).length > 0) return refuse('request-has-problems');
  const at = world.now();
  const day = dateOf(at);
  return await world.sql.begin<{ readonly code: string } | Refusal>(async (sql) => {
    if (!(await claimKey(sql, permit, key, at))) return refuse('already-sent');
    const [number] = await nextNews(sql, `news/${day}`);
    const code = `TT-${day.slice(2, 4)}${day.slice(5, 7)}${day.slice(8, 10)}-${String(number?.value ?? 0).padStart(4, '0')}`;
    const id = world.newId();
    await insertNews(sql, { id, code, unitId: unit.id, kind: wish.kind });
    await insertVersion(sql, { ...text, newsId: id, version: 1, picture: wish.picture ?? null, why: null, by: permit.actor.person, at });
    await append(sql, world.hash, permit, [{ what: 'news-written', at, news: code, unit: unit.id, version: 1 }]);
    return { code };
  });
}

/** A new version that says what was corrected; the old one stays public until somebody else approves it. `picture`: a new one, none, or absent for the same. */
export async function correctNews(
  world: World,
  permit: Permit<'news.write'>,
  key: CommandKey,
  on: { readonly code: string; readonly text: NewsText; readonly why: string; readonly picture?: Picture | null },
): Promise<'done' | Refusal> {
  const text = tidyNews(on.text);
  const why = tidy(on.why);
  if (newsProblems(text).length > 0 || why.length < 5 || why.length > newsLimits.why) return refuse('request-has-problems');
  const at = world.now();
  return await onNews(world, permit, key, on.code, async (sql, { row, versions }) => {
    const [newest] = versions;
    if (row.withdrawn !== null || newest === undefined) return refuse('not-found');
    if (newest.decision === null) return refuse('conflict');
    const former =
      newest.picture === null || newest.alt === null ? null : { blob: newest.picture, width: newest.width ?? 0, height: newest.height ?? 0, alt: newest.alt };
    const picture = on.picture === undefined ? former : on.picture;
    const version = newest.version + 1;
    await insertVersion(sql, { ...text, newsId: row.id, version, picture, why, by: permit.actor.person, at });
    await append(sql, world.hash, permit, [{ what: 'news-written', at, news: row.code, unit: row.unitId, version }]);
    return 'done';
  });
}

/** The second person: approves the waiting version, or returns it with a reason. */
export async function decideNews(
  world: World,
  permit: Permit<'news.approve'>,
  key: CommandKey,
  on: { readonly code: string; readonly decision: 'approved' | 'returned'; readonly why: string },
): Promise<'done' | Refusal> {
  const why = tidy(on.why).slice(0, newsLimits.why);
  if (on.decision === 'returned' && why.length < 5) return refuse('request-has-problems');
  const at = world.now();
  return await onNews(world, permit, key, on.code, async (sql, { row, versions }) => {
    const [waiting] = versions;
    if (waiting === undefined || waiting.decision !== null || row.withdrawn !== null) return refuse('conflict');
    if (on.decision === 'approved') {
      const clash = separated('news.approve', permit.actor, [{ deed: 'news.write', person: waiting.writtenBy }]);
      if (clash !== undefined) return clash;
    }
    await decideVersion(sql, row.id, { decision: on.decision, by: permit.actor.person, at, why: why === '' ? null : why });
    if (on.decision === 'approved') await makePublic(world, sql, permit, row, waiting);
    await append(sql, world.hash, permit, [{ what: `news-${on.decision}`, at, news: row.code, unit: row.unitId, version: waiting.version }]);
    return 'done';
  });
}

/** The address goes on telling that it was here, when it was taken back and why. */
export async function withdrawNews(world: World, permit: Permit<'news.approve'>, key: CommandKey, code: string, reason: string): Promise<'done' | Refusal> {
  const why = tidy(reason).slice(0, newsLimits.why);
  if (why.length < 5) return refuse('request-has-problems');
  const at = world.now();
  return await onNews(world, permit, key, code, async (sql, { row }) => {
    if (row.shown === null || row.withdrawn !== null) return refuse('not-found');
    await withdrawRow(sql, row.id, why, at);
    await dropFindable(sql, permit, 'news', row.code);
    await append(sql, world.hash, permit, [{ what: 'news-withdrawn', at, news: row.code, unit: row.unitId, why }]);
    return 'done';
  });
}

async function onNews(
  world: World,
  permit: Permit<'news.write' | 'news.approve'>,
  key: CommandKey,
  code: string,
  deed: (sql: Sql, one: OneNews) => Promise<'done' | Refusal>,
): Promise<'done' | Refusal> {
  if (!isCode(code)) return refuse('not-found');
  return await world.sql.begin<'done' | Refusal>(async (sql) => {
    const [row] = await lockNews(sql, code);
    if (row === undefined || !covers(permit, row.path)) return refuse('not-found');
    if (!(await claimKey(sql, permit, key, world.now()))) return 'done';
    return await deed(sql, { row, versions: await versionsOf(sql, row.id) });
  });
}

async function makePublic(world: World, sql: Sql, permit: Permit, row: NewsRow, version: VersionRow): Promise<void> {
  await showVersion(sql, row.id, version.version, world.now());
  await letFind(world, sql, permit, { ...row, shown: version.version }, version);
  // It is found from its first day and no longer than its last one.
  const days = [version.starts, ...(version.ends === null ? [] : [plusDays(version.ends, 1)])].filter((day) => day > dateOf(world.now()));
  await schedule(
    sql,
    days.map((day) => ({ kind: 'register-news', caseId: null, body: { code: row.code }, due: atClock(day, '00:00') })),
  );
}

async function letFind(world: World, sql: Sql, permit: Permit, row: NewsRow, version: VersionRow): Promise<void> {
  if (newsState({ ...version, withdrawn: row.withdrawn }, dateOf(world.now())) !== 'holds') return await dropFindable(sql, permit, 'news', row.code);
  const title = inBoth(version.title);
  const [vi, en] = [readArticle(version.text.vi), readArticle(version.text.en === '' ? version.text.vi : version.text.en)];
  await keepFindable(sql, permit, {
    kind: 'news',
    key: row.code,
    href: newsAddress(row.code),
    title,
    summary: { vi: beginningOf(vi, 140), en: beginningOf(en, 140) },
    words: [row.code],
    body: `${plainText(vi)} ${version.text.en === '' ? '' : plainText(en)}`,
    audiences: [],
  });
}

const inBoth = ({ vi, en }: Bilingual): Bilingual => ({ vi, en: en === '' ? vi : en });

/** On its first day and after its last one: the search is told. */
export async function doRegisterJob(world: World, permit: Permit<'system.run'>, job: LeasedJob, finish: (sql: Sql) => Promise<void>): Promise<void> {
  await world.sql.begin(async (sql) => {
    await finish(sql);
    const [row] = await lockNews(sql, String(job.body.code));
    const shown = row === undefined ? undefined : (await versionsOf(sql, row.id)).find(({ version }) => version === row.shown);
    if (row !== undefined && shown !== undefined) await letFind(world, sql, permit, row, shown);
  });
}

/** What everybody reads: the approved version of a piece whose first day has come, with its approved former ones. Needs no permit. */
export async function readNews(world: World, code: string): Promise<(OneNews & { readonly shown: VersionRow }) | Refusal> {
  const [row] = isCode(code) ? await newsByCode(world.sql, code) : [];
  if (row === undefined) return refuse('not-found');
  const versions = (await versionsOf(world.sql, row.id)).filter(({ decision }) => decision === 'approved');
  const shown = versions.find(({ version }) => version === row.shown);
  return shown === undefined || shown.starts > dateOf(world.now()) ? refuse('not-found') : { row, versions, shown };
}

export const listNews = (
  world: World,
  cut: { readonly unit?: UnitId | undefined; readonly over?: boolean; readonly most: number; readonly skip?: number },
): Promise<readonly NewsLine[]> =>
  publicNews(world.sql, { unit: cut.unit ?? null, day: dateOf(world.now()), over: cut.over ?? false, most: cut.most, skip: cut.skip ?? 0 });

export const newsUnits = (world: World) => unitsWithNews(world.sql, dateOf(world.now()));

/** Pieces of the units one writes for, what waits first. */
export const listDeskNews = (world: World, permit: Permit<'news.write'>): Promise<readonly DeskNews[]> =>
  deskNews(
    world.sql,
    unitsReached(world.org(), permit.reach).map(({ id }) => id),
    200,
  );

export async function openDeskNews(world: World, permit: Permit<'news.write'>, code: string): Promise<OneNews | Refusal> {
  const [row] = isCode(code) ? await newsByCode(world.sql, code) : [];
  return row === undefined || !covers(permit, row.path) ? refuse('not-found') : { row, versions: await versionsOf(world.sql, row.id) };
}
