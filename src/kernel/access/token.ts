/** Bearer tokens of programs: what one may allow, how long it lives, what it looks like. Pure. */
import type { PersonId } from '../../base/id.ts';
import type { Instant } from '../../base/time.ts';
import { isBefore } from '../../base/time.ts';
import type { Right } from '../permit.ts';
import { rights } from '../permit.ts';
import { isToken } from '../person/person.ts';

export type ApiToken = {
  readonly id: string;
  readonly person: PersonId;
  /** Name of the person in whose post it works. */
  readonly holder: string;
  /** What it is for, as the administrator wrote it. */
  readonly name: string;
  readonly rights: readonly Right[];
  /** Machine time, like every time of a token. */
  readonly issued: Instant;
  readonly expires: Instant;
  readonly used?: Instant;
  readonly revoked?: Instant;
};

// A signature is a person's own act, and whoever issues tokens must not gain through one what the own post does not give.
const neverByToken: ReadonlySet<Right> = new Set(['case.sign', 'person.admin', 'person.confirm', 'person.self', 'post.delegate', 'unit.admin']);
const neverAtAll: ReadonlySet<Right> = new Set(['clock.move', 'system.run', 'pack.rollout', 'audit.read']);

/** Rights a token may carry: work on cases, money at the counter, numbers. */
export const tokenRights: readonly Right[] = rights.filter((right) => !neverByToken.has(right) && !neverAtAll.has(right));

export const tokenDays = { usual: 90, most: 366 } as const;
/** Lets scanners of leaked secrets recognise one. */
export const tokenPrefix = 'cuaso_';

/** The secret part of a bearer token; undefined for anything that never came from us. */
export function secretOf(bearer: string): string | undefined {
  const secret = bearer.startsWith(tokenPrefix) ? bearer.slice(tokenPrefix.length) : '';
  return isToken(secret) ? secret : undefined;
}

export const isTokenLive = (token: { readonly expires: Instant; readonly revoked: Instant | null }, machine: Instant): boolean =>
  token.revoked === null && isBefore(machine, token.expires);
