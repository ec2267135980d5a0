/** `/tra-cuu`: tracking by code and the last four digits of the phone; timeline only, no personal data. */
import { inFours } from '../../base/text.ts';
import type { Say } from '../../base/words.ts';
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { errorSummary, note, payLines, promise, timeline } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { fieldId, html, safeUrl } from '../parts/html.ts';
import type { ClockNote, FieldProblem, Happening, PayLine, Promised } from '../parts/shape.ts';

export type TrackView = {
  /** What was typed in `ma` and `so_cuoi`, shown again. */
  readonly code: string;
  readonly lastDigits: string;
  /** Names `ma`, `so_cuoi`. Wrong code and wrong digits get the same sentence. */
  readonly problems: readonly FieldProblem[];
  readonly found?: TrackedCase;
};

export type TrackedCase = {
  readonly title: string;
  readonly trackingCode: string;
  /** Official code once received. */
  readonly caseCode?: string;
  readonly unit: string;
  readonly promised?: Promised;
  /** Why the clock stands still, or the hour was moved. */
  readonly notes?: readonly ClockNote[];
  /** Final word instead of a promise: 'Đã có kết quả', 'Đã từ chối'. */
  readonly outcome?: Outcome;
  readonly happenings: readonly Happening[];
  /** What is to be paid; an amount and a state are nothing personal. */
  readonly pay?: readonly PayLine[];
  /** Said where nothing is or was to be paid. */
  readonly free?: string;
  /** '/ho-so-cua-toi/<id>', through the sign-in page where nobody is signed in. */
  readonly full: { readonly href: string; readonly isSignedIn: boolean };
};
export type Outcome = { readonly state: 'xong' | 'qua' | 'dung'; readonly title: string; readonly text: string };

export function trackPage(frame: Frame, view: TrackView): Html {
  const say = wordsOf(frame.lang);
  if (view.found !== undefined) return foundPage(frame, view.found, say);
  const failed = view.problems.length > 0;
  const body = html`<div class="col">${errorSummary(say, view.problems)}<h1>${say('track.title')}</h1><p class="lead">${say('track.lead')}</p>${trackForm(say, view)}
<section class="sec"><h2>${say('track.lost')}</h2><p>${say('track.lostText', { phone: frame.place.phone })}</p><p class="btns"><a class="btn" href="/ho-so-cua-toi">${say('nav.mine')}</a></p></section></div>`;
  return page(frame, { kind: 'citizen', title: say('track.title'), nav: 'track', failed, body, open: true, script: 'swap' });
}

/** GET would put the digits into histories and logs: the form posts. */
function trackForm(say: Say, view: Pick<TrackView, 'code' | 'lastDigits' | 'problems'>): Html {
  const box = (name: 'ma' | 'so_cuoi', label: string, hint: string, value: string, size: string) => {
    const problem = view.problems.find((one) => one.name === name)?.text;
    const id = fieldId(name);
    return html`<div class="field${problem === undefined ? '' : ' bad'}"><label for="${id}">${label}</label><p class="hint" id="${id}-h">${hint}</p>${problem === undefined ? '' : html`<p class="err" id="${id}-e">${problem}</p>`}<input id="${id}" name="${name}" class="${size}" value="${value}" ${name === 'so_cuoi' ? html`inputmode="numeric" maxlength="20" ` : ''}autocomplete="off" aria-describedby="${id}-h${problem === undefined ? '' : ` ${id}-e`}"${problem === undefined ? '' : html` aria-invalid="true"`}></div>`;
  };
  return html`<form method="post" action="/tra-cuu" novalidate data-swap>${box('ma', say('track.code'), say('track.codeHint'), view.code, 'mid')}${box('so_cuoi', say('track.digits'), say('track.digitsHint'), view.lastDigits, 'short')}<p class="btns"><button class="btn go big">${say('nav.track')}</button></p></form>`;
}

function foundPage(frame: Frame, found: TrackedCase, say: Say): Html {
  const codes = found.caseCode === undefined ? '' : html`${say('track.caseCode', { code: found.caseCode })} · `;
  const desk = html`${found.unit}, <a class="nw" href="tel:${frame.place.phone.replaceAll(' ', '')}">${frame.place.phone}</a>`;
  const body = html`<div class="two"><div><p class="muted small num">${codes}<span class="nw">${say('track.trackingCode', { code: inFours(found.trackingCode) })}</span></p><h1>${found.title}</h1>
<div class="block">${state(say, found)}</div><section class="sec"><h2>${say('track.history')}</h2>${timeline(found.happenings)}</section></div>
<aside>${money(say, found)}<section class="sec"><h2>${say('track.ask')}</h2><p>${desk}. ${say('track.askText')}</p></section><section class="sec"><h2>${say('track.full')}</h2>${found.full.isSignedIn ? '' : html`<p class="small">${say('track.fullText')}</p>`}<p class="btns"><a class="btn" href="${safeUrl(found.full.href)}">${say(found.full.isSignedIn ? 'nav.mine' : 'nav.signIn')}</a></p></section>
<section class="sec"><h2>${say('track.other')}</h2>${trackForm(say, { code: '', lastDigits: '', problems: [] })}</section></aside></div>`;
  return page(frame, { kind: 'citizen', title: found.title, nav: 'track', body, script: 'swap' });
}

function money(say: Say, { pay = [], free }: TrackedCase): Html | '' {
  if (pay.length === 0 && free === undefined) return '';
  return html`<section class="sec"><h2>${say('fee.title')}</h2>${free === undefined ? '' : html`<p>${free}</p>`}${payLines(say, pay)}</section>`;
}

const tones = { xong: 'han', qua: 'qua', dung: 'dung' } as const;

/** How it ended. */
export const lastWord = (outcome: Outcome): Html => note({ tone: tones[outcome.state], title: outcome.title, text: outcome.text });

/** The hour owed, or the final word once nothing is owed any more. */
export function state(say: Say, found: { readonly promised?: Promised; readonly outcome?: Outcome; readonly notes?: readonly ClockNote[] }): Html {
  const last = found.outcome === undefined ? '' : lastWord(found.outcome);
  return html`${last}${found.promised === undefined ? '' : promise(say, found.promised, say('sent.promise'))}${(found.notes ?? []).map(note)}`;
}
