/** A storm of payment callbacks on a real database: many cases, many ways of paying, everything repeated, mixed up and tampered with; then a count by a reader who knows nothing of the product's code. */
import { randomUUID } from 'node:crypto';
import type { CaseId, CommandKey, DocumentId } from '../../src/base/id.ts';
import { isRefusal } from '../../src/base/refusal.ts';
import { instantOf, toMs } from '../../src/base/time.ts';
import { hmacOf } from '../../src/gate/pay-key.ts';
import { systemPermit } from '../../src/kernel/access/access.act.ts';
import { hasProblems, submitCase } from '../../src/kernel/case/case.act.ts';
import { hearNotice, owedBy } from '../../src/kernel/payment/payment.act.ts';
import type { SignedNotice } from '../../src/kernel/payment/payment.ts';
import { newReference, signedText } from '../../src/kernel/payment/payment.ts';
import type { World } from '../../src/kernel/world.ts';

/** mulberry32: the same storm for the same seed. */
export function rng(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export type Owing = { readonly id: CaseId; readonly reference: string; readonly amount: number };

/** Files cases of the service for copies, whose fee depends on the number of pages and copies. */
export async function owingCases(world: World, count: number, random: () => number, look: 'seen' | 'unseen' = 'seen'): Promise<readonly Owing[]> {
  const pack = world.shelf.all().find((one) => one.stories.some((story) => story.name === 'one-page-three-copies'));
  const filed = pack?.stories.find((story) => story.name === 'one-page-three-copies')?.when.find((move) => move.do === 'submit');
  const unit = world.org().units.find((one) => one.gso === '20347');
  if (pack === undefined || filed === undefined || unit === undefined) throw new Error('the sample province has changed');
  const permit = systemPermit(world, 'case.submit');
  const cases: Owing[] = [];
  for (let index = 0; index < count; index += 1) {
    const papers = [{ kind: 'diploma', pages: 1 + Math.floor(random() * 9), copies: 1 + Math.floor(random() * 9), condition: 'fit' }];
    const files = [...filed.papers].map(([paper]) => ({ id: world.newId() as DocumentId, paper, name: '', mediaType: '', size: 0, blob: null }));
    const answers = { json: { ...filed.answers, papers } };
    const done = await submitCase(world, permit, randomUUID() as CommandKey, { service: pack.id, unit: unit.id, answers, files, channel: 'counter' });
    if (isRefusal(done) || hasProblems(done)) throw new Error(JSON.stringify(done));
    const total = papers.reduce((sum, one) => sum + one.copies * (Math.min(one.pages, 2) * 2000 + Math.max(one.pages - 2, 0) * 1000), 0);
    if (look === 'unseen') {
      cases.push({ id: done.id, reference: '', amount: total });
      continue;
    }
    const [owed] = await owedBy(world, 'tracked', done.id);
    if (owed === undefined) throw new Error('a case with a fee owes nothing');
    cases.push({ id: done.id, reference: owed.reference, amount: owed.amount });
  }
  return cases;
}

export type Storm = {
  readonly notices: readonly SignedNotice[] /** Distinct, truly signed credits by transaction id. */;
  readonly truth: ReadonlyMap<string, Credit>;
};
type Credit = { readonly id: string; readonly amount: number; readonly content: string; readonly kind: 'transfer' | 'gateway' };

/** At least `count` callbacks: exact, in parts, too much, twice, for nobody, repeated, altered, forged, old. */
export function stormOver(world: World, key: string, cases: readonly Owing[], count: number, random: () => number): Storm {
  const truth = new Map<string, Credit>();
  const notices: SignedNotice[] = [];
  const seconds = Math.floor(toMs(world.machine()) / 1000);
  let number = 0;
  const credit = (amount: number, content: string): Credit => {
    const kind = random() < 0.5 ? 'transfer' : 'gateway';
    number += 1;
    const one: Credit = { id: `FT${String(number).padStart(8, '0')}`, amount, content, kind };
    truth.set(one.id, one);
    return one;
  };
  const at = instantOf(seconds * 1000);
  const bodyOf = (one: Credit): string => JSON.stringify({ id: one.id, kind: one.kind, amount: one.amount, content: one.content, at });
  const signed = (body: string, time = seconds, by = key): SignedNotice => {
    const id = `n-${String(notices.length).padStart(10, '0')}`;
    return { body: new TextEncoder().encode(body), id, time: String(time), signature: hmacOf(by, signedText(String(time), id, body)) };
  };
  const send = (one: Credit): void => {
    for (let times = 1 + Math.floor(random() * 4); times > 0; times -= 1) notices.push(signed(bodyOf(one)));
    const genuine = signed(bodyOf(one));
    const pick = random();
    const more = bodyOf({ ...one, amount: one.amount * 10 });
    // Altered on the way, signed by a stranger, or sent again tomorrow: none of these may count.
    if (pick < 0.2) notices.push({ ...genuine, body: new TextEncoder().encode(more) });
    else if (pick < 0.35) notices.push(signed(more, seconds, '00'.repeat(32)));
    else if (pick < 0.45) notices.push(signed(bodyOf({ ...one, id: `${one.id}X` }), seconds - 86_400));
    else if (pick < 0.5) notices.push({ ...genuine, id: `${genuine.id}z` });
  };
  while (notices.length < count) {
    const one = cases[Math.floor(random() * cases.length)];
    if (one === undefined) throw new Error('no cases');
    const said = random() < 0.5 ? one.reference : `MBVCB ${one.reference.toLowerCase()} nop phi`;
    const pick = random();
    if (pick < 0.45) send(credit(one.amount, said));
    else if (pick < 0.65) {
      const part = 1 + Math.floor(random() * one.amount);
      send(credit(part, said));
      if (random() < 0.7) send(credit(Math.max(1, one.amount - part), said));
    } else if (pick < 0.8) send(credit(one.amount + 1 + Math.floor(random() * 50_000), said));
    else if (pick < 0.9) send(credit(one.amount, newReference(Uint8Array.from({ length: 10 }, () => Math.floor(random() * 256)))));
    else send(credit(one.amount, 'nop tien le phi'));
  }
  return { notices: shuffled(notices, random), truth };
}

function shuffled<T>(list: readonly T[], random: () => number): readonly T[] {
  const mixed = [...list];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other] as T, mixed[at] as T];
  }
  return mixed;
}

