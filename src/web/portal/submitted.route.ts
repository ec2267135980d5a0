/** The receipt: shown only after the commit, at an address of its own, so that loading it again changes nothing. */

import type { CaseId } from '../../base/id.ts';
import { qrSvg } from '../../base/qr.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { inFours, maskPhone } from '../../base/text.ts';
import { showInstant } from '../../base/time.ts';
import { wordsOf } from '../../base/words.ts';
import { dueBy } from '../../engine/clock/clock.ts';
import { personsFor } from '../../kernel/access/access.act.ts';
import type { WholeCase } from '../../kernel/case/case.act.ts';
import { findCase, openCase, slipPdf, slipPicture } from '../../kernel/case/case.act.ts';
import type { CaseState, SlipSize, SlipWords } from '../../kernel/case/case.ts';
import { assess, awaited, comingSteps } from '../../kernel/case/case.ts';
import type { Permit } from '../../kernel/permit.ts';
import type { Pack } from '../../pack/pack.ts';
import { translated } from '../../pack/pack.ts';
import { happeningsOf, outcomeOf } from '../history.ts';
import type { Happening } from '../parts/shape.ts';
import { payLinesOf } from '../pay-lines.ts';
import { qrInPage } from '../png.ts';
import type { Ctx, Site } from '../request.ts';
import { frameOf, langOf, permitFor, sayNo, showPage, unitName } from '../request.ts';
import { feeOf, papersOf, promisedAt, promisedOf } from '../show.ts';
import { paperTitle } from './apply-files.ts';
import { permitAs } from './apply-for.ts';
import { consentWords } from './consent.words.ts';
import { draftOf } from './filing.ts';
import type { SubmittedView } from './submitted.view.ts';
import { submittedPage } from './submitted.view.ts';

type Found = { readonly whole: WholeCase; readonly permit: Permit<'case.read'> };
type Sent = Found & { readonly own: Permit<'case.read'> };

async function sentCase(c: Ctx, site: Site, tracking: string): Promise<Sent | Refusal> {
  const own = await permitFor(c, site, 'case.read', 'own');
  if (isRefusal(own)) return own;
  const id = await findCase(site.world, tracking);
  const found = id === undefined ? refuse('not-found') : await ownOrRepresented(c, site, own, id);
  return isRefusal(found) ? found : { ...found, own };
}

export async function getSubmitted(c: Ctx, site: Site, tracking: string): Promise<Response> {
  const lang = langOf(c);
  const sent = await sentCase(c, site, tracking);
  if (isRefusal(sent)) return sayNo(c, site, sent);
  const { own, permit } = sent;
  const { state, pack } = sent.whole;
  const trackHref = `/tra-cuu?ma=${state.tracking}`;
  const view = {
    title: pack.title[lang],
    trackingCode: state.tracking,
    qr: qrInPage(`${site.world.origin}${trackHref}`),
    unit: unitName(site, state.unit, lang),
    receivedAt: showInstant(state.submitted, lang),
    phone: maskPhone(state.applicant.phone),
    ...standing(site, pack, state, lang),
    papers: papersOf(state.files, (paper) => paperTitle(pack, paper, lang), lang, { thumb: ({ id }) => `/tep/${id}/nho` }),
    ...(isCalledOff(state) && state.paid === undefined
      ? {}
      : { fee: { ...feeOf(pack, state.fee, lang, state.paid), pay: await payLinesOf(site.world, permit, state.id, lang) } }),
    next: nextSteps(site, lang, pack, state),
    trackHref,
    link: `${site.world.origin}${trackHref}`,
    slipHref: `/da-nop/${state.tracking}/phieu`,
    draft: draftOf(c, pack, state.applicant.id === own.actor.person ? '' : (state.applicant.id ?? '')),
  };
  return showPage(c, submittedPage(frameOf(c, site), view));
}

const slips: Readonly<Record<string, SlipSize | 'picture'>> = { 'phieu.jpg': 'picture', 'phieu.pdf': 'roll', 'phieu-a5.pdf': 'a5' };

/** `/da-nop/<code>/phieu.jpg`, `phieu.pdf` (a roll of 80 mm), `phieu-a5.pdf`: the receipt to keep, print or send on. */
export async function getSlip(c: Ctx, site: Site, tracking: string, file: string): Promise<Response> {
  const kind = Object.hasOwn(slips, file) ? slips[file] : undefined;
  const sent = kind === undefined ? refuse('not-found') : await sentCase(c, site, tracking);
  if (kind === undefined || isRefusal(sent)) return sayNo(c, site, isRefusal(sent) ? sent : refuse('not-found'));
  const { state, pack } = sent.whole;
  const words = slipWords(site, pack, state, langOf(c));
  const bytes = kind === 'picture' ? await slipPicture(site.world, sent.permit, state, words) : await slipPdf(site.world, sent.permit, state, words, kind);
  if (isRefusal(bytes)) return sayNo(c, site, bytes);
  const type = kind === 'picture' ? 'image/jpeg' : 'application/pdf';
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, { 'Content-Type': type, 'Cache-Control': 'private, no-store' });
}

