/** What every route shares: who asks, in which language, the frame of the answer, and one way to say no. */
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { UnitId } from '../base/id.ts';
import type { Refusal } from '../base/refusal.ts';
import { isRefusal, refuse, sentenceOf, statusOf } from '../base/refusal.ts';
import type { Lang } from '../base/text.ts';
import type { Instant } from '../base/time.ts';
import { showInstant } from '../base/time.ts';
import { askPermit, ownPosts } from '../kernel/access/access.act.ts';
import type { Post } from '../kernel/access/access.ts';
import { isHeld, rightsOf, roleLabel } from '../kernel/access/access.ts';
import type { BenefitTable } from '../kernel/indicator/indicator.ts';
import { unreadOf } from '../kernel/notice/notice.act.ts';
import { displayName, placeName } from '../kernel/org/org.ts';
import type { Permit, Right } from '../kernel/permit.ts';
import { readSession } from '../kernel/person/person.act.ts';
import type { Session } from '../kernel/person/person.ts';
import { sessionCookie } from '../kernel/person/person.ts';
import type { Finder, Visits } from '../kernel/register/register.act.ts';
import type { Handbook } from '../kernel/register/register.ts';
import type { World } from '../kernel/world.ts';
import type { Brake } from './brake.ts';
import { waitText } from './brake.ts';
import type { Assets, Frame, Room } from './frame.ts';
import type { Html } from './parts/html.ts';
import { errorPage } from './portal/error.view.ts';

/** A person with a session and the posts held today. */
export type Signed = { readonly session: Session; readonly posts: readonly Post[] /** Notices not read yet, at most 100. */; readonly unread: number };

export type Site = {
  readonly world: World;
  readonly assets: Assets;
  readonly phone: string;
  /** What a trip not made is worth, with its source. */
  readonly benefit: BenefitTable;
  /** Finds procedures, offices and what rooms publish. */
  readonly finder: Finder;
  readonly handbook: Handbook;
  /** Sums of visits, without visitors. */
  readonly visits: Visits;
  /** Slows down whoever guesses tracking codes, shared with the API. */
  readonly guesses: { readonly address: Brake; readonly code: Brake };
  /** Present while the demonstration is on. */
  readonly demo?: DemoPower;
};

/** What only the demonstration can do. */
export type DemoPower = {
  /** Address of the page with the sample telephones and mailboxes. */
  readonly phones?: string;
  readonly accounts: (lang: Lang) => Promise<readonly DemoPerson[]>;
  readonly signIn: (
    account: string,
    device: string,
  ) => Promise<{ readonly token: string /** Where this person's work begins. */; readonly home: string } | Refusal>;
  /** Moves legal time forward and does what falls due in between; a refusal when it would go back. */
  readonly moveClock: (to: Instant) => Promise<Instant | Refusal>;
};
export type DemoPerson = { readonly id: string; readonly name: string; readonly role: string; readonly unit: string; readonly does: string };

export type WebEnv = {
  Bindings: HttpBindings & { readonly address?: string };
  Variables: { signed: Signed | undefined; lang: Lang; theme: 'light' | 'dark' /** The document of the answer. */; shown?: string };
};
export type Ctx = Context<WebEnv>;

export const langOf = (c: Ctx): Lang => c.get('lang');

/** Reads language, theme and session before any route. `?lang=en` and `?theme=dark` set their cookies. */
export async function meet(c: Ctx, site: Site): Promise<void> {
  const isSecure = site.world.origin.startsWith('https:');
  const keep = (name: string, value: string): void => setCookie(c, name, value, { path: '/', sameSite: 'Lax', maxAge: 31_536_000, secure: isSecure });
  const lang = c.req.query('lang');
  if (lang === 'vi' || lang === 'en') keep('lang', lang);
  c.set('lang', lang === 'vi' || lang === 'en' ? lang : getCookie(c, 'lang') === 'en' ? 'en' : 'vi');
  const theme = c.req.query('theme');
  if (theme === 'light' || theme === 'dark') keep('theme', theme);
  c.set('theme', theme === 'light' || theme === 'dark' ? theme : getCookie(c, 'theme') === 'dark' ? 'dark' : 'light');
  c.set('signed', await signedBy(c, site.world));
}

/** For answers that go on for hours: who signed out meanwhile, or lost the session, is nobody from then on. */
export async function meetAgain(c: Ctx, site: Site): Promise<void> {
  c.set('signed', await signedBy(c, site.world, 'stream'));
}

async function signedBy(c: Ctx, world: World, by: 'person' | 'stream' = 'person'): Promise<Signed | undefined> {
  const token = getCookie(c, sessionCookie(world.origin));
  if (token === undefined) return undefined;
  const session = await readSession(world, token, by);
  if (isRefusal(session)) return undefined;
  // The national identity is a citizen's key: whoever holds a post uses the officer's own.
  const permit = await askPermit(world, session, 'person.self', 'own');
  const posts = isRefusal(permit) || session.asCitizen ? [] : await ownPosts(world, permit);
  const unread = isRefusal(permit) || by === 'stream' ? 0 : await unreadOf(world, permit);
  return { session, posts: posts.filter((post) => isHeld(post, world.now())), unread };
}

