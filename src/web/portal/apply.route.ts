/** Filing: the form, the check of answers, the submission. One address: `_declare` submits, `_edit` goes back. */
import type { Hono } from 'hono';
import type { CommandKey } from '../../base/id.ts';
import { isCommandKey, isUuid } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse, sentenceOf, statusOf } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { plusDays, showDate, toMs } from '../../base/time.ts';
import { wordsOf } from '../../base/words.ts';
import { dueBy } from '../../engine/clock/clock.ts';
import type { Problem, Reading } from '../../engine/form/form.ts';
import type { Represented } from '../../kernel/access/access.ts';
import { hasProblems, readWith, shownNumber, submitCase, takenIn } from '../../kernel/case/case.act.ts';
import type { Intake } from '../../kernel/case/case.ts';
import { assess, shownGroups } from '../../kernel/case/case.ts';
import { displayName } from '../../kernel/org/org.ts';
import { selfOf } from '../../kernel/permit.ts';
import { findPerson } from '../../kernel/person/person.act.ts';
import type { Pack } from '../../pack/pack.ts';
import { translated } from '../../pack/pack.ts';
import { askedByFiling } from '../consents.ts';
import { readPost, textOf } from '../form-post.ts';
import { formSteps } from '../parts/form.ts';
import { notToldTwice } from '../parts/one-mistake.ts';
import type { OwnStore } from '../parts/paper-field.ts';
import type { FieldProblem } from '../parts/shape.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, permitFor, sayNo, showPage } from '../request.ts';
import { correctionText, feeOf, papersOf, promisedAt } from '../show.ts';
import { applyPage } from './apply.view.ts';
import type { Opening } from './apply-draft.ts';
import { clashesOf, keepPosted, keptView, knownShown, openForm, ownerOf } from './apply-draft.ts';
import { attached, fileProblems, givenFiles, holdFiles, isAboutPapers, paperTitle, tellWhole, thumbOf } from './apply-files.ts';
import { permitAs, placeOf, representedBy, representedIn } from './apply-for.ts';
import { livePack, unitOf, unitsShown } from './apply-units.ts';
import { checkPage } from './check.view.ts';
import type { Filing } from './filing.ts';
import { carriedPairs, draftOf, edited, whoOf } from './filing.ts';
import { heldAt, holdForOwner, sendToSignIn, takeBack } from './lapsed.ts';
import { isFromOutbox, tellOutbox, tellProblems } from './outbox-answer.ts';
import { storeAsked } from './own-store.ts';
import { getSlip, getSubmitted } from './submitted.route.ts';
import { tongueOf } from './tongue.ts';
import { whomPage } from './whom.view.ts';

export function applyRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/nop/:pack', (c) => getApply(c, site));
  app.post('/nop/:pack', (c) => postApply(c, site));
  app.get('/da-nop/:tracking', (c) => getSubmitted(c, site, c.req.param('tracking')));
  app.get('/da-nop/:tracking/:file', (c) => getSlip(c, site, c.req.param('tracking'), c.req.param('file')));
}

async function getApply(c: Ctx, site: Site): Promise<Response> {
  const whom = c.req.query('cho') ?? '';
  const own = await permitFor(c, site, 'case.submit', 'own');
  if (isRefusal(own)) return sayNo(c, site, own);
  const pack = await livePack(site, c.req.param('pack'));
  if (pack === undefined) return sayNo(c, site, refuse('pack-not-live'));
  const isBack = isUuid(c.req.query('giu') ?? '');
  const back = isBack ? await takeBack(c, site, own, { place: placeOf(pack.id, whom), pack }) : undefined;
  const general = back?.general ?? [];
  if (isBack && general.length === 0) return c.redirect(back?.place ?? placeOf(pack.id, whom), 303);
  const others = whom === '' ? await representedIn(site, own, pack) : [];
  if (others.length > 0) return showWhom(c, site, pack, others);
  const represented = await representedBy(c, site, pack, whom);
  if (isRefusal(represented)) return sayNo(c, site, represented);
  const permit = await permitAs(c, site, 'case.submit', whom);
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const place = placeOf(pack.id, whom);
  const opening = await openForm(site, permit, pack, place, 'open');
  if (isRefusal(opening)) return sayNo(c, site, opening);
  const person = await findPerson(site.world, permit, selfOf(permit));
  const home = isRefusal(person) || person.home === undefined ? undefined : unitOf(site, pack, String(person.home));
  const { files } = await holdFiles(site, permit, pack, opening.typed, []);
  const unit = unitOf(site, pack, textOf(opening.typed, '_unit')) ?? home;
  const key = opening.draft?.id ?? site.world.newId();
  const held = await heldAt(site, own, place);
  return showForm(
    c,
    site,
    { pack, permit, key, fields: opening.typed, unit, files, place, ...(represented === undefined ? {} : { whom: represented }) },
    { opening, general, ...(held === undefined ? {} : { held }), status: general.length > 0 ? 422 : 200 },
  );
}

