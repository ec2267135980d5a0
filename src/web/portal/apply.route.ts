/** Filing: the form, the check of answers, the submission, and the page that says what was received. One address: `_declare` submits, `_edit` goes back. */
import type { Hono } from 'hono';
import type { CommandKey, UnitId } from '../../base/id.ts';
import { isCommandKey, isUuid } from '../../base/id.ts';
import { qrSvg } from '../../base/qr.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse, sentenceOf, statusOf } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { maskPhone } from '../../base/text.ts';
import { dateOf, showInstant } from '../../base/time.ts';
import { dueBy } from '../../engine/clock/clock.ts';
import type { Form, Problem, RawAnswers } from '../../engine/form/form.ts';
import { readAnswers } from '../../engine/form/form.ts';
import { findCase, hasProblems, openCase, readWith, submitCase } from '../../kernel/case/case.act.ts';
import type { AttachedFile, CaseState } from '../../kernel/case/case.ts';
import { assess, shownGroups } from '../../kernel/case/case.ts';
import type { UploadRow } from '../../kernel/document/document.act.ts';
import { stagedUploads, stageUpload } from '../../kernel/document/document.act.ts';
import type { Unit } from '../../kernel/org/org.ts';
import { displayName, placeName } from '../../kernel/org/org.ts';
import type { Permit } from '../../kernel/permit.ts';
import { findPerson } from '../../kernel/person/person.act.ts';
import type { Person } from '../../kernel/person/person.ts';
import { publicPacks, unitsServing } from '../../kernel/rollout/rollout.act.ts';
import type { Pack } from '../../pack/pack.ts';
import { translated } from '../../pack/pack.ts';
import type { PostedFile } from '../form-post.ts';
import { readPost, textOf } from '../form-post.ts';
import { formSteps } from '../parts/form.ts';
import type { FieldProblem } from '../parts/shape.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, permitFor, sayNo, showPage } from '../request.ts';
import { feeOf, papersOf, promisedAt, sizeText } from '../show.ts';
import { applyPage } from './apply.view.ts';
import { checkPage } from './check.view.ts';
import { submittedPage } from './submitted.view.ts';

export function applyRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/nop/:pack', (c) => getApply(c, site));
  app.post('/nop/:pack', (c) => postApply(c, site));
  app.get('/da-nop/:tracking', (c) => getSubmitted(c, site, c.req.param('tracking')));
}

/** Everything known about one filing while it is on its way. */
type Filing = {
  readonly pack: Pack;
  readonly permit: Permit<'case.submit'>;
  readonly key: string;
  readonly fields: RawAnswers;
  readonly unit: Unit | undefined;
  readonly files: readonly HeldFile[];
};
/** A staged file with the paper it belongs to. */
type HeldFile = { readonly paper: string; readonly upload: UploadRow };

async function getApply(c: Ctx, site: Site): Promise<Response> {
  const permit = await permitFor(c, site, 'case.submit', 'own');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const pack = await livePack(site, c.req.param('pack'));
  if (pack === undefined) return sayNo(c, site, refuse('pack-not-live'));
  const person = await selfOf(c, site);
  const home = isRefusal(person) || person.home === undefined ? undefined : unitOf(site, pack, String(person.home));
  const fields = isRefusal(person) ? new Map() : prefilled(pack, person);
  return showForm(c, site, { pack, permit, key: site.world.newId(), fields, unit: home, files: [] }, [], [], 200);
}

/** A draft belongs to one person, one pack and one version: the next one at a shared phone starts empty. */
const draftOf = (c: Ctx, pack: Pack): string => `${pack.id}@${pack.version}/${c.get('signed')?.session.person.slice(-12) ?? ''}`;

async function selfOf(c: Ctx, site: Site): Promise<Person | Refusal> {
  const self = await permitFor(c, site, 'person.self', 'own');
  return isRefusal(self) ? self : await findPerson(site.world, self, self.actor.person);
}

/** What a known person need not be asked again: fields whose prefill names a fact of the person. */
export function prefilled(pack: Pack, person: Person): RawAnswers {
  const facts: Readonly<Record<string, string | undefined>> = {
    'person.fullName': person.name,
    'person.id': person.idNumber,
    'person.phone': person.phone?.replace(/^\+84/, '0'),
    'person.address': person.address,
  };
  const fields = [...pack.form.fields.values()].filter((field) => field.prefill !== undefined && facts[field.prefill] !== undefined);
  return new Map(fields.map((field) => [field.path, [facts[field.prefill ?? ''] ?? '']]));
}

