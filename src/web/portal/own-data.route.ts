/** Who looked at one's data and why, a copy of it to take along, and what one's cases saved. */
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import type { Hono } from 'hono';
import type { PersonId } from '../../base/id.ts';
import { isUuid } from '../../base/id.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import { dateOf, showDate, showInstant } from '../../base/time.ts';
import { zipEnd, zipHeader, zipLength } from '../../base/zip.ts';
import type { CopyParts, CopyRow, LookRow } from '../../kernel/case/case.act.ts';
import { askCopy, listCopies, takeCopy, whoLooked } from '../../kernel/case/case.act.ts';
import { isBlobHash } from '../../kernel/document/document.ts';
import { benefitLines } from '../../kernel/indicator/indicator.act.ts';
import { addBenefits } from '../../kernel/indicator/indicator.ts';
import { displayName } from '../../kernel/org/org.ts';
import { namesOf } from '../../kernel/person/person.act.ts';
import { onceOnly } from '../desk/once.route.ts';
import { readPost } from '../form-post.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, permitFor, sayNo, showPage } from '../request.ts';
import { permitForPerson, represented } from './acting.ts';
import type { MeSay, MeWord } from './me.words.ts';
import { meWords } from './me.words.ts';
import { purposeText } from './my.route.ts';
import { benefitPage, copiesPage, lookedPage } from './own-data.view.ts';

export function ownDataRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/toi/ai-da-xem', (c) => getLooked(c, site));
  app.get('/toi/ban-sao', (c) => getCopies(c, site));
  app.post('/toi/ban-sao', (c) => postCopy(c, site));
  app.post('/toi/ban-sao/:id/tai', (c) => postTake(c, site));
  app.get('/toi/loi-ich', (c) => getBenefit(c, site));
}

async function getLooked(c: Ctx, site: Site): Promise<Response> {
  const behalf = c.req.query('thay') ?? '';
  const permit = await permitForPerson(c, site, 'case.read', behalf);
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const rows = await whoLooked(site.world, permit);
  const names = await namesOf(
    site.world,
    permit,
    rows.map((row) => row.actor),
  );
  const looks = rows.map((row) => ({
    who: whoText(c, site, row, names),
    at: showInstant(row.at, langOf(c)),
    text: lookText(c, row),
    ...(row.caseId === null ? {} : { href: `/ho-so-cua-toi/${row.caseId}` }),
  }));
  // Several looks in one minute for one purpose are one line; the ledger keeps them all.
  const same = (a: (typeof looks)[number] | undefined, b: (typeof looks)[number]): boolean => a?.who === b.who && a.at === b.at && a.text === b.text;
  const people = await represented(c, site);
  const name = people.find((one) => one.id === behalf)?.name;
  const view = {
    looks: looks.filter((look, index) => !same(looks[index - 1], look)),
    others: people.filter((one) => one.id !== behalf).map((one) => ({ href: `/toi/ai-da-xem?thay=${one.id}`, text: one.name })),
    ...(name === undefined ? {} : { of: name }),
  };
  return showPage(c, lookedPage(frameOf(c, site), view));
}

function whoText(c: Ctx, site: Site, row: LookRow, names: ReadonlyMap<PersonId, string>): string {
  const org = site.world.org();
  const from = typeof row.entry.from === 'number' ? row.entry.from : row.unit;
  const unit = row.role === 'citizen' || from === null ? undefined : org.units.find((one) => one.id === from);
  const parts = [names.get(row.actor) ?? '', unit === undefined ? '' : displayName(org, unit, langOf(c))];
  return parts.filter((part) => part !== '').join(', ');
}

function lookText(c: Ctx, row: LookRow): string {
  const lang = langOf(c);
  const say = meWords(lang);
  const why = typeof row.entry.purpose === 'string' ? ` · ${say('why', { why: purposeText(row.entry.purpose, lang) })}` : '';
  if (row.what === 'person-read') return `${say('personRead')}${why}`;
  if (row.what === 'vault-read') return say('vaultRead');
  if (row.what === 'case-read') return `${say('caseRead', { code: row.code ?? '' })}${why}`;
  return say('didFor', { code: row.code ?? '', what: say(doneFor[row.what] ?? 'did_other') });
}

const doneFor: Readonly<Record<string, MeWord>> = {
  'case-submitted': 'did_filed',
  'supplement-answered': 'did_supplemented',
  'case-withdrawn': 'did_withdrew',
};