function slipWords(site: Site, pack: Pack, state: CaseState, lang: Lang): SlipWords {
  const say = wordsOf(lang);
  const vi = lang === 'vi';
  const link = `${site.world.origin}/tra-cuu?ma=${state.tracking}`;
  const files = state.files.filter((file) => file.blob !== null).length;
  const brought = state.files.length - files;
  const { promised, isSure, outcome } = standing(site, pack, state, lang);
  const hour = promised === undefined ? [] : [{ label: say(isSure ? 'sent.promise' : 'sent.expectedShort'), value: `${promised.clock} ${promised.day}` }];
  const came = [say('sent.count', { n: files }), ...(brought === 0 ? [] : [say('sent.brought', { n: brought })])].join('; ');
  return {
    heading: say('sent.title'),
    title: pack.title[lang],
    codeLabel: vi ? 'Mã tra cứu' : 'Tracking code',
    code: inFours(state.tracking).split(/\s/),
    qr: qrSvg(link),
    rows: [
      { label: vi ? 'Nơi nhận' : 'Sent to', value: unitName(site, state.unit, lang) },
      { label: vi ? 'Nộp lúc' : 'Sent at', value: showInstant(state.submitted, lang) },
      ...(outcome === undefined ? hour : [{ label: vi ? 'Tình trạng' : 'State', value: outcome.title }]),
      { label: vi ? 'Đã nhận' : 'Received', value: came },
      ...(isCalledOff(state) ? [] : [{ label: vi ? 'Phí, lệ phí' : 'Fee', value: feeOf(pack, state.fee, lang).total }]),
    ],
    foot: vi
      ? `Xem hồ sơ tại ${site.world.origin}/tra-cuu bằng mã trên và 4 số cuối điện thoại.`
      : `See the case at ${site.world.origin}/tra-cuu with this code and the last 4 digits of the phone.`,
    sample: site.world.sample ? say('page.sample') : '',
  };
}

/** One's own case, or the case of somebody the reader acts for. */
async function ownOrRepresented(c: Ctx, site: Site, own: Permit<'case.read'>, id: CaseId): Promise<Found | Refusal> {
  const mine = await openCase(site.world, own, id, 'own');
  if (!isRefusal(mine)) return { whole: mine, permit: own };
  for (const one of await personsFor(site.world, own)) {
    const permit = await permitAs(c, site, 'case.read', one.id);
    const theirs = isRefusal(permit) ? permit : await openCase(site.world, permit, id, 'mandate');
    if (!isRefusal(permit) && !isRefusal(theirs)) return { whole: theirs, permit };
  }
  return mine;
}

/** It ends without a result: nothing is promised, owed or to come. */
const isCalledOff = (state: CaseState): boolean => state.refusal !== undefined || (state.stage.at === 'closed' && state.stage.outcome !== 'granted');

/** The hour as it stands now: before reception what reception now would promise, after it what was promised; or how the case ended. */
function standing(site: Site, pack: Pack, state: CaseState, lang: Lang): Pick<SubmittedView, 'promised' | 'isSure' | 'outcome'> {
  const outcome = outcomeOf(state, pack, lang);
  const now = site.world.now();
  const calendar = site.world.calendarOf(state.unit);
  const promised = promisedOf(state, now, calendar, lang);
  if (outcome !== undefined) return { outcome, isSure: true };
  if (promised !== undefined) return { promised, isSure: true };
  const found = assess(pack, state.answers, now, state.channel);
  const due = isRefusal(found) ? found : dueBy(found.deadline, now, calendar);
  if (isRefusal(due)) return { isSure: false };
  const because = awaited(state).length > 0 ? consentWords(lang)('notYet') : due.because[lang];
  return { promised: promisedAt(due.due, because, lang), isSure: false };
}

/** What comes: where the case stands once somebody has looked at it, until then the reception and the diagram of this service. Nothing once it has ended. */
function nextSteps(site: Site, lang: Lang, pack: Pack, state: CaseState): readonly Happening[] {
  const vi = lang === 'vi';
  if (state.stage.at !== 'submitted') return happeningsOf([], state, pack, lang, { unit: (id) => unitName(site, id, lang) });
  const steps = comingSteps(pack.process, []).map((step): Happening => ({ kind: 'next', title: translated(pack, step.name, lang) }));
  const reception = vi
    ? { title: 'Bộ phận Một cửa kiểm tra, tiếp nhận', text: 'Trong 8 giờ làm việc; khi tiếp nhận có mã hồ sơ và phiếu hẹn.' }
    : { title: 'The one-stop desk checks and receives it', text: 'Within 8 working hours; reception gives the case code and the slip.' };
  const asked = awaited(state);
  const consent: readonly Happening[] =
    asked.length === 0
      ? []
      : [{ kind: 'now', title: consentWords(lang)('chipWaits'), text: `${asked.map((one) => one.name).join(', ')}. ${consentWords(lang)('how')}` }];
  return [
    { kind: 'done', title: vi ? 'Đã nộp hồ sơ' : 'Case submitted' },
    ...consent,
    { kind: asked.length > 0 ? 'next' : 'now', ...reception },
    ...steps,
    { kind: 'next', title: vi ? 'Nhận kết quả điện tử tại Hồ sơ của tôi' : 'Collect the electronic result under My cases' },
  ];
}
