/** One's own cases: list, one case with result and supplement, files. */
import type { Hono } from 'hono';
import type { PersonId, UnitId } from '../../base/id.ts';
import { isRefusal } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { showInstant } from '../../base/time.ts';
import type { CaseLine } from '../../kernel/case/case.act.ts';
import { listDrafts, listMine, listNamed, listParked } from '../../kernel/case/case.act.ts';
import type { CaseState } from '../../kernel/case/case.ts';
import { shownGroups } from '../../kernel/case/case.ts';
import { readTraces } from '../../kernel/ledger/ledger.act.ts';
import { displayName } from '../../kernel/org/org.ts';
import type { Permit } from '../../kernel/permit.ts';
import { namesOf } from '../../kernel/person/person.act.ts';
import type { Pack } from '../../pack/pack.ts';
import { consentLines } from '../consents.ts';
import { happeningsOf, outcomeOf, personsIn } from '../history.ts';
import { payLinesOf } from '../pay-lines.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, permitFor, sayNo, showPage, unitName } from '../request.ts';
import { clockNotes, dueOf, feeOf, madeName, papersOf, promisedOf } from '../show.ts';
import { permitForPerson, represented } from './acting.ts';
import { draftLine, heldLine } from './apply-draft.ts';
import { paperTitle } from './apply-files.ts';
import { isJoint, namedLine } from './consent.route.ts';
import { faultsOf } from './faults.ts';
import type { MyCaseView } from './my-case.view.ts';
import { myCasePage } from './my-case.view.ts';
import type { MyCaseLine } from './my-cases.view.ts';
import { myCasesPage } from './my-cases.view.ts';
import { ownCase } from './own-case.ts';
import { pausedWords, suppliedWords } from './paused.ts';
import { supplementRoutes } from './supplement.route.ts';
import { canWithdraw, withdrawRoutes } from './withdraw.route.ts';

export function myRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/ho-so-cua-toi', (c) => getMine(c, site));
  app.get('/ho-so-cua-toi/:id', (c) => getMyCase(c, site));
  supplementRoutes(app, site);
  withdrawRoutes(app, site);
}

async function getMine(c: Ctx, site: Site): Promise<Response> {
  const behalf = c.req.query('thay') ?? '';
  const permit = await permitForPerson(c, site, 'case.read', behalf);
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const other = (await represented(c, site)).find((one) => one.id === behalf);
  const lines = await listMine(site.world, permit);
  const kinds = ['supplement', 'result', 'open', 'closed'] as const;
  const groups = kinds.map((kind) => ({ kind, cases: lines.filter((line) => kindOf(line) === kind).map((line) => myLine(c, site, line)) }));
  const held = (await listParked(site.world, permit)).map((post) => heldLine(site, post, langOf(c)));
  const drafts = [...held, ...(await listDrafts(site.world, permit)).map((draft) => draftLine(site, draft, langOf(c)))];
  const named = other === undefined ? await namedLines(c, site) : [];
  const view = {
    named,
    name: other?.name ?? c.get('signed')?.session.name ?? '',
    drafts: other === undefined ? drafts : [],
    groups: groups.filter((group) => group.cases.length > 0),
  };
  return showPage(c, myCasesPage(frameOf(c, site), view));
}

