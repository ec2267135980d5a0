/** What somebody has begun to fill in: box by box, with the moment each was typed, so that two devices and two versions of a service lose nothing. */
import type { PersonId } from '../../base/id.ts';
import type { Instant } from '../../base/time.ts';
import type { Field, Form, RawAnswers } from '../../engine/form/form.ts';
import { boxesOf, withoutBox } from '../../engine/form/form.ts';

/** What stands in one box (several values for ticks), and when it was typed: milliseconds of the machine's clock. */
export type Typed = { readonly values: readonly string[]; readonly at: number };
/** got: when it came here, which may be long after it was typed. other: what another device said about the same box; both are shown until somebody types there again. */
export type DraftBox = Typed & { readonly got?: number; readonly other?: Typed };
/** By wire name: 'child.birthDate.day', '_unit', '_file.birth-proof'. */
export type DraftBoxes = Readonly<Record<string, DraftBox>>;

export type Draft = {
  /** The key under which the form will be submitted: whoever submits a draft twice submits it once. */
  readonly id: string;
  readonly person: PersonId;
  /** The address where it goes on: '/nop/<pack>'. */
  readonly place: string;
  readonly pack: { readonly id: string; readonly version: string };
  readonly boxes: DraftBoxes;
  readonly saved: Instant;
};

/** Untouched drafts are kept this long; what came from a lapsed session waits a day for its owner. */
export const draftKeepDays = 30;
export const parkedKeepDays = 1;
/** More than any form of ours can hold; a larger one is not kept. */
export const mostDraftBytes = 262_144;

const isSame = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((value, index) => value === b[index]);
const isEmpty = (values: readonly string[]): boolean => values.every((value) => value === '');

/**
 * A device's boxes laid over the kept ones: the newer value of each box stands. When somebody else has written the box since this device
 * last saw it (`seen`, the moment of its last exchange; `now`, that of this one), the older value stays beside it.
 */
export function mergeBoxes(kept: DraftBoxes, sent: DraftBoxes, seen: number, now: number): { readonly boxes: DraftBoxes; readonly clashes: readonly string[] } {
  const boxes = new Map<string, DraftBox>(Object.entries(kept));
  const clashes: string[] = [];
  for (const [name, box] of Object.entries(sent)) {
    const before = Object.hasOwn(kept, name) ? kept[name] : undefined;
    if (before === undefined || isSame(before.values, box.values)) {
      boxes.set(name, { values: box.values, at: Math.max(box.at, before?.at ?? 0), got: before?.got ?? now });
      continue;
    }
    const isUnseen = (before.got ?? before.at) > seen;
    const isClash = isUnseen && !isEmpty(before.values) && !isEmpty(box.values);
    const [newer, older] = before.at > box.at && isUnseen ? [before, box] : [box, before];
    boxes.set(name, { values: newer.values, at: newer.at, got: now, ...(isClash ? { other: { values: older.values, at: older.at } } : {}) });
    if (isClash) clashes.push(name);
  }
  return { boxes: Object.fromEntries(boxes), clashes };
}

/** Names of the page itself that are no answers. */
export const isKept = (name: string): boolean => !name.startsWith('_') || /^_(?:unit$|counter\.|file\.|why\.)/.test(name);

/**
 * A whole form as it was posted: boxes that changed since `kept` carry the new moment. A box of the form that did not come is an unticked
 * one, or belonged to an item that was taken away; boxes the form never had stay as they are.
 */
export function boxesPosted(form: Form, kept: DraftBoxes, raw: RawAnswers, at: number): DraftBoxes {
  const posted = [...raw].filter(([name]) => isKept(name));
  const gone = Object.keys(kept).filter((name) => !raw.has(name) && (name.startsWith('_counter.') || fieldOf(form, name) !== undefined));
  const now = [...posted, ...gone.map((name): readonly [string, readonly string[]] => [name, []])];
  return Object.fromEntries(now.map(([name, values]) => [name, unchanged(kept, name, values) ?? { values, at }]));
}

/** What a post alone says. */
export const boxesTyped = (raw: RawAnswers, at: number): DraftBoxes =>
  Object.fromEntries([...raw].filter(([name]) => isKept(name)).map(([name, values]) => [name, { values, at }]));

const unchanged = (kept: DraftBoxes, name: string, values: readonly string[]): DraftBox | undefined => {
  const before = Object.hasOwn(kept, name) ? kept[name] : undefined;
  return before !== undefined && isSame(before.values, values) ? before : undefined;
};

/** What a draft still means to a form, and what it does not: nothing typed is in neither. */
export type Fitted = {
  /** For the boxes of the form. */
  readonly typed: RawAnswers;
  /** Boxes the form no longer has, or choices it no longer offers, with what was typed. */
  readonly lost: readonly { readonly name: string; readonly values: readonly string[] }[];
  /** Boxes about which two devices disagree. */
  readonly clashes: readonly { readonly name: string; readonly other: Typed }[];
};

/** Fits what was typed to the form as it is today: what is still asked is filled in, everything else is kept beside it, nothing is dropped. */
export function fitDraft(form: Form, boxes: DraftBoxes): Fitted {
  const typed = new Map<string, readonly string[]>();
  const lost: { name: string; values: readonly string[] }[] = [];
  for (const [name, box] of Object.entries(boxes)) {
    const fits = box.values.filter((value) => value === '' || isOffered(form, name, value));
    const gone = box.values.filter((value) => value !== '' && !isOffered(form, name, value));
    if (fits.length > 0 && (gone.length === 0 || !isEmpty(fits))) typed.set(name, fits);
    if (gone.length > 0) lost.push({ name, values: gone });
  }
  const clashes = Object.entries(boxes).flatMap(([name, { other }]) => (other === undefined ? [] : [{ name, other }]));
  return { typed, lost, clashes };
}

/** Is there a place for this value: a box of the form, and among its choices where it has some. */
function isOffered(form: Form, name: string, value: string): boolean {
  if (name === '_unit') return true;
  const paper = /^_(?:counter|file)\.(.+)$/.exec(name)?.[1];
  if (paper !== undefined) return form.papers.some((one) => one.id === paper);
  const field = fieldOf(form, name.replace(/^_why\./, ''));
  if (field === undefined || field.computed !== undefined) return false;
  return field.choices === undefined || name.startsWith('_why.') || field.choices.some((choice) => choice.value === value);
}

/** The field a wire name belongs to: 'papers.1.kind' is 'papers.*.kind', as long as the list may have two items. */
export function fieldOf(form: Form, name: string): Field | undefined {
  const plain = form.fields.get(name) ?? form.fields.get(withoutBox(name));
  if (plain !== undefined && !plain.path.includes('*')) return boxesOf(plain).includes(name) ? plain : undefined;
  for (const group of form.pages.flatMap((page) => page.groups)) {
    if (group.repeat === undefined || !name.startsWith(`${group.repeat.path}.`)) continue;
    const index = /^(?:0|[1-9]\d{0,3})(?=\.)/.exec(name.slice(group.repeat.path.length + 1))?.[0];
    if (index === undefined || Number(index) >= group.repeat.max) continue;
    const field = group.fields.find((one) => boxesOf(one, Number(index)).includes(name));
    if (field !== undefined) return field;
  }
  return undefined;
}

/** Questions that the newer form asks and the older one did not. */
export const askedNewly = (before: Form, now: Form): readonly Field[] =>
  [...now.fields.values()].filter((field) => field.computed === undefined && !before.fields.has(field.path));
