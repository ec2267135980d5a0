/** Names of FEEL: they may hold blanks, signs and key words, so they are known before the text is read. */

/** A name as its words and signs, with the name as its owner writes it. */
type KnownName = { readonly parts: readonly string[]; readonly name: string };
/** Known names by their first word, longest first; inner scopes lie before outer ones. */
export type Names = { readonly byFirst: ReadonlyMap<string, readonly KnownName[]>; readonly outer?: Names };

const start = /[\p{L}_?\u{1F000}-\u{1FAFF}\u{2600}-\u{27BF}]/u;
const part = /[\p{L}\p{M}\p{N}_?\u{B7}\u{203F}\u{2040}\u{1F000}-\u{1FAFF}\u{2600}-\u{27BF}]/u;
// Signs of more than one code point are held together by joiners.
const word = new RegExp(`(?:${part.source}|\\u{200D}|\\u{FE0F})+`, 'uy');
const signs = new Set(['.', '/', '-', "'", '’', '+', '*']);

/** True for a character that can begin a name. */
export const startsName = (text: string, at: number): boolean => at < text.length && start.test(String.fromCodePoint(text.codePointAt(at) ?? 0));

/** The word that begins here, '' when none does. */
export function wordAt(text: string, at: number): string {
  word.lastIndex = at;
  return word.exec(text)?.[0] ?? '';
}
export const isSign = (text: string, at: number): boolean => signs.has(text.charAt(at));

/** 'Pre-bureau  risk' -> ['Pre', '-', 'bureau', 'risk']; any other character stands alone. */
export function partsOf(name: string): readonly string[] {
  const parts: string[] = [];
  for (let at = 0; at < name.length; ) {
    const found = wordAt(name, at);
    if (found !== '') parts.push(found);
    else if (name.charAt(at).trim() !== '') parts.push(name.charAt(at));
    at += Math.max(found.length, 1);
  }
  return parts;
}

/** Words joined by one blank, signs without: the form of a name nobody announced. */
export const joinParts = (parts: readonly string[]): string =>
  parts.reduce((text, next, index) => `${text}${index > 0 && !signs.has(next) && !signs.has(parts[index - 1] ?? '') ? ' ' : ''}${next}`, '');

export function namesOf(names: Iterable<string>, outer?: Names): Names {
  const byFirst = new Map<string, KnownName[]>();
  for (const name of names) {
    const parts = partsOf(name);
    const first = parts[0];
    if (first === undefined) continue;
    const known = byFirst.get(first) ?? [];
    byFirst.set(first, known);
    known.push({ parts, name });
  }
  for (const known of byFirst.values()) known.sort((a, b) => b.parts.length - a.parts.length);
  return outer === undefined ? { byFirst } : { byFirst, outer };
}

export type Found = { readonly name: string; readonly end: number };

/** The longest known name that begins here; `skip` passes white space and comments. */
export function knownNameAt(text: string, at: number, names: Names, skip: (at: number) => number): Found | undefined {
  const first = wordAt(text, at);
  let best: Found | undefined;
  for (let scope: Names | undefined = names; scope !== undefined; scope = scope.outer) {
    for (const known of scope.byFirst.get(first) ?? []) {
      const end = endOf(text, at, known.parts, skip);
      if (end !== undefined && (best === undefined || end > best.end)) best = { name: known.name, end };
    }
  }
  return best;
}

function endOf(text: string, at: number, parts: readonly string[], skip: (at: number) => number): number | undefined {
  let here = at;
  for (const [index, wanted] of parts.entries()) {
    if (index > 0) here = skip(here);
    const found = wordAt(text, here) || text.charAt(here);
    if (found !== wanted) return undefined;
    here += found.length;
  }
  return here;
}
