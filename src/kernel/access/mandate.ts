/** Acting for somebody else: a parent for a child, or an authorised person with recorded consent. Pure. */
import type { PersonId, UnitId } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refuse } from '../../base/refusal.ts';
import type { Instant, PlainDate } from '../../base/time.ts';
import { plusDays } from '../../base/time.ts';
import type { Right } from '../permit.ts';
import { birthYearOf, isIdNumber } from '../person/person.ts';

export type MandateKind = 'child' | 'proxy';

/** Who may act for whom, in which procedures, from when to when, and how the represented person agreed. */
export type Mandate = {
  readonly id: string;
  readonly kind: MandateKind;
  /** The one who acts. */
  readonly agent: Named;
  /** The one who is represented. */
  readonly principal: Named;
  /** Procedures it is good for; empty means all. */
  readonly packs: readonly string[];
  readonly from: PlainDate;
  /** First day on which it no longer holds. */
  readonly until: PlainDate;
  readonly asked: Instant;
  /** Absent while it was only asked for. */
  readonly consent?: { readonly how: 'signed-in' | 'counter'; readonly at: Instant; readonly unit?: UnitId; readonly paper?: string };
  readonly ended?: Instant;
};

/** Named by the id number alone until a sign-in or a counter has shown who that is. */
export type Named = { readonly idNumber: string; readonly id?: PersonId; readonly name?: string };

/** Somebody a person may act for today. */
export type Represented = {
  readonly id: PersonId;
  readonly name: string;
  readonly kind: MandateKind;
  /** Procedures, absent for all of them. */
  readonly packs?: readonly string[];
  readonly until: PlainDate;
};

/** What may be done for another person: cases, from filing to taking them back. Sessions, keys, further mandates and data copies stay one's own. */
export const mandateRights: readonly Right[] = ['case.submit', 'case.read', 'case.list', 'case.withdraw'];

/** A mandate is given for at most a year; a longer one is given again. */
export const longestMandateDays = 366;
/** At most so many that wait for an answer, so that nobody is flooded with requests. */
export const mostAsked = 10;
/** At most so many given and still in force: the list of whoever receives them stays readable. */
export const mostGiven = 20;

export type MandateWish = {
  readonly agentNumber: string;
  readonly principalNumber: string;
  readonly packs: readonly string[];
  readonly from: PlainDate;
  readonly until: PlainDate;
};

/** Refuses with 'mandate-not-fitting': the same number twice, a number that is none, a past day, a term beyond the longest. */
export function checkWish(wish: MandateWish, today: PlainDate): Refusal | undefined {
  const isFitting =
    isIdNumber(wish.agentNumber) &&
    isIdNumber(wish.principalNumber) &&
    wish.agentNumber !== wish.principalNumber &&
    wish.packs.length <= 40 &&
    wish.packs.every((pack) => /^[a-z0-9-]{1,60}$/.test(pack)) &&
    wish.from >= today &&
    termFault(wish, today) === undefined;
  return isFitting ? undefined : refuse('mandate-not-fitting');
}

/** What is wrong with a term: over before it begins or already over, or beyond the longest. */
export function termFault({ from, until }: Pick<MandateWish, 'from' | 'until'>, today: PlainDate): 'past' | 'long' | undefined {
  if (until <= from || until <= today) return 'past';
  return until > plusDays(from, longestMandateDays) ? 'long' : undefined;
}

/** Why nobody acts for this person as for a child: the number tells another year, so a grown-up is nobody's child by a typed date; or they are eighteen. */
export function childFault({ idNumber, birth }: { readonly idNumber: string; readonly birth: PlainDate }, today: PlainDate): 'year' | 'grown' | undefined {
  if (birthYearOf(idNumber) !== Number(birth.slice(0, 4))) return 'year';
  return adultOn(birth) <= today ? 'grown' : undefined;
}

/** The day on which a child becomes eighteen and acts alone (Civil Code 2015, Art. 20); born on 29 February: on 1 March. */
export function adultOn(birth: PlainDate): PlainDate {
  const [year = '', month = '', day = ''] = birth.split('-');
  const turned = `${Number(year) + 18}-${month}-${day}`;
  const isLeap = new Date(`${turned}T00:00:00Z`).toISOString().startsWith(turned);
  return (isLeap ? turned : `${Number(year) + 18}-03-01`) as PlainDate;
}

/** Several mandates between the same two add up; one for all procedures covers everything. */
export function addUp(mandates: readonly Represented[]): readonly Represented[] {
  const byPerson = new Map<PersonId, Represented>();
  for (const one of mandates) {
    const before = byPerson.get(one.id);
    const { packs: _packs, ...rest } = one;
    const packs =
      before === undefined ? one.packs : before.packs === undefined || one.packs === undefined ? undefined : [...new Set([...before.packs, ...one.packs])];
    byPerson.set(one.id, { ...rest, ...(packs === undefined ? {} : { packs }) });
  }
  return [...byPerson.values()];
}
