/** Communes that somebody may mean, while the name is being typed: a piece of a page for its script. */
import { dateOf } from '../../base/time.ts';
import { wordsOf } from '../../base/words.ts';
import { findCommune, findProvince, placeText } from '../../engine/place/place.ts';
import { brake } from '../brake.ts';
import { html } from '../parts/html.ts';
import type { Ctx, Site } from '../request.ts';
import { addressOf, langOf } from '../request.ts';

/** Names an address may ask for in a minute; a whole office may sit behind it. */
const typing = brake(600, 60);

/** `?xa=an xu&tinh=`: public facts, the same for everybody on one day. */
export function getPlaceNames(c: Ctx, site: Site): Response | Promise<Response> {
  const slow = typing(addressOf(c));
  // The script puts the answer below the box: a page that says no has no place there.
  if (slow !== undefined) return c.html('', 429);
  const places = site.world.places();
  const on = dateOf(site.world.now());
  const commune = (c.req.query('xa') ?? '').slice(0, 120);
  const named = (c.req.query('tinh') ?? '').slice(0, 60).trim();
  const province = places === undefined ? undefined : findProvince(places, named === '' ? places.home : named, on);
  c.header('Cache-Control', 'private, max-age=600');
  c.header('Vary', 'Cookie');
  if (places === undefined || province === undefined || commune.trim().length < 2) return c.html('');
  const found = findCommune(places, commune, province, on);
  const communes = found.is === 'one' ? [found.commune] : found.is === 'some' ? found.communes : [];
  const names = communes.map((one) => placeText(places, one, on, 'district'));
  if (names.length === 0) return c.html('');
  const say = wordsOf(langOf(c));
  return c.html(
    html`<p class="hint">${say('address.found')}</p><p class="btns">${names.map((name) => html`<button type="button" class="btn" data-noi="${name}" lang="vi">${name}</button>`)}</p>`.toString(),
  );
}
