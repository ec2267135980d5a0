/** One's own cases: list, one case with result and supplement, files. */
import type { Hono } from 'hono';
import type { CaseId, CommandKey, PersonId, UnitId } from '../../base/id.ts';
import { isCommandKey, isUuid } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse, sentenceOf, statusOf } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { showInstant } from '../../base/time.ts';
import type { Form, RawAnswers } from '../../engine/form/form.ts';
import { boxesOf } from '../../engine/form/form.ts';
import type { CaseLine, WholeCase } from '../../kernel/case/case.act.ts';
import { answerSupplement, hasProblems, listDrafts, listMine, openCase, withdrawCase } from '../../kernel/case/case.act.ts';
import type { CaseState } from '../../kernel/case/case.ts';
import { faultsNamed, isNamed, shownGroups } from '../../kernel/case/case.ts';
import { readTraces } from '../../kernel/ledger/ledger.act.ts';
import { displayName } from '../../kernel/org/org.ts';
import type { Permit } from '../../kernel/permit.ts';
import { namesOf } from '../../kernel/person/person.act.ts';
import type { Pack } from '../../pack/pack.ts';
import { readPost, textOf } from '../form-post.ts';
import { happeningsOf, outcomeOf, reasonsText } from '../history.ts';
import { typedFrom } from '../parts/form.ts';
import type { GivenFile, OwnStore } from '../parts/paper-field.ts';
import type { FieldProblem } from '../parts/shape.ts';
import { payLinesOf } from '../pay-lines.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, sayNo, showPage } from '../request.ts';
import { dueOf, feeOf, madeName, papersOf, promisedOf } from '../show.ts';
import { permitForPerson, permitOnCase, represented } from './acting.ts';
import { applyPage } from './apply.view.ts';
import { draftLine } from './apply-draft.ts';
import { fileProblems, givenFiles, holdFiles, isAboutPapers, papersFrom, paperTitle } from './apply-files.ts';
import type { MyCaseView } from './my-case.view.ts';
import { myCasePage } from './my-case.view.ts';
import type { MyCaseLine } from './my-cases.view.ts';
import { myCasesPage } from './my-cases.view.ts';
import { storeAsked } from './own-store.ts';

export function myRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/ho-so-cua-toi', (c) => getMine(c, site));
  app.get('/ho-so-cua-toi/:id', (c) => getMyCase(c, site));
  app.post('/ho-so-cua-toi/:id/rut', (c) => postWithdraw(c, site));
  app.get('/ho-so-cua-toi/:id/bo-sung', (c) => getSupplement(c, site));
  app.post('/ho-so-cua-toi/:id/bo-sung', (c) => postSupplement(c, site));
}

async function getMine(c: Ctx, site: Site): Promise<Response> {
  const behalf = c.req.query('thay') ?? '';
  const permit = await permitForPerson(c, site, 'case.read', behalf);
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const other = (await represented(c, site)).find((one) => one.id === behalf);
  const lines = await listMine(site.world, permit);
  const kinds = ['supplement', 'result', 'open', 'closed'] as const;
  const groups = kinds.map((kind) => ({ kind, cases: lines.filter((line) => kindOf(line) === kind).map((line) => myLine(c, site, line)) }));
  const drafts = (await listDrafts(site.world, permit)).map((draft) => draftLine(site, draft, langOf(c)));
  const view = {
    name: other?.name ?? c.get('signed')?.session.name ?? '',
    drafts: other === undefined ? drafts : [],
    groups: groups.filter((group) => group.cases.length > 0),
  };
  return showPage(c, myCasesPage(frameOf(c, site), view));
}

function kindOf(line: CaseLine): 'supplement' | 'result' | 'open' | 'closed' {
  if (line.stage === 'waiting') return 'supplement';
  if (line.finished !== null && line.outcome !== 'refused') return 'result';
  return line.stage === 'closed' ? 'closed' : 'open';
}

function myLine(c: Ctx, site: Site, line: CaseLine): MyCaseLine {
  const lang = langOf(c);
  const pack = site.world.shelf.find(line.packId, line.packVersion);
  const promise = line.due === null ? (lang === 'vi' ? 'Nộp lúc' : 'Submitted') : lang === 'vi' ? 'Hẹn trả' : 'Promised';
  return {
    href: `/ho-so-cua-toi/${line.id}`,
    title: pack?.title[lang] ?? line.packId,
    code: line.code ?? line.tracking,
    due: dueOf(line, site.world.now(), site.world.calendarOf(line.unitId), lang),
    text: `${promise} ${showInstant(line.due ?? line.submitted, lang)}`,
  };
}

