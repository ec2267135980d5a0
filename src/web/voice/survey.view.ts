/** `/lay-y-kien`: a survey's sheet, thanks, and its results as bars with a table beside them. */
import type { Lang } from '../../base/text.ts';
import { wordsOf } from '../../base/words.ts';
import type { Tally } from '../../kernel/voice/voice.ts';
import { ageGroups } from '../../kernel/voice/voice.ts';
import type { SurveyQuestion } from '../../pack/pack.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { asTyped, dueChip, errorSummary, hidden, note } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { html, nothing } from '../parts/html.ts';
import type { Choice, Due, FieldProblem } from '../parts/shape.ts';
import { barChart, longBox, pickBox, scaleBox, selectBox, textBox, trap } from './parts.ts';
import { ageText, inWords, scoreText } from './words.ts';

export type SheetView = {
  readonly action: string;
  readonly key: string;
  readonly questions: readonly SurveyQuestion[];
  readonly typed: ReadonlyMap<string, readonly string[]>;
  readonly problems: readonly FieldProblem[];
  readonly communes: readonly Choice[];
  /** Number written on the paper, when somebody types in what was answered on paper. */
  readonly paper?: string;
};
export type SurveyView = {
  readonly title: string;
  readonly intro: string;
  readonly unit: string;
  readonly chip: Due;
  readonly conclusion?: string;
  readonly sheet?: SheetView;
  readonly isSent: boolean;
  readonly said?: string;
  readonly results?: { readonly total: number | null; readonly tallies: readonly Tally[] };
  /** For whoever types in what others wrote on paper. */
  readonly paperEntry?: string;
};

export function surveyPage(frame: Frame, view: SurveyView): Html {
  const { lang } = frame;
  const problems = view.sheet?.problems ?? [];
  const sent = view.isSent
    ? note({
        tone: 'han',
        role: 'status',
        title: inWords(lang, 'Đã nhận phiếu của ông/bà', 'Your sheet was received'),
        text: inWords(lang, 'Kết quả được công khai tại trang này.', 'The results are public on this page.'),
      })
    : nothing;
  const body = html`<div class="col"><a class="back" href="/lay-y-kien">${inWords(lang, 'Khảo sát ý kiến', 'Surveys')}</a>${errorSummary(wordsOf(lang), problems)}${sent}${view.said === undefined ? '' : note({ tone: 'info', title: view.said })}<h1>${asTyped(lang, view.title)}</h1><p>${dueChip(view.chip)}</p><p class="lead">${asTyped(lang, view.intro)}</p><p class="small muted">${view.unit}</p>${view.paperEntry === undefined ? '' : html`<p class="btns"><a class="btn" href="${view.paperEntry}">${inWords(lang, 'Nhập phiếu giấy', 'Type in paper sheets')}</a></p>`}${view.sheet === undefined ? '' : sheet(view.sheet, lang)}${view.conclusion === undefined ? '' : html`<section class="sec"><h2>${inWords(lang, 'Kết luận và việc sẽ làm', 'Conclusion')}</h2><p>${asTyped(lang, view.conclusion)}</p></section>`}${view.results === undefined ? '' : results(view.results, lang)}</div>`;
  return page(frame, { kind: 'citizen', title: view.title, isTyped: true, failed: problems.length > 0, body, open: true });
}

export function sheet(view: SheetView, lang: Lang): Html {
  const age = ageGroups.map((value) => ({ value, text: ageText(value, lang) }));
  const typed = (name: string): string => view.typed.get(name)?.[0] ?? '';
  const none = inWords(lang, 'Không muốn nói', 'Rather not say');
  return html`<form method="post" action="${view.action}" novalidate>${hidden('_key', view.key)}${trap(lang)}${view.paper === undefined ? '' : textBox({ name: 'so_phieu', label: inWords(lang, 'Số trên phiếu giấy', 'Number on the paper'), value: view.paper, problems: view.problems })}${view.questions.map((question) => questionBox(question, view, lang))}${selectBox({ name: 'xa', label: inWords(lang, 'Xã, phường nơi ở', 'Commune where you live'), value: typed('xa') }, view.communes, none)}${selectBox({ name: 'tuoi', label: inWords(lang, 'Nhóm tuổi', 'Group of age'), value: typed('tuoi') }, age, none)}<p class="btns"><button class="btn go big">${inWords(lang, 'Gửi phiếu', 'Send')}</button></p><p class="small muted">${inWords(lang, 'Phiếu không ghi tên. Số nhỏ hơn 5 không được công bố.', 'The sheet has no name. Counts below 5 are not published.')}</p></form>`;
}

