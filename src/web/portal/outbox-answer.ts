/** Answers for the outbox of a device: short JSON instead of pages. A receipt is the tracking code, everything else a sentence. */
import type { Refusal } from '../../base/refusal.ts';
import { sentenceOf, statusOf } from '../../base/refusal.ts';
import type { Problem } from '../../engine/form/form.ts';
import type { FieldProblem } from '../parts/shape.ts';
import type { Ctx } from '../request.ts';
import { langOf } from '../request.ts';
import type { BoxProblem } from './outbox.ts';

export const isFromOutbox = (c: Ctx): boolean => c.req.header('x-outbox') === '1';

export const tellOutbox = (c: Ctx, refusal: Refusal): Response =>
  c.json({ code: refusal.refused, why: sentenceOf(refusal, langOf(c)), problems: [] }, statusOf(refusal) as 400);

type Shown = { readonly problems?: readonly Problem[]; readonly general?: readonly FieldProblem[]; readonly status?: number };

/** What the form page would show, without the page. */
export function tellProblems(c: Ctx, shown: Shown): Response {
  const lang = langOf(c);
  const problems: readonly BoxProblem[] = [
    ...(shown.general ?? []).map((one) => ({ field: one.name, text: one.text })),
    ...(shown.problems ?? []).map((one) => ({ field: one.field, text: one.text[lang] })),
  ];
  return c.json({ code: 'answers-have-problems', why: problems[0]?.text ?? '', problems }, (shown.status ?? 422) as 400);
}
