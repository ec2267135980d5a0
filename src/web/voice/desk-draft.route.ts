/** `/ban-lam-viec/gop-y`: drafts on which people comment, answers to them, the report at the end. */
import type { Hono } from 'hono';
import type { UnitId } from '../../base/id.ts';
import { isUuid } from '../../base/id.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import { dateOf, showDate, showInstant } from '../../base/time.ts';
import { answerTo, concludeDraft, isDraftOpen, listDrafts, publishDraft, readDraft } from '../../kernel/voice/voice.act.ts';
import { dayOf, textOf } from '../form-post.ts';
import type { FieldProblem } from '../parts/shape.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, sayNo, showPage } from '../request.ts';
import type { DraftForm } from './desk.view.ts';
import { deskDraftPage, deskDraftsPage } from './desk.view.ts';
import { openChip } from './draft.route.ts';
import type { Moderator } from './moderator.ts';
import { lastDay, moderating, reaches, readKeyed, unitsOf } from './moderator.ts';
import { inWords } from './words.ts';

export function deskDraftRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get(
    '/ban-lam-viec/gop-y',
    moderating(site, (c, permit) => showDrafts(c, site, permit, undefined, 200)),
  );
  app.post(
    '/ban-lam-viec/gop-y',
    moderating(site, (c, permit) => postDraft(c, site, permit)),
  );
  app.get(
    '/ban-lam-viec/gop-y/:id',
    moderating(site, (c, permit) => showDraft(c, site, permit, [], '', 200)),
  );
  app.post(
    '/ban-lam-viec/gop-y/:id/y-kien/:comment',
    moderating(site, (c, permit) => postAnswer(c, site, permit)),
  );
  app.post(
    '/ban-lam-viec/gop-y/:id/ket-thuc',
    moderating(site, (c, permit) => postConclude(c, site, permit)),
  );
}

async function showDrafts(c: Ctx, site: Site, permit: Moderator, form: Partial<DraftForm> | undefined, status: number): Promise<Response> {
  const lang = langOf(c);
  const today = dateOf(site.world.now());
  const lines = (await listDrafts(site.world))
    .filter((draft) => reaches(site, permit, draft.path))
    .map((draft) => ({
      href: `/ban-lam-viec/gop-y/${draft.id}`,
      title: draft.title,
      text: draft.text.slice(0, 160),
      note: inWords(lang, `${draft.comments} ý kiến`, `${draft.comments} comments`),
      chip: openChip(isDraftOpen(draft, today), showDate(draft.ends), lang),
    }));
  const units = unitsOf(site, permit, lang);
  const fresh = { key: site.world.newId(), title: '', text: '', ends: '', unit: units[0]?.value ?? '', units, problems: [] };
  return showPage(c, deskDraftsPage(frameOf(c, site), { lines, form: { ...fresh, ...form } }), status);
}

async function postDraft(c: Ctx, site: Site, permit: Moderator): Promise<Response> {
  const sent = await readKeyed(c);
  if (isRefusal(sent)) return sayNo(c, site, sent);
  const { fields, key } = sent;
  const lang = langOf(c);
  const [title, text] = [textOf(fields, 'ten').trim(), textOf(fields, 'noi_dung').trim()];
  const ends = lastDay(site, dayOf(fields, 'het'), lang);
  const problems: FieldProblem[] = [
    ...(title.length < 5 || title.length > 300
      ? [{ name: 'ten', text: inWords(lang, 'Ghi tên từ 5 đến 300 ký tự.', 'Write a title of 5 to 300 characters.') }]
      : []),
    ...(text.length < 20 || text.length > 20_000
      ? [{ name: 'noi_dung', text: inWords(lang, 'Ghi nội dung từ 20 đến 20.000 ký tự.', 'Write 20 to 20,000 characters.') }]
      : []),
    ...(typeof ends === 'string' ? [] : [ends]),
  ];
  const typed = { key, title, text, ends: dayOf(fields, 'het'), unit: textOf(fields, 'don_vi') };
  if (problems.length > 0 || typeof ends !== 'string') return await showDrafts(c, site, permit, { ...typed, problems }, 422);
  const made = await publishDraft(site.world, permit, key, { unit: Number(typed.unit) as UnitId, title, text, ends });
  return isRefusal(made) ? sayNo(c, site, made) : c.redirect(`/ban-lam-viec/gop-y/${made.id}`, 303);
}

async function showDraft(c: Ctx, site: Site, permit: Moderator, problems: readonly FieldProblem[], report: string, status: number): Promise<Response> {
  const id = c.req.param('id') ?? '';
  const found = isUuid(id) ? await readDraft(site.world, id, permit) : refuse('not-found');
  if (isRefusal(found)) return sayNo(c, site, found);
  const lang = langOf(c);
  const { draft, comments } = found;
  const view = {
    id,
    title: draft.title,
    chip: openChip(isDraftOpen(draft, dateOf(site.world.now())), showDate(draft.ends), lang),
    reportKey: site.world.newId(),
    report: draft.report ?? report,
    comments: comments.map((one) => ({
      id: one.id,
      key: site.world.newId(),
      about: one.about,
      text: one.text,
      name: one.name,
      when: showInstant(one.at, lang),
      answer: one.answer ?? '',
      hidden: one.hidden,
    })),
    problems,
  };
  return showPage(c, deskDraftPage(frameOf(c, site), view), status);
}

async function postAnswer(c: Ctx, site: Site, permit: Moderator): Promise<Response> {
  const sent = await readKeyed(c);
  if (isRefusal(sent)) return sayNo(c, site, sent);
  const [draft, comment] = [c.req.param('id') ?? '', c.req.param('comment') ?? ''];
  const done =
    isUuid(draft) && isUuid(comment)
      ? await answerTo(site.world, permit, sent.key, { draft, comment, answer: textOf(sent.fields, 'tra_loi'), hidden: sent.fields.has('an') })
      : refuse('not-found');
  return isRefusal(done) ? sayNo(c, site, done) : c.redirect(`/ban-lam-viec/gop-y/${draft}`, 303);
}

async function postConclude(c: Ctx, site: Site, permit: Moderator): Promise<Response> {
  const sent = await readKeyed(c);
  if (isRefusal(sent)) return sayNo(c, site, sent);
  const id = c.req.param('id') ?? '';
  const report = textOf(sent.fields, 'bao_cao');
  const problem = { name: 'bao_cao', text: inWords(langOf(c), 'Ghi báo cáo từ 20 đến 10.000 ký tự.', 'Write 20 to 10,000 characters.') };
  if (report.trim().length < 20 || report.length > 10_000) return await showDraft(c, site, permit, [problem], report, 422);
  const done = isUuid(id) ? await concludeDraft(site.world, permit, sent.key, id, report) : refuse('not-found');
  return isRefusal(done) ? sayNo(c, site, done) : c.redirect(`/ban-lam-viec/gop-y/${id}`, 303);
}