/** Cases of others that name the reader: those that wait for an answer, and those followed as a joint applicant. None while the sign-in is not verified. */
async function namedLines(c: Ctx, site: Site): Promise<readonly MyCaseLine[]> {
  const permit = await permitFor(c, site, 'person.self', 'own');
  const cases = isRefusal(permit) ? permit : await listNamed(site.world, permit);
  if (isRefusal(cases)) return [];
  const shown = cases.map((one) => ({ ...one, line: namedLine(site, one, langOf(c)) })).filter(({ pack, mine, line }) => line.waits || isJoint(pack, mine));
  return shown.map(({ line }) => ({ href: line.href, title: line.title, about: line.from, code: line.who, due: line.chip, text: line.text }));
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
  const outcome = outcomeOf(state, pack, lang);
  const people = await namesOf(site.world, own.permit, personsIn(entries));
  const promised = promisedOf(state, site.world.now(), site.world.calendarOf(state.unit), lang);
  const view: MyCaseView = {
    title: pack.title[lang],
    code: state.code ?? '',
    trackingCode: state.tracking,
    unit: unitName(site, state.unit, lang),
    ...(promised === undefined || outcome !== undefined ? {} : { promised }),
    ...(outcome === undefined ? {} : { outcome }),
    // A supplement is asked for in a section of its own.
    ...(outcome === undefined ? { notes: clockNotes(state, pack, lang).filter((one) => state.stage.at !== 'waiting' || one.tone !== 'dung') } : {}),
    happenings: happeningsOf(entries, state, pack, lang, { unit: (unit) => unitName(site, unit, lang), person: (person) => people.get(person) }),
    groups: shownGroups(pack.form, state.answers, lang).map((group) => ({
      title: group.title,
      rows: group.rows.map((row) => ({ label: row.label, value: row.value })),
    })),
    papers: papersOf(state.files, (paper) => paperTitle(pack, paper, lang), lang, { href: (id) => `/tep/${id}`, thumb: ({ id }) => `/tep/${id}/nho` }),
    fee: { ...feeOf(pack, state.fee, lang, state.paid), pay: await payLinesOf(site.world, own.permit, state.id, lang) },
    results: madeOf(state, pack, lang, isResult),
    letters: madeOf(state, pack, lang, (made) => !isResult(made)),
    ...(outcome === undefined || state.finished === undefined || state.refusal !== undefined ? {} : { collect: collectOf(site, state, lang) }),
    ...(c.req.query('xong') === 'gui' ? { done: suppliedWords(state, lang) } : {}),
    consents: consentLines(site, state, pack, lang, 'applicant'),
    ...(state.stage.at === 'waiting' ? { supplement: askOf(state, pack, lang) } : {}),
    ...(canWithdraw(state) ? { withdrawHref: `/ho-so-cua-toi/${state.id}/rut` } : {}),
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

/** A refusal ends the case as a result does; slips and other letters belong to its way. */
const isResult = ({ kind }: CaseState['documents'][number]): boolean => kind === 'result' || kind === 'refusal';

/** Papers the citizen may take: slips and letters at once, the result once it is signed. */
const madeOf = (state: CaseState, pack: Pack, lang: Lang, isWanted: typeof isResult): MyCaseView['results'] =>
  state.documents
    .filter(isWanted)
    .filter((made) => made.kind !== 'result' || state.finished !== undefined)
    .toReversed()
    .map((made) => ({
      name: madeName(pack, made.kind, lang),
      note: `${showInstant(made.at, lang)}${made.signatures.length === 0 ? '' : ` · ${lang === 'vi' ? 'đã ký số' : 'digitally signed'}`}`,
      href: `/tep/${made.id}`,
      ...(made.signatures.length === 0 ? {} : { verifyHref: `/xac-minh?ma=${made.verifyCode}` }),
    }));

/** Where the paper is, and that the electronic copy is kept for the next filing. */
function collectOf(site: Site, state: CaseState, lang: Lang): NonNullable<MyCaseView['collect']> {
  const unit = unitName(site, state.unit, lang);
  const isHanded = state.stage.at === 'closed';
  if (lang === 'en')
    return {
      paper: isHanded
        ? `The paper was handed over at the one-stop desk, ${unit}.`
        : `The paper is collected at the one-stop desk, ${unit}. Bring the code and an identity paper.`,
      vault: 'The signed copy lies in your vault and can be used for the next filing.',
    };
  return {
    paper: isHanded ? `Bản giấy đã trao tại Bộ phận Một cửa, ${unit}.` : `Nhận bản giấy tại Bộ phận Một cửa, ${unit}. Mang theo mã hồ sơ và giấy tờ tùy thân.`,
    vault: 'Bản đã ký nằm sẵn trong Kho giấy tờ, dùng lại khi nộp hồ sơ khác.',
  };
}

function askOf(state: CaseState, pack: Pack, lang: Lang): NonNullable<MyCaseView['supplement']> {
  const asked = state.supplements.at(-1);
  return {
    href: `/ho-so-cua-toi/${state.id}/bo-sung`,
    faults: faultsOf(state, pack, lang),
    paused: pausedWords(state, lang),
    ...(asked === undefined ? {} : { note: asked.note }),
  };
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
  consent: { vi: 'được nêu tên, đọc phần được hỏi ý kiến', en: 'named in it, to read the part asked about' },
  counter: { vi: 'tại quầy', en: 'at the counter' },
  api: { vi: 'qua giao diện lập trình', en: 'through the interface for machines' },
} as const;
export const purposeText = (purpose: string, lang: Lang): string => (purpose in purposes ? purposes[purpose as keyof typeof purposes][lang] : purpose);
