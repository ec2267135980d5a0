/** Finding: the home page, the search over everything that can be found, what is suggested while one types, the page of an office. */
import type { Hono } from 'hono';
import { refuse } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { dateOf, showDate } from '../../base/time.ts';
import { wordsOf } from '../../base/words.ts';
import { quarterNumbers } from '../../kernel/indicator/indicator.act.ts';
import { shareOf } from '../../kernel/indicator/indicator.ts';
import type { Org } from '../../kernel/org/org.ts';
import { deskName, displayName, isAlive, placeName } from '../../kernel/org/org.ts';
import { listNews, newsAddress } from '../../kernel/register/register.act.ts';
import type { FindAudience, FindKind, FoundEntry } from '../../kernel/register/register.ts';
import { audiences, codeOf, findKinds, handbookEntries, houseEntries, isFindAudience, isFindKind, wholePlace } from '../../kernel/register/register.ts';
import { livePacks, publicPacks, unitsServing } from '../../kernel/rollout/rollout.act.ts';
import type { Pack } from '../../pack/pack.ts';
import { saidIn } from '../know/words.ts';
import { iconNamed } from '../parts/icon.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, sayNo, showPage } from '../request.ts';
import { percentText } from '../show.ts';
import { getPlaceNames } from './address.route.ts';
import type { ResultLine, Switch } from './catalogue.view.ts';
import { cataloguePage, suggestions } from './catalogue.view.ts';
import type { HomeView } from './home.view.ts';
import { homePage } from './home.view.ts';
import { placePage } from './place.view.ts';

export function findRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/', (c) => getHome(c, site));
  app.get('/thu-tuc', (c) => getCatalogue(c, site));
  app.get('/goi-y', (c) => getSuggestions(c, site));
  app.get('/dia-danh', (c) => getPlaceNames(c, site));
  app.get('/noi-nop/:unit', (c) => getPlace(c, site));
}

const orgNumbers = new WeakMap<Org, number>();
let orgsSeen = 0;

/** A number for each set of units this process has read. */
function numberOf(org: Org): number {
  const known = orgNumbers.get(org);
  if (known !== undefined) return known;
  orgsSeen += 1;
  orgNumbers.set(org, orgsSeen);
  return orgsSeen;
}

/** What is live now, and the index that finds it: made anew only when packs, units or the day have changed. */
async function packsNow(site: Site): Promise<readonly Pack[]> {
  const { world, finder } = site;
  const live = await livePacks(world);
  const today = dateOf(world.now());
  const sign = `${today} ${numberOf(world.org())} ${live.map(({ id, hash }) => `${id}@${hash.slice(0, 12)}`).join(' ')}`;
  finder.renew(sign, () => [...houseEntries(live, world.org(), today), ...handbookEntries(site.handbook, 'subject')]);
  return live.filter((pack) => pack.audience === 'citizens');
}

async function getHome(c: Ctx, site: Site): Promise<Response> {
  const lang = langOf(c);
  const packs = await packsNow(site);
  const view = {
    tries: packs.slice(0, 3).map((pack) => ({ href: `/thu-tuc/${pack.id}`, text: pack.title[lang] })),
    lives: livesOf(packs, lang),
    audiences: audienceSwitch(lang, undefined, ''),
    procedures: packs.length,
    figures: await figuresOf(site, lang),
    news: await newsOf(site, lang),
  };
  return showPage(c, homePage(frameOf(c, site), view));
}

/** Events of life behind which at least one live procedure stands. */
function livesOf(packs: readonly Pack[], lang: Lang) {
  const events = new Map(packs.flatMap((pack) => pack.lifeEvents.map((event) => [event.code, event] as const)));
  return [...events.values()].map((event) => ({
    href: `/thu-tuc?viec=${event.code}`,
    icon: iconNamed(event.icon),
    title: event.title[lang],
    text: titlesBehind(packs, event.code, lang),
  }));
}

const isBehind = (pack: Pack, event: string): boolean => pack.lifeEvents.some(({ code }) => code === event);
/** Three names say enough on a small screen. */
const titlesBehind = (packs: readonly Pack[], event: string, lang: Lang): string => {
  const titles = packs.filter((pack) => isBehind(pack, event)).map((pack) => pack.title[lang]);
  return titles.length > 3 ? `${titles.slice(0, 3).join(', ')}...` : titles.join(', ');
};

