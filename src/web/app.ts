/** The site as one Hono app: guards first, then pages, one catch at the end. */

import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { refuse } from '../base/refusal.ts';
import { showInstant } from '../base/time.ts';
import type { Bundle } from './bundle.ts';
import { hashOf } from './bundle.ts';
import { demoRoutes } from './demo/demo.route.ts';
import { adminRoutes } from './desk/admin.route.ts';
import { caseRoutes } from './desk/case.route.ts';
import { queueRoutes } from './desk/queue.route.ts';
import { receptionRoutes } from './desk/reception.route.ts';
import { trayRoutes } from './desk/tray.route.ts';
import type { CaseNews } from './ioc/leader.route.ts';
import { leaderRoutes } from './ioc/leader.route.ts';
import { applyRoutes } from './portal/apply.route.ts';
import { errorPage } from './portal/error.view.ts';
import { fileRoutes } from './portal/file.route.ts';
import { findRoutes } from './portal/find.route.ts';
import { myRoutes } from './portal/my.route.ts';
import { signInRoutes } from './portal/sign-in.route.ts';
import { trackRoutes } from './portal/track.route.ts';
import { verifyRoutes } from './portal/verify.route.ts';
import type { Ctx, Site, WebEnv } from './request.ts';
import { frameOf, langOf, meet, sayNo, showPage } from './request.ts';

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
  // Multipart bodies are streamed and bounded where they are read; everything else is small.
  app.use(async (c, next) =>
    c.req.header('content-type')?.startsWith('multipart/form-data') ? next() : bodyLimit({ maxSize: 1_048_576, onError: () => tooLarge(c, site) })(c, next),
  );
  app.use(async (c, next) => {
    await meet(c, site);
    await next();
  });
  findRoutes(app, site);
  applyRoutes(app, site);
  trackRoutes(app, site);
  myRoutes(app, site);
  fileRoutes(app, site);
  verifyRoutes(app, site);
  signInRoutes(app, site);
  queueRoutes(app, site);
  receptionRoutes(app, site);
  trayRoutes(app, site);
  caseRoutes(app, site);
  adminRoutes(app, site);
  leaderRoutes(app, site, parts.news);
  if (site.demo !== undefined) demoRoutes(app, site, site.demo);
  app.notFound((c) => sayNo(c, site, refuse('not-found')));
  app.onError((fault, c) => showFault(c, site, parts.onFault(fault, c.req.routePath)));
  return app;
}

async function tooLarge(c: Ctx, site: Site): Promise<Response> {
  await meet(c, site);
  return sayNo(c, site, refuse('body-too-large'));
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
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'", ...bundle.inlineStyles.map(hashOf)],
      scriptSrc: ["'self'", ...bundle.inlineScripts.map(hashOf)],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    strictTransportSecurity: site.world.origin.startsWith('https:') ? 'max-age=31536000; includeSubDomains' : false,
    xFrameOptions: 'DENY',
    referrerPolicy: 'same-origin',
    permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
    // Only for browsers that no longer exist.
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    xDnsPrefetchControl: false,
  });
  return async (c: Ctx, next: () => Promise<void>): Promise<Response | undefined> => {
    if (c.req.header('x-part') !== '1' && !c.req.path.startsWith('/tinh/')) return (await whole(c, next)) ?? undefined;
    // Parts and our own style and scripts are no documents: they serve a page that stands under its own policy.
    await next();
    c.header('X-Content-Type-Options', 'nosniff');
    return undefined;
  };
};

/** A browser says where a post comes from; one that comes from elsewhere is refused. Programs send no Origin and have no cookie to abuse. */
const sameOrigin =
  (site: Site) =>
  async (c: Ctx, next: () => Promise<void>): Promise<Response | undefined> => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) return void (await next());
    const origin = c.req.header('origin');
    const fetchSite = c.req.header('sec-fetch-site');
    const isOwn = origin === undefined || origin === site.world.origin || (URL.canParse(origin) && new URL(origin).host === c.req.header('host'));
    if (isOwn && fetchSite !== 'cross-site') return void (await next());
    await meet(c, site);
    return sayNo(c, site, refuse('wrong-origin'));
  };

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

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
const textTypes = /^(text\/(?!event-stream)|application\/(json|problem\+json)|image\/svg)/;

/** Brotli where the browser knows it, gzip otherwise; only texts of a kilobyte or more. */
async function compress(c: Ctx, next: () => Promise<void>): Promise<void> {
  await next();
  const accepted = c.req.header('accept-encoding') ?? '';
  const type = c.res.headers.get('content-type') ?? '';
  const kind = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
  if (kind === undefined || !textTypes.test(type) || c.res.headers.has('content-encoding') || c.res.body === null) return;
  const body = Buffer.from(await c.res.arrayBuffer());
  const packed =
    body.length < 1000
      ? body
      : kind === 'br'
        ? await brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } })
        : await zip(body);
  const headers = new Headers(c.res.headers);
  headers.append('Vary', 'Accept-Encoding');
  headers.delete('content-length');
  if (body.length >= 1000) headers.set('Content-Encoding', kind);
  c.res = new Response(packed as Uint8Array<ArrayBuffer>, { status: c.res.status, headers });
}
