/** From what the kernel knows to what the screens show: promised hours, chips, fees, histories, in the language of the page. */
import { showDong } from '../base/money.ts';
import type { Lang } from '../base/text.ts';
import { inFours } from '../base/text.ts';
import type { Instant } from '../base/time.ts';
import { clockOf, dateOf, showDate, showInstant, weekdayName } from '../base/time.ts';
import type { Calendar, Pause } from '../engine/clock/clock.ts';
import { dueState, showLeft, timeLeft } from '../engine/clock/clock.ts';
import type { Fee as CaseFee, CaseState, Correction } from '../kernel/case/case.ts';
import { awaited, hourOwed } from '../kernel/case/case.ts';
import type { Pack } from '../pack/pack.ts';
import { translated } from '../pack/pack.ts';
import { movedText } from './history.ts';
import type { ClockNote, Due, Fee, Paper, Promised } from './parts/shape.ts';

export const dayText = (at: Instant, lang: Lang): string => `${weekdayName(dateOf(at), lang)} ${showDate(dateOf(at))}`;
export const shortDay = (at: Instant): string => showDate(dateOf(at)).slice(0, 5);

/** What a list knows of a case's clock. */
export type Timed = {
  readonly stage: CaseState['stage']['at'];
  readonly outcome?: string | null;
  readonly received: Instant | null;
  readonly due: Instant | null;
  readonly finished: Instant | null;
  /** Somebody named in it has still to agree. */
  readonly awaitsConsent?: boolean;
};

/** Chip of a case: word and shape of its clock. */
export function dueOf(one: Timed, now: Instant, calendar: Calendar, lang: Lang): Due {
  const vi = lang === 'vi';
  if (one.stage === 'waiting' && one.received === null) return { state: 'dung', text: vi ? 'Chờ bổ sung' : 'Supplement asked' };
  if (one.stage === 'waiting') return { state: 'dung', text: vi ? 'Dừng, chờ bổ sung' : 'Paused, supplement asked' };
  if (one.outcome === 'withdrawn') return { state: 'dung', text: vi ? 'Đã rút' : 'Withdrawn' };
  if (one.outcome === 'refused') return { state: 'dung', text: vi ? 'Đã từ chối' : 'Refused' };
  if (one.awaitsConsent === true && one.finished === null) return { state: 'dung', text: vi ? 'Chờ đồng ý' : 'Consent awaited' };
  if (one.received !== null && one.due === null) return { state: 'dung', text: vi ? 'Dừng, chờ nộp tiền' : 'Paused, payment open' };
  if (one.received === null || one.due === null) return { state: 'han', text: vi ? 'Chờ tiếp nhận' : 'Waiting for reception' };
  if (one.finished !== null) {
    const isLate = one.finished > one.due;
    return { state: isLate ? 'qua' : 'xong', text: isLate ? (vi ? 'Xong, quá hạn' : 'Done, late') : vi ? 'Xong, đúng hạn' : 'Done, on time' };
  }
  const state = dueState(now, one.received, one.due, calendar, 'running');
  return { state, text: showLeft(timeLeft(now, one.due, calendar), lang) };
}

export const timedOf = (state: CaseState): Timed => ({
  stage: state.stage.at,
  outcome: state.stage.at === 'closed' ? state.stage.outcome : null,
  received: state.clock?.received ?? null,
  due: hourOwed(state) ?? null,
  finished: state.finished ?? null,
  awaitsConsent: awaited(state).length > 0,
});

export function promisedAt(due: Instant, because: string, lang: Lang): Promised {
  return { clock: clockOf(due), day: dayText(due, lang), because };
}

export function promisedOf(state: CaseState, now: Instant, calendar: Calendar, lang: Lang): Promised | undefined {
  if (state.clock === undefined) return undefined;
  const pause = state.clock.pauses.findLast((one) => one.to === undefined);
  const running = lang === 'vi' ? 'Đồng hồ đang chạy' : 'The clock is running';
  return {
    ...promisedAt(state.clock.due, state.clock.because[lang], lang),
    due: dueOf(timedOf(state), now, calendar, lang),
    ...(state.stage.at === 'closed' || state.finished !== undefined ? {} : { state: pause === undefined ? running : pauseText(pause, lang) }),
  };
}

