/** What the page of a case shows: facts, the step to be done, what has happened, and which deeds are open to whoever looks. */
import { readPath } from '../../base/json.ts';
import { refuse, sentenceOf } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { maskId, showPhone } from '../../base/text.ts';
import { showInstant } from '../../base/time.ts';
import type { WholeCase } from '../../kernel/case/case.act.ts';
import { playsRole } from '../../kernel/case/case.act.ts';
import type { CaseState, OpenTask } from '../../kernel/case/case.ts';
import { awaited, shownGroups, shownValue } from '../../kernel/case/case.ts';
import { displayName } from '../../kernel/org/org.ts';
import type { Permit } from '../../kernel/permit.ts';
import { namesOf } from '../../kernel/person/person.act.ts';
import type { Pack } from '../../pack/pack.ts';
import { translated } from '../../pack/pack.ts';
import { happeningsOf, outcomeOf, personsIn } from '../history.ts';
import type { Ctx, Site } from '../request.ts';
import { langOf, unitName } from '../request.ts';
import { correctionText, dueOf, feeOf, timedOf } from '../show.ts';
import type { CaseView, TaskView } from './case.view.ts';
import { consentsView } from './case-consent.ts';
import type { Again } from './case-deed.ts';
import { deedsOf } from './case-deed.ts';
import { papersView } from './case-paper.ts';

export async function viewOf(c: Ctx, site: Site, permit: Permit<'case.read'>, whole: WholeCase, again: Again): Promise<CaseView> {
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
