/** The faults of a supplement as people put them right: what is wrong, where it stands, what a right one looks like. */
import type { Lang } from '../../base/text.ts';
import { wordsOf } from '../../base/words.ts';
import type { Problem } from '../../engine/form/form.ts';
import { boxesOf } from '../../engine/form/form.ts';
import type { CaseState } from '../../kernel/case/case.ts';
import { isNamed } from '../../kernel/case/case.ts';
import type { Pack } from '../../pack/pack.ts';
import type { Html } from '../parts/html.ts';
import { fieldId, html, safeUrl } from '../parts/html.ts';

export type Fault = {
  readonly text: string;
  /** The field or paper it is about, and the place of its box in the supplement form; absent when it is about the whole. */
  readonly about?: { readonly title: string; readonly place: string };
  readonly legal?: string;
  /** What a right one looks like. */
  readonly sample?: string;
};

export function faultsOf(state: Pick<CaseState, 'supplements'>, pack: Pack, lang: Lang): readonly Fault[] {
  const codes = state.supplements.at(-1)?.reasons ?? [];
  return codes.map((code): Fault => {
    const reason = pack.reasons.supplement.find((one) => one.code === code);
    if (reason === undefined) return { text: code };
    const about = reason.about === undefined ? undefined : placeOf(pack, reason.about, lang);
    return {
      text: reason.label[lang],
      ...(about === undefined ? {} : { about }),
      ...(reason.legal === undefined ? {} : { legal: reason.legal }),
      ...(reason.sample === undefined ? {} : { sample: reason.sample[lang] }),
    };
  });
}

/** A paper by its id, otherwise the first field of the path; of a group of several fields the title of its page. */
function boxOf(pack: Pack, about: string, lang: Lang): { readonly title: string; readonly name: string; readonly path: string } | undefined {
  const paper = pack.form.papers.find((one) => one.id === about);
  const box = `_paper.${about}`;
  if (paper !== undefined) return { title: paper.title[lang], name: box, path: box };
  const fields = [...pack.form.fields.values()].filter((field) => isNamed([about], field.path));
  const [first] = fields;
  if (first === undefined) return undefined;
  const page = pack.form.pages.find((one) => one.id === first.page);
  const title = fields.length === 1 || page === undefined ? first.label[lang] : page.title[lang];
  return { title, name: boxesOf(first)[0] ?? first.path, path: first.path };
}

function placeOf(pack: Pack, about: string, lang: Lang): Fault['about'] {
  const box = boxOf(pack, about, lang);
  return box === undefined ? undefined : { title: box.title, place: fieldId(box.name) };
}

/** left: what an answer leaves as it is; given: papers that came with it, as the very files of before. */
type Left = { readonly left: readonly string[]; readonly given: readonly string[] };

/** Faults left as they are, said at their boxes. `isFinal`: it cannot be sent like that, so the other button is not spoken of. */
export function leftAsMistakes(pack: Pack, { left, given }: Left, isFinal: boolean): readonly Problem[] {
  return left.map((about): Problem => {
    const sentence = (lang: Lang): string => {
      const [say, what] = [wordsOf(lang), boxOf(pack, about, lang)?.title];
      const paper = pack.form.papers.find((one) => one.id === about);
      const ofPaper = given.includes(about) ? 'mine.samePaper' : 'mine.noNewPaper';
      const wrong = what === undefined ? say('mine.nothingChanged') : say(paper === undefined ? 'mine.unchanged' : ofPaper, { what });
      const fix = paper === undefined ? say('mine.change') : say(paper.atCounter ? 'mine.bringPaper' : 'mine.sendPaper');
      return [wrong, fix, ...(isFinal ? [] : [say('mine.orAnyway', { button: say('mine.sendAnyway') })])].join(' ');
    };
    const { name = '', path = '' } = boxOf(pack, about, 'vi') ?? {};
    return { field: name, path, code: 'check', text: { vi: sentence('vi'), en: sentence('en') } };
  });
}

/** All of them in one list; `page` is the address of the form. */
export function faultList(faults: readonly Fault[], lang: Lang, page: string): Html {
  const vi = lang === 'vi';
  const law = (text: string): Html => html` <span class="small muted" lang="vi">(${text})</span>`;
  const line = ({ text, about, legal, sample }: Fault): Html =>
    html`<li><p>${about === undefined ? '' : html`<a href="${safeUrl(`${page}#${about.place}`)}">${about.title}</a>: `}${text}${legal === undefined ? '' : law(legal)}</p>${sample === undefined ? '' : html`<p class="small"><b>${vi ? 'Mẫu đúng' : 'A right one'}:</b> ${sample}</p>`}</li>`;
  return html`<ol class="because">${faults.map(line)}</ol>`;
}

/** The same as lines of running text, for the form, which carries no style of lists. */
export function faultLines(faults: readonly Fault[], lang: Lang): Html {
  const sample = lang === 'vi' ? 'Mẫu đúng' : 'A right one';
  const line = (one: Fault, index: number): Html =>
    html`<br>${index + 1}. ${one.about === undefined ? '' : html`<a href="#${one.about.place}">${one.about.title}</a>: `}${one.text}.${one.sample === undefined ? '' : html` <b>${sample}:</b> ${one.sample}`}`;
  return html`${faults.map(line)}`;
}
