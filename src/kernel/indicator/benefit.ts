/** What a case saved its citizen: trips not made, and with them hours and đồng, by a table of assumptions anybody can read. Pure. */
import type { Json } from '../../base/json.ts';
import { readPath } from '../../base/json.ts';
import type { Label } from '../../base/text.ts';
import type { Org, Unit } from '../org/org.ts';
import { ancestorsOf } from '../org/org.ts';

/** Distances are one way. */
export type BenefitTable = {
  /** Where the figures come from; shown beside every number. */
  readonly source: Label;
  readonly kmPerHour: number;
  /** Waiting and talking at a counter. */
  readonly minutesAtCounter: number;
  readonly dongPerKm: number;
  readonly dongPerHour: number;
  /** From a home to the office of its commune, by the form of the commune. */
  readonly homeToCommuneKm: Readonly<Record<string, number>>;
  readonly districts: readonly { readonly gso: string; readonly toDistrictKm: number; readonly toProvinceKm: number }[];
};

/** What counts of a case. */
export type BenefitCase = {
  readonly channel: string;
  readonly outcome: string | null;
  /** A paper was to be brought to the counter. */
  readonly hasCounterPaper: boolean;
  /** Supplements asked and answered. */
  readonly supplements: number;
};

export type Benefit = {
  /** Trips the same case takes without the platform: to file, for each supplement, to fetch the result. */
  readonly usualTrips: number;
  readonly madeTrips: number;
  readonly savedTrips: number;
  readonly km: number;
  readonly minutes: number;
  /** Whole đồng, rounded down. */
  readonly dong: number;
};

/** Kilometres of one trip there and back. */
export type Trip = { readonly km: number };

export function benefitOf(one: BenefitCase, trip: Trip, table: BenefitTable): Benefit {
  const isFetched = one.outcome === 'granted';
  const usualTrips = 1 + one.supplements + (isFetched ? 1 : 0);
  // At a counter every step was a trip; online only the papers that had to be shown were one.
  const madeTrips = one.channel === 'online' ? (one.hasCounterPaper ? 1 : 0) : usualTrips;
  const savedTrips = Math.max(0, usualTrips - madeTrips);
  const km = savedTrips * trip.km;
  const minutes = Math.round((km * 60) / table.kmPerHour) + savedTrips * table.minutesAtCounter;
  const dong = Math.floor(km * table.dongPerKm + (minutes * table.dongPerHour) / 60);
  return { usualTrips, madeTrips, savedTrips, km, minutes, dong };
}

/** From the home to the unit and back. Without a known home the commune of the unit, or its district, stands for it. */
export function tripTo(org: Org, unit: Unit, home: Unit | undefined, table: BenefitTable): Trip {
  const commune = home ?? [unit, ...ancestorsOf(org, unit)].find((one) => one.kind === 'commune');
  const near = table.homeToCommuneKm[commune?.form ?? 'xã'] ?? 0;
  if (levelOf(org, unit) === 'commune') return { km: 2 * near };
  const district = districtOf(org, home) ?? districtOf(org, unit);
  const row = table.districts.find((one) => one.gso === district?.gso);
  if (row === undefined) return { km: 2 * near };
  return { km: 2 * (near + row.toDistrictKm + (levelOf(org, unit) === 'province' ? row.toProvinceKm : 0)) };
}

const placesAround = (org: Org, unit: Unit): readonly Unit[] => [unit, ...ancestorsOf(org, unit)];

const districtOf = (org: Org, unit: Unit | undefined): Unit | undefined =>
  unit === undefined ? undefined : placesAround(org, unit).find((one) => one.kind === 'district');

/** The level of the People's Committee to which an agency belongs. */
function levelOf(org: Org, unit: Unit): 'commune' | 'district' | 'province' {
  const kinds = placesAround(org, unit).map((one) => one.kind);
  if (kinds.includes('commune')) return 'commune';
  return kinds.includes('district') ? 'district' : 'province';
}

/** The benefit of several cases that are alike. */
export const timesBenefit = (one: Benefit, cases: number): Benefit => ({
  usualTrips: one.usualTrips * cases,
  madeTrips: one.madeTrips * cases,
  savedTrips: one.savedTrips * cases,
  km: one.km * cases,
  minutes: one.minutes * cases,
  dong: one.dong * cases,
});

export const noBenefit: Benefit = { usualTrips: 0, madeTrips: 0, savedTrips: 0, km: 0, minutes: 0, dong: 0 };

export const addBenefits = (list: readonly Benefit[]): Benefit =>
  list.reduce(
    (sum, one) => ({
      usualTrips: sum.usualTrips + one.usualTrips,
      madeTrips: sum.madeTrips + one.madeTrips,
      savedTrips: sum.savedTrips + one.savedTrips,
      km: sum.km + one.km,
      minutes: sum.minutes + one.minutes,
      dong: sum.dong + one.dong,
    }),
    noBenefit,
  );

/** Throws with the key that is missing or no number: without its table nothing is claimed. */
export function readBenefitTable(json: Json): BenefitTable {
  const number = (path: string, from: Json = json): number => {
    const value = readPath(from, path);
    if (typeof value !== 'number' || !(value >= 0)) throw new Error(`the benefit table has no number ${path}`);
    return value;
  };
  const text = (path: string, from: Json = json): string => {
    const value = readPath(from, path);
    if (typeof value !== 'string' || value === '') throw new Error(`the benefit table has no text ${path}`);
    return value;
  };
  const near = readPath(json, 'homeToCommuneKm');
  const districts = readPath(json, 'districts');
  if (typeof near !== 'object' || near === null || Array.isArray(near) || !Array.isArray(districts)) throw new Error('the benefit table has no distances');
  return {
    source: { vi: text('source.vi'), en: text('source.en') },
    kmPerHour: number('kmPerHour'),
    minutesAtCounter: number('minutesAtCounter'),
    dongPerKm: number('dongPerKm'),
    dongPerHour: number('dongPerHour'),
    homeToCommuneKm: Object.fromEntries(Object.entries(near).map(([form, km]) => [form, Number(km)])),
    districts: districts.map((row) => ({ gso: text('gso', row), toDistrictKm: number('toDistrictKm', row), toProvinceKm: number('toProvinceKm', row) })),
  };
}
