/** Which language an answer speaks: the person's own choice (cookie `lang`) goes before what the program prefers. Pure. */
import type { Lang } from '../base/text.ts';

export function languageOf(cookie: string | undefined, accepted: string | undefined): Lang {
  if (cookie === 'vi' || cookie === 'en') return cookie;
  const wishes = (accepted ?? '')
    .slice(0, 500)
    .split(',')
    .map((wish) => {
      const [tag = '', ...settings] = wish.trim().toLowerCase().split(';');
      const weight = settings.map((one) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(one)?.[1]).find((one) => one !== undefined);
      return { lang: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ lang, weight }) => (lang === 'vi' || lang === 'en') && weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  return wishes[0]?.lang === 'en' ? 'en' : 'vi';
}
