/** The account of the person who is signed in: facts, sessions, passkeys. */
import type { Hono } from 'hono';
import { isUuid } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse, sentenceOf, statusOf } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { maskId, showPhone } from '../../base/text.ts';
import { dateOf, showDate, showInstant } from '../../base/time.ts';
import { listMandates } from '../../kernel/access/access.act.ts';
import { countNamed } from '../../kernel/case/case.act.ts';
import { fullPlace } from '../../kernel/org/org.ts';
import type { Permit } from '../../kernel/permit.ts';
import type { ChangeShown } from '../../kernel/person/person.act.ts';
import {
  endOtherSessions,
  endSession,
  findPerson,
  listChanges,
  listSessions,
  passkeysOfSelf,
  passkeyToRegister,
  revokePasskey,
  savePasskey,
} from '../../kernel/person/person.act.ts';
import type { Person, SessionId } from '../../kernel/person/person.ts';
import { deviceOf } from '../../kernel/person/person.ts';
import { readJsonPost, readPost } from '../form-post.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, permitFor, sayNo, showPage } from '../request.ts';
import type { DevicesView } from './me.view.ts';
import { devicesPage, mePage } from './me.view.ts';
import type { MeWord } from './me.words.ts';
import { meWords } from './me.words.ts';

export function meRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/toi', (c) => getMe(c, site));
  app.get('/toi/thiet-bi', (c) => getDevices(c, site));
  app.post('/toi/thiet-bi/ra-het', (c) => deed(c, site, 'ra', (permit, session) => endOthers(site, permit, session)));
  app.post('/toi/thiet-bi/phien/:id/ra', (c) => deed(c, site, 'ra', (permit) => endSession(site.world, permit, (c.req.param('id') ?? '') as SessionId)));
  app.post('/toi/thiet-bi/khoa/:id/thu-hoi', (c) => deed(c, site, 'thu-hoi', (permit) => revokePasskey(site.world, permit, c.req.param('id') ?? '')));
  app.post('/toi/khoa', (c) => postKeyOptions(c, site));
  app.post('/toi/khoa/xong', (c) => postKey(c, site));
}

async function getMe(c: Ctx, site: Site): Promise<Response> {
  const permit = await permitFor(c, site, 'person.self', 'own');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const person = await findPerson(site.world, permit, permit.actor.person);
  if (isRefusal(person)) return sayNo(c, site, person);
  const changes = (await listChanges(site.world, permit)).map((one) => changeLine(one, langOf(c)));
  const mandates = await listMandates(site.world, permit);
  const waiting = isRefusal(mandates)
    ? 0
    : mandates.filter((one) => one.principal.idNumber === person.idNumber && one.consent === undefined && one.ended === undefined).length;
  return showPage(
    c,
    mePage(frameOf(c, site), {
      rows: rowsOf(c, site, person),
      changes,
      level: permit.actor.level ?? 0,
      waiting,
      consents: await countNamed(site.world, permit),
    }),
  );
}

const factNames = { name: 'name', phone: 'phone', birthYear: 'birthYear', address: 'home' } as const;

function changeLine({ field, before, after, at, code, decider }: ChangeShown, lang: Lang) {
  const say = meWords(lang);
  const shown = (value: string): string => (field === 'phone' ? showPhone(value) : value);
  const was = before === null ? say('changedNone') : shown(before);
  return {
    text: say('changedLine', { fact: say(factNames[field]), before: was, after: shown(after) }),
    note: say('changedBy', { day: showDate(dateOf(at)), code, who: decider }),
  };
}

function rowsOf(c: Ctx, site: Site, person: Person): { readonly label: string; readonly value: string }[] {
  const say = meWords(langOf(c));
  const home = person.home === undefined ? undefined : site.world.org().byId.get(person.home);
  const rows: readonly (readonly [MeWord, string | undefined])[] = [
    ['name', person.name],
    ['idNumber', person.idNumber === undefined ? undefined : maskId(person.idNumber)],
    ['phone', person.phone === undefined ? undefined : showPhone(person.phone)],
    ['level', say(`level${person.identityLevel}`)],
    ['home', person.address ?? (home === undefined ? undefined : fullPlace(site.world.org(), home))],
  ];
  return rows.flatMap(([label, value]) => (value === undefined ? [] : [{ label: say(label), value }]));
}

const dones: ReadonlyMap<string, MeWord> = new Map(Object.entries({ ra: 'doneEnded', 'thu-hoi': 'doneRevoked', khoa: 'doneKey' }));

