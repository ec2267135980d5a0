/** The handbook: articles in the house's simple writing, in both languages, by groups. */
import type { Json } from '../../base/json.ts';
import type { Label, Lang } from '../../base/text.ts';
import type { PlainDate } from '../../base/time.ts';
import { readDate } from '../../base/time.ts';
import type { Article } from './article.ts';
import { plainText, readArticle } from './article.ts';
import type { FindEntry } from './entry.ts';

export type HandbookArticle = {
  readonly id: string;
  readonly group: string;
  readonly title: Label;
  readonly summary: Label;
  readonly text: Readonly<Record<Lang, Article>>;
  /** Other words people use for it. */
  readonly words: readonly string[];
};
export type Handbook = {
  readonly updated: PlainDate;
  readonly groups: readonly { readonly id: string; readonly title: Label }[];
  readonly articles: readonly HandbookArticle[];
};

/** `textOf` gives '<id>.<lang>.md'. Throws when something is missing or half: the handbook is part of the product. */
export function readHandbook(index: Json, textOf: (name: string) => string): Handbook {
  const { updated, groups, articles } = index as {
    readonly updated: string;
    readonly groups: Handbook['groups'];
    readonly articles: readonly { readonly id: string; readonly group: string; readonly words: readonly string[] }[];
  };
  const day = readDate(updated);
  if (day === undefined) throw new Error('the handbook does not say when it was updated');
  const read = articles.map(({ id, group, words }) => {
    if (!/^[a-z-]{1,60}$/.test(id) || !groups.some((one) => one.id === group)) throw new Error(`the handbook's article ${id} stands in no group`);
    const [vi, en] = [parted(textOf(`${id}.vi.md`), id), parted(textOf(`${id}.en.md`), id)];
    return {
      id,
      group,
      words,
      title: { vi: vi.title, en: en.title },
      summary: { vi: vi.summary, en: en.summary },
      text: { vi: vi.text, en: en.text },
    };
  });
  return { updated: day, groups, articles: read };
}

/** '# Title', '> one sentence', then the article. */
function parted(text: string, id: string) {
  const [, title, summary, rest = ''] = /^# (.+)\n> (.+)\n([\s\S]*)$/.exec(text) ?? [];
  const article = readArticle(rest);
  if (title === undefined || summary === undefined || article.length === 0) throw new Error(`the handbook's article ${id} has no title, summary or text`);
  return { title, summary, text: article };
}

export const handbookAddress = (id: string): string => `/cam-nang/${id}`;

/** Among procedures an article is found by what it is about; in the handbook itself by every word: running text would push itself before the procedure somebody misspelt. */
export const handbookEntries = (handbook: Handbook, by: 'subject' | 'every-word'): readonly FindEntry[] =>
  handbook.articles.map(({ id, title, summary, text, words }) => ({
    kind: 'handbook',
    key: id,
    href: handbookAddress(id),
    title,
    summary,
    words,
    body: by === 'subject' ? '' : `${plainText(text.vi)} ${plainText(text.en)}`,
    audiences: [],
  }));
