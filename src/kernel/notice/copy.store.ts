/** SQL of a person's notices with the ways each went. */
import type { PersonId } from '../../base/id.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Instant } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import type { NoticeFacts } from './text.ts';
import type { NoticeKind } from './words.ts';

export type NoticeWithWays = {
  readonly kind: NoticeKind;
  readonly facts: NoticeFacts;
  readonly at: Instant;
  readonly read: Instant | null;
  readonly ways: readonly JsonObject[];
};
export const noticesWithWays = (sql: Sql, person: PersonId, limit: number) => sql<NoticeWithWays>`
  select kind, facts, at, read_at as read, coalesce((
    select jsonb_agg(jsonb_build_object('channel', channel, 'state', state, 'sent', sent_at) order by made_at, channel)
    from delivery d where d.notice_id = n.notice_id), '[]') as ways
  from notice n where person_id = ${person} order by at desc, notice_id desc limit ${limit}`;