/** Whoever may act for others says first for whom it is. */
function showWhom(c: Ctx, site: Site, pack: Pack, others: readonly Represented[]): Response {
  const lang = langOf(c);
  const view = {
    title: pack.title[lang],
    back: `/thu-tuc/${pack.id}`,
    self: { name: c.get('signed')?.session.name ?? '', href: `/nop/${pack.id}?cho=toi` },
    others: others.map((one) => ({
      name: one.name,
      note: wordsOf(lang)(one.kind === 'child' ? 'whom.child' : 'whom.proxy', { day: showDate(plusDays(one.until, -1)) }),
      href: placeOf(pack.id, one.id),
    })),
  };
  return showPage(c, whomPage(frameOf(c, site), view));
}

async function postApply(c: Ctx, site: Site): Promise<Response> {
  const own = await permitFor(c, site, 'case.submit', 'own');
  if (isRefusal(own) && own.refused !== 'not-signed-in') return sayNo(c, site, own);
  const posted = await readPost(c, 20);
  if (isRefusal(posted)) return isFromOutbox(c) ? tellOutbox(c, posted) : sayNo(c, site, posted);
  // A device sends only what its owner made: with nobody or somebody else signed in it keeps the case and asks.
  if (isFromOutbox(c) && (isRefusal(own) || textOf(posted.fields, '_who') !== whoOf(c))) return tellOutbox(c, refuse('not-signed-in'));
  const pack = await livePack(site, c.req.param('pack'));
  if (pack === undefined) return isFromOutbox(c) ? tellOutbox(c, refuse('pack-not-live')) : sayNo(c, site, refuse('pack-not-live'));
  const whom = textOf(posted.fields, '_for');
  const place = placeOf(pack.id, whom);
  if (isRefusal(own)) return sendToSignIn(c, site, await holdForOwner(c, site, place, pack, posted));
  const represented = await representedBy(c, site, pack, whom);
  if (isRefusal(represented)) return isFromOutbox(c) ? tellOutbox(c, represented) : sayNo(c, site, represented);
  const permit = await permitAs(c, site, 'case.submit', whom);
  if (isRefusal(permit)) return isFromOutbox(c) ? tellOutbox(c, permit) : sayNo(c, site, permit);
  const held = await holdFiles(site, permit, pack, posted.fields, posted.files);
  tellWhole(c, held.problems);
  const unit = unitOf(site, pack, textOf(posted.fields, '_unit'));
  const sent = textOf(posted.fields, '_key');
  const key = isCommandKey(sent) ? sent : site.world.newId();
  const forWhom = represented === undefined ? {} : { whom: represented };
  const filing: Filing = edited({ pack, permit, key, fields: posted.fields, unit, files: held.files, place, ...forWhom });
  const lang = langOf(c);
  const general: FieldProblem[] = [...fileProblems(held.problems, lang)];
  const store = await storeAsked(site, permit, pack, posted.fields, lang);
  if (isAboutPapers(posted.fields)) {
    await keepPosted(site, permit, place, filing);
    return showForm(c, site, filing, { general, store, status: general.length > 0 ? 422 : 200 });
  }
  if (unit === undefined) general.push({ name: '_unit', text: wordsOf(lang)('form.unitMissing') });
  // Without a key of its own a sending could be done twice: the check page is shown again with one.
  const isSubmission = textOf(filing.fields, '_declare') === 'true' && isCommandKey(sent);
  // What an outbox sends may have been filed already, under rules of that day: the deed looks at its key before anything else.
  if (isFromOutbox(c) && isSubmission && general.length === 0) return await submit(c, site, filing);
  if (!isSubmission) await keepPosted(site, permit, place, filing);
  if (posted.fields.has('_save')) return showForm(c, site, filing, { isSaved: true, general: held.problems.length > 0 ? general : [] });
  if (posted.fields.has('_edit') || posted.fields.has('_add') || posted.fields.has('_remove')) return showForm(c, site, filing, {});
  const read = readWith(pack, { answers: { raw: filing.fields }, files: attached(site, filing) }, site.world);
  const intake = await takenIn(site.world, permit, pack, { answers: { raw: filing.fields }, channel: 'online' }, read.answers);
  if (isRefusal(intake)) return sayNo(c, site, intake);
  const problems = notToldTwice(
    [...read.problems, ...(isSubmission ? [] : (intake?.problems ?? []))],
    general.map((one) => one.name),
  );
  if (problems.length > 0 || general.length > 0) return showForm(c, site, filing, { problems, general, status: 422 });
  return isSubmission
    ? await submit(c, site, filing)
    : await showCheck(c, site, filing, { read, intake: intake?.intake, isMissingTick: posted.fields.has('_submit') });
}

