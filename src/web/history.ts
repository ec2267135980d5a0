/** What happened to a case, in plain words, from its ledger entries. No personal data: the public timeline shows it. */

import type { PersonId, UnitId } from '../base/id.ts';
import { showDong } from '../base/money.ts';
import type { Lang } from '../base/text.ts';
import type { Instant } from '../base/time.ts';
import { showInstant } from '../base/time.ts';
import type { CaseEntry, CaseState } from '../kernel/case/case.ts';
import { awaited, comingSteps, owed } from '../kernel/case/case.ts';
import type { LedgerEntry } from '../kernel/ledger/ledger.ts';
import type { Pack } from '../pack/pack.ts';
import { translated } from '../pack/pack.ts';
import type { Happening } from './parts/shape.ts';

/** Who is named: units for everybody; `person` where the reader may know who did a step, and in which words. */
export type Naming = { readonly unit: (id: UnitId) => string; readonly person?: (id: PersonId) => string | undefined };
const nobody: Naming = { unit: () => '' };

/** Done lines oldest first, then where it stands now, who holds it, and what comes. */
export function happeningsOf(entries: readonly LedgerEntry[], state: CaseState, pack: Pack, lang: Lang, naming: Naming = nobody): readonly Happening[] {
  const begun = entries.findIndex(({ entry }) => entry.what === 'case-received');
  const hasClock = (index: number): boolean => begun !== -1 && index > begun;
  const done = entries.flatMap((row, index) => lineOf(row.entry as unknown as CaseEntry, pack, lang, { ...naming, hasClock: hasClock(index) }));
  return [...done, ...nowLines(state, pack, lang, naming)];
}

/** The persons the entries speak of: whoever may read names looks these up. */
export const personsIn = (entries: readonly LedgerEntry[]): readonly PersonId[] => [
  ...new Set(entries.flatMap(({ entry }) => (typeof entry.by === 'string' ? [entry.by as PersonId] : []))),
];

