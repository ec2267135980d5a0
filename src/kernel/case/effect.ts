/** What a granted case changes beyond itself, as its pack declares: facts of the person it is about, a parent's mandate for a child. Pure. */
import type { Json } from '../../base/json.ts';
import { readPath } from '../../base/json.ts';
import { isRefusal } from '../../base/refusal.ts';
import type { PlainDate } from '../../base/time.ts';
import { evaluate, parseFeel } from '../../engine/feel/feel.ts';
import { feelAnswers } from '../../engine/form/form.ts';
import { personFacts } from '../../pack/effect.ts';
import type { Effect, Pack } from '../../pack/pack.ts';
import type { CaseState } from './state.ts';
import { knownData } from './state.ts';

export type PersonFact = (typeof personFacts)[number];
export type EffectDue =
  | { readonly do: 'change-person'; readonly facts: Readonly<Partial<Record<PersonFact, string>>> }
  | { readonly do: 'child-mandate'; readonly number: string; readonly name: string; readonly birth: string };

/** Effects whose condition holds and whose values were given; what nobody wrote changes nothing. */
export function effectsOf(pack: Pick<Pack, 'form' | 'effects'>, state: CaseState, today: PlainDate): readonly EffectDue[] {
  const known = knownData(state);
  const value = (path: string | undefined): string => textOf(path === undefined ? undefined : readPath(known, path));
  return pack.effects.filter((effect) => holds(pack, effect, state, today)).flatMap((effect) => dueOf(effect, value));
}

function dueOf(effect: Effect, value: (path: string | undefined) => string): readonly EffectDue[] {
  switch (effect.do) {
    case 'change-person': {
      const given = personFacts.flatMap((fact) => (value(effect[fact]) === '' ? [] : [[fact, value(effect[fact])] as const]));
      return given.length === 0 ? [] : [{ do: effect.do, facts: Object.fromEntries(given) }];
    }
    case 'child-mandate': {
      const child = { number: value(effect.number), name: value(effect.name), birth: value(effect.birth) };
      return Object.values(child).includes('') ? [] : [{ do: effect.do, ...child }];
    }
  }
}

/** A condition that cannot be decided changes nothing: the counter can still do it by hand. */
function holds(pack: Pick<Pack, 'form'>, { when }: Effect, state: CaseState, today: PlainDate): boolean {
  if (when === undefined) return true;
  const expression = parseFeel(when);
  if (isRefusal(expression)) return false;
  const found = evaluate(expression, feelAnswers(pack.form, state.answers, { today }));
  return !isRefusal(found) && found.value === true;
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '');
