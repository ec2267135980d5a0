/** What happened to a case, in plain words, from its ledger entries. No personal data: the public timeline shows it. */
import { showDong } from '../base/money.ts';
import type { Lang } from '../base/text.ts';
import { showInstant } from '../base/time.ts';
import type { CaseEntry, CaseState } from '../kernel/case/case.ts';
import { owed } from '../kernel/case/case.ts';
import type { LedgerEntry } from '../kernel/ledger/ledger.ts';
import type { Pack } from '../pack/pack.ts';
import { translated } from '../pack/pack.ts';
import type { Happening } from './parts/shape.ts';

/** Done lines oldest first, then where it stands now and what comes. */
export function happeningsOf(entries: readonly LedgerEntry[], state: CaseState, pack: Pack, lang: Lang): readonly Happening[] {
  const done = entries.flatMap((row) => lineOf(row.entry as unknown as CaseEntry, pack, lang));
  return [...done, ...nowLines(state, pack, lang)];
}

function lineOf(entry: CaseEntry, pack: Pack, lang: Lang): readonly Happening[] {
  const vi = lang === 'vi';
  const line = (title: string, text?: string, kind: Happening['kind'] = 'done'): readonly Happening[] => [
    { kind, at: showInstant(entry.at, lang), title, ...(text === undefined || text === '' ? {} : { text }) },
  ];
  switch (entry.what) {
    case 'case-submitted':
      return line(vi ? 'Đã nộp hồ sơ' : 'Case submitted', channelText[entry.channel][lang]);
    case 'case-received':
      return line(vi ? 'Đã tiếp nhận, cấp mã hồ sơ' : 'Received, case code given', entry.code);
    case 'task-completed':
      return line(`${vi ? 'Xong bước' : 'Step done'}: ${translated(pack, entry.name, lang)}`);
    case 'supplement-requested':
      return line(
        vi ? 'Yêu cầu bổ sung, đồng hồ dừng' : 'Supplement asked, the clock stopped',
        reasonsText(entry.reasons, pack.reasons.supplement, lang),
        'stop',
      );
    case 'supplement-answered':
      return line(vi ? 'Đã bổ sung, đồng hồ chạy tiếp' : 'Supplement received, the clock runs again');
    case 'case-extended':
      return line(vi ? 'Gia hạn, xin lỗi và hẹn lại' : 'Extended, with an apology and a new hour', reasonsText([entry.reason], pack.reasons.extension, lang));
    case 'fee-taken':
      return line(
        entry.payment.online === true ? (vi ? 'Đã nộp phí trực tuyến' : 'Fee paid online') : vi ? 'Đã thu phí tại quầy' : 'Fee received at the counter',
        `${showDong(entry.payment.amount)}, ${vi ? 'biên lai' : 'receipt'} ${entry.payment.serial}`,
      );
    case 'case-refused':
      return line(vi ? 'Từ chối giải quyết' : 'Refused', reasonsText([entry.reason], pack.reasons.refusal, lang), 'stop');
    case 'case-withdrawn':
      return line(vi ? 'Người nộp rút hồ sơ' : 'Withdrawn by the applicant', undefined, 'stop');
    case 'result-ready':
      return line(vi ? 'Đã ký kết quả' : 'Result signed');
    case 'case-closed':
      return entry.outcome === 'granted' ? line(vi ? 'Đã trả kết quả' : 'Result handed over') : line(vi ? 'Kết thúc' : 'Closed');
    case 'job-completed':
    case 'child-ended':
    case 'timers-fired':
    case 'document-made':
    case 'document-signed':
      return [];
  }
}

const channelText = {
  online: { vi: 'Nộp trên mạng', en: 'Online' },
  counter: { vi: 'Nộp tại quầy', en: 'At the counter' },
  assisted: { vi: 'Nộp hộ', en: 'With assistance' },
  post: { vi: 'Qua bưu chính', en: 'By post' },
} as const;

export const channelName = (channel: string, lang: Lang): string => (channel in channelText ? channelText[channel as keyof typeof channelText][lang] : channel);

export const reasonsText = (codes: readonly string[], known: Pack['reasons']['supplement'], lang: Lang): string =>
  codes.map((code) => known.find((one) => one.code === code)?.label[lang] ?? code).join('; ');

function nowLines(state: CaseState, pack: Pack, lang: Lang): readonly Happening[] {
  const vi = lang === 'vi';
  if (state.stage.at === 'closed') return [];
  if (state.stage.at === 'waiting') return [{ kind: 'now', title: vi ? 'Chờ người nộp bổ sung' : 'Waiting for the applicant' }];
  if (state.stage.at === 'submitted') {
    return [
      { kind: 'now', title: vi ? 'Chờ Bộ phận Một cửa tiếp nhận' : 'Waiting for reception at the one-stop desk' },
      { kind: 'next', title: vi ? 'Xử lý, ký và trả kết quả' : 'Processing, signing and return' },
    ];
  }
  const steps: Happening[] = state.tasks.map((task) => ({ kind: 'now', title: translated(pack, task.name, lang) }));
  const making: Happening[] =
    state.jobs.length > 0 && steps.length === 0 ? [{ kind: 'now', title: vi ? 'Đang lập văn bản' : 'The document is being made' }] : [];
  const pay: Happening[] = owed(state) > 0 ? [{ kind: 'next', title: vi ? `Nộp phí ${showDong(owed(state))}` : `Pay ${showDong(owed(state))}` }] : [];
  const back: Happening[] = state.finished === undefined ? [{ kind: 'next', title: vi ? 'Trả kết quả' : 'Result handed over' }] : [];
  return [...steps, ...making, ...pay, ...back];
}

/** The last word once nothing is owed any more, or when the result waits. */
export function outcomeOf(
  state: CaseState,
  pack: Pack,
  lang: Lang,
): { readonly state: 'xong' | 'qua' | 'dung'; readonly title: string; readonly text: string } | undefined {
  const vi = lang === 'vi';
  if (state.stage.at === 'closed' && state.stage.outcome === 'withdrawn')
    return { state: 'dung', title: vi ? 'Hồ sơ đã rút' : 'Withdrawn', text: vi ? 'Có thể nộp lại bất cứ lúc nào.' : 'It can be filed again at any time.' };
  if (state.refusal !== undefined) {
    const why = reasonsText([state.refusal.reason], pack.reasons.refusal, lang);
    return {
      state: 'qua',
      title: vi ? 'Hồ sơ không được giải quyết' : 'The case was refused',
      text: `${why}. ${vi ? 'Ông/bà có quyền khiếu nại theo quy định của pháp luật.' : 'A complaint may be filed under the law.'}`,
    };
  }
  if (state.finished !== undefined) {
    return state.stage.at === 'closed'
      ? {
          state: 'xong',
          title: vi ? 'Đã trả kết quả' : 'Result handed over',
          text: vi ? 'Bản điện tử vẫn tải lại được tại Hồ sơ của tôi.' : 'The electronic copy stays available under My cases.',
        }
      : {
          state: 'xong',
          title: vi ? 'Đã có kết quả' : 'The result is ready',
          text: vi ? 'Đăng nhập để tải bản điện tử, hoặc nhận tại Bộ phận Một cửa.' : 'Sign in to download it, or collect it at the one-stop desk.',
        };
  }
  return undefined;
}
