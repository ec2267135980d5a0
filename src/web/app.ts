/** The site as one Hono app: guards first, then pages, one catch at the end. */

import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { refuse } from '../base/refusal.ts';
import { showInstant } from '../base/time.ts';
import { groupOf, isProgram } from '../kernel/register/register.ts';
import type { Bundle } from './bundle.ts';
import { hashOf } from './bundle.ts';
import { demoRoutes } from './demo/demo.route.ts';
import { adminRoutes } from './desk/admin.route.ts';
import { caseRoutes } from './desk/case.route.ts';
import { cashRoutes } from './desk/cash.route.ts';
import { deskNoticeRoutes } from './desk/notice.route.ts';
import { queueRoutes } from './desk/queue.route.ts';
import { receptionRoutes } from './desk/reception.route.ts';
import { trayRoutes } from './desk/tray.route.ts';
import type { CaseNews } from './ioc/leader.route.ts';
import { leaderRoutes } from './ioc/leader.route.ts';
import { knowRoutes } from './know/know.route.ts';
import { styleIn } from './page.ts';
import { applyRoutes } from './portal/apply.route.ts';
import { consentRoutes } from './portal/consent.route.ts';
import { deviceRoutes } from './portal/device.route.ts';
import { draftRoutes } from './portal/draft.route.ts';
import { errorPage } from './portal/error.view.ts';
import { fileRoutes } from './portal/file.route.ts';
import { findRoutes } from './portal/find.route.ts';
import { kioskRoutes } from './portal/kiosk.route.ts';
import { mandateRoutes } from './portal/mandate.route.ts';
import { meRoutes } from './portal/me.route.ts';
import { myRoutes } from './portal/my.route.ts';
import { noticeRoutes } from './portal/notice.route.ts';
import { ownDataRoutes } from './portal/own-data.route.ts';
import { payRoutes } from './portal/pay.route.ts';
import { pieceRoutes } from './portal/piece.route.ts';
import { procedureRoutes } from './portal/procedure.route.ts';
import { signInRoutes } from './portal/sign-in.route.ts';
import { trackRoutes } from './portal/track.route.ts';
import { vaultRoutes } from './portal/vault.route.ts';
import { verifyRoutes } from './portal/verify.route.ts';
import type { Ctx, Site, WebEnv } from './request.ts';
import { frameOf, langOf, meet, sayNo, showPage } from './request.ts';
import { voiceRoutes } from './voice/voice.route.ts';

export type WebParts = {
  readonly bundle: Bundle;
  readonly news: CaseNews;
  /** Called once for a fault; answers the number the person can quote. */
  readonly onFault: (fault: unknown, route: string) => string;
};

export function webApp(site: Site, parts: WebParts): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  app.use(headers(site, parts.bundle));
  app.use(compress);
  serveAssets(app, parts.bundle);
  app.use(sameOrigin(site));
  // Bodies are bounded where they are read: form-post.ts.
  app.use(async (c, next) => {
    await meet(c, site);
    // PostgreSQL stores no U+0000: an address with one is nobody's.
    return /%00/.test(c.req.url) ? sayNo(c, site, refuse('bad-request')) : await next();
  });
  app.use(countVisits(site));
  kioskRoutes(app, site);
  findRoutes(app, site);
  procedureRoutes(app, site);
  applyRoutes(app, site);
  deviceRoutes(app, site, parts.bundle.worker);
  draftRoutes(app, site);
  trackRoutes(app, site);
  myRoutes(app, site);
  meRoutes(app, site);
  mandateRoutes(app, site);
  consentRoutes(app, site);
  vaultRoutes(app, site);
  ownDataRoutes(app, site);
  noticeRoutes(app, site);
  payRoutes(app, site);
  fileRoutes(app, site);
  pieceRoutes(app, site);
  verifyRoutes(app, site);
  voiceRoutes(app, site);
  knowRoutes(app, site);
  signInRoutes(app, site);
  queueRoutes(app, site);
  deskNoticeRoutes(app, site);
  receptionRoutes(app, site);
  trayRoutes(app, site);
  caseRoutes(app, site);
  cashRoutes(app, site);
  adminRoutes(app, site);
  leaderRoutes(app, site, parts.news);
  if (site.demo !== undefined) demoRoutes(app, site, site.demo);
  const ways = waysInto(app);
  app.notFound((c) => {
    const methods = ways.filter((way) => way.path.test(c.req.path)).map((way) => way.method);
    if (methods.length === 0) return sayNo(c, site, refuse('not-found'));
    c.header('Allow', methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', '));
    return sayNo(c, site, refuse('method-not-allowed'));
  });
  app.onError((fault, c) => showFault(c, site, parts.onFault(fault, c.req.routePath)));
  return app;
}