async function submit(c: Ctx, site: Site, filing: Filing): Promise<Response> {
  if (filing.unit === undefined) return sayNo(c, site, refuse('unit-not-found'));
  const receipt = await submitCase(site.world, filing.permit, filing.key as CommandKey, {
    service: filing.pack.id,
    unit: filing.unit.id,
    answers: { raw: filing.fields },
    files: attached(site, filing),
    channel: 'online',
    draft: filing.place,
    ...(isFromOutbox(c) ? { version: textOf(filing.fields, '_pack') } : {}),
  });
  if (isRefusal(receipt)) return refusedFiling(c, site, filing, receipt);
  if (hasProblems(receipt)) return showForm(c, site, filing, { problems: receipt.problems, status: 422 });
  const address = `/da-nop/${receipt.tracking}`;
  if (isFromOutbox(c) && frameOf(c, site).part !== true) return c.json({ tracking: receipt.tracking });
  if (frameOf(c, site).part !== true) return c.redirect(address, 303);
  // The page's own script asks: the receipt comes with this answer, and the address where it stands.
  c.header('X-Url', address);
  return await getSubmitted(c, site, receipt.tracking);
}

/** A refusal keeps everything typed on the screen. */
function refusedFiling(c: Ctx, site: Site, filing: Filing, refusal: Refusal): Promise<Response> {
  const why = refusal.about?.why;
  const text = why === undefined ? sentenceOf(refusal, langOf(c)) : `${sentenceOf(refusal, langOf(c))} ${translated(filing.pack, String(why), langOf(c))}`;
  return showForm(c, site, filing, { general: [{ name: '', text }], status: statusOf(refusal) });
}

type FormShown = {
  readonly opening?: Opening;
  readonly problems?: readonly Problem[];
  readonly general?: readonly FieldProblem[];
  /** The person's own papers, when they were asked for. */
  readonly store?: OwnStore | 'closed';
  /** The draft was saved by this very press. */
  readonly isSaved?: true;
  /** Way to what was sent to this form after the session had lapsed. */
  readonly held?: string;
  readonly status?: number;
};

