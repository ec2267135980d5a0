/** Separation of duties: deeds on one thing that one person may not join. Pure. */
import type { PersonId } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refuse } from '../../base/refusal.ts';
import type { Actor } from '../permit.ts';

export type Deed = 'case.receive' | 'case.sign' | 'pack.write' | 'pack.approve' | 'recovery.issue' | 'recovery.confirm' | 'news.write' | 'news.approve';
export type DoneBy = { readonly deed: Deed; readonly person: PersonId };

/** Pairs that need two persons. Whoever received a case does not sign it (Decree 61/2018), an author does not approve the own pack. */
const apart: readonly (readonly [Deed, Deed])[] = [
  ['case.receive', 'case.sign'],
  ['pack.write', 'pack.approve'],
  ['recovery.issue', 'recovery.confirm'],
  ['news.write', 'news.approve'],
];

/**
 * May this person do the deed, given what was done before on the same case, pack or recovery? Undefined when yes.
 * The hand that acts counts: a delegation changes on whose behalf one signs, not who one is.
 */
export function separated(deed: Deed, actor: Pick<Actor, 'person'>, history: readonly DoneBy[]): Refusal | undefined {
  const others = apart.flatMap(([first, second]) => (first === deed ? [second] : second === deed ? [first] : []));
  const clash = history.some((done) => done.person === actor.person && others.includes(done.deed));
  if (!clash) return undefined;
  return deed === 'case.sign' || deed === 'case.receive' ? refuse('same-person') : refuse('second-person-needed');
}
