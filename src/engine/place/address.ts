/** An address: codes of its units and the text as it stood on that day; or what is wrong with it, with places to choose from. */
import type { PlainDate } from '../../base/time.ts';
import { findCommune, findProvince } from './find.ts';
import type { Gazetteer } from './gazetteer.ts';
import { districtAt, placeText, provinceAt } from './gazetteer.ts';
import { wordsOf } from './words.ts';

/** text: the whole line as papers print it. Without a commune code the place is taken as it was typed. */
export type Address = {
  readonly text: string;
  readonly village?: string;
  readonly commune?: string;
  readonly district?: string;
  readonly province?: string;
};
/** What stands in the boxes; `code` is the choice of an earlier answer. An empty province is the own one. */
export type TypedAddress = { readonly village: string; readonly commune: string; readonly province: string; readonly code?: string };
/** A place to choose: the code that is sent, and its name with what lies above it. */
export type Offer = { readonly code: string; readonly text: string };
export type AddressWrong =
  | { readonly wrong: 'no-village' | 'no-commune' }
  | { readonly wrong: 'no-such-province'; readonly typed: string }
  | { readonly wrong: 'no-such-commune'; readonly typed: string; readonly province: string }
  | { readonly wrong: 'which-commune' | 'near-commune'; readonly typed: string; readonly offers: readonly Offer[] }
  | { readonly wrong: 'commune-gone'; readonly place: string; readonly until: PlainDate };

/** What stands in the boxes becomes an address of that day, or says what is wrong with it. The province may stand in the commune's box. */
export function readAddress(places: Gazetteer, typed: TypedAddress, on: PlainDate, wants: { readonly village: boolean }): Address | AddressWrong {
  if (typed.commune === '') return { wrong: 'no-commune' };
  const [communeText, provinceText] = provinceWithin(places, typed, on);
  const province = provinceText === '' ? provinceAt(places, places.home, on) : findProvince(places, provinceText, on);
  if (province === undefined) return { wrong: 'no-such-province', typed: provinceText };
  const found = findCommune(places, communeText, province, on);
  const chosen = found.is === 'some' ? found.communes.find((one) => one.code === typed.code) : undefined;
  const commune = found.is === 'one' ? found.commune : chosen;
  if (commune === undefined) {
    if (found.is === 'gone')
      return { wrong: 'commune-gone', place: placeText(places, found.commune, found.commune.from ?? on, 'district'), until: found.commune.until ?? on };
    const isWhole = places.whole.includes(province.code);
    if (found.is === 'some' && (isWhole || found.sure)) {
      const offers = found.communes.map((one) => ({ code: one.code, text: placeText(places, one, on, 'district') }));
      return { wrong: found.sure ? 'which-commune' : 'near-commune', typed: communeText, offers };
    }
    const text = communeText.replace(/[\s,]+$/, '');
    if (isWhole || wordsOf(text).length < 2 || /^\d+$/.test(text))
      return { wrong: 'no-such-commune', typed: communeText, province: `${province.form} ${province.name}` };
    if (wants.village && typed.village === '') return { wrong: 'no-village' };
    return wholeOf(typed.village, text, { province: province.code, names: `${province.form} ${province.name}` });
  }
  if (wants.village && typed.village === '') return { wrong: 'no-village' };
  const district = districtAt(places, commune, on);
  return {
    text: [typed.village, placeText(places, commune, on)].filter((part) => part !== '').join(', '),
    ...(typed.village === '' ? {} : { village: typed.village }),
    commune: commune.code,
    ...(district === undefined ? {} : { district: district.code }),
    province: province.code,
  };
}

const wholeOf = (village: string, commune: string, above: { readonly province: string; readonly names: string }): Address => ({
  text: [village, commune, above.names].filter((part) => part !== '').join(', '),
  ...(village === '' ? {} : { village }),
  province: above.province,
});

/** The province may stand behind the commune as well: 'Hải Châu, Đà Nẵng'. A place of the own province comes first. */
function provinceWithin(places: Gazetteer, { commune, province }: TypedAddress, on: PlainDate): readonly [commune: string, province: string] {
  const parts = commune.split(',').map((part) => part.trim());
  const last = parts.at(-1) ?? '';
  if (province !== '' || parts.length < 2) return [commune, province];
  const own = provinceAt(places, places.home, on);
  if (own !== undefined && ['one', 'gone'].includes(findCommune(places, commune, own, on).is)) return [commune, province];
  return findProvince(places, last, on) === undefined ? [commune, province] : [parts.slice(0, -1).join(', '), last];
}

const communeForm = /^(?:phường|xã|thị trấn|đặc khu|p\.|x\.|tt\.?)\s*\S/iu;

/** One line into boxes by its own marks: 'Thôn Hư Cấu, xã A Tiêng, huyện Tây Giang, tỉnh Quảng Nam'. Without any it is all village. */
export function splitLine(line: string): TypedAddress {
  const parts = line
    .normalize('NFC')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const at = parts.findLastIndex((part) => communeForm.test(part));
  if (at < 0) return { village: parts.join(', '), commune: '', province: '' };
  const last = parts.at(-1) ?? '';
  const isProvince = parts.length - at > 2 || (parts.length - at > 1 && /^tỉnh\s/iu.test(last));
  return { village: parts.slice(0, at).join(', '), commune: parts.slice(at, isProvince ? -1 : undefined).join(', '), province: isProvince ? last : '' };
}

/** One whole line; where nothing marks the commune, the longest end that is certainly one. */
export function readLine(places: Gazetteer, line: string, on: PlainDate, wants: { readonly village: boolean }): Address | AddressWrong {
  const split = splitLine(line);
  if (split.commune !== '') return readAddress(places, split, on, wants);
  const parts = split.village.split(', ');
  for (let at = 0; at < Math.min(parts.length, 12); at += 1) {
    const read = readAddress(places, { village: parts.slice(0, at).join(', '), commune: parts.slice(at).join(', '), province: '' }, on, wants);
    if (!('wrong' in read) && read.commune !== undefined) return read;
  }
  return { wrong: 'no-commune' };
}

/** A stored address back in its boxes. */
export function partsOf(stored: unknown): TypedAddress | undefined {
  if (typeof stored === 'string') return splitLine(stored);
  if (typeof stored !== 'object' || stored === null) return undefined;
  const text = textOf(stored, 'text');
  const village = textOf(stored, 'village');
  if (text === '') return { village, commune: textOf(stored, 'commune'), province: textOf(stored, 'province') };
  if (!('province' in stored)) return splitLine(text);
  const rest = (village !== '' && text.startsWith(`${village}, `) ? text.slice(village.length + 2) : text).split(', ');
  return { village, commune: rest.slice(0, -1).join(', '), province: rest.at(-1) ?? '' };
}

const textOf = (object: object, key: string): string => {
  const value: unknown = Reflect.get(object, key);
  return typeof value === 'string' ? value : '';
};
