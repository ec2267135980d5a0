/** News for everybody: the list, by unit, one piece, its picture, and the feed. */
import { Readable } from 'node:stream';
import type { Hono } from 'hono';
import type { UnitId } from '../../base/id.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { dateOf, instantOf, showDate, showInstant, toMs } from '../../base/time.ts';
import { isBlobHash } from '../../kernel/document/document.ts';
import { displayName } from '../../kernel/org/org.ts';
import type { NewsLine } from '../../kernel/register/register.act.ts';
import { listNews, newsAddress, newsUnits, readNews } from '../../kernel/register/register.act.ts';
import { beginningOf, newsState, readArticle } from '../../kernel/register/register.ts';
import { asTyped } from '../parts/bits.ts';
import { licenceName } from '../parts/reuse.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, sayNo, showPage } from '../request.ts';
import { writeAtom } from './atom.ts';
import { newsListPage, newsPage } from './news.view.ts';
import { tagged } from './tagged.ts';
import { inWords, kindText, saidIn, stateChip, textIn } from './words.ts';

export function newsRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/tin-tuc', (c) => getList(c, site));
  app.get('/tin-tuc/atom.xml', (c) => getFeed(c, site));
  app.get('/tin-tuc/:code', (c) => getOne(c, site));
  app.get('/tin-tuc/:code/anh/:version', (c) => getPicture(c, site));
}

export const unitName = (site: Site, id: UnitId, lang: Lang): string => {
  const unit = site.world.org().byId.get(id);
  return unit === undefined ? '' : displayName(site.world.org(), unit, lang);
};

const linesOnPage = 20;

/** Undefined for everybody's; a unit that is none has no news. */
function unitOf(c: Ctx): UnitId | undefined {
  const asked = c.req.query('don-vi') ?? '';
  return /^\d{1,9}$/.test(asked) ? (Number(asked) as UnitId) : undefined;
}

function addressOf(unit: UnitId | undefined, over: boolean, page: number): string {
  const pairs = [
    ...(unit === undefined ? [] : [['don-vi', String(unit)]]),
    ...(over ? [['het-hieu-luc', '1']] : []),
    ...(page > 1 ? [['trang', String(page)]] : []),
  ];
  return pairs.length === 0 ? '/tin-tuc' : `/tin-tuc?${new URLSearchParams(Object.fromEntries(pairs))}`;
}

async function getList(c: Ctx, site: Site): Promise<Response> {
  const lang = langOf(c);
  const unit = unitOf(c);
  const over = c.req.query('het-hieu-luc') === '1';
  const asked = Number.parseInt(c.req.query('trang') ?? '1', 10);
  const page = Number.isSafeInteger(asked) ? Math.min(Math.max(asked, 1), 100) : 1;
  const found = await listNews(site.world, { unit, over, most: linesOnPage + 1, skip: (page - 1) * linesOnPage });
  const units = await newsUnits(site.world);
  const view = {
    lines: found.slice(0, linesOnPage).map((row) => ({
      href: newsAddress(row.code),
      title: saidIn(lang, row.title),
      text: saidIn(lang, { vi: beginningOf(readArticle(row.text.vi)), en: row.text.en === '' ? '' : beginningOf(readArticle(row.text.en)) }),
      note: `${kindText(row.kind, lang)} · ${unitName(site, row.unitId, lang)} · ${showDate(dateOf(row.published))}`,
    })),
    units: [
      ...(unit === undefined
        ? []
        : [
            {
              href: addressOf(undefined, over, 1),
              text: inWords(lang, 'Mọi đơn vị', 'All units'),
              count: units.reduce((sum, one) => sum + one.count, 0),
              current: false,
            },
          ]),
      ...units.map((one) => ({ href: addressOf(one.unitId, over, 1), text: unitName(site, one.unitId, lang), count: one.count, current: one.unitId === unit })),
    ],
    ...(unit === undefined ? {} : { unit: unitName(site, unit, lang) }),
    isOver: over,
    over: over
      ? { href: addressOf(unit, false, 1), text: inWords(lang, 'Tin đang có hiệu lực', 'In force') }
      : { href: addressOf(unit, true, 1), text: inWords(lang, 'Tin đã hết hiệu lực', 'No longer in force') },
    ...(found.length > linesOnPage ? { next: addressOf(unit, over, page + 1) } : {}),
    feed: unit === undefined ? '/tin-tuc/atom.xml' : `/tin-tuc/atom.xml?don-vi=${unit}`,
    reuse: { responsible: inWords(lang, 'đơn vị nêu ở mỗi tin', 'the unit named at each piece') },
  };
  return showPage(c, newsListPage(frameOf(c, site), view));
}

