/** Reads pack.json: who the pack is, who works in it, on which law it stands, and which reasons its officers may give. */
import type { PackId } from '../base/id.ts';
import type { Json } from '../base/json.ts';
import { readDoor } from './door.ts';
import { lifeEvents } from './life-event.ts';
import type { Notes, Read } from './notes.ts';
import { flag, label, listOf, mapOf, note, oneOf, shape, text, whole } from './notes.ts';
import type { AudienceName, Pack, PackAudience } from './pack.ts';

export type Manifest = Pick<
  Pack,
  | 'id'
  | 'version'
  | 'audience'
  | 'identityLevel'
  | 'onBehalf'
  | 'procedure'
  | 'title'
  | 'summary'
  | 'keywords'
  | 'lifeEvents'
  | 'audiences'
  | 'field'
  | 'unitKinds'
  | 'roles'
  | 'legalBasis'
  | 'facts'
  | 'applicant'
  | 'consents'
  | 'effects'
  | 'rules'
  | 'reasons'
  | 'door'
>;

/** Kinds of unit that can receive a case. */
const unitKinds = ['province', 'district', 'commune', 'office', 'department', 'division', 'centre', 'desk'] as const;
/** Roles of the organisation that hold posts in a unit. */
const postRoles = [
  'receptionist',
  'officer',
  'divisionHead',
  'deputyLeader',
  'unitLeader',
  'leader',
  'clerk',
  'accountant',
  'inspector',
  'moderator',
  'expert',
] as const;

const name = /^[a-z][A-Za-z0-9]{0,39}$/;
const code = text(60, /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, '"birth-proof-missing"');
/** For whom: the words they use, and what is different for them. */
const audience = shape({ words: listOf(text(60), 0, 40) }, { hint: label });
const packId: Read<PackId> = (on, element, value) =>
  text(40, /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, '"ten-thu-tuc", the name of its folder')(on, element, value) as PackId | undefined;

const fieldPath = text(100, /^[a-z][A-Za-z0-9]*(?:\.[a-z][A-Za-z0-9]*)*$/, '"requester.name"');
const reason = shape({ code, label }, { legal: text(200), about: text(100), sample: label, days: whole(1, 30) });

const consent = shape(
  {
    id: text(40, /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, '"owner"'),
    who: label,
    name: fieldPath,
    idNumber: fieldPath,
    text: label,
    shows: listOf(fieldPath, 1, 60),
    ways: listOf(oneOf(['signed-in', 'paper', 'counter']), 1, 3),
  },
  { each: fieldPath, when: text(500), paper: text(40, /^[a-z][a-z0-9-]*$/, '"owner-consent"'), joint: flag },
);

const effect = shape(
  { do: oneOf(['change-person', 'child-mandate']) },
  { when: text(500), name: fieldPath, phone: fieldPath, birthYear: fieldPath, address: fieldPath, number: fieldPath, birth: fieldPath },
);

const manifest = shape(
  {
    id: packId,
    version: text(20, /^\d{1,4}\.\d{1,4}\.\d{1,4}$/, '"1.0.0"'),
    title: label,
    summary: label,
    keywords: listOf(text(60), 1, 40),
    lifeEvents,
    field: label,
    unitKinds: listOf(oneOf(unitKinds), 1, 8),
    roles: mapOf(name, shape({ title: label, role: oneOf(postRoles) }, {}), 20),
    legalBasis: listOf(shape({ title: label }, { article: text(100) }), 1, 30),
    facts: shape({ who: label, time: label, fee: label, result: label, where: label }, {}),
    applicant: shape({ name: fieldPath, phone: fieldPath }, { id: fieldPath, email: fieldPath, address: fieldPath }),
    rules: shape({ eligibility: text(60), fee: text(60), deadline: text(60) }, {}),
    reasons: shape({ supplement: listOf(reason, 1, 60), refusal: listOf(reason, 1, 60), extension: listOf(reason, 0, 20) }, {}),
  },
  {
    consents: listOf(consent, 0, 10),
    effects: listOf(effect, 0, 10),
    door: readDoor,
    audience: oneOf(['citizens', 'internal']),
    audiences: shape({}, { citizen: audience, business: audience, elder: audience, helper: audience }),
    identityLevel: whole(1, 2) as Read<1 | 2>,
    onBehalf: listOf(oneOf(['child', 'proxy']), 0, 2),
    procedure: text(30, /^(?:\d\.\d{6}(?:\.[A-Z]\d{2})?|[A-Z]-[A-Z]{3}-\d{6}-[A-Z]{2})$/, '"1.001193"'),
  },
);

export function readManifest(on: Notes, json: Json): Manifest | undefined {
  const read = manifest(on, '', json);
  if (read === undefined) return undefined;
  for (const [kind, reasons] of Object.entries(read.reasons)) {
    const codes = reasons.map((one) => one.code);
    for (const twice of codes.filter((one, index) => codes.indexOf(one) !== index))
      note(on, `reasons.${kind}`, 'reason-twice', { message: `The reason "${twice}" stands twice.`, repair: 'Give every reason a code of its own.' });
  }
  for (const [index, one] of read.reasons.extension.entries())
    if (one.days === undefined)
      note(on, `reasons.extension[${index + 1}]`, 'extension-without-days', {
        message: `Nothing says how many working days "${one.code}" gives.`,
        repair: 'Add "days": a number from 1 to 30.',
      });
  const { audience = 'citizens', procedure = '', audiences = {}, consents = [], effects = [], ...rest } = read;
  if (audience === 'citizens' && procedure === '')
    note(on, 'procedure', 'missing-key', {
      message: 'The key "procedure" is missing.',
      repair: 'Add the national procedure code, or "audience": "internal" for a service inside the offices.',
    });
  const asked = consents.map((one) => ({ ...one, joint: one.joint ?? false }));
  return { ...rest, consents: asked, effects, audience, procedure, audiences: new Map(Object.entries(audiences) as [AudienceName, PackAudience][]) };
}
