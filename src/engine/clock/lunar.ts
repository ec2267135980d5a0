/** The Vietnamese lunar calendar from astronomy: new moons and solar terms at UTC+7, months numbered from the winter solstice. */
import type { Day } from './model.ts';
import { dayOf } from './table.ts';

/** Mồng 1 tháng Giêng of a solar year, as a day number. Years 1900 to 2199. */
export const tetOf = (year: number): Day => lunarDay(year, 1, 1);
/** Mồng 10 tháng 3: the day of the Hùng Kings. */
export const hungKingsOf = (year: number): Day => lunarDay(year, 3, 10);

function lunarDay(year: number, month: number, day: number): Day {
  const starts = monthsBetween(monthElevenOf(year - 1), monthElevenOf(year));
  const leap = starts.length > 13 ? leapIndex(starts) : starts.length;
  const ordinary = month + 1;
  return (starts[ordinary >= leap ? ordinary + 1 : ordinary] ?? 0) + day - 1;
}

/** First days of the months from one month 11 to the next, both included. */
function monthsBetween(first: Day, last: Day): readonly Day[] {
  const starts: Day[] = [];
  for (let k = moonNumber(first) - 1; starts.at(-1) !== last && starts.length < 15; k += 1) {
    const day = newMoonDay(k);
    if (day >= first && day <= last) starts.push(day);
  }
  return starts;
}

/** With thirteen months between two month elevens, the first one in which the sun enters no sign is the leap month. */
function leapIndex(starts: readonly Day[]): number {
  const found = starts.findIndex((start, at) => at > 0 && signAt(start) === signAt(starts[at + 1] ?? start));
  return found < 0 ? starts.length : found;
}

/** The month in which the winter solstice falls begins with the last new moon on or before that day. */
function monthElevenOf(year: number): Day {
  const solstice = solsticeOf(year);
  let k = moonNumber(solstice) + 1;
  while (newMoonDay(k) > solstice) k -= 1;
  return newMoonDay(k);
}

/** The local day on which the sun reaches 270 degrees. */
function solsticeOf(year: number): Day {
  let day = dayOf(`${year}-12-19`);
  while (sunAt(day + 1) < 270) day += 1;
  return day;
}

const signAt = (day: Day): number => Math.floor(sunAt(day) / 30);
const moonNumber = (day: Day): number => Math.floor((day - dayOf('2000-01-06')) / 29.530588861);

const rad = Math.PI / 180;
const sin = (degrees: number): number => Math.sin(degrees * rad);
const julianOf1970 = 2_440_587.5;
/** Local midnight is 7 hours before that of UTC. */
const localOffset = 7 / 24;
/** Dynamical time runs ahead of UTC by about 70 s in these decades. */
const deltaT = 70 / 86_400;

/** Local day of new moon number k from January 2000: Meeus, Astronomical Algorithms, ch. 49, to about a minute. */
function newMoonDay(k: number): Day {
  const t = k / 1236.85;
  const e = 1 - 0.002516 * t - 0.0000074 * t * t;
  const sun = 2.5534 + 29.1053567 * k - 0.0000014 * t * t;
  const moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t;
  const node = 160.7108 + 390.67050284 * k - 0.0016118 * t * t;
  const omega = 124.7746 - 1.56375588 * k + 0.0020672 * t * t;
  const mean = 2_451_550.09766 + 29.530588861 * k + 0.00015437 * t * t;
  const correction =
    -0.4072 * sin(moon) +
    0.17241 * e * sin(sun) +
    0.01608 * sin(2 * moon) +
    0.01039 * sin(2 * node) +
    0.00739 * e * sin(moon - sun) -
    0.00514 * e * sin(moon + sun) +
    0.00208 * e * e * sin(2 * sun) -
    0.00111 * sin(moon - 2 * node) -
    0.00057 * sin(moon + 2 * node) +
    0.00056 * e * sin(2 * moon + sun) -
    0.00042 * sin(3 * moon) +
    0.00042 * e * sin(sun + 2 * node) +
    0.00038 * e * sin(sun - 2 * node) -
    0.00024 * e * sin(2 * moon - sun) -
    0.00017 * sin(omega) +
    0.00033 * sin(299.77 + 0.107408 * k);
  return Math.floor(mean + correction - deltaT - julianOf1970 + localOffset);
}

/** Apparent longitude of the sun in degrees at local midnight: Meeus, ch. 25, to about 0.01 degree. */
function sunAt(day: Day): number {
  const t = (day + julianOf1970 - localOffset + deltaT - 2_451_545) / 36_525;
  const anomaly = 357.52911 + 35_999.05029 * t - 0.0001537 * t * t;
  const centre = (1.914602 - 0.004817 * t) * sin(anomaly) + (0.019993 - 0.000101 * t) * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly);
  const longitude = 280.46646 + 36_000.76983 * t + 0.0003032 * t * t + centre - 0.00569 - 0.00478 * sin(125.04 - 1934.136 * t);
  return ((longitude % 360) + 360) % 360;
}