async function getOne(c: Ctx, site: Site): Promise<Response> {
  const found = await readNews(site.world, c.req.param('code') ?? '');
  if (isRefusal(found)) return sayNo(c, site, found);
  const lang = langOf(c);
  const { row, shown, versions } = found;
  const isVietnameseOnly = lang === 'en' && shown.text.en === '';
  const from = showDate(shown.starts);
  const view = {
    title: textIn(lang, shown.title),
    titlePart: saidIn(lang, shown.title),
    kind: kindText(row.kind, lang),
    unit: { href: addressOf(row.unitId, false, 1), text: unitName(site, row.unitId, lang) },
    when: row.published === null ? '' : showInstant(row.published, lang),
    period:
      shown.ends === null
        ? inWords(lang, `Hiệu lực từ ${from}`, `From ${from}`)
        : inWords(lang, `Hiệu lực từ ${from} đến hết ${showDate(shown.ends)}`, `From ${from} to ${showDate(shown.ends)}`),
    chip: stateChip(newsState({ ...shown, withdrawn: row.withdrawn }, dateOf(site.world.now())), lang),
    article: readArticle(textIn(lang, shown.text)),
    isVietnameseOnly,
    ...(shown.picture === null || shown.alt === null || row.withdrawn !== null
      ? {}
      : {
          picture: { src: `${newsAddress(row.code)}/anh/${shown.version}`, alt: textIn(lang, shown.alt), width: shown.width ?? 0, height: shown.height ?? 0 },
        }),
    ...(row.withdrawnWhy === null ? {} : { withdrawn: row.withdrawnWhy }),
    history: versions.flatMap((one) => (one.why === null || one.decided === null ? [] : [{ when: showInstant(one.decided, lang), text: one.why }])),
    reuse: {
      responsible: asTyped(lang, shown.responsible),
      source: shown.source,
      ...(shown.decided === null ? {} : { updated: showInstant(shown.decided, lang) }),
    },
  };
  return showPage(c, newsPage(frameOf(c, site), view));
}

/** Only the picture of the version that everybody reads. */
async function getPicture(c: Ctx, site: Site): Promise<Response> {
  const found = await readNews(site.world, c.req.param('code') ?? '');
  if (isRefusal(found)) return sayNo(c, site, found);
  const { shown, row } = found;
  const isShown = String(shown.version) === c.req.param('version') && row.withdrawn === null;
  const bytes = isShown && shown.picture !== null && isBlobHash(shown.picture) ? await site.world.gates.blob.get(shown.picture) : undefined;
  return bytes === undefined ? sayNo(c, site, refuse('not-found')) : jpegAnswer(c, bytes, 'public, max-age=3600');
}

export const jpegAnswer = (c: Ctx, bytes: Uint8Array, keep: string): Response =>
  c.body(Readable.toWeb(Readable.from([bytes])) as ReadableStream, 200, {
    'Content-Type': 'image/jpeg',
    'Content-Length': String(bytes.length),
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': keep,
  });

async function getFeed(c: Ctx, site: Site): Promise<Response> {
  const lang = langOf(c);
  const unit = unitOf(c);
  const { origin } = site.world;
  const rows = await listNews(site.world, { unit, most: 50 });
  const place = unit === undefined ? frameOf(c, site).place.name : unitName(site, unit, lang);
  const newest = rows.map(({ changed }) => changed).reduce((a, b) => (toMs(a) < toMs(b) ? b : a), instantOf(0));
  const entry = (row: NewsLine) => ({
    id: `${origin}${newsAddress(row.code)}`,
    href: `${origin}${newsAddress(row.code)}`,
    title: textIn(lang, row.title),
    summary: beginningOf(readArticle(textIn(lang, row.text)), 400),
    author: unitName(site, row.unitId, lang),
    published: new Date(toMs(row.published)).toISOString(),
    updated: new Date(toMs(row.changed)).toISOString(),
  });
  const body = writeAtom({
    self: `${origin}/tin-tuc/atom.xml${unit === undefined ? '' : `?don-vi=${unit}`}`,
    home: `${origin}${addressOf(unit, false, 1)}`,
    title: `${inWords(lang, 'Tin tức, thông báo', 'News and notices')}: ${place}`,
    rights: licenceName,
    author: place,
    updated: new Date(toMs(newest)).toISOString(),
    lang,
    entries: rows.map(entry),
  });
  return tagged(c, body, 'application/atom+xml; charset=utf-8', { Vary: 'Cookie' });
}