/** Every address with the methods it takes: '/nop/:pack' is any one part after '/nop/'. */
function waysInto(app: Hono<WebEnv>): readonly { readonly method: string; readonly path: RegExp }[] {
  return app.routes
    .filter((route) => route.method !== 'ALL')
    .map((route) => ({ method: route.method, path: new RegExp(`^${route.path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`) }));
}

function showFault(c: Ctx, site: Site, number: string): Response {
  // The fault may have come before language and session were known.
  if (c.get('lang') === undefined) c.set('lang', 'vi');
  if (c.get('theme') === undefined) c.set('theme', 'light');
  const view = { kind: 'citizen', status: 500, number, at: showInstant(site.world.now(), langOf(c)) } as const;
  return showPage(c, errorPage(frameOf(c, site), view), 500);
}

/** Nothing from elsewhere, nothing inline but the texts whose hashes stand here. */
const headers = (site: Site, bundle: Bundle) => {
  const whole = secureHeaders({
    strictTransportSecurity: site.world.origin.startsWith('https:') ? 'max-age=31536000; includeSubDomains' : false,
    xFrameOptions: 'DENY',
    referrerPolicy: 'same-origin',
    permissionsPolicy: { camera: [], microphone: [], geolocation: ['self'] },
    // Nothing here shares an agent with other sites, and the others are for browsers that no longer exist.
    originAgentCluster: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    xDnsPrefetchControl: false,
  });
  const policyFor = policies(bundle);
  // An address that is nobody's was answered by an inner round, which has seen the page and said what it may do.
  const policy = (c: Ctx): string =>
    c.get('shown') === undefined ? (c.res.headers.get('Content-Security-Policy') ?? policyFor(undefined)) : policyFor(c.get('shown'));
  return async (c: Ctx, next: () => Promise<void>): Promise<Response | undefined> => {
    if (c.req.path.startsWith('/tep/')) {
      await whole(c, next);
      c.res.headers.set('Content-Security-Policy', policy(c));
      // What people sent does nothing at all, even when it is opened in a window of its own.
      if (!/^text\/html/.test(c.res.headers.get('content-type') ?? '')) c.res.headers.set('Content-Security-Policy', "default-src 'none'; sandbox");
      return undefined;
    }
    if (c.req.header('x-part') !== '1' && !c.req.path.startsWith('/tinh/')) {
      await whole(c, next);
      if (c.res.status >= 301 && c.res.status <= 303) return noDocument(c);
      // A page without script asks for nothing that would have to be forbidden.
      if (c.get('shown')?.includes('<script') === false) c.res.headers.delete('Permissions-Policy');
      // A worker lives under the policy it came with: it asks this site and nobody else.
      if (/^audio\//.test(c.res.headers.get('content-type') ?? '')) {
        c.header('Content-Security-Policy', "default-src 'none'; media-src 'self'");
        return undefined;
      }
      c.header('Content-Security-Policy', c.req.path === '/may.js' ? "default-src 'none'; connect-src 'self'" : policy(c));
      return undefined;
    }
    // Parts and our own style and scripts are no documents: they serve a page that stands under its own policy.
    await next();
    c.header('X-Content-Type-Options', 'nosniff');
    return undefined;
  };
};

/** A redirect shows nothing: what guards documents is weight on the line. */
function noDocument(c: Ctx): undefined {
  for (const name of ['Cross-Origin-Opener-Policy', 'Cross-Origin-Resource-Policy', 'Permissions-Policy', 'X-Frame-Options', 'X-Content-Type-Options'])
    c.res.headers.delete(name);
}