/** `hasClock`: the case was received before; until then no clock can stop or run. */
function lineOf(entry: CaseEntry, pack: Pack, lang: Lang, naming: Naming & { readonly hasClock: boolean }): readonly Happening[] {
  const vi = lang === 'vi';
  const line = (title: string, text?: string, kind: Happening['kind'] = 'done'): readonly Happening[] => {
    const words = [text ?? '', 'by' in entry ? (naming.person?.(entry.by) ?? '') : ''].filter((part) => part !== '').join(' · ');
    return [{ kind, at: showInstant(entry.at, lang), title, ...(words === '' ? {} : { text: words }) }];
  };
  switch (entry.what) {
    case 'case-submitted':
      return line(vi ? 'Đã nộp hồ sơ' : 'Case submitted', channelText[entry.channel][lang]);
    case 'case-received':
      return line(vi ? 'Đã tiếp nhận, cấp mã hồ sơ' : 'Received, case code given', entry.code);
    case 'task-completed':
      return line(`${vi ? 'Xong bước' : 'Step done'}: ${translated(pack, entry.name, lang)}`);
    case 'supplement-requested':
      return line(
        `${vi ? 'Yêu cầu bổ sung' : 'Supplement asked'}${naming.hasClock ? (vi ? ', đồng hồ dừng' : ', the clock stopped') : ''}`,
        reasonsText(entry.reasons, pack.reasons.supplement, lang),
        'stop',
      );
    case 'supplement-answered':
      if (!naming.hasClock) return line(vi ? 'Đã bổ sung' : 'Supplement received', broughtText(entry.files, pack, lang));
      return awaited(entry).length > 0 && entry.clock !== undefined
        ? line(
            vi ? 'Đã bổ sung, đồng hồ chờ người được nêu tên đồng ý' : 'Supplement received, the clock waits for the consent of those named',
            broughtText(entry.files, pack, lang),
          )
        : line(vi ? 'Đã bổ sung, đồng hồ chạy tiếp' : 'Supplement received, the clock runs again', broughtText(entry.files, pack, lang));
    case 'consent-said':
      return line(consentText[entry.says][lang], wayText[entry.how][lang], entry.says === 'agreed' ? 'done' : 'stop');
    case 'case-extended':
      return line(vi ? 'Xin lỗi và hẹn lại' : 'Apology and a new hour', movedText(entry.clock, entry.reason, pack, lang));
    case 'clock-stopped':
      return line(
        vi ? 'Đồng hồ dừng: chờ khoản tiền do cơ quan khác xác định' : 'The clock stopped: a payment set by another agency is open',
        undefined,
        'stop',
      );
    case 'clock-resumed':
      return line(vi ? 'Đồng hồ chạy tiếp' : 'The clock runs again', `${vi ? 'Hẹn trả' : 'Promised'} ${showInstant(entry.clock.due, lang)}`);
    case 'fee-taken':
      return line(
        entry.payment.online === true ? (vi ? 'Đã nộp phí trực tuyến' : 'Fee paid online') : vi ? 'Đã thu phí tại quầy' : 'Fee received at the counter',
        `${showDong(entry.payment.amount, lang)}, ${vi ? 'biên lai' : 'receipt'} ${entry.payment.serial}`,
      );
    case 'case-refused':
      return line(vi ? 'Từ chối giải quyết' : 'Refused', reasonsText([entry.reason], pack.reasons.refusal, lang), 'stop');
    case 'case-withdrawn':
      return line(vi ? 'Người nộp rút hồ sơ' : 'Withdrawn by the applicant', naming.person === undefined ? undefined : entry.note, 'stop');
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

/** Which papers of the case come to the counter themselves; undefined where none does. */
function broughtText(files: CaseState['files'], pack: Pack, lang: Lang): string | undefined {
  const names = pack.form.papers.filter(({ id }) => files.some((file) => file.paper === id && file.blob === null)).map((paper) => paper.title[lang]);
  return names.length === 0 ? undefined : `${lang === 'vi' ? 'Nộp bản giấy tại quầy' : 'On paper at the counter'}: ${names.join(', ')}`;
}

/** Nobody is named: the line stands on the public page too. */
const consentText = {
  agreed: { vi: 'Người được nêu tên đã đồng ý', en: 'Somebody named agreed' },
  declined: { vi: 'Người được nêu tên không đồng ý', en: 'Somebody named declined' },
  withdrawn: { vi: 'Người được nêu tên rút lại ý kiến', en: 'Somebody named took the answer back' },
} as const;

export const wayText = {
  'signed-in': { vi: 'Bằng tài khoản của mình', en: 'From their own account' },
  paper: { vi: 'Bằng văn bản', en: 'In writing' },
  counter: { vi: 'Tại quầy', en: 'At the counter' },
} as const;

const channelText = {
  online: { vi: 'Nộp trên mạng', en: 'Online' },
  counter: { vi: 'Nộp tại quầy', en: 'At the counter' },
  assisted: { vi: 'Nộp hộ', en: 'With assistance' },
  post: { vi: 'Qua bưu chính', en: 'By post' },
} as const;

export const channelName = (channel: string, lang: Lang): string => (channel in channelText ? channelText[channel as keyof typeof channelText][lang] : channel);

export const reasonsText = (codes: readonly string[], known: Pack['reasons']['supplement'], lang: Lang): string =>
  codes.map((code) => known.find((one) => one.code === code)?.label[lang] ?? code).join('; ');

/** 'Hẹn cũ 17:30 …, hẹn mới 17:30 …. Lý do': both hours and the reason, for the timeline and the note of apology. */
export function movedText(clock: NonNullable<CaseState['clock']>, reason: string, pack: Pack, lang: Lang): string {
  const why = reasonsText([reason], pack.reasons.extension, lang);
  const now = showInstant(clock.due, lang);
  const was = clock.extended?.was === undefined ? '' : showInstant(clock.extended.was, lang);
  if (was === '') return why;
  return lang === 'vi' ? `Hẹn cũ ${was}; hẹn mới ${now}. Lý do: ${why}` : `Old hour ${was}; new hour ${now}. Reason: ${why}`;
}

function nowLines(state: CaseState, pack: Pack, lang: Lang, naming: Naming): readonly Happening[] {
  const vi = lang === 'vi';
  if (state.stage.at === 'closed') return [];
  const held = (role: string, unit: UnitId): string => [role, naming.unit(unit)].filter((part) => part !== '').join(', ');
  const since = (at: Instant): string => (vi ? `Đang ở đây, từ ${showInstant(at, lang)}` : `Here since ${showInstant(at, lang)}`);
  const desk = vi ? 'Bộ phận Một cửa' : 'One-stop desk';
  const after = (at: readonly string[]): readonly Happening[] =>
    comingSteps(pack.process, at).map((step): Happening => ({ kind: 'next', title: translated(pack, step.name, lang) }));
  if (state.stage.at === 'waiting') {
    const wait: Happening = { kind: 'now', at: since(state.stage.since), title: vi ? 'Chờ người nộp bổ sung' : 'Waiting for the applicant' };
    const again: readonly Happening[] =
      state.stage.before === 'submitted'
        ? [{ kind: 'next', title: vi ? 'Bộ phận Một cửa tiếp nhận' : 'Reception at the one-stop desk' }]
        : state.tasks.map(
            (task): Happening => ({ kind: 'next', title: translated(pack, task.name, lang), text: held(roleOf(pack, task.role, lang), unitOf(state, task)) }),
          );
    return [wait, ...again, ...after(state.tasks.map((task) => task.element))];
  }
  const asked = awaited(state).length;
  if (state.stage.at === 'submitted' && asked > 0) {
    const title = vi ? `Chờ ${asked} người được nêu tên đồng ý` : `Waiting for the consent of ${asked} named`;
    const then: Happening = { kind: 'next', title: vi ? 'Bộ phận Một cửa tiếp nhận' : 'Reception at the one-stop desk' };
    return [{ kind: 'now', at: since(state.submitted), title }, then, ...after([])];
  }
  if (state.stage.at === 'submitted') {
    const title = vi ? 'Chờ Bộ phận Một cửa tiếp nhận' : 'Waiting for reception at the one-stop desk';
    const coming = after([]);
    const rest: Happening = { kind: 'next', title: vi ? 'Xử lý, ký và trả kết quả' : 'Processing, signing and return' };
    return [{ kind: 'now', at: since(state.submitted), title, text: held(desk, state.unit) }, ...(coming.length === 0 ? [rest] : coming)];
  }
  const steps = state.tasks.map((task): Happening => {
    const due = task.due === undefined ? '' : `${vi ? 'bước này hẹn xong' : 'this step is owed by'} ${showInstant(task.due, lang)}`;
    const text = [held(roleOf(pack, task.role, lang), unitOf(state, task)), due].filter((part) => part !== '').join(' · ');
    return { kind: 'now', at: since(task.opened), title: translated(pack, task.name, lang), ...(text === '' ? {} : { text }) };
  });
  const busy = state.jobs.length > 0 ? (vi ? 'Đang lập văn bản' : 'The document is being made') : vi ? 'Đang hoàn tất' : 'Being completed';
  const making: readonly Happening[] = steps.length > 0 || (state.jobs.length === 0 && state.finished !== undefined) ? [] : [{ kind: 'now', title: busy }];
  const pay: readonly Happening[] =
    owed(state) > 0 ? [{ kind: 'next', title: vi ? `Nộp phí ${showDong(owed(state), lang)}` : `Pay ${showDong(owed(state), lang)}` }] : [];
  const open = [...state.tasks, ...state.jobs].map((one) => one.element);
  const coming = open.length === 0 ? [] : after(open);
  const back: readonly Happening[] =
    state.finished === undefined && coming.length === 0 ? [{ kind: 'next', title: vi ? 'Trả kết quả' : 'Result handed over' }] : coming;
  return [...steps, ...making, ...pay, ...back];
}

const unitOf = (state: CaseState, task: CaseState['tasks'][number]): UnitId => task.unit ?? state.unit;
const roleOf = (pack: Pack, role: string, lang: Lang): string => pack.roles.get(role)?.title[lang] ?? '';

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
