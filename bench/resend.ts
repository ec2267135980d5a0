/** A storm of resends: the same filings sent again and again, many at once, some with other words under the same key. Counts what the store made of it. */
import { isDeepStrictEqual } from 'node:util';
import type { CommandKey, DocumentId } from '../src/base/id.ts';
import { isRefusal } from '../src/base/refusal.ts';
import type { Receipt, Submission } from '../src/kernel/case/case.act.ts';
import { hasProblems, submitCase } from '../src/kernel/case/case.act.ts';
import type { Permit } from '../src/kernel/permit.ts';
import type { World } from '../src/kernel/world.ts';
import { chance } from './kit.ts';

export type Storm = {
  readonly sent: number;
  /** Filings, each under a key of its own. */
  readonly filings: number;
  /** Cases, entries of submission, receipts kept: as many as there are filings, or something was doubled or lost. */
  readonly cases: number;
  readonly entries: number;
  readonly keys: number;
  /** Answers that differ from the first answer of their key, and altered sendings that were not refused. */
  readonly otherAnswers: number;
  readonly alteredTaken: number;
};

export type Wish = { readonly filings: number; readonly resends: number; readonly atOnce: number; readonly seed: number };

/** `submission`: a filing that is taken as it stands. Each filing differs from the others in the name of one paper only. */
export async function storm(world: World, permit: Permit<'case.submit'>, submission: Submission, wish: Wish): Promise<Storm> {
  const { pick, next } = chance(wish.seed);
  const key = (at: number): CommandKey => `resend-${wish.seed}-${at}` as CommandKey;
  const bodyOf = (at: number, word: string): Submission => ({ ...submission, files: [{ ...promised(world), name: `${word} ${at}` }, ...submission.files] });
  const before = await counts(world);
  const first = new Map<number, Receipt>();
  let otherAnswers = 0;
  let alteredTaken = 0;
  const send = async (at: number, isAltered: boolean): Promise<void> => {
    const answer = await submitCase(world, permit, key(at), bodyOf(at, isAltered ? 'khác' : 'giấy'));
    if (isAltered) {
      if (!isRefusal(answer)) alteredTaken += 1;
      return;
    }
    if (isRefusal(answer) || hasProblems(answer)) {
      otherAnswers += 1;
      return;
    }
    const earlier = first.get(at);
    if (earlier === undefined) first.set(at, answer);
    else if (!isDeepStrictEqual(earlier, answer)) otherAnswers += 1;
  };
  // Every filing first arrives several times at once: the twin of a sending is under way while it is stored.
  const opening = Array.from({ length: wish.filings }, (_, at) => [at, at, at]).flat();
  const again = Array.from({ length: Math.max(0, wish.resends - opening.length) }, () => pick(wish.filings));
  const queue = [...opening.map((at) => ({ at, isAltered: false })), ...again.map((at) => ({ at, isAltered: next() < 0.05 }))];
  let taken = 0;
  const hand = async (): Promise<void> => {
    for (let job = queue[taken++]; job !== undefined; job = queue[taken++]) await send(job.at, job.isAltered);
  };
  await Promise.all(Array.from({ length: wish.atOnce }, hand));
  const after = await counts(world);
  return {
    sent: queue.length,
    filings: wish.filings,
    cases: after.cases - before.cases,
    entries: after.entries - before.entries,
    keys: after.keys - before.keys,
    otherAnswers,
    alteredTaken,
  };
}

const promised = (world: World): Submission['files'][number] => ({
  id: world.newId() as DocumentId,
  paper: 'originals',
  name: '',
  mediaType: '',
  size: 0,
  blob: null,
});

async function counts(world: World): Promise<{ readonly cases: number; readonly entries: number; readonly keys: number }> {
  const [row] = await world.sql<{ cases: number; entries: number; keys: number }>`
    select (select count(*)::int from case_row) as cases, (select count(*)::int from ledger where what = 'case-submitted') as entries,
      (select count(*)::int from command_key) as keys`;
  return row ?? { cases: 0, entries: 0, keys: 0 };
}
