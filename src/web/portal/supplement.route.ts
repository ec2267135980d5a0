/** Answering a request for a supplement: the same form with nothing but the faults in it, kept as a draft like any other. */
import type { Hono } from 'hono';
import type { CommandKey } from '../../base/id.ts';
import { isCommandKey, isUuid } from '../../base/id.ts';
import { isRefusal, refuse, sentenceOf, statusOf } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { showInstant } from '../../base/time.ts';
import { wordsOf } from '../../base/words.ts';
import type { Form, RawAnswers } from '../../engine/form/form.ts';
import { boxesOf } from '../../engine/form/form.ts';
import type { WholeCase } from '../../kernel/case/case.act.ts';
import { answerSupplement, dropDraftAt, findDraft, hasProblems, readSupplement } from '../../kernel/case/case.act.ts';
import type { AttachedFile, CaseState } from '../../kernel/case/case.ts';
import { faultsLeft, faultsNamed, fieldOf, fitDraft, isNamed } from '../../kernel/case/case.ts';
import type { Pack } from '../../pack/pack.ts';
import { readPost, textOf } from '../form-post.ts';
import { note } from '../parts/bits.ts';
import { typedFrom } from '../parts/form.ts';
import type { Html } from '../parts/html.ts';
import { html } from '../parts/html.ts';
import { notToldTwice } from '../parts/one-mistake.ts';
import type { GivenFile, OwnStore } from '../parts/paper-field.ts';
import type { FieldProblem } from '../parts/shape.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, sayNo, showPage } from '../request.ts';
import { permitOnCase } from './acting.ts';
import { applyPage } from './apply.view.ts';
import { keepPosted, ownerOf } from './apply-draft.ts';
import { attached, fileProblems, givenFiles, holdFiles, isAboutPapers, tellWhole } from './apply-files.ts';
import { faultLines, faultsOf, leftAsMistakes } from './faults.ts';
import { holdForOwner, sendToSignIn, takeBack } from './lapsed.ts';
import { ownCase } from './own-case.ts';
import { storeAsked } from './own-store.ts';
import { pausedWords } from './paused.ts';

export function supplementRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/ho-so-cua-toi/:id/bo-sung', (c) => getSupplement(c, site));
  app.post('/ho-so-cua-toi/:id/bo-sung', (c) => postSupplement(c, site));
}

async function getSupplement(c: Ctx, site: Site): Promise<Response> {
  const id = c.req.param('id') ?? '';
  const permit = await permitOnCase(c, site, 'case.submit', id);
  const own = await ownCase(c, site);
  const isBack = isUuid(c.req.query('giu') ?? '');
  const pinned = isRefusal(own) ? undefined : own.whole.pack;
  const back = isBack && !isRefusal(permit) ? await takeBack(c, site, permit, { place: placeOf(id), pack: pinned }) : undefined;
  const general = back?.general ?? [];
  if (isBack && !isRefusal(permit) && general.length === 0) return c.redirect(back?.place ?? placeOf(id), 303);
  if (isRefusal(own)) return sayNo(c, site, own);
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const { state, pack } = own.whole;
  if (state.stage.at !== 'waiting') return sayNo(c, site, refuse('case-not-open'));
  const form = faultsOnly(pack, state);
  const draft = await findDraft(site.world, permit, placeOf(id));
  const given = typedFrom(pack.form, state.answers);
  const typed = draft === undefined ? given : mergeTyped(form, given, new Map([...shownOf(form, given), ...fitDraft(form, draft.boxes).typed]));
  const held = draft === undefined ? { files: [] } : await holdFiles(site, permit, pack, fitDraft(form, draft.boxes).typed, []);
  const files = givenFiles(held.files, langOf(c));
  return showSupplement(c, site, own.whole, {
    typed,
    key: draft?.id ?? site.world.newId(),
    problems: [],
    general,
    files,
    status: general.length > 0 ? 422 : 200,
  });
}

const placeOf = (id: string): string => `/ho-so-cua-toi/${id}/bo-sung`;