const newsShown = 3;
async function newsOf(site: Site, lang: Lang): Promise<HomeView['news']> {
  const org = site.world.org();
  return (await listNews(site.world, { most: newsShown })).map((row) => {
    const unit = org.byId.get(row.unitId);
    const when = [unit === undefined ? '' : displayName(org, unit, lang), showDate(dateOf(row.published))];
    return { href: newsAddress(row.code), title: saidIn(lang, row.title), when: when.filter((part) => part !== '').join(' · ') };
  });
}

/** From cases; without any there is nothing to show. */
async function figuresOf(site: Site, lang: Lang) {
  const { quarter, byPack } = await quarterNumbers(site.world);
  const [met, total] = [...byPack.values()].reduce(([a, b], one) => [a + one.met, b + one.total], [0, 0]);
  const share = shareOf(met, total);
  if (share === undefined) return [];
  const text = wordsOf(lang)('home.onTime', { quarter: `${romans[quarter.number - 1]}/${quarter.year}`, n: total });
  return [{ value: percentText(share, lang), text }];
}
const romans = ['I', 'II', 'III', 'IV'] as const;

const audienceWords = { citizen: 'find.citizen', business: 'find.business', elder: 'find.elder', helper: 'find.helper' } as const;

function audienceSwitch(lang: Lang, chosen: FindAudience | undefined, query: string): readonly Switch[] {
  const say = wordsOf(lang);
  return [undefined, ...audiences].map((one) => ({
    href: addressOf({ query, audience: one }),
    text: say(one === undefined ? 'find.everybody' : audienceWords[one]),
    current: one === chosen,
  }));
}

type Asked = {
  readonly query: string;
  readonly audience?: FindAudience | undefined;
  readonly event?: string;
  readonly kind?: FindKind | undefined;
  readonly page?: number;
};

function addressOf({ query, audience, event = '', kind, page = 1 }: Asked): string {
  const pairs = [
    ['q', query],
    ['doi-tuong', audience ?? ''],
    ['viec', event],
    ['loai', kind ?? ''],
    ['trang', page > 1 ? String(page) : ''],
  ].filter(([, value]) => value !== '');
  return pairs.length === 0 ? '/thu-tuc' : `/thu-tuc?${new URLSearchParams(Object.fromEntries(pairs))}`;
}

function askedOf(c: Ctx): Asked & { readonly event: string; readonly page: number } {
  const [audience, kind] = [c.req.query('doi-tuong') ?? '', c.req.query('loai') ?? ''];
  const page = Number.parseInt(c.req.query('trang') ?? '1', 10);
  return {
    // The older name of the box stays known: links to it stand on paper.
    query: (c.req.query('q') ?? c.req.query('tim') ?? '').slice(0, 100).trim(),
    audience: isFindAudience(audience) ? audience : undefined,
    event: (c.req.query('viec') ?? '').slice(0, 60),
    kind: isFindKind(kind) ? kind : undefined,
    page: Number.isSafeInteger(page) ? Math.min(Math.max(page, 1), 100) : 1,
  };
}

const linesOnPage = 20;

async function getCatalogue(c: Ctx, site: Site): Promise<Response> {
  const lang = langOf(c);
  const asked = askedOf(c);
  const packs = await packsNow(site);
  const found = asked.query === '' ? listed(packs, asked, lang) : searched(site, packs, asked, lang);
  const isMore = found.total > asked.page * linesOnPage && found.results.length === linesOnPage;
  const view = {
    query: asked.query,
    ...(asked.audience === undefined ? {} : { audience: asked.audience }),
    audiences: audienceSwitch(lang, asked.audience, asked.query),
    categories:
      asked.query === ''
        ? livesOf(packs, lang).map((one) => ({ ...one, text: one.title, current: one.href.endsWith(`viec=${asked.event}`), ...countOf(packs, one.href) }))
        : found.kinds,
    ...(isMore ? { next: addressOf({ ...asked, page: asked.page + 1 }) } : {}),
    total: found.total,
    isGuess: found.isGuess,
    results: found.results,
  };
  return showPage(c, cataloguePage(frameOf(c, site), view));
}

const countOf = (packs: readonly Pack[], href: string) => ({ count: packs.filter((pack) => isBehind(pack, href.slice(href.indexOf('=') + 1))).length });

type Shown = {
  readonly results: readonly ResultLine[];
  readonly total: number;
  readonly isGuess: boolean;
  readonly kinds: readonly (Switch & { readonly count: number })[];
};

