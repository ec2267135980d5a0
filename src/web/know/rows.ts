/** Collects the rows of each set of open data from the rooms that keep them. Only what everybody may read is asked for. */
import { dateOf } from '../../base/time.ts';
import { monthlyNumbers } from '../../kernel/indicator/indicator.act.ts';
import { displayName, isAlive } from '../../kernel/org/org.ts';
import { visitsOf } from '../../kernel/register/register.act.ts';
import { publicPacks } from '../../kernel/rollout/rollout.act.ts';
import { listReports } from '../../kernel/voice/voice.act.ts';
import type { Site } from '../request.ts';
import { categoryText } from '../voice/read.route.ts';
import type { Rows } from './sets.ts';

/** A table beyond this is asked for by program and page: /api. */
const mostReports = 20_000;

export async function rowsOf(site: Site, id: string): Promise<Rows> {
  switch (id) {
    case 'thu-tuc':
      return await procedures(site);
    case 'don-vi':
      return units(site);
    case 'phan-anh':
      return await reports(site);
    case 'dung-hen':
      return await months(site);
    case 'luot-xem':
      return await visits(site);
    default:
      return [];
  }
}

async function procedures({ world }: Site): Promise<Rows> {
  return (await publicPacks(world)).map((pack) => [
    pack.procedure,
    pack.title.vi,
    pack.title.en,
    pack.field.vi,
    pack.facts.who.vi,
    pack.form.papers.map(({ title }) => title.vi).join('; '),
    pack.facts.fee.vi,
    pack.facts.time.vi,
    pack.facts.result.vi,
    pack.facts.where.vi,
    pack.legalBasis.map(({ title, article }) => (article === undefined ? title.vi : `${title.vi}, Điều ${article}`)).join('; '),
    pack.version,
    `${world.origin}/thu-tuc/${pack.id}`,
  ]);
}

function units({ world }: Site): Rows {
  const org = world.org();
  const today = dateOf(world.now());
  return org.units
    .filter((unit) => isAlive(unit, today))
    .map((unit) => [
      unit.agencyCode,
      unit.gso ?? null,
      displayName(org, unit, 'vi'),
      unit.kind,
      (unit.parent === undefined ? undefined : org.byId.get(unit.parent))?.agencyCode ?? null,
      unit.from,
    ]);
}

/** About a hundred metres. */
const roughly = (degrees: number | null): number | null => (degrees === null ? null : Math.round(degrees * 1000) / 1000);

async function reports(site: Site): Promise<Rows> {
  const org = site.world.org();
  const rows = await listReports(site.world, { packId: null, category: null, unitId: null, state: null }, mostReports);
  return rows.map((row) => {
    const unit = org.byId.get(row.unitId);
    return [
      row.code,
      categoryText(site, row, 'vi'),
      row.text,
      row.place,
      roughly(row.latitude),
      roughly(row.longitude),
      unit === undefined ? null : displayName(org, unit, 'vi'),
      row.state,
      row.filed,
      row.due,
      row.ended,
      row.ended === null ? null : row.answer,
    ];
  });
}

async function months({ world }: Site): Promise<Rows> {
  const titles = new Map<string, string>((await publicPacks(world)).map((pack) => [pack.id, pack.title.vi]));
  // What offices keep among themselves is not published.
  return (await monthlyNumbers(world)).flatMap(({ packId, month, total, met }) => {
    const title = titles.get(packId);
    return title === undefined ? [] : [[month, packId, title, total, met]];
  });
}

async function visits({ world }: Site): Promise<Rows> {
  const today = dateOf(world.now());
  return (await visitsOf(world, 91)).filter(({ day }) => day < today).map(({ day, page, visits: count }) => [day, page, count]);
}
