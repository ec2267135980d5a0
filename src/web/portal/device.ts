/** What a device keeps to go on without a line: services as data, and whose device it is. Sent as JSON, read back by the service worker. */
import type { Label, Lang } from '../../base/text.ts';
import type { Field, Form, FormPage, Paper, Purpose, RawAnswers } from '../../engine/form/form.ts';
import type { Gazetteer } from '../../engine/place/place.ts';
import type { Pack } from '../../pack/pack.ts';

export type UnitGroup = { readonly name: Label; readonly units: readonly SheetUnit[] };
/** `code` is its agency code, where that is not what the box sends. */
export type SheetUnit = { readonly value: string; readonly code?: string; readonly name: Label };

/** One service of one version. `hash` says which: a filing names it, and the server compares. */
export type ServiceSheet = {
  readonly id: string;
  readonly hash: string;
  readonly title: Label;
  /** In words: what it costs and how long it takes. Both are worked out by the server alone. */
  readonly fee: Label;
  readonly time: Label;
  readonly pages: readonly FormPage[];
  readonly papers: readonly Paper[];
  readonly purposes: readonly (readonly [string, Purpose])[];
  readonly units: readonly UnitGroup[];
  /** What addresses are looked up in, where the form asks for one. */
  readonly places?: Gazetteer;
};

/** Everybody's part of the page frame. `now` is the legal instant at which this was sent. */
export type SiteFacts = { readonly place: Label; readonly phone: string; readonly sample: boolean; readonly now: string };
/** Whose device it is; `who` tells persons apart and says nothing about them. `fields` are known answers by service. */
/** ahead: services for which the server has more, a draft or people one may file for; with a line their forms come from there. */
export type Owner = {
  readonly who: string;
  readonly name: string;
  readonly home: string;
  readonly fields: Readonly<Record<string, readonly Typed[]>>;
  readonly ahead?: readonly string[];
};
export type Typed = readonly [name: string, values: readonly string[]];
export type DeviceFacts = { readonly site: SiteFacts; readonly owner?: Owner };

/** As it goes over the line. Conditions too rich for a device stay behind: the server decides them, whatever the device thought. */
export function sheetOf(pack: Pack, units: readonly UnitGroup[], places?: Gazetteer): string {
  const { form, facts } = pack;
  const asksPlace = [...form.fields.values()].some((field) => field.kind === 'address');
  const sheet: ServiceSheet = {
    id: pack.id,
    hash: pack.hash,
    title: pack.title,
    fee: facts.fee,
    time: facts.time,
    pages: form.pages,
    papers: form.papers,
    purposes: [...form.purposes],
    units,
    ...(asksPlace && places !== undefined ? { places } : {}),
  };
  return JSON.stringify(sheet, (key, value: unknown) => (key === 'rich' ? undefined : value));
}

/** The form as the engine wants it. Rules between answers belong to the server. */
export function formOf(sheet: ServiceSheet): Form {
  const alive = (field: Field): Field =>
    field.pattern === undefined ? field : { ...field, pattern: { source: field.pattern.source, matches: matcherOf(field.pattern.source) } };
  const pages = sheet.pages.map((page) => ({ ...page, groups: page.groups.map((group) => ({ ...group, fields: group.fields.map(alive) })) }));
  const fields = pages.flatMap((page) => page.groups.flatMap((group) => group.fields));
  return { pages, papers: sheet.papers, checks: [], fields: new Map(fields.map((field) => [field.path, field])), purposes: new Map(sheet.purposes) };
}

/** What this browser cannot read as a pattern is left to the server. */
function matcherOf(source: string): (text: string) => boolean {
  try {
    const pattern = new RegExp(source, 'u');
    return (text) => pattern.test(text);
  } catch {
    return () => true;
  }
}

/** Units for the box, near ones only once one is known; `isAll` when the person asked for every unit. */
export function unitsOf(sheet: ServiceSheet, chosen: string, lang: Lang, isAll: boolean) {
  const near = isAll ? [] : sheet.units.filter((group) => group.units.some((unit) => unit.value === chosen));
  const shown = (near.length === 0 ? sheet.units : near).map((group) => ({
    name: group.name[lang],
    units: group.units.map((unit) => ({ value: unit.value, text: unit.name[lang] })),
  }));
  return near.length === 0 ? { units: shown } : { units: shown, allUnits: `/nop/${sheet.id}?don-vi=tat-ca` };
}

/** The unit a form names, by what its box sends or by its agency code. */
export const unitNamed = (sheet: ServiceSheet, text: string): SheetUnit | undefined =>
  text === '' ? undefined : sheet.units.flatMap((group) => group.units).find((unit) => unit.value === text || unit.code === text);

/** The draft on this device: one person, one service. */
export const draftName = (service: string, who: string): string => `${service}/${who}`;

export const rawOf = (typed: readonly Typed[]): RawAnswers => new Map(typed);
