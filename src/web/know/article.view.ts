/** Draws an article. Its words are escaped like any others; there is no way from a text to markup of its own. */
import type { Article, Inline } from '../../kernel/register/register.ts';
import type { Html } from '../parts/html.ts';
import { html, safeUrl } from '../parts/html.ts';

const inline = (parts: readonly Inline[]): Html =>
  html`${parts.map((one) => (one.kind === 'text' ? one.text : html`<a href="${safeUrl(one.href)}">${one.text}</a>`))}`;

export function articleHtml(article: Article): Html {
  const blocks = article.map((block) => {
    if (block.kind === 'list') {
      const points = block.points.map((point) => html`<li>${inline(point)}</li>`);
      return block.ordered ? html`<ol>${points}</ol>` : html`<ul>${points}</ul>`;
    }
    return block.kind === 'heading' ? html`<h2>${inline(block.parts)}</h2>` : html`<p>${inline(block.parts)}</p>`;
  });
  return html`<div class="flow prose">${blocks}</div>`;
}
