/** Signing in and out: passkeys for officers, the demonstration's shortcut, one-time links of invitation and recovery. */
import type { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, sentenceOf, statusOf } from '../../base/refusal.ts';
import { wordsOf } from '../../base/words.ts';
import { beginIdentity, finishIdentity, openLink, redeemLink, signInByPasskey } from '../../kernel/access/access.act.ts';
import { endSession, passkeyToSignIn } from '../../kernel/person/person.act.ts';
import { deviceOf, identityBack, identityLastsMs, sessionCookie } from '../../kernel/person/person.ts';
import { brake } from '../brake.ts';
import { readJsonPost, readPost } from '../form-post.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { addressOf, frameOf, isKiosk, kioskSessionSeconds, langOf, permitFor, safeNext, sayNo, showPage } from '../request.ts';
import { enrolPage, signInPage } from './sign-in.view.ts';

export function signInRoutes(app: Hono<WebEnv>, site: Site): void {
  // A whole office may sit behind one address.
  const slow = brake(600, 600);
  app.get('/dang-nhap', (c) => showSignIn(c, site, safeNext(c.req.query('next'))));
  app.get('/dang-nhap/dinh-danh', async (c) => {
    const refusal = slow(addressOf(c));
    return refusal === undefined ? await getIdentity(c, site) : sayNo(c, site, refusal);
  });
  app.get(identityBack, (c) => getIdentityBack(c, site));
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
    // Drafts kept on this device belong to whoever signs out; where its worker holds unsent cases of somebody else, it erases by itself.
    if (c.req.header('x-keeps-store') === undefined) c.header('Clear-Site-Data', '"storage"');
    deleteCookie(c, sessionCookie(site.world.origin), { path: '/', secure: site.world.origin.startsWith('https:') });
    return c.redirect('/', 303);
  });
  // The token stands in the fragment-free path of a one-time link; it opens once and is worthless afterwards.
  app.get('/moi/:token', (c) => getLink(c, site, c.req.param('token')));
  app.post('/moi/:token/khoa', (c) => postLinkOptions(c, site, c.req.param('token')));
  app.post('/moi/:token/xong', (c) => postLinkFinish(c, site, c.req.param('token')));
}

function showSignIn(c: Ctx, site: Site, next: string, refusal?: Refusal): Response {
  const lang = langOf(c);
  const query = `?next=${encodeURIComponent(next)}`;
  const view = {
    next,
    passkey: { options: '/dang-nhap/khoa', finish: '/dang-nhap/khoa/xong' },
    ...(site.world.gates.identity === undefined ? {} : { identity: { href: `/dang-nhap/dinh-danh${query}`, text: wordsOf(lang)('enter.identityGo') } }),
    ...(isKiosk(c) ? { telephone: '/kiosk/dang-nhap' } : {}),
    ...(site.demo === undefined ? {} : { demo: `/demo${query}` }),
    ...(refusal === undefined ? {} : { problem: sentenceOf(refusal, lang) }),
  };
  return showPage(c, signInPage(frameOf(c, site), view), refusal === undefined ? 200 : statusOf(refusal));
}

/** Binds the way out to this browser: whoever is sent a foreign way back cannot be signed in by it. */
const browserCookie = (site: Site): string => (site.world.origin.startsWith('https:') ? '__Host-dinh-danh' : 'dinh-danh');
const cookieOptions = (site: Site) => ({ path: '/', httpOnly: true, sameSite: 'Lax', secure: site.world.origin.startsWith('https:') }) as const;

async function getIdentity(c: Ctx, site: Site): Promise<Response> {
  const next = safeNext(c.req.query('next'));
  const begun = await beginIdentity(site.world, { next, browser: getCookie(c, browserCookie(site)), lang: langOf(c) });
  if (isRefusal(begun)) return begun.refused === 'not-found' ? sayNo(c, site, begun) : showSignIn(c, site, next, begun);
  setCookie(c, browserCookie(site), begun.browser, { ...cookieOptions(site), maxAge: identityLastsMs / 1000 });
  c.header('Cache-Control', 'no-store');
  return c.redirect(begun.address, 303);
}

async function getIdentityBack(c: Ctx, site: Site): Promise<Response> {
  const opened = await finishIdentity(site.world, { back: c.req.url, browser: getCookie(c, browserCookie(site)) }, visitorOf(c));
  if (isRefusal(opened)) return opened.refused === 'not-found' ? sayNo(c, site, opened) : showSignIn(c, site, '/', opened);
  await keepSession(c, site, opened.token);
  return c.redirect(safeNext(opened.next), 303);
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

/** Signs this browser out, when somebody is signed in. */
export async function endFormer(c: Ctx, site: Site): Promise<void> {
  const signed = c.get('signed');
  const permit = await permitFor(c, site, 'person.self', 'own');
  if (signed !== undefined && !isRefusal(permit)) await endSession(site.world, permit, signed.session.id);
}

/** The new session takes the place of the one this browser had, which ends: no other hand goes on with it. */
export async function keepSession(c: Ctx, site: Site, token: string): Promise<void> {
  await endFormer(c, site);
  // Whoever walks away from a device in a hall is signed out there in any case.
  const short = isKiosk(c) ? { maxAge: kioskSessionSeconds } : {};
  setCookie(c, sessionCookie(site.world.origin), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: site.world.origin.startsWith('https:'),
    ...short,
  });
}

const visitorOf = (c: Ctx) => ({ device: deviceOf(c.req.header('user-agent') ?? ''), address: addressOf(c) });
function sayJson(c: Ctx, refusal: Refusal): Response {
  const wait = refusal.about?.seconds;
  if (wait !== undefined) c.header('Retry-After', String(wait));
  return c.json({ detail: sentenceOf(refusal, langOf(c)), code: refusal.refused }, statusOf(refusal) as 400);
}
