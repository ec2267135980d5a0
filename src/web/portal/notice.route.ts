/** `/thong-bao`: the list in the house, and how one wants to be told. */
import type { Hono } from 'hono';
import { isCommandKey, isUuid } from '../../base/id.ts';
import { readPath } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse, statusOf } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { maskPhone } from '../../base/text.ts';
import type { Instant } from '../../base/time.ts';
import { clockOf, dateOf, showDate, weekdayName } from '../../base/time.ts';
import { wordsOf } from '../../base/words.ts';
import type { NoticeRow, Wishes } from '../../kernel/notice/notice.act.ts';
import {
  addDevice,
  confirmEmail,
  listNotices,
  placesOf,
  readAllNotices,
  readNotice,
  removeDevice,
  saveWishes,
  unreadOf,
  wishesOf,
} from '../../kernel/notice/notice.act.ts';
import type { WishGroup } from '../../kernel/notice/notice.ts';
import { channels, isForNamed, isForOfficers, messageOf, pathOf, readEmail, readWishes, wishGroups } from '../../kernel/notice/notice.ts';
import type { Permit } from '../../kernel/permit.ts';
import { findPerson } from '../../kernel/person/person.act.ts';
import { deviceOf } from '../../kernel/person/person.ts';
import type { Brake } from '../brake.ts';
import { brake } from '../brake.ts';
import { readJsonPost, readPost, textOf } from '../form-post.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, permitFor, sayNo, showPage } from '../request.ts';
import { noticesPage } from './notices.view.ts';
import type { WishesView } from './wishes.view.ts';
import { confirmEmailPage, wishesPage } from './wishes.view.ts';

export function noticeRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/thong-bao', (c) => getNotices(c, site));
  app.post('/thong-bao/da-doc', (c) => postReadAll(c, site));
  app.get('/thong-bao/cach-nhan', (c) => getWishes(c, site, doneOf(c)));
  // Each saving of a new address sends a mail to it: five an hour, so that nobody fills a stranger's mailbox.
  const mails = brake(5, 3600);
  app.post('/thong-bao/cach-nhan', (c) => postWishes(c, site, mails));
  app.get('/thong-bao/xac-nhan/:token', (c) => showPage(c, confirmEmailPage(frameOf(c, site), { action: c.req.path, key: site.world.newId() })));
  app.post('/thong-bao/xac-nhan/:token', (c) => postConfirm(c, site));
  app.post('/thong-bao/thiet-bi', (c) => postDevice(c, site));
  app.post('/thong-bao/thiet-bi/:device/bo', (c) => postRemove(c, site));
  app.get('/thong-bao/:id', (c) => getNotice(c, site));
}

async function getNotices(c: Ctx, site: Site): Promise<Response> {
  const permit = await permitFor(c, site, 'person.self', 'own');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const lang = langOf(c);
  const place = { origin: site.world.origin, places: placesOf(site.world) };
  const most = Math.min(300, Math.max(noticesShown, Number(c.req.query('xem')) || 0));
  const rows = await listNotices(site.world, permit, most + 1);
  const shown = rows.slice(0, most).map((row) => {
    const { title, text } = messageOf(row.kind, row.facts, lang, place);
    return { day: dayHead(row.at, lang), line: { href: `/thong-bao/${row.id}`, title, text, at: clockOf(row.at), isNew: row.read === null } };
  });
  const days = [...new Set(shown.map((one) => one.day))].map((day) => ({ day, notices: shown.filter((one) => one.day === day).map((one) => one.line) }));
  const more = rows.length > most && most < 300 ? { more: `/thong-bao?xem=${most + noticesShown}` } : {};
  return showPage(c, noticesPage(frameOf(c, site), { days, ...more, unread: await unreadOf(site.world, permit), key: site.world.newId() }));
}

const noticesShown = 30;

