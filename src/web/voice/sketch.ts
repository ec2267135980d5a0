/** Our own light map: a sketch of places as dots on a grid of coordinates. It shows no border of any kind and asks nobody else for pictures. */
import type { Point } from '../../kernel/voice/voice.ts';

/** Side of the picture in pixels, fixed so that a click without script tells a place. */
export const mapSide = 320;
/** Width and height in pixels. The smaller one spans the view, the larger one shows more around it. */
export type Size = { readonly width: number; readonly height: number };
const square: Size = { width: mapSide, height: mapSide };
/** Beside a list on a wide screen. */
export const wideMap: Size = { width: 760, height: 440 };
export type MapView = { readonly centre: Point /** Degrees of latitude from edge to edge. */; readonly span: number };
export type Dot = Point & { readonly name: string };
/** tone: 'open' under way, 'done' answered, 'here' the place being told. */
export type Pin = Point & { readonly tone: 'open' | 'done' | 'here' };

const stretch = (view: MapView): number => Math.cos((view.centre.latitude * Math.PI) / 180);

export function toPixel(view: MapView, at: Point, { width, height } = square): { readonly x: number; readonly y: number } {
  const scale = Math.min(width, height) / view.span;
  return {
    x: width / 2 + (at.longitude - view.centre.longitude) * stretch(view) * scale,
    y: height / 2 - (at.latitude - view.centre.latitude) * scale,
  };
}

export const toPoint = (view: MapView, x: number, y: number): Point => ({
  latitude: rounded(view.centre.latitude + (0.5 - y / mapSide) * view.span),
  longitude: rounded(view.centre.longitude + ((x / mapSide - 0.5) * view.span) / stretch(view)),
});

/** Five digits are a metre. */
const rounded = (degrees: number): number => Math.round(degrees * 100_000) / 100_000;

/** The smallest square with all of them and a margin; at least three kilometres wide. */
export function viewOf(points: readonly Point[], least = 0.03): MapView | undefined {
  const [lats, lons] = [points.map((one) => one.latitude), points.map((one) => one.longitude)];
  if (points.length === 0) return undefined;
  const [south, north, west, east] = [Math.min(...lats), Math.max(...lats), Math.min(...lons), Math.max(...lons)];
  const centre = { latitude: (south + north) / 2, longitude: (west + east) / 2 };
  return { centre, span: Math.max(least, 1.25 * Math.max(north - south, (east - west) * Math.cos((centre.latitude * Math.PI) / 180))) };
}

/** Metres from line to line of the grid: about five lines, in round numbers. */
function gridMetres(span: number): number {
  const wish = (span * 111_320) / 5;
  const power = 10 ** Math.floor(Math.log10(wish));
  return power * ([1, 2, 5, 10].find((step) => step * power >= wish) ?? 10);
}

const asText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The whole picture as SVG with colours of its own: it looks the same in both themes. */
export function sketchSvg(view: MapView, dots: readonly Dot[], pins: readonly Pin[], lang: 'vi' | 'en', size = square): string {
  const { width: wide, height: high } = size;
  const metres = gridMetres(view.span);
  const step = (Math.min(wide, high) * metres) / (view.span * 111_320);
  const lines = (length: number): readonly string[] =>
    Array.from({ length: Math.ceil(length / step) + 1 }, (_, index) => ((index - 0.5) * step + ((length / 2) % step)).toFixed(1));
  const grid = [...lines(wide).map((at) => `M${at} 0V${high}`), ...lines(high).map((at) => `M0 ${at}H${wide}`)].join('');
  const isIn = ({ x, y }: { readonly x: number; readonly y: number }): boolean => x > -10 && y > -10 && x < wide + 10 && y < high + 10;
  const taken: { readonly x: number; readonly y: number; readonly width: number }[] = [];
  const place = (dot: Dot): string => {
    const at = toPixel(view, dot, size);
    if (!isIn(at)) return '';
    const spot = `<circle cx="${at.x.toFixed(1)}" cy="${at.y.toFixed(1)}" r="3" fill="#6a6256"/>`;
    // A name that would lie over another one is left out: the list beside the map has them all.
    const width = dot.name.length * 6.6;
    const isLeft = at.x + width > wide - 8;
    const label = { x: isLeft ? at.x - 6 - width : at.x + 6, y: at.y, width };
    const isFree = taken.every((one) => Math.abs(one.y - label.y) > 13 || label.x > one.x + one.width || one.x > label.x + label.width);
    if (!isFree) return spot;
    taken.push(label);
    return `${spot}<text x="${(at.x + (isLeft ? -6 : 6)).toFixed(1)}" y="${(at.y + 4).toFixed(1)}"${isLeft ? ' text-anchor="end"' : ''}>${asText(dot.name)}</text>`;
  };
  const pin = (one: Pin): string => {
    const at = toPixel(view, one, size);
    if (!isIn(at)) return '';
    const [x, y] = [at.x.toFixed(1), at.y.toFixed(1)];
    const fill = { open: '#b7791f', done: '#0f6a5b', here: '#a2231d' }[one.tone];
    // Shape and colour say the same: a drop for the place told, a circle under way, a square answered.
    if (one.tone === 'here') return `<path d="M${x} ${y}l-7-14a8 8 0 1 1 14 0z" fill="${fill}" stroke="#fff" stroke-width="1.5"/>`;
    return one.tone === 'done'
      ? `<rect x="${(at.x - 5).toFixed(1)}" y="${(at.y - 5).toFixed(1)}" width="10" height="10" fill="${fill}" stroke="#fff" stroke-width="1.5"/>`
      : `<circle cx="${x}" cy="${y}" r="6" fill="${fill}" stroke="#fff" stroke-width="1.5"/>`;
  };
  const scale = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
  const north = lang === 'vi' ? 'Bắc' : 'N';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" viewBox="0 0 ${wide} ${high}" font-family="sans-serif" font-size="12" fill="#1d1a16"><path fill="#f4f1e8" d="M0 0h${wide}v${high}H0z"/><path d="${grid}" stroke="#ddd6c6" stroke-width="1" fill="none"/>${dots.map(place).join('')}${pins.map(pin).join('')}<path d="M8 ${high - 10}v4h${step.toFixed(1)}v-4" stroke="#1d1a16" fill="none"/><text x="${(14 + step).toFixed(1)}" y="${high - 5}">${scale}</text><text x="${wide - 8}" y="26" text-anchor="end">↑ ${north}</text></svg>`;
}
