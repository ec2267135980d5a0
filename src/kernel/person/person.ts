/** People and their sessions: what is known about a person, how long a session lives, how sign-in slows down. Pure. */
import type { PersonId, UnitId } from '../../base/id.ts';
import { tidy } from '../../base/text.ts';
import type { Instant } from '../../base/time.ts';
import { plusMs, toMs } from '../../base/time.ts';
import { birthYearOf, isIdNumber, readPhone } from './number.ts';

export type { Identity, IdentityChecks, IdentityGate } from './identity.ts';
export { identityBack, identityLastsMs, readIdentity } from './identity.ts';
export { birthYearOf, isIdNumber, readPhone } from './number.ts';

/** Names of `domain` groups that pay less: poor household, near-poor, persons of merit, disabled persons. */
export const exemptGroups = ['poorHousehold', 'nearPoor', 'meritPerson', 'disabledPerson'] as const;
export type ExemptGroup = (typeof exemptGroups)[number];

export type Person = {
  readonly id: PersonId;
  /** Name to sign in with, kebab-case; absent for people who never did. */
  readonly account?: string;
  /** Họ, chữ đệm và tên; NFC. */
  readonly name: string;
  /** 12 digits. */
  readonly idNumber?: string;
  /** E.164, '+84905412768'. */
  readonly phone?: string;
  readonly birthYear?: number;
  /** National electronic identity: 0 none, 1 basic, 2 verified. */
  readonly identityLevel: IdentityLevel;
  readonly groups: readonly ExemptGroup[];
  readonly home?: UnitId;
  readonly address?: string;
};

export type SessionId = string & { readonly brand: 'SessionId' };
export type SignInMethod = 'demo' | 'passkey' | 'link' | 'identity';
/** 0 not verified, 1 basic, 2 verified: the levels of the national electronic identity. */
export type IdentityLevel = 0 | 1 | 2;

/** A signed-in person. The token that opened it is in the browser's cookie and nowhere else. */
export type Session = {
  readonly id: SessionId;
  readonly person: PersonId;
  readonly account?: string;
  readonly name: string;
  readonly method: SignInMethod;
  /** How surely this sign-in told who it is. */
  readonly level: IdentityLevel;
  /** A citizen's key opens the person's own matters and no post. */
  readonly asCitizen: boolean;
  /** As the person recognises it in the list of sessions. */
  readonly device: string;
  /** Machine time, like every time of a session. */
  readonly began: Instant;
  readonly seen: Instant;
};

const minute = 60_000;
const hour = 60 * minute;
/** A working day and the way home; then one signs in again. */
export const sessionLastsMs = 12 * hour;
export const sessionIdleMs = hour;
/** Not every request writes: the last sight of a session is kept to the minute. */
export const sightEveryMs = minute;
export const linkLastsMs = 24 * hour;
export const challengeLastsMs = 5 * minute;

/** The cookie's name when it travels over https; without `__Host-` on plain http, where browsers refuse the prefix. */
export const sessionCookie = (origin: string): string => (origin.startsWith('https:') ? '__Host-phien' : 'phien');

/** The moment at which the session ends by itself: 12 hours after it began, or one hour after it was last seen. */
export function sessionEnds(session: Pick<Session, 'began' | 'seen'>): Instant {
  const hard = plusMs(session.began, sessionLastsMs);
  const idle = plusMs(session.seen, sessionIdleMs);
  return toMs(hard) < toMs(idle) ? hard : idle;
}

/** Also false for a machine clock that went back behind the session's beginning. */
export const isLive = (session: Pick<Session, 'began' | 'seen'>, machine: Instant): boolean =>
  toMs(machine) < toMs(sessionEnds(session)) && toMs(machine) >= toMs(session.began) - minute;

/** 43 characters of base64url carry 256 bits; anything else never came from us. */
export const isToken = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);
/** base64url without padding. */
export const tokenOf = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const freeFailures = 3;
const longestPauseMs = 15 * minute;
/** Failures older than this are forgotten. */
export const failuresLastMs = 24 * hour;

