/** Passkeys of officers: the two WebAuthn ceremonies, each answering a challenge that lives five minutes and is taken once. */
import type { AuthenticationResponseJSON, RegistrationResponseJSON, WebAuthnCredential } from '@simplewebauthn/server';
import type { PersonId } from '../../base/id.ts';
import type { Json } from '../../base/json.ts';
import { readPath } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refuse } from '../../base/refusal.ts';
import { tidy } from '../../base/text.ts';
import type { Instant } from '../../base/time.ts';
import { isBefore, plusMs } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import { append } from '../ledger/ledger.act.ts';
import type { Permit } from '../permit.ts';
import type { World } from '../world.ts';
import type { PasskeyRow, Purpose } from './passkey.store.ts';
import {
  countPasskeys,
  forgetChallenges,
  insertChallenge,
  insertPasskey,
  passkeyById,
  passkeysOf,
  revokeAll,
  revokeOne,
  takeChallenge,
  usePasskey,
} from './passkey.store.ts';
import { personById } from './person.store.ts';
import { challengeLastsMs, isToken, tokenOf } from './person.ts';
import { countedTry, forgetTries } from './slow.act.ts';

export type PasskeyWorld = Pick<World, 'sql' | 'now' | 'machine' | 'secret' | 'hash' | 'origin'>;

export type Passkey = { readonly id: string; readonly label: string; readonly made: Instant; readonly used: Instant | null };

/** EdDSA, ES256, RS256. */
const algorithms = [-8, -7, -257];

// Loaded with the first key: most starts see none, and it is the heaviest library of all.
const webauthn = () => import('@simplewebauthn/server');

/** Options for `navigator.credentials.create`. The key must be discoverable, so that sign-in asks for no name and tells nobody which accounts exist. */
export async function passkeyToRegister(world: PasskeyWorld, permit: Permit<'person.self'>): Promise<Json | Refusal> {
  const [person] = await personById(world.sql, permit.actor.person);
  if (person === undefined) return refuse('person-not-found');
  const held = await passkeysOf(world.sql, person.id);
  const options = await (await webauthn()).generateRegistrationOptions({
    rpName: 'Cửa Số',
    rpID: hostOf(world),
    userID: new TextEncoder().encode(person.id),
    userName: person.account ?? person.name,
    userDisplayName: person.name,
    challenge: await newChallenge(world, 'register', person.id),
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: held.map((passkey) => ({ id: passkey.id, transports: [...passkey.transports] })),
    supportedAlgorithmIDs: algorithms,
    timeout: challengeLastsMs,
  });
  return plain(options);
}

/** A public key whose holder has just answered a challenge, not yet kept. */
export type ProvedKey = Omit<PasskeyRow, 'used'>;

/** `level`: that of the citizen's sign-in in which the key is made; it then opens own matters only. Absent for the key of an officer. */
export type NewKey = { readonly answer: Json; readonly label: string; readonly level?: 1 | 2 };

/** The key inside the answer, when it answers an open challenge of the permit's holder. */
export async function proveNewPasskey(world: PasskeyWorld, permit: Permit<'person.self'>, input: NewKey): Promise<ProvedKey | Refusal> {
  const challenge = await takeOpenChallenge(world, input.answer, 'register');
  if (challenge === undefined || challenge.person !== permit.actor.person) return refuse('sign-in-failed');
  const credential = await verifiedRegistration(world, input.answer, challenge.text);
  if (credential === undefined) return refuse('sign-in-failed');
  return {
    id: credential.id,
    person: permit.actor.person,
    publicKey: credential.publicKey,
    counter: credential.counter,
    transports: credential.transports ?? [],
    label: tidy(input.label).slice(0, 60) || 'Khóa đăng nhập',
    level: input.level ?? null,
    made: world.machine(),
  };
}

/** Keeps a proved key, inside the transaction of the deed it belongs to. A key belongs to one person for ever. */
export async function keepPasskey(world: PasskeyWorld, sql: Sql, permit: Permit<'person.self'>, key: ProvedKey): Promise<Passkey | Refusal> {
  const [saved] = await insertPasskey(sql, key);
  if (saved === undefined) return refuse('sign-in-failed');
  await append(sql, world.hash, permit, [{ what: 'passkey-registered', at: world.now() }]);
  return { id: key.id, label: key.label, made: key.made, used: null };
}

/** One more key for somebody who is signed in. */
export async function savePasskey(world: PasskeyWorld, permit: Permit<'person.self'>, input: NewKey): Promise<Passkey | Refusal> {
  const key = await proveNewPasskey(world, permit, input);
  return 'refused' in key ? key : world.sql.begin((sql) => keepPasskey(world, sql, permit, key));
}

/** Options for `navigator.credentials.get`: the same for everybody. */
export async function passkeyToSignIn(world: PasskeyWorld): Promise<Json> {
  const options = await (await webauthn()).generateAuthenticationOptions({
    rpID: hostOf(world),
    challenge: await newChallenge(world, 'sign-in', null),
    userVerification: 'required',
    timeout: challengeLastsMs,
  });
  return plain(options);
}

export type ProvedHolder = { readonly person: PersonId; readonly level: 1 | 2 | null };

