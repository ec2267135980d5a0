/** Signing in with the national electronic identity: the browser goes to the provider and comes back with a code, bound to this browser and used once. */
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { isBefore, plusMs } from '../../base/time.ts';
import { append } from '../ledger/ledger.act.ts';

import type { Opened } from '../person/person.act.ts';
import { meetPerson, openSession } from '../person/person.act.ts';
import { identityLastsMs, isToken, readIdentity, tokenOf } from '../person/person.ts';
import type { World } from '../world.ts';
import { forgetIdentityRequests, insertIdentityRequest, takeIdentityRequest } from './identity.store.ts';
import { provedPermit, systemPermit } from './permit.act.ts';
import type { DoorWorld, Visitor } from './sign-in.act.ts';

export type IdentityWorld = DoorWorld & { readonly gates: Pick<World['gates'], 'identity'> };

/** `browser`: the secret this browser keeps in its cookie until it is back. */
export type IdentityBegun = { readonly address: string; readonly browser: string };

export async function beginIdentity(
  world: IdentityWorld,
  ask: { readonly next: string; readonly browser: string | undefined; readonly lang: Lang },
): Promise<IdentityBegun | Refusal> {
  const gate = world.gates.identity;
  if (gate === undefined) return refuse('not-found');
  const [state, nonce, verifier] = [0, 1, 2].map(() => tokenOf(world.secret(32))) as [string, string, string];
  const address = await gate.begin({ state, nonce, verifier }, ask.lang);
  if (isRefusal(address)) return address;
  const browser = ask.browser !== undefined && isToken(ask.browser) ? ask.browser : tokenOf(world.secret(32));
  const now = world.machine();
  await forgetIdentityRequests(world.sql, now);
  const row = { stateHash: world.hash(state), browserHash: world.hash(browser), nonce, verifier };
  await insertIdentityRequest(world.sql, { ...row, next: ask.next.slice(0, 2000), expires: plusMs(now, identityLastsMs) });
  return { address, browser };
}

/** Opens a session for whoever the provider names: the person of that id number, made at the first sign-in. It opens own matters, never a post. */
export async function finishIdentity(
  world: IdentityWorld,
  answer: { readonly back: string; readonly browser: string | undefined },
  visitor: Visitor,
): Promise<(Opened & { readonly next: string }) | Refusal> {
  const gate = world.gates.identity;
  if (gate === undefined) return refuse('not-found');
  const state = new URL(answer.back).searchParams.get('state') ?? '';
  if (!isToken(state) || answer.browser === undefined || !isToken(answer.browser)) return refuse('identity-refused');
  const [request] = await takeIdentityRequest(world.sql, world.hash(state), world.hash(answer.browser));
  if (request === undefined || !isBefore(world.machine(), request.expires)) return refuse('identity-refused');
  const claims = await gate.finish(answer.back, { state, nonce: request.nonce, verifier: request.verifier });
  if (isRefusal(claims)) return claims;
  const identity = readIdentity(claims);
  if (isRefusal(identity)) return identity;
  const person = await meetPerson(world, systemPermit(world, 'system.run'), identity);
  if (isRefusal(person)) return person;
  const { level } = identity;
  const { actor, ...rest } = await provedPermit(world, person.id);
  const permit = { ...rest, actor: { person: actor.person, role: 'citizen', level } };
  return world.sql.begin(async (sql) => {
    await append(sql, world.hash, permit, [{ what: 'person-identified', at: world.now(), person: person.id, level }]);
    const opened = await openSession(world, sql, permit, { method: 'identity', device: visitor.device, level, opens: 'own' });
    return isRefusal(opened) ? opened : { ...opened, next: request.next };
  });
}
