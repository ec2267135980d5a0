/** From a kind and its facts to the words of a channel: the same sentence in full, and as one text message of at most 160 plain characters. */
import { showDong } from '../../base/money.ts';
import type { Lang } from '../../base/text.ts';
import type { Instant } from '../../base/time.ts';
import { clockOf, dateOf, showDate, showInstant } from '../../base/time.ts';
import type { NoticeKind } from './words.ts';
import { noticeWords } from './words.ts';

/** All a notice may know: no field of it can hold a name, an answer or an address of a person. */
export type NoticeFacts = {
  /** Official code, or the tracking code before there is one. */
  readonly ref: string;
  readonly due?: Instant;
  /** Whole đồng. */
  readonly amount?: number;
  readonly count?: number;
  /** The unit whose counter hands the result over. */
  readonly where?: number;
  /** The receiver's own key to a report or a rating: whoever gets the message may rate. */
  readonly key?: string;
};

/** What the facts name but do not hold: public names and hours of units. */
export type Places = {
  /** 'UBND phường An Xuân'. */
  readonly nameOf: (unit: number, lang: Lang) => string | undefined;
  /** '07:30-11:30, 13:30-17:00'. */
  readonly hoursOf: (unit: number) => string | undefined;
};

export type Message = {
  readonly title: string;
  readonly text: string;
  /** Absolute address. */
  readonly link: string;
};

/** Title, words and link of a notice from its facts alone; there is no place in them for anything about a person. */
export function messageOf(kind: NoticeKind, facts: NoticeFacts, lang: Lang, place: { readonly origin: string; readonly places: Places }): Message {
  const words = noticeWords[kind];
  return {
    title: words.title[lang],
    text: fill(words.text[lang], slotsOf(facts, lang, place.places, 'full')),
    link: `${place.origin}${pathOf(kind, facts)}`,
  };
}

/** Path within the site, for the list and for the device. */
export function pathOf(kind: NoticeKind, { ref, key }: Pick<NoticeFacts, 'ref' | 'key'>): string {
  const [code, secret] = [encodeURIComponent(ref), encodeURIComponent(key ?? '')];
  const { path } = noticeWords[kind];
  const filled = path.replace('{ref}', () => code).replace('{key}', () => secret);
  return secret === '' || path.includes('{key}') ? filled : `${filled}?khoa=${secret}`;
}

/**
 * One text message: with diacritics when it still fits 70 characters of UCS-2, otherwise without, at most 160 of the GSM alphabet.
 * Long codes and addresses cost the sentence its optional parts first, then the link its code.
 */
export function textMessageOf(kind: NoticeKind, facts: NoticeFacts, lang: Lang, place: { readonly origin: string; readonly places: Places }): string {
  const template = noticeWords[kind].text[lang];
  const slots = slotsOf(facts, lang, place.places, 'short');
  const link = `${place.origin}${pathOf(kind, facts)}`;
  const whole = `${fill(template, slots)} ${link}`;
  if (whole.length <= mostUnicode) return whole;
  const bare = fill(template, { ref: slots.ref, due: slots.due, amount: slots.amount, count: slots.count });
  const candidates = [whole, `${bare} ${link}`, `${bare} ${place.origin}`, bare].map(plain);
  return candidates.find((text) => text.length <= mostPlain) ?? plain(bare).slice(0, mostPlain);
}

const mostUnicode = 70;
const mostPlain = 160;

/** Letters of the GSM 03.38 basic alphabet that cost one place each: everything else is left out. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replaceAll('\u00a0', ' ')
    .replaceAll('–', '-')
    .replace(/[^A-Za-z0-9 \n@$!"#%&'()*+,./:;<=>?_-]/g, '');

type Slots = Readonly<Partial<Record<'ref' | 'due' | 'amount' | 'count' | 'where' | 'hours', string | undefined>>>;

function slotsOf(facts: NoticeFacts, lang: Lang, places: Places, how: 'full' | 'short'): Slots {
  const { ref, due, amount, count, where } = facts;
  return {
    ref,
    due: due === undefined ? undefined : how === 'full' ? showInstant(due, lang) : `${clockOf(due)} ${showDate(dateOf(due))}`,
    amount: amount === undefined ? undefined : showDong(amount, lang),
    count: count === undefined ? undefined : String(count),
    where: where === undefined ? undefined : places.nameOf(where, lang),
    hours: where === undefined ? undefined : places.hoursOf(where),
  };
}

/** A part in brackets stands only when every slot in it has a value. */
function fill(template: string, slots: Slots): string {
  const value = (name: string): string | undefined => slots[name as keyof Slots];
  return template
    .replace(/\[([^\]]*)\]/g, (_, part: string) => ([...part.matchAll(/\{(\w+)\}/g)].every(([, name = '']) => value(name) !== undefined) ? part : ''))
    .replace(/\{(\w+)\}/g, (_, name: string) => value(name) ?? '')
    .replace(/\.\.$/, '.');
}
