/** Drafts on their way between the page and the store: picked up when a form opens, and kept with every post. */
import { isCommandKey } from '../../base/id.ts';
import type { Json } from '../../base/json.ts';
import { isObject } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import type { Instant } from '../../base/time.ts';
import { dateOf, instantOf, plusMs, showDate, showInstant, toMs } from '../../base/time.ts';
import { wordsOf } from '../../base/words.ts';
import type { Form, Problem, RawAnswers } from '../../engine/form/form.ts';
import { withoutBox } from '../../engine/form/form.ts';
import type { listDrafts } from '../../kernel/case/case.act.ts';
import { findDraft, knownOf, ownerMark, saveDraft } from '../../kernel/case/case.act.ts';
import type { Draft, DraftBoxes, Fitted, Known } from '../../kernel/case/case.ts';
import { answersKnown, askedNewly, boxesPosted, draftKeepDays, fieldOf, fitDraft, knownFields, reasonName } from '../../kernel/case/case.ts';
import type { Permit } from '../../kernel/permit.ts';
import type { Pack } from '../../pack/pack.ts';
import type { FormView } from '../parts/form.ts';
import { typedFrom } from '../parts/form.ts';
import type { Ctx, Site } from '../request.ts';
import type { HeldFile } from './filing.ts';
import type { KeptView } from './kept.view.ts';
import type { HeldPost } from './lapsed.ts';
import { heldHref } from './lapsed.ts';
import type { MyDraft } from './my-cases.view.ts';

/** What is known when a form opens: facts of record, then whatever the person has typed before. */
export type Opening = { readonly known: Known; readonly draft: Draft | undefined; readonly fitted: Fitted | undefined; readonly typed: RawAnswers };

export async function openForm(site: Site, permit: Permit<'case.submit'>, pack: Pack, place: string, when: 'open' | 'again'): Promise<Opening | Refusal> {
  const [known, draft] = await Promise.all([knownOf(site.world, permit, when === 'open' ? 'trace' : 'again'), findDraft(site.world, permit, place)]);
  if (isRefusal(known)) return known;
  const facts = typedFrom(pack.form, answersKnown(pack.form, known));
  if (draft === undefined) return { known, draft, fitted: undefined, typed: facts };
  const fitted = fitDraft(pack.form, draft.boxes);
  // An emptied box of the draft stays empty.
  const typed = new Map([...[...facts].filter(([name]) => !Object.hasOwn(draft.boxes, name)), ...fitted.typed]);
  return { known, draft, fitted, typed };
}

/** Everything of a post that belongs into a draft, the files just received among it. */
function withFiles(fields: RawAnswers, files: readonly HeldFile[]): RawAnswers {
  const all = new Map(fields);
  for (const { paper } of files) all.set(`_file.${paper}`, []);
  for (const { paper, upload } of files) all.set(`_file.${paper}`, [...(all.get(`_file.${paper}`) ?? []), upload.id]);
  return all;
}

/** Keeps what was posted. A draft that cannot be kept stops nobody: the page still carries everything. */
export async function keepPosted(
  site: Site,
  permit: Permit<'case.submit'>,
  place: string,
  posted: {
    readonly pack: Pack /** The part of the form that was shown. */;
    readonly form?: Form;
    readonly key: string;
    readonly fields: RawAnswers;
    readonly files: readonly HeldFile[];
  },
): Promise<void> {
  const raw = withFiles(posted.fields, posted.files);
  const { id, version } = posted.pack;
  const form = posted.form ?? posted.pack.form;
  await saveDraft(site.world, permit, { key: posted.key, place, pack: { id, version }, boxes: (kept, now) => boxesPosted(form, kept, raw, now), seen: 'all' });
}

/** Who may take over what this page sends when the session is gone. */
export const ownerOf = (c: Ctx, site: Site): string | undefined => {
  const person = c.get('signed')?.session.person;
  return person === undefined ? undefined : ownerMark(site.world, person);
};

/** What the page's script sends: boxes with the moments of the device's own clock, which may be wrong. */
export type SentBoxes = { readonly key: string /** The represented person. */; readonly whom: string; readonly seen: number; readonly boxes: DraftBoxes };

export function readSent(json: Json, now: number): SentBoxes | undefined {
  if (!isObject(json) || typeof json.key !== 'string' || !isCommandKey(json.key) || !isObject(json.boxes) || typeof json.now !== 'number') return undefined;
  const ahead = json.now - now;
  const boxes = Object.entries(json.boxes).flatMap(([name, box]) => {
    if (name.length > 200 || !Array.isArray(box)) return [];
    const [at, ...values] = box;
    const texts = values.flatMap((value) => (typeof value === 'string' ? [value.replaceAll('\u0000', '')] : []));
    // Nobody types in the future, whatever the device says.
    return typeof at === 'number' && Number.isFinite(at) ? [[name, { values: texts, at: Math.min(now, Math.round(at - ahead)) }] as const] : [];
  });
  return {
    key: json.key,
    whom: typeof json.for === 'string' ? json.for : '',
    seen: typeof json.seen === 'number' ? json.seen : -1,
    boxes: Object.fromEntries(boxes),
  };
}

