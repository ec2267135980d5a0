/** Deeds on mandates: asked, agreed to, recorded at a counter, ended; and the permit of somebody who acts by one. */
import type { PersonId, UnitId } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import { tidy } from '../../base/text.ts';
import type { PlainDate } from '../../base/time.ts';
import { dateOf, plusDays } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import { append } from '../ledger/ledger.act.ts';
import { mint } from '../mint.ts';
import type { Permit, Right } from '../permit.ts';
import { findPerson, meetPerson } from '../person/person.act.ts';
import type { Session } from '../person/person.ts';
import { isIdNumber } from '../person/person.ts';
import type { World } from '../world.ts';
import type { MandateRow } from './mandate.store.ts';
import { agreeTo, countAsked, endMandateRow, insertMandate, liveMandates, mandateById, mandatesOf } from './mandate.store.ts';
import type { Mandate, MandateWish, Named, Represented } from './mandate.ts';
import { addUp, adultOn, checkWish, childFault, mandateRights, mostAsked, mostGiven } from './mandate.ts';

type Place = Pick<World, 'sql' | 'now' | 'newId' | 'hash'>;

/** Everybody the holder of the permit may act for today, each once; what the pages offer under "Người tôi làm thay". */
export async function personsFor(
  world: Pick<World, 'sql' | 'now'>,
  permit: Permit<'person.self'> | Permit<'case.submit'> | Permit<'case.read'>,
): Promise<readonly Represented[]> {
  if (permit.reach.kind !== 'own') return [];
  const rows = await liveMandates(world.sql, permit.actor.person, dateOf(world.now()));
  return addUp(rows.map(({ packs, ...row }) => ({ ...row, ...(packs.length === 0 ? {} : { packs }) })));
}

/**
 * The permit of a person who acts for another one today. The mandate is looked up anew for every permit: once it ended, nothing more is done by it.
 * "No mandate" and "no such person" look the same.
 */
export async function askPermitFor<R extends Right>(
  world: Pick<World, 'sql' | 'now'>,
  session: Pick<Session, 'person' | 'level'>,
  right: R,
  principal: PersonId,
): Promise<Permit<R> | Refusal> {
  if (!mandateRights.includes(right)) return refuse('not-allowed');
  const own = mint(right as 'case.submit', { person: session.person, role: 'citizen' }, { kind: 'own' });
  const one = (await personsFor(world, own)).find((represented) => represented.id === principal);
  if (one === undefined) return refuse('no-mandate');
  const actor = { person: session.person, role: 'citizen', onBehalfOf: principal, level: session.level };
  return mint(right, actor, { kind: 'own', ...(one.packs === undefined ? {} : { packs: one.packs }) });
}

/** Mandates in which the holder acts or is represented, the newest first, with those that wait and those that ended. */
export async function listMandates(world: Pick<World, 'sql'>, permit: Permit<'person.self'>): Promise<readonly Mandate[] | Refusal> {
  const number = await ownNumber(world.sql, permit);
  return isRefusal(number) ? number : (await mandatesOf(world.sql, number)).map(mandateOf);
}

/** How a wish is made: `as` says on which side the holder stands; the other one is named by id number. */
export type AskedMandate = Omit<MandateWish, 'agentNumber' | 'principalNumber'> & { readonly as: 'agent' | 'principal'; readonly otherNumber: string };

/**
 * Whoever gives a mandate agrees by giving it; whoever asks for one waits until the other has signed in and agreed.
 * Whether the number belongs to anybody here is not told.
 */
export function askMandate(world: Place, permit: Permit<'person.self'>, asked: AskedMandate): Promise<{ readonly id: string } | Refusal> {
  const at = world.now();
  return world.sql.begin(async (sql) => {
    if ((permit.actor.level ?? 0) < 2) return refuse('identity-level-too-low', { level: 2 });
    const number = await ownNumber(sql, permit);
    if (isRefusal(number)) return number;
    const [agentNumber, principalNumber] = asked.as === 'agent' ? [number, asked.otherNumber] : [asked.otherNumber, number];
    const problem = checkWish({ ...asked, agentNumber, principalNumber }, dateOf(at));
    if (problem !== undefined) return problem;
    const [open] = await countAsked(sql, permit.actor.person, dateOf(at));
    if (asked.as === 'agent' && (open?.asked ?? 0) >= mostAsked) return refuse('too-many-requests');
    if (asked.as === 'principal' && (open?.given ?? 0) >= mostGiven) return refuse('too-many-requests');
    const id = world.newId();
    const agreed = asked.as === 'principal' ? ({ consent: 'signed-in', consentBy: permit.actor.person, consentAt: at } as const) : unasked;
    const { packs, from, until } = asked;
    await insertMandate(sql, {
      ...{ id, kind: 'proxy', agentNumber, principalNumber, packs, from, until, asked: at, askedBy: permit.actor.person, unit: null, paper: null },
      ...agreed,
    });
    await append(sql, world.hash, permit, [
      { what: asked.as === 'principal' ? 'mandate-given' : 'mandate-asked', at, mandate: id, person: permit.actor.person, packs, from, until },
    ]);
    return { id };
  });
}

