/** The queue of the asker's roles: what waits to be done, nearest promise first. */
import type { JsonObject } from '../base/json.ts';
import { isRefusal, refuse } from '../base/refusal.ts';
import type { CaseLine } from '../kernel/case/case.act.ts';
import { listInbox, noCut } from '../kernel/case/case.act.ts';
import type { Permit } from '../kernel/permit.ts';
import { wrongCursor } from './case.route.ts';
import { cursorOf, readCursor } from './cursor.ts';
import type { No } from './problem.ts';
import type { Answer, Ask, Route } from './route.ts';
import { object, orNull, text } from './schema.ts';
import { cursorQuery, instantSchema, pageOf, taskId, uuid } from './shape.ts';

const taskLine = object(
  {
    id: text(60, { description: 'For POST /api/v1/tasks/{id}/complete.' }),
    case: uuid,
    code: orNull(text(100)),
    tracking: text(100),
    service: text(100),
    name: text(300),
    role: text(100),
    sign: { type: 'boolean' },
    stage: { type: 'string', enum: ['submitted', 'open', 'waiting', 'closed'] },
    submitted: instantSchema,
    due: orNull(instantSchema),
  },
  { title: 'TaskLine' },
);

export const taskRoutes: readonly Route[] = [
  {
    ...{ id: 'listTasks', method: 'get', path: '/api/v1/tasks', tag: 'tasks', for: 'signed-in' },
    summary: 'Open steps of the asker’s role in the own unit.',
    description: 'The queue moves while it is read: a step may stand on two pages or on none; `next` is a place, not a snapshot.',
    query: cursorQuery,
    answers: { status: 200, says: 'One page.', schema: pageOf(taskLine, 'TaskPage') },
    refuses: ['not-allowed'],
    does: getTasks,
  },
];

async function getTasks(ask: Ask): Promise<Answer | No> {
  const { world, query } = ask;
  const limit = Number(query.limit ?? 50);
  const offset = query.cursor === undefined ? 0 : placeOf(String(query.cursor));
  if (offset === undefined) return wrongCursor;
  const permit = await ask.permit('case.list');
  if (isRefusal(permit)) return permit;
  if (permit.reach.kind === 'own') return refuse('not-allowed');
  const lines = await listInbox(world, permit, rolesOf(permit), noCut, { limit, offset });
  return { json: { items: lines.map(taskJson), next: lines.length < limit ? null : cursorOf([offset + limit]) } };
}

/** A deputy stands in for the head. */
const rolesOf = (permit: Permit): readonly string[] => (permit.actor.role === 'deputyLeader' ? ['deputyLeader', 'unitLeader'] : [permit.actor.role]);

function placeOf(cursor: string): number | undefined {
  const [offset] = readCursor(cursor) ?? [];
  return typeof offset === 'number' && Number.isSafeInteger(offset) && offset >= 0 && offset <= 1_000_000 ? offset : undefined;
}

function taskJson(line: CaseLine): JsonObject {
  const { code, tracking, stage, submitted, due, role, sign } = line;
  return {
    id: taskId(line.id, line.task ?? ''),
    case: line.id,
    service: line.packId,
    name: line.taskName ?? '',
    role: role ?? '',
    sign: sign ?? false,
    ...{ code, tracking, stage, submitted, due },
  };
}
