/**
 * The house's own simple writing for public texts: paragraphs, headings, lists and links. No HTML goes in and none comes out: an article is data, and a view draws it.
 * A line that begins with '## ' is a heading, '- ' a point of a list, '1. ' a numbered one; an empty line ends a paragraph; a link is [words](address).
 */

export type Inline = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'link'; readonly text: string; readonly href: string };
export type Block =
  | { readonly kind: 'paragraph' | 'heading'; readonly parts: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly points: readonly (readonly Inline[])[] };
export type Article = readonly Block[];

/** An address of this site, of the web, a mailbox or a telephone; anything else is no link. */
export const isAddress = (text: string): boolean =>
  /^\/(?![/\\])[^\s\\]*$/.test(text) || /^https?:\/\/[^\s/\\][^\s\\]*$/i.test(text) || /^(?:mailto:[^\s]+@[^\s]+|tel:\+?[0-9]+)$/i.test(text);

export function readArticle(text: string): Article {
  const blocks: Block[] = [];
  let lines: string[] = [];
  const end = (): void => {
    if (lines.length > 0) blocks.push({ kind: 'paragraph', parts: readInline(lines.join(' ')) });
    lines = [];
  };
  for (const raw of text.normalize('NFC').split(/\r\n|\r|\n/)) {
    const line = raw.trim();
    const [, sign, rest = ''] = /^(##|-|\d{1,3}\.)\s+(.*)$/.exec(line) ?? [];
    if (line === '') end();
    else if (sign === undefined) lines.push(line);
    else {
      end();
      add(blocks, sign, readInline(rest));
    }
  }
  end();
  return blocks;
}

function add(blocks: Block[], sign: string, parts: readonly Inline[]): void {
  if (sign === '##') {
    blocks.push({ kind: 'heading', parts });
    return;
  }
  const ordered = sign !== '-';
  const last = blocks.at(-1);
  if (last?.kind === 'list' && last.ordered === ordered) blocks[blocks.length - 1] = { ...last, points: [...last.points, parts] };
  else blocks.push({ kind: 'list', ordered, points: [parts] });
}

function readInline(line: string): readonly Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  // Bounded runs: a text without a closing bracket is read once.
  for (const match of line.matchAll(/\[([^[\]]{1,200})\]\(([^()\s]{1,500})\)/g)) {
    const [whole, words = '', href = ''] = match;
    if (!isAddress(href)) continue;
    if (match.index > from) parts.push({ kind: 'text', text: line.slice(from, match.index) });
    parts.push({ kind: 'link', text: words, href });
    from = match.index + whole.length;
  }
  if (from < line.length) parts.push({ kind: 'text', text: line.slice(from) });
  return parts;
}

const wordsOf = (parts: readonly Inline[]): string => parts.map(({ text }) => text).join('');

/** All words of an article, for the search and for feeds. */
export const plainText = (article: Article): string =>
  article.flatMap((block) => (block.kind === 'list' ? block.points.map(wordsOf) : [wordsOf(block.parts)])).join('\n');

/** The beginning, cut between words. */
export function beginningOf(article: Article, most = 180): string {
  const first = article.find((block) => block.kind === 'paragraph');
  const text = first === undefined ? plainText(article).replaceAll('\n', ' ') : plainText([first]);
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most - 30))}...`;
}
