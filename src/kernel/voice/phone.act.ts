/** Is this telephone in the sender's hand? A code of six digits by SMS, good for ten minutes and five tries. */
import type { Refusal } from '../../base/refusal.ts';
import { refuse } from '../../base/refusal.ts';
import { isBefore, plusMs } from '../../base/time.ts';
import type { Permit } from '../permit.ts';
import type { World } from '../world.ts';
import { passCheck, readCheck, sweepChecks, takeTry, upsertCheck } from './phone.store.ts';

const goodForMs = 10 * 60_000;
/** A checked phone stays checked for the rest of the visit. */
const passedForMs = 60 * 60_000;
const mostTries = 5;

/** Sends a fresh code. Where no SMS leaves, the sample province answers the code itself, so that the page can show it; elsewhere it is refused. */
export async function sendPhoneCode(world: World, permit: Permit<'voice.speak'>, phone: string): Promise<{ readonly shown?: string } | Refusal> {
  const [a = 0, b = 0, c = 0, d = 0] = world.secret(4);
  const code = String((((a * 256 + b) * 256 + c) * 256 + d) % 1_000_000).padStart(6, '0');
  const { person: visitor } = permit.actor;
  const { sms } = world.gates.message;
  if (sms === undefined && !world.sample) return refuse('phone-code-not-sent');
  await upsertCheck(world.sql, visitor, phoneHash(world, phone), codeHash(world, visitor, code), plusMs(world.machine(), goodForMs));
  if (sms === undefined) return { shown: code };
  const text = `Ma xac nhan phan anh cua ong/ba: ${code}. Co hieu luc 10 phut. Khong dua ma nay cho nguoi khac.`;
  const taken = await sms.send({ key: world.newId(), title: '', text, link: '', to: phone });
  return taken.is === 'taken' ? {} : refuse('phone-code-not-sent');
}

/** Counts the try before it compares; 'phone-code-wrong' for a wrong, old, unknown or too often tried code alike. */
export async function checkPhoneCode(world: World, permit: Permit<'voice.speak'>, phone: string, code: string): Promise<'passed' | Refusal> {
  const { person: visitor } = permit.actor;
  const hash = phoneHash(world, phone);
  const [check] = await takeTry(world.sql, visitor, hash, mostTries);
  if (check === undefined || !isBefore(world.machine(), check.expires)) return refuse('phone-code-wrong');
  if (check.codeHash !== codeHash(world, visitor, code.replaceAll(/\D/g, ''))) return refuse('phone-code-wrong');
  await passCheck(world.sql, visitor, hash, world.machine());
  return 'passed';
}

/** True for this visitor and telephone for a while after the right code. */
export async function hasPassed(world: World, permit: Permit<'voice.speak'>, phone: string): Promise<boolean> {
  const [check] = await readCheck(world.sql, permit.actor.person, phoneHash(world, phone));
  return check?.passed !== undefined && check.passed !== null && isBefore(world.machine(), plusMs(check.passed, passedForMs));
}

/** Forgets codes of yesterday. */
export const forgetPhoneChecks = async (world: World, _permit: Permit<'system.run'>): Promise<void> =>
  void (await sweepChecks(world.sql, plusMs(world.machine(), -86_400_000)));

const phoneHash = (world: World, phone: string): string => world.hash(`voice phone\n${phone}`);
const codeHash = (world: World, visitor: string, code: string): string => world.hash(`voice code\n${visitor}\n${code}`);
