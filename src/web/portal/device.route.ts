/** What a device needs to go on without a line: the worker, services as data, whose device it is; and the outbox page where no worker answers. */
import type { Hono } from 'hono';
import { isRefusal } from '../../base/refusal.ts';
import type { Label } from '../../base/text.ts';
import type { RawAnswers } from '../../engine/form/form.ts';
import { answersKnown } from '../../kernel/case/case.ts';
import type { Unit } from '../../kernel/org/org.ts';
import { placeName } from '../../kernel/org/org.ts';
import type { Permit } from '../../kernel/permit.ts';
import { findPerson } from '../../kernel/person/person.act.ts';
import { publicPacks, unitsServing } from '../../kernel/rollout/rollout.act.ts';
import type { Pack } from '../../pack/pack.ts';
import type { AssetFile } from '../bundle.ts';
import { readPost } from '../form-post.ts';
import { typedFrom } from '../parts/form.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, permitFor, sayNo, showPage } from '../request.ts';
import { openForm } from './apply-draft.ts';
import { placeOf, representedIn } from './apply-for.ts';
import { livePack } from './apply-units.ts';
import type { DeviceFacts, Owner, UnitGroup } from './device.ts';
import { sheetOf } from './device.ts';
import { whoOf } from './filing.ts';
import { noOutboxPage } from './outbox.view.ts';

export function deviceRoutes(app: Hono<WebEnv>, site: Site, worker: AssetFile): void {
  app.get('/may.js', (c) => {
    // Looked at again after an hour at the latest: nobody stays with an old worker, and a filing does not ask for it.
    const headers = { 'Content-Type': worker.type, 'Cache-Control': 'public, max-age=3600', Vary: 'Accept-Encoding', ETag: `"${worker.path}"` };
    if (c.req.header('if-none-match') === headers.ETag) return c.body(null, 304, headers);
    return /\bbr\b/.test(c.req.header('accept-encoding') ?? '')
      ? c.body(worker.packed, 200, { ...headers, 'Content-Encoding': 'br' })
      : c.body(worker.body, 200, headers);
  });
  app.get('/may/goi/:pack', (c) => getSheet(c, site));
  app.get('/may/toi', (c) => getFacts(c, site));
  app.get('/hang-gui', (c) => showPage(c, noOutboxPage(frameOf(c, site), {})));
  app.post('/hang-gui', async (c) => {
    const posted = await readPost(c);
    return isRefusal(posted) ? sayNo(c, site, posted) : showPage(c, noOutboxPage(frameOf(c, site), { tried: true }));
  });
}

/** Public, the same for everybody; only a new version or new units change it. */
async function getSheet(c: Ctx, site: Site): Promise<Response> {
  const pack = await livePack(site, c.req.param('pack'));
  if (pack === undefined) return c.json({ code: 'pack-not-live' }, 404);
  const text = sheetOf(pack, await unitGroups(site, pack), site.world.places());
  const tag = `"${pack.hash.slice(0, 16)}-${text.length}"`;
  c.header('ETag', tag);
  c.header('Cache-Control', 'no-cache');
  if (c.req.header('if-none-match') === tag) return c.body(null, 304);
  return c.body(text, 200, { 'Content-Type': 'application/json; charset=utf-8' });
}

async function unitGroups(site: Site, pack: Pack): Promise<readonly UnitGroup[]> {
  const org = site.world.org();
  const units = await unitsServing(site.world, pack);
  return [...new Set(units.map((unit) => unit.parent))].map((parent) => {
    const above = parent === undefined ? undefined : org.byId.get(parent);
    return {
      name: above === undefined ? { vi: '', en: '' } : nameOf(above),
      units: units
        .filter((unit) => unit.parent === parent)
        .map((unit) => ({ ...(unit.gso === undefined ? { value: unit.agencyCode } : { value: unit.gso, code: unit.agencyCode }), name: nameOf(unit) })),
    };
  });
}

const nameOf = (unit: Unit): Label => ({ vi: placeName(unit, 'vi'), en: placeName(unit, 'en') });

/** `?goi=a,b`: known answers for these services come along. */
async function getFacts(c: Ctx, site: Site): Promise<Response> {
  const root = site.world.org().units.find((unit) => unit.parent === undefined);
  const place = root === undefined ? { vi: '', en: '' } : nameOf(root);
  const facts: DeviceFacts = {
    site: {
      place: { vi: `${place.vi.charAt(0).toUpperCase()}${place.vi.slice(1)}`, en: place.en },
      phone: site.phone,
      sample: site.world.sample,
      now: site.world.now(),
    },
    ...(await ownerOf(c, site)),
  };
  c.header('Cache-Control', 'no-store');
  return c.json(facts);
}

async function ownerOf(c: Ctx, site: Site): Promise<{ readonly owner?: Owner }> {
  const permit = await permitFor(c, site, 'case.submit', 'own');
  if (isRefusal(permit)) return {};
  const person = await findPerson(site.world, permit, permit.actor.person);
  if (isRefusal(person)) return {};
  const wanted = new Set((c.req.query('goi') ?? '').split(',').slice(0, 50));
  const packs = (await publicPacks(site.world)).filter((pack) => wanted.has(pack.id));
  const home = person.home === undefined ? undefined : site.world.org().byId.get(person.home);
  const known = await Promise.all(packs.map((pack) => knownFor(site, permit, pack)));
  return {
    owner: {
      who: whoOf(c),
      name: person.name,
      home: home?.gso ?? home?.agencyCode ?? '',
      fields: Object.fromEntries(known.map(({ id, typed }) => [id, [...typed]])),
      ahead: known.filter((one) => one.isAhead).map((one) => one.id),
    },
  };
}

/** The same known answers as in the server's form. A draft and people to file for are shown there alone. */
async function knownFor(
  site: Site,
  permit: Permit<'case.submit'>,
  pack: Pack,
): Promise<{ readonly id: string; readonly typed: RawAnswers; readonly isAhead: boolean }> {
  const [opening, others] = await Promise.all([openForm(site, permit, pack, placeOf(pack.id, ''), 'again'), representedIn(site, permit, pack)]);
  if (isRefusal(opening)) return { id: pack.id, typed: new Map(), isAhead: true };
  const { draft, known } = opening;
  return { id: pack.id, typed: typedFrom(pack.form, answersKnown(pack.form, known)), isAhead: draft !== undefined || others.length > 0 };
}
