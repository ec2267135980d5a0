/** What everybody may know: procedures, units, and where a case stands for whoever has its code and the last digits of the phone. */
import type { Json, JsonObject } from '../base/json.ts';
import { isRefusal, refuse } from '../base/refusal.ts';
import type { Label } from '../base/text.ts';
import type { Field } from '../engine/form/form.ts';
import { trackCase } from '../kernel/case/case.act.ts';
import { listUnits } from '../kernel/org/org.act.ts';
import type { Unit } from '../kernel/org/org.ts';
import { displayName } from '../kernel/org/org.ts';
import { publicPacks } from '../kernel/rollout/rollout.act.ts';
import type { Pack } from '../pack/pack.ts';
import type { No } from './problem.ts';
import type { Answer, Ask, Route } from './route.ts';
import type { Schema } from './schema.ts';
import { listOf, object, orNull, text } from './schema.ts';
import { instantSchema, labelJson, labelSchema, placeJson } from './shape.ts';

const word = text(100);
const briefFields: Readonly<Record<string, Schema>> = {
  id: word,
  version: word,
  procedure: { ...word, description: 'National procedure code.' },
  title: labelSchema,
  summary: labelSchema,
  field: labelSchema,
  unitKinds: listOf(word, 20),
  facts: object({ who: labelSchema, time: labelSchema, fee: labelSchema, result: labelSchema, where: labelSchema }),
};
const reasonsSchema = listOf(object({ code: word, label: labelSchema }), 200);
const procedureSchema = object(
  {
    ...briefFields,
    fields: listOf(
      object({
        path: { ...text(200), description: "Place in `answers`; a star stands for the items of a list: 'papers.*.kind'." },
        label: labelSchema,
        kind: word,
        required: { type: ['boolean', 'string'], description: "true, false, or 'sometimes': it depends on other answers." },
        format: orNull(word),
        maxLength: orNull({ type: 'integer' }),
        choices: orNull(listOf(object({ value: word, label: labelSchema }), 500)),
      }),
      2000,
    ),
    papers: listOf(
      object({ id: word, title: labelSchema, required: { type: ['boolean', 'string'] }, atCounter: { type: 'boolean' }, maxFiles: { type: 'integer' } }),
      200,
    ),
    reasons: object({ supplement: reasonsSchema, refusal: reasonsSchema, extension: reasonsSchema }),
  },
  { title: 'Procedure' },
);
const unitSchema = object({ code: word, gso: orNull(word), kind: word, name: text(300), nameEn: text(300) }, { title: 'Unit' });
const trackedSchema = object(
  {
    service: word,
    title: labelSchema,
    unit: text(300),
    tracking: word,
    code: orNull(word),
    ...{ status: { type: 'integer' }, stage: word, outcome: orNull(word), paused: { type: 'boolean' } },
    ...{ submitted: instantSchema, received: orNull(instantSchema), due: orNull(instantSchema), dueBecause: orNull(labelSchema) },
    ...{ finished: orNull(instantSchema), closed: orNull(instantSchema) },
    history: listOf(object({ at: instantSchema, what: word }), 2000),
  },
  { title: 'Tracked', description: 'The timeline alone: no personal data.' },
);