async function postApply(c: Ctx, site: Site): Promise<Response> {
  const permit = await permitFor(c, site, 'case.submit', 'own');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const posted = await readPost(c, 20);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const pack = await livePack(site, c.req.param('pack'));
  if (pack === undefined) return sayNo(c, site, refuse('pack-not-live'));
  const held = await holdFiles(site, permit, pack, posted.fields, posted.files);
  const unit = unitOf(site, pack, textOf(posted.fields, '_unit'));
  const key = textOf(posted.fields, '_key');
  const filing: Filing = { pack, permit, key: isCommandKey(key) ? key : site.world.newId(), fields: posted.fields, unit, files: held.files };
  const lang = langOf(c);
  const general: FieldProblem[] = [...held.problems.map((one) => ({ name: `_paper.${one.paper}`, text: `${one.name}: ${sentenceOf(one.refusal, lang)}` }))];
  if (unit === undefined) general.push({ name: '_unit', text: lang === 'vi' ? 'Chọn nơi nhận hồ sơ.' : 'Choose the unit that receives the case.' });
  const isEditing = posted.fields.has('_edit') || posted.fields.has('_add') || posted.fields.has('_remove');
  if (isEditing) return showForm(c, site, edited(filing), [], [], 200);
  const read = readWith(pack, { answers: { raw: filing.fields }, files: attached(site, filing) }, site.world);
  if (read.problems.length > 0 || general.length > 0) return showForm(c, site, filing, read.problems, general, 422);
  // Without a key of its own a sending could be done twice: the check page is shown again with one.
  if (textOf(filing.fields, '_declare') !== 'true' || !isCommandKey(key)) return await showCheck(c, site, filing, posted.fields.has('_submit'));
  return await submit(c, site, filing);
}

async function submit(c: Ctx, site: Site, filing: Filing): Promise<Response> {
  if (filing.unit === undefined) return sayNo(c, site, refuse('unit-not-found'));
  const receipt = await submitCase(site.world, filing.permit, filing.key as CommandKey, {
    service: filing.pack.id,
    unit: filing.unit.id,
    answers: { raw: filing.fields },
    files: attached(site, filing),
    channel: 'online',
  });
  if (isRefusal(receipt)) return refusedFiling(c, site, filing, receipt);
  if (hasProblems(receipt)) return showForm(c, site, filing, receipt.problems, [], 422);
  const address = `/da-nop/${receipt.tracking}`;
  if (frameOf(c, site).part !== true) return c.redirect(address, 303);
  // The page's own script asks: the receipt comes with this answer, and the address where it stands.
  c.header('X-Url', address);
  return await getSubmitted(c, site, receipt.tracking);
}

/** A refusal keeps everything typed on the screen. */
function refusedFiling(c: Ctx, site: Site, filing: Filing, refusal: Refusal): Promise<Response> {
  const why = refusal.about?.why;
  const text = why === undefined ? sentenceOf(refusal, langOf(c)) : `${sentenceOf(refusal, langOf(c))} ${translated(filing.pack, String(why), langOf(c))}`;
  return showForm(c, site, filing, [], [{ name: '', text }], statusOf(refusal));
}

async function showForm(c: Ctx, site: Site, filing: Filing, problems: readonly Problem[], general: readonly FieldProblem[], status: number): Promise<Response> {
  const lang = langOf(c);
  const { pack } = filing;
  const view = {
    title: pack.title[lang],
    action: `/nop/${pack.id}`,
    key: filing.key,
    back: `/thu-tuc/${pack.id}`,
    ...(await unitsShown(c, site, filing, lang)),
    unit: filing.unit?.gso ?? filing.unit?.agencyCode ?? textOf(filing.fields, '_unit'),
    draft: draftOf(c, pack),
    form: pack.form,
    typed: filing.fields,
    problems,
    files: givenFiles(filing.files),
    general,
    purposes: [...pack.form.purposes.values()].map((purpose) => ({ text: purpose.label[lang], legal: purpose.legal })),
  };
  return showPage(c, applyPage(frameOf(c, site), view), status);
}

