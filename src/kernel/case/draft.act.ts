/** Deeds on drafts: saving, finding, forgetting. Drafts are no cases: nothing of them is in the ledger, and they are erased for good. */
import type { PersonId } from '../../base/id.ts';
import { isUuid } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refuse } from '../../base/refusal.ts';
import { plusMs, toMs } from '../../base/time.ts';
import type { Permit } from '../permit.ts';
import type { World } from '../world.ts';
import { readKey } from './case.store.ts';
import type { DraftRow } from './draft.store.ts';
import { deleteDraft, deleteDraftAt, draftAt, draftsOf, insertDraft, lockDraft, sweepDrafts, updateDraft } from './draft.store.ts';
import type { Draft, DraftBoxes } from './draft.ts';
import { draftKeepDays, mergeBoxes, mostDraftBytes, parkedKeepDays } from './draft.ts';

export type NewDraft = {
  readonly key: string;
  readonly place: string;
  readonly pack: Draft['pack'];
  /** What came, laid over what is kept. */
  readonly boxes: (kept: DraftBoxes, now: number) => DraftBoxes;
  /** The moment up to which the sender knows the kept draft; nothing newer is a surprise to it. */
  readonly seen: number | 'all';
};

/** `at`: moment of this saving. `clashes`: boxes about which another device says something else. */
export type SavedDraft = { readonly at: number; readonly clashes: readonly string[] };

/** 'draft-done' when the form was submitted meanwhile: a late saving must not leave a draft of it. */
export async function saveDraft(world: World, permit: Permit<'case.submit'>, sent: NewDraft): Promise<SavedDraft | Refusal> {
  if (permit.reach.kind !== 'own') return refuse('not-allowed');
  const person = permit.actor.person;
  const saved = world.machine();
  const at = toMs(saved);
  return await world.sql.begin<SavedDraft | Refusal>(async (sql) => {
    const [used] = await readKey(sql, person, sent.key);
    if (used !== undefined) return refuse('draft-done');
    await insertDraft(sql, { id: isUuid(sent.key) ? sent.key : world.newId(), person, place: sent.place, pack: sent.pack, boxes: {}, saved });
    const [row] = await lockDraft(sql, person, sent.place);
    // The key is somebody else's draft, or a parked one: no name of ours is given away.
    if (row === undefined) return refuse('draft-done');
    const seen = sent.seen === 'all' ? Number.POSITIVE_INFINITY : sent.seen;
    const { boxes, clashes } = mergeBoxes(row.boxes, sent.boxes(row.boxes, at), seen, at);
    if (JSON.stringify(boxes).length > mostDraftBytes) return refuse('body-too-large');
    await updateDraft(sql, row.id, sent.pack.version, boxes, saved);
    return { at, clashes };
  });
}

/** The draft of the signed-in person at this address of a form; nothing for whoever files at a counter. */
export async function findDraft(world: Pick<World, 'sql'>, permit: Permit<'case.submit'>, place: string): Promise<Draft | undefined> {
  const [row] = permit.reach.kind === 'own' ? await draftAt(world.sql, permit.actor.person, place) : [];
  return row === undefined ? undefined : draftOf(permit.actor.person, row);
}

/** The latest first. */
export const listDrafts = (world: Pick<World, 'sql'>, permit: Permit<'case.read'>) => draftsOf(world.sql, permit.actor.person);

/** Erases one's own draft; 'not-found' for somebody else's and for one that is gone. */
export async function dropDraft(world: Pick<World, 'sql'>, permit: Permit<'case.submit'>, id: string): Promise<true | Refusal> {
  const gone = await deleteDraft(world.sql, permit.actor.person, id);
  return gone.length === 0 ? refuse('not-found') : true;
}

/** The form was sent: its draft has done its work. */
export const dropDraftAt = async (world: Pick<World, 'sql'>, permit: Permit<'case.submit'>, place: string): Promise<void> =>
  void (await deleteDraftAt(world.sql, permit.actor.person, place));

/** Known to the page of a signed-in person alone: who brings it back has to sign in as the same person. */
export const ownerMark = (world: Pick<World, 'hash'>, person: PersonId): string => world.hash(`draft of ${person}`).slice(0, 20);

/** Drafts nobody touched for the keeping time, and posts of lapsed sessions nobody asked for. */
export async function forgetDrafts(world: Pick<World, 'sql' | 'machine'>, _permit: Permit<'system.run'>): Promise<void> {
  const ago = (days: number) => plusMs(world.machine(), -days * 86_400_000);
  await sweepDrafts(world.sql, ago(draftKeepDays), ago(parkedKeepDays));
}

const draftOf = (person: PersonId, row: DraftRow): Draft => ({
  id: row.id,
  person,
  place: row.place,
  pack: { id: row.packId, version: row.packVersion },
  boxes: row.boxes,
  saved: row.saved,
});
