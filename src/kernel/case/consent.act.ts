/** Deeds of people named in somebody else's case: what waits for their consent, what they read, what they say; and consent recorded at a counter. */
import type { CaseId } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Pack } from '../../pack/pack.ts';
import { readCase as readEntries, traceRead } from '../ledger/ledger.act.ts';
import type { LedgerEntry } from '../ledger/ledger.ts';
import type { Permit } from '../permit.ts';
import { selfOf } from '../permit.ts';
import { findPerson } from '../person/person.act.ts';
import { isIdNumber } from '../person/person.ts';
import type { World } from '../world.ts';
import { advance } from './advance.ts';
import type { CaseRow } from './case.store.ts';
import { loadCase } from './case.store.ts';
import { casesNaming, countNaming, numberOf } from './consent.store.ts';
import { partiesWith } from './consent.ts';
import type { Receipt } from './on-case.act.ts';
import { commandOf, onCase } from './on-case.act.ts';
import type { CaseState, Party, PartySays } from './state.ts';

/** A case as the person named in it has it: the own parts of it alone are shown (`shownTo`). */
export type NamedCase = { readonly state: CaseState; readonly pack: Pack; readonly mine: readonly Party[] };

type On = { readonly id: CaseId; readonly key: Parameters<typeof commandOf>[0]['key'] };

/** Cases that name the holder, those that wait for a word of theirs first. Needs a verified sign-in: the number must be the holder's own. */
export async function listNamed(world: World, permit: Permit<'person.self'>, limit = 100): Promise<readonly NamedCase[] | Refusal> {
  const number = await verifiedNumber(world, permit);
  if (isRefusal(number)) return number;
  return (await casesNaming(world.sql, number, limit)).flatMap((row) => named(world, row, number) ?? []);
}

/** How many cases wait for the holder's consent; none while the sign-in is not verified. */
export async function countNamed(world: Pick<World, 'sql'>, permit: Permit<'person.self'>): Promise<number> {
  const number = await verifiedNumber(world, permit);
  if (isRefusal(number)) return 0;
  const [row] = await countNaming(world.sql, number);
  return row?.waiting ?? 0;
}

/** One case that names the holder; reading it leaves a trace the applicant sees. A case that names somebody else looks like none. */
export async function openNamed(
  world: World,
  permit: Permit<'person.self'>,
  id: CaseId,
): Promise<(NamedCase & { readonly entries: readonly LedgerEntry[] }) | Refusal> {
  const number = await verifiedNumber(world, permit);
  if (isRefusal(number)) return number;
  const [row] = await loadCase(world.sql, id);
  const found = row === undefined ? undefined : named(world, row, number);
  if (row === undefined || found === undefined) return refuse('not-found');
  await traceRead(world, permit, { id, unit: row.unitId }, 'consent');
  return { ...found, entries: await readEntries(world, 'tracked', id) };
}

/** The holder agrees, declines or takes it back, having read what `of` seals. Nobody says it for somebody else: mandates do not reach here. */
export async function sayConsent(
  world: World,
  permit: Permit<'person.self'>,
  { party, says, of, ...on }: On & { readonly party: string; readonly says: PartySays; readonly of: string },
): Promise<Receipt | Refusal> {
  const number = await verifiedNumber(world, permit);
  if (isRefusal(number)) return number;
  return await onCase(world, permit, on.id, commandOf(on, { do: 'consent', id: on.id, party, says, of }), {
    byNamed: (state) => partiesWith(state, number).some((one) => one.id === party),
    decide: (state, facts) => advance(facts.pack, state, { do: 'consent', by: permit.actor.person, party, says, how: 'signed-in', of }, facts),
  });
}

/** What an officer saw: the person with an identity card, or a declaration on paper. */
export type SeenConsent = {
  readonly party: string;
  readonly says: PartySays;
  readonly how: 'counter' | 'paper';
  readonly of: string;
  readonly note: string;
};

/** Recorded by an officer, who is neither the applicant nor the person named. */
export async function recordConsent(
  world: World,
  permit: Permit<'case.receive'>,
  { party, says, how, of, note, ...on }: On & SeenConsent,
): Promise<Receipt | Refusal> {
  const [self] = await numberOf(world.sql, permit.actor.person);
  const own = self?.idNumber ?? '';
  const seen = permit.actor.unit === undefined ? {} : { unit: permit.actor.unit };
  return await onCase(world, permit, on.id, commandOf(on, { do: 'consent', id: on.id, party, says, how, of, note }), {
    decide: (state, facts) => {
      const isOwn = state.applicant.id === permit.actor.person || partiesWith(state, own).some((one) => one.id === party);
      if (isOwn) return refuse('second-person-needed');
      return advance(facts.pack, state, { do: 'consent', by: permit.actor.person, party, says, how, of, note, ...seen }, facts);
    },
  });
}

/**
 * Number of whoever a case is for, as a verified sign-in has shown it: who files agrees by filing, and nobody else. '' when none has shown it;
 * undefined where an officer sees the identity card.
 */
export async function shownNumber(world: Pick<World, 'sql'>, permit: Permit<'case.submit'>): Promise<string | undefined> {
  if (permit.reach.kind !== 'own') return undefined;
  if (permit.actor.role === 'guest' || (permit.actor.level ?? 0) < 2) return '';
  const [row] = await numberOf(world.sql, selfOf(permit));
  return row?.idNumber ?? '';
}

function named(world: Pick<World, 'shelf'>, { state }: CaseRow, number: string): NamedCase | undefined {
  const mine = partiesWith(state, number);
  if (mine.length === 0) return undefined;
  const pack = world.shelf.find(state.pack.id, state.pack.version);
  if (pack === undefined) throw new Error(`pack ${state.pack.id} ${state.pack.version} is not on the shelf`);
  return { state, pack, mine };
}

/** Asked before any case is looked at: whoever is not verified learns nothing about cases. */
async function verifiedNumber(world: Pick<World, 'sql'>, permit: Permit<'person.self'>): Promise<string | Refusal> {
  if ((permit.actor.level ?? 0) < 2) return refuse('identity-level-too-low', { level: 2 });
  const person = await findPerson(world, permit, permit.actor.person);
  if (isRefusal(person)) return person;
  return person.idNumber !== undefined && isIdNumber(person.idNumber) ? person.idNumber : refuse('identity-level-too-low', { level: 2 });
}
