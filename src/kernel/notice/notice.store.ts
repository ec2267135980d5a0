/** SQL of notices, deliveries and how people want to be told. */
import type { CaseId, PersonId, UnitId } from '../../base/id.ts';
import type { Lang } from '../../base/text.ts';
import type { Instant, PlainDate } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import { json } from '../../db/sql.ts';
import type { Channel } from './plan.ts';
import type { NoticeFacts } from './text.ts';
import type { NoticeKind } from './words.ts';

export type CaseRow = {
  readonly id: CaseId;
  readonly ref: string;
  readonly unit: UnitId;
  readonly packId: string;
  readonly packVersion: string;
  readonly applicant: PersonId | null;
  readonly phone: string;
  readonly stage: string;
  readonly isUnreceived: boolean;
  readonly due: Instant | null;
  readonly finished: Instant | null;
  readonly paid: number;
  /** Public code and sender's key, when it is a report of the public. */
  readonly reportRef: string | null;
  readonly reportKey: string | null;
  /** Opens the rating of the result; null before it is asked and once it is given. */
  readonly ratingKey: string | null;
};

export const casesOf = (sql: Sql, ids: readonly string[]) => sql<CaseRow>`
  select case_id as id, coalesce(c.code, tracking) as ref, c.unit_id as unit, c.pack_id as "packId", pack_version as "packVersion", applicant_id as applicant,
    phone, stage, received_at is null as "isUnreceived", c.due, finished_at as finished,
    coalesce((c.state #>> '{paid,amount}')::float8, 0) as paid, v.code as "reportRef", v.secret as "reportKey",
    (select token from voice_rating r where r.case_id = c.case_id and r.score is null) as "ratingKey"
  from case_row c left join voice_report v using (case_id) where case_id = any(${ids}::uuid[])`;

/** Reports merged into this one, or into the same as this one, once that is answered; not those whose senders were told of an answer before. */
export const mergedUntold = (sql: Sql, caseId: CaseId) => sql<CaseRow>`
  select c.case_id as id, coalesce(c.code, c.tracking) as ref, c.unit_id as unit, c.pack_id as "packId", c.pack_version as "packVersion", c.applicant_id as applicant,
    c.phone, c.stage, c.received_at is null as "isUnreceived", c.due, c.finished_at as finished, v.code as "reportRef", v.secret as "reportKey", null as "ratingKey"
  from voice_report v join case_row c using (case_id) join case_row t on t.case_id = v.merged_into
  where v.merged_into in (${caseId}, (select merged_into from voice_report where case_id = ${caseId})) and t.stage = 'closed' and t.outcome in ('granted', 'refused')
    and not exists (select from notice n where n.case_id = v.case_id and n.kind = 'feedbackAnswered')
  order by v.code`;

/** Who holds the open steps of a case, by role of the organisation. */
export const holdersOf = (sql: Sql, caseId: CaseId) => sql<{ role: string; unit: UnitId }>`
  select distinct role, unit_id as unit from task_row where case_id = ${caseId}`;

/** People who hold a post of this role in this unit on that day. */
export const peopleInRole = (sql: Sql, role: string, unit: UnitId, day: PlainDate) => sql<{ person: PersonId }>`
  select distinct person_id as person from post
  where role = ${role} and unit_id = ${unit} and valid_from <= ${day} and (valid_to is null or valid_to > ${day})`;

/** Accounts of people whose consent a case waits for. Whoever was asked `most` times since then finds the others in the list: anybody may name anybody. */
export const peopleAwaited = (sql: Sql, caseId: CaseId, since: Instant, most: number) => sql<{ person: PersonId }>`
  select distinct person_id as person from case_party join person using (id_number) where case_id = ${caseId} and waits
    and (select count(*) from notice n where n.person_id = person.person_id and n.kind in ('consentAsked', 'consentOnPaper') and n.at > ${since}) < ${most}`;

/** Accounts with these identity numbers, under the same bound. */
export const peopleNumbered = (sql: Sql, numbers: readonly string[], since: Instant, most: number) => sql<{ person: PersonId }>`
  select person_id as person from person where id_number = any(${[...numbers]})
    and (select count(*) from notice n where n.person_id = person.person_id and n.kind in ('consentAsked', 'consentOnPaper') and n.at > ${since}) < ${most}`;

