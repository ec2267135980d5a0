/** Reports that may tell of one thing: near each other, of one kind, in like words, within a month. A person decides. */
import { fold } from '../../base/text.ts';
import type { Instant } from '../../base/time.ts';
import { toMs } from '../../base/time.ts';

/** Degrees WGS 84. */
export type Point = { readonly latitude: number; readonly longitude: number };
export type Told = {
  readonly code: string;
  readonly category: string;
  readonly text: string;
  readonly unit: number;
  readonly at: Instant;
  readonly point?: Point;
};
/** likeness 0 to 1; metres when both have a point. */
export type Twin = { readonly code: string; readonly likeness: number; readonly metres?: number };

const earth = 6_371_000;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres along the great circle (haversine). */
export function metresBetween(a: Point, b: Point): number {
  const [up, across] = [radians(b.latitude - a.latitude) / 2, radians(b.longitude - a.longitude) / 2];
  const half = Math.sin(up) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(across) ** 2;
  return 2 * earth * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** Beyond this two points are two places. */
const farMetres = 300;
const monthMs = 31 * 86_400_000;
const enough = 0.5;

/** Words in common, of all their words; short ones count for nothing. */
export function likeWords(a: string, b: string): number {
  const words = (text: string) =>
    new Set(
      fold(text)
        .split(/[^a-z0-9]+/)
        .filter((word) => word.length > 2),
    );
  const [mine, theirs] = [words(a), words(b)];
  const common = [...mine].filter((word) => theirs.has(word)).length;
  const all = mine.size + theirs.size - common;
  return all === 0 ? 0 : common / all;
}

/** Likely twins among other reports, the most alike first, at most five. */
export function twinsOf(one: Told, others: readonly Told[]): readonly Twin[] {
  return others
    .flatMap((other) => likenessOf(one, other) ?? [])
    .filter((twin) => twin.likeness >= enough)
    .toSorted((a, b) => b.likeness - a.likeness || (a.code < b.code ? -1 : 1))
    .slice(0, 5);
}

function likenessOf(one: Told, other: Told): Twin | undefined {
  if (other.code === one.code || Math.abs(toMs(one.at) - toMs(other.at)) > monthMs) return undefined;
  const kind = one.category === other.category ? 0.3 : 0;
  const words = likeWords(one.text, other.text);
  if (one.point === undefined || other.point === undefined)
    return one.unit === other.unit ? { code: other.code, likeness: kind + 0.7 * Math.min(1, words * 1.5) } : undefined;
  const metres = metresBetween(one.point, other.point);
  if (metres > farMetres) return undefined;
  return { code: other.code, likeness: kind + 0.4 * (1 - metres / farMetres) + 0.3 * words, metres: Math.round(metres) };
}
