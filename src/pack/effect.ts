/** What a result changes beyond its case agrees with the forms: every value is asked somewhere, the condition is FEEL over the answers. */
import { isRefusal } from '../base/refusal.ts';
import { parseFeel, reads } from '../engine/feel/feel.ts';
import type { Notes } from './notes.ts';
import { note } from './notes.ts';
import type { Effect, Linted } from './pack.ts';

/** Facts of a person that a result may change. */
export const personFacts = ['name', 'phone', 'birthYear', 'address'] as const;

const needs: Readonly<Record<Effect['do'], { readonly must: readonly (keyof Effect)[]; readonly may: readonly (keyof Effect)[] }>> = {
  'change-person': { must: [], may: personFacts },
  'child-mandate': { must: ['number', 'name', 'birth'], may: [] },
};

const valueKeys = ['name', 'phone', 'birthYear', 'address', 'number', 'birth'] as const;

/** Answers and written values an effect reads, by their path. */
export const effectPaths = (effect: Effect): readonly string[] => valueKeys.flatMap((key) => effect[key] ?? []);

export function lintEffects(pack: Linted, on: Notes): void {
  const fields = new Set([...pack.form.fields.keys(), ...[...pack.taskForms.values()].flatMap((form) => [...form.fields.keys()])]);
  for (const [index, effect] of pack.effects.entries()) {
    const place = `effects.${index}`;
    const { must, may } = needs[effect.do];
    for (const key of must)
      if (effect[key] === undefined)
        note(on, place, 'missing-key', { message: `"${effect.do}" needs the key "${key}".`, repair: `Add "${key}": the path of a field.` });
    for (const key of valueKeys)
      if (effect[key] !== undefined && ![...must, ...may].includes(key))
        note(on, place, 'unknown-key', { message: `"${effect.do}" does not read the key "${key}".`, repair: 'Remove it.' });
    if (effectPaths(effect).length === 0)
      note(on, place, 'missing-key', { message: `"${effect.do}" names no value.`, repair: `Add at least one of: ${[...must, ...may].join(', ')}.` });
    for (const path of effectPaths(effect))
      if (!fields.has(path))
        note(on, place, 'field-unknown', { message: `No form of the pack has a field "${path}".`, repair: 'Name a field of the form or of a step.' });
    if (effect.do === 'child-mandate') lintChild(pack, on, place, effect);
    lintCondition(pack, on, place, effect.when);
  }
}

/** Whoever could type the number would choose the child: it is written at a step. The birth is a day, or no age could be told from it. */
function lintChild(pack: Linted, on: Notes, place: string, { number, birth }: Effect): void {
  const written = [...pack.taskForms.values()];
  if (number !== undefined && pack.form.fields.has(number))
    note(on, place, 'effect-typed', {
      message: `The applicant types "${number}" and would choose the child.`,
      repair: 'Name a field that an officer writes at a step.',
    });
  const field = birth === undefined ? undefined : [pack.form, ...written].flatMap((form) => form.fields.get(birth) ?? [])[0];
  if (field !== undefined && field.kind !== 'date')
    note(on, place, 'effect-no-date', { message: `"${birth}" is no date.`, repair: 'Name a field of format "date".' });
}

function lintCondition(pack: Linted, on: Notes, place: string, when: string | undefined): void {
  if (when === undefined) return;
  const expression = parseFeel(when);
  if (isRefusal(expression)) return void note(on, place, 'condition', { message: `FEEL cannot read this: ${when}`, repair: 'Correct the expression.' });
  for (const name of reads(expression))
    if (name !== 'today' && !pack.form.fields.has(name))
      note(on, place, 'condition', { message: `The condition reads "${name}", which the form does not ask.`, repair: 'Use the path of a field.' });
}
