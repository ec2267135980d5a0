/** `/thu-tuc/<pack>`: who, papers, fee, time and result on one phone screen, "Bắt đầu" on top. */

import { inThousands } from '../../base/text.ts';
import type { WordKey } from '../../base/words.ts';
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { gauge, note, timeline, why } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { html, safeUrl } from '../parts/html.ts';
import { icon } from '../parts/icon.ts';
import { committeeOf, reuseLine } from '../parts/reuse.ts';
import type { Link } from '../parts/shape.ts';
import { readAloud } from '../parts/tongue.ts';

export type ProcedureView = {
  readonly title: string;
  readonly code: string;
  /** 'Hộ tịch', 'cấp xã'. */
  readonly field: string;
  readonly level: string;
  readonly back: Link;
  /** '/nop/<pack>'; absent while the pack is not live anywhere. */
  readonly apply?: string;
  /** Minutes the form takes. */
  readonly minutes?: number;
  readonly who: FactText;
  readonly papers: FactText;
  readonly fee: FactText;
  readonly time: FactText;
  readonly result: FactText;
  /** What happens, in order. */
  readonly steps: readonly FactText[];
  /** Other situations: main is the question, note the answer. */
  readonly others: readonly FactText[];
  /** The calculator of the fee and the check before filing; absent where the rule asks nothing. */
  readonly feeHref?: string;
  readonly checkHref?: string;
  /** The empty form on paper. */
  readonly printHref: string;
  /** Where it is handed in without a line. */
  readonly where: string;
  /** Share on time last quarter, from cases; undefined without cases. percent and target 0-100; shown is '99,1 %'. */
  readonly onTime: { readonly percent: number; readonly shown: string; readonly met: number; readonly total: number; readonly target?: number } | undefined;
  /** How people rated it after the result; absent while fewer than five did. */
  readonly rating?: { readonly mean: string; readonly text: string };
  /** Legal basis, one line each, and the pack version '1.4.0'. */
  readonly basis: readonly string[];
  readonly version: string;
};

/** Main sentence and a quieter second one. */
export type FactText = { readonly main: string; readonly note?: string };
type Fact = readonly [WordKey, FactText, (Link | undefined)?];

export function procedurePage(frame: Frame, view: ProcedureView): Html {
  const say = wordsOf(frame.lang);
  // The five answers stand on one phone screen: what is said besides comes below them.
  const fact = ([key, one, link]: Fact) =>
    html`<div><dt>${say(key)}</dt><dd>${one.main}${link === undefined ? '' : html`<a class="do" href="${safeUrl(link.href)}">${link.text}</a>`}</dd></div>`;
  const check = view.checkHref === undefined ? undefined : { href: view.checkHref, text: say('service.check') };
  const count = view.feeHref === undefined ? undefined : { href: view.feeHref, text: say('quote.fee') };
  const start =
    view.apply === undefined
      ? note({ tone: 'sap', title: say('form.notLive'), text: say('form.notLiveText', { phone: frame.place.phone }) })
      : html`<p class="btns"><a class="btn go big" href="${safeUrl(view.apply)}">${say('service.start')}</a>${view.minutes === undefined ? '' : html`<span class="muted">${say('service.minutes', { n: view.minutes })}</span>`}</p>`;
  const facts: readonly Fact[] = [
    ['service.who', view.who, check],
    ['service.papers', view.papers],
    ['fee.title', view.fee, count],
    ['service.time', view.time],
    ['service.result', view.result],
  ];
  const besides = facts.flatMap(([key, { note }]) => (note === undefined ? [] : [html`<p class="block"><b>${say(key)}.</b> ${note}</p>`]));
  const others =
    besides.length + view.others.length === 0
      ? ''
      : html`<section class="sec"><h2>${say('service.others')}</h2>${besides}<div class="noprint">${view.others.map((one) => why(one.main, one.note ?? ''))}</div></section>`;
  const body = html`<a class="back" href="${safeUrl(view.back.href)}">${view.back.text}</a><div class="two"><article><p class="muted small num">${say('list.code', { code: view.code })} · ${view.field} · ${view.level}</p><h1>${view.title}</h1>${readAloud(say)}${start}
<dl class="facts block">${facts.map(fact)}</dl>${others}
<section class="sec"><h2>${say('service.steps')}</h2>${timeline(view.steps.map((one) => ({ kind: 'next', title: one.main, ...(one.note === undefined ? {} : { text: one.note }) })))}</section></article>
<aside>${onTime(frame, view, say)}${ratingOf(view, say)}<section class="sec"><h2>${say('service.offline')}</h2><p class="small">${say('service.offlineText')} ${view.where}</p><p class="btns"><a class="btn" href="${safeUrl(view.printHref)}">${icon('print')}${say('blank.print')}</a></p>${view.apply === undefined ? '' : html`<p class="small"><a class="hit" href="${safeUrl(`/hang-gui?giu=${view.apply.split('/').at(-1)}`)}">${say('outbox.keep')}</a></p>`}</section><section class="sec"><h2>${say('service.basis')}</h2><p class="small">${view.basis.join('; ')}.</p><p class="small muted">${say('service.version', { version: view.version })}</p>${reuseLine(frame.lang, { responsible: committeeOf(frame) })}</section></aside></div>`;
  return page(frame, { kind: 'citizen', title: view.title, nav: 'services', hear: true, body });
}

const ratingOf = ({ rating }: ProcedureView, say: ReturnType<typeof wordsOf>): Html | '' =>
  rating === undefined
    ? ''
    : html`<section class="sec"><h2>${say('service.rating')}</h2><p class="strong">${rating.mean}</p><p class="small muted">${rating.text}</p></section>`;

function onTime(frame: Frame, view: ProcedureView, say: ReturnType<typeof wordsOf>): Html {
  const heading = html`<h2>${say('service.onTime')}</h2>`;
  if (view.onTime === undefined) return html`<section class="sec">${heading}<p class="muted">${say('service.onTimeNone')}</p></section>`;
  const { percent, shown, met, total, target } = view.onTime;
  const counts = { met: inThousands(met, frame.lang), total: inThousands(total, frame.lang) };
  const [name, text] =
    target === undefined
      ? [shown, say('service.onTimeBare', counts)]
      : [say('service.onTimeName', { shown, target }), say('service.onTimeText', { ...counts, target })];
  return html`<section class="sec">${heading}<p class="strong">${shown}</p>${gauge(name, percent, target, target === undefined || percent >= target ? 'han' : 'sap')}<p class="small muted">${text}</p></section>`;
}
