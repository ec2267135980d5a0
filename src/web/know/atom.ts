/** News as an Atom feed (RFC 4287). */

export type AtomEntry = {
  readonly id: string;
  readonly href: string;
  readonly title: string;
  readonly summary: string;
  readonly author: string;
  readonly published: string;
  readonly updated: string;
};
export type AtomFeed = {
  readonly self: string;
  readonly home: string;
  readonly title: string;
  readonly rights: string;
  readonly author: string;
  readonly updated: string;
  readonly lang: string;
  readonly entries: readonly AtomEntry[];
};

/** Characters that XML 1.0 does not know are left out. */
const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those that no XML may hold
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

export function writeAtom(feed: AtomFeed): string {
  const tag = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`;
  const entry = (one: AtomEntry): string =>
    `<entry>${tag('id', one.id)}${tag('title', one.title)}<link href="${escaped(one.href)}"/>${tag('published', one.published)}${tag('updated', one.updated)}<author>${tag('name', one.author)}</author>${tag('summary', one.summary)}</entry>`;
  return `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escaped(feed.lang)}">${tag('id', feed.self)}${tag('title', feed.title)}<link rel="self" href="${escaped(feed.self)}"/><link href="${escaped(feed.home)}"/>${tag('updated', feed.updated)}<author>${tag('name', feed.author)}</author>${tag('rights', feed.rights)}${feed.entries.map(entry).join('')}</feed>\n`;
}
