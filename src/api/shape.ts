/** Shapes that travel: how a case, a line, a receipt look as JSON, each with the schema that documents it. Times are ISO 8601 with +07:00, money is whole đồng. */
import type { Json, JsonObject } from '../base/json.ts';
import type { Label } from '../base/text.ts';
import type { CaseLine, Receipt, WholeCase } from '../kernel/case/case.act.ts';
import type { AttachedFile, CaseState, MadeDocument, OpenTask } from '../kernel/case/case.ts';
import { hourOwed, isPaused, statusOfCase } from '../kernel/case/case.ts';
import type { Org } from '../kernel/org/org.ts';
import { displayName } from '../kernel/org/org.ts';
import type { Permit } from '../kernel/permit.ts';
import type { World } from '../kernel/world.ts';
import type { Schema } from './schema.ts';
import { listOf, object, orNull, text } from './schema.ts';

export const uuidPattern = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';
export const uuid: Schema = { type: 'string', maxLength: 36, pattern: uuidPattern, format: 'uuid' };
export const instantSchema: Schema = { type: 'string', maxLength: 40, format: 'date-time' };
const word = text(100);
export const labelSchema: Schema = object({ vi: text(4000), en: text(4000) }, { title: 'Label', description: 'A text in both languages.' });
export const labelJson = ({ vi, en }: Label): JsonObject => ({ vi, en });
const stage: Schema = { type: 'string', enum: ['submitted', 'open', 'waiting', 'closed'] };
const outcome: Schema = orNull({ type: 'string', enum: ['granted', 'refused', 'withdrawn'] });
const statusNumber: Schema = { type: 'integer', minimum: 1, maximum: 10, description: 'Number of the national public-service portal.' };
const unitRef: Schema = object({ code: word, name: text(300) }, { title: 'UnitRef' });
const anything: Schema = { type: 'object', additionalProperties: true };

export const receiptSchema: Schema = object(
  {
    id: uuid,
    tracking: { type: 'string', pattern: '^[0-9]{12}$' },
    code: orNull(word),
    version: { type: 'integer', minimum: 1 },
    status: statusNumber,
    at: instantSchema,
  },
  { title: 'Receipt', description: 'What a deed answers: the same again whenever it is sent again under the same key.' },
);
export const receiptJson = ({ id, tracking, code, version, status, at }: Receipt): JsonObject => ({ id, tracking, code, version, status, at });

export const lineSchema: Schema = object(
  {
    id: uuid,
    tracking: word,
    code: orNull(word),
    service: word,
    unit: word,
    status: statusNumber,
    stage,
    channel: word,
    submitted: instantSchema,
    received: orNull(instantSchema),
    due: orNull(instantSchema),
    finished: orNull(instantSchema),
    closed: orNull(instantSchema),
    outcome,
    fee: { type: 'integer', minimum: 0 },
    feePaid: { type: 'boolean' },
  },
  { title: 'CaseLine', description: 'A case in a list. It holds no personal data: reading the case does, and leaves its trace.' },
);
export function lineJson(org: Org, line: CaseLine): JsonObject {
  const { id, tracking, code, status, stage: at, channel, submitted, received, due, finished, closed, outcome: result, fee, feePaid } = line;
  const unit = org.byId.get(line.unitId)?.agencyCode ?? '';
  return {
    ...{ id, tracking, code, service: line.packId, unit, status, stage: at, channel },
    ...{ submitted, received, due, finished, closed, outcome: result, fee, feePaid },
  };
}

export const taskId = (caseId: string, task: string): string => `${caseId}.${task}`;

const taskSchema = object({
  id: text(60, { description: "The case's id, a point, the step's number." }),
  element: word,
  name: text(300),
  role: word,
  sign: { type: 'boolean', description: 'Completing it signs the result.' },
  opened: instantSchema,
});
const fileSchema = object({
  id: word,
  paper: word,
  name: text(200),
  mediaType: word,
  size: { type: 'integer', minimum: 0 },
  atCounter: { type: 'boolean', description: 'Promised on paper; there are no bytes.' },
});
const documentSchema = object({
  id: uuid,
  kind: { type: 'string', enum: ['receipt', 'result', 'supplement', 'refusal', 'apology'] },
  title: text(300),
  number: orNull(word),
  at: instantSchema,
  size: { type: 'integer', minimum: 0 },
  signatures: listOf(object({ name: text(200), position: text(300), at: instantSchema }), 20),
  content: text(200, { description: 'Path of the bytes.' }),
});

