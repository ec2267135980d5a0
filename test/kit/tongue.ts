/** Reads a page as a screen reader would: which words stand in which language, and which of them are in the wrong one. */

export type Spoken = { readonly lang: string; readonly text: string };

const alone = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);
const spokenAttributes = ['aria-label', 'alt', 'title', 'placeholder'];

/** Every text and every spoken attribute of a page, with the language that holds there. Scripts, styles and what stands in boxes are left out. */
export function spoken(page: string): readonly Spoken[] {
  const found: Spoken[] = [];
  const langs: { readonly tag: string; readonly lang: string }[] = [];
  const bare = page.replace(/<(script|style|textarea)\b[^>]*>[\s\S]*?<\/\1>/g, '').replace(/<!--[\s\S]*?-->/g, '');
  for (const [, end, tag, attributes = '', text] of bare.matchAll(/<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|[^>"])*)>|([^<]+)/g)) {
    const lang = langs.at(-1)?.lang ?? '';
    if (text !== undefined) {
      if (text.trim() !== '') found.push({ lang, text: plain(text) });
      continue;
    }
    if (tag === undefined) continue;
    if (end === '/') {
      while (langs.length > 0 && langs.pop()?.tag !== tag);
      continue;
    }
    const own = /\slang="([^"]*)"/.exec(attributes)?.[1] ?? lang;
    for (const name of spokenAttributes) {
      const said = new RegExp(`\\s${name}="([^"]+)"`).exec(attributes)?.[1];
      if (said !== undefined) found.push({ lang: own, text: plain(said) });
    }
    if (!alone.has(tag) && !attributes.endsWith('/')) langs.push({ tag, lang: own });
  }
  return found;
}

const plain = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').replace(/\s+/g, ' ').trim();

const vietnamese = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/i;
/** Names of people and places stand in both languages as they are: a run of words that begin with a capital. A single such word is one only where it does not begin the text. */
const names =
  /(?<!\p{L})\p{Lu}[\p{L}\p{M}’'‘]*(?:[ .\-–]+\p{Lu}[\p{L}\p{M}’'‘]*)+|(?<=\S\s)\p{Lu}[\p{L}\p{M}’'‘]*|^\p{Lu}[\p{L}\p{M}’'‘]*(?= (?:commune|ward|town|district|city|province)\b)/gu;
/** The unit of money is written as it is printed on it. */
const money = /\d[\d.,]*\s?(?:đồng|đ|₫)(?!\p{L})|\(đ\)/gu;
/** Words that no Vietnamese sentence holds. */
const english =
  /(?<![\p{L}\d.@/_-])(?:the|and|your|you|with|from|this|that|have|been|will|was|were|which|after|before|please|page|days?|case|send|search|open|close|today|received|sent|more|their|years?|not|of|is|are)(?![\p{L}\d@/._-])/iu;

/** What is in the wrong language, one line each. Text that names a language of its own is held to that one. */
export function mixedIn(page: string): readonly string[] {
  return spoken(page).flatMap(({ lang, text }) => {
    const rest = text.replace(money, '');
    if (lang === 'en') return vietnamese.test(rest.replace(names, '')) ? [text] : [];
    return lang === 'vi' && english.test(rest) ? [text] : [];
  });
}