async function ownCase(c: Ctx, site: Site): Promise<{ readonly whole: WholeCase; readonly permit: Permit<'case.read'> } | Refusal> {
  const id = c.req.param('id') ?? '';
  const permit = await permitOnCase(c, site, 'case.read', id);
  if (isRefusal(permit)) return permit;
  const whole = isUuid(id) ? await openCase(site.world, permit, id as CaseId, 'own') : refuse('not-found');
  return isRefusal(whole) ? whole : { whole, permit };
}

async function getMyCase(c: Ctx, site: Site): Promise<Response> {
  const own = await ownCase(c, site);
  if (isRefusal(own)) return sayNo(c, site, own);
  const lang = langOf(c);
  const { state, pack, entries } = own.whole;
  const unit = site.world.org().byId.get(state.unit);
  const outcome = outcomeOf(state, pack, lang);
  const promised = promisedOf(state, site.world.now(), site.world.calendarOf(state.unit), lang);
  const view: MyCaseView = {
    title: pack.title[lang],
    code: state.code ?? '',
    trackingCode: state.tracking,
    unit: unit === undefined ? '' : displayName(site.world.org(), unit, lang),
    ...(promised === undefined || outcome !== undefined ? {} : { promised }),
    ...(outcome === undefined ? {} : { outcome }),
    happenings: happeningsOf(entries, state, pack, lang),
    groups: shownGroups(pack.form, state.answers, lang).map((group) => ({
      title: group.title,
      rows: group.rows.map((row) => ({ label: row.label, value: row.value })),
    })),
    papers: papersOf(state.files, (paper) => paperTitle(pack, paper, lang), lang, { href: (id) => `/tep/${id}`, thumb: ({ id }) => `/tep/${id}/nho` }),
    fee: { ...feeOf(pack, state.fee, lang, state.paid), pay: await payLinesOf(site.world, own.permit, state.id, lang) },
    results: resultsOf(state, pack, lang),
    ...(state.stage.at === 'waiting' ? { supplement: askOf(state, pack, lang) } : {}),
    ...(canWithdraw(state) ? { withdraw: { action: `/ho-so-cua-toi/${state.id}/rut`, key: site.world.newId() } } : {}),
    reads: await readsOf(site, own.permit, state, lang),
  };
  return showPage(c, myCasePage(frameOf(c, site), view));
}

const canWithdraw = (state: CaseState): boolean => state.stage.at !== 'closed' && state.finished === undefined;

/** Papers the citizen may take: slips and letters at once, the result once it is signed. */
const resultsOf = (state: CaseState, pack: Pack, lang: Lang): MyCaseView['results'] =>
  state.documents
    .filter((made) => made.kind !== 'result' || state.finished !== undefined)
    .toReversed()
    .map((made) => ({
      name: madeName(pack, made.kind, lang),
      note: `${showInstant(made.at, lang)}${made.signatures.length === 0 ? '' : ` · ${lang === 'vi' ? 'đã ký số' : 'digitally signed'}`}`,
      href: `/tep/${made.id}`,
      ...(made.signatures.length === 0 ? {} : { verifyHref: `/xac-minh?ma=${made.verifyCode}` }),
    }));

function askOf(state: CaseState, pack: Pack, lang: Lang): NonNullable<MyCaseView['supplement']> {
  const asked = state.supplements.at(-1);
  const reasons = (asked?.reasons ?? []).map((code) => reasonsText([code], pack.reasons.supplement, lang));
  return { href: `/ho-so-cua-toi/${state.id}/bo-sung`, reasons, ...(asked === undefined ? {} : { note: asked.note }) };
}

async function readsOf(site: Site, permit: Permit<'case.read'>, state: CaseState, lang: Lang): Promise<MyCaseView['reads']> {
  const traces = await readTraces(site.world, permit, state.id, 20);
  const names = await namesOf(
    site.world,
    permit,
    traces.map((trace) => trace.actor as PersonId),
  );
  const org = site.world.org();
  const lines = traces.map((trace) => {
    const unit = org.byId.get((trace.entry.from ?? trace.unitId) as UnitId);
    const purpose = typeof trace.entry.purpose === 'string' ? { why: purposeText(trace.entry.purpose, lang) } : {};
    const who = [names.get(trace.actor as PersonId) ?? '', unit === undefined ? '' : displayName(org, unit, lang)];
    return { who: who.filter((part) => part !== '').join(', '), at: showInstant(trace.at, lang), ...purpose };
  });
  // Several looks in one minute for one purpose are one line; the ledger keeps them all.
  const words = (line: MyCaseView['reads'][number] | undefined): string => `${line?.who}\n${line?.at}\n${line?.why}`;
  return lines.filter((line, index) => index === 0 || words(line) !== words(lines[index - 1]));
}

