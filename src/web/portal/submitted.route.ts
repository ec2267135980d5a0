/** The receipt: shown only after the commit, at an address of its own, so that loading it again changes nothing. */

import type { CaseId } from '../../base/id.ts';
import { qrSvg } from '../../base/qr.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { maskPhone } from '../../base/text.ts';
import { showInstant } from '../../base/time.ts';
import { dueBy } from '../../engine/clock/clock.ts';
import { personsFor } from '../../kernel/access/access.act.ts';
import type { WholeCase } from '../../kernel/case/case.act.ts';
import { findCase, openCase } from '../../kernel/case/case.act.ts';
import type { CaseState } from '../../kernel/case/case.ts';
import { assess } from '../../kernel/case/case.ts';
import { displayName } from '../../kernel/org/org.ts';
import type { Permit } from '../../kernel/permit.ts';
import type { Pack } from '../../pack/pack.ts';
import { payLinesOf } from '../pay-lines.ts';
import type { Ctx, Site } from '../request.ts';
import { frameOf, langOf, permitFor, sayNo, showPage } from '../request.ts';
import { feeOf, papersOf, promisedAt } from '../show.ts';
import { paperTitle } from './apply-files.ts';
import { permitAs } from './apply-for.ts';
import { draftOf } from './filing.ts';
import { submittedPage } from './submitted.view.ts';

export async function getSubmitted(c: Ctx, site: Site, tracking: string): Promise<Response> {
  const lang = langOf(c);
  const own = await permitFor(c, site, 'case.read', 'own');
  if (isRefusal(own)) return sayNo(c, site, own);
  const id = await findCase(site.world, tracking);
  const found = id === undefined ? refuse('not-found') : await ownOrRepresented(c, site, own, id);
  if (isRefusal(found)) return sayNo(c, site, found);
  const { whole, permit } = found;
  const { state, pack } = whole;
  const expected = expectedHour(site, pack, state);
  if (isRefusal(expected)) return sayNo(c, site, expected);
  const unit = site.world.org().byId.get(state.unit);
  const trackHref = `/tra-cuu?ma=${state.tracking}`;
  const view = {
    title: pack.title[lang],
    trackingCode: state.tracking,
    qr: qrSvg(`${site.world.origin}${trackHref}`),
    unit: unit === undefined ? '' : displayName(site.world.org(), unit, lang),
    receivedAt: showInstant(state.submitted, lang),
    phone: maskPhone(state.applicant.phone),
    promised: promisedAt(expected.due, expected.because[lang], lang),
    papers: papersOf(state.files, (paper) => paperTitle(pack, paper, lang), lang, { thumb: ({ id }) => `/tep/${id}/nho` }),
    fee: { ...feeOf(pack, state.fee, lang, state.paid), pay: await payLinesOf(site.world, permit, state.id, lang) },
    next: nextSteps(lang),
    trackHref,
    draft: draftOf(c, pack, state.applicant.id === own.actor.person ? '' : (state.applicant.id ?? '')),
  };
  return showPage(c, submittedPage(frameOf(c, site), view));
}

/** One's own case, or the case of somebody the reader acts for. */
async function ownOrRepresented(
  c: Ctx,
  site: Site,
  own: Permit<'case.read'>,
  id: CaseId,
): Promise<{ readonly whole: WholeCase; readonly permit: Permit<'case.read'> } | Refusal> {
  const mine = await openCase(site.world, own, id, 'own');
  if (!isRefusal(mine)) return { whole: mine, permit: own };
  for (const one of await personsFor(site.world, own)) {
    const permit = await permitAs(c, site, 'case.read', one.id);
    const theirs = isRefusal(permit) ? permit : await openCase(site.world, permit, id, 'mandate');
    if (!isRefusal(permit) && !isRefusal(theirs)) return { whole: theirs, permit };
  }
  return mine;
}

/** Before reception the hour is what reception now would promise; after it, what was promised. */
function expectedHour(site: Site, pack: Pack, state: CaseState): Pick<NonNullable<CaseState['clock']>, 'due' | 'because'> | Refusal {
  if (state.clock !== undefined) return state.clock;
  const found = assess(pack, state.answers, state.submitted, state.channel);
  return isRefusal(found) ? found : dueBy(found.deadline, state.submitted, site.world.calendarOf(state.unit));
}

const nextSteps = (lang: Lang) =>
  lang === 'vi'
    ? ([
        { kind: 'done', title: 'Đã nộp hồ sơ' },
        { kind: 'now', title: 'Bộ phận Một cửa kiểm tra, tiếp nhận', text: 'Trong 8 giờ làm việc; khi tiếp nhận có mã hồ sơ và phiếu hẹn.' },
        { kind: 'next', title: 'Xử lý và ký kết quả' },
        { kind: 'next', title: 'Nhận kết quả điện tử tại Hồ sơ của tôi' },
      ] as const)
    : ([
        { kind: 'done', title: 'Case submitted' },
        { kind: 'now', title: 'The one-stop desk checks and receives it', text: 'Within 8 working hours; reception gives the case code and the slip.' },
        { kind: 'next', title: 'Processing and signing' },
        { kind: 'next', title: 'Collect the electronic result under My cases' },
      ] as const);