const waits = {
  supplement: { vi: 'chờ ông/bà bổ sung', en: 'a supplement is asked of you' },
  consent: { vi: 'chờ người được nêu tên đồng ý với nội dung đã sửa', en: 'the people named have to agree to what was changed' },
  obligation: { vi: 'chờ nộp khoản tiền do cơ quan khác xác định', en: 'a payment set by another agency is open' },
  consulting: { vi: 'chờ ý kiến cơ quan khác', en: 'another agency is asked' },
  other: { vi: 'hồ sơ ở cơ quan khác', en: 'the case lies with another agency' },
} as const;

/** Why the clock stands still, and since when. */
export const pauseText = (pause: Pause, lang: Lang): string =>
  lang === 'vi'
    ? `Đồng hồ dừng từ ${showInstant(pause.from, lang)}: ${waits[pause.why].vi}`
    : `The clock stands still since ${showInstant(pause.from, lang)}: ${waits[pause.why].en}`;

/** What the hour owed does not say by itself: the clock has not begun, stands still, or was moved with an apology. */
export function clockNotes(state: CaseState, pack: Pack, lang: Lang): readonly ClockNote[] {
  const vi = lang === 'vi';
  const { clock } = state;
  if (state.stage.at === 'closed' || state.finished !== undefined) return [];
  const pause = clock?.pauses.findLast((one) => one.to === undefined);
  const extended = clock?.extended;
  if (clock === undefined && state.stage.at === 'waiting')
    return [
      {
        tone: 'dung',
        title: vi ? `Đồng hồ chưa chạy: ${waits.supplement.vi}` : `The clock has not begun: ${waits.supplement.en}`,
        text: vi ? 'Giờ hẹn tính từ lúc tiếp nhận.' : 'The hour is counted from reception.',
      },
    ];
  const asked = awaited(state).length;
  if (clock === undefined && asked > 0)
    return [
      {
        tone: 'dung',
        title: vi ? `Đồng hồ chưa chạy: chờ ${asked} người được nêu tên đồng ý` : `The clock has not begun: ${asked} named in the case have still to agree`,
        text: vi
          ? 'Khi mọi người đã đồng ý, hồ sơ đến Bộ phận Một cửa để tiếp nhận; giờ hẹn tính từ lúc tiếp nhận.'
          : 'Once all have agreed it goes to the one-stop desk; the hour is counted from reception.',
      },
    ];
  if (clock === undefined) {
    const text = vi
      ? 'Giờ hẹn trả bắt đầu tính khi Bộ phận Một cửa tiếp nhận, trong 8 giờ làm việc.'
      : 'The hour is counted from reception, within 8 working hours.';
    return [{ tone: 'info', title: vi ? 'Đồng hồ chưa chạy: chờ tiếp nhận' : 'The clock has not begun: waiting for reception', text }];
  }
  const stopped: readonly ClockNote[] =
    pause === undefined
      ? []
      : [
          {
            tone: 'dung',
            title: pauseText(pause, lang),
            text: vi
              ? 'Thời gian chờ không tính. Khi chạy tiếp, giờ hẹn được tính lại.'
              : 'The wait is not counted. The hour is computed anew when the clock runs again.',
          },
        ];
  const sorry: readonly ClockNote[] =
    extended === undefined
      ? []
      : [
          {
            tone: 'sap',
            title: vi ? 'Cơ quan xin lỗi và hẹn lại' : 'The office apologises and gives a new hour',
            text: movedText(clock, extended.reason, pack, lang),
          },
        ];
  return [...stopped, ...sorry];
}