/** Only the hashes of what stands in the document: each costs fifty bytes that nothing packs. */
function policies(bundle: Bundle): (shown: string | undefined) => string {
  const scripts = bundle.inlineScripts.map((text) => [`<script>${text}</script>`, hashOf(text)] as const);
  return (shown) => {
    if (shown === undefined) return "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";
    const style = styleIn(shown);
    const sheets = shown.includes('<link rel="stylesheet"') && style !== undefined ? ["'self'"] : [];
    const inScripts = scripts.filter(([text]) => shown.includes(text)).map(([, hash]) => hash);
    const hasScript = shown.includes('<script');
    const styles = [...sheets, ...(style === undefined ? ["'self'"] : [hashOf(style)])];
    const sound = shown.includes('<a class="nghe"') ? " media-src 'self';" : '';
    const active = hasScript ? ` script-src 'self' ${inScripts.join(' ')}; connect-src 'self';` : '';
    return `default-src 'none'; style-src ${styles.join(' ')};${active}${sound} img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
  };
}

/** A browser says where a post comes from; one that comes from elsewhere is refused. Programs send no Origin and have no cookie to abuse. */
const sameOrigin =
  (site: Site) =>
  async (c: Ctx, next: () => Promise<void>): Promise<Response | undefined> => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) return void (await next());
    const origin = c.req.header('origin');
    const fetchSite = c.req.header('sec-fetch-site');
    const said = origin ?? c.req.header('referer');
    const isOwn = said === undefined || origin === site.world.origin || isHere(said, c.req.header('host'), site);
    if (isOwn && fetchSite !== 'cross-site' && fetchSite !== 'same-site') return void (await next());
    await meet(c, site);
    return sayNo(c, site, refuse('wrong-origin'));
  };

/** The host this request was sent to; where the site stands on https, what came over plain http is not ours. */
function isHere(said: string, host: string | undefined, site: Site): boolean {
  if (!URL.canParse(said)) return false;
  const url = new URL(said);
  return url.host === host && (url.protocol === 'https:' || site.world.origin.startsWith('http:'));
}

function serveAssets(app: Hono<WebEnv>, bundle: Bundle): void {
  const files = new Map(bundle.files.map((file) => [file.path, file]));
  app.get('/tinh/:name', (c) => {
    const file = files.get(c.req.path);
    if (file === undefined) return c.text('404', 404);
    const headers = { 'Content-Type': file.type, 'Cache-Control': 'public, max-age=31536000, immutable', Vary: 'Accept-Encoding' };
    return /\bbr\b/.test(c.req.header('accept-encoding') ?? '')
      ? c.body(file.packed, 200, { ...headers, 'Content-Encoding': 'br' })
      : c.body(file.body, 200, headers);
  });
}

/** A page that was shown counts for its group. Nothing of who asked is read but whether it is a program, and nothing of it is kept. */
const countVisits =
  (site: Site) =>
  async (c: Ctx, next: () => Promise<void>): Promise<void> => {
    await next();
    if (c.req.method !== 'GET' || c.res.status !== 200 || c.get('shown') === undefined) return;
    const group = groupOf(c.req.path);
    const isAhead = /prefetch|prerender/.test(c.req.header('sec-purpose') ?? c.req.header('purpose') ?? '');
    if (group !== undefined && !isAhead && !isProgram(c.req.header('user-agent') ?? '')) site.visits.saw(group);
  };

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
const textTypes = /^(text\/(?!event-stream)|application\/(json|problem\+json|ld\+json|atom\+xml|csvm\+json)|image\/svg)/;

/** A filing is three pages and often goes over the weakest line: a few hundredths of a second of ours save it a twelfth of its bytes. */
const qualityFor = (path: string): number => (/^\/(?:nop|da-nop)\//.test(path) ? 11 : 6);

/** Brotli where the browser knows it, gzip otherwise; only texts of a kilobyte or more. */
async function compress(c: Ctx, next: () => Promise<void>): Promise<void> {
  await next();
  // Connections of HTTP/1.1 stay open unsaid: fifty bytes less on every answer.
  c.env?.outgoing?.removeHeader('connection');
  const accepted = c.req.header('accept-encoding') ?? '';
  const type = c.res.headers.get('content-type') ?? '';
  const kind = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
  if (kind === undefined || !textTypes.test(type) || c.res.headers.has('content-encoding') || c.res.body === null) return;
  const body = Buffer.from(await c.res.arrayBuffer());
  const packed =
    body.length < 1000
      ? body
      : kind === 'br'
        ? await brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: qualityFor(c.req.path), [constants.BROTLI_PARAM_SIZE_HINT]: body.length } })
        : await zip(body);
  const headers = new Headers(c.res.headers);
  // What nobody may keep need not say on what it depends.
  if (headers.get('cache-control') !== 'no-store') headers.append('Vary', 'Accept-Encoding');
  headers.delete('content-length');
  if (body.length >= 1000) headers.set('Content-Encoding', kind);
  c.res = new Response(packed as Uint8Array<ArrayBuffer>, { status: c.res.status, headers });
}
