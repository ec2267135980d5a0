/** `/tep/doan/<sha-256>`: a file in pieces. GET says how far it is, PUT of `/<start>` brings one piece; `ten` is its name, `co` its size in bytes. */
import type { Hono } from 'hono';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse, sentenceOf, statusOf } from '../../base/refusal.ts';
import type { Coming, Progress } from '../../kernel/document/document.act.ts';
import { progressOf, sendPiece } from '../../kernel/document/document.act.ts';
import { brake } from '../brake.ts';
import { readSmallBody } from '../form-post.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { langOf, permitFor } from '../request.ts';
import { tellArrival } from './sent-files.ts';

export function pieceRoutes(app: Hono<WebEnv>, site: Site): void {
  // 20,000 pieces are more than 1 GB: half of what a person may send in a week.
  const slow = brake(20_000, 3600);
  app.get('/tep/doan/:digest', async (c) => {
    const permit = await permitFor(c, site, 'case.submit', 'own');
    if (isRefusal(permit)) return sayJson(c, permit);
    return answer(c, slow(permit.actor.person) ?? (await progressOf(site.world, permit, comingIn(c))));
  });
  app.put('/tep/doan/:digest/:start', async (c) => {
    const permit = await permitFor(c, site, 'case.submit', 'own');
    if (isRefusal(permit)) return sayJson(c, permit);
    const refusal = slow(permit.actor.person);
    if (refusal !== undefined) return sayJson(c, refusal);
    const digest = saidDigest(c.req.header('content-digest'));
    const start = c.req.param('start');
    if (digest === undefined || !/^\d{1,8}$/.test(start)) return sayJson(c, refuse('bad-request'));
    const bytes = await readSmallBody(c);
    if (isRefusal(bytes)) return sayJson(c, bytes.refused === 'body-too-large' ? refuse('piece-misplaced') : bytes);
    const progress = await sendPiece(site.world, permit, comingIn(c), { start: Number(start), bytes, digest });
    tellArrival(permit.actor.person);
    return answer(c, progress);
  });
}

const comingIn = (c: Ctx): Coming => ({
  digest: c.req.param('digest') ?? '',
  name: (c.req.query('ten') ?? '').slice(0, 1000),
  size: /^\d{1,12}$/.test(c.req.query('co') ?? '') ? Number(c.req.query('co')) : Number.NaN,
});

/** RFC 9530: 'sha-256=:<base64>:'. Hexadecimal, or undefined. */
function saidDigest(header: string | undefined): string | undefined {
  const packed = /^sha-256=:([A-Za-z0-9+/]{43}=):$/.exec(header ?? '')?.[1];
  return packed === undefined ? undefined : Buffer.from(packed, 'base64').toString('hex');
}

function answer(c: Ctx, progress: Progress | Refusal): Response {
  c.header('Cache-Control', 'no-store');
  return isRefusal(progress) ? sayJson(c, progress) : c.json(progress);
}

function sayJson(c: Ctx, refusal: Refusal): Response {
  const wait = refusal.about?.seconds;
  if (wait !== undefined) c.header('Retry-After', String(wait));
  return c.json({ code: refusal.refused, detail: sentenceOf(refusal, langOf(c)) }, statusOf(refusal) as 400);
}
