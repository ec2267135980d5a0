/** Problem details (RFC 9457): the one way in which the API says no. */
import type { Refusal, RefusalCode } from '../base/refusal.ts';
import { sentenceOf, statusOf } from '../base/refusal.ts';
import type { Label, Lang } from '../base/text.ts';
import type { Problem } from '../engine/form/form.ts';
import type { Flaw, Schema } from './schema.ts';
import { listOf, object, text } from './schema.ts';

/** A refusal with the fields it is about. */
export type No = Refusal & { readonly flaws?: readonly Flaw[] };

export const no = (code: RefusalCode, flaws: readonly Flaw[]): No => ({ refused: code, flaws });

export const problemBase = 'https://cuaso.vn/problems/';

/** Status, headers and body of the answer. */
export function problemOf(refusal: No, lang: Lang): { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: object } {
  const status = statusOf(refusal);
  const { seconds, why } = refusal.about ?? {};
  const sentence = sentenceOf(refusal, lang);
  return {
    status,
    headers: {
      ...(seconds === undefined ? {} : { 'Retry-After': String(seconds) }),
      ...(status === 401 ? { 'WWW-Authenticate': 'Bearer realm="cuaso"' } : {}),
    },
    body: {
      type: `${problemBase}${refusal.refused}`,
      title: sentence,
      status,
      code: refusal.refused,
      detail: why === undefined ? sentence : `${sentence} ${why}`,
      ...(refusal.about === undefined ? {} : { about: refusal.about }),
      ...(refusal.flaws === undefined ? {} : { errors: refusal.flaws.map(({ field, code, text: words }) => ({ field, code, text: words[lang] })) }),
    },
  };
}

/** A fault has no code of the domain: a number to quote, and nothing about what broke. */
export const faultOf = (number: string, lang: Lang): object => ({
  type: `${problemBase}fault`,
  title: faultTitle[lang],
  status: 500,
  code: 'fault',
  detail: faultDetail[lang].replace('{n}', number),
});
const faultTitle: Label = { vi: 'Hệ thống gặp lỗi.', en: 'Something broke in the system.' };
const faultDetail: Label = {
  vi: 'Số sự cố {n}. Gửi lại với cùng Idempotency-Key: việc đã ghi nhận không bị làm hai lần.',
  en: 'Incident number {n}. Send again under the same Idempotency-Key: what was accepted is not done twice.',
};

/** Problems of a form under the name of the answers in the body: 'answers.child.birthDate', 'papers.birth-proof'. */
export const flawsOfForm = (problems: readonly Problem[], under: string): readonly Flaw[] =>
  problems.map(({ field, path, code, text: words }) => ({ field: fieldName(field, path, under), code, text: words }));

/** JSON has a date as one value, not as three boxes: the path names it; the number of an item comes from the box. */
function fieldName(box: string, path: string, under: string): string {
  if (path.startsWith('_paper.')) return `papers.${path.slice('_paper.'.length)}`;
  const [, index = '0'] = /\.(\d+)(?:\.|$)/.exec(box) ?? [];
  return `${under}.${path.replace('*', index)}`;
}

export const problemSchema: Schema = object(
  {
    type: text(200, { format: 'uri', description: `'${problemBase}' and the code.` }),
    title: text(1000, { description: 'The sentence for people, in the language asked for.' }),
    status: { type: 'integer' },
    code: text(60, { description: "A code of docs/reference/refusals.md, or 'fault'." }),
    detail: text(2000),
    'about?': { type: 'object', additionalProperties: true, description: 'Numbers and words of the refusal: seconds to wait, line of a JSON text.' },
    'errors?': listOf(object({ field: text(200), code: text(60), text: text(1000) }), 500),
  },
  { title: 'Problem', description: 'RFC 9457, application/problem+json.' },
);
