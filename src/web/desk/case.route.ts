/** `/ho-so/<code>`: the whole case for whoever works on it, and every deed on it. */
import type { Hono } from 'hono';
import type { CaseId, CommandKey } from '../../base/id.ts';
import { isCommandKey } from '../../base/id.ts';
import { readPath } from '../../base/json.ts';
import { showDong } from '../../base/money.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse, sentenceOf, statusOf } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { maskId, showPhone } from '../../base/text.ts';
import { showInstant } from '../../base/time.ts';
import type { Problem, RawAnswers } from '../../engine/form/form.ts';
import type { Problems, Receipt, WholeCase } from '../../kernel/case/case.act.ts';
import {
  completeTask,
  extendCase,
  findCase,
  hasProblems,
  openCase,
  playsRole,
  receiveCase,
  recordConsent,
  refuseCase,
  requestSupplement,
  signTask,
} from '../../kernel/case/case.act.ts';
import type { CaseState, OpenTask } from '../../kernel/case/case.ts';
import { awaited, owed, shownGroups, shownValue } from '../../kernel/case/case.ts';
import { displayName } from '../../kernel/org/org.ts';
import { takeAtCounter } from '../../kernel/payment/payment.act.ts';
import type { Permit, Right } from '../../kernel/permit.ts';
import { namesOf } from '../../kernel/person/person.act.ts';
import type { Pack } from '../../pack/pack.ts';
import { translated } from '../../pack/pack.ts';
import { readPost, textOf } from '../form-post.ts';
import { happeningsOf, outcomeOf, personsIn } from '../history.ts';
import { payLinesOf } from '../pay-lines.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, permitFor, sayNo, showPage, unitName } from '../request.ts';
import { correctionText, dueOf, feeOf, timedOf } from '../show.ts';
import type { CaseView, Deed, TaskView } from './case.view.ts';
import { casePage } from './case.view.ts';
import { consentsView } from './case-consent.ts';
import { papersView } from './case-paper.ts';

export function caseRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/ho-so/:code', (c) => getCase(c, site));
  app.post('/ho-so/:code/:deed', (c) => postDeed(c, site));
}

/** What a failed deed shows again on the page. */
type Again = {
  readonly task?: string;
  readonly typed?: RawAnswers;
  readonly problems?: readonly Problem[];
  readonly refusal?: Refusal;
  readonly deed?: string;
  /** Whose consent was being recorded. */
  readonly consent?: string;
};

async function getCase(c: Ctx, site: Site): Promise<Response> {
  return await showCase(c, site, {}, 200);
}

async function showCase(c: Ctx, site: Site, again: Again, status: number): Promise<Response> {
  const permit = await permitFor(c, site, 'case.read');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  if (permit.reach.kind === 'own') return sayNo(c, site, refuse('not-found'));
  const id = await findCase(site.world, c.req.param('code') ?? '');
  const whole = id === undefined ? refuse('not-found') : await openCase(site.world, permit, id, 'work');
  if (isRefusal(whole)) return sayNo(c, site, whole);
  const view = await viewOf(c, site, permit, whole, again);
  const pay = await payLinesOf(site.world, permit, whole.state.id, langOf(c));
  return showPage(c, casePage(frameOf(c, site), { ...view, fee: { ...view.fee, pay } }), status);
}

