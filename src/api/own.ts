/** A person is an officer at work and a citizen with own cases: what the post does not reach is tried as the citizen. Programs are never citizens. */
import type { Refusal } from '../base/refusal.ts';
import { isRefusal } from '../base/refusal.ts';
import type { Permit, Right } from '../kernel/permit.ts';
import type { Ask } from './route.ts';

export async function atWorkOrOwn<R extends Right, T>(ask: Ask, right: R, act: (permit: Permit<R>) => Promise<T | Refusal>): Promise<T | Refusal> {
  const permit = await ask.permit(right);
  if (isRefusal(permit)) return permit;
  const done = await act(permit);
  if (permit.reach.kind === 'own' || ask.who?.by !== 'session' || !isRefusal(done) || done.refused !== 'not-found') return done;
  const own = await ask.permit(right, 'own');
  return isRefusal(own) ? done : await act(own);
}

/** Deeds of the desk: a citizen's permit for own cases opens none of them. */
export async function atWork<R extends Right, T>(ask: Ask, right: R, act: (permit: Permit<R>) => Promise<T | Refusal>): Promise<T | Refusal> {
  const permit = await ask.permit(right);
  if (isRefusal(permit)) return permit;
  return permit.reach.kind === 'own' ? { refused: 'not-allowed' } : await act(permit);
}
