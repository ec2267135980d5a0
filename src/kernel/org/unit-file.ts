/** A file of units as people keep it: read, checked against itself, and turned into units with paths. Pure. */
import type { Finding } from '../../base/finding.ts';
import type { UnitId } from '../../base/id.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { isObject } from '../../base/json.ts';
import { tidy } from '../../base/text.ts';
import type { PlainDate } from '../../base/time.ts';
import { readDate } from '../../base/time.ts';
import type { UnitPath } from '../permit.ts';
import type { Unit, UnitForm, UnitKind } from './unit.ts';
import { unitForms, unitKinds } from './unit.ts';

export type UnitFile = { readonly units: readonly Unit[]; readonly calendar?: string; readonly validFrom: PlainDate };

const kinds: ReadonlySet<string> = new Set(unitKinds);
const forms: ReadonlySet<string> = new Set(unitForms);
const keys = new Set(['id', 'kind', 'form', 'name', 'nameEn', 'gso', 'parent', 'agencyCode', 'agencyCodeOld', 'from', 'until', 'predecessors']);
const newCode = /^[A-Z]\d{2}(\.[0-9A-Z]{1,3})*$/;
const oldCode = /^\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}$/;
const gsoCode = /^(\d{2}|\d{3}|\d{5})$/;

/** The units of a file, or everything that is wrong with it. Parents stand before their children. */
export function readUnitFile(raw: Json): UnitFile | readonly Finding[] {
  const validFrom = isObject(raw) && typeof raw.validFrom === 'string' ? readDate(raw.validFrom) : undefined;
  if (!isObject(raw) || validFrom === undefined || !Array.isArray(raw.units)) {
    return [
      finding('', 'unit-file-shape', 'The file is not an object with validFrom and a list of units.', 'Write { "validFrom": "2021-01-01", "units": [...] }.'),
    ];
  }
  const units = new Map<UnitId, Unit>();
  const findings: Finding[] = [];
  for (const row of raw.units as readonly Json[]) {
    const read = readUnit(row, validFrom, units);
    if ('unit' in read) units.set(read.unit.id, read.unit);
    else findings.push(read.finding);
  }
  const list = [...units.values()];
  findings.push(...findTwice(list));
  if (findings.length > 0) return findings;
  return { units: list, validFrom, ...(typeof raw.calendar === 'string' ? { calendar: raw.calendar } : {}) };
}

type Read = { readonly unit: Unit } | { readonly finding: Finding };

function readUnit(row: Json, validFrom: PlainDate, known: ReadonlyMap<UnitId, Unit>): Read {
  const shape = findShape(row);
  if (!isObject(row) || shape !== undefined) return { finding: shape ?? finding('', 'unit-shape', 'A unit is not an object.', 'Write { "id": ... }.') };
  const id = row.id as UnitId;
  const element = `unit ${id}`;
  if (known.has(id)) return { finding: finding(element, 'unit-id-twice', 'The id is used twice.', 'Give each unit its own id; ids are never reused.') };
  const parent = row.parent === undefined ? undefined : known.get(row.parent as UnitId);
  if (row.parent !== undefined && parent === undefined) {
    return { finding: finding(element, 'unit-without-parent', 'Its parent is not in the file above it.', 'Write parents before their children.') };
  }
  const from = typeof row.from === 'string' ? readDate(row.from) : validFrom;
  const until = typeof row.until === 'string' ? readDate(row.until) : undefined;
  if (from === undefined || (row.until !== undefined && (until === undefined || until <= from))) {
    return { finding: finding(element, 'unit-dates', 'Its dates do not make a life.', 'Write from and until as YYYY-MM-DD, until after from.') };
  }
  const codes = findCodes(row, parent, element);
  if (codes !== undefined) return { finding: codes };
  return { unit: unitOf(row, id, parent, { from, ...(until === undefined ? {} : { until }) }) };
}

function unitOf(row: JsonObject, id: UnitId, parent: Unit | undefined, life: { readonly from: PlainDate; readonly until?: PlainDate }): Unit {
  return {
    id,
    kind: row.kind as UnitKind,
    ...(row.form === undefined ? {} : { form: row.form as UnitForm }),
    name: String(row.name),
    ...(typeof row.nameEn === 'string' ? { nameEn: row.nameEn } : {}),
    ...(typeof row.gso === 'string' ? { gso: row.gso } : {}),
    ...(parent === undefined ? {} : { parent: parent.id }),
    path: `${parent?.path ?? '/'}${id}/` as UnitPath,
    agencyCode: String(row.agencyCode),
    agencyCodeOld: String(row.agencyCodeOld),
    ...life,
    predecessors: (row.predecessors ?? []) as readonly UnitId[],
  };
}

