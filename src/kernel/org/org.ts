/** Units of the organisation: what they are, how they hang together, and what they were called on a given day. Pure. */
import type { UnitId } from '../../base/id.ts';
import type { Lang } from '../../base/text.ts';
import { fold } from '../../base/text.ts';
import type { PlainDate } from '../../base/time.ts';
import type { Reach, UnitPath } from '../permit.ts';
import type { Unit, UnitForm } from './unit.ts';

export { placesOf } from './places.ts';
export type { Unit, UnitForm, UnitKind } from './unit.ts';
export { unitKinds } from './unit.ts';
export type { UnitFile } from './unit-file.ts';
export { readUnitFile } from './unit-file.ts';

/** All units that ever were, ready to be walked. */
export type Org = { readonly units: readonly Unit[]; readonly byId: ReadonlyMap<UnitId, Unit>; readonly calendars: readonly CalendarUse[] };
/** From this day on the unit, and every unit below it without an own row, keeps this calendar. */
export type CalendarUse = { readonly unit: UnitId; readonly calendar: string; readonly from: PlainDate };

export const orgOf = (units: readonly Unit[], calendars: readonly CalendarUse[] = []): Org => ({
  units,
  byId: new Map(units.map((unit) => [unit.id, unit])),
  calendars,
});

export const pathBelow = (parent: UnitPath | undefined, id: UnitId): UnitPath => `${parent ?? '/'}${id}/` as UnitPath;
/** Ids from the root down to the unit itself. */
export const idsOf = (path: UnitPath): readonly UnitId[] => path.split('/').flatMap((part) => (part === '' ? [] : [Number(part) as UnitId]));
export const isWithin = (path: UnitPath, branch: UnitPath): boolean => path.startsWith(branch);
export const isAlive = (unit: Pick<Unit, 'from' | 'until'>, on: PlainDate): boolean => unit.from <= on && (unit.until === undefined || on < unit.until);

/** The unit that carried this GSO or agency code on that day; a code may pass to a successor when units merge. */
export const unitAt = (org: Org, code: string, on: PlainDate): Unit | undefined =>
  org.units.find((unit) => (unit.gso === code || unit.agencyCode === code || unit.agencyCodeOld === code) && isAlive(unit, on));

/** From the root down, without the unit itself. */
export const ancestorsOf = (org: Org, unit: Unit): readonly Unit[] =>
  idsOf(unit.path)
    .slice(0, -1)
    .flatMap((id) => org.byId.get(id) ?? []);

/** The unit and everything below it that was alive on that day, in the order of the file. */
export const branchOf = (org: Org, branch: UnitPath, on: PlainDate): readonly Unit[] =>
  org.units.filter((unit) => isWithin(unit.path, branch) && isAlive(unit, on));
export const childrenOf = (org: Org, id: UnitId, on: PlainDate): readonly Unit[] => org.units.filter((unit) => unit.parent === id && isAlive(unit, on));
/** The units that took over the work of a closed one. */
export const successorsOf = (org: Org, id: UnitId): readonly Unit[] => org.units.filter((unit) => unit.predecessors.includes(id));

/** The units a permit of this reach lets one see, dead ones too: their old cases stay visible. 'own' reaches no unit. */
export function unitsReached(org: Org, reach: Reach): readonly Unit[] {
  switch (reach.kind) {
    case 'everywhere':
      return org.units;
    case 'branch':
      return org.units.filter((unit) => isWithin(unit.path, reach.path));
    case 'own':
      return [];
  }
}

/** Own calendar of the unit on that day, otherwise that of the nearest unit above. */
export function calendarOf(org: Org, unit: Unit, on: PlainDate): string | undefined {
  for (const id of idsOf(unit.path).toReversed()) {
    const uses = org.calendars.filter((use) => use.unit === id && use.from <= on).toSorted((a, b) => (a.from < b.from ? 1 : -1));
    if (uses[0] !== undefined) return uses[0].calendar;
  }
  return undefined;
}

const shortForms: Partial<Record<UnitForm, string>> = { 'thành phố': 'TP', 'thị xã': 'TX' };
const englishForms: Record<UnitForm, string> = {
  tỉnh: 'province',
  'thành phố': 'city',
  'thị xã': 'town',
  huyện: 'district',
  phường: 'ward',
  xã: 'commune',
  'thị trấn': 'township',
};

/** 'phường An Xuân', 'TP Tam Kỳ', 'Sở Tư pháp tỉnh Quảng Nam'; in English 'An Xuân ward'. */
export function placeName(unit: Unit, lang: Lang = 'vi'): string {
  if (unit.form === undefined) return lang === 'en' ? (unit.nameEn ?? unit.name) : unit.name;
  return lang === 'en' ? `${unit.name} ${englishForms[unit.form]}` : `${shortForms[unit.form] ?? unit.form} ${unit.name}`;
}

/** 'UBND phường An Xuân'; an agency is called by its name. */
export function agencyName(unit: Unit, lang: Lang = 'vi'): string {
  if (unit.form === undefined) return placeName(unit, lang);
  return lang === 'en' ? `People's Committee of ${placeName(unit, lang)}` : `UBND ${placeName(unit, lang)}`;
}

/** 'UBND phường An Xuân, TP Tam Kỳ': the agency with the district it lies in, as people tell communes of one name apart. */
export function displayName(org: Org, unit: Unit, lang: Lang = 'vi'): string {
  const above = unit.kind === 'commune' && unit.parent !== undefined ? org.byId.get(unit.parent) : undefined;
  return above === undefined ? agencyName(unit, lang) : `${agencyName(unit, lang)}, ${placeName(above, lang)}`;
}

/** 'Phường An Xuân, thành phố Tam Kỳ, tỉnh Quảng Nam': the way an address or a paper writes the place, forms in full. */
export function fullPlace(org: Org, unit: Unit): string {
  const places = [unit, ...ancestorsOf(org, unit).toReversed()].filter((place) => place.form !== undefined);
  const text = places.map((place) => `${place.form} ${place.name}`).join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** 'Bộ phận Tiếp nhận và Trả kết quả UBND phường An Xuân': the counter people go to. */
export function deskName(unit: Unit, lang: Lang = 'vi'): string {
  if (unit.form === undefined) return placeName(unit, lang);
  return lang === 'en' ? `One-stop desk of ${placeName(unit, lang)}` : `Bộ phận Tiếp nhận và Trả kết quả ${agencyName(unit)}`;
}

/** What search compares with: 'phuong an xuan, tp tam ky 20347'. Apostrophes are left out on both sides. */
export function searchKey(org: Org, unit: Unit): string {
  const above = unit.parent === undefined ? undefined : org.byId.get(unit.parent);
  return searchFold([agencyName(unit), unit.form ?? '', unit.name, above === undefined ? '' : placeName(above), unit.gso ?? ''].join(' '));
}

/** Folded words without marks, apostrophes and commas: "Ch'ơm" and "chom" are the same. */
export const searchFold = (text: string): string =>
  fold(text)
    .replace(/['’]/g, '')
    .replace(/[,.;-]/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
