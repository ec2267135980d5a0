/** Opening a case: the pack's rules say whether it may be filed, what it costs and by when it is owed. */
import type { Json, JsonObject } from '../../base/json.ts';
import { isObject } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Instant } from '../../base/time.ts';
import { dateOf } from '../../base/time.ts';
import type { Rule } from '../../engine/clock/clock.ts';
import type { Explanation } from '../../engine/dmn/dmn.ts';
import { decide } from '../../engine/dmn/dmn.ts';
import type { Pack } from '../../pack/pack.ts';
import { partiesOf } from './consent.ts';
import type { Intake } from './known.ts';
import type { Applicant, AttachedFile, CaseEntry, CaseState, Channel, Fee, FeeLine } from './state.ts';

export type Filing = {
  readonly id: CaseState['id'];
  readonly tracking: CaseState['tracking'];
  readonly unit: CaseState['unit'];
  readonly channel: Channel;
  readonly applicant: Applicant;
  readonly answers: JsonObject;
  readonly files: readonly AttachedFile[];
  /** Who files for the applicant. */
  readonly filedBy?: CaseState['filedBy'];
  /** The applicant's number as the sign-in has shown it; absent where an officer sees the card. It is not stored. */
  readonly own?: string;
  readonly intake?: Intake;
  /** The case that opens this one. */
  readonly parent?: CaseState['id'];
};

/** What the rules say of these answers at this moment, with the reasons ("Vì sao"). */
export type Assessment = {
  readonly eligible: boolean;
  readonly why?: string;
  readonly fee: Fee;
  readonly deadline: Rule;
  readonly because: { readonly eligibility: readonly Explanation[]; readonly fee: readonly Explanation[]; readonly deadline: readonly Explanation[] };
};

/** `hash` is sha-256 in hexadecimal. */
export function open(pack: Pack, filing: Filing, now: Instant, hash: (text: string) => string): readonly CaseEntry[] | Refusal {
  const found = assess(pack, filing.answers, now, filing.channel);
  if (isRefusal(found)) return found;
  if (!found.eligible) return refuse('not-eligible', found.why === undefined ? undefined : { why: found.why });
  const by = filing.filedBy ?? filing.applicant.id;
  const { id, answers, files, own } = filing;
  const who = { ...(by === null ? {} : { by }), ...(own === undefined ? {} : { own }) };
  const parties = partiesOf(pack, { id, answers, files, today: dateOf(now), at: now, hash, before: [], ...who });
  return [
    {
      what: 'case-submitted',
      at: now,
      id: filing.id,
      tracking: filing.tracking,
      pack: { id: pack.id, version: pack.version, hash: pack.hash },
      unit: filing.unit,
      channel: filing.channel,
      applicant: filing.applicant,
      answers: filing.answers,
      files: filing.files,
      fee: found.fee,
      ...(filing.filedBy === undefined ? {} : { filedBy: filing.filedBy }),
      ...(pack.consents.length === 0 ? {} : { parties }),
      ...(filing.intake === undefined ? {} : { intake: filing.intake }),
      ...(filing.parent === undefined ? {} : { parent: filing.parent }),
    },
  ];
}

/** Asks the three decisions of the pack. `at` is the moment of filing or of reception; a charge may depend on the channel. */
export function assess(pack: Pack, known: JsonObject, at: Instant, channel: Channel): Assessment | Refusal {
  const inputs: JsonObject = { ...known, received: at, today: dateOf(at), channel };
  const eligibility = decide(pack.decisions, pack.rules.eligibility, inputs);
  if (isRefusal(eligibility)) return eligibility;
  const fee = decide(pack.decisions, pack.rules.fee, inputs);
  if (isRefusal(fee)) return fee;
  const deadline = decide(pack.decisions, pack.rules.deadline, inputs);
  if (isRefusal(deadline)) return deadline;
  const money = readFee(fee.json);
  const rule = readRule(deadline.json);
  if (money === undefined || rule === undefined)
    return refuse('rule-without-answer', { pack: pack.id, decision: money === undefined ? pack.rules.fee : pack.rules.deadline });
  return {
    ...readEligibility(eligibility.json),
    fee: money,
    deadline: rule,
    because: { eligibility: eligibility.because, fee: fee.because, deadline: deadline.because },
  };
}

/** `true`, or a context { eligible, reason }. Anything else, null included, is not eligible: a rule that says nothing does not open a case. */
export function readEligibility(value: Json): { readonly eligible: boolean; readonly why?: string } {
  if (typeof value === 'boolean') return { eligible: value };
  if (!isObject(value)) return { eligible: false };
  const eligible = value.eligible === true;
  return typeof value.reason === 'string' ? { eligible, why: value.reason } : { eligible };
}

/** A whole number of đồng, or a context { total, lines, exempt }. */
export function readFee(value: Json): Fee | undefined {
  if (typeof value === 'number') return isDong(value) ? { total: value, lines: [] } : undefined;
  if (!isObject(value) || !isDong(value.total)) return undefined;
  const lines = Array.isArray(value.lines) ? value.lines.flatMap(readLine) : [];
  const fee = { total: value.total, lines };
  return typeof value.exempt === 'string' ? { ...fee, exempt: value.exempt } : fee;
}

function readLine(value: Json): readonly FeeLine[] {
  if (!isObject(value)) return [];
  const { label, quantity, unitPrice, amount } = value;
  if (typeof label !== 'string' || typeof quantity !== 'number' || !isDong(unitPrice) || !isDong(amount)) return [];
  return [{ label, quantity, unitPrice, amount }];
}

const isDong = (value: Json | undefined): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/** The clock rule a deadline decision gives: { kind, hours | days | months | cutOff }. */
export function readRule(value: Json): Rule | undefined {
  if (!isObject(value)) return undefined;
  const { kind, hours, days, months, cutOff } = value;
  if (kind === 'hours' && isCount(hours)) return { kind, hours };
  if ((kind === 'working-days' || kind === 'calendar-days') && isCount(days)) return { kind, days };
  if (kind === 'months' && isCount(months)) return { kind, months };
  if (kind === 'same-day' && typeof cutOff === 'string') return { kind, cutOff };
  return undefined;
}

const isCount = (value: Json | undefined): value is number => typeof value === 'number' && value > 0;
