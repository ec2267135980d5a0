/** Mistakes of several questions with one name: each says which of them it is. */
import type { Lang } from '../../base/text.ts';
import { say as inLang } from '../../base/text.ts';
import type { Form, Problem } from '../../engine/form/form.ts';
import type { FieldProblem } from './shape.ts';

/** Where two sentences read alike the heading under which the question stands goes before, with the number of its item in a list. */
export function toldApart(form: Form, problems: readonly Problem[], lang: Lang): readonly FieldProblem[] {
  const texts = problems.map((one) => inLang(one.text, lang));
  return problems.map((one, index) => {
    const text = texts[index] ?? '';
    const isAlike = texts.filter((other) => other === text).length > 1;
    return { name: one.field, text: isAlike ? `${headingOf(form, one, lang)}: ${text}` : text };
  });
}

function headingOf(form: Form, { path, field }: Problem, lang: Lang): string {
  for (const page of form.pages)
    for (const group of page.groups) {
      if (!group.fields.some((one) => one.path === path)) continue;
      const [, item] = /\.(\d+)(?:\.|$)/.exec(field) ?? [];
      if (group.repeat !== undefined && item !== undefined) return `${inLang(group.repeat.item, lang)} ${Number(item) + 1}`;
      return inLang(group.title ?? page.title, lang);
    }
  return '';
}