/** Lines above the form: the draft that is going on, what no longer fits, what is asked anew. */
export function keptView(site: Site, pack: Pack, opening: Pick<Opening, 'draft' | 'fitted'>, lang: Lang): KeptView | undefined {
  const { draft, fitted } = opening;
  if (draft === undefined || fitted === undefined) return undefined;
  const before = site.world.shelf.find(draft.pack.id, draft.pack.version);
  const forms = [pack.form, ...site.world.shelf.all().flatMap((one) => (one.id === pack.id ? [one.form] : []))];
  const hours = hoursOf(site, draft.saved, lang);
  return {
    id: draft.id,
    saved: hours.saved,
    until: hours.until,
    ...(draft.pack.version === pack.version || before === undefined
      ? {}
      : { versions: [draft.pack.version, pack.version] as const, asked: askedNewly(before.form, pack.form).map((field) => field.label[lang]) }),
    lost: fitted.lost.filter((one) => !one.name.startsWith('_file.')).map((one) => ({ label: labelOf(forms, one.name, lang), text: one.values.join(', ') })),
  };
}

/** The question as the first form that knows it asks it. */
function labelOf(forms: readonly Form[], name: string, lang: Lang): string {
  const box = name.replace(/^_(?:why|counter)\./, '');
  for (const form of forms) {
    const field = fieldOf(form, box) ?? form.fields.get(box.replace(/\.\d+\./, '.*.'));
    if (field !== undefined) return field.label[lang];
  }
  return box;
}

/** Sentences beside known answers, by wire name; facts of record take a reason when they are changed. */
export function knownShown(form: Form, known: Known, lang: Lang): FormView['known'] {
  const shown = [...knownFields(form, known)].map(([path, { from, firm }]) => [
    path,
    { text: `${knownWord[lang]} ${from[lang]}.`, ...(firm ? { reason: reasonName(path) } : {}) },
  ]);
  return Object.fromEntries(shown);
}
const knownWord = { vi: 'Đã có sẵn,', en: 'Already known,' } as const;

/** Boxes about which two devices disagree, said at the box: which value stands, and what the other one is. */
export const clashesOf = (form: Form, fitted: Fitted | undefined): readonly Problem[] =>
  (fitted?.clashes ?? []).flatMap(({ name, other }) => {
    const field = fieldOf(form, name);
    const at = showInstant(instantOf(other.at), 'vi');
    const text = {
      vi: `máy khác ghi “${valueText(field, other.values, 'vi')}” lúc ${at}. Đang dùng câu trả lời ghi sau; muốn dùng câu kia thì ghi lại.`,
      en: `another device has “${valueText(field, other.values, 'en')}” of ${showInstant(instantOf(other.at), 'en')}. The later answer is used; write the other one to use it.`,
    };
    const box = field?.control === 'date3' || field?.control === 'address' ? withoutBox(name) : name;
    return field === undefined ? [] : [{ field: box, path: field.path, code: 'check' as const, text }];
  });

const valueText = (field: ReturnType<typeof fieldOf>, values: readonly string[], lang: Lang): string =>
  values.map((value) => field?.choices?.find((choice) => choice.value === value)?.label[lang] ?? value).join(', ');

/** A draft as "Hồ sơ của tôi" lists it. */
export function draftLine(site: Site, draft: Awaited<ReturnType<typeof listDrafts>>[number], lang: Lang): MyDraft {
  const supplement = draft.place.startsWith('/ho-so-cua-toi/') ? `${wordsOf(lang)('mine.send')}: ` : '';
  const name = site.world.shelf.find(draft.packId, draft.packVersion)?.title[lang] ?? '';
  const title = `${supplement}${name}`;
  const hours = hoursOf(site, draft.saved, lang);
  return { id: draft.id, href: draft.place, title, line: wordsOf(lang)('draft.line', { at: hours.saved, day: hours.until }) };
}

/** What was sent after the session had lapsed, until its owner takes it back; it is no draft yet that could be deleted. */
export function heldLine(site: Site, post: HeldPost, lang: Lang): MyDraft {
  const { id, href, title } = draftLine(site, post, lang);
  return { id, href: heldHref({ id, place: href }), title, line: wordsOf(lang)('form.held'), isHeld: true };
}

/** Drafts are kept by the machine's clock and told in the hours of the page: where the sample province lives in another year, both stand in that year. */
function hoursOf(site: Site, saved: Instant, lang: Lang): { readonly saved: string; readonly until: string } {
  const at = plusMs(site.world.now(), toMs(saved) - toMs(site.world.machine()));
  return { saved: showInstant(at, lang), until: showDate(dateOf(plusMs(at, draftKeepDays * 86_400_000))) };
}
