/** Filing: the form, the check of answers, the submission. One address: `_declare` submits, `_edit` goes back. */
import type { Hono } from 'hono';
import type { CommandKey } from '../../base/id.ts';
import { isCommandKey } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse, sentenceOf, statusOf } from '../../base/refusal.ts';
import { dateOf } from '../../base/time.ts';
import { dueBy } from '../../engine/clock/clock.ts';
import type { Problem } from '../../engine/form/form.ts';
import { readAnswers } from '../../engine/form/form.ts';
import { hasProblems, readWith, submitCase } from '../../kernel/case/case.act.ts';
import { assess, shownGroups } from '../../kernel/case/case.ts';
import { displayName } from '../../kernel/org/org.ts';
import { findPerson } from '../../kernel/person/person.act.ts';
import type { Person } from '../../kernel/person/person.ts';
import { translated } from '../../pack/pack.ts';
import { readPost, textOf } from '../form-post.ts';
import { formSteps } from '../parts/form.ts';
import type { FieldProblem } from '../parts/shape.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, permitFor, sayNo, showPage } from '../request.ts';
import { feeOf, papersOf, promisedAt } from '../show.ts';
import { applyPage } from './apply.view.ts';
import { attached, givenFiles, holdFiles, paperTitle } from './apply-files.ts';
import { livePack, unitOf, unitsShown } from './apply-units.ts';
import { checkPage } from './check.view.ts';
import type { Filing } from './filing.ts';
import { carriedPairs, draftOf, edited, prefilled } from './filing.ts';
import { getSubmitted } from './submitted.route.ts';

export function applyRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/nop/:pack', (c) => getApply(c, site));
  app.post('/nop/:pack', (c) => postApply(c, site));
  app.get('/da-nop/:tracking', (c) => getSubmitted(c, site, c.req.param('tracking')));
}

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

async function selfOf(c: Ctx, site: Site): Promise<Person | Refusal> {
  const self = await permitFor(c, site, 'person.self', 'own');
  return isRefusal(self) ? self : await findPerson(site.world, self, self.actor.person);
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
  const found = assess(pack, answers, now, 'online');
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
