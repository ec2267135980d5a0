/** `/kho-giay-to`: signed results, papers sent before, and papers one keeps here. */
import { wordsOf } from '../../base/words.ts';
import type { Frame } from '../frame.ts';
import { page } from '../page.ts';
import { asTyped, empty, errorSummary, hidden } from '../parts/bits.ts';
import type { Html } from '../parts/html.ts';
import { html, safeUrl } from '../parts/html.ts';
import { icon } from '../parts/icon.ts';
import type { FieldProblem } from '../parts/shape.ts';
import { box } from './mandate.view.ts';
import { done } from './me.view.ts';
import type { MeWord } from './me.words.ts';
import { meWords } from './me.words.ts';

export type VaultView = {
  readonly papers: readonly VaultLine[];
  readonly add: { readonly key: string; readonly title: string };
  readonly problems: readonly FieldProblem[];
  readonly done?: MeWord;
};

export type VaultLine = {
  readonly kind: 'result' | 'sent' | 'own';
  readonly title: string;
  /** Date, size and where it comes from. */
  readonly note: string;
  readonly href: string;
  readonly verifyHref?: string;
  readonly remove?: { readonly action: string; readonly key: string };
};

const headings = { result: 'results', sent: 'sent', own: 'own' } as const;

export function vaultPage(frame: Frame, view: VaultView): Html {
  const say = meWords(frame.lang);
  const group = (kind: VaultLine['kind']): Html | '' => {
    const papers = view.papers.filter((one) => one.kind === kind);
    return papers.length === 0
      ? ''
      : html`<section class="sec"><h2>${say(headings[kind])} <span class="muted num">${papers.length}</span></h2><ul class="list">${papers.map((one) => line(frame, one))}</ul></section>`;
  };
  const list = view.papers.length === 0 ? empty(say('noPapers'), say('noPapersText')) : html`${group('result')}${group('own')}${group('sent')}`;
  const body = html`<a class="back" href="/toi">${say('account')}</a><div class="two"><div>${errorSummary(wordsOf(frame.lang), view.problems)}<h1>${say('vault')}</h1><p class="lead">${say('vaultLead')}</p>${done(frame, view.done)}${list}</div>
<aside><section class="sec"><h2>${say('add')}</h2>${addForm(frame, view)}</section></aside></div>`;
  return page(frame, { kind: 'citizen', title: say('vault'), nav: 'mine', failed: view.problems.length > 0, body });
}

function line(frame: Frame, one: VaultLine): Html {
  const say = meWords(frame.lang);
  const about = html`<span class="vh"> ${one.title}</span>`;
  const check = one.verifyHref === undefined ? '' : html`<a class="btn" href="${safeUrl(one.verifyHref)}">${say('verify')}${about}</a>`;
  const remove =
    one.remove === undefined
      ? ''
      : html`<form method="post" action="${one.remove.action}">${hidden('_key', one.remove.key)}<button class="btn">${say('remove')}${about}</button></form>`;
  return html`<li><p><b>${asTyped(frame.lang, one.title)}</b></p><p class="small muted num">${one.note}</p><div class="btns"><a class="btn" href="${safeUrl(one.href)}" download>${icon('save')}${say('download')}${about}</a>${check}${remove}</div></li>`;
}

function addForm(frame: Frame, { add, problems }: VaultView): Html {
  const say = meWords(frame.lang);
  const file = box(
    { name: 'tep', label: say('file'), hint: say('fileHint'), problems },
    html`type="file" accept="image/jpeg,image/png,image/webp,application/pdf"`,
  );
  const title = box({ name: 'title', label: say('title'), hint: say('titleHint'), problems }, html`value="${add.title}" maxlength="120" autocomplete="off"`);
  return html`<form method="post" action="/kho-giay-to" enctype="multipart/form-data" novalidate>${hidden('_key', add.key)}${file}${title}<p class="btns"><button class="btn go">${say('addGo')}</button></p></form>`;
}
