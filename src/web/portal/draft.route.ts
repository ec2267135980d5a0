/** Saving a draft from the page's script, and dropping one. Drafts are listed under "Hồ sơ của tôi". */
import type { Hono } from 'hono';
import { isUuid } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse, sentenceOf, statusOf } from '../../base/refusal.ts';
import { clockOf, toMs } from '../../base/time.ts';
import { wordsOf } from '../../base/words.ts';
import { dropDraft, saveDraft } from '../../kernel/case/case.act.ts';
import { isKept } from '../../kernel/case/case.ts';
import { brake } from '../brake.ts';
import { readJsonPost, readPost } from '../form-post.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { langOf, permitFor, sayNo } from '../request.ts';
import { readSent } from './apply-draft.ts';
import { permitAs, placeOf } from './apply-for.ts';
import { livePack } from './apply-units.ts';

export function draftRoutes(app: Hono<WebEnv>, site: Site): void {
  // One step every three seconds for an hour is more than anybody types.
  const slow = brake(1200, 3600);
  app.post('/nop/:pack/nhap', async (c) => {
    const now = toMs(site.world.machine());
    const sent = readSent(await readJsonPost(c), now);
    const permit = await permitAs(c, site, 'case.submit', sent?.whom ?? '');
    if (isRefusal(permit)) return sayJson(c, permit);
    const refusal = slow(permit.actor.person);
    if (refusal !== undefined) return sayJson(c, refusal);
    if (sent === undefined) return sayJson(c, refuse('bad-request'));
    const pack = await livePack(site, c.req.param('pack'));
    if (pack === undefined) return sayJson(c, refuse('pack-not-live'));
    // Files come with the form itself, never from what a script says of them.
    const boxes = Object.fromEntries(Object.entries(sent.boxes).filter(([name]) => isKept(name) && !name.startsWith('_file.')));
    const place = placeOf(pack.id, sent.whom);
    const draft = { key: sent.key, place, pack: { id: pack.id, version: pack.version }, boxes: () => boxes, seen: sent.seen };
    const saved = await saveDraft(site.world, permit, draft);
    if (isRefusal(saved)) return sayJson(c, saved);
    // The words come with the answer: a form that is never saved on the way need not carry them.
    const say = wordsOf(langOf(c));
    const told =
      saved.clashes.length > 0 ? { say: say('draft.clash'), reload: say('draft.reload') } : { say: say('draft.saved', { at: clockOf(site.world.now()) }) };
    return c.json({ at: saved.at, clashes: saved.clashes, ...told });
  });
  app.post('/nhap/:id/xoa', async (c) => await postDrop(c, site, c.req.param('id')));
}

/** Pressed on the form itself, the whole form comes along: files in it are read to their end and forgotten. */
async function postDrop(c: Ctx, site: Site, id: string): Promise<Response> {
  const posted = await readPost(c, 20);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const permit = await permitFor(c, site, 'case.submit', 'own');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const done = isUuid(id) ? await dropDraft(site.world, permit, id) : refuse('not-found');
  // "Not yours" and "none" look the same.
  if (isRefusal(done)) return sayNo(c, site, done);
  return c.redirect('/ho-so-cua-toi', 303);
}

function sayJson(c: Ctx, refusal: Refusal): Response {
  return c.json({ code: refusal.refused, detail: sentenceOf(refusal, langOf(c)) }, statusOf(refusal) as 400);
}