type Shown = {
  readonly typed: RawAnswers;
  readonly key: string;
  readonly problems: Parameters<typeof applyPage>[1]['problems'];
  readonly general: readonly FieldProblem[];
  /** Files already received with an earlier press. */
  readonly files?: Readonly<Record<string, readonly GivenFile[]>>;
  readonly store?: OwnStore | 'closed';
  /** The draft was saved by this very press. */
  readonly isSaved?: true;
  /** A fault was left as it was, and may be right so. */
  readonly mayKeep?: true;
  readonly status: number;
};

/** The same form with nothing but the faults in it. */
function showSupplement(c: Ctx, site: Site, whole: WholeCase, shown: Shown): Response {
  const lang = langOf(c);
  const { state, pack } = whole;
  const asked = state.supplements.at(-1);
  const owner = ownerOf(c, site);
  const say = wordsOf(lang);
  const view = {
    title: `${lang === 'vi' ? 'Bổ sung' : 'Supplement'}: ${pack.title[lang]}`,
    action: `/ho-so-cua-toi/${state.id}/bo-sung`,
    key: shown.key,
    back: `/ho-so-cua-toi/${state.id}`,
    draft: `${state.id}/${state.supplements.length}`,
    form: faultsOnly(pack, state),
    typed: shown.typed,
    problems: shown.problems,
    general: shown.general,
    files: shown.files ?? {},
    store: shown.store ?? ('closed' as const),
    ...(owner === undefined ? {} : { keep: { owner } }),
    ...(shown.isSaved ? { savedAt: showInstant(site.world.now(), lang) } : {}),
    direct: {
      button: lang === 'vi' ? 'Gửi bổ sung' : 'Send the supplement',
      note: asked?.note ?? '',
      faults: faultsNote(state, pack, lang),
      ...(shown.mayKeep ? { anyway: say('mine.sendAnyway') } : {}),
    },
  };
  return showPage(c, applyPage(frameOf(c, site), view), shown.status);
}

/** The clock that stands still, and every fault with the way to its box. */
function faultsNote(state: CaseState, pack: Pack, lang: Lang): Html {
  const { title, text } = pausedWords(state, lang);
  return note({ tone: 'dung', title, text: html`${text}${faultLines(faultsOf(state, pack, lang), lang)}` });
}

/** Fields and papers that the reasons name; a reason about nothing in particular opens the whole form. */
export function faultsOnly(pack: Pack, state: CaseState): Form {
  const about = faultsNamed(pack, state);
  if (about === undefined) return pack.form;
  const pages = pack.form.pages.map((page) => ({
    ...page,
    groups: page.groups
      .map((group) => ({ ...group, fields: group.fields.filter((field) => isNamed(about, field.path)) }))
      .filter((group) => group.fields.length > 0),
  }));
  return { ...pack.form, pages: pages.filter((page) => page.groups.length > 0), papers: pack.form.papers.filter((paper) => about.includes(paper.id)) };
}

async function postSupplement(c: Ctx, site: Site): Promise<Response> {
  const id = c.req.param('id') ?? '';
  const permit = await permitOnCase(c, site, 'case.submit', id);
  if (isRefusal(permit) && permit.refused !== 'not-signed-in') return sayNo(c, site, permit);
  const posted = await readPost(c, 20);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  if (isRefusal(permit)) return await sendToSignIn(c, site, isUuid(id) ? await holdForOwner(c, site, placeOf(id), undefined, posted) : permit);
  const own = await ownCase(c, site);
  if (isRefusal(own)) return sayNo(c, site, own);
  const { state, pack } = own.whole;
  const key = textOf(posted.fields, '_key');
  if (!isCommandKey(key)) return sayNo(c, site, refuse('key-missing'));
  const lang = langOf(c);
  const form = faultsOnly(pack, state);
  const typed = mergeTyped(form, typedFrom(pack.form, state.answers), posted.fields);
  const held = await holdFiles(site, permit, pack, posted.fields, posted.files);
  tellWhole(c, held.problems);
  const general = fileProblems(held.problems, lang);
  const store = await storeAsked(site, permit, pack, posted.fields, lang);
  const again = { typed, key, problems: [], general, files: givenFiles(held.files, lang), store, status: general.length > 0 ? 422 : 200 };
  await keepPosted(site, permit, placeOf(id), { pack, form, key, fields: posted.fields, files: held.files });
  if (posted.fields.has('_save')) return showSupplement(c, site, own.whole, { ...again, isSaved: true });
  if (isAboutPapers(posted.fields)) return showSupplement(c, site, own.whole, again);
  const files = attached(site, {
    pack: { form },
    key,
    fields: posted.fields,
    files: held.files.filter((file) => form.papers.some((one) => one.id === file.paper)),
  });
  const found = lookAt(site, own.whole, { typed, files, told: general.map((one) => one.name), isAnyway: posted.fields.has('_anyway') });
  if (general.length + found.problems.length > 0) return showSupplement(c, site, own.whole, { ...again, ...found, status: 422 });
  const done = await answerSupplement(site.world, permit, { id: state.id, key: key as CommandKey, answers: { raw: typed }, files });
  if (isRefusal(done)) return showSupplement(c, site, own.whole, { ...again, general: [{ name: '', text: sentenceOf(done, lang) }], status: statusOf(done) });
  if (hasProblems(done)) return showSupplement(c, site, own.whole, { ...again, problems: done.problems, status: 422 });
  await dropDraftAt(site.world, permit, placeOf(id));
  return c.redirect(`/ho-so-cua-toi/${state.id}?xong=gui`, 303);
}

