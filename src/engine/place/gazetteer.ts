/** What is known of the units of the country: provinces by code, the communes that are held, and what became of them. Plain data. */
import type { Json, JsonObject } from '../../base/json.ts';
import { isObject } from '../../base/json.ts';
import type { PlainDate } from '../../base/time.ts';
import { readDate } from '../../base/time.ts';

/** The form stands before the name: 'phường An Xuân'. `until` is the first day on which it is no more. */
type Named = { readonly code: string; readonly form: string; readonly name: string; readonly from?: PlainDate; readonly until?: PlainDate };
/** into: code of the province it went into. also: other ways people write it. */
export type Province = Named & { readonly into?: string; readonly also?: readonly string[] };
export type District = Named & { readonly into?: string };
/** takes: codes of the units it came from, when they ended. */
export type Commune = Named & { readonly province: string; readonly district?: string; readonly takes?: readonly string[] };

export type Gazetteer = {
  /** Code of the province one means when none is named. */
  readonly home: string;
  readonly provinces: readonly Province[];
  readonly districts: readonly District[];
  readonly communes: readonly Commune[];
  /** Provinces all of whose communes are here; elsewhere a commune is taken as it is typed. */
  readonly whole: readonly string[];
};

/** Public facts of the whole country, kept beside the units of the own province. */
export type PlaceFile = {
  readonly districtsEnd: PlainDate;
  readonly provinces: readonly Province[];
  readonly districts: readonly { readonly code: string; readonly until: PlainDate; readonly into: string }[];
  readonly communes: readonly Commune[];
};

export const isAliveOn = (unit: Pick<Named, 'from' | 'until'>, on: PlainDate): boolean =>
  (unit.from === undefined || unit.from <= on) && (unit.until === undefined || on < unit.until);

/** The units of one province joined with what is known of the country: old units end when their province or the district level did. */
export function gazetteerOf(file: PlaceFile, own: Pick<Gazetteer, 'home' | 'districts' | 'communes'>): Gazetteer {
  const ends = file.districtsEnd;
  const districts = own.districts.map((district): District => {
    const change = file.districts.find((one) => one.code === district.code);
    return { until: ends, ...district, ...(change === undefined ? {} : { until: change.until, into: change.into }) };
  });
  // A commune under a district ended with the district level; whatever it became stands in the file.
  const communes = own.communes.map((commune): Commune => (commune.district === undefined ? commune : { until: ends, ...commune }));
  return { home: own.home, provinces: file.provinces, districts, communes: [...communes, ...file.communes], whole: [own.home] };
}

/** The province of that code on that day, or the one it went into. */
export function provinceAt(places: Gazetteer, code: string, on: PlainDate): Province | undefined {
  const rows = places.provinces.filter((one) => one.code === code);
  const alive = rows.find((one) => isAliveOn(one, on));
  if (alive !== undefined) return alive;
  const into = rows.find((one) => one.until !== undefined && one.until <= on)?.into;
  return into === undefined ? undefined : places.provinces.find((one) => one.code === into && isAliveOn(one, on));
}

/** The district of a commune as it was on that day: one that was merged away is the one it went into. */
export function districtAt(places: Gazetteer, commune: Commune, on: PlainDate): District | undefined {
  const district = places.districts.find((one) => one.code === commune.district);
  if (district === undefined || isAliveOn(district, on)) return district;
  return places.districts.find((one) => one.code === district.into && isAliveOn(one, on));
}

/** 'phường An Xuân, thành phố Tam Kỳ', with the province after it when asked. */
export function placeText(places: Gazetteer, commune: Commune, on: PlainDate, upTo: 'district' | 'province' = 'province'): string {
  const district = districtAt(places, commune, on);
  const province = upTo === 'district' ? undefined : provinceAt(places, commune.province, on);
  return [commune, district, province].flatMap((one) => (one === undefined ? [] : [`${one.form} ${one.name}`])).join(', ');
}

/** The file of the country; undefined when anything in it has another shape. */
export function readPlaceFile(json: Json): PlaceFile | undefined {
  if (!isObject(json)) return undefined;
  const ends = dayOf(json.districtsEnd);
  const provinces = rowsOf(json.provinces, (row, named): Province | undefined => {
    const also = textsOf(row.also);
    return { ...named, ...(typeof row.into === 'string' ? { into: row.into } : {}), ...(also === undefined ? {} : { also }) };
  });
  const districts = listOf(json.districts)?.map((row) => {
    const until = isObject(row) ? dayOf(row.until) : undefined;
    return isObject(row) && until !== undefined && isCode(row.code) && isCode(row.into) ? { code: row.code, until, into: row.into } : undefined;
  });
  const communes = rowsOf(json.communes, (row, named): Commune | undefined => {
    const takes = textsOf(row.takes);
    return isCode(row.province) ? { ...named, province: row.province, ...(takes === undefined ? {} : { takes }) } : undefined;
  });
  if (ends === undefined || provinces === undefined || districts === undefined || communes === undefined) return undefined;
  const sound = districts.filter((one) => one !== undefined);
  return sound.length < districts.length ? undefined : { districtsEnd: ends, provinces, districts: sound, communes };
}

function rowsOf<Row>(json: Json | undefined, more: (row: JsonObject, named: Named) => Row | undefined): readonly Row[] | undefined {
  const rows = listOf(json)?.map((row) => {
    const named = isObject(row) ? namedOf(row) : undefined;
    return isObject(row) && named !== undefined ? more(row, named) : undefined;
  });
  const sound = rows?.filter((one) => one !== undefined);
  return sound === undefined || sound.length < (rows?.length ?? 0) ? undefined : sound;
}

function namedOf(row: JsonObject): Named | undefined {
  const { code, form, name } = row;
  if (!isCode(code) || typeof form !== 'string' || typeof name !== 'string') return undefined;
  const [from, until] = [dayOf(row.from), dayOf(row.until)];
  if ((from === undefined) !== (row.from === undefined) || (until === undefined) !== (row.until === undefined)) return undefined;
  return { code, form, name, ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) };
}

const isCode = (value: Json | undefined): value is string => typeof value === 'string' && /^(?:\d{2}|\d{3}|\d{5})$/.test(value);
const dayOf = (value: Json | undefined): PlainDate | undefined => (typeof value === 'string' ? readDate(value) : undefined);
const listOf = (value: Json | undefined): readonly Json[] | undefined => (Array.isArray(value) ? value : undefined);
const textsOf = (value: Json | undefined): readonly string[] | undefined =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : undefined;