async function viewOf(c: Ctx, site: Site, permit: Permit<'case.read'>, whole: WholeCase, again: Again): Promise<CaseView> {
  const lang = langOf(c);
  const { state, pack, entries } = whole;
  const { world } = site;
  const mine = taskOf(state, pack, permit);
  const task = mine === undefined ? undefined : taskView(site, state, pack, mine, again, lang);
  const notice = noticeOf(whole, again, lang);
  const done = doneText(c.req.query('xong'), state, lang);
  const unit = world.org().byId.get(state.unit);
  const papers = await papersView(c, site, state, pack);
  const people = await namesOf(world, permit, personsIn(entries));
  return {
    title: pack.title[lang],
    code: state.code ?? '',
    trackingCode: state.tracking,
    back: { href: '/ban-lam-viec', text: lang === 'vi' ? 'Hàng việc' : 'Queue' },
    due: dueOf(timedOf(state), world.now(), world.calendarOf(state.unit), lang),
    dueAt: state.clock === undefined ? '' : showInstant(state.clock.due, lang),
    ...(state.clock === undefined ? {} : { dueBecause: state.clock.because[lang] }),
    person: personOf(state, pack, lang, await filerOf(site, permit, state)),
    groups: shownGroups(pack.form, state.answers, lang).map((group) => ({
      title: group.title,
      rows: group.rows.map((row) => {
        const isId = /(^|\.)id$/.test(row.path);
        const changed = state.intake?.corrections.find((one) => one.path === row.path);
        const was = changed === undefined ? {} : { note: correctionText(isId ? { ...changed, was: maskId(String(changed.was)) } : changed, lang) };
        return { label: row.label, value: isId ? maskId(row.value) : row.value, ...was };
      }),
    })),
    fee: feeOf(pack, state.fee, lang, state.paid),
    happenings: happeningsOf(entries, state, pack, lang, { unit: (id) => unitName(site, id, lang), person: (person) => people.get(person) }),
    papers,
    consents: consentsView(
      site,
      whole,
      permit,
      again.consent === undefined ? undefined : { party: again.consent, text: again.typed?.get('text')?.[0] ?? '' },
      lang,
    ),
    ...(task === undefined ? {} : { task }),
    ...(mine === undefined && state.tasks[0] !== undefined
      ? {
          heldBy: `${translated(pack, state.tasks[0].name, lang)}: ${pack.roles.get(state.tasks[0].role)?.title[lang] ?? ''}, ${unit === undefined ? '' : displayName(world.org(), unit, lang)}`,
        }
      : {}),
    deeds: deedsOf(site, state, pack, permit, again, lang),
    ...(notice === undefined ? {} : { notice }),
    ...(done === undefined ? {} : { done }),
  };
}

function taskOf(state: CaseState, pack: Pack, permit: Permit): OpenTask | undefined {
  if (state.stage.at !== 'open') return undefined;
  return state.tasks.find((task) => playsRole(permit.actor.role, pack.roles.get(task.role)?.role ?? task.role));
}

function taskView(site: Site, state: CaseState, pack: Pack, task: OpenTask, again: Again, lang: Lang): TaskView {
  const form = task.form === undefined ? undefined : pack.taskForms.get(task.form);
  const title = translated(pack, task.name, lang);
  const button = task.sign ? (lang === 'vi' ? 'Ký số' : 'Sign') : title;
  const explain = task.sign
    ? lang === 'vi'
      ? 'Ký số kết quả bằng chứng thư của ông/bà, rồi đóng dấu số của đơn vị.'
      : 'Signs the result with your certificate, then with the seal of the unit.'
    : undefined;
  return {
    action: `/ho-so/${state.code}/${task.sign ? 'ky' : 'xong-viec'}?viec=${task.id}`,
    key: site.world.newId(),
    title,
    button,
    ...(explain === undefined ? {} : { explain }),
    ...(form === undefined ? {} : { form: { form, typed: again.task === task.id ? (again.typed ?? new Map()) : new Map(), problems: again.problems ?? [] } }),
  };
}

/** Who filed it, where that is not the applicant. */
async function filerOf(site: Site, permit: Permit<'case.read'>, { filedBy }: CaseState): Promise<string | undefined> {
  return filedBy === undefined ? undefined : (await namesOf(site.world, permit, [filedBy])).get(filedBy);
}

function personOf(state: CaseState, pack: Pack, lang: Lang, filer: string | undefined): CaseView['person'] {
  const id = pack.applicant.id === undefined ? undefined : readPath(state.answers, pack.applicant.id);
  const rows = [
    { label: lang === 'vi' ? 'Họ và tên' : 'Name', value: state.applicant.name },
    ...(typeof id === 'string' ? [{ label: lang === 'vi' ? 'Số định danh' : 'Identity number', value: maskId(id) }] : []),
    { label: lang === 'vi' ? 'Điện thoại' : 'Telephone', value: showPhone(state.applicant.phone) },
    ...(filer === undefined ? [] : [{ label: lang === 'vi' ? 'Người nộp thay' : 'Filed on behalf by', value: filer }]),
  ];
  return { rows, ...(state.applicant.id === null ? {} : { tag: lang === 'vi' ? 'nộp bằng tài khoản' : 'filed from an account' }) };
}

