/** Words of the national electronic identity: the gate to its provider, and what its claims say about a person. Pure. */
import type { Json } from '../../base/json.ts';
import { readPath } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refuse } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { tidy } from '../../base/text.ts';
import { birthYearOf, isIdNumber, readPhone } from './number.ts';

/** What ties an answer of the provider to the question: each is random and used once. */
export type IdentityChecks = { readonly state: string; readonly nonce: string; readonly verifier: string };

/** The provider far away, by OpenID Connect: authorisation code with PKCE. Both refuse with 'identity-unreachable' when it does not answer. */
export type IdentityGate = {
  /** Where the browser goes to prove who the person is, in the language of the page one comes from. */
  readonly begin: (checks: IdentityChecks, lang: Lang) => Promise<string | Refusal>;
  /** Claims of a checked ID token; `back` is the address the browser came back to. Refuses with 'identity-refused' whatever does not check. */
  readonly finish: (back: string, checks: IdentityChecks) => Promise<Json | Refusal>;
};

/** Where the provider sends the browser back to. */
export const identityBack = '/dang-nhap/dinh-danh/ve';
/** A question to the provider may stay open so long. */
export const identityLastsMs = 10 * 60_000;

export type Identity = {
  readonly idNumber: string;
  readonly name: string;
  readonly level: 1 | 2;
  readonly phone?: string;
  readonly birthYear?: number;
};

/**
 * Reads the claims: `id_number` (or a `sub` of 12 digits), `name`, `phone_number`, and the level from `identity_level` or an `acr` that ends in its digit.
 * Where both name a level the lower one counts; without any level nobody is signed in.
 */
export function readIdentity(claims: Json): Identity | Refusal {
  const text = (name: string): string => {
    const value = readPath(claims, name);
    return typeof value === 'string' ? value : '';
  };
  const idNumber = text('id_number') || text('sub');
  const name = tidy(text('name'));
  const level = levelOf(readPath(claims, 'identity_level'), text('acr'));
  if (!isIdNumber(idNumber) || name === '' || name.length > 100 || level === undefined) return refuse('identity-refused');
  const phone = readPhone(text('phone_number'));
  const birthYear = birthYearOf(idNumber);
  return { idNumber, name, level, ...(phone === undefined ? {} : { phone }), ...(birthYear === undefined ? {} : { birthYear }) };
}

function levelOf(claim: Json | undefined, acr: string): 1 | 2 | undefined {
  const said = [String(claim ?? ''), /[:/-]([12])$/.exec(acr)?.[1] ?? ''].filter((one) => one !== '');
  if (said.length === 0 || said.some((one) => one !== '1' && one !== '2')) return undefined;
  return said.includes('1') ? 1 : 2;
}