const unasked = { consent: null, consentBy: null, consentAt: null } as const;

/** The represented person, signed in and verified, agrees. */
export function agreeToMandate(world: Place, permit: Permit<'person.self'>, id: string): Promise<true | Refusal> {
  const at = world.now();
  return world.sql.begin(async (sql) => {
    if ((permit.actor.level ?? 0) < 2) return refuse('identity-level-too-low', { level: 2 });
    const number = await ownNumber(sql, permit);
    if (isRefusal(number)) return number;
    const done = await agreeTo(sql, id, number, permit.actor.person, at, dateOf(at));
    if (done.length === 0) return refuse('not-found');
    await append(sql, world.hash, permit, [{ what: 'mandate-agreed', at, mandate: id, person: permit.actor.person }]);
    return true;
  });
}

/** Taken back, given up or declined, by either of the two. It holds at once. */
export function endMandate(world: Place, permit: Permit<'person.self'>, id: string): Promise<true | Refusal> {
  const at = world.now();
  return world.sql.begin(async (sql) => {
    const number = await ownNumber(sql, permit);
    if (isRefusal(number)) return number;
    const done = await endMandateRow(sql, id, number, permit.actor.person, at);
    if (done.length === 0) return refuse('not-found');
    await append(sql, world.hash, permit, [{ what: 'mandate-ended', at, mandate: id, person: permit.actor.person }]);
    return true;
  });
}

/** What an officer records with the paper on the table. A parent's mandate lasts until the child is eighteen. */
export type CounterMandate = {
  readonly unit: UnitId;
  readonly agent: { readonly idNumber: string; readonly name: string };
  readonly principal: { readonly idNumber: string; readonly name: string };
  readonly paper: string;
  readonly packs: readonly string[];
} & ({ readonly kind: 'child'; readonly birth: PlainDate } | { readonly kind: 'proxy'; readonly from: PlainDate; readonly until: PlainDate });

/** Recorded at a counter with the paper on the table, in force at once; refuses with 'mandate-not-fitting' what the law or the two numbers do not allow, and about one of the two ('agent' or 'principal') with 'person-has-problems' or 'second-person-needed'. */
export function recordMandate(world: Place, permit: Permit<'case.receive'>, given: CounterMandate): Promise<{ readonly id: string } | Refusal> {
  const at = world.now();
  const today = dateOf(at);
  const paper = tidy(given.paper).slice(0, 200);
  const [from, until] = given.kind === 'child' ? [today, adultOn(given.birth)] : [given.from, given.until];
  const { agent, principal, packs, kind, unit } = given;
  // The term of a parent's mandate follows from the birth date alone.
  const wish = { agentNumber: agent.idNumber, principalNumber: principal.idNumber, packs, from, until: kind === 'child' ? plusDays(from, 1) : until };
  const isNoChild = given.kind === 'child' && childFault({ idNumber: principal.idNumber, birth: given.birth }, today) !== undefined;
  const problem = paper === '' || until <= today || isNoChild ? refuse('mandate-not-fitting') : checkWish(wish, today);
  if (problem !== undefined) return Promise.resolve(problem);
  return world.sql.begin(async (sql) => {
    for (const [of, person] of [['agent', agent] as const, ['principal', principal] as const]) {
      const met = await meetPerson({ ...world, sql }, permit, { idNumber: person.idNumber, name: person.name });
      if (isRefusal(met)) return refuse(met.refused, { of });
      // Whoever sees the paper is neither of the two: nobody lets oneself into somebody's cases.
      if (met.id === permit.actor.person) return refuse('second-person-needed', { of });
    }
    const id = world.newId();
    await insertMandate(sql, {
      ...{ id, kind, agentNumber: agent.idNumber, principalNumber: principal.idNumber, packs, from, until, asked: at, askedBy: permit.actor.person },
      ...{ consent: 'counter', consentBy: permit.actor.person, consentAt: at, unit, paper },
    });
    const [row] = await mandateById(sql, id);
    await append(sql, world.hash, permit, [
      { what: 'mandate-recorded', at, mandate: id, kind, unit, packs, from, until, person: row?.principalId ?? '', agent: row?.agentId ?? '' },
    ]);
    return { id };
  });
}

