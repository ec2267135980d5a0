/** Rating a result: by the link that came with the notice, or from one's own case. */
import type { Hono } from 'hono';
import type { CaseId, PersonId } from '../../base/id.ts';
import { isCommandKey, isUuid } from '../../base/id.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import { guestPermit } from '../../kernel/access/access.act.ts';
import { openCase } from '../../kernel/case/case.act.ts';
import { displayName } from '../../kernel/org/org.ts';
import { afterQuestions, rateResult, ratingLink, readRating, reportPacks } from '../../kernel/voice/voice.act.ts';
import { brake } from '../brake.ts';
import { readPost, textOf } from '../form-post.ts';
import type { FieldProblem } from '../parts/shape.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { addressOf, frameOf, langOf, permitFor, sayNo, showPage } from '../request.ts';
import { ratingPage } from './rating.view.ts';
import { inWords } from './words.ts';

export function ratingRoutes(app: Hono<WebEnv>, site: Site): void {
  const slow = brake(30, 600);
  app.get('/danh-gia/:token', async (c) => {
    const refused = slow(addressOf(c));
    return refused === undefined ? await show(c, site, [], { score: '', reason: '' }, 200) : sayNo(c, site, refused);
  });
  app.post('/danh-gia/:token', (c) => postRating(c, site, slow));
  app.get('/ho-so-cua-toi/:id/danh-gia', (c) => getOwn(c, site));
  app.get('/ho-so-cua-toi/:id/kien-nghi', (c) => getComplaint(c, site));
}

async function show(
  c: Ctx,
  site: Site,
  problems: readonly FieldProblem[],
  typed: { readonly score: string; readonly reason: string },
  status: number,
): Promise<Response> {
  const token = c.req.param('token') ?? '';
  const row = await readRating(site.world, token);
  if (isRefusal(row)) return sayNo(c, site, row);
  const lang = langOf(c);
  const pack = site.world.shelf.find(row.packId, row.packVersion);
  const asked = afterQuestions(pack);
  const unit = site.world.org().byId.get(row.unitId);
  const view = {
    action: `/danh-gia/${token}`,
    key: site.world.newId(),
    service: pack?.title[lang] ?? '',
    unit: unit === undefined ? '' : displayName(site.world.org(), unit, lang),
    question: asked?.scale.text[lang] ?? inWords(lang, 'Mức hài lòng', 'Satisfaction'),
    ...(asked?.words === undefined ? {} : { words: asked.words.text[lang] }),
    ...(row.score === null ? {} : { score: row.score }),
    typed,
    problems,
  };
  return showPage(c, ratingPage(frameOf(c, site), view), status);
}

async function postRating(c: Ctx, site: Site, slow: ReturnType<typeof brake>): Promise<Response> {
  const refused = slow(addressOf(c));
  const posted = refused ?? (await readPost(c));
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const typed = { score: textOf(posted.fields, 'diem'), reason: textOf(posted.fields, 'vi_sao').slice(0, 1000) };
  const key = textOf(posted.fields, '_key');
  if (!isCommandKey(key)) return sayNo(c, site, refuse('key-missing'));
  if (!/^[1-5]$/.test(typed.score))
    return await show(c, site, [{ name: 'diem', text: inWords(langOf(c), 'Chọn một mức từ 1 đến 5.', 'Choose from 1 to 5.') }], typed, 422);
  const token = c.req.param('token') ?? '';
  const visitor = (isUuid(key) ? key : site.world.newId()) as PersonId;
  const done = await rateResult(site.world, guestPermit(visitor, 'voice.speak'), token, { score: Number(typed.score), reason: typed.reason });
  return isRefusal(done) ? sayNo(c, site, done) : c.redirect(`/danh-gia/${token}`, 303);
}

/** One's own case leads to its own link. */
async function getOwn(c: Ctx, site: Site): Promise<Response> {
  const permit = await permitFor(c, site, 'case.read', 'own');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const id = c.req.param('id') ?? '';
  const whole = isUuid(id) ? await openCase(site.world, permit, id as CaseId, 'own') : refuse('not-found');
  const link = isRefusal(whole) ? undefined : await ratingLink(site.world, permit, whole.state.id);
  return link === undefined ? sayNo(c, site, isRefusal(whole) ? whole : refuse('not-found')) : c.redirect(link, 303);
}

/** The form of the service that takes complaints about cases, with the code of one's own case in it, or its tracking code while nobody has received it, and the unit that has it. */
async function getComplaint(c: Ctx, site: Site): Promise<Response> {
  const permit = await permitFor(c, site, 'case.read', 'own');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const id = c.req.param('id') ?? '';
  const whole = isUuid(id) ? await openCase(site.world, permit, id as CaseId, 'own') : refuse('not-found');
  if (isRefusal(whole)) return sayNo(c, site, whole);
  const pack = (await reportPacks(site.world)).find((one) => one.door.about !== undefined);
  if (pack === undefined) return sayNo(c, site, refuse('pack-not-live'));
  const { code, tracking, unit } = whole.state;
  const about = code === undefined ? `tra-cuu=${tracking}` : `ho-so=${encodeURIComponent(code)}`;
  return c.redirect(`/phan-anh/gui?loai=${pack.id}&${about}&don-vi=${site.world.org().byId.get(unit)?.agencyCode ?? ''}`, 303);
}
