/** Asking one rule of a pack before anything is filed: what it would cost, whether it may be filed, and which rule says so. */
import type { JsonObject } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Instant } from '../../base/time.ts';
import { dateOf } from '../../base/time.ts';
import type { Decided, Explanation } from '../../engine/dmn/dmn.ts';
import { asksFor, decide } from '../../engine/dmn/dmn.ts';
import type { Form } from '../../engine/form/form.ts';
import { partOf } from '../../engine/form/form.ts';
import type { Pack } from '../../pack/pack.ts';
import { readEligibility, readFee } from './open.ts';
import type { Fee } from './state.ts';

export type Rule = 'fee' | 'eligibility';
type Because = { readonly because: readonly Explanation[] };

/** The questions of the form that this rule reads; no pages when it reads none. */
export const questionsFor = (pack: Pack, rule: Rule): Form => partOf(pack.form, asksFor(pack.decisions, pack.rules[rule]));

/** Refusals: 'rule-without-answer', and those of `decide`. */
export function quoteFee(pack: Pack, answers: JsonObject, at: Instant): (Because & { readonly fee: Fee }) | Refusal {
  const found = ask(pack, 'fee', answers, at);
  if (isRefusal(found)) return found;
  const fee = readFee(found.json);
  return fee === undefined ? refuse('rule-without-answer', { pack: pack.id, decision: pack.rules.fee }) : { fee, because: found.because };
}

/** `why`: the pack's own sentence, what is wrong and what to do. */
export function mayFile(pack: Pack, answers: JsonObject, at: Instant): (Because & { readonly eligible: boolean; readonly why?: string }) | Refusal {
  const found = ask(pack, 'eligibility', answers, at);
  return isRefusal(found) ? found : { ...readEligibility(found.json), because: found.because };
}

/** What nobody was asked is null; who asks here would file online. */
function ask(pack: Pack, rule: Rule, answers: JsonObject, at: Instant): Decided | Refusal {
  const unasked = Object.fromEntries([...pack.decisions.inputs.keys()].map((name) => [name, null]));
  return decide(pack.decisions, pack.rules[rule], { ...unasked, ...answers, received: at, today: dateOf(at), channel: 'online' });
}
