/** Changing what is held about a person, by the decision of a case; and what was changed, for the person to see. */
import type { CaseId, PersonId, UnitId } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import { fold } from '../../base/text.ts';
import { append } from '../ledger/ledger.act.ts';
import type { Permit } from '../permit.ts';
import { selfOf } from '../permit.ts';
import type { World } from '../world.ts';
import type { ChangeRow, ChangeShown } from './change.store.ts';
import { changesOf, insertChange, lockPerson, updateFacts } from './change.store.ts';
import type { PersonRow } from './person.store.ts';
import { readNewPerson } from './person.ts';

export type { ChangeShown } from './change.store.ts';

export type Decision = {
  readonly person: PersonId;
  readonly caseId: CaseId;
  readonly unit: UnitId;
  /** Who signed the decision. */
  readonly by: PersonId;
  /** What is to stand there from now on. */
  readonly facts: Readonly<Partial<Record<ChangeRow['field'], string>>>;
};

type Place = Pick<World, 'sql' | 'now' | 'hash' | 'secret'>;

/**
 * Each fact is changed once by a case. The ledger keeps which facts, by whom, and a salted commitment to what stood there; the words themselves stay out of it.
 * Refuses with 'person-has-problems' what cannot stand there: then nothing is changed.
 */
export function changePerson(world: Place, permit: Permit<'system.run'>, decision: Decision): Promise<readonly string[] | Refusal> {
  return world.sql.begin<readonly string[] | Refusal>(async (sql) => {
    const [row] = await lockPerson(sql, decision.person);
    if (row === undefined) return refuse('person-not-found');
    const next = withFacts(row, decision.facts);
    if (isRefusal(next)) return next;
    const at = world.now();
    const changed: { readonly field: ChangeRow['field']; readonly before: string }[] = [];
    let stands = row;
    for (const field of fields) {
      const [before, after] = [shown(row[field]), shown(next[field])];
      if (after === null || before === after) continue;
      const salt = Buffer.from(world.secret(16)).toString('base64url');
      const { person, caseId, unit, by } = decision;
      const [made] = await insertChange(sql, { person, caseId, unit, field, before, after, salt, decidedBy: by, at });
      // What this case changed before stays as later cases have left it.
      if (made === undefined) continue;
      changed.push({ field, before: world.hash(`${salt} ${before ?? ''}`) });
      stands = { ...stands, [field]: next[field] };
    }
    if (changed.length === 0) return [];
    await updateFacts(sql, row.id, { ...stands, folded: fold(stands.name) });
    const { caseId, unit, by } = decision;
    await append(sql, world.hash, permit, [{ what: 'person-changed', at, person: row.id, case: caseId, unit, by, changed }]);
    return changed.map(({ field }) => field);
  });
}

const fields = ['name', 'phone', 'birthYear', 'address'] as const;

const shown = (value: string | number | null): string | null => (value === null ? null : String(value));

/** The row as it will be, read like that of a new person. */
function withFacts(row: PersonRow, facts: Decision['facts']): PersonRow | Refusal {
  const { name = row.name, phone = row.phone ?? '', address = row.address ?? '' } = facts;
  const birthYear = facts.birthYear === undefined ? row.birthYear : Number(facts.birthYear);
  const read = readNewPerson({
    name,
    identityLevel: row.identityLevel,
    ...(phone === '' ? {} : { phone }),
    ...(birthYear === null ? {} : { birthYear }),
    ...(address === '' ? {} : { address }),
  });
  if ('problems' in read) return refuse('person-has-problems', { fields: read.problems.join(', ') });
  return { ...row, name: read.name, phone: read.phone ?? null, birthYear: read.birthYear ?? null, address: read.address ?? null };
}

/** The newest first; of oneself, or of the person one acts for. */
export const listChanges = (world: Pick<World, 'sql'>, permit: Permit<'person.self'>): Promise<readonly ChangeShown[]> => changesOf(world.sql, selfOf(permit));