/** Who proved to hold the key. Unknown key, wrong signature and old challenge answer alike. `address` is the network address of the sender. */
export async function proveByPasskey(world: PasskeyWorld, input: { readonly answer: Json; readonly address: string }): Promise<ProvedHolder | Refusal> {
  const id = readPath(input.answer, 'id');
  const challenge = await takeOpenChallenge(world, input.answer, 'sign-in');
  const [passkey] = typeof id === 'string' && /^[A-Za-z0-9_-]{1,1000}$/.test(id) ? await passkeyById(world.sql, id) : [];
  const pair = { account: passkey?.person ?? '', address: input.address };
  const slow = await countedTry(world, pair);
  if (slow !== true) return slow;
  if (challenge === undefined || passkey === undefined) return refuse('sign-in-failed');
  const counter = await verifiedCounter(world, input.answer, challenge.text, {
    id: passkey.id,
    publicKey: new Uint8Array(passkey.publicKey),
    counter: passkey.counter,
    transports: [...passkey.transports],
  });
  const used = counter === undefined ? [] : await usePasskey(world.sql, passkey.id, counter, world.machine());
  if (used.length === 0) return refuse('sign-in-failed');
  await forgetTries(world, pair);
  return { person: passkey.person, level: passkey.level };
}

export async function passkeysOfSelf(world: Pick<World, 'sql'>, permit: Permit<'person.self'>): Promise<readonly Passkey[]> {
  return (await passkeysOf(world.sql, permit.actor.person)).map(({ id, label, made, used }) => ({ id, label, made, used }));
}

/** How many keys each person holds: none means not enrolled yet. */
export async function passkeysHeld(
  world: Pick<World, 'sql'>,
  _permit: Permit<'person.admin'>,
  people: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, number>> {
  return new Map((await countPasskeys(world.sql, people)).map((row) => [row.person, row.passkeys]));
}

export function revokePasskey(world: PasskeyWorld, permit: Permit<'person.self'>, id: string): Promise<true | Refusal> {
  return world.sql.begin(async (sql) => {
    const revoked = await revokeOne(sql, id, permit.actor.person, world.machine());
    if (revoked.length === 0) return refuse('not-found');
    await append(sql, world.hash, permit, [{ what: 'passkey-revoked', at: world.now() }]);
    return true;
  });
}

/** Inside the transaction of a recovery: the lost device opens nothing any more. */
export const revokePasskeysOf = async (sql: Sql, person: PersonId, machine: Instant): Promise<number> => (await revokeAll(sql, person, machine)).length;

async function newChallenge(world: PasskeyWorld, purpose: Purpose, person: PersonId | null): Promise<Uint8Array<ArrayBuffer>> {
  const now = world.machine();
  const bytes = new Uint8Array(world.secret(32));
  await forgetChallenges(world.sql, now);
  await insertChallenge(world.sql, { challenge: tokenOf(bytes), purpose, person, expires: plusMs(now, challengeLastsMs) });
  return bytes;
}

/** The challenge an answer claims to answer, if it is ours, of this purpose, not yet taken and not too old. */
async function takeOpenChallenge(
  world: PasskeyWorld,
  answer: Json,
  purpose: Purpose,
): Promise<{ readonly text: string; readonly person: PersonId | null } | undefined> {
  const text = challengeOf(answer);
  if (text === undefined) return undefined;
  const [row] = await takeChallenge(world.sql, text, purpose);
  return row !== undefined && isBefore(world.machine(), row.expires) ? { text, person: row.person } : undefined;
}

function challengeOf(answer: Json): string | undefined {
  const client = readPath(answer, 'response.clientDataJSON');
  if (typeof client !== 'string' || client.length > 4000) return undefined;
  try {
    const challenge = readPath(JSON.parse(Buffer.from(client, 'base64url').toString('utf8')) as Json, 'challenge');
    return typeof challenge === 'string' && isToken(challenge) ? challenge : undefined;
  } catch {
    return undefined;
  }
}

// The library throws on every answer it does not like, from a missing field to a wrong signature: to the person all of them are one refusal.
async function verifiedRegistration(world: PasskeyWorld, answer: Json, expectedChallenge: string): Promise<WebAuthnCredential | undefined> {
  const { verifyRegistrationResponse } = await webauthn();
  try {
    const response = answer as unknown as RegistrationResponseJSON;
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge,
      expectedOrigin: world.origin,
      expectedRPID: hostOf(world),
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    });
    return verified ? registrationInfo.credential : undefined;
  } catch {
    return undefined;
  }
}

async function verifiedCounter(world: PasskeyWorld, answer: Json, expectedChallenge: string, credential: WebAuthnCredential): Promise<number | undefined> {
  const { verifyAuthenticationResponse } = await webauthn();
  try {
    const response = answer as unknown as AuthenticationResponseJSON;
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge,
      expectedOrigin: world.origin,
      expectedRPID: hostOf(world),
      credential,
      requireUserVerification: true,
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    return undefined;
  }
}

const hostOf = (world: PasskeyWorld): string => new URL(world.origin).hostname;
const plain = (options: object): Json => JSON.parse(JSON.stringify(options)) as Json;