/** Sends everything, some at a time. Answers how each was taken. */
export async function blow(world: World, storm: Storm, atOnce: number): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  const waiting = [...storm.notices];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let notice = waiting.pop(); notice !== undefined; notice = waiting.pop()) {
        const heard = await hearNotice(world, notice);
        const how = isRefusal(heard) ? heard.refused : heard.before ? 'known' : 'new';
        counts[how] = (counts[how] ?? 0) + 1;
      }
    }),
  );
  return counts;
}

/** Every way in which the books are wrong, one sentence each; money of `truth` alone is believed. */
export async function wrongs(
  world: World,
  cases: readonly Owing[],
  truth: ReadonlyMap<string, Pick<Credit, 'amount' | 'content'>>,
): Promise<readonly string[]> {
  const { sql } = world;
  const found: string[] = [];
  const say = (isFine: boolean, text: string): void => void (isFine || found.push(text));
  const money = await sql<{ ref: string; amount: number; applied: number; obligation: string | null }>`
    select bank_ref as ref, amount, applied, obligation_id as obligation from money`;
  say(money.length === truth.size, `${truth.size} credits were told truly, ${money.length} are kept`);
  for (const one of money) say(truth.get(one.ref)?.amount === one.amount, `${one.ref} is kept with ${one.amount}`);
  for (const one of cases) {
    const sent = [...truth.values()].filter((credit) => credit.content.toUpperCase().includes(one.reference)).reduce((sum, credit) => sum + credit.amount, 0);
    const right = Math.min(sent, one.amount);
    const [row] = await sql<Record<'paid' | 'receipts' | 'applied' | 'state' | 'told' | 'surplus', number>>`
      select o.paid, (select coalesce(sum(amount), 0)::bigint from fee_receipt r where r.obligation_id = o.obligation_id) as receipts,
        (select coalesce(sum(applied), 0)::bigint from money m where m.obligation_id = o.obligation_id) as applied,
        (select coalesce(sum(amount - applied), 0)::bigint from money m where m.obligation_id = o.obligation_id) as surplus,
        coalesce((c.state -> 'paid' ->> 'amount')::bigint, 0) as state,
        (select coalesce(sum((entry -> 'payment' ->> 'amount')::bigint), 0)::bigint from ledger l where l.case_id = c.case_id and what = 'fee-taken') as told
      from obligation o join case_row c using (case_id) where o.reference = ${one.reference}`;
    for (const name of ['paid', 'receipts', 'applied', 'state', 'told'] as const)
      say(row?.[name] === right, `${one.reference}: ${name} is ${row?.[name]}, ${right} was sent for it`);
    say(row?.surplus === sent - right, `${one.reference}: ${row?.surplus} left over of ${sent - right}`);
  }
  const books = await sql<{ unit: number; numbers: readonly number[] }>`
    select unit_id as unit, array_agg(substring(serial from 7)::int order by serial) as numbers from fee_receipt group by unit_id`;
  for (const { unit, numbers } of books)
    say(
      numbers.every((value, index) => value === index + 1),
      `the book of unit ${unit} has a gap or a double`,
    );
  return found;
}
