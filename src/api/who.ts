/** Who asks: a person with a session cookie, a program with a bearer token, or nobody. */
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { UnitId } from '../base/id.ts';
import type { Refusal } from '../base/refusal.ts';
import { isRefusal, refuse } from '../base/refusal.ts';
import { askPermit, askPermitByToken, readToken } from '../kernel/access/access.act.ts';
import type { ApiToken } from '../kernel/access/access.ts';
import type { Permit, Right } from '../kernel/permit.ts';
import { readSession } from '../kernel/person/person.act.ts';
import type { Session } from '../kernel/person/person.ts';
import { sessionCookie } from '../kernel/person/person.ts';
import type { World } from '../kernel/world.ts';

export type Who = { readonly by: 'session'; readonly session: Session } | { readonly by: 'token'; readonly token: ApiToken };

/** A bearer token that opens nothing is refused; a cookie that has ended is nobody. With a token the cookie is not looked at. */
export async function whoAsks(c: Context, world: World): Promise<Who | undefined | Refusal> {
  const authorization = c.req.header('authorization');
  if (authorization !== undefined) {
    const [, bearer = ''] = /^Bearer ([\w-]{1,100})$/i.exec(authorization) ?? [];
    const token = await readToken(world, bearer);
    return isRefusal(token) ? token : { by: 'token', token };
  }
  const cookie = getCookie(c, sessionCookie(world.origin));
  if (cookie === undefined) return undefined;
  const session = await readSession(world, cookie);
  return isRefusal(session) ? undefined : { by: 'session', session };
}

/** 'own' asks as a citizen with own cases: programs never do. */
export async function permitFor<R extends Right>(world: World, who: Who | undefined, right: R, where?: UnitId | 'own'): Promise<Permit<R> | Refusal> {
  if (who === undefined) return refuse('not-signed-in');
  if (who.by === 'session') return await askPermit(world, who.session, right, where);
  return where === 'own' ? refuse('not-allowed') : await askPermitByToken(world, who.token, right, where);
}

/** A browser sends its cookie along with what another site posts; it also says from where. Programs with a token have no cookie to abuse. */
export function isOwnOrigin(c: Context, world: World): boolean {
  const origin = c.req.header('origin');
  const said = origin ?? c.req.header('referer');
  const isOwn = said === undefined || origin === world.origin || isHere(said, c.req.header('host'), world);
  return isOwn && !['cross-site', 'same-site'].includes(c.req.header('sec-fetch-site') ?? '');
}

/** The host this request was sent to; where the site stands on https, what came over plain http is not ours. */
function isHere(said: string, host: string | undefined, world: World): boolean {
  if (!URL.canParse(said)) return false;
  const url = new URL(said);
  return url.host === host && (url.protocol === 'https:' || world.origin.startsWith('http:'));
}

/** The network address of the asker, for rate limits only: found where the parts are joined, which know of proxies. */
export function addressOf(c: Context): string {
  const env = c.env as { readonly address?: string; readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } } } | undefined;
  return env?.address ?? env?.incoming?.socket?.remoteAddress ?? '';
}

/** Rates are counted per program or person; strangers per address. */
export function nameForRate(address: string, who: Who | undefined): string {
  if (who === undefined) return `address/${address}`;
  return who.by === 'token' ? `token/${who.token.id}` : `person/${who.session.person}`;
}
