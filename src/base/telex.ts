/** Telex: what a text becomes when one more key is pressed after it. 'Nguyeenx' is 'Nguyễn', 'dduwowngf' is 'đường'; a second press of the same sign takes it away again. */

const tones: Readonly<Record<string, string>> = { s: '\u0301', f: '\u0300', r: '\u0309', x: '\u0303', j: '\u0323' };
const anyTone = /[\u0300\u0301\u0303\u0309\u0323]/;
const hat = '\u0302';
const bowl = '\u0306';
const horn = '\u031b';
/** What may stand after the vowels of a Vietnamese syllable: 'Alăng' is two, and its first letter stays bare. */
const endings = '(?:ch?|m|n[gh]?|p|t)?';

export function compose(text: string, key: string): string {
  if (!/^\p{L}$/u.test(key)) return text + key;
  const start = /[\p{L}\p{M}]*$/u.exec(text)?.index ?? text.length;
  const word = text.slice(start).normalize('NFD');
  const made = changed(word, key);
  return text.slice(0, start) + (made ?? replaced(word, key)).normalize('NFC');
}

/** A letter after the word; the tone may move to another vowel by it: 'hóa' + 'n' is 'hoán'. */
const replaced = (word: string, key: string): string => {
  const tone = anyTone.exec(word)?.[0];
  const next = word + key.normalize('NFD');
  return tone === undefined ? next : withTone(next, tone);
};

/** Undefined when the key is an ordinary letter here. */
function changed(word: string, key: string): string | undefined {
  const small = key.toLowerCase();
  const tone = tones[small];
  if (tone !== undefined) return toned(word, key, tone);
  if (small === 'z') return anyTone.test(word) ? withTone(word, '') : undefined;
  if (small === 'd') return barred(word, key);
  if (small === 'w') return hooked(word, key);
  return 'aeo'.includes(small) && small !== '' ? hatted(word, key) : undefined;
}

function toned(word: string, key: string, tone: string): string | undefined {
  if (!/[aeiouy]/i.test(word)) return undefined;
  return word.includes(tone) ? withTone(word, '') + key : withTone(word, tone);
}

function barred(word: string, key: string): string | undefined {
  const first = word.charAt(0);
  if (first === 'đ' || first === 'Đ') return `${first === 'đ' ? 'd' : 'D'}${word.slice(1)}${key}`;
  return first.toLowerCase() === 'd' ? `${first === 'd' ? 'đ' : 'Đ'}${word.slice(1)}` : undefined;
}

function hatted(word: string, key: string): string | undefined {
  const tone = anyTone.exec(word)?.[0] ?? '';
  const bare = word.replace(anyTone, '');
  const letter = key.toLowerCase();
  const undone = bare.replace(new RegExp(`(${letter})${hat}([a-z]*)$`, 'i'), '$1$2');
  if (undone !== bare) return withTone(undone, tone) + key;
  const made = bare.replace(new RegExp(`(${letter})(${endings})$`, 'i'), `$1${hat}$2`);
  return made === bare ? undefined : withTone(made, tone);
}

function hooked(word: string, key: string): string | undefined {
  const tone = anyTone.exec(word)?.[0] ?? '';
  const bare = word.replace(anyTone, '');
  // 'uw' was typed first: the 'o' after it follows.
  const followed = bare.replace(new RegExp(`(u${horn}o)([a-z]*)$`, 'i'), `$1${horn}$2`);
  if (followed !== bare) return withTone(followed, tone);
  if (new RegExp(`[${horn}${bowl}][a-z]*$`, 'i').test(bare)) {
    const undone = bare.replace(new RegExp(`[${horn}${bowl}]`, 'g'), '');
    return withTone(undone, tone) + key;
  }
  const made = bare.replace(/(u)(o)([a-z]*)$/i, `$1${horn}$2${horn}$3`);
  if (made !== bare) return withTone(made, tone);
  const one = bare.replace(
    new RegExp(`(a|o|u)(${endings}|[iuy])$`, 'i'),
    (_, vowel: string, rest: string) => vowel + (vowel.toLowerCase() === 'a' ? bowl : horn) + rest,
  );
  if (one !== bare) return withTone(one, tone);
  return `${word}${key === 'w' ? 'u' : 'U'}${horn}`;
}

/** The word with its tone on the vowel that carries it, or without one for ''. Decomposed. */
function withTone(word: string, tone: string): string {
  const bare = word.replace(anyTone, '');
  if (tone === '') return bare;
  const vowels = [...bare.matchAll(/[aeiouy][\u0300-\u036f]?/gi)].filter((one) => !isOfConsonant(bare, one.index));
  // In 'quý' and 'già' the first vowel belongs to the consonant, unless it is the only one: 'gì'.
  const all = vowels.length > 0 ? vowels : [...bare.matchAll(/[aeiouy][\u0300-\u036f]?/gi)];
  const place = carrier(all, bare);
  if (place === undefined) return bare;
  const end = place.index + place[0].length;
  return bare.slice(0, end) + tone + bare.slice(end);
}

const isOfConsonant = (word: string, at: number): boolean => at === 1 && (/^qu/i.test(word) || (/^gi/i.test(word) && /^[aeiouy]/i.test(word.slice(2))));

function carrier(vowels: readonly RegExpMatchArray[], word: string): (RegExpMatchArray & { readonly index: number }) | undefined {
  const marked = vowels.findLast((one) => one[0].length > 1);
  const last = vowels.at(-1);
  const closes = last !== undefined && /[^aeiouy\p{M}]$/iu.test(word);
  const pair = vowels.map((one) => one[0].toLowerCase()).join('');
  const second = closes || vowels.length === 3 || ['oa', 'oe', 'uy'].includes(pair) ? vowels[1] : vowels[0];
  const found = marked ?? second ?? vowels[0];
  return found?.index === undefined ? undefined : Object.assign(found, { index: found.index });
}
