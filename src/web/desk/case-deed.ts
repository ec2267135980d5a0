/** Deeds of the desk on a case: which stand open to a role, and why one does not. */
import { showDong } from '../../base/money.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refuse, sentenceOf } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import type { Problem, RawAnswers } from '../../engine/form/form.ts';
import type { CaseState } from '../../kernel/case/case.ts';
import { awaited, owed } from '../../kernel/case/case.ts';
import type { Permit } from '../../kernel/permit.ts';
import type { Pack } from '../../pack/pack.ts';
import type { Site } from '../request.ts';
import type { Deed } from './case.view.ts';

/** What a failed deed shows again on the page. */
export type Again = {
  readonly task?: string;
  readonly typed?: RawAnswers;
  readonly problems?: readonly Problem[];
  readonly refusal?: Refusal;
  readonly deed?: string;
  /** Whose consent was being recorded. */
  readonly consent?: string;
};

export function deedsOf(site: Site, state: CaseState, pack: Pack, permit: Permit, again: Again, lang: Lang): readonly Deed[] {
  const vi = lang === 'vi';
  const base = `/ho-so/${state.code ?? state.tracking}`;
  const key = (): string => site.world.newId();
  const role = permit.actor.role;
  const isOpen = state.stage.at === 'open' && state.finished === undefined;
  const isNew = state.stage.at === 'submitted';
  const refusedHere = (deed: string) =>
    again.deed === deed && again.refusal !== undefined
      ? {
          problems: [{ name: 'text', text: sentenceOf(again.refusal, lang) }],
          typed: { reasons: again.typed?.get('reason') ?? [], text: again.typed?.get('text')?.[0] ?? '' },
        }
      : {};
  const deeds: Deed[] = [];
  if (isNew && role === 'receptionist') {
    deeds.push({
      id: 'tiep-nhan',
      action: `${base}/tiep-nhan`,
      key: key(),
      label: vi ? 'Tiếp nhận' : 'Receive',
      hotkey: 't',
      main: true,
      explain: vi ? 'Cấp mã hồ sơ, bắt đầu tính giờ, lập phiếu hẹn cho người nộp.' : 'Gives the case code, starts the clock and makes the slip.',
      ...(awaited(state).length === 0 ? {} : { blocked: sentenceOf(refuse('consent-awaited'), lang) }),
    });
  }
  if (owed(state) > 0 && role === 'receptionist' && state.code !== undefined) {
    deeds.push({
      id: 'thu-phi',
      action: `${base}/thu-phi`,
      key: key(),
      label: `${vi ? 'Thu phí' : 'Take fee'} ${showDong(owed(state), lang)}`,
      hotkey: 'p',
      explain: vi
        ? `Ghi nhận đã thu ${showDong(owed(state), lang)} tiền mặt tại quầy và cấp số biên lai.`
        : `Records ${showDong(owed(state), lang)} received at the counter and gives a receipt number.`,
    });
  }
  if ((isOpen || isNew) && ['receptionist', 'officer', 'divisionHead'].includes(role)) {
    const blocked = state.stage.at === 'open' && state.supplements.some((one) => state.clock !== undefined && one.asked >= state.clock.received);
    deeds.push({
      id: 'bo-sung',
      action: `${base}/bo-sung`,
      key: key(),
      label: vi ? 'Yêu cầu bổ sung' : 'Ask for supplement',
      hotkey: 'b',
      explain: vi
        ? 'Nêu hết các điểm thiếu trong một lần. Đồng hồ dừng cho đến khi người nộp trả lời.'
        : 'Name every missing point at once. The clock stops until the applicant answers.',
      ...(blocked ? { blocked: sentenceOf(refuse('already-supplemented'), lang) } : {}),
      reasons: pack.reasons.supplement.map((one) => ({ value: one.code, text: one.label[lang] })),
      several: true,
      text: 'required',
      ...refusedHere('bo-sung'),
    });
  }
  if (isOpen && pack.reasons.extension.length > 0 && ['officer', 'divisionHead', 'unitLeader', 'deputyLeader'].includes(role)) {
    deeds.push({
      id: 'gia-han',
      action: `${base}/gia-han`,
      key: key(),
      label: vi ? 'Gia hạn' : 'Extend',
      hotkey: 'g',
      explain: vi
        ? 'Hẹn lại một lần duy nhất, có lý do; người nộp được xin lỗi và báo giờ mới.'
        : 'Moves the promised hour once, with a reason; the applicant gets an apology.',
      ...(state.clock?.extended === undefined ? {} : { blocked: sentenceOf(refuse('already-extended'), lang) }),
      reasons: pack.reasons.extension.map((one) => ({ value: one.code, text: one.label[lang] })),
      text: 'required',
      ...refusedHere('gia-han'),
    });
  }
  if ((isOpen || isNew || state.stage.at === 'waiting') && ['receptionist', 'officer', 'divisionHead', 'unitLeader', 'deputyLeader'].includes(role)) {
    deeds.push({
      id: 'tu-choi',
      action: `${base}/tu-choi`,
      key: key(),
      label: vi ? 'Từ chối' : 'Refuse',
      explain: vi
        ? 'Kết thúc hồ sơ với lý do trong danh mục; người nộp nhận phiếu từ chối.'
        : 'Ends the case with a listed reason; the applicant gets the notice.',
      reasons: pack.reasons.refusal.map((one) => ({ value: one.code, text: one.label[lang] })),
      text: 'required',
      ...refusedHere('tu-choi'),
    });
  }
  return deeds;
}