/** A birth was registered and the certificate signed: whoever registered it as a parent acts for the child from now on. */
export type RegisteredChild = {
  readonly parent: PersonId;
  readonly child: { readonly idNumber: string; readonly name: string; readonly birth: PlainDate };
  readonly unit: UnitId;
  /** Who signed. */
  readonly by: PersonId;
  /** The case whose result it is: the same in every language. */
  readonly paper: string;
};

/**
 * The same mandate as at a counter, without the way there. Nothing where one is already in force.
 * Refuses with 'mandate-not-fitting' a number that does not belong to the birth date, or a parent whose number is not known.
 */
export function recordParent(world: Place, permit: Permit<'system.run'>, given: RegisteredChild): Promise<{ readonly id: string } | 'in-force' | Refusal> {
  const at = world.now();
  const from = dateOf(at);
  const { parent, child, unit, by } = given;
  const until = adultOn(child.birth);
  return world.sql.begin<{ readonly id: string } | 'in-force' | Refusal>(async (sql) => {
    const known = await findPerson({ sql }, permit, parent);
    const agentNumber = isRefusal(known) ? undefined : known.idNumber;
    if (agentNumber === undefined || childFault(child, from) !== undefined) return refuse('mandate-not-fitting');
    const problem = checkWish({ agentNumber, principalNumber: child.idNumber, packs: [], from, until: plusDays(from, 1) }, from);
    if (problem !== undefined) return problem;
    const met = await meetPerson({ ...world, sql }, permit, { idNumber: child.idNumber, name: child.name });
    if (isRefusal(met)) return met;
    if ((await liveMandates(sql, parent, from)).some((one) => one.id === met.id && one.kind === 'child')) return 'in-force';
    const id = world.newId();
    await insertMandate(sql, {
      ...{ id, kind: 'child', agentNumber, principalNumber: child.idNumber, packs: [], from, until, asked: at, askedBy: parent },
      ...{ consent: 'counter', consentBy: by, consentAt: at, unit, paper: given.paper.slice(0, 200) },
    });
    const entry = { what: 'mandate-recorded', at, mandate: id, kind: 'child', unit, packs: [], from, until, person: met.id, agent: parent };
    await append(sql, world.hash, permit, [entry]);
    return { id };
  });
}

async function ownNumber(sql: Sql, permit: Permit<'person.self'>): Promise<string | Refusal> {
  const person = await findPerson({ sql }, permit, permit.actor.person);
  if (isRefusal(person)) return person;
  return person.idNumber !== undefined && isIdNumber(person.idNumber) ? person.idNumber : refuse('identity-level-too-low', { level: 2 });
}

function mandateOf(row: MandateRow): Mandate {
  // A name stands there only for those who took part themselves: naming a number must not tell whose it is.
  const isAgentKnown = row.consent === 'counter' || row.askedBy === row.agentId;
  const named = (idNumber: string, id: PersonId | null, name: string | null, isShown: boolean): Named => ({
    idNumber,
    ...(id === null || !isShown ? {} : { id }),
    ...(name === null || !isShown ? {} : { name }),
  });
  return {
    id: row.id,
    kind: row.kind,
    agent: named(row.agentNumber, row.agentId, row.agentName, isAgentKnown),
    principal: named(row.principalNumber, row.principalId, row.principalName, row.consent !== null),
    packs: row.packs,
    from: row.from,
    until: row.until,
    asked: row.asked,
    ...(row.consent === null || row.consentAt === null
      ? {}
      : {
          consent: {
            how: row.consent,
            at: row.consentAt,
            ...(row.unit === null ? {} : { unit: row.unit }),
            ...(row.paper === null ? {} : { paper: row.paper }),
          },
        }),
    ...(row.ended === null ? {} : { ended: row.ended }),
  };
}
