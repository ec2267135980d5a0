/** What people say of results, and what they were spared, for a branch and the units below it. */
import type { Lang } from '../../base/text.ts';
import { dateOf } from '../../base/time.ts';
import { wordsOf } from '../../base/words.ts';
import { benefitOfBranch } from '../../kernel/indicator/indicator.act.ts';
import type { PeriodName } from '../../kernel/indicator/indicator.ts';
import { addBenefits, isPeriod, periodNames, periodOf } from '../../kernel/indicator/indicator.ts';
import type { Unit } from '../../kernel/org/org.ts';
import { childrenOf, isWithin, placeName } from '../../kernel/org/org.ts';
import type { Permit, UnitPath } from '../../kernel/permit.ts';
import { ratingsSince } from '../../kernel/voice/voice.act.ts';
import { meWords } from '../portal/me.words.ts';
import type { Ctx, Site } from '../request.ts';
import { langOf } from '../request.ts';
import type { GainRow, LeaderGains } from './leader.view.ts';

export function periodAsked(c: Ctx): PeriodName {
  const asked = c.req.query('ky') ?? '';
  return isPeriod(asked) ? asked : 'month';
}

/** `root` is the unit the page is about. */
export async function gainsOf(c: Ctx, site: Site, permit: Permit<'indicator.read'>, root: Unit | undefined): Promise<LeaderGains> {
  const lang = langOf(c);
  const { world, benefit: table } = site;
  const period = periodAsked(c);
  const [benefits, rating] = await Promise.all([benefitOfBranch(world, permit, table, period), ratingsSince(world, permit, periodOf(period, world.now()))]);
  const sumOf = (path: UnitPath) => addBenefits(benefits.filter((one) => isWithin(one.path, path)).map((one) => one.benefit));
  const row = (name: string, path: UnitPath, unit: Unit | undefined): GainRow => {
    const sum = sumOf(path);
    const rated = rating(path);
    const opens = (what: string): string => `/dieu-hanh/ho-so?so=${what}&ky=${period}${unit === undefined ? '' : `&don-vi=${unit.id}`}`;
    const share = rated === undefined ? {} : { rating: { ...scoreOf(rated, lang), count: { value: numeral(rated.count, lang), href: opens('rated') } } };
    return {
      name,
      ...share,
      trips: { value: numeral(sum.savedTrips, lang), href: opens('saved') },
      hours: numeral(Math.round(sum.minutes / 6) / 10, lang),
      dong: numeral(sum.dong, lang),
    };
  };
  const units = root === undefined ? [] : childrenOf(world.org(), root.id, dateOf(world.now())).filter((unit) => unit.form !== undefined);
  const say = wordsOf(lang);
  return {
    periods: periodNames.map((name) => ({
      href: `/dieu-hanh?don-vi=${root?.id ?? ''}&ky=${name}#loi-ich`,
      text: say(`leader.${name}`),
      current: name === period,
    })),
    rows: units
      .map((unit) => ({ unit, saved: sumOf(unit.path).savedTrips, row: row(placeName(unit, lang), unit.path, unit) }))
      // Where most was saved stands first.
      .toSorted((a, b) => b.saved - a.saved || a.row.name.localeCompare(b.row.name, 'vi'))
      .map(({ unit, row: one }) => ({ ...one, href: `/dieu-hanh?don-vi=${unit.id}&ky=${period}#loi-ich` })),
    all: row(say('leader.all'), root?.path ?? ('/' as UnitPath), root),
    formula: `${meWords(lang)('formulaText', { speed: table.kmPerHour, wait: table.minutesAtCounter, perKm: numeral(table.dongPerKm, lang), perHour: numeral(table.dongPerHour, lang) })} ${table.source[lang]}`,
  };
}

const numeral = (value: number, lang: Lang): string => value.toLocaleString(lang === 'vi' ? 'vi-VN' : 'en-GB');

const scoreOf = ({ mean, good }: { readonly mean: number; readonly good: number }, lang: Lang) => ({
  mean: numeral(mean, lang),
  good: `${numeral(Math.round(good * 100), lang)}\u00a0%`,
});
