/** Open data: the catalogue for people and for machines, and each set as CSV, JSON and a description of its columns. */
import type { Hono } from 'hono';
import { refuse } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { inThousands } from '../../base/text.ts';
import type { Instant } from '../../base/time.ts';
import { dateOf, plusDays, plusMs, showInstant, toMs } from '../../base/time.ts';
import type { VisitLine } from '../../kernel/register/register.act.ts';
import { changedAt, visitsOf } from '../../kernel/register/register.act.ts';
import { isPageGroup, pageGroups } from '../../kernel/register/register.ts';
import { committeeOf, licenceName, licencePage } from '../parts/reuse.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, sayNo, showPage } from '../request.ts';
import { writeCsv } from './csv.ts';
import type { VisitsView } from './data.view.ts';
import { dataPage, licenceView } from './data.view.ts';
import { dcatOf } from './dcat.ts';
import { rowsOf } from './rows.ts';
import type { OpenSet, Rows } from './sets.ts';
import { csvwOf, licenceIri, openSets, rowsAsJson, setNamed } from './sets.ts';
import { tagged } from './tagged.ts';
import { inWords } from './words.ts';

type Made = { readonly rows: Rows; readonly changed: Instant };
type Make = (set: OpenSet) => Promise<Made>;

export function dataRoutes(app: Hono<WebEnv>, site: Site): void {
  const make = kept(site);
  app.get('/du-lieu-mo', (c) => getCatalogue(c, site, make));
  app.get(licencePage, (c) => showPage(c, licenceView(frameOf(c, site), { responsible: committeeOf(frameOf(c, site)) })));
  app.get('/du-lieu-mo/dcat.jsonld', (c) => getDcat(c, site, make));
  app.get('/du-lieu-mo/:file', (c) => getFile(c, site, make));
}

/** A set is gathered once a minute at most, whoever asks how often. */
const keptMs = 60_000;

function kept(site: Site): Make {
  const known = new Map<string, { readonly until: Instant; readonly now: Instant; readonly made: Promise<Made> }>();
  return (set) => {
    const [machine, now] = [site.world.machine(), site.world.now()];
    const held = known.get(set.id);
    // The demonstration's clock may jump by days within a minute.
    if (held !== undefined && machine < held.until && dateOf(held.now) === dateOf(now)) return held.made;
    const made = gather(site, set);
    known.set(set.id, { until: plusMs(machine, keptMs), now, made });
    made.catch(() => known.delete(set.id));
    return made;
  };
}

async function gather(site: Site, set: OpenSet): Promise<Made> {
  const rows = await rowsOf(site, set.id);
  return { rows, changed: await changedAt(site.world, set.id, site.world.hash(JSON.stringify(rows))) };
}

const provinceOf = (c: Ctx, site: Site) => {
  const frame = frameOf(c, site);
  const root = site.world.org().units.find((unit) => unit.parent === undefined);
  const [vi, en] = root === undefined ? ['', ''] : [`UBND ${root.form ?? ''} ${root.name}`, `People's Committee of ${root.name} Province`];
  return { frame, publisher: { vi, en } };
};

async function getCatalogue(c: Ctx, site: Site, make: Make): Promise<Response> {
  const lang = langOf(c);
  const { frame } = provinceOf(c, site);
  await site.visits.settle();
  const sets = await Promise.all(
    openSets.map(async (set) => {
      const { rows, changed } = await make(set);
      return {
        id: set.id,
        title: set.title[lang],
        about: set.about[lang],
        rows: inWords(lang, `${inThousands(rows.length, lang)} dòng`, rows.length === 1 ? '1 row' : `${inThousands(rows.length, lang)} rows`),
        changed: showInstant(changed, lang),
        columns: set.columns.map(({ name, about }) => ({ name, about: about[lang] })),
      };
    }),
  );
  const publisher = committeeOf(frame);
  const visits = visitsView(await visitsOf(site.world, 30), dateOf(site.world.now()), lang);
  return showPage(c, dataPage(frame, { sets, publisher, visits, reuse: { responsible: publisher } }));
}

/** Sums by group, the most read first. */
export function visitsView(lines: readonly VisitLine[], today: VisitLine['day'], lang: Lang): VisitsView {
  const week = plusDays(today, -6);
  const sums = new Map<string, { today: number; week: number; month: number }>();
  for (const { day, page, visits } of lines) {
    const sum = sums.get(page) ?? { today: 0, week: 0, month: 0 };
    sums.set(page, { today: sum.today + (day === today ? visits : 0), week: sum.week + (day >= week ? visits : 0), month: sum.month + visits });
  }
  return [...sums]
    .sort(([, a], [, b]) => b.month - a.month)
    .flatMap(([page, sum]) =>
      isPageGroup(page)
        ? [{ name: pageGroups[page][lang], today: inThousands(sum.today, lang), week: inThousands(sum.week, lang), month: inThousands(sum.month, lang) }]
        : [],
    );
}

async function getDcat(c: Ctx, site: Site, make: Make): Promise<Response> {
  const changed = new Map<string, Instant>();
  for (const set of openSets) changed.set(set.id, (await make(set)).changed);
  const { publisher } = provinceOf(c, site);
  const body = JSON.stringify(dcatOf(openSets, { origin: site.world.origin, publisher, contact: site.phone, changed }), null, 1);
  return tagged(c, body, 'application/ld+json; charset=utf-8', anybody);
}

/** Pages of other sites may read it too: it is everybody's. */
const anybody = { 'Access-Control-Allow-Origin': '*' };

async function getFile(c: Ctx, site: Site, make: Make): Promise<Response> {
  const [, id = '', kind] = /^([a-z-]{1,40})\.(csv|json|csv-metadata\.json)$/.exec(c.req.param('file') ?? '') ?? [];
  const set = setNamed(id);
  if (set === undefined) return sayNo(c, site, refuse('not-found'));
  const address = `${site.world.origin}/du-lieu-mo/${set.id}`;
  if (kind === 'csv-metadata.json') return tagged(c, JSON.stringify(csvwOf(set, address), null, 1), 'application/csvm+json; charset=utf-8', anybody);
  const { rows, changed } = await make(set);
  const headers = { ...anybody, 'Last-Modified': new Date(toMs(changed)).toUTCString() };
  if (kind === 'csv') {
    const body = writeCsv(
      set.columns.map(({ name }) => name),
      rows,
    );
    return tagged(c, body, 'text/csv; charset=utf-8; header=present', {
      ...headers,
      'Content-Disposition': `attachment; filename="${set.id}.csv"`,
      Link: `<${address}.csv-metadata.json>; rel="describedby"; type="application/csvm+json"`,
    });
  }
  const body = {
    title: set.title,
    description: set.about,
    publisher: provinceOf(c, site).publisher,
    licence: { name: licenceName, address: licenceIri },
    changed,
    columns: set.columns,
    rows: rowsAsJson(set, rows),
  };
  return tagged(c, JSON.stringify(body), 'application/json; charset=utf-8', headers);
}
