/** Safe HTML: every value is escaped unless it is itself Html; views stay synchronous. */
import { raw, html as template } from 'hono/html';

export type Html = ReturnType<typeof raw>;
/** What may stand inside a template. Objects and functions are refused by the compiler, since they would print their source. */
export type Part = Html | string | number | false | null | undefined | readonly Part[];

/** The only template of the house. Attributes are always quoted: a test looks for the opposite. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const text = template(strings, ...parts);
  if (text instanceof Promise) throw new TypeError('a view must not wait: load the data before calling it');
  return text;
}

/** Text that is already HTML: our own constants (icons, QR pictures, style), never anything typed by people. */
export const trusted = (text: string): Html => raw(text);

export const nothing: Html = raw('');

/** Data for a script, safe inside a script element. */
export const jsonText = (value: unknown): Html => raw(JSON.stringify(value).replaceAll('<', '\\u003c'));

/** Links typed by people or packs: only addresses of this site, web, mail and telephone pass; anything else becomes '#'. */
export function safeUrl(url: string): string {
  if (/^[/?#](?![/\\])/.test(url)) return url;
  return /^(?:https?:\/\/|mailto:|tel:)/i.test(url) ? url : '#';
}

/** The same address with one query parameter set: '/thu-tuc?q=a' + lang=en -> '/thu-tuc?q=a&lang=en'. */
export function withQuery(path: string, name: string, value: string): string {
  const [base = '/', query = ''] = path.split('?', 2);
  const search = new URLSearchParams(query);
  search.set(name, value);
  return `${base}?${search.toString()}`;
}

/** An element id made from a field name: 'child.birthDate' -> 'f-child-birthDate'. */
export const fieldId = (name: string): string => `f-${name.replaceAll(/[^A-Za-z0-9]+/g, '-')}`;