type Sent = { readonly typed: RawAnswers; readonly files: readonly AttachedFile[]; readonly told: readonly string[]; readonly isAnyway: boolean };

/** Everything that is wrong with an answer. A fault left as it was is asked about once: there may be no second request, so a slip of the finger would cost the case. */
function lookAt(site: Site, { state, pack }: WholeCase, sent: Sent): Pick<Shown, 'problems' | 'mayKeep'> {
  // What is sent again after it was done is not looked at any more: the deed knows its key.
  if (state.stage.at !== 'waiting') return { problems: [] };
  const read = readSupplement(site.world, pack, state, { answers: { raw: sent.typed }, files: sent.files });
  const wrong = notToldTwice(read.problems, sent.told);
  const isFinal = sent.files.length === 0 && isAboutPapersAlone(pack, state);
  const left = sent.isAnyway && !isFinal ? [] : faultsLeft(pack, state, { answers: read.answers, files: sent.files });
  const given = sent.files.map((file) => file.paper);
  const isSaid = new Set([...sent.told, ...wrong.map((one) => one.field)]);
  const unchanged = leftAsMistakes(pack, { left, given }, isFinal).filter((one) => !isSaid.has(one.field));
  return { problems: [...wrong, ...unchanged], ...(unchanged.length > 0 && !isFinal ? { mayKeep: true as const } : {}) };
}

/** Then an answer without any paper must not set the clock going with the same fault in the case. What somebody else agrees to meanwhile may be all that was missing. */
const isAboutPapersAlone = (pack: Pack, state: CaseState): boolean => {
  const { pages, papers } = faultsOnly(pack, state);
  return pack.consents.length === 0 && pages.length === 0 && papers.length > 0;
};

/** 'papers.*.kind' names 'papers.0.kind' and the boxes below it. */
function isItemOf(path: string, name: string): boolean {
  const [head = '', tail = ''] = path.split('*');
  const rest = name.startsWith(head) ? /^\d{1,3}(.*)$/.exec(name.slice(head.length))?.[1] : undefined;
  return rest !== undefined && (rest === tail || rest.startsWith(`${tail}.`));
}

/** Only the named faults, and the ticks that their papers will be brought, are taken from the post; everything else stays as it was given. */
function mergeTyped(faults: Form, given: RawAnswers, posted: RawAnswers): RawAnswers {
  const merged = new Map(given);
  const shown = faults.pages.flatMap((page) => page.groups.flatMap((group) => group.fields));
  for (const field of shown) {
    const isOf = (name: string): boolean => (field.path.includes('*') ? isItemOf(field.path, name) : boxesOf(field).includes(name));
    for (const name of [...merged.keys()].filter(isOf)) merged.delete(name);
    for (const [name, values] of posted) if (isOf(name)) merged.set(name, values);
  }
  for (const { id } of faults.papers) if (posted.has(`_counter.${id}`)) merged.set(`_counter.${id}`, posted.get(`_counter.${id}`) ?? []);
  return merged;
}

/** What the boxes of the shown form hold already. */
const shownOf = (form: Form, typed: RawAnswers): RawAnswers => new Map([...typed].filter(([name]) => fieldOf(form, name) !== undefined));
