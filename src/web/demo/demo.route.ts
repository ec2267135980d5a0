/** `/demo`: accounts to act as, the legal clock to move. These addresses do not exist outside the demonstration. */
import type { Hono } from 'hono';
import { readPath } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse, sentenceOf, statusOf } from '../../base/refusal.ts';
import type { Instant } from '../../base/time.ts';
import { atClock, clockOf, dateOf, plusDays, readInstant, showInstant } from '../../base/time.ts';
import type { WordKey } from '../../base/words.ts';
import { wordsOf } from '../../base/words.ts';
import { deviceOf } from '../../kernel/person/person.ts';
import { readJsonPost, readPost, textOf } from '../form-post.ts';
import { keepSession } from '../portal/sign-in.route.ts';
import type { Ctx, DemoPower, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, safeNext, sayNo, showPage } from '../request.ts';
import { demoPage } from './demo.view.ts';

export function demoRoutes(app: Hono<WebEnv>, site: Site, power: DemoPower): void {
  app.get('/demo', (c) => getDemo(c, site, power));
  app.get('/demo/accounts', async (c) => c.json({ accounts: (await power.accounts(langOf(c))).map(({ id, name, role, unit }) => ({ id, name, role, unit })) }));
  app.post('/demo/sign-in', (c) => postSignIn(c, site, power));
  app.post('/demo/clock', (c) => postClock(c, site, power));
}

async function getDemo(c: Ctx, site: Site, power: DemoPower): Promise<Response> {
  const lang = langOf(c);
  const say = wordsOf(lang);
  const now = site.world.now();
  const accounts = await power.accounts(lang);
  const units = [...new Set(accounts.map((one) => one.unit))];
  const done =
    c.req.query('gio') === undefined
      ? undefined
      : lang === 'vi'
        ? `Đồng hồ đã chuyển tới ${showInstant(now, lang)}.`
        : `The clock was moved to ${showInstant(now, lang)}.`;
  const current = c.get('signed')?.session.account;
  // The way into the house leads nobody away from their own first page.
  const next = safeNext(c.req.query('next'));
  const view = {
    now: showInstant(now, lang),
    nowInput: `${dateOf(now)}T${clockOf(now)}`,
    jumps: jumpsFrom(now).map((to) => ({ to, text: showInstant(to, lang) })),
    groups: units.map((unit) => ({
      unit,
      accounts: accounts.filter((one) => one.unit === unit).map((one) => ({ ...one, role: one.does, does: say(doing(one.role)) })),
    })),
    ...(power.phones === undefined ? {} : { phones: power.phones }),
    ...(current === undefined ? {} : { current }),
    ...(next === '/' ? {} : { next }),
    ...(done === undefined ? {} : { done }),
  };
  return showPage(c, demoPage(frameOf(c, site), view));
}

/** What this person can try. */
function doing(role: string): WordKey {
  if (role === 'citizen' || role === 'helper') return 'demo.citizen';
  if (role === 'receptionist') return 'demo.receptionist';
  if (role === 'officer') return 'demo.officer';
  if (role === 'unitLeader' || role === 'deputyLeader') return 'demo.signer';
  if (role === 'systemAdmin') return 'demo.admin';
  return 'demo.reader';
}

/** After the cut-off today, tomorrow morning, a week ahead. */
const jumpsFrom = (now: Instant): readonly Instant[] =>
  [atClock(dateOf(now), '15:01'), atClock(dateOf(now), '17:31'), atClock(plusDays(dateOf(now), 1), '08:00'), atClock(plusDays(dateOf(now), 7), '08:00')].filter(
    (to) => to > now,
  );

async function postSignIn(c: Ctx, site: Site, power: DemoPower): Promise<Response> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const opened = await power.signIn(textOf(posted.fields, 'account').slice(0, 60), deviceOf(c.req.header('user-agent') ?? ''));
  if (isRefusal(opened)) return sayNo(c, site, opened);
  await keepSession(c, site, opened.token);
  const next = textOf(posted.fields, 'next');
  return c.redirect(next === '' ? opened.home : safeNext(next), 303);
}

/** JSON `{ "to": instant }` for machines, or the form fields `to` and `to_local` of the page. */
async function postClock(c: Ctx, site: Site, power: DemoPower): Promise<Response> {
  const isJson = /^application\/json\b/i.test(c.req.header('content-type') ?? '');
  const asked = isJson ? await readTo(c) : await readForm(c);
  const to = isRefusal(asked) ? undefined : readInstant(asked);
  const moved = isRefusal(asked) ? asked : to === undefined ? refuse('bad-request') : await power.moveClock(to);
  if (isJson) return isRefusal(moved) ? problem(c, moved) : c.json({ now: moved });
  return isRefusal(moved) ? sayNo(c, site, moved) : c.redirect('/demo?gio=1', 303);
}

async function readTo(c: Ctx): Promise<string | Refusal> {
  const to = readPath(await readJsonPost(c), 'to');
  return typeof to === 'string' ? to : refuse('bad-request');
}

async function readForm(c: Ctx): Promise<string | Refusal> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return posted;
  const local = textOf(posted.fields, 'to_local');
  return local === '' ? textOf(posted.fields, 'to') : `${local.slice(0, 16)}:00+07:00`;
}

const problem = (c: Ctx, refusal: Refusal): Response =>
  c.json({ type: 'about:blank', title: sentenceOf(refusal, langOf(c)), status: statusOf(refusal), code: refusal.refused }, statusOf(refusal) as 400);
