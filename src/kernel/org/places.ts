/** The organisation as addresses see it: its province, districts and communes with their days of life. */
import type { UnitId } from '../../base/id.ts';
import type { Gazetteer, PlaceFile } from '../../engine/place/place.ts';
import { gazetteerOf } from '../../engine/place/place.ts';
import type { Unit } from './unit.ts';

type Units = { readonly units: readonly Unit[]; readonly byId: ReadonlyMap<UnitId, Unit> };

/** Joined with what is known of the country. Without a province of its own an organisation has nothing to look up. */
export function placesOf(org: Units, country: PlaceFile): Gazetteer | undefined {
  const home = org.units.find((unit) => unit.kind === 'province' && unit.gso !== undefined)?.gso;
  if (home === undefined) return undefined;
  const districts = org.units.flatMap((unit) => (unit.kind === 'district' ? named(unit) : []));
  const communes = org.units.flatMap((unit) => {
    const above = unit.kind === 'commune' && unit.parent !== undefined ? org.byId.get(unit.parent) : undefined;
    const district = above?.kind === 'district' ? above.gso : undefined;
    return unit.kind === 'commune' ? named(unit).map((one) => ({ ...one, province: home, ...(district === undefined ? {} : { district }) })) : [];
  });
  return gazetteerOf(country, { home, districts, communes });
}

const named = ({ gso, form, name, from, until }: Unit) =>
  gso === undefined || form === undefined ? [] : [{ code: gso, form, name, from, ...(until === undefined ? {} : { until }) }];
