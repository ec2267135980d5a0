/** Shown only after commit: code in groups of four with its QR, the promised hour, what was received, what comes next. */
import { inFours } from '../../base/text.ts';
import type { Say } from '../../base/words.ts';
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { codeInFours, feeTable, papers, promise, timeline } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { html } from '../parts/html.ts';
import type { IconName } from '../parts/icon.ts';
import { icon } from '../parts/icon.ts';
import type { Fee, Happening, Paper, Promised } from '../parts/shape.ts';
import type { Outcome } from './track.view.ts';
import { lastWord } from './track.view.ts';

export type SubmittedView = {
  readonly title: string;
  /** Twelve digits. */
  readonly trackingCode: string;
  /** QR code of the tracking address, as a `data:` picture (png.ts). */
  readonly qr: string;
  /** Whom it is about: 'Trẻ: Nguyễn Trần Minh Thư'. */
  readonly about?: string;
  /** 'Phường An Xuân', '09:42:17 thứ Ba 15/11/2022'. */
  readonly unit: string;
  readonly receivedAt: string;
  /** Masked: '0905 *** 768'. */
  readonly phone?: string;
  readonly promised?: Promised;
  /** Promised at reception; otherwise reckoned as if it were received now. */
  readonly isSure: boolean;
  /** How it ended: stands in the place of the hour. */
  readonly outcome?: Outcome;
  readonly papers: readonly Paper[];
  /** Absent where nothing was paid or is owed any more. */
  readonly fee?: Fee;
  readonly next: readonly Happening[];
  /** '/tra-cuu?ma=...', and its whole address, for messages. */
  readonly trackHref: string;
  readonly link: string;
  /** '/da-nop/<code>/phieu': '.jpg', '.pdf' (80 mm) and '-a5.pdf' are the slip. */
  readonly slipHref: string;
  /** The draft kept on this device under this name is removed now that the receipt exists. */
  readonly draft: string;
};

export function submittedPage(frame: Frame, view: SubmittedView): Html {
  const say = wordsOf(frame.lang);
  const sent = view.papers.filter((paper) => paper.brought !== true).length;
  const brought = view.papers.length - sent;
  const body = html`<div class="two"><div><div class="note han">${icon('tick')}<div><h1>${say('sent.title')}</h1><p>${say('sent.received', { unit: view.unit, at: view.receivedAt })}</p></div></div>
<div class="sent"><div><p class="muted">${say('sent.code')}</p>${codeInFours(view.trackingCode)}<p><b>${view.title}</b>${view.about === undefined ? '' : html`<br><span class="muted">${view.about}</span>`}</p><p class="small muted">${view.phone === undefined ? say('sent.later') : say('sent.laterTo', { phone: view.phone })}</p></div>
<div class="qr"><img src="${view.qr}" alt="${say('sent.qr', { code: inFours(view.trackingCode) })}"></div></div>
<div class="block">${hour(view, say)}</div>
${keep(view, say)}
<section class="sec"><h2>${say('sent.files', { n: sent })}</h2>${brought === 0 ? '' : html`<p class="small">${say('sent.brought', { n: brought })}</p>`}${papers(view.papers)}</section></div>
<aside>${view.next.length === 0 ? '' : html`<section class="sec"><h2>${say('sent.next')}</h2>${timeline(view.next)}</section>`}${view.fee === undefined ? '' : html`<section class="sec"><h2>${say('fee.title')}</h2>${feeTable(say, view.fee)}</section>`}</aside></div>`;
  return page(frame, { kind: 'citizen', title: say('sent.title'), nav: 'services', foot: 'short', body, facts: { done: view.draft } });
}

/** Only what is promised is called so. */
function hour({ promised, isSure, outcome }: SubmittedView, say: Say): Html | '' {
  if (outcome !== undefined) return lastWord(outcome);
  if (promised === undefined) return '';
  const after = html`<p class="small muted">${say(isSure ? 'sent.apology' : 'sent.expectedText')}</p>`;
  return promise(say, promised, say(isSure ? 'sent.promise' : 'sent.expected'), after);
}

/** Ways to keep the code: picture, paper, message. Each is a plain link. */
function keep(view: SubmittedView, say: Say): Html {
  const text = say('sent.message', { code: view.trackingCode, link: view.link });
  const body = encodeURIComponent(text);
  const button = (href: string, name: IconName, words: string): Html => html`<a class="btn" href="${href}">${icon(name)}${words}</a>`;
  return html`<p class="btns">${button(view.trackHref, 'clock', say('sent.track'))}<a class="btn" href="${view.slipHref}.jpg" download="${`${view.trackingCode}.jpg`}">${icon('save')}${say('sent.save')}</a>${button(`${view.slipHref}.pdf`, 'print', say('sent.roll'))}${button(`${view.slipHref}-a5.pdf`, 'print', say('sent.a5'))}${button(`sms:?&body=${body}`, 'send', say('sent.sms'))}</p><p class="small muted noprint">${say('sent.share')}</p>`;
}