export type NewNotice = {
  readonly id: string;
  readonly position: number;
  readonly kind: NoticeKind;
  readonly person: PersonId | null;
  readonly caseId: CaseId | null;
  readonly unit: UnitId | null;
  readonly at: Instant;
  readonly facts: NoticeFacts;
};

/** Nothing comes back when this person was told of this entry before. */
export const insertNotice = (sql: Sql, row: NewNotice) => sql<{ id: string }>`
  insert into notice (notice_id, position, kind, person_id, case_id, unit_id, at, facts)
  values (${row.id}, ${row.position}::bigint, ${row.kind}, ${row.person}, ${row.caseId}, ${row.unit}, ${row.at}, ${json(row.facts)})
  on conflict do nothing returning notice_id as id`;

export type ReachRow = {
  readonly phone: string | null;
  readonly email: string | null;
  readonly channels: readonly Channel[] | null;
  readonly devices: readonly string[];
};

/** How a person can be reached, and what they wish for this kind. */
export const reachOf = (sql: Sql, person: PersonId, kind: string) => sql<ReachRow>`
  select p.phone, case when a.email_confirmed_at is null then null else a.email end as email, c.channels,
    array(select device_id::text from push_device d where d.person_id = p.person_id and d.ended_at is null order by made_at) as devices
  from person p left join notice_address a using (person_id) left join notice_choice c on c.person_id = p.person_id and c.kind = ${kind}
  where p.person_id = ${person}`;

export const insertDelivery = (sql: Sql, id: string, notice: string, channel: string, device: string | null, at: Instant) => sql<{ id: string }>`
  insert into delivery (delivery_id, notice_id, channel, device_id, made_at) values (${id}, ${notice}, ${channel}, ${device}, ${at})
  on conflict do nothing returning delivery_id as id`;

export type DeliveryRow = {
  readonly id: string;
  readonly noticeId: string;
  readonly channel: Channel | 'paper';
  readonly state: 'waiting' | 'sent' | 'confirmed' | 'dead';
  readonly tries: number;
  readonly round: number;
  readonly kind: NoticeKind;
  readonly facts: NoticeFacts;
  readonly person: PersonId | null;
  readonly caseId: CaseId | null;
  readonly phone: string | null;
  readonly casePhone: string | null;
  readonly email: string | null;
  readonly lang: Lang;
  readonly deviceId: string | null;
  readonly endpoint: string | null;
  readonly p256dh: string | null;
  readonly auth: string | null;
};

/** A delivery with all it takes to send it. The lease of its job keeps others away; a lock would cost a commit and hold nothing. */
export const readDelivery = (sql: Sql, id: string) => sql<DeliveryRow>`
  select d.delivery_id as id, d.notice_id as "noticeId", d.channel, d.state, d.tries, d.round, n.kind, n.facts, n.person_id as person, n.case_id as "caseId",
    p.phone, c.phone as "casePhone", case when a.email_confirmed_at is null then null else a.email end as email, coalesce(a.lang, 'vi') as lang,
    v.device_id as "deviceId", v.endpoint, v.p256dh, v.auth
  from delivery d join notice n using (notice_id) left join person p on p.person_id = n.person_id left join case_row c on c.case_id = n.case_id
    left join notice_address a on a.person_id = n.person_id left join push_device v on v.device_id = d.device_id and v.ended_at is null
  where d.delivery_id = ${id}`;

export const markSent = (sql: Sql, id: string, at: Instant) => sql`
  update delivery set state = 'sent', tries = tries + 1, sent_at = ${at}, fault = null where delivery_id = ${id}`;
export const markConfirmed = (sql: Sql, id: string, at: Instant) => sql`
  update delivery set state = 'confirmed', confirmed_at = ${at}, fault = null where delivery_id = ${id} and state in ('waiting', 'sent', 'dead')`;
export const noteTry = (sql: Sql, id: string, fault: string) => sql`update delivery set tries = tries + 1, fault = ${fault} where delivery_id = ${id}`;
export const markDead = (sql: Sql, id: string, fault: string) => sql`
  update delivery set state = 'dead', tries = tries + 1, fault = ${fault} where delivery_id = ${id}`;