async function showCheck(c: Ctx, site: Site, filing: Filing, isMissingTick: boolean): Promise<Response> {
  const lang = langOf(c);
  const { pack, unit } = filing;
  if (unit === undefined) return showForm(c, site, filing, [], [], 422);
  const now = site.world.now();
  const { answers } = readAnswers(pack.form, filing.fields, { today: dateOf(now) });
  const found = assess(pack, answers, now);
  if (isRefusal(found)) return refusedFiling(c, site, filing, found);
  if (!found.eligible) return refusedFiling(c, site, filing, refuse('not-eligible', found.why === undefined ? undefined : { why: found.why }));
  const due = dueBy(found.deadline, now, site.world.calendarOf(unit.id));
  if (isRefusal(due)) return refusedFiling(c, site, filing, due);
  const problems = isMissingTick
    ? [{ name: '_declare', text: lang === 'vi' ? 'Đánh dấu cam đoan trước khi nộp.' : 'Tick the declaration before submitting.' }]
    : [];
  const view = {
    title: pack.title[lang],
    action: `/nop/${pack.id}`,
    edit: `/nop/${pack.id}`,
    key: filing.key,
    carried: [...carriedPairs(filing), { name: '_submit', value: '1' }],
    steps: formSteps({ form: pack.form, typed: filing.fields, problems: [] }, lang).length + 1,
    groups: shownGroups(pack.form, answers, lang).map((group) => ({
      title: group.title,
      rows: group.rows.map((row) => ({ label: row.label, value: row.value, name: row.path })),
    })),
    papers: papersOf(attached(site, filing), (paper) => paperTitle(pack, paper, lang), lang),
    fee: feeOf(pack, found.fee, lang),
    promised: promisedAt(due.due, due.because[lang], lang),
    unit: displayName(site.world.org(), unit, lang),
    ...(problems.length === 0 ? {} : { problems }),
  };
  return showPage(c, checkPage(frameOf(c, site), view), isMissingTick ? 422 : 200);
}

async function getSubmitted(c: Ctx, site: Site, tracking: string): Promise<Response> {
  const lang = langOf(c);
  const permit = await permitFor(c, site, 'case.read', 'own');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const id = await findCase(site.world, tracking);
  const whole = id === undefined ? refuse('not-found') : await openCase(site.world, permit, id, 'own');
  if (isRefusal(whole)) return sayNo(c, site, whole);
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
    papers: papersOf(state.files, (paper) => paperTitle(pack, paper, lang), lang),
    fee: feeOf(pack, state.fee, lang, state.paid),
    next: nextSteps(lang),
    trackHref,
    draft: draftOf(c, pack),
  };
  return showPage(c, submittedPage(frameOf(c, site), view));
}