export const catalogueRoutes: readonly Route[] = [
  {
    ...{ id: 'listProcedures', method: 'get', path: '/api/v1/procedures', tag: 'catalogue', for: 'anybody' },
    summary: 'Procedures that are live.',
    answers: { status: 200, says: 'All of them.', schema: object({ items: listOf(object(briefFields, { title: 'ProcedureBrief' }), 500) }) },
    refuses: [],
    does: async ({ world }) => ({ json: { items: (await publicPacks(world)).map(briefJson) } }),
  },
  {
    ...{ id: 'readProcedure', method: 'get', path: '/api/v1/procedures/{id}', tag: 'catalogue', for: 'anybody' },
    summary: 'One procedure with its fields, papers and reasons.',
    params: { id: text(80, { pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' }) },
    answers: { status: 200, says: 'The procedure.', schema: procedureSchema },
    refuses: ['not-found'],
    does: getProcedure,
  },
  {
    ...{ id: 'listUnits', method: 'get', path: '/api/v1/units', tag: 'catalogue', for: 'anybody' },
    summary: 'Units found by words of name, district or code, with or without diacritics; at most 50.',
    query: { q: text(100) },
    answers: { status: 200, says: 'Units alive today, best first.', schema: object({ items: listOf(unitSchema, 50) }) },
    refuses: [],
    does: getUnits,
  },
  {
    ...{ id: 'trackCase', method: 'post', path: '/api/v1/track', tag: 'catalogue', for: 'anybody' },
    summary: 'Where a case stands, by code and last four digits of the phone. A wrong code and wrong digits look the same.',
    takes: {
      kind: 'json',
      schema: object(
        {
          code: text(60, { minLength: 1, description: 'Tracking code of 12 digits, or the official code.' }),
          lastDigits: { type: 'string', maxLength: 4, pattern: '^[0-9]{4}$' },
        },
        { title: 'Tracking' },
      ),
    },
    answers: { status: 200, says: 'The timeline.', schema: trackedSchema },
    refuses: ['tracking-not-found', 'too-many-requests'],
    does: postTrack,
  },
];

function briefJson(pack: Pack): JsonObject {
  const { id, version, procedure, title, summary, field, unitKinds, facts } = pack;
  const { who, time, fee, result, where } = facts;
  return {
    ...{ id, version, procedure, title: labelJson(title), summary: labelJson(summary), field: labelJson(field), unitKinds },
    facts: { who: labelJson(who), time: labelJson(time), fee: labelJson(fee), result: labelJson(result), where: labelJson(where) },
  };
}

async function getProcedure({ world, params }: Ask): Promise<Answer | No> {
  const pack = (await publicPacks(world)).find((one) => one.id === params.id);
  if (pack === undefined) return refuse('not-found');
  const papers = pack.form.papers.map(({ id, title, required, atCounter, maxFiles }) => ({
    ...{ id, title: labelJson(title), required: typeof required === 'boolean' ? required : 'sometimes', atCounter, maxFiles },
  }));
  const { supplement, refusal, extension } = pack.reasons;
  const reasons = { supplement: reasonsJson(supplement), refusal: reasonsJson(refusal), extension: reasonsJson(extension) };
  return { json: { ...briefJson(pack), fields: fieldsJson(pack), papers, reasons } };
}

/** Fields that somebody fills in; what the server works out is not asked. */
const fieldsJson = (pack: Pack): Json => [...pack.form.fields.values()].filter((field) => field.computed === undefined).map(fieldJson);

function fieldJson({ path, label, kind, required, requiredWithin, when, format, maxLength, choices }: Field): Json {
  const always = required === true && when === undefined;
  const isNever = required === false && requiredWithin === undefined;
  return {
    ...{ path, label: labelJson(label), kind, required: always ? true : isNever ? false : 'sometimes' },
    format: format ?? null,
    maxLength: maxLength ?? null,
    choices: choices === undefined ? null : choices.map((choice) => ({ value: choice.value, label: labelJson(choice.label) })),
  };
}

const reasonsJson = (reasons: readonly { readonly code: string; readonly label: Label }[]): Json =>
  reasons.map(({ code, label }) => ({ code, label: labelJson(label) }));

async function getUnits({ world, query }: Ask): Promise<Answer> {
  const units = await listUnits(world, { text: String(query.q ?? ''), limit: 50 });
  return { json: { items: units.map((unit) => unitJson(world.org(), unit)) } };
}

const unitJson = (org: Parameters<typeof displayName>[0], unit: Unit): Json => ({
  code: unit.agencyCode,
  gso: unit.gso ?? null,
  kind: unit.kind,
  name: displayName(org, unit),
  nameEn: displayName(org, unit, 'en'),
});

async function postTrack(ask: Ask): Promise<Answer | No> {
  const { world, rates } = ask;
  const code = String(ask.body.code).replace(/\s/g, '');
  const slow = rates.guess(`address/${ask.address}`);
  if (slow !== undefined) return slow;
  const found = await trackCase(world, code, String(ask.body.lastDigits), rates.code);
  if (isRefusal(found)) return found;
  const { state, pack, entries } = found;
  const unit = world.org().byId.get(state.unit);
  return {
    json: {
      ...{ service: state.pack.id, title: labelJson(pack.title), tracking: state.tracking, code: state.code ?? null },
      unit: unit === undefined ? '' : displayName(world.org(), unit),
      ...placeJson(state),
      history: entries.map(({ at, what }) => ({ at, what })),
    },
  };
}
