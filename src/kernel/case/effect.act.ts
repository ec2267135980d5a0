/** Carries out what a signed result changes beyond its case: it follows the ledger, so that a case never waits for it. */
import type { CaseId, PersonId } from '../../base/id.ts';
import { readPath } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal } from '../../base/refusal.ts';
import { date, dateOf } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import type { Pack } from '../../pack/pack.ts';
import { recordParent, systemPermit } from '../access/access.act.ts';
import type { Follower } from '../ledger/ledger.act.ts';
import { append, readCase } from '../ledger/ledger.act.ts';
import type { LedgerEntry } from '../ledger/ledger.ts';
import type { Permit } from '../permit.ts';
import { changePerson } from '../person/person.act.ts';
import type { World } from '../world.ts';
import { numberOf } from './consent.store.ts';
import type { EffectDue } from './effect.ts';
import { effectsOf } from './effect.ts';
import { foldAll } from './fold.ts';
import type { CaseEntry, CaseState } from './state.ts';

export const effectFollower = (world: World): Follower => ({
  name: 'effect',
  wants: (what) => what === 'result-ready' || what === 'case-closed',
  takeIn: async (sql, entries) => {
    for (const entry of entries) if (entry.caseId !== null && isGranted(entry)) await carryOut({ ...world, sql }, sql, entry.caseId, entry);
  },
});

/** Signed, or closed as granted where nothing is signed. */
const isGranted = ({ entry }: LedgerEntry): boolean => entry.what === 'result-ready' || entry.outcome === 'granted';

async function carryOut(world: World, sql: Sql, id: CaseId, entry: LedgerEntry): Promise<void> {
  const permit = systemPermit(world, 'system.run');
  const state = foldAll((await readCase(world, permit, id)).map((one) => one.entry as unknown as CaseEntry));
  const pack = state === undefined ? undefined : world.shelf.find(state.pack.id, state.pack.version);
  if (state === undefined || pack === undefined || pack.effects.length === 0 || state.applicant.id === null) return;
  const signed = state.documents.findLast((one) => one.kind === 'result')?.signatures.at(-1)?.signer;
  const on = { state, person: state.applicant.id, by: signed ?? (entry.actor as PersonId) };
  const isSelf = await isOwnAccount(sql, pack, state);
  for (const due of effectsOf(pack, state, dateOf(world.now()))) {
    const done = isSelf ? await doEffect(world, permit, due, on) : undefined;
    const why = isSelf ? (isRefusal(done) ? done.refused : undefined) : 'applicant-differs';
    // The result stands; what it could not change is in the ledger and can be put right at a counter.
    if (why !== undefined) await append(sql, world.hash, permit, [{ what: 'effect-refused', at: world.now(), case: id, effect: due.do, why }]);
  }
}

/** Whom the papers speak of is whose account it is: who files a neighbour's birth from their own account, in the mother's name, is no parent. */
async function isOwnAccount(sql: Sql, pack: Pick<Pack, 'applicant'>, { applicant, answers }: CaseState): Promise<boolean> {
  if (pack.applicant.id === undefined || applicant.id === null) return true;
  const [row] = await numberOf(sql, applicant.id);
  return row !== undefined && row.idNumber === readPath(answers, pack.applicant.id);
}

type On = { readonly state: CaseState; readonly person: PersonId; readonly by: PersonId };

function doEffect(world: World, permit: Permit<'system.run'>, due: EffectDue, { state, person, by }: On): Promise<unknown | Refusal> {
  switch (due.do) {
    case 'change-person':
      return changePerson(world, permit, { person, caseId: state.id, unit: state.unit, by, facts: due.facts });
    case 'child-mandate': {
      const child = { idNumber: due.number, name: due.name, birth: date(due.birth) };
      return recordParent(world, permit, { parent: person, child, unit: state.unit, by, paper: state.code ?? state.tracking });
    }
  }
}
