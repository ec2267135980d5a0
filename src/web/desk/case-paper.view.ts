/** Papers of a case as pictures: small ones in a row, the chosen page large, with turning, the next page and the file itself. */
import type { Say } from '../../base/words.ts';
import { empty } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { html, safeUrl } from '../parts/html.ts';

/** select: address of this page with the paper shown ('?giay=<id>'); thumb: small picture of its first page; href: the file itself, '' when it lies at the counter. */
export type CasePaper = {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly select: string;
  readonly href: string;
  readonly thumb?: string;
  /** Of the current paper, when it can be shown as a picture. */
  readonly shown?: ShownPage;
  readonly current: boolean;
};

/** picture: address of the page; turns: quarter turns to the right; turn, previous, next: addresses of this page of the desk. */
export type ShownPage = {
  readonly picture: string;
  readonly page: number;
  readonly pages: number;
  readonly turns: 0 | 1 | 2 | 3;
  readonly turn: string;
  readonly previous?: string;
  readonly next?: string;
};

export function papersPane(papers: readonly CasePaper[], say: Say): Html {
  const current = papers.find((paper) => paper.current) ?? papers[0];
  if (current === undefined) return html`<div class="view">${empty(say('case.noPapers'), say('case.noPapersText'))}</div>`;
  const small = (paper: CasePaper) => (paper.thumb === undefined ? '' : html`<img src="${safeUrl(paper.thumb)}" alt="" width="56" height="70" loading="lazy">`);
  const shot = (paper: CasePaper) =>
    html`<li><a href="${safeUrl(paper.select)}"${paper.id === current.id ? html` aria-current="true"` : ''}>${small(paper)}<span>${paper.name}<small>${paper.note}</small></span></a></li>`;
  return html`<div class="view" id="giay" tabindex="0" role="region" aria-label="${say('case.papers')}"><div class="vtools"><b>${current.name}</b><span class="sp"></span>${tools(current, say)}</div><ul class="shots">${papers.map(shot)}</ul>${sheet(current, say)}</div>`;
}

function tools({ shown, ...paper }: CasePaper, say: Say): Html | '' {
  if (shown === undefined) return '';
  const step = (address: string | undefined, text: string, sign: string) =>
    address === undefined ? '' : html`<a class="btn" href="${safeUrl(`${address}#giay`)}" aria-label="${text}" title="${text}">${sign}</a>`;
  const zoom = (way: 'in' | 'out', text: string, sign: string) =>
    html`<button class="btn" type="button" data-view="${way}" aria-label="${text}" title="${text}" hidden>${sign}</button>`;
  const pages =
    shown.pages === 1
      ? ''
      : html`${step(shown.previous, say('case.pageBefore'), '←')}<span class="num small">${say('case.pageOf', { n: shown.page, m: shown.pages })}</span>${step(shown.next, say('case.pageNext'), '→')}`;
  return html`${pages}${zoom('in', say('case.bigger'), '+')}${zoom('out', say('case.smaller'), '−')}<a class="btn" href="${safeUrl(`${shown.turn}#giay`)}" data-view="turn">${say('case.turn')}</a>${openPaper(paper, say)}`;
}

function sheet(paper: CasePaper, say: Say): Html {
  const { shown } = paper;
  if (shown === undefined) return html`<div class="sheet nopic"><p><b>${paper.name}</b></p><p class="muted">${paper.note}</p>${openPaper(paper, say)}</div>`;
  const name = shown.pages === 1 ? paper.name : `${paper.name}, ${say('case.pageOf', { n: shown.page, m: shown.pages })}`;
  return html`<div class="sheet"><a href="${safeUrl(shown.picture)}" target="_blank" rel="noopener" title="${say('case.pageAlone')}"><img src="${safeUrl(shown.picture)}" alt="${name}"${shown.turns === 0 ? '' : html` class="turn${shown.turns}"`}></a></div>`;
}

/** A paper that lies at the counter has nothing to open. */
const openPaper = (paper: Pick<CasePaper, 'href'>, say: Say): Html | '' =>
  paper.href === '' ? '' : html`<a class="btn" href="${safeUrl(paper.href)}" target="_blank" rel="noopener">${say('case.openPaper')}</a>`;
