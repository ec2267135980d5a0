/** Cases: filing, lists, one case. */
import type { CaseId } from '../base/id.ts';
import type { JsonObject } from '../base/json.ts';
import { isRefusal, refuse } from '../base/refusal.ts';
import type { Instant } from '../base/time.ts';
import { dateOf, readInstant } from '../base/time.ts';
import type { CaseLine, Cursor } from '../kernel/case/case.act.ts';
import { hasProblems, listBranch, listMine, openCase, submitCase } from '../kernel/case/case.act.ts';
import type { Channel } from '../kernel/case/case.ts';
import type { Unit } from '../kernel/org/org.ts';
import { unitAt } from '../kernel/org/org.ts';
import type { Permit } from '../kernel/permit.ts';
import { cursorOf, readCursor } from './cursor.ts';
import { atWorkOrOwn } from './own.ts';
import { attachedFiles, papersSchema } from './paper.ts';
import type { No } from './problem.ts';
import { flawsOfForm, no } from './problem.ts';
import type { Answer, Ask, Route } from './route.ts';
import { object, text } from './schema.ts';
import { caseJson, caseSchema, cursorQuery, lineJson, lineSchema, pageOf, receiptJson, receiptSchema, uuid, uuidPattern } from './shape.ts';

export const caseRoutes: readonly Route[] = [
  {
    ...{ id: 'submitCase', method: 'post', path: '/api/v1/cases', tag: 'cases', for: 'signed-in', deed: 'new' },
    summary: 'Files a new case.',
    description:
      'Online for oneself; `counter` and `post` are for the one-stop desk of the unit. The fields of `answers` are those of GET /api/v1/procedures/{id}.',
    takes: {
      kind: 'json',
      schema: object(
        {
          service: text(80, { pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', description: 'Id of the procedure.' }),
          unit: text(35, { minLength: 2, description: 'Agency code, or code of the General Statistics Office.' }),
          'channel?': { type: 'string', enum: ['online', 'counter', 'post'], description: '`online` when absent.' },
          answers: { type: 'object', additionalProperties: true },
          'papers?': papersSchema,
        },
        { title: 'Filing' },
      ),
    },
    answers: { status: 201, says: 'The receipt: the case is kept.', schema: receiptSchema, headers: { Location: 'Path of the case.', ETag: 'Its version.' } },
    refuses: ['unit-not-found', 'pack-not-live', 'answers-have-problems', 'not-eligible', 'not-allowed'],
    does: postCase,
  },
  {
    ...{ id: 'listCases', method: 'get', path: '/api/v1/cases', tag: 'cases', for: 'signed-in' },
    summary: 'Cases of the own branch, newest first; the own cases for citizens.',
    query: { ...cursorQuery, scope: { type: 'string', enum: ['own'], description: 'An officer who asks for own cases as a citizen.' } },
    answers: { status: 200, says: 'One page.', schema: pageOf(lineSchema, 'CasePage') },
    refuses: ['not-allowed'],
    does: getCases,
  },
  {
    ...{ id: 'readCase', method: 'get', path: '/api/v1/cases/{id}', tag: 'cases', for: 'signed-in' },
    summary: 'One whole case.',
    description: 'An officer’s read leaves a trace before the answer. If-None-Match with the ETag answers 304 when nothing has changed.',
    params: { id: uuid },
    answers: { status: 200, says: 'The case.', schema: caseSchema, headers: { ETag: 'Version of the case.' } },
    refuses: ['not-found', 'not-allowed'],
    does: getCase,
  },
];

async function postCase(ask: Ask): Promise<Answer | No> {
  const { world, body, key } = ask;
  const unit = unitAt(world.org(), String(body.unit), dateOf(world.now()));
  if (unit === undefined) return refuse('unit-not-found');
  const channel = (body.channel ?? 'online') as Channel;
  const permit = await filingPermit(ask, channel, unit);
  if (isRefusal(permit)) return permit;
  const files = await attachedFiles(world, permit, body);
  if (isRefusal(files)) return files;
  const receipt = await submitCase(world, permit, key, { service: String(body.service), unit: unit.id, channel, files, answers: { json: body.answers ?? {} } });
  if (isRefusal(receipt)) return receipt;
  if (hasProblems(receipt)) return no('answers-have-problems', flawsOfForm(receipt.problems, 'answers'));
  return { status: 201, json: receiptJson(receipt), headers: { Location: `/api/v1/cases/${receipt.id}`, ETag: etagOf(receipt.version) } };
}

/** Online one files for oneself; at the counter an officer of that unit files for whoever came. */
async function filingPermit(ask: Ask, channel: Channel, unit: Unit): Promise<Permit<'case.submit'> | No> {
  if (channel === 'online') return await ask.permit('case.submit', 'own');
  const permit = await ask.permit('case.submit', unit.id);
  return !isRefusal(permit) && permit.reach.kind === 'own' ? refuse('not-allowed') : permit;
}

async function getCases(ask: Ask): Promise<Answer | No> {
  const { world, query } = ask;
  const limit = Number(query.limit ?? 50);
  const after = query.cursor === undefined ? undefined : readPlace(String(query.cursor));
  if (query.cursor !== undefined && after === undefined) return wrongCursor;
  const list = query.scope === 'own' ? refuse('not-allowed') : await ask.permit('case.list');
  const isOfficer = !isRefusal(list) && list.reach.kind !== 'own';
  if (isOfficer) return page(ask, await listBranch(world, list, after, limit), limit);
  const own = await ask.permit('case.read', 'own');
  return isRefusal(own) ? own : page(ask, behind(await listMine(world, own), after).slice(0, limit), limit);
}

function page({ world }: Ask, lines: readonly CaseLine[], limit: number): Answer {
  const last = lines.at(-1);
  const next = last === undefined || lines.length < limit ? null : cursorOf([last.submitted, last.id]);
  return { json: { items: lines.map((line) => lineJson(world.org(), line)), next } };
}

/** The person's own list is short and comes whole: the cursor is found in it. */
function behind(lines: readonly CaseLine[], after: Cursor | undefined): readonly CaseLine[] {
  const sorted = lines.toSorted((a, b) => compare(b.submitted, a.submitted) || compare(b.id, a.id));
  return after === undefined
    ? sorted
    : sorted.filter((line) => compare(line.submitted, after.submitted) < 0 || (line.submitted === after.submitted && line.id < after.id));
}
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function readPlace(text: string): Cursor | undefined {
  const [submitted, id] = readCursor(text) ?? [];
  const at = typeof submitted === 'string' ? readInstant(submitted) : undefined;
  return at === undefined || typeof id !== 'string' || !new RegExp(uuidPattern).test(id) ? undefined : { submitted: at as Instant, id: id as CaseId };
}

export const wrongCursor: No = no('request-has-problems', [
  {
    field: 'cursor',
    code: 'cursor',
    text: { vi: 'Con trỏ không đọc được. Dùng nguyên giá trị next của trang trước.', en: 'The cursor cannot be read. Use `next` of the page before as it is.' },
  },
]);

async function getCase(ask: Ask): Promise<Answer | No> {
  const { world } = ask;
  const id = (ask.params.id ?? '') as CaseId;
  return await atWorkOrOwn(ask, 'case.read', async (permit): Promise<Answer | No> => {
    const whole = await openCase(world, permit, id, 'api');
    if (isRefusal(whole)) return whole;
    const etag = etagOf(whole.version);
    if (isKnown(ask.ifNoneMatch, etag)) return { notModified: true, headers: { ETag: etag } };
    const json: JsonObject = caseJson(world, permit, whole);
    return { json, headers: { ETag: etag } };
  });
}

export const etagOf = (version: number): string => `"${version}"`;
/** If-None-Match compares weakly (RFC 9110, 13.1.2). */
const isKnown = (sent: string | undefined, etag: string): boolean =>
  sent?.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag) === true;