/** Before reception the hour is what reception now would promise; after it, what was promised. */
function expectedHour(site: Site, pack: Pack, state: CaseState): Pick<NonNullable<CaseState['clock']>, 'due' | 'because'> | Refusal {
  if (state.clock !== undefined) return state.clock;
  const found = assess(pack, state.answers, state.submitted);
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

const livePack = async (site: Site, id: string | undefined): Promise<Pack | undefined> => (await publicPacks(site.world)).find((pack) => pack.id === id);

/** Once a unit is known, only its neighbours are offered, and a link to all of them: on a weak line 241 communes cost two kilobytes. */
async function unitsShown(c: Ctx, site: Site, filing: Filing, lang: Lang) {
  const groups = await unitGroups(site, filing.pack, lang);
  const near =
    filing.unit === undefined || c.req.query('don-vi') === 'tat-ca'
      ? []
      : groups.filter((group) => group.units.some((unit) => unit.value === (filing.unit?.gso ?? filing.unit?.agencyCode)));
  return near.length === 0 ? { units: groups } : { units: near, allUnits: `/nop/${filing.pack.id}?don-vi=tat-ca` };
}

/** Units under the one above them, as people look for their commune: by district first. */
async function unitGroups(site: Site, pack: Pack, lang: Lang) {
  const org = site.world.org();
  const units = await unitsServing(site.world, pack);
  const parents = [...new Set(units.map((unit) => unit.parent))];
  return parents.map((parent) => {
    const above = parent === undefined ? undefined : org.byId.get(parent);
    return {
      name: above === undefined ? '' : placeName(above, lang),
      units: units.filter((unit) => unit.parent === parent).map((unit) => ({ value: unit.gso ?? unit.agencyCode, text: placeName(unit, lang) })),
    };
  });
}

/** By agency code, or by the number of the unit. */
function unitOf(site: Site, pack: Pack, text: string): Unit | undefined {
  const org = site.world.org();
  const unit = org.units.find((one) => one.agencyCode === text || one.gso === text) ?? org.byId.get(Number(text) as UnitId);
  return unit !== undefined && pack.unitKinds.includes(unit.kind) ? unit : undefined;
}

/** Stages the files that came with this post and finds again those staged before (`_file.<paper>`). */
export async function holdFiles(site: Site, permit: Permit<'case.submit'>, pack: Pack, fields: RawAnswers, files: readonly PostedFile[]) {
  const held: HeldFile[] = [];
  const problems: { readonly paper: string; readonly name: string; readonly refusal: Refusal }[] = [];
  const papers = pack.form.papers.map((paper) => paper.id);
  for (const paper of papers) {
    const ids = (fields.get(`_file.${paper}`) ?? []).filter(isUuid);
    for (const upload of await stagedUploads(site.world, permit, ids)) held.push({ paper, upload });
  }
  for (const file of files) {
    const paper = papers.find((id) => file.field === `_paper.${id}`);
    if (paper === undefined) continue;
    const upload = file.tooLarge ? refuse('file-too-large') : held.length >= 20 ? refuse('too-many-files') : await stageUpload(site.world, permit, file);
    if (isRefusal(upload)) problems.push({ paper, name: file.name, refusal: upload });
    else held.push({ paper, upload });
  }
  return { files: held, problems };
}

/** Staged files as papers of one case, each under an id of its own: a file that is named in two cases is a document of both. */
export const papersFrom = (site: Site, files: readonly HeldFile[]): readonly AttachedFile[] =>
  files.map(({ paper, upload }) => ({
    id: site.world.newId() as AttachedFile['id'],
    paper,
    name: upload.name,
    mediaType: upload.mediaType,
    size: upload.size,
    blob: upload.blob,
  }));

/** What the case will hold: staged files, and the papers promised on paper. */
function attached(site: Site, filing: Filing): readonly AttachedFile[] {
  const files = papersFrom(site, filing.files);
  const promised = filing.pack.form.papers.filter(
    (paper) => paper.atCounter && textOf(filing.fields, `_counter.${paper.id}`) === 'true' && files.every((file) => file.paper !== paper.id),
  );
  return [
    ...files,
    ...promised.map((paper) => ({ id: `${filing.key}-${paper.id}` as AttachedFile['id'], paper: paper.id, name: '', mediaType: '', size: 0, blob: null })),
  ];
}

function givenFiles(files: readonly HeldFile[]): Readonly<Record<string, readonly { readonly id: string; readonly name: string; readonly note: string }[]>> {
  const papers = [...new Set(files.map((file) => file.paper))];
  const ofPaper = (paper: string) =>
    files.filter((file) => file.paper === paper).map(({ upload }) => ({ id: upload.id, name: upload.name, note: sizeText(upload.size) }));
  return Object.fromEntries(papers.map((paper) => [paper, ofPaper(paper)]));
}

/** Everything typed travels as hidden fields, so the page needs no memory of its own. */
function carriedPairs(filing: Filing): readonly { readonly name: string; readonly value: string }[] {
  const isCarried = (name: string): boolean => !name.startsWith('_') || name.startsWith('_counter.');
  const typed = [...filing.fields].flatMap(([name, values]) =>
    isCarried(name) ? values.filter((value) => value !== '').map((value) => ({ name, value })) : [],
  );
  const files = filing.files.map(({ paper, upload }) => ({ name: `_file.${paper}`, value: upload.id }));
  return [...typed, ...files, { name: '_unit', value: filing.unit?.agencyCode ?? '' }];
}

/** One more or one fewer item of a repeated group, without script: `_add=papers`, `_remove=papers.1`. */
const edited = (filing: Filing): Filing => ({ ...filing, fields: editedFields(filing.pack.form, filing.fields) });

/** What `_add` and `_remove` ask for: one item more or fewer of a repeated group. */
export function editedFields(form: Form, posted: RawAnswers): RawAnswers {
  const add = textOf(posted, '_add');
  const fields = new Map(posted);
  if (add !== '') {
    const repeat = [...form.fields.keys()].find((path) => path.startsWith(`${add}.*.`));
    if (repeat !== undefined) fields.set(repeat.replace('*', String(countItems(fields, add))), ['']);
  }
  const at = /^(.+)\.(\d+)$/.exec(textOf(posted, '_remove'));
  return at?.[1] === undefined ? fields : withoutItem(fields, at[1], Number(at[2]));
}

const countItems = (fields: RawAnswers, path: string): number =>
  1 +
  Math.max(
    -1,
    ...[...fields.keys()]
      .filter((name) => name.startsWith(`${path}.`))
      .map((name) => Number.parseInt(name.slice(path.length + 1), 10))
      .filter(Number.isSafeInteger),
  );

function withoutItem(fields: RawAnswers, path: string, index: number): RawAnswers {
  const moved = new Map<string, readonly string[]>();
  for (const [name, values] of fields) {
    const match = name.startsWith(`${path}.`) ? /^(\d+)(\..*)$/.exec(name.slice(path.length + 1)) : null;
    const at = Number(match?.[1]);
    if (match === null) moved.set(name, values);
    else if (at !== index) moved.set(`${path}.${at > index ? at - 1 : at}${match[2]}`, values);
  }
  return moved;
}

export const paperTitle = (pack: Pack, paper: string, lang: Lang): string => pack.form.papers.find((one) => one.id === paper)?.title[lang] ?? paper;
