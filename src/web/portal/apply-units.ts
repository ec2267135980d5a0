/** Which units take a case: near ones first, all of them by district, and the one a post names. */
import type { UnitId } from '../../base/id.ts';
import type { Lang } from '../../base/text.ts';
import type { Unit } from '../../kernel/org/org.ts';
import { placeName } from '../../kernel/org/org.ts';
import { publicPacks, unitsServing } from '../../kernel/rollout/rollout.act.ts';
import type { Pack } from '../../pack/pack.ts';
import type { Ctx, Site } from '../request.ts';
import { andQuery } from './apply-for.ts';
import type { Filing } from './filing.ts';

/** The service as it is offered online today. */
export const livePack = async (site: Site, id: string | undefined): Promise<Pack | undefined> => (await publicPacks(site.world)).find((pack) => pack.id === id);

/** Once a unit is known, only its neighbours are offered, and a link to all of them: on a weak line 241 communes cost two kilobytes. */
export async function unitsShown(c: Ctx, site: Site, filing: Pick<Filing, 'pack' | 'unit' | 'place'>, lang: Lang) {
  const groups = await unitGroups(site, filing.pack, lang);
  const near =
    filing.unit === undefined || c.req.query('don-vi') === 'tat-ca'
      ? []
      : groups.filter((group) => group.units.some((unit) => unit.value === (filing.unit?.gso ?? filing.unit?.agencyCode)));
  return near.length === 0 ? { units: groups } : { units: near, allUnits: andQuery(filing.place, 'don-vi=tat-ca') };
}

/** Units under the one above them, as people look for their commune: by district first. */
async function unitGroups(site: Site, pack: Pack, lang: Lang) {
  const org = site.world.org();
  const units = await unitsServing(site.world, pack);
  const parents = [...new Set(units.map((unit) => unit.parent))];
  return parents.map((parent) => {
    const above = parent === undefined ? undefined : org.byId.get(parent);
    return {
      name: above === undefined ? '' : placeName(above, lang),
      units: units.filter((unit) => unit.parent === parent).map((unit) => ({ value: unit.gso ?? unit.agencyCode, text: placeName(unit, lang) })),
    };
  });
}

/** By agency code, or by the number of the unit. */
export function unitOf(site: Site, pack: Pack, text: string): Unit | undefined {
  const org = site.world.org();
  const unit = org.units.find((one) => one.agencyCode === text || one.gso === text) ?? org.byId.get(Number(text) as UnitId);
  return unit !== undefined && pack.unitKinds.includes(unit.kind) ? unit : undefined;
}