async function getDevices(c: Ctx, site: Site): Promise<Response> {
  const permit = await permitFor(c, site, 'person.self', 'own');
  const signed = c.get('signed');
  if (isRefusal(permit) || signed === undefined) return sayNo(c, site, isRefusal(permit) ? permit : refuse('not-signed-in'));
  const lang = langOf(c);
  const say = meWords(lang);
  const key = site.world.newId();
  const [sessions, keys] = await Promise.all([listSessions(site.world, permit), passkeysOfSelf(site.world, permit)]);
  // A browser that is not known by name is kept under its Vietnamese word.
  const shown = (device: string): string => device.replace('Trình duyệt', say('someBrowser'));
  const word = dones.get(c.req.query('xong') ?? '');
  const view: DevicesView = {
    sessions: sessions.map((one) => ({
      device: shown(one.device),
      text: `${say(`by_${one.method}`)} · ${say('sessionLine', { began: showInstant(one.began, lang), seen: showInstant(one.seen, lang) })}`,
      ...(one.id === signed.session.id ? {} : { end: { action: `/toi/thiet-bi/phien/${one.id}/ra`, key } }),
    })),
    ...(sessions.length > 1 ? { endOthers: { action: '/toi/thiet-bi/ra-het', key } } : {}),
    keys: keys.map((one) => ({
      label: shown(one.label),
      text: [say('keyLine', { made: showInstant(one.made, lang) }), ...(one.used === null ? [] : [say('keyUsed', { used: showInstant(one.used, lang) })])].join(
        ', ',
      ),
      revoke: { action: `/toi/thiet-bi/khoa/${one.id}/thu-hoi`, key },
    })),
    ...(levelForKey(c) === undefined ? {} : { add: { options: '/toi/khoa', finish: '/toi/khoa/xong' } }),
    ...(word === undefined ? {} : { done: word }),
  };
  return showPage(c, devicesPage(frameOf(c, site), view));
}

/** A key is made in a verified sign-in and carries its level; whoever signed in with a key or a sample account makes none by it. */
function levelForKey(c: Ctx): 1 | 2 | undefined {
  const session = c.get('signed')?.session;
  return session?.method === 'identity' && session.level !== 0 ? session.level : undefined;
}

async function endOthers(site: Site, permit: Permit<'person.self'>, session: SessionId): Promise<true> {
  await endOtherSessions(site.world, permit, session);
  return true;
}

/** Each of these deeds may be sent twice without harm: what is ended stays ended. */
async function deed(c: Ctx, site: Site, said: string, work: (permit: Permit<'person.self'>, session: SessionId) => Promise<true | Refusal>): Promise<Response> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const permit = await permitFor(c, site, 'person.self', 'own');
  const session = c.get('signed')?.session.id;
  if (isRefusal(permit) || session === undefined) return sayNo(c, site, isRefusal(permit) ? permit : refuse('not-signed-in'));
  const id = c.req.param('id');
  const done = id !== undefined && c.req.path.includes('/phien/') && !isUuid(id) ? refuse('not-found') : await work(permit, session);
  return isRefusal(done) ? sayNo(c, site, done) : c.redirect(`/toi/thiet-bi?xong=${said}`, 303);
}

async function postKeyOptions(c: Ctx, site: Site): Promise<Response> {
  const permit = await permitFor(c, site, 'person.self', 'own');
  if (isRefusal(permit)) return sayJson(c, permit);
  if (levelForKey(c) === undefined) return sayJson(c, refuse('identity-level-too-low'));
  const options = await passkeyToRegister(site.world, permit);
  return isRefusal(options) ? sayJson(c, options) : c.json(options);
}

async function postKey(c: Ctx, site: Site): Promise<Response> {
  const answer = await readJsonPost(c);
  const permit = await permitFor(c, site, 'person.self', 'own');
  if (isRefusal(permit)) return sayJson(c, permit);
  const level = levelForKey(c);
  if (level === undefined) return sayJson(c, refuse('identity-level-too-low'));
  const kept = await savePasskey(site.world, permit, { answer, label: deviceOf(c.req.header('user-agent') ?? ''), level });
  return isRefusal(kept) ? sayJson(c, kept) : c.json({ ok: true });
}

const sayJson = (c: Ctx, refusal: Refusal): Response => c.json({ detail: sentenceOf(refusal, langOf(c)), code: refusal.refused }, statusOf(refusal) as 400);