function findShape(row: Json): Finding | undefined {
  if (!isObject(row)) return finding('', 'unit-shape', 'A unit is not an object.', 'Write { "id": ..., "kind": ..., "name": ... }.');
  const element = `unit ${String(row.id)}`;
  const strange = Object.keys(row).find((key) => !keys.has(key));
  if (strange !== undefined) return finding(element, 'unit-unknown-key', `Nothing reads the key '${strange}'.`, `Use one of ${[...keys].join(', ')}.`);
  if (!isId(row.id)) return finding(element, 'unit-id', 'The id is not a positive whole number.', 'Give it the next free number.');
  if (typeof row.kind !== 'string' || !kinds.has(row.kind))
    return finding(element, 'unit-kind', 'The kind is not known.', `Write one of ${[...kinds].join(', ')}.`);
  const isPlace = row.kind === 'province' || row.kind === 'district' || row.kind === 'commune';
  if (isPlace !== (typeof row.form === 'string' && forms.has(row.form))) {
    return finding(element, 'unit-form', 'A place needs its form, an agency has none.', `Write one of ${[...forms].join(', ')} for places only.`);
  }
  if (typeof row.name !== 'string' || row.name === '' || tidy(row.name) !== row.name) {
    return finding(element, 'unit-name', 'The name is empty, not in Unicode NFC, or has stray blanks.', 'Write the name in NFC with single blanks.');
  }
  if (row.predecessors !== undefined && !(Array.isArray(row.predecessors) && row.predecessors.every(isId))) {
    return finding(element, 'unit-predecessors', 'Predecessors are not a list of ids.', 'Write the ids of the units it follows.');
  }
  return undefined;
}

function findCodes(row: JsonObject, parent: Unit | undefined, element: string): Finding | undefined {
  const { agencyCode, agencyCodeOld, gso } = row;
  if (typeof agencyCode !== 'string' || agencyCode.length > 35 || !newCode.test(agencyCode)) {
    return finding(element, 'unit-agency-code', 'The agency code is not of the form H47.31.25, at most 35 characters.', 'Write groups split by dots.');
  }
  if (typeof agencyCodeOld !== 'string' || !oldCode.test(agencyCodeOld)) {
    return finding(element, 'unit-agency-code-old', 'The older agency code is not of the form 000.25.31.H47.', 'Write four groups.');
  }
  if (parent !== undefined && (parentCode(agencyCode) !== parent.agencyCode || parentCodeOld(agencyCodeOld) !== parent.agencyCodeOld)) {
    return finding(element, 'unit-code-parent', `Its codes do not lie below those of unit ${parent.id}.`, `Begin with ${parent.agencyCode}.`);
  }
  if (gso !== undefined && (typeof gso !== 'string' || !gsoCode.test(gso)))
    return finding(element, 'unit-gso', 'The GSO code has not 2, 3 or 5 digits.', 'Write it as text.');
  return undefined;
}

/** 'H47.31.25' -> 'H47.31'; '' above the root. */
export const parentCode = (code: string): string => code.slice(0, Math.max(0, code.lastIndexOf('.')));
/** '000.25.31.H47' -> '000.00.31.H47': the leftmost group that is not zero belongs to the unit itself. */
export const parentCodeOld = (code: string): string =>
  code.replace(/^((?:0+\.)*)(\d*[1-9]\d*)\./, (_, zeros: string, own: string) => `${zeros}${'0'.repeat(own.length)}.`);

function findTwice(units: readonly Unit[]): readonly Finding[] {
  const twice = (name: string, codeOf: (unit: Unit) => string | undefined): readonly Finding[] => {
    const seen = new Set<string>();
    return units.flatMap((unit) => {
      const code = codeOf(unit);
      if (code === undefined) return [];
      if (seen.has(code)) return [finding(`unit ${unit.id}`, `unit-${name}-twice`, `The code ${code} is used twice.`, 'A code is never reused.')];
      seen.add(code);
      return [];
    });
  };
  return [
    ...twice('agency-code', (unit) => unit.agencyCode),
    ...twice('agency-code-old', (unit) => unit.agencyCodeOld),
    // A merged unit may carry the code of one of its predecessors, but not while that one lives.
    ...twice('gso', (unit) => (unit.gso === undefined ? undefined : `${unit.gso} until ${unit.until ?? 'now'}`)),
  ];
}

const isId = (value: Json | undefined): boolean => typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 1_000_000;

function finding(element: string, code: string, message: string, repair: string): Finding {
  return { file: '', element, code, message, repair, level: 'error' };
}
