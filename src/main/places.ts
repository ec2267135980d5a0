/** What is known of the units of the whole country: provinces by code, and what became of old units. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlaceFile } from '../engine/place/place.ts';
import { readPlaceFile } from '../engine/place/place.ts';
import { home } from './config.ts';

let read: PlaceFile | undefined;

/** Read once a process. Throws when the file itself is wrong: no address could be understood without it. */
export function countryPlaces(): PlaceFile {
  read ??= readPlaceFile(JSON.parse(readFileSync(join(home, 'data', 'places', 'vn.json'), 'utf8')));
  if (read === undefined) throw new Error('data/places/vn.json cannot be read');
  return read;
}
