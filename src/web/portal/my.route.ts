/** One's own cases: list, one case with result and supplement, files. */
import type { Hono } from 'hono';
import type { CaseId, PersonId, UnitId } from '../../base/id.ts';
import { isCommandKey, isUuid } from '../../base/id.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { showInstant } from '../../base/time.ts';
import type { CaseLine } from '../../kernel/case/case.act.ts';
import { listDrafts, listMine, withdrawCase } from '../../kernel/case/case.act.ts';
import type { CaseState } from '../../kernel/case/case.ts';
import { shownGroups } from '../../kernel/case/case.ts';
import { readTraces } from '../../kernel/ledger/ledger.act.ts';
import { displayName } from '../../kernel/org/org.ts';
import type { Permit } from '../../kernel/permit.ts';
import { namesOf } from '../../kernel/person/person.act.ts';
import type { Pack } from '../../pack/pack.ts';
import { readPost, textOf } from '../form-post.ts';
import { happeningsOf, outcomeOf, reasonsText } from '../history.ts';
import { payLinesOf } from '../pay-lines.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, sayNo, showPage } from '../request.ts';
import { dueOf, feeOf, madeName, papersOf, promisedOf } from '../show.ts';
import { permitForPerson, permitOnCase, represented } from './acting.ts';
import { draftLine } from './apply-draft.ts';
import { paperTitle } from './apply-files.ts';
import type { MyCaseView } from './my-case.view.ts';
import { myCasePage } from './my-case.view.ts';
import type { MyCaseLine } from './my-cases.view.ts';
import { myCasesPage } from './my-cases.view.ts';
import { ownCase } from './own-case.ts';
import { supplementRoutes } from './supplement.route.ts';

export function myRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/ho-so-cua-toi', (c) => getMine(c, site));
  app.get('/ho-so-cua-toi/:id', (c) => getMyCase(c, site));
  app.post('/ho-so-cua-toi/:id/rut', (c) => postWithdraw(c, site));
  supplementRoutes(app, site);
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
    voice: [
      ...(state.stage.at === 'closed' && state.stage.outcome === 'granted'
        ? [{ href: `/ho-so-cua-toi/${state.id}/danh-gia`, text: lang === 'vi' ? 'Đánh giá kết quả' : 'Rate the result' }]
        : []),
      { href: `/ho-so-cua-toi/${state.id}/kien-nghi`, text: lang === 'vi' ? 'Kiến nghị về hồ sơ này' : 'Complain about this case' },
    ],
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