export function feeOf(pack: Pack, fee: CaseFee, lang: Lang, paid?: CaseState['paid']): Fee {
  const free = lang === 'vi' ? 'miễn' : 'free';
  return {
    lines: fee.lines.map((line) => ({
      text: translated(pack, line.label, lang),
      how: `${line.quantity} × ${showDong(line.unitPrice, lang)}`,
      amount: showDong(line.amount, lang),
    })),
    total: fee.total === 0 ? free : showDong(fee.total, lang),
    ...(fee.total === 0 ? { isFree: true as const } : {}),
    ...(fee.exempt === undefined || fee.exempt === '' ? {} : { because: translated(pack, fee.exempt, lang) }),
    ...(paid === undefined
      ? {}
      : {
          paid: `${lang === 'vi' ? 'đã thu' : 'paid'}${paid.amount < fee.total ? ` ${showDong(paid.amount, lang)}` : ''} ${shortDay(paid.at)}, ${lang === 'vi' ? 'biên lai' : 'receipt'} ${paid.serial}`,
        }),
  };
}

export const sizeText = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1).replace('.', ',')} MB`;

export const pagesText = (pages: number, lang: Lang): string => (lang === 'vi' ? `${pages} trang` : pages === 1 ? '1 page' : `${pages} pages`);

/** Attached papers; `title` finds the pack's name of a paper, `thumb` where the small picture of a file stands. */
export function papersOf(
  files: CaseState['files'],
  title: (paper: string) => string,
  lang: Lang,
  { href, thumb }: { readonly href?: (id: string) => string; readonly thumb?: (file: CaseState['files'][number]) => string | undefined } = {},
): readonly Paper[] {
  return files.map((file) => {
    if (file.blob === null) return { name: title(file.paper), note: lang === 'vi' ? 'nộp bản giấy tại quầy' : 'on paper at the counter', brought: true };
    const link = href === undefined ? {} : { href: href(file.id), hrefText: lang === 'vi' ? 'Mở' : 'Open' };
    const picture = thumb?.(file);
    const pages = file.pages === undefined ? '' : `${pagesText(file.pages, lang)} · `;
    return { name: title(file.paper), note: `${file.name} · ${pages}${sizeText(file.size)}`, ...link, ...(picture === undefined ? {} : { thumb: picture }) };
  });
}

export const codeText = (state: Pick<CaseState, 'code' | 'tracking'>): string => state.code ?? inFours(state.tracking);
export { showInstant };

const papers = {
  receipt: { vi: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả', en: 'Slip of reception with the promised hour' },
  supplement: { vi: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ', en: 'Request for a supplement' },
  refusal: { vi: 'Phiếu từ chối giải quyết hồ sơ', en: 'Notice of refusal' },
  apology: { vi: 'Phiếu xin lỗi và hẹn lại', en: 'Apology with a new hour' },
} as const;

/** What a paper made here is called on screen; the paper itself is in Vietnamese. */
export const madeName = (pack: Pack, kind: CaseState['documents'][number]['kind'], lang: Lang): string =>
  kind === 'result' ? pack.facts.result[lang].replace(/\.$/, '') : papers[kind][lang];

/** Name of an open step; the reception of a submitted case is the platform's own step. */
export function stepName(pack: Pack | undefined, name: string | null, lang: Lang): string {
  if (name === null) return '';
  if (name === 'Tiếp nhận') return lang === 'vi' ? name : 'Reception';
  return pack === undefined ? name : translated(pack, name, lang);
}

/** A known answer that was changed, with the reason: for the person and for the officer. */
export function correctionText(one: Correction, lang: Lang): string {
  const was = String(one.was).replace(/^\+84/, '0');
  return lang === 'vi' ? `Sửa từ “${was}” (${one.from.vi}). Lý do: ${one.reason}.` : `Changed from “${was}” (${one.from.en}). Reason: ${one.reason}.`;
}

const levels = {
  commune: { vi: 'cấp xã', en: 'commune level' },
  district: { vi: 'cấp huyện', en: 'district level' },
  province: { vi: 'cấp tỉnh', en: 'province level' },
} as const;

/** A kind of unit as the level at which a procedure is handled. */
export const levelName = (kind: string, lang: Lang): string => (kind in levels ? levels[kind as keyof typeof levels][lang] : kind);

/** 97.8 -> '97,8 %' in Vietnamese, '97.8 %' in English, never broken at the line's end. */
export const percentText = (share: number, lang: Lang): string => `${lang === 'vi' ? String(share).replace('.', ',') : share}\u00a0%`;