/** 'Thứ Hai 14/11/2022' */
function dayHead(at: Instant, lang: Lang): string {
  const day = dateOf(at);
  const name = weekdayName(day, lang);
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} ${showDate(day)}`;
}

/** Reading again changes nothing more, so following a link is enough. */
async function getNotice(c: Ctx, site: Site): Promise<Response> {
  const permit = await permitFor(c, site, 'person.self', 'own');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const row = await readNotice(site.world, permit, c.req.param('id') ?? '');
  return isRefusal(row) ? sayNo(c, site, row) : c.redirect(leadsTo(row), 303);
}

/** To the own case, where everything about it stands; officers to the case at their desk, a rating to its question. */
const leadsTo = (row: NoticeRow): string =>
  isForOfficers(row.kind) || isForNamed(row.kind) || row.kind === 'ratingAsked' || row.caseId === null
    ? pathOf(row.kind, row.facts)
    : `/ho-so-cua-toi/${row.caseId}`;

async function postReadAll(c: Ctx, site: Site): Promise<Response> {
  const asked = await askedBy(c, site);
  if ('refused' in asked) return sayNo(c, site, asked);
  await readAllNotices(site.world, asked.permit);
  return c.redirect('/thong-bao', 303);
}

type Asked = { readonly permit: Permit<'person.self'>; readonly fields: Parameters<typeof textOf>[0] };

async function askedBy(c: Ctx, site: Site): Promise<Asked | Refusal> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return posted;
  const permit = await permitFor(c, site, 'person.self', 'own');
  if (isRefusal(permit)) return permit;
  return isCommandKey(textOf(posted.fields, '_key')) ? { permit, fields: posted.fields } : refuse('key-missing');
}

type Extra = Partial<Pick<WishesView, 'problems' | 'done' | 'email' | 'lang'>> & { readonly channels?: Wishes['channels']; readonly status?: number };

async function getWishes(c: Ctx, site: Site, extra: Extra): Promise<Response> {
  const permit = await permitFor(c, site, 'person.self', 'own');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const lang = langOf(c);
  const say = wordsOf(lang);
  const wishes = await wishesOf(site.world, permit);
  const person = await findPerson(site.world, permit, permit.actor.person);
  const phone = isRefusal(person) ? undefined : person.phone;
  const { message } = site.world.gates;
  const open = channels.filter((channel) => message[channel] !== undefined);
  const chosen = extra.channels ?? wishes.channels;
  const view: WishesView = {
    key: site.world.newId(),
    groups: groupsOf(c).map((name) => ({
      name,
      title: say(`notice.group.${name}`),
      ways: open.map((channel) => ({ value: `${name}.${channel}`, text: say(`notice.by.${channel}`), isChosen: chosen.get(name)?.includes(channel) ?? false })),
    })),
    ...(phone === undefined ? {} : { phone: maskPhone(phone) }),
    email: extra.email ?? wishes.email ?? '',
    ...(wishes.email === undefined || extra.email !== undefined ? {} : { emailState: wishes.isEmailConfirmed ? ('confirmed' as const) : ('waiting' as const) }),
    lang: extra.lang ?? wishes.lang,
    devices: wishes.devices.map((device) => ({ id: device.id, label: device.label, since: showDate(dateOf(device.made)) })),
    ...(message.pushKey === undefined ? {} : { pushKey: message.pushKey }),
    problems: extra.problems ?? [],
    ...(extra.done === undefined ? {} : { done: extra.done }),
  };
  return showPage(c, wishesPage(frameOf(c, site), view), extra.status ?? 200);
}

const dones = { saved: 'han', sent: 'han', away: 'sap', confirmed: 'han' } as const;

function doneOf(c: Ctx): Extra {
  const said = c.req.query('xong') ?? '';
  if (!Object.hasOwn(dones, said)) return {};
  const name = said as keyof typeof dones;
  const say = wordsOf(langOf(c));
  return { done: { title: say(`notice.done.${name}`), tone: dones[name] } };
}

/** Whoever holds a post is told of work too. */
function groupsOf(c: Ctx): readonly WishGroup[] {
  const works = (c.get('signed')?.posts.length ?? 0) > 0;
  return wishGroups.map((group) => group.name).filter((name) => works || name !== 'work');
}

async function postWishes(c: Ctx, site: Site, mails: Brake): Promise<Response> {
  const asked = await askedBy(c, site);
  if ('refused' in asked) return sayNo(c, site, asked);
  const { permit, fields } = asked;
  const say = wordsOf(langOf(c));
  const typed = textOf(fields, 'email').trim();
  const email = readEmail(typed);
  const lang = textOf(fields, 'lang') === 'en' ? 'en' : 'vi';
  const wished = readWishes(fields, groupsOf(c));
  if (typed !== '' && email === undefined)
    return await getWishes(c, site, {
      email: typed.slice(0, 254),
      lang,
      channels: wished,
      problems: [{ name: 'email', text: say('notice.emailWrong') }],
      status: 422,
    });
  const before = await wishesOf(site.world, permit);
  const sendsMail = email !== undefined && !(email === before.email && before.isEmailConfirmed);
  const slow = sendsMail ? mails(permit.actor.person) : undefined;
  if (slow !== undefined) return sayNo(c, site, slow);
  const saved = await saveWishes(site.world, permit, { channels: wished, email, lang });
  return c.redirect(`/thong-bao/cach-nhan?xong=${saved}`, 303);
}

/** Whoever holds the link has the mailbox: no session is asked. */
async function postConfirm(c: Ctx, site: Site): Promise<Response> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const done = await confirmEmail(site.world, c.req.param('token') ?? '');
  if (isRefusal(done)) return sayNo(c, site, done);
  return c.redirect('/thong-bao/cach-nhan?xong=confirmed', 303);
}

/** From the page's script: a subscription as the browser gives it. */
async function postDevice(c: Ctx, site: Site): Promise<Response> {
  const permit = await permitFor(c, site, 'person.self', 'own');
  const body = await readJsonPost(c);
  const text = (path: string): string => {
    const value = readPath(body, path);
    return typeof value === 'string' ? value : '';
  };
  const one = { endpoint: text('endpoint'), p256dh: text('keys.p256dh'), auth: text('keys.auth'), label: deviceOf(c.req.header('user-agent') ?? '') };
  const done = isRefusal(permit) ? permit : await addDevice(site.world, permit, one);
  return isRefusal(done) ? c.json({ code: done.refused }, statusOf(done) as 400) : c.json({ ok: true });
}

async function postRemove(c: Ctx, site: Site): Promise<Response> {
  const asked = await askedBy(c, site);
  if ('refused' in asked) return sayNo(c, site, asked);
  // Taken away twice is taken away.
  const device = c.req.param('device') ?? '';
  if (isUuid(device)) await removeDevice(site.world, asked.permit, device);
  return c.redirect('/thong-bao/cach-nhan', 303);
}