async function showForm(c: Ctx, site: Site, filing: Filing, shown: FormShown): Promise<Response> {
  const lang = langOf(c);
  if (isFromOutbox(c)) return tellProblems(c, shown);
  const { pack, permit, place } = filing;
  const opening = shown.opening ?? (await openForm(site, permit, pack, place, 'again'));
  if (isRefusal(opening)) return sayNo(c, site, opening);
  const kept = keptView(site, pack, opening, lang);
  const owner = ownerOf(c, site);
  const tongue = tongueOf(c, site, pack);
  const view = {
    title: pack.title[lang],
    action: `/nop/${pack.id}`,
    key: filing.key,
    back: `/thu-tuc/${pack.id}`,
    ...(await unitsShown(c, site, filing, lang)),
    unit: filing.unit?.gso ?? filing.unit?.agencyCode ?? textOf(filing.fields, '_unit'),
    draft: draftOf(c, pack, filing.whom?.id),
    focus: textOf(filing.fields, '_edit'),
    ...(filing.whom === undefined ? {} : { whom: { id: filing.whom.id, name: filing.whom.name, others: `/nop/${pack.id}` } }),
    form: pack.form,
    ...(tongue === undefined ? {} : { tongue }),
    typed: filing.fields,
    problems: shown.problems ?? [],
    warnings: clashesOf(pack.form, opening.fitted),
    known: knownShown(pack.form, opening.known, lang) ?? {},
    files: givenFiles(filing.files, lang),
    store: shown.store ?? 'closed',
    general: shown.general ?? [],
    purposes: [...pack.form.purposes.values()].map((purpose) => ({ text: purpose.label[lang], legal: purpose.legal })),
    ...(owner === undefined ? {} : { keep: { owner, seen: opening.draft === undefined ? -1 : toMs(opening.draft.saved) } }),
    ...(shown.held === undefined ? {} : { held: shown.held }),
    ...(kept === undefined ? {} : { kept: { ...kept, ...(shown.isSaved ? { isNow: true as const } : {}) } }),
  };
  return showPage(c, applyPage(frameOf(c, site), view), shown.status ?? 200);
}

type Checked = { readonly read: Pick<Reading, 'answers' | 'warnings'>; readonly intake: Intake | undefined; readonly isMissingTick: boolean };

async function showCheck(c: Ctx, site: Site, filing: Filing, { read, intake, isMissingTick }: Checked): Promise<Response> {
  const lang = langOf(c);
  const { pack, unit } = filing;
  if (unit === undefined) return showForm(c, site, filing, { status: 422 });
  const now = site.world.now();
  const { answers } = read;
  const found = assess(pack, answers, now, 'online');
  if (isRefusal(found)) return refusedFiling(c, site, filing, found);
  if (!found.eligible) return refusedFiling(c, site, filing, refuse('not-eligible', found.why === undefined ? undefined : { why: found.why }));
  const due = dueBy(found.deadline, now, site.world.calendarOf(unit.id));
  if (isRefusal(due)) return refusedFiling(c, site, filing, due);
  const problems = isMissingTick ? [{ name: '_declare', text: wordsOf(lang)('check.declareMissing') }] : [];
  const own = await shownNumber(site.world, filing.permit);
  const view = {
    title: pack.title[lang],
    action: `/nop/${pack.id}`,
    ...(filing.whom === undefined ? {} : { whom: filing.whom.name }),
    edit: `/nop/${pack.id}`,
    key: filing.key,
    carried: [...carriedPairs(filing, ownerOf(c, site)), { name: '_submit', value: '1' }],
    steps: formSteps({ form: pack.form, typed: filing.fields, problems: [] }, lang).length + 1,
    groups: shownGroups(pack.form, answers, lang).map((group) => ({
      title: group.title,
      rows: group.rows.map((row) => ({ label: row.label, value: row.value, name: row.path, ...noteOf(row.path, read.warnings, intake, lang) })),
    })),
    papers: papersOf(attached(site, filing), (paper) => paperTitle(pack, paper, lang), lang, { thumb: ({ blob }) => thumbOf(filing, blob) }),
    consents: askedByFiling(site, pack, { answers, files: attached(site, filing), ...(own === undefined ? {} : { own }) }, lang),
    fee: feeOf(pack, found.fee, lang),
    promised: promisedAt(due.due, due.because[lang], lang),
    unit: displayName(site.world.org(), unit, lang),
    ...(problems.length === 0 ? {} : { problems }),
  };
  return showPage(c, checkPage(frameOf(c, site), view), isMissingTick ? 422 : 200);
}

/** Beside an answer: what it differs from, and what may be wrong with it. Neither stops anybody. */
function noteOf(path: string, warnings: readonly Problem[], intake: Intake | undefined, lang: Lang): { readonly note?: string } {
  const corrected = intake?.corrections.find((one) => one.path === path);
  const changed = corrected === undefined ? [] : [correctionText(corrected, lang)];
  const warned = warnings.filter((one) => one.field === path || one.field === `${path}.day`).map((one) => one.text[lang]);
  return changed.length + warned.length === 0 ? {} : { note: [...changed, ...warned].join(' ') };
}
