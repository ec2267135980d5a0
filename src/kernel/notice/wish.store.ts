/** SQL of wishes, addresses and devices. */
import type { PersonId } from '../../base/id.ts';
import type { Lang } from '../../base/text.ts';
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import type { Channel } from './plan.ts';

export const choicesOf = (sql: Sql, person: PersonId) => sql<{ kind: string; channels: readonly Channel[] }>`
  select kind, channels from notice_choice where person_id = ${person}`;
export const saveChoice = (sql: Sql, person: PersonId, kind: string, channels: readonly Channel[]) => sql`
  insert into notice_choice (person_id, kind, channels) values (${person}, ${kind}, ${channels})
  on conflict (person_id, kind) do update set channels = excluded.channels`;

export type AddressRow = { readonly email: string | null; readonly confirmed: boolean; readonly lang: Lang };
export const addressOf = (sql: Sql, person: PersonId) => sql<AddressRow>`
  select email, email_confirmed_at is not null as confirmed, lang from notice_address where person_id = ${person}`;
/** A changed address has to be confirmed anew; an unchanged one stays confirmed. */
export const saveAddress = (sql: Sql, person: PersonId, email: string | null, lang: Lang, tokenHash: string | null) => sql`
  insert into notice_address (person_id, email, lang, email_token_hash) values (${person}, ${email}, ${lang}, ${tokenHash})
  on conflict (person_id) do update set lang = excluded.lang, email = excluded.email,
    email_confirmed_at = case when notice_address.email is not distinct from excluded.email then notice_address.email_confirmed_at end,
    email_token_hash = case when notice_address.email is not distinct from excluded.email and notice_address.email_confirmed_at is not null then null else excluded.email_token_hash end`;
export const confirmAddress = (sql: Sql, tokenHash: string, at: Instant) => sql<{ person: PersonId }>`
  update notice_address set email_confirmed_at = ${at}, email_token_hash = null where email_token_hash = ${tokenHash} returning person_id as person`;

export type DeviceRow = { readonly id: string; readonly label: string; readonly made: Instant };
export const devicesOf = (sql: Sql, person: PersonId) => sql<DeviceRow>`
  select device_id as id, label, made_at as made from push_device where person_id = ${person} and ended_at is null order by made_at`;
/** A browser that changes hands belongs to whoever asked last. */
export const saveDevice = (
  sql: Sql,
  row: {
    readonly id: string;
    readonly person: PersonId;
    readonly endpoint: string;
    readonly p256dh: string;
    readonly auth: string;
    readonly label: string;
    readonly at: Instant;
  },
) => sql`
  insert into push_device (device_id, person_id, endpoint, p256dh, auth, label, made_at)
  values (${row.id}, ${row.person}, ${row.endpoint}, ${row.p256dh}, ${row.auth}, ${row.label}, ${row.at})
  on conflict (endpoint) do update set person_id = excluded.person_id, p256dh = excluded.p256dh, auth = excluded.auth, label = excluded.label, ended_at = null`;
export const endOwnDevice = (sql: Sql, id: string, person: PersonId, at: Instant) => sql<{ id: string }>`
  update push_device set ended_at = ${at} where device_id = ${id} and person_id = ${person} and ended_at is null returning device_id as id`;
