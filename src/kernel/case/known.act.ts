/** Finding what is already held of the person who files. */
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal } from '../../base/refusal.ts';
import { dateOf } from '../../base/time.ts';
import type { Permit } from '../permit.ts';
import { findPerson } from '../person/person.act.ts';
import type { World } from '../world.ts';
import type { FormerCase, Known } from './known.ts';
import { factsOfCases, factsOfPerson, together } from './known.ts';
import { formerCases } from './read.store.ts';

/** Earlier cases that are looked at; older words are left alone. */
const casesLookedAt = 20;

/** The person's record and what the own earlier cases said. Somebody who files for others at a counter looks the person up instead. */
export async function knownOf(world: World, permit: Permit<'case.submit'>): Promise<Known | Refusal> {
  if (permit.reach.kind !== 'own') return new Map();
  const person = await findPerson(world, permit, permit.actor.person);
  if (isRefusal(person)) return person;
  const rows = await formerCases(world.sql, person.id, casesLookedAt);
  const cases = rows.flatMap((row): readonly FormerCase[] => {
    const pack = world.shelf.find(row.packId, row.packVersion);
    return pack === undefined ? [] : [{ form: pack.form, answers: row.answers, code: row.code, submitted: dateOf(row.submitted) }];
  });
  return together(factsOfPerson(person), factsOfCases(cases));
}