/** Pause after so many failures of one account from one address: none for the first three, then 2 s, 4 s, 8 s ... at most 15 minutes. */
export function pauseAfter(failures: number): number {
  return failures <= freeFailures ? 0 : Math.min(longestPauseMs, 1000 * 2 ** Math.min(failures - freeFailures, 30));
}

type Tries = { readonly failures: number; readonly last: Instant };

/** Failures that still count. */
export const failuresNow = (tries: Tries | undefined, machine: Instant): number =>
  tries === undefined || toMs(machine) - toMs(tries.last) > failuresLastMs ? 0 : tries.failures;

/** Seconds left of the pause, 0 when one may try. */
export function waitSeconds(tries: Tries | undefined, machine: Instant): number {
  if (tries === undefined) return 0;
  return Math.max(0, Math.ceil((toMs(tries.last) + pauseAfter(failuresNow(tries, machine)) - toMs(machine)) / 1000));
}

export const isAccount = (text: string): boolean => /^[a-z0-9]([a-z0-9-]{1,38}[a-z0-9])$/.test(text);

export type NewPerson = Omit<Person, 'id' | 'identityLevel' | 'groups'> & { readonly identityLevel?: IdentityLevel; readonly groups?: readonly ExemptGroup[] };

/** The person as it is stored, or the names of the fields that need correction. */
export function readNewPerson(raw: NewPerson): Omit<Person, 'id'> | { readonly problems: readonly string[] } {
  const name = tidy(raw.name);
  const phone = raw.phone === undefined ? undefined : readPhone(raw.phone);
  const birthYear = raw.birthYear ?? (raw.idNumber === undefined ? undefined : birthYearOf(raw.idNumber));
  const problems = [
    ...(name.length < 1 || name.length > 100 || !/\p{L}/u.test(name) ? ['name'] : []),
    ...(raw.account !== undefined && !isAccount(raw.account) ? ['account'] : []),
    ...(raw.idNumber !== undefined && !isIdNumber(raw.idNumber) ? ['idNumber'] : []),
    ...(raw.phone !== undefined && phone === undefined ? ['phone'] : []),
    ...(birthYear !== undefined && !(Number.isInteger(birthYear) && birthYear >= 1900 && birthYear <= 2200) ? ['birthYear'] : []),
    ...((raw.groups ?? []).some((group) => !exemptGroups.includes(group)) ? ['groups'] : []),
  ];
  if (problems.length > 0) return { problems };
  const { phone: _typed, ...rest } = raw;
  return {
    ...rest,
    name,
    identityLevel: raw.identityLevel ?? 0,
    groups: raw.groups ?? [],
    ...(phone === undefined ? {} : { phone }),
    ...(birthYear === undefined ? {} : { birthYear }),
  };
}

/** 'Firefox trên Windows': enough to recognise one's own session, too little to track anybody. */
export function deviceOf(userAgent: string): string {
  const browser = firstOf(userAgent, [
    ['Edg/', 'Edge'],
    ['OPR/', 'Opera'],
    ['SamsungBrowser', 'Samsung Internet'],
    ['Firefox/', 'Firefox'],
    ['Chrome/', 'Chrome'],
    ['Safari/', 'Safari'],
  ]);
  const system = firstOf(userAgent, [
    ['Android', 'Android'],
    ['iPhone', 'iPhone'],
    ['iPad', 'iPad'],
    ['Windows', 'Windows'],
    ['Mac OS', 'macOS'],
    ['Linux', 'Linux'],
  ]);
  return [browser ?? 'Trình duyệt', system].filter((part) => part !== undefined).join(' · ');
}

const firstOf = (text: string, names: readonly (readonly [string, string])[]): string | undefined => names.find(([mark]) => text.includes(mark))?.[1];