export const endDevice = (sql: Sql, id: string, at: Instant) => sql`update push_device set ended_at = ${at} where device_id = ${id} and ended_at is null`;

/** Has this notice a way that still lives or has arrived? Paper that waits counts. */
export const livingWays = (sql: Sql, notice: string) => sql<{ channel: string }>`
  select channel from delivery where notice_id = ${notice} and state <> 'dead'`;

/** Back to the beginning, for whoever sends it again; a new round when the other side had taken it. */
export const reviveDelivery = (sql: Sql, id: string) => sql<{ id: string }>`
  update delivery set state = 'waiting', tries = 0, round = round + case when sent_at is null then 0 else 1 end, sent_at = null
  where delivery_id = ${id} and state = 'dead' returning delivery_id as id`;

export type DeadRow = {
  readonly id: string;
  readonly channel: Channel;
  readonly kind: NoticeKind;
  readonly facts: NoticeFacts;
  readonly position: number;
  readonly at: Instant;
  readonly tries: number;
  readonly fault: string | null;
};
export const deadDeliveries = (sql: Sql, limit: number) => sql<DeadRow>`
  select d.delivery_id as id, d.channel, n.kind, n.facts, n.position, n.at, d.tries, d.fault
  from delivery d join notice n using (notice_id) where d.state = 'dead' order by n.at desc limit ${limit}`;

export const countDeliveries = (sql: Sql) => sql<{ channel: string; state: string; deliveries: number }>`
  select channel, state, count(*)::int as deliveries from delivery group by channel, state order by channel, state`;

export type PaperRow = {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly facts: NoticeFacts;
  readonly at: Instant;
  readonly name: string | null;
};
/** What desks of these units have to print, oldest first. */
export const papersOf = (sql: Sql, units: readonly UnitId[], limit: number) => sql<PaperRow>`
  select d.delivery_id as id, n.kind, n.facts, n.at, c.applicant_name as name
  from delivery d join notice n using (notice_id) left join case_row c on c.case_id = n.case_id
  where d.channel = 'paper' and d.state = 'waiting' and n.unit_id = any(${units}::int[]) order by n.at limit ${limit}`;
export const handOver = (sql: Sql, id: string, units: readonly UnitId[], at: Instant) => sql<{ id: string }>`
  update delivery set state = 'confirmed', sent_at = ${at}, confirmed_at = ${at} from notice n
  where delivery_id = ${id} and n.notice_id = delivery.notice_id and channel = 'paper' and state = 'waiting' and n.unit_id = any(${units}::int[])
  returning delivery_id as id`;

export type NoticeRow = {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly facts: NoticeFacts;
  readonly caseId: CaseId | null;
  readonly at: Instant;
  readonly read: Instant | null;
};
export const noticesOfPerson = (sql: Sql, person: PersonId, limit: number) => sql<NoticeRow>`
  select notice_id as id, kind, facts, case_id as "caseId", at, read_at as read from notice where person_id = ${person} order by at desc, notice_id desc limit ${limit}`;
export const countUnread = (sql: Sql, person: PersonId) => sql<{ unread: number }>`
  select count(*)::int as unread from (select 1 from notice where person_id = ${person} and read_at is null limit 100) news`;
export const readOne = (sql: Sql, id: string, person: PersonId, at: Instant) => sql<NoticeRow>`
  update notice set read_at = coalesce(read_at, ${at}) where notice_id = ${id} and person_id = ${person}
  returning notice_id as id, kind, facts, case_id as "caseId", at, read_at as read`;
export const readAll = (sql: Sql, person: PersonId, at: Instant) => sql<{ id: string }>`
  update notice set read_at = ${at} where person_id = ${person} and read_at is null returning notice_id as id`;
/** Who has read the list in the house was reached, whatever became of the message. */
export const confirmRead = (sql: Sql, notices: readonly string[], at: Instant) => sql`
  update delivery set state = 'confirmed', confirmed_at = ${at} where notice_id = any(${notices}::uuid[]) and state = 'sent'`;
