/** Which papers a case needs, given its answers, and what is missing among those handed in. */
import type { JsonObject } from '../../base/json.ts';
import { paperMissing } from './empty.ts';
import type { Facts, Form, Paper, Problem } from './model.ts';
import { isTrue } from './when.ts';

export type WantedPaper = { readonly paper: Paper; readonly isRequired: boolean };
/** files: how many were uploaded. atCounter: the person will bring the paper to the counter. */
export type GivenPaper = { readonly files: number; readonly atCounter: boolean };

/** Wire name of a paper's upload box; `_counter.<id>` is its tick 'sẽ nộp bản giấy'. */
export const paperBox = (paper: Paper): string => `_paper.${paper.id}`;

/** Papers whose condition holds, in the order of the layout. */
export function wantedPapers(form: Form, answers: JsonObject, facts: Facts): readonly WantedPaper[] {
  const situation = { scope: { ...answers, today: facts.today } };
  return form.papers
    .filter((paper) => paper.when === undefined || isTrue(paper.when, situation))
    .map((paper) => ({ paper, isRequired: typeof paper.required === 'boolean' ? paper.required : isTrue(paper.required, situation) }));
}

/** Problems of the dossier; the field is the paper's box, the path '_paper.<id>'. */
export function checkPapers(wanted: readonly WantedPaper[], given: ReadonlyMap<string, GivenPaper>): readonly Problem[] {
  return wanted.flatMap(({ paper, isRequired }) => {
    const got = given.get(paper.id) ?? { files: 0, atCounter: false };
    if (got.files > paper.maxFiles) return [problem(paper, 'too-many')];
    if (got.files === 0 && got.atCounter && !paper.atCounter) return [problem(paper, 'paper-not-counter')];
    return isRequired && got.files === 0 && !got.atCounter ? [problem(paper, 'paper-missing')] : [];
  });
}

/** What a device may say by itself of a paper nobody gave; nothing where only the server knows whether it is needed. */
export const lackOfPaper = (paper: Paper): Problem['text'] | undefined =>
  paper.required === true && (paper.when === undefined || paper.when.small !== undefined) ? paperMissing(paper) : undefined;

function problem(paper: Paper, code: 'too-many' | 'paper-missing' | 'paper-not-counter'): Problem {
  return { field: paperBox(paper), path: paperBox(paper), code, text: sentence(paper, code) };
}

function sentence(paper: Paper, code: 'too-many' | 'paper-missing' | 'paper-not-counter'): Problem['text'] {
  const { vi, en } = paper.title;
  switch (code) {
    case 'too-many':
      return { vi: `“${vi}” nhận nhiều nhất ${paper.maxFiles} tệp. Bỏ bớt tệp.`, en: `“${en}” takes at most ${paper.maxFiles} files. Remove some.` };
    case 'paper-not-counter':
      return {
        vi: `“${vi}” phải gửi kèm tệp, không nộp sau tại quầy được. Chụp ảnh hoặc chọn tệp.`,
        en: `“${en}” has to be sent as a file, not later at the counter. Take a picture or choose a file.`,
      };
    case 'paper-missing':
      return paperMissing(paper);
  }
}
