/** Finding what is already held of the person who files. */
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal } from '../../base/refusal.ts';
import { dateOf } from '../../base/time.ts';
import { append } from '../ledger/ledger.act.ts';
import type { Permit } from '../permit.ts';
import { allowsPack, selfOf } from '../permit.ts';
import { findPerson } from '../person/person.act.ts';
import type { World } from '../world.ts';
import type { FormerCase, Known } from './known.ts';
import { factsOfCases, factsOfPerson, together } from './known.ts';
import { formerCases } from './read.store.ts';

/** Earlier cases that are looked at; older words are left alone. */
const casesLookedAt = 20;

/**
 * The record of the person the case is for and what the earlier cases of the same person said. Guests are nobody known; somebody who files
 * for others at a counter looks the person up instead. `trace`: the look at the data of a represented person is told to that person.
 */
export async function knownOf(world: World, permit: Permit<'case.submit'>, how: 'trace' | 'again' = 'again'): Promise<Known | Refusal> {
  if (permit.reach.kind !== 'own' || permit.actor.role === 'guest') return new Map();
  const person = await findPerson(world, permit, selfOf(permit));
  if (isRefusal(person)) return person;
  const entry = { what: 'person-read', at: world.now(), person: person.id, purpose: 'mandate' };
  if (how === 'trace' && person.id !== permit.actor.person) await append(world.sql, world.hash, permit, [entry]);
  const rows = await formerCases(world.sql, person.id, casesLookedAt);
  const cases = rows
    .filter((row) => allowsPack(permit, row.packId))
    .flatMap((row): readonly FormerCase[] => {
      const pack = world.shelf.find(row.packId, row.packVersion);
      return pack === undefined ? [] : [{ form: pack.form, answers: row.answers, code: row.code, submitted: dateOf(row.submitted) }];
    });
  return together(factsOfPerson(person), factsOfCases(cases));
}
