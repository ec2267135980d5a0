/** Signing in and out: passkeys for officers, the demonstration's shortcut, one-time links of invitation and recovery. */
import type { Hono } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, sentenceOf, statusOf } from '../../base/refusal.ts';
import { openLink, redeemLink, signInByPasskey } from '../../kernel/access/access.act.ts';
import { endSession, passkeyToSignIn } from '../../kernel/person/person.act.ts';
import { deviceOf, sessionCookie } from '../../kernel/person/person.ts';
import { brake } from '../brake.ts';
import { readJsonPost, readPost } from '../form-post.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { addressOf, frameOf, langOf, permitFor, safeNext, sayNo, showPage } from '../request.ts';
import { enrolPage, signInPage } from './sign-in.view.ts';

export function signInRoutes(app: Hono<WebEnv>, site: Site): void {
  // A whole office may sit behind one address.
  const slow = brake(600, 600);
  app.get('/dang-nhap', (c) => {
    const view = {
      next: safeNext(c.req.query('next')),
      passkey: { options: '/dang-nhap/khoa', finish: '/dang-nhap/khoa/xong' },
      ...(site.demo === undefined ? {} : { demo: `/demo?next=${encodeURIComponent(safeNext(c.req.query('next')))}` }),
    };
    return showPage(c, signInPage(frameOf(c, site), view));
  });
  app.post('/dang-nhap/khoa', async (c) => {
    const refusal = slow(addressOf(c));
    return refusal === undefined ? c.json(await passkeyToSignIn(site.world)) : sayJson(c, refusal);
  });
  app.post('/dang-nhap/khoa/xong', async (c) => {
    const answer = await readJsonPost(c);
    const opened = await signInByPasskey(site.world, answer, visitorOf(c));
    if (isRefusal(opened)) return sayJson(c, opened);
    await keepSession(c, site, opened.token);
    return c.json({ ok: true });
  });
  app.post('/dang-xuat', async (c) => {
    await readPost(c);
    await endFormer(c, site);
    // Drafts kept on this device belong to whoever signs out.
    c.header('Clear-Site-Data', '"storage"');
    deleteCookie(c, sessionCookie(site.world.origin), { path: '/', secure: site.world.origin.startsWith('https:') });
    return c.redirect('/', 303);
  });
  // The token stands in the fragment-free path of a one-time link; it opens once and is worthless afterwards.
  app.get('/moi/:token', (c) => getLink(c, site, c.req.param('token')));
  app.post('/moi/:token/khoa', (c) => postLinkOptions(c, site, c.req.param('token')));
  app.post('/moi/:token/xong', (c) => postLinkFinish(c, site, c.req.param('token')));
}

async function getLink(c: Ctx, site: Site, token: string): Promise<Response> {
  const link = await openLink(site.world, token, visitorOf(c));
  if (isRefusal(link)) return sayNo(c, site, link);
  const view = { name: link.name, post: link.titles.join(', '), options: `/moi/${token}/khoa`, finish: `/moi/${token}/xong`, next: '/ban-lam-viec' };
  return showPage(c, enrolPage(frameOf(c, site), view));
}

async function postLinkOptions(c: Ctx, site: Site, token: string): Promise<Response> {
  const link = await openLink(site.world, token, visitorOf(c));
  return isRefusal(link) ? sayJson(c, link) : c.json(link.options);
}

async function postLinkFinish(c: Ctx, site: Site, token: string): Promise<Response> {
  const answer = await readJsonPost(c);
  const opened = await redeemLink(site.world, { token, answer, label: deviceOf(c.req.header('user-agent') ?? '') }, visitorOf(c));
  if (isRefusal(opened)) return sayJson(c, opened);
  await keepSession(c, site, opened.token);
  return c.json({ ok: true });
}

async function endFormer(c: Ctx, site: Site): Promise<void> {
  const signed = c.get('signed');
  const permit = await permitFor(c, site, 'person.self', 'own');
  if (signed !== undefined && !isRefusal(permit)) await endSession(site.world, permit, signed.session.id);
}

/** The new session takes the place of the one this browser had, which ends: no other hand goes on with it. */
export async function keepSession(c: Ctx, site: Site, token: string): Promise<void> {
  await endFormer(c, site);
  setCookie(c, sessionCookie(site.world.origin), token, { path: '/', httpOnly: true, sameSite: 'Lax', secure: site.world.origin.startsWith('https:') });
}

const visitorOf = (c: Ctx) => ({ device: deviceOf(c.req.header('user-agent') ?? ''), address: addressOf(c) });
function sayJson(c: Ctx, refusal: Refusal): Response {
  const wait = refusal.about?.seconds;
  if (wait !== undefined) c.header('Retry-After', String(wait));
  return c.json({ detail: sentenceOf(refusal, langOf(c)), code: refusal.refused }, statusOf(refusal) as 400);
}
