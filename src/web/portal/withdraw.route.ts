/** Taking one's own case back: a page that asks once and says what happens, then the deed. Works without script. */
import type { Hono } from 'hono';
import type { CaseId } from '../../base/id.ts';
import { isCommandKey, isUuid } from '../../base/id.ts';
import { showDong } from '../../base/money.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { tidy } from '../../base/text.ts';
import { withdrawCase } from '../../kernel/case/case.act.ts';
import type { CaseState } from '../../kernel/case/case.ts';
import { readPost, textOf } from '../form-post.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, sayNo, showPage } from '../request.ts';
import { codeText } from '../show.ts';
import { permitOnCase } from './acting.ts';
import { ownCase } from './own-case.ts';
import { longestReason, withdrawPage } from './withdraw.view.ts';

export function withdrawRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/ho-so-cua-toi/:id/rut', (c) => ask(c, site, ''));
  app.post('/ho-so-cua-toi/:id/rut', (c) => postWithdraw(c, site));
}

/** Possible until the result is ready. */
export const canWithdraw = (state: CaseState): boolean => state.stage.at !== 'closed' && state.finished === undefined;

async function ask(c: Ctx, site: Site, reason: string, problem?: string): Promise<Response> {
  const permit = await permitOnCase(c, site, 'case.withdraw', c.req.param('id') ?? '');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const own = await ownCase(c, site);
  if (isRefusal(own)) return sayNo(c, site, own);
  const { state, pack } = own.whole;
  if (!canWithdraw(state)) return sayNo(c, site, refuse('case-not-open'));
  const lang = langOf(c);
  const view = {
    title: pack.title[lang],
    code: codeText(state),
    action: `/ho-so-cua-toi/${state.id}/rut`,
    back: `/ho-so-cua-toi/${state.id}`,
    key: site.world.newId(),
    effects: effectsOf(state, lang),
    reason,
    problems: problem === undefined ? [] : [{ name: 'ly_do', text: problem }],
  };
  return showPage(c, withdrawPage(frameOf(c, site), view), problem === undefined ? 200 : 422);
}

/** What happens afterwards, in the person's words; about the fee what is true of this case. */
function effectsOf(state: CaseState, lang: Lang): readonly string[] {
  const vi = lang === 'vi';
  const work =
    state.clock === undefined
      ? vi
        ? 'Cơ quan chưa tiếp nhận; hồ sơ dừng lại ở đây.'
        : 'It has not been received yet and ends here.'
      : vi
        ? 'Cơ quan dừng giải quyết ngay, không có kết quả.'
        : 'The office stops working on it at once; there is no result.';
  const again = vi ? 'Muốn làm lại thì nộp hồ sơ mới, tính thời hạn từ đầu.' : 'To begin anew, file a new case; its time is counted from the start.';
  const kept = vi ? 'Tờ khai và giấy tờ đã gửi vẫn xem được trong Hồ sơ của tôi.' : 'What was sent stays readable under My cases.';
  return [work, feeText(state, lang), again, kept];
}

function feeText(state: CaseState, lang: Lang): string {
  const vi = lang === 'vi';
  if (state.paid !== undefined) {
    const [amount, serial] = [showDong(state.paid.amount, lang), state.paid.serial];
    return vi
      ? `Đã nộp ${amount} (biên lai ${serial}). Tiền không tự trả lại: cơ quan thu xem xét hoàn phần chưa thực hiện; hỏi Bộ phận Một cửa, đọc số biên lai.`
      : `${amount} was paid (receipt ${serial}). It does not come back by itself: the office decides on a refund of what was not done; ask the one-stop desk with the receipt number.`;
  }
  if (state.fee.total === 0) return vi ? 'Hồ sơ này không phải nộp phí, không có khoản nào phải trả lại.' : 'Nothing was to be paid, so nothing is paid back.';
  return vi
    ? `Chưa nộp phí; khoản ${showDong(state.fee.total, lang)} được hủy, không phải nộp nữa.`
    : `No fee was paid; the ${showDong(state.fee.total, lang)} are cancelled.`;
}

async function postWithdraw(c: Ctx, site: Site): Promise<Response> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const id = c.req.param('id') ?? '';
  const permit = await permitOnCase(c, site, 'case.withdraw', id);
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const key = textOf(posted.fields, '_key');
  const note = tidy(textOf(posted.fields, 'ly_do'));
  if (!isUuid(id)) return sayNo(c, site, refuse('not-found'));
  if (!isCommandKey(key)) return sayNo(c, site, refuse('key-missing'));
  if ([...note].length > longestReason) {
    const text = langOf(c) === 'vi' ? `Lý do dài nhất ${longestReason} ký tự. Rút gọn lại.` : `The reason has at most ${longestReason} characters. Shorten it.`;
    return await ask(c, site, note, text);
  }
  const done = await withdrawCase(site.world, permit, { id: id as CaseId, key, ...(note === '' ? {} : { note }) });
  return isRefusal(done) ? sayNo(c, site, done) : c.redirect(`/ho-so-cua-toi/${id}`, 303);
}