/** Nothing typed: the procedures, those of an event or an audience. */
function listed(packs: readonly Pack[], { event, audience, page }: ReturnType<typeof askedOf>, lang: Lang): Shown {
  const all = packs.filter(
    (pack) => (event === '' || isBehind(pack, event)) && (audience === undefined || pack.audiences.size === 0 || pack.audiences.has(audience)),
  );
  const results = all.slice((page - 1) * linesOnPage, page * linesOnPage).map((pack) => lineOf(pack, lang, audience));
  return { results, total: all.length, isGuess: false, kinds: [] };
}

function searched(site: Site, packs: readonly Pack[], asked: ReturnType<typeof askedOf>, lang: Lang): Shown {
  const { query, audience, kind, page } = asked;
  const found = site.finder.seek({
    text: query,
    most: linesOnPage,
    skip: (page - 1) * linesOnPage,
    ...(audience === undefined ? {} : { audience }),
    ...(kind === undefined ? {} : { kind }),
  });
  const byId = new Map<string, Pack>(packs.map((pack) => [pack.id, pack]));
  const kinds = [...found.byKind].map(([one, count]) => ({
    href: addressOf({ ...asked, page: 1, kind: one === kind ? undefined : one }),
    text: findKinds[one].name[lang],
    count,
    current: one === kind,
  }));
  const results = found.results.map((entry) => {
    const pack = entry.kind === 'procedure' ? byId.get(entry.key) : undefined;
    return pack === undefined ? entryLine(entry, lang) : lineOf(pack, lang, audience);
  });
  return { results, total: found.total, isGuess: found.how === 'guessed', kinds: kinds.length > 1 || kind !== undefined ? kinds : [] };
}

const entryLine = (entry: FoundEntry, lang: Lang): ResultLine => ({
  href: entry.href,
  title: entry.title[lang],
  text: entry.summary[lang],
  label: findKinds[entry.kind].name[lang],
});

function lineOf(pack: Pack, lang: Lang, audience: FindAudience | undefined): ResultLine {
  const hint = audience === undefined ? undefined : pack.audiences.get(audience)?.hint?.[lang];
  return {
    href: `/thu-tuc/${pack.id}`,
    title: pack.title[lang],
    text: pack.summary[lang],
    facts: `${firstSentence(pack.facts.time[lang])} · ${firstSentence(pack.facts.fee[lang])}`,
    code: pack.procedure,
    ...(hint === undefined ? {} : { hint }),
  };
}

/** A point inside a number ends no sentence: 'Hai trang đầu 2.000 đ mỗi trang.' */
const firstSentence = (text: string): string => text.split(/[.;](?:\s|$)/, 1)[0]?.trim() ?? text;

/** A piece of a page, for the script of the search box. */
async function getSuggestions(c: Ctx, site: Site): Promise<Response> {
  const lang = langOf(c);
  const { query, audience } = askedOf(c);
  await packsNow(site);
  const found = site.finder.seek({ text: query, most: 5, ...(audience === undefined ? {} : { audience }) });
  const lines = found.results.map((entry) => ({ href: entry.href, title: entry.title[lang], label: findKinds[entry.kind].name[lang] }));
  c.header('Cache-Control', 'private, max-age=60');
  c.header('Vary', 'Cookie');
  return c.html(suggestions(lines).toString());
}

/** The office people go to: where it is in the tree, what can be filed there, what it was called before. */
async function getPlace(c: Ctx, site: Site): Promise<Response> {
  const lang = langOf(c);
  const { world } = site;
  const org = world.org();
  const today = dateOf(world.now());
  const unit = org.units.find((one) => one.form !== undefined && codeOf(one) === c.req.param('unit') && isAlive(one, today));
  if (unit === undefined) return sayNo(c, site, refuse('not-found'));
  const packs = await publicPacks(world);
  const taken: Pack[] = [];
  for (const pack of packs) if ((await unitsServing(world, pack)).some((one) => one.id === unit.id)) taken.push(pack);
  const former = unit.predecessors.flatMap((id) => org.byId.get(id) ?? []).map((one) => placeName(one, lang));
  const view = {
    title: displayName(org, unit, lang),
    desk: deskName(unit, lang),
    place: wholePlace(org, unit, lang),
    code: unit.gso ?? unit.agencyCode,
    former,
    takes: taken.map((pack) => ({ href: `/thu-tuc/${pack.id}`, text: pack.title[lang] })),
  };
  return showPage(c, placePage(frameOf(c, site), view));
}
