/** Places for people's voice: the sketch map as a picture, what a tap on it means, and the commune nearest to a point. */
import type { Hono } from 'hono';
import { dateOf } from '../../base/time.ts';
import type { RawAnswers } from '../../engine/form/form.ts';
import type { Unit } from '../../kernel/org/org.ts';
import { isAlive, placeName } from '../../kernel/org/org.ts';
import type { PlacedUnit } from '../../kernel/voice/voice.act.ts';
import { listReports, unitPoints } from '../../kernel/voice/voice.act.ts';
import type { Point } from '../../kernel/voice/voice.ts';
import { metresBetween } from '../../kernel/voice/voice.ts';
import { textOf } from '../form-post.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { langOf } from '../request.ts';
import { cutOf } from './cut.ts';
import type { Dot, MapView, Pin } from './sketch.ts';
import { mapSide, sketchSvg, toPoint, viewOf, wideMap } from './sketch.ts';

export function placeRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/phan-anh/ban-do.svg', (c) => getMap(c, site));
  app.get('/phan-anh/so-do.svg', (c) => getOverview(c, site));
}

/** Points beyond this are in no commune we know, metres. */
const farthest = 40_000;
/** Degrees from edge to edge around a commune, and around a marked point. */
const communeSpan = 0.06;
const pointSpan = 0.02;

/** The map's address says what it shows, so that a tap is read with the same view. */
export function mapAddress(unit: Unit | undefined, point: Point | undefined): string {
  const parts = [...(unit === undefined ? [] : [`noi=${unit.id}`]), ...(point === undefined ? [] : [`lat=${point.latitude}`, `lon=${point.longitude}`])];
  return `/phan-anh/ban-do.svg${parts.length === 0 ? '' : `?${parts.join('&')}`}`;
}

/** Where the picture looks: close around a point, around a commune, or at all places. */
function sightOf(points: readonly PlacedUnit[], unit: number | undefined, point: Point | undefined): MapView {
  const home = points.find((one) => one.unitId === unit);
  if (point !== undefined) return { centre: point, span: pointSpan };
  if (home !== undefined) return { centre: home, span: communeSpan };
  return viewOf(points) ?? { centre: { latitude: 16, longitude: 107.5 }, span: 12 };
}

const number = (text: string | undefined, least: number, most: number): number | undefined => {
  const value = Number(text);
  return text !== undefined && text !== '' && Number.isFinite(value) && value >= least && value <= most ? Math.round(value * 100_000) / 100_000 : undefined;
};

function pointIn(latitude: string | undefined, longitude: string | undefined): Point | undefined {
  const [lat, lon] = [number(latitude, 8, 24), number(longitude, 102, 110)];
  return lat === undefined || lon === undefined ? undefined : { latitude: lat, longitude: lon };
}

/** The point of this post: a tap on the picture, or what was known before. */
export async function tapped(site: Site, fields: RawAnswers, chosen: Unit | undefined, units: readonly Unit[]): Promise<Point | undefined> {
  const before = pointIn(textOf(fields, '_lat'), textOf(fields, '_lon'));
  const [x, y] = [number(textOf(fields, 'diem.x'), 0, mapSide), number(textOf(fields, 'diem.y'), 0, mapSide)];
  if (x === undefined || y === undefined) return before;
  const points = await unitPoints(site.world);
  const unit = chosen ?? (before === undefined ? undefined : await nearestUnit(site, before, units));
  const found = toPoint(sightOf(points, unit?.id, before), x, y);
  return pointIn(String(found.latitude), String(found.longitude));
}

/** The commune among these whose middle is nearest; the officer sends on what lies across a border. */
export async function nearestUnit(site: Site, point: Point, units: readonly Unit[]): Promise<Unit | undefined> {
  const points = (await unitPoints(site.world)).filter((one) => units.some((unit) => unit.id === one.unitId));
  const [nearest] = points.map((one) => ({ one, metres: metresBetween(one, point) })).toSorted((a, b) => a.metres - b.metres);
  return nearest === undefined || nearest.metres > farthest ? undefined : units.find((unit) => unit.id === nearest.one.unitId);
}

async function dotsOf(site: Site, lang: 'vi' | 'en', points: readonly PlacedUnit[], isNear: boolean): Promise<readonly Dot[]> {
  const org = site.world.org();
  const today = dateOf(site.world.now());
  return points.flatMap((one) => {
    const unit = org.byId.get(one.unitId);
    const isShown = unit !== undefined && isAlive(unit, today) && (isNear || unit.kind === 'district');
    return isShown ? [{ latitude: one.latitude, longitude: one.longitude, name: isNear ? placeName(unit, lang) : unit.name }] : [];
  });
}

async function getMap(c: Ctx, site: Site): Promise<Response> {
  const point = pointIn(c.req.query('lat'), c.req.query('lon'));
  const unit = number(c.req.query('noi'), 1, 2_000_000_000);
  const points = await unitPoints(site.world);
  const view = sightOf(points, unit, point);
  return picture(
    c,
    sketchSvg(view, await dotsOf(site, langOf(c), points, view.span < 0.3), point === undefined ? [] : [{ ...point, tone: 'here' }], langOf(c)),
  );
}

/** Public reports with a point, as the list beside it shows them. */
async function getOverview(c: Ctx, site: Site): Promise<Response> {
  const rows = await listReports(site.world, cutOf(c, site), 200);
  const pins = rows.flatMap(({ latitude, longitude, ended }): readonly Pin[] =>
    latitude === null || longitude === null ? [] : [{ latitude, longitude, tone: ended === null ? 'open' : 'done' }],
  );
  const points = await unitPoints(site.world);
  const view = viewOf(pins, 0.02) ?? sightOf(points, undefined, undefined);
  const size = c.req.query('rong') === undefined ? undefined : wideMap;
  return picture(c, sketchSvg(view, await dotsOf(site, langOf(c), points, view.span < 0.3), pins, langOf(c), size));
}

const picture = (c: Ctx, svg: string): Response =>
  c.body(svg, 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'private, max-age=60', Vary: 'Cookie' });