const purposes = {
  work: { vi: 'xử lý hồ sơ', en: 'to work on the case' },
  sign: { vi: 'ký kết quả', en: 'to sign the result' },
  file: { vi: 'xem tệp', en: 'to see a file' },
  own: { vi: 'làm thay', en: 'acting for the person' },
  counter: { vi: 'tại quầy', en: 'at the counter' },
  api: { vi: 'qua giao diện lập trình', en: 'through the interface for machines' },
} as const;
export const purposeText = (purpose: string, lang: Lang): string => (purpose in purposes ? purposes[purpose as keyof typeof purposes][lang] : purpose);

async function postWithdraw(c: Ctx, site: Site): Promise<Response> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const id = c.req.param('id') ?? '';
  const permit = await permitOnCase(c, site, 'case.withdraw', id);
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const key = textOf(posted.fields, '_key');
  const done = !isUuid(id)
    ? refuse('not-found')
    : !isCommandKey(key)
      ? refuse('key-missing')
      : await withdrawCase(site.world, permit, { id: id as CaseId, key });
  return isRefusal(done) ? sayNo(c, site, done) : c.redirect(`/ho-so-cua-toi/${id}`, 303);
}

async function getSupplement(c: Ctx, site: Site): Promise<Response> {
  const own = await ownCase(c, site);
  if (isRefusal(own)) return sayNo(c, site, own);
  const { state, pack } = own.whole;
  if (state.stage.at !== 'waiting') return sayNo(c, site, refuse('case-not-open'));
  return showSupplement(c, site, own.whole, { typed: typedFrom(pack.form, state.answers), key: site.world.newId(), problems: [], general: [], status: 200 });
}

type Shown = {
  readonly typed: RawAnswers;
  readonly key: string;
  readonly problems: Parameters<typeof applyPage>[1]['problems'];
  readonly general: readonly FieldProblem[];
  /** Files already received with an earlier press. */
  readonly files?: Readonly<Record<string, readonly GivenFile[]>>;
  readonly store?: OwnStore | 'closed';
  readonly status: number;
};

/** The same form with nothing but the faults in it. */
function showSupplement(c: Ctx, site: Site, whole: WholeCase, shown: Shown): Response {
  const lang = langOf(c);
  const { state, pack } = whole;
  const asked = state.supplements.at(-1);
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
    direct: { button: lang === 'vi' ? 'Gửi bổ sung' : 'Send the supplement', note: asked?.note ?? '' },
  };
  return showPage(c, applyPage(frameOf(c, site), view), shown.status);
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
  const own = await ownCase(c, site);
  if (isRefusal(own)) return sayNo(c, site, own);
  const permit = await permitOnCase(c, site, 'case.submit', c.req.param('id') ?? '');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const posted = await readPost(c, 20);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const { state, pack } = own.whole;
  const key = textOf(posted.fields, '_key');
  if (!isCommandKey(key)) return sayNo(c, site, refuse('key-missing'));
  const lang = langOf(c);
  const typed = mergeTyped(faultsOnly(pack, state), typedFrom(pack.form, state.answers), posted.fields);
  const held = await holdFiles(site, permit, pack, posted.fields, posted.files);
  const general = fileProblems(held.problems, lang);
  const store = await storeAsked(site, permit, pack, posted.fields, lang);
  const again = { typed, key, problems: [], general, files: givenFiles(held.files, lang), store, status: general.length > 0 ? 422 : 200 };
  if (general.length > 0 || isAboutPapers(posted.fields)) return showSupplement(c, site, own.whole, again);
  const files = papersFrom(site, held.files);
  const done = await answerSupplement(site.world, permit, { id: state.id, key: key as CommandKey, answers: { raw: typed }, files });
  if (isRefusal(done)) return showSupplement(c, site, own.whole, { ...again, general: [{ name: '', text: sentenceOf(done, lang) }], status: statusOf(done) });
  if (hasProblems(done)) return showSupplement(c, site, own.whole, { ...again, problems: done.problems, status: 422 });
  return c.redirect(`/ho-so-cua-toi/${state.id}`, 303);
}

/** 'papers.*.kind' names 'papers.0.kind' and the boxes below it. */
function isItemOf(path: string, name: string): boolean {
  const [head = '', tail = ''] = path.split('*');
  const rest = name.startsWith(head) ? /^\d{1,3}(.*)$/.exec(name.slice(head.length))?.[1] : undefined;
  return rest !== undefined && (rest === tail || rest.startsWith(`${tail}.`));
}

/** Only the named faults are taken from the post; everything else stays as it was given. */
function mergeTyped(faults: Form, given: RawAnswers, posted: RawAnswers): RawAnswers {
  const merged = new Map(given);
  const shown = faults.pages.flatMap((page) => page.groups.flatMap((group) => group.fields));
  for (const field of shown) {
    const isOf = (name: string): boolean => (field.path.includes('*') ? isItemOf(field.path, name) : boxesOf(field).includes(name));
    for (const name of [...merged.keys()].filter(isOf)) merged.delete(name);
    for (const [name, values] of posted) if (isOf(name)) merged.set(name, values);
  }
  return merged;
}
