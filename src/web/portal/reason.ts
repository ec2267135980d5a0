/** The reasons of a decision in words: which rule of which table applied to what. */
import type { Json } from '../../base/json.ts';
import type { Lang } from '../../base/text.ts';
import type { Explanation } from '../../engine/dmn/dmn.ts';
import type { Pack } from '../../pack/pack.ts';
import { translated } from '../../pack/pack.ts';

export type Reason = {
  /** Number of the rule in its table, from 1. */
  readonly rule: number;
  /** What the pack's author wrote beside the rule: the article of the law. */
  readonly notes: readonly string[];
  /** What the table looked at: 'Số ngày từ ngày sinh' and '106'. */
  readonly looked: readonly { readonly name: string; readonly value: string }[];
};

/** Tables only: an expression has no rule to point at. */
export const reasonsOf = (pack: Pack, because: readonly Explanation[], lang: Lang): readonly Reason[] =>
  because.flatMap((one) =>
    one.kind === 'table'
      ? one.rules.map((rule) => ({
          rule: rule.number,
          notes: rule.notes.map((text) => translated(pack, text, lang)),
          looked: one.inputs.map(({ name, value }) => ({ name: translated(pack, name, lang), value: valueText(pack, value, lang) })),
        }))
      : [],
  );

/** A choice is shown as the form words it. */
function valueText(pack: Pack, value: Json, lang: Lang): string {
  if (typeof value === 'boolean') return lang === 'vi' ? (value ? 'có' : 'không') : value ? 'yes' : 'no';
  if (value === null) return lang === 'vi' ? 'chưa khai' : 'not given';
  if (typeof value !== 'string') return typeof value === 'number' ? String(value) : JSON.stringify(value);
  const choices = [...pack.form.fields.values()].flatMap((field) => field.choices ?? []);
  return choices.find((choice) => choice.value === value)?.label[lang] ?? value;
}
