/** A device in a hall: its cookie, the wiping of everything of a person, signing in with one's own telephone. */
import type { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { qrSvg } from '../../base/qr.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import { wordsOf } from '../../base/words.ts';
import { openElsewhere } from '../../kernel/person/person.act.ts';
import { sessionCookie } from '../../kernel/person/person.ts';
import { brake } from '../brake.ts';
import { readPost } from '../form-post.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { addressOf, frameOf, isKiosk, kioskCookie, langOf, permitFor, sayNo, showPage } from '../request.ts';
import type { HandOver } from './hand-over.ts';
import { handOver } from './hand-over.ts';
import { kioskConfirmPage, kioskPage, kioskSignInPage } from './kiosk.view.ts';
import { endFormer, keepSession } from './sign-in.route.ts';

const secretCookie = (site: Site): string => (site.world.origin.startsWith('https:') ? '__Host-kiosk-dang-nhap' : 'kiosk-dang-nhap');
const options = (site: Site) => ({ path: '/', httpOnly: true, sameSite: 'Lax', secure: site.world.origin.startsWith('https:') }) as const;

export function kioskRoutes(app: Hono<WebEnv>, site: Site): void {
  const hands = handOver({ random: site.world.secret, hash: site.world.hash, now: Date.now });
  const slow = brake(60, 60);
  app.get('/kiosk', (c) => showPage(c, kioskPage(frameOf(c, site))));
  app.post('/kiosk', async (c) => {
    await readPost(c);
    setCookie(c, kioskCookie, '1', { ...options(site), maxAge: 31_536_000 });
    return c.redirect('/', 303);
  });
  app.post('/kiosk/tat', async (c) => {
    await readPost(c);
    // Somebody who only uses the device must not leave it without its guard for the next one.
    if ((c.get('signed')?.posts.length ?? 0) === 0) return sayNo(c, site, refuse('not-allowed'));
    deleteCookie(c, kioskCookie, options(site));
    return c.redirect('/kiosk', 303);
  });
  app.post('/kiosk/xoa', (c) => wipe(c, site));
  // Pages that a worker draws would not know where they stand.
  app.get('/may.js', (c, next) => (isKiosk(c) ? c.text('404', 404) : next()));
  app.get('/kiosk/dang-nhap', (c) => getSignIn(c, site, hands, slow));
  app.get('/kiosk/xac-nhan/:id', (c) => getConfirm(c, site, hands, c.req.param('id')));
  app.post('/kiosk/xac-nhan/:id', (c) => postConfirm(c, site, hands, c.req.param('id')));
}

/** The session ends, and the browser forgets what it kept; that it is a kiosk it remembers. */
async function wipe(c: Ctx, site: Site): Promise<Response> {
  await readPost(c);
  await endFormer(c, site);
  c.header('Clear-Site-Data', '"cache", "storage"');
  for (const name of [sessionCookie(site.world.origin), secretCookie(site), 'lang', 'theme', 'tieng']) deleteCookie(c, name, options(site));
  return c.redirect('/', 303);
}

async function getSignIn(c: Ctx, site: Site, hands: HandOver, slow: ReturnType<typeof brake>): Promise<Response> {
  if (!isKiosk(c)) return c.redirect('/dang-nhap', 303);
  const found = hands.collect(getCookie(c, secretCookie(site)) ?? '');
  if (found?.is === 'open') {
    deleteCookie(c, secretCookie(site), options(site));
    await keepSession(c, site, found.token);
    return c.redirect('/ho-so-cua-toi', 303);
  }
  const tired = found === undefined ? slow(addressOf(c)) : undefined;
  if (tired !== undefined) return sayNo(c, site, tired);
  const begun = found === undefined ? hands.begin() : undefined;
  const shown = found ?? begun;
  if (shown === undefined) return sayNo(c, site, refuse('too-many-requests', { seconds: 60 }));
  if (begun !== undefined) setCookie(c, secretCookie(site), begun.secret, { ...options(site), maxAge: 120 });
  const address = `${site.world.origin}/kiosk/xac-nhan/${shown.id}`;
  return showPage(c, kioskSignInPage(frameOf(c, site), { qr: qrSvg(address), address, check: shown.check }));
}

async function getConfirm(c: Ctx, site: Site, hands: HandOver, id: string): Promise<Response> {
  const permit = await permitFor(c, site, 'person.self', 'own');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const check = hands.waiting(id);
  if (check === undefined) return sayNo(c, site, refuse('not-found'));
  return showPage(c, kioskConfirmPage(frameOf(c, site), { is: 'asked', check, action: `/kiosk/xac-nhan/${id}`, key: site.world.newId() }));
}

/** Pressed twice it is done once: the request no longer waits. */
async function postConfirm(c: Ctx, site: Site, hands: HandOver, id: string): Promise<Response> {
  await readPost(c);
  const permit = await permitFor(c, site, 'person.self', 'own');
  const signed = c.get('signed');
  if (isRefusal(permit) || signed === undefined) return sayNo(c, site, isRefusal(permit) ? permit : refuse('not-signed-in'));
  if (hands.waiting(id) === undefined) return sayNo(c, site, refuse('not-found'));
  const { method, level } = signed.session;
  const opened = await openElsewhere(site.world, permit, { method, level, opens: 'own', device: wordsOf(langOf(c))('kiosk.device') });
  if (isRefusal(opened)) return sayNo(c, site, opened);
  if (!hands.confirm(id, opened.token)) return sayNo(c, site, refuse('not-found'));
  return showPage(c, kioskConfirmPage(frameOf(c, site), { is: 'done' }));
}
