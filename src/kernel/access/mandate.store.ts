/** SQL of mandates. */
import type { PersonId, UnitId } from '../../base/id.ts';
import type { Instant, PlainDate } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import type { MandateKind } from './mandate.ts';

export type MandateRow = {
  readonly id: string;
  readonly kind: MandateKind;
  readonly agentNumber: string;
  readonly agentId: PersonId | null;
  readonly agentName: string | null;
  readonly principalNumber: string;
  readonly principalId: PersonId | null;
  readonly principalName: string | null;
  readonly packs: readonly string[];
  readonly from: PlainDate;
  readonly until: PlainDate;
  readonly asked: Instant;
  readonly askedBy: PersonId;
  readonly consent: 'signed-in' | 'counter' | null;
  readonly consentAt: Instant | null;
  readonly unit: UnitId | null;
  readonly paper: string | null;
  readonly ended: Instant | null;
};

export type NewMandateRow = Omit<MandateRow, 'agentId' | 'agentName' | 'principalId' | 'principalName' | 'ended'> & { readonly consentBy: PersonId | null };

export const insertMandate = (sql: Sql, row: NewMandateRow) => sql`
  insert into mandate (mandate_id, kind, agent_number, principal_number, packs, valid_from, valid_to, asked_by, asked_at, consent, consent_by, consent_at, unit_id, paper)
  values (${row.id}, ${row.kind}, ${row.agentNumber}, ${row.principalNumber}, ${row.packs}, ${row.from}, ${row.until}, ${row.askedBy}, ${row.asked},
    ${row.consent}, ${row.consentBy}, ${row.consentAt}, ${row.unit}, ${row.paper})`;

/** Every mandate in which this number acts or is represented, the newest first. */
export const mandatesOf = (sql: Sql, idNumber: string) => sql<MandateRow>`
  select mandate_id as id, kind, agent_number as "agentNumber", a.person_id as "agentId", a.name as "agentName",
    principal_number as "principalNumber", p.person_id as "principalId", p.name as "principalName",
    packs, valid_from as "from", valid_to as until, asked_at as asked, asked_by as "askedBy", consent, consent_at as "consentAt", unit_id as unit, paper, ended_at as ended
  from mandate left join person a on a.id_number = agent_number left join person p on p.id_number = principal_number
  where agent_number = ${idNumber} or principal_number = ${idNumber} order by asked_at desc, mandate_id limit 200`;

export const mandateById = (sql: Sql, id: string) => sql<MandateRow>`
  select mandate_id as id, kind, agent_number as "agentNumber", a.person_id as "agentId", a.name as "agentName",
    principal_number as "principalNumber", p.person_id as "principalId", p.name as "principalName",
    packs, valid_from as "from", valid_to as until, asked_at as asked, asked_by as "askedBy", consent, consent_at as "consentAt", unit_id as unit, paper, ended_at as ended
  from mandate left join person a on a.id_number = agent_number left join person p on p.id_number = principal_number
  where mandate_id = ${id}`;

/** Mandates in force on a day by which this person acts. */
export const liveMandates = (sql: Sql, agent: PersonId, day: PlainDate) => sql<{
  id: PersonId;
  name: string;
  kind: MandateKind;
  packs: readonly string[];
  until: PlainDate;
}>`
  select p.person_id as id, p.name, kind, packs, valid_to as until
  from person a join mandate on agent_number = a.id_number join person p on p.id_number = principal_number
  where a.person_id = ${agent} and consent is not null and ended_at is null and valid_from <= ${day} and valid_to > ${day}
  order by p.name, p.person_id, asked_at`;

export const countAsked = (sql: Sql, by: PersonId, day: PlainDate) => sql<{ asked: number; given: number }>`
  select (count(*) filter (where consent is null))::int as asked, (count(*) filter (where consent_by = asked_by))::int as given
  from mandate where asked_by = ${by} and ended_at is null and valid_to > ${day}`;

/** Only what waits can be agreed to, and only by the one who would be represented. */
export const agreeTo = (sql: Sql, id: string, principalNumber: string, by: PersonId, at: Instant, day: PlainDate) => sql<{ id: string }>`
  update mandate set consent = 'signed-in', consent_by = ${by}, consent_at = ${at}
  where mandate_id = ${id} and principal_number = ${principalNumber} and consent is null and ended_at is null and valid_to > ${day} returning mandate_id as id`;

/** Either of the two ends it, at any time. */
export const endMandateRow = (sql: Sql, id: string, idNumber: string, by: PersonId, at: Instant) => sql<{ id: string }>`
  update mandate set ended_at = ${at}, ended_by = ${by}
  where mandate_id = ${id} and (agent_number = ${idNumber} or principal_number = ${idNumber}) and ended_at is null returning mandate_id as id`;