function questionBox(question: SurveyQuestion, view: SheetView, lang: Lang): Html {
  const name = `q.${question.id}`;
  const chosen = view.typed.get(name) ?? [];
  const label = asTyped(lang, question.text[lang]);
  const box = { name, label, chosen, problems: view.problems };
  const choices = (question.choices ?? []).map((one, index) => ({ value: String(index), text: asTyped(lang, one[lang]) }));
  switch (question.kind) {
    case 'scale':
      return scaleBox(box, lang);
    case 'nps':
      return pickBox(
        { ...box, label: html`${label} ${inWords(lang, '(0: không; 10: chắc chắn)', '(0: no; 10: certainly)')}` },
        Array.from({ length: 11 }, (_, value) => ({ value: String(value), text: String(value) })),
      );
    case 'text':
      return longBox({ name, label: html`${label} ${inWords(lang, '(không bắt buộc)', '(optional)')}`, value: chosen[0] ?? '', problems: view.problems }, 3);
    case 'single':
      return pickBox(box, choices, ' down');
    case 'multi':
      return pickBox({ ...box, kind: 'checkbox' }, choices, ' down');
  }
}

export function results({ total, tallies }: NonNullable<SurveyView['results']>, lang: Lang): Html {
  if (total === null)
    return html`<section class="sec"><h2>${inWords(lang, 'Kết quả', 'Results')}</h2><p>${inWords(lang, 'Chưa đủ 5 phiếu để công bố.', 'Fewer than 5 sheets: nothing is published yet.')}</p></section>`;
  return html`<section class="sec"><h2>${inWords(lang, `Kết quả của ${total} phiếu`, `Results of ${total} sheets`)}</h2>${tallies.map((tally) => oneTally(tally, lang))}</section>`;
}

function oneTally(tally: Tally, lang: Lang): Html {
  const { question } = tally;
  const name = question.text[lang];
  const label = (value: number): string => {
    if (question.kind === 'scale') return `${value} · ${scoreText(value, lang)}`;
    return question.kind === 'nps' ? String(value) : (question.choices?.[value]?.[lang] ?? String(value));
  };
  // Not 'under 5': a larger count is hidden with a small one that it would give away.
  const hiddenCell = inWords(lang, 'ẩn', 'hidden');
  const why = tally.cells.some((cell) => cell.count === null)
    ? html`<p class="small muted">${inWords(lang, 'Ẩn: số nhỏ hơn 5, và số có thể làm lộ một số nhỏ hơn 5.', 'Hidden: counts below 5, and those that would reveal one.')}</p>`
    : nothing;
  const figure =
    tally.figure === undefined
      ? nothing
      : html`<p><b>${question.kind === 'nps' ? inWords(lang, `Điểm giới thiệu ${tally.figure}`, `Promoter score ${tally.figure}`) : inWords(lang, `Trung bình ${String(tally.figure).replace('.', ',')} trên 5`, `Mean ${tally.figure} of 5`)}</b></p>`;
  return html`<h3 class="block">${asTyped(lang, name)}</h3>${figure}${tally.answered === null ? html`<p class="muted">${inWords(lang, 'Chưa đủ 5 câu trả lời.', 'Fewer than 5 answers.')}</p>` : html`${barChart(inWords(lang, 'Biểu đồ, số ghi ở bảng dưới', 'Chart; the figures stand in the table below'), tally.cells)}<table class="ledger"><thead><tr><th scope="col">${inWords(lang, 'Trả lời', 'Answer')}</th><th scope="col" class="end">${inWords(lang, 'Số phiếu', 'Count')}</th></tr></thead><tbody>${tally.cells.map((cell) => html`<tr><td>${asTyped(lang, label(cell.value))}</td><td class="end">${cell.count ?? hiddenCell}</td></tr>`)}</tbody></table>${why}`}`;
}