export const caseSchema: Schema = object(
  {
    ...{ id: uuid, tracking: word, code: orNull(word), version: { type: 'integer', minimum: 1 } },
    ...{ service: word, serviceVersion: word, title: labelSchema, unit: unitRef, channel: word },
    ...{ status: statusNumber, stage, outcome, paused: { type: 'boolean' }, held: { type: 'boolean', description: 'Kept back for a technical check.' } },
    ...{ submitted: instantSchema, received: orNull(instantSchema), due: orNull(instantSchema), dueBecause: orNull(labelSchema) },
    ...{ finished: orNull(instantSchema), closed: orNull(instantSchema) },
    applicant: object({ name: text(200), phone: text(30) }),
    answers: anything,
    'findings?': { ...anything, description: 'Results of steps and rules; officers only.' },
    files: listOf(fileSchema, 200),
    documents: listOf(documentSchema, 200),
    'tasks?': { ...listOf(taskSchema, 200), description: 'Open steps; officers only.' },
    fee: object({
      total: { type: 'integer', minimum: 0 },
      lines: listOf(object({ label: text(300), quantity: { type: 'integer' }, unitPrice: { type: 'integer' }, amount: { type: 'integer' } }), 50),
      exempt: orNull(text(500)),
      paid: orNull(object({ amount: { type: 'integer' }, at: instantSchema, serial: word })),
    }),
    supplements: listOf(object({ asked: instantSchema, reasons: listOf(word, 50), note: text(4000), answered: orNull(instantSchema) }), 20),
    refusal: orNull(object({ reason: word, note: text(4000), at: instantSchema })),
    history: listOf(object({ at: instantSchema, what: word }), 2000),
  },
  { title: 'Case', description: "The whole case. Officers' reads leave a trace that the citizen can see." },
);

/** The citizen's own view leaves out what only offices work with, and the result until every signature is on it. */
export function caseJson(world: World, permit: Permit<'case.read'>, whole: WholeCase): JsonObject {
  const { state, pack } = whole;
  const isOwn = permit.reach.kind === 'own';
  const unit = world.org().byId.get(state.unit);
  return {
    ...{ id: state.id, tracking: state.tracking, code: state.code ?? null, version: whole.version },
    ...{ service: state.pack.id, serviceVersion: state.pack.version, title: labelJson(pack.title), channel: state.channel },
    unit: { code: unit?.agencyCode ?? '', name: unit === undefined ? '' : displayName(world.org(), unit) },
    ...placeJson(state),
    held: whole.quarantined,
    applicant: { name: state.applicant.name, phone: state.applicant.phone },
    answers: state.answers,
    files: state.files.map(fileJson),
    documents: state.documents.filter((made) => isShown(made, state, isOwn)).map(documentJson),
    ...(isOwn ? {} : { findings: state.data, tasks: tasksJson(state) }),
    fee: feeJson(state),
    supplements: state.supplements.map(({ asked, reasons, note, answered }) => ({ asked, reasons, note, answered: answered ?? null })),
    refusal: state.refusal === undefined ? null : { reason: state.refusal.reason, note: state.refusal.note, at: state.refusal.at },
    history: whole.entries.map(({ at, what }) => ({ at, what })),
  };
}

/** Where the case stands, and its hours. */
export function placeJson(state: CaseState): JsonObject {
  const { stage: at, clock } = state;
  return {
    status: statusOfCase(state),
    stage: at.at,
    outcome: at.at === 'closed' ? at.outcome : null,
    paused: isPaused(state),
    submitted: state.submitted,
    received: clock?.received ?? null,
    due: hourOwed(state) ?? null,
    dueBecause: clock === undefined ? null : labelJson(clock.because),
    finished: state.finished ?? null,
    closed: at.at === 'closed' ? at.when : null,
  };
}

const isShown = (made: MadeDocument, state: CaseState, isOwn: boolean): boolean => !isOwn || made.kind !== 'result' || state.finished !== undefined;

const fileJson = ({ id, paper, name, mediaType, size, blob }: AttachedFile): Json => ({ id, paper, name, mediaType, size, atCounter: blob === null });

const documentJson = ({ id, kind, title, number, at, size, signatures }: MadeDocument): Json => ({
  ...{ id, kind, title, number: number ?? null, at, size },
  signatures: signatures.map(({ name, position, at: when }) => ({ name, position, at: when })),
  content: `/api/v1/documents/${id}/content`,
});

/** A submitted case waits for its reception, which is a step like the others. */
const tasksJson = (state: CaseState): Json =>
  state.stage.at === 'submitted' ? [taskJson(state.id, reception(state))] : state.tasks.map((task) => taskJson(state.id, task));
const reception = ({ submitted }: CaseState): OpenTask => ({
  ...{ id: 'reception', element: 'reception', name: 'Tiếp nhận', role: 'receptionist', sign: false, opened: submitted },
});
const taskJson = (caseId: string, { id, element, name, role, sign, opened }: OpenTask): Json => ({ id: taskId(caseId, id), element, name, role, sign, opened });

function feeJson({ fee, paid }: CaseState): JsonObject {
  return {
    total: fee.total,
    lines: fee.lines.map(({ label, quantity, unitPrice, amount }) => ({ label, quantity, unitPrice, amount })),
    exempt: fee.exempt ?? null,
    paid: paid === undefined ? null : { amount: paid.amount, at: paid.at, serial: paid.serial },
  };
}

/** A page of a list: `next` is the cursor of the page behind it, null on the last. */
export const pageOf = (items: Schema, title: string): Schema => object({ items: listOf(items, 200), next: orNull(text(200)) }, { title });
export const cursorQuery: Readonly<Record<string, Schema>> = {
  cursor: text(200, { minLength: 1, description: '`next` of the page before.' }),
  limit: { type: 'integer', minimum: 1, maximum: 200, description: 'Lines of a page; 50 when absent.' },
};