function noticeOf(whole: WholeCase, again: Again, lang: Lang): CaseView['notice'] {
  const { state, pack } = whole;
  if (again.refusal !== undefined && again.deed === undefined)
    return { tone: 'sap', title: lang === 'vi' ? 'Chưa làm được' : 'Not done', text: `${sentenceOf(again.refusal, lang)}${keptWords(pack, again, lang)}` };
  if (whole.quarantined)
    return { tone: 'sap', title: lang === 'vi' ? 'Hồ sơ đang được giữ lại' : 'The case is held', text: sentenceOf(refuse('case-quarantined'), lang) };
  if (state.incidents.length > 0)
    return {
      tone: 'sap',
      title: lang === 'vi' ? 'Quy trình gặp sự cố' : 'The process has an incident',
      text: state.incidents.map((one) => one.text).join('; '),
    };
  const outcome = outcomeOf(state, pack, lang);
  if (outcome !== undefined) return { tone: outcome.state === 'xong' ? 'han' : 'dung', title: outcome.title, text: state.refusal?.note ?? outcome.text };
  const asked = state.supplements.at(-1);
  if (state.stage.at === 'waiting')
    return {
      tone: 'dung',
      title: lang === 'vi' ? 'Đồng hồ đang dừng, chờ người nộp bổ sung' : 'The clock is stopped: waiting for the applicant',
      text: asked?.note ?? '',
    };
  const named = awaited(state);
  if (named.length > 0)
    return {
      tone: 'dung',
      title: lang === 'vi' ? 'Chờ người được nêu tên đồng ý' : 'Waiting for the consent of people named',
      text: named.map((one) => one.name).join(', '),
    };
  return undefined;
}

/** What was typed into a form that is no longer there, so that nobody has to remember it. */
function keptWords(pack: Pack, again: Again, lang: Lang): string {
  const fields = [...pack.taskForms.values()].flatMap((form) => [...form.fields.values()]);
  const kept = [...(again.typed ?? [])].flatMap(([name, values]) => {
    const words = values.filter((value) => value.trim() !== '').join(', ');
    if (name.startsWith('_') || words === '') return [];
    const field = fields.find((one) => one.path === name);
    return [field === undefined ? words : `${field.label[lang]}: ${shownValue(field, words, lang)}`];
  });
  if (kept.length === 0) return '';
  return ` ${lang === 'vi' ? 'Nội dung ông/bà đã ghi' : 'What you wrote'}: ${kept.join('; ')}.`;
}

const doneTexts: Readonly<Record<string, { readonly vi: string; readonly en: string }>> = {
  'tiep-nhan': { vi: 'Đã tiếp nhận', en: 'Received' },
  'xong-viec': { vi: 'Đã xong bước', en: 'Step done' },
  ky: { vi: 'Đã ký số kết quả', en: 'Result signed' },
  'thu-phi': { vi: 'Đã ghi nhận thu phí', en: 'Fee recorded' },
  'bo-sung': { vi: 'Đã gửi yêu cầu bổ sung, đồng hồ dừng', en: 'Supplement asked, the clock stopped' },
  'gia-han': { vi: 'Đã gia hạn', en: 'Extended' },
  'tu-choi': { vi: 'Đã từ chối', en: 'Refused' },
  'dong-y': { vi: 'Đã ghi nhận ý kiến', en: 'The answer was recorded' },
};
function doneText(deed: string | undefined, state: CaseState, lang: Lang): string | undefined {
  const text = deed === undefined || !Object.hasOwn(doneTexts, deed) ? undefined : doneTexts[deed];
  return text === undefined
    ? undefined
    : `${text[lang]}${deed === 'tiep-nhan' && state.code !== undefined ? `, ${lang === 'vi' ? 'mã' : 'code'} ${state.code}` : ''}`;
}