/** A permit for the person who asks; 'not-signed-in' when nobody is. */
export async function permitFor<R extends Right>(c: Ctx, site: Site, right: R, where?: UnitId | 'own'): Promise<Permit<R> | Refusal> {
  const signed = c.get('signed');
  return signed === undefined ? refuse('not-signed-in') : await askPermit(site.world, signed.session, right, where);
}

/** Set on one device, in a hall: its pages guard whoever comes next. */
export const kioskCookie = 'kiosk';
export const isKiosk = (c: Ctx): boolean => getCookie(c, kioskCookie) === '1';
/** How long a session on such a device lasts at most. */
export const kioskSessionSeconds = 900;

export function frameOf(c: Ctx, site: Site): Frame {
  const lang = langOf(c);
  const signed = c.get('signed');
  const url = new URL(c.req.url);
  const root = site.world.org().units.find((unit) => unit.parent === undefined);
  const place = root === undefined ? '' : placeName(root, lang);
  const post = signed?.posts[0];
  return {
    lang,
    // '//elsewhere' in a link would leave this site.
    path: `${url.pathname.replace(/^\/{2,}/, '/')}${url.search}`,
    theme: c.get('theme'),
    part: c.req.header('x-part') === '1',
    keeps: c.req.header('x-keeps') === '1',
    ...(isKiosk(c) ? { kiosk: true as const } : {}),
    sample: site.world.sample,
    place: { name: `${place.charAt(0).toUpperCase()}${place.slice(1)}`, phone: site.phone },
    assets: site.assets,
    ...(signed === undefined ? {} : { who: { name: signed.session.name, post: standing(site, post, lang) }, rooms: roomsOf(signed), unread: signed.unread }),
  };
}

/** The post as it is printed, or in English as role and place. */
function standing(site: Site, post: Post | undefined, lang: Lang): string {
  if (post === undefined) return lang === 'vi' ? 'Người dân' : 'Citizen';
  const unit = site.world.org().byId.get(post.unit);
  return lang === 'vi' || unit === undefined ? post.title : `${roleLabel(post.role).en}, ${placeName(unit, 'en')}`;
}

const doors: readonly (readonly [Room, Right])[] = [
  ['queue', 'case.list'],
  ['reception', 'case.receive'],
  ['tray', 'case.sign'],
  ['payment', 'payment.keep'],
  ['payment', 'payment.confirm'],
  ['leader', 'indicator.read'],
  ['admin', 'person.admin'],
  ['recovery', 'person.confirm'],
  ['news', 'news.write'],
  ['voice', 'voice.moderate'],
];
const roomsOf = (signed: Signed): readonly Room[] =>
  doors.filter(([, right]) => signed.posts.some((post) => rightsOf(post.role).has(right))).map(([room]) => room);

/** Personal pages stay out of every cache. */
export function showPage(c: Ctx, page: Html, status = 200): Response {
  c.header('Cache-Control', 'no-store');
  const text = page.toString();
  c.set('shown', text);
  return c.html(text, status as 200);
}

/** The one way a route says no: a page with the sentence, or the sign-in page when nobody is signed in. */
export function sayNo(c: Ctx, site: Site, refusal: Refusal): Response {
  const lang = langOf(c);
  if (refusal.refused === 'not-signed-in' && c.req.method === 'GET') return c.redirect(`/dang-nhap?next=${encodeURIComponent(frameOf(c, site).path)}`, 303);
  const status = statusOf(refusal);
  const wait = refusal.about?.seconds;
  if (wait !== undefined) c.header('Retry-After', String(wait));
  const sentence = `${sentenceOf(refusal, lang)}${typeof wait === 'number' ? ` ${waitText(wait, lang)}` : ''}`;
  const isDesk = /^\/(ban-lam-viec|ho-so\/|khay-ky|tiep-nhan|thu-phi|dieu-hanh|quan-tri)/.test(c.req.path) && c.get('signed') !== undefined;
  const view = { kind: isDesk ? 'desk' : 'citizen', status, sentence, at: showInstant(site.world.now(), lang) } as const;
  return showPage(c, errorPage(frameOf(c, site), view), status);
}

/** Only addresses of this site: anything else would be an open redirect. */
export const safeNext = (next: string | undefined): string => (next !== undefined && /^\/(?![/\\])[!-[\]-~]*$/.test(next) ? next : '/');

/** The network address of the asker, for rate limits only: found where the parts are joined, which know of proxies. */
export const addressOf = (c: Ctx): string => c.env.address ?? c.env.incoming?.socket?.remoteAddress ?? '';

/** '' for a unit nobody knows. */
export function unitName(site: Pick<Site, 'world'>, id: UnitId, lang: Lang): string {
  const unit = site.world.org().byId.get(id);
  return unit === undefined ? '' : displayName(site.world.org(), unit, lang);
}