async function getCopies(c: Ctx, site: Site): Promise<Response> {
  const permit = await permitFor(c, site, 'person.self', 'own');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const say = meWords(langOf(c));
  const copies = (await listCopies(site.world, permit)).map((copy) => ({
    at: showInstant(copy.asked, langOf(c)),
    state: copy.state,
    text: copyText(c, copy, say),
    ...(copy.state === 'ready' ? { action: `/toi/ban-sao/${copy.id}/tai` } : {}),
  }));
  return showPage(c, copiesPage(frameOf(c, site), { key: site.world.newId(), copies }));
}

function copyText(c: Ctx, copy: CopyRow, say: MeSay): string {
  const at = (when: CopyRow['ready']): string => (when === null ? '' : showInstant(when, langOf(c)));
  switch (copy.state) {
    case 'waiting':
      return say('copyWaiting', { done: copy.done, total: Math.max(1, copy.total) });
    case 'ready':
      return say('copyReady', { at: at(copy.ready) });
    case 'taken':
      return say('copyTaken', { at: at(copy.taken) });
  }
}

async function postCopy(c: Ctx, site: Site): Promise<Response> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const permit = await permitFor(c, site, 'person.self', 'own');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const asked = await onceOnly(site, permit, posted.fields, (inside) => askCopy(inside, permit));
  if (isRefusal(asked) && asked.refused !== 'already-sent') return sayNo(c, site, asked);
  return c.redirect('/toi/ban-sao', 303);
}

async function postTake(c: Ctx, site: Site): Promise<Response> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const permit = await permitFor(c, site, 'person.self', 'own');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const id = c.req.param('id') ?? '';
  const parts = isUuid(id) ? await takeCopy(site.world, permit, id) : refuse('not-found');
  if (isRefusal(parts)) return sayNo(c, site, parts);
  const facts = new TextEncoder().encode(`${JSON.stringify(parts.facts, null, 2)}\n`);
  const files = [{ name: 'du-lieu.json', size: facts.length, crc: crc32(facts) }, ...parts.files];
  return c.body(Readable.toWeb(Readable.from(archive(site, facts, parts, files))) as ReadableStream, 200, {
    'Content-Type': 'application/zip',
    'Content-Length': String(zipLength(files)),
    'Content-Disposition': `attachment; filename="du-lieu-cua-toi-${dateOf(site.world.now())}.zip"`,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  });
}

/** One file after the other, as the store hands them out: nothing is held in memory. */
async function* archive(site: Site, facts: Uint8Array, parts: CopyParts, files: Parameters<typeof zipEnd>[0]): AsyncGenerator<Uint8Array> {
  for (const [index, file] of files.entries()) {
    yield zipHeader(file);
    const part = index === 0 ? undefined : parts.files[index - 1];
    if (part === undefined) yield facts;
    else {
      const stored = isBlobHash(part.blob) ? await site.world.gates.blob.stream(part.blob) : undefined;
      if (stored === undefined) throw new Error(`the bytes of ${part.blob} are missing`);
      yield* stored.bytes;
    }
  }
  yield zipEnd(files);
}

async function getBenefit(c: Ctx, site: Site): Promise<Response> {
  const permit = await permitFor(c, site, 'case.read', 'own');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const lang = langOf(c);
  const say = meWords(lang);
  const table = site.benefit;
  const lines = await benefitLines(site.world, permit, table);
  const sum = addBenefits(lines.map((line) => line.benefit));
  const number = (value: number): string => value.toLocaleString(lang === 'vi' ? 'vi-VN' : 'en-GB');
  const hours = (minutes: number): string => number(Math.round(minutes / 6) / 10);
  const view = {
    trips: number(sum.savedTrips),
    hours: hours(sum.minutes),
    dong: number(sum.dong),
    km: number(sum.km),
    cases: lines.map((line) => ({
      title: site.world.shelf.find(line.packId, line.packVersion)?.title[lang] ?? line.packId,
      href: `/ho-so-cua-toi/${line.id}`,
      note: `${line.code} · ${showDate(dateOf(line.submitted))} · ${say('wayLine', { km: number(line.trip.km) })}`,
      trips: number(line.benefit.savedTrips),
      hours: hours(line.benefit.minutes),
      dong: number(line.benefit.dong),
    })),
    formula: say('formulaText', { speed: table.kmPerHour, wait: table.minutesAtCounter, perKm: number(table.dongPerKm), perHour: number(table.dongPerHour) }),
    source: table.source[lang],
  };
  return showPage(c, benefitPage(frameOf(c, site), view));
}
