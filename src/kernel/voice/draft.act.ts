/** Deeds on drafts of decisions: publishing, commenting, answering, and the closing report. */
import type { CommandKey, UnitId } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refuse } from '../../base/refusal.ts';
import { tidy } from '../../base/text.ts';
import type { PlainDate } from '../../base/time.ts';
import { dateOf } from '../../base/time.ts';
import { append, claimKey } from '../ledger/ledger.act.ts';
import type { Permit } from '../permit.ts';
import { covers } from '../permit.ts';
import type { World } from '../world.ts';
import type { CommentRow, DraftRow } from './draft.store.ts';
import { allDrafts, answerComment, closeDraft, commentsOf, draftById, insertComment, insertDraft } from './draft.store.ts';
import { maskPersonal } from './mask.ts';

export type { CommentRow, DraftRow } from './draft.store.ts';

/** People may comment up to and on the last day, while the unit has not closed it. */
export const isDraftOpen = (draft: Pick<DraftRow, 'ends' | 'closed'>, today: PlainDate): boolean => draft.closed === null && today <= draft.ends;

export const listDrafts = (world: World): Promise<readonly DraftRow[]> => allDrafts(world.sql, 100);

/** What everybody reads of a draft; hidden comments are the unit's alone. */
export async function readDraft(
  world: World,
  id: string,
  permit?: Permit<'voice.moderate'>,
): Promise<{ readonly draft: DraftRow; readonly comments: readonly CommentRow[] } | Refusal> {
  const [draft] = await draftById(world.sql, id);
  if (draft === undefined || (permit !== undefined && !covers(permit, draft.path))) return refuse('not-found');
  const comments = await commentsOf(world.sql, id);
  return { draft, comments: permit === undefined ? comments.filter((one) => !one.hidden) : comments };
}

export type NewDraft = { readonly unit: UnitId; readonly title: string; readonly text: string; readonly ends: PlainDate };

/** Puts a draft up for comments until `ends` (a later day): title of 5 to 300, text of 20 to 20,000 characters, otherwise 'request-has-problems'. */
export async function publishDraft(
  world: World,
  permit: Permit<'voice.moderate'>,
  key: CommandKey,
  wish: NewDraft,
): Promise<{ readonly id: string } | Refusal> {
  const unit = world.org().byId.get(wish.unit);
  if (unit === undefined || !covers(permit, unit.path)) return refuse('not-allowed');
  const [title, text] = [tidy(wish.title), tidy(wish.text)];
  if (title.length < 5 || title.length > 300 || text.length < 20 || text.length > 20_000 || wish.ends <= dateOf(world.now()))
    return refuse('request-has-problems');
  const id = world.newId();
  return await world.sql.begin<{ readonly id: string } | Refusal>(async (sql) => {
    if (!(await claimKey(sql, permit, key, world.now()))) return refuse('already-sent');
    await insertDraft(sql, { id, unitId: unit.id, title, text, ends: wish.ends, published: world.now() });
    await append(sql, world.hash, permit, [{ what: 'draft-published', at: world.now(), draft: id, unit: unit.id, ends: wish.ends }]);
    return { id };
  });
}

export type NewComment = { readonly about: string; readonly text: string; readonly name: string };

/** Needs no name. Personal numbers are covered before anything is stored; a resent comment stands once. */
export async function comment(world: World, permit: Permit<'voice.speak'>, key: CommandKey, draftId: string, wish: NewComment): Promise<'done' | Refusal> {
  const [draft] = await draftById(world.sql, draftId);
  if (draft === undefined) return refuse('not-found');
  if (!isDraftOpen(draft, dateOf(world.now()))) return refuse('voice-closed');
  const text = maskPersonal(tidy(wish.text));
  if (text.length < 5 || text.length > 4000) return refuse('request-has-problems');
  const row = {
    id: world.newId(),
    draftId,
    about: maskPersonal(tidy(wish.about)).slice(0, 100),
    text,
    name: maskPersonal(tidy(wish.name)).slice(0, 100),
    at: world.now(),
  };
  return await world.sql.begin<'done' | Refusal>(async (sql) => {
    if (!(await claimKey(sql, permit, key, world.now()))) return 'done';
    await insertComment(sql, row);
    await append(sql, world.hash, permit, [{ what: 'draft-commented', at: world.now(), draft: draftId, comment: row.id }]);
    return 'done';
  });
}

/** The unit's public answer to a comment; an indecent one is hidden, and the entry says by whom. */
export async function answerTo(
  world: World,
  permit: Permit<'voice.moderate'>,
  key: CommandKey,
  on: { readonly draft: string; readonly comment: string; readonly answer: string; readonly hidden: boolean },
): Promise<'done' | Refusal> {
  const [draft] = await draftById(world.sql, on.draft);
  if (draft === undefined || !covers(permit, draft.path)) return refuse('not-found');
  const answer = tidy(on.answer).slice(0, 4000);
  return await world.sql.begin<'done' | Refusal>(async (sql) => {
    if (!(await claimKey(sql, permit, key, world.now()))) return 'done';
    const [done] = await answerComment(sql, on.comment, on.draft, answer === '' ? null : answer, on.hidden, world.now());
    if (done === undefined) return refuse('not-found');
    await append(sql, world.hash, permit, [{ what: 'comment-answered', at: world.now(), draft: on.draft, comment: on.comment, hidden: on.hidden }]);
    return 'done';
  });
}

/** The closing report: how the comments were taken in. No comment is taken after it. */
export async function concludeDraft(world: World, permit: Permit<'voice.moderate'>, key: CommandKey, id: string, report: string): Promise<'done' | Refusal> {
  const [draft] = await draftById(world.sql, id);
  if (draft === undefined || !covers(permit, draft.path)) return refuse('not-found');
  const text = tidy(report).slice(0, 10_000);
  if (text.length < 20) return refuse('request-has-problems');
  return await world.sql.begin<'done' | Refusal>(async (sql) => {
    if (!(await claimKey(sql, permit, key, world.now()))) return 'done';
    await closeDraft(sql, id, text, world.now());
    await append(sql, world.hash, permit, [{ what: 'draft-concluded', at: world.now(), draft: id }]);
    return 'done';
  });
}
