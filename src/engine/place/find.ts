/** From what is typed to a unit of that day: by code or name, with or without marks, form, district and province, old ones too. */
import type { PlainDate } from '../../base/time.ts';
import type { Commune, Gazetteer, Province } from './gazetteer.ts';
import { districtAt, isAliveOn, provinceAt } from './gazetteer.ts';
import { distance, hasMarks, tonedOf, wordsOf } from './words.ts';

/** one: certain. some: the person has to say which, nearest first; `sure` when each of them bears the typed name. gone: it ended, and nothing here says what it became. */
export type FoundPlace =
  | { readonly is: 'one'; readonly commune: Commune }
  | { readonly is: 'some'; readonly communes: readonly Commune[]; readonly sure: boolean }
  | { readonly is: 'gone'; readonly commune: Commune }
  | { readonly is: 'none' };

/** Longer lists help nobody. */
const mostOffers = 6;
const shortForms: Readonly<Record<string, readonly string[]>> = {
  phường: ['phuong', 'p'],
  xã: ['xa', 'x'],
  'thị trấn': ['thi tran', 'tt'],
  'đặc khu': ['dac khu'],
  huyện: ['huyen', 'h'],
  quận: ['quan', 'q'],
  'thị xã': ['thi xa', 'tx'],
  'thành phố': ['thanh pho', 'tp'],
  tỉnh: ['tinh', 't'],
};

type Named = { readonly form: string; readonly name: string };
// Folding 241 names anew for each question takes longer than everything else together.
const folded = new WeakMap<Named, readonly string[]>();

/** 'an xuan', 'phuong an xuan', 'p an xuan'. */
function waysOf(one: Named): readonly string[] {
  const known = folded.get(one);
  if (known !== undefined) return known;
  const key = wordsOf(one.name);
  const ways = [key, ...(shortForms[one.form] ?? []).map((form) => `${form} ${key}`)];
  folded.set(one, ways);
  return ways;
}

/** The province of that day: a name that has gone leads to the one it went into. */
export function findProvince(places: Gazetteer, typed: string, on: PlainDate): Province | undefined {
  const words = wordsOf(typed);
  const bears = (one: Province): boolean => one.code === words || waysOf(one).includes(words) || (one.also ?? []).some((other) => wordsOf(other) === words);
  const named = places.provinces.filter((one) => (one.from === undefined || one.from <= on) && bears(one));
  const found = named.find((one) => isAliveOn(one, on)) ?? named[0];
  return found === undefined ? undefined : provinceAt(places, found.code, on);
}

/** The commune of a province that somebody means on that day; ended ones lead to what they became. */
export function findCommune(places: Gazetteer, typed: string, province: Province, on: PlainDate): FoundPlace {
  const words = wordsOf(typed);
  if (words === '') return { is: 'none' };
  const there = places.communes.filter((one) => (one.from === undefined || one.from <= on) && provinceAt(places, one.province, on)?.code === province.code);
  const exact = there.filter((one) => one.code === words || (words.includes(waysOf(one)[0] ?? '') && isNamed(places, one, words)));
  const named = exact.length > 1 && hasMarks(typed) ? meant(exact, typed) : exact;
  const today = [...new Set(named.flatMap((one) => becameOf(there, one, on)))];
  const [only] = today;
  if (only !== undefined) return today.length === 1 ? { is: 'one', commune: only } : { is: 'some', communes: today.slice(0, mostOffers), sure: true };
  if (named[0] !== undefined) return { is: 'gone', commune: named[0] };
  const near = nearOf(places, there, typed, on);
  return near.length === 0 ? { is: 'none' } : { is: 'some', communes: near, sure: false };
}

/** The whole text is the commune with what may stand behind it: districts it lies or lay in, provinces. */
function isNamed(places: Gazetteer, commune: Commune, words: string): boolean {
  const districts = districtsOf(places, commune).flatMap(waysOf);
  const own = places.provinces.filter((one) => one.code === commune.province);
  const provinces = [...own, ...places.provinces.filter((one) => own.some((from) => from.into === one.code))].flatMap(waysOf);
  return waysOf(commune).some((way) => {
    if (words === way) return true;
    if (!words.startsWith(`${way} `)) return false;
    const rest = words.slice(way.length + 1);
    if (districts.includes(rest) || provinces.includes(rest)) return true;
    return districts.some((district) => rest.startsWith(`${district} `) && provinces.includes(rest.slice(district.length + 1)));
  });
}

function districtsOf(places: Gazetteer, commune: Commune): readonly Named[] {
  const own = places.districts.find((one) => one.code === commune.district);
  const into = own?.into === undefined ? undefined : places.districts.find((one) => one.code === own.into);
  return [own, into].filter((one) => one !== undefined);
}

/** Of several whose names differ only in marks, those written as typed. */
function meant(communes: readonly Commune[], typed: string): readonly Commune[] {
  const text = ` ${tonedOf(typed)} `;
  const written = communes.filter((one) => text.includes(` ${tonedOf(one.name)} `));
  return written.length === 0 ? communes : written;
}

/** Itself while it lives, then the units that took it over, as far as they are known. */
function becameOf(there: readonly Commune[], commune: Commune, on: PlainDate): readonly Commune[] {
  if (isAliveOn(commune, on)) return [commune];
  return there.filter((one) => one !== commune && one.from === commune.until && one.takes?.includes(commune.code)).flatMap((one) => becameOf(there, one, on));
}

const anyForm = /^(?:phuong|p|xa|x|thi tran|tt|dac khu) (?=.)/;

/** Beginnings, slips of a letter, another form: offered, never taken without asking. */
function nearOf(places: Gazetteer, there: readonly Commune[], typed: string, on: PlainDate): readonly Commune[] {
  const [first = '', ...rest] = typed.split(',').map(wordsOf);
  const name = first.replace(anyForm, '');
  const behind = rest.filter((one) => one !== '');
  if (name.length < 2) return [];
  const most = name.length < 4 ? 0 : name.length < 8 ? 1 : 2;
  const scored = there.flatMap((commune) => {
    const key = waysOf(commune)[0] ?? '';
    const above = districtsOf(places, commune).flatMap(waysOf);
    const far = Math.min(...[key, ...above.map((one) => `${key} ${one}`)].map((one) => (one.startsWith(name) ? 0 : distance(one, name, most))));
    const isElsewhere = behind.length > 0 && !behind.some((one) => above.some((way) => distance(way, one, 1) <= 1));
    const score = far + (isElsewhere ? 3 : 0);
    return far > most ? [] : becameOf(there, commune, on).map((one) => ({ one, score, key, place: wordsOf(districtAt(places, one, on)?.name ?? '') }));
  });
  const best = Math.min(...scored.map(({ score }) => score));
  // Where the district was right, other districts are not offered.
  const kept = scored.filter(({ score }) => (best < 3 ? score < 3 : true));
  const order = kept.toSorted((a, b) => a.score - b.score || (a.key < b.key ? -1 : a.key > b.key ? 1 : a.place < b.place ? -1 : 1));
  return [...new Set(order.map(({ one }) => one))].slice(0, mostOffers);
}