function deedsOf(site: Site, state: CaseState, pack: Pack, permit: Permit, again: Again, lang: Lang): readonly Deed[] {
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
      label: `${vi ? 'Thu phí' : 'Take fee'} ${showDong(owed(state))}`,
      hotkey: 'p',
      explain: vi
        ? `Ghi nhận đã thu ${showDong(owed(state))} tiền mặt tại quầy và cấp số biên lai.`
        : `Records ${showDong(owed(state))} received at the counter and gives a receipt number.`,
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

/** The id of no case: version 7, all zeros. */
const noCase = '00000000-0000-7000-8000-000000000000' as CaseId;

async function postDeed(c: Ctx, site: Site): Promise<Response> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  // Nobody learns from the answer whether a case exists: what is not there goes the same way.
  if (c.get('signed') === undefined) return sayNo(c, site, refuse('not-signed-in'));
  const key = textOf(posted.fields, '_key');
  if (!isCommandKey(key)) return sayNo(c, site, refuse('key-missing'));
  const id = (await findCase(site.world, c.req.param('code') ?? '')) ?? noCase;
  const deed = c.req.param('deed') ?? '';
  const done = await doDeed(c, site, { id, key: key as CommandKey, deed, fields: posted.fields });
  if (isRefusal(done)) return await refusedDeed(c, site, deed, done, posted.fields);
  if (hasProblems(done)) return await showCase(c, site, { task: c.req.query('viec') ?? '', typed: posted.fields, problems: done.problems }, 422);
  return c.redirect(`/ho-so/${done.code ?? done.tracking}?xong=${deed}`, 303);
}

/** A refusal about the deed's own fields goes back into its dialog; everything typed stays. Others stand above the case. */
async function refusedDeed(c: Ctx, site: Site, deed: string, refusal: Refusal, typed: RawAnswers): Promise<Response> {
  if (['not-found', 'not-signed-in', 'not-allowed'].includes(refusal.refused)) return sayNo(c, site, refusal);
  const again = refusal.refused === 'reason-needed' ? { refusal, deed } : deed === 'dong-y' ? { refusal, consent: textOf(typed, 'party') } : { refusal };
  return await showCase(c, site, { ...again, task: c.req.query('viec') ?? '', typed }, statusOf(refusal));
}

type Asked = { readonly id: CaseId; readonly key: CommandKey; readonly deed: string; readonly fields: RawAnswers };

async function doDeed(c: Ctx, site: Site, { id, key, deed, fields }: Asked): Promise<Receipt | Problems | Refusal> {
  const { world } = site;
  const note = textOf(fields, 'text');
  const task = c.req.query('viec') ?? '';
  switch (deed) {
    case 'tiep-nhan':
      return await withPermit(c, site, 'case.receive', (permit) => receiveCase(world, permit, { id, key }));
    case 'xong-viec':
      return await withPermit(c, site, 'case.work', (permit) => completeTask(world, permit, { id, key, task, answers: { raw: fields } }));
    case 'ky':
      return await withPermit(c, site, 'case.sign', (permit) => signTask(world, permit, { id, key, task, answers: { raw: fields } }));
    case 'thu-phi':
      return await withPermit(c, site, 'fee.take', (permit) => takeAtCounter(world, permit, { id, key }));
    case 'bo-sung':
      return await withPermit(c, site, 'case.supplement', (permit) => requestSupplement(world, permit, { id, key, reasons: fields.get('reason') ?? [], note }));
    case 'gia-han':
      return await withPermit(c, site, 'case.extend', (permit) => extendCase(world, permit, { id, key, reason: textOf(fields, 'reason'), note }));
    case 'dong-y': {
      const [party, of, says] = [textOf(fields, 'party').slice(0, 60), textOf(fields, 'of').slice(0, 64), textOf(fields, 'says')];
      if (says !== 'agreed' && says !== 'declined') return refuse('bad-request');
      const how = textOf(fields, 'how') === 'paper' ? 'paper' : 'counter';
      return await withPermit(c, site, 'case.receive', (permit) => recordConsent(world, permit, { id, key, party, of, says, how, note }));
    }
    case 'tu-choi':
      return await withPermit(c, site, 'case.refuse', (permit) => refuseCase(world, permit, { id, key, reason: textOf(fields, 'reason'), note }));
    default:
      return refuse('not-found');
  }
}

async function withPermit<R extends Right, T>(c: Ctx, site: Site, right: R, act: (permit: Permit<R>) => Promise<T>): Promise<T | Refusal> {
  const permit = await permitFor(c, site, right);
  if (isRefusal(permit)) return permit;
  // A citizen's own-case permit opens no deed of the desk.
  return permit.reach.kind === 'own' ? refuse('not-allowed') : await act(permit);
}
