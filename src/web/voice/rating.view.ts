/** `/danh-gia/<token>`: how a result was liked, 1 to 5 with a reason. */
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { errorSummary, hidden, note } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { html } from '../parts/html.ts';
import type { FieldProblem } from '../parts/shape.ts';
import { longBox, scaleBox } from './parts.ts';
import { inWords, scoreText } from './words.ts';

export type RatingView = {
  readonly action: string;
  readonly key: string;
  readonly service: string;
  readonly unit: string;
  readonly question: string;
  readonly words?: string;
  readonly score?: number;
  readonly typed: { readonly score: string; readonly reason: string };
  readonly problems: readonly FieldProblem[];
};

export function ratingPage(frame: Frame, view: RatingView): Html {
  const { lang } = frame;
  const title = inWords(lang, 'Đánh giá kết quả', 'Rate the result');
  const done =
    view.score === undefined
      ? ''
      : note({
          tone: 'han',
          role: 'status',
          title: inWords(
            lang,
            `Đã nhận đánh giá ${view.score}/5: ${scoreText(view.score, lang)}`,
            `Your rating was received: ${view.score}/5, ${scoreText(view.score, lang)}`,
          ),
          text:
            view.score <= 2
              ? inWords(lang, 'Đơn vị sẽ xem lại và trả lời ông/bà.', 'The unit will look at it again and answer you.')
              : inWords(lang, 'Cảm ơn ông/bà.', 'Thank you.'),
        });
  const say = wordsOf(lang);
  const on =
    view.score === undefined
      ? ''
      : html`<p class="btns"><a class="btn" href="${frame.who === undefined ? '/' : '/ho-so-cua-toi'}">${say(frame.who === undefined ? 'error.home' : 'nav.mine')}</a></p>`;
  const form =
    view.score === undefined
      ? html`<form method="post" action="${view.action}" novalidate>${hidden('_key', view.key)}${scaleBox({ name: 'diem', label: view.question, chosen: [view.typed.score], problems: view.problems }, lang)}${view.words === undefined ? '' : longBox({ name: 'vi_sao', label: `${view.words} ${inWords(lang, '(không bắt buộc)', '(optional)')}`, value: view.typed.reason }, 3)}<p class="btns"><button class="btn go big">${inWords(lang, 'Gửi đánh giá', 'Send')}</button></p></form>`
      : '';
  const body = html`<div class="col">${errorSummary(say, view.problems)}<h1>${title}</h1><p class="lead">${view.service}</p><p class="small muted">${view.unit}</p>${done}${on}${form}</div>`;
  return page(frame, { kind: 'citizen', title, failed: view.problems.length > 0, body });
}
