/** `/quan-tri`: people and posts, invitations and recoveries, packs and the state of the machine. No case contents. */
import type { Hono } from 'hono';
import type { PersonId, UnitId } from '../../base/id.ts';
import { isUuid } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse, sentenceOf, statusOf } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { inThousands } from '../../base/text.ts';
import { dateOf, instantOf, showInstant } from '../../base/time.ts';
import type { Holder } from '../../kernel/access/access.act.ts';
import { confirmRecovery, givePost, invite, issueRecovery, listHolders, listRecoveries } from '../../kernel/access/access.act.ts';
import type { Role } from '../../kernel/access/access.ts';
import { isRole, isWorkingRole, roleLabel, roles } from '../../kernel/access/access.ts';
import { typedFields } from '../../kernel/case/case.act.ts';
import { questionsLeft, recordMeanings } from '../../kernel/case/case.ts';
import { jobCounts } from '../../kernel/job/job.act.ts';
import { deliveryCounts } from '../../kernel/notice/notice.act.ts';
import { displayName } from '../../kernel/org/org.ts';
import type { Permit } from '../../kernel/permit.ts';
import { addPerson, namesOf, passkeysHeld, seenLast } from '../../kernel/person/person.act.ts';
import { visitsOf } from '../../kernel/register/register.act.ts';
import type { Pack } from '../../pack/pack.ts';
import { readPost, textOf } from '../form-post.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, permitFor, sayNo, showPage } from '../request.ts';
import { levelName } from '../show.ts';
import type { AdminPerson, AdminView, HealthLine } from './admin.view.ts';
import { adminPage } from './admin.view.ts';
import { onceOnly } from './once.route.ts';
import { recoveryPage } from './recovery.view.ts';
import { tokenRoutes, tokenView } from './token.route.ts';

export function adminRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/quan-tri', (c) => getAdmin(c, site, {}));
  app.post('/quan-tri/moi', (c) => postInvite(c, site));
  app.get('/quan-tri/khoi-phuc', (c) => getRecoveries(c, site));
  app.post('/quan-tri/khoi-phuc/:person', (c) => postRecover(c, site));
  app.post('/quan-tri/xac-nhan/:link', (c) => postConfirm(c, site));
  tokenRoutes(app, site, (c, shown) => getAdmin(c, site, shown));
}

type Extra = {
  readonly tokenProblem?: string;
  readonly problems?: AdminView['invite']['problems'];
  readonly once?: NonNullable<AdminView['once']>;
  readonly done?: string;
  readonly status?: number;
};

async function getAdmin(c: Ctx, site: Site, extra: Extra): Promise<Response> {
  const permit = await permitFor(c, site, 'person.admin');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const lang = langOf(c);
  const { world } = site;
  const query = (c.req.query('q') ?? '').slice(0, 80);
  const holders = await listHolders(world, permit, { text: query, limit: 200 });
  const typed = await typedFields(world, permit);
  const view: AdminView = {
    people: await peopleOf(c, site, permit, holders),
    total: holders.length,
    query,
    health: await healthOf(c, site, permit),
    packs: world.shelf.all().map((pack) => ({
      id: pack.id,
      title: pack.title[lang],
      version: pack.version,
      units: pack.unitKinds.map((kind) => levelName(kind, lang)).join(', '),
      due: { state: 'xong', text: lang === 'vi' ? 'đã ban hành' : 'published' },
      findings: typedLines(pack, typed, lang),
    })),
    ...(await tokenView(site, permit, holders, lang, extra.tokenProblem)),
    invite: {
      action: '/quan-tri/moi',
      key: world.newId(),
      units: world
        .org()
        .units.filter((unit) => unit.until === undefined)
        .map((unit) => ({ value: String(unit.id), text: displayName(world.org(), unit, lang) })),
      roles: roles.filter(isGivenHere).map((role) => ({ value: role, text: roleLabel(role)[lang] })),
      problems: extra.problems ?? [],
    },
    ...(extra.once === undefined ? {} : { once: extra.once }),
    ...(extra.done === undefined ? {} : { done: extra.done }),
  };
  return showPage(c, adminPage(frameOf(c, site), view), extra.status ?? 200);
}

async function peopleOf(c: Ctx, site: Site, permit: Permit<'person.admin'>, holders: readonly Holder[]): Promise<readonly AdminPerson[]> {
  const lang = langOf(c);
  const people = [...new Set(holders.map((holder) => holder.person))];
  const [keys, seen, recoveries] = await Promise.all([
    passkeysHeld(site.world, permit, people),
    seenLast(site.world, permit, people),
    listRecoveries(site.world, permit),
  ]);
  const org = site.world.org();
  const nameOf = (post: Holder): string => {
    const unit = org.byId.get(post.unit);
    return unit === undefined ? post.unitName : displayName(org, unit, lang);
  };
  return people.map((person) => {
    const posts = holders.filter((holder) => holder.person === person);
    const at = seen.get(person);
    const open = recoveries.find((one) => one.person === person);
    return {
      name: posts[0]?.name ?? '',
      unit: posts.map((post) => nameOf(post)).join('; '),
      roles: posts.map((post) => roleLabel(post.role)[lang]).join('; '),
      passkeys: keys.get(person) ?? 0,
      seen: at === undefined ? (lang === 'vi' ? 'chưa đăng nhập' : 'never') : showInstant(at, lang),
      ...(open === undefined ? { recover: { action: `/quan-tri/khoi-phuc/${person}`, key: site.world.newId() } } : {}),
    };
  });
}

async function healthOf(c: Ctx, site: Site, permit: Permit<'person.admin'>): Promise<readonly HealthLine[]> {
  const vi = langOf(c) === 'vi';
  const counts = await jobCounts(site.world, permit);
  const of = (state: string): number => counts.find((one) => one.state === state)?.jobs ?? 0;
  const dead = of('dead');
  return [
    {
      name: vi ? 'Cơ sở dữ liệu' : 'Database',
      due: { state: 'han', text: vi ? 'chạy' : 'running' },
      text: vi ? 'Trang này vừa đọc được từ cơ sở dữ liệu.' : 'This page has just read from it.',
    },
    {
      name: vi ? 'Việc nền' : 'Background work',
      due: dead === 0 ? { state: 'han', text: vi ? 'không tắc' : 'flowing' } : { state: 'qua', text: vi ? `${dead} việc hỏng` : `${dead} dead` },
      text: vi ? `${of('ready')} việc chờ, ${of('leased')} việc đang làm.` : `${of('ready')} waiting, ${of('leased')} running.`,
      ...(dead === 0 ? {} : { repair: vi ? 'Chạy ./cuaso doctor để xem nguyên nhân.' : 'Run ./cuaso doctor to see why.' }),
    },
    await messagesOf(site, vi),
    await visitsLine(site, vi),
    { name: vi ? 'Giờ pháp lý' : 'Legal time', due: { state: 'han', text: vi ? 'đúng' : 'set' }, text: showInstant(site.world.now(), langOf(c)) },
  ];
}

/** How often public pages were read; sums are all there is. */
async function visitsLine(site: Site, vi: boolean): Promise<HealthLine> {
  await site.visits.settle();
  const lines = await visitsOf(site.world, 30);
  const today = dateOf(site.world.now());
  const sum = (list: typeof lines): string =>
    inThousands(
      list.reduce((total, one) => total + one.visits, 0),
      vi ? 'vi' : 'en',
    );
  return {
    name: vi ? 'Lượt xem trang' : 'Visits',
    due: { state: 'han', text: vi ? 'không theo dõi ai' : 'nobody tracked' },
    text: vi
      ? `Hôm nay ${sum(lines.filter(({ day }) => day === today))}, 30 ngày ${sum(lines)}.`
      : `${sum(lines.filter(({ day }) => day === today))} today, ${sum(lines)} in 30 days.`,
    link: { href: '/du-lieu-mo', text: vi ? 'Theo nhóm trang' : 'By group of pages' },
  };
}

/** Messages to people: how many wait and how many are stuck. */
async function messagesOf(site: Site, vi: boolean): Promise<HealthLine> {
  const counts = await deliveryCounts(site.world);
  const of = (state: string): number => counts.filter((one) => one.state === state && one.channel !== 'paper').reduce((sum, one) => sum + one.deliveries, 0);
  const dead = of('dead');
  return {
    name: vi ? 'Tin báo cho người dân' : 'Messages to people',
    due: dead === 0 ? { state: 'han', text: vi ? 'không kẹt' : 'flowing' } : { state: 'qua', text: vi ? `${dead} tin kẹt` : `${dead} stuck` },
    text: vi ? `${of('waiting')} tin chờ, ${of('sent') + of('confirmed')} tin đã gửi.` : `${of('waiting')} waiting, ${of('sent') + of('confirmed')} sent.`,
    link: { href: '/quan-tri/thong-bao', text: vi ? 'Xem tin không gửi được' : 'See what did not get through' },
  };
}

/** Roles that watch over others (inspection, security, audit, administration) are not given by one administrator alone from this page. */
const isGivenHere = (role: Role): boolean => isWorkingRole(role) || role === 'leader';

async function postInvite(c: Ctx, site: Site): Promise<Response> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const permit = await permitFor(c, site, 'person.admin');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const { world } = site;
  const lang = langOf(c);
  const role = textOf(posted.fields, 'role');
  const unit = world.org().byId.get(Number(textOf(posted.fields, 'unit')) as UnitId);
  const name = textOf(posted.fields, 'name').trim();
  if (name === '')
    return await getAdmin(c, site, { problems: [{ name: 'name', text: lang === 'vi' ? 'Ghi họ, chữ đệm và tên.' : 'Write the full name.' }], status: 422 });
  if (unit === undefined || !isRole(role) || !isGivenHere(role))
    return await getAdmin(c, site, { problems: [{ name: 'unit', text: sentenceOf(refuse('unit-not-found'), lang) }], status: 422 });
  const link = await onceOnly(site, permit, posted.fields, async (inside) => {
    const person = await addPerson(inside, permit, { name });
    if (isRefusal(person)) return person;
    const post = await givePost(inside, permit, {
      person: person.id,
      unit: unit.id,
      role,
      title: `${roleLabel(role).vi} ${displayName(world.org(), unit)}`,
      from: dateOf(world.now()),
    });
    return isRefusal(post) ? post : await invite(inside, permit, person.id);
  });
  return await showLink(c, site, link);
}

async function showLink(c: Ctx, site: Site, link: { readonly token: string } | Refusal): Promise<Response> {
  const lang = langOf(c);
  if (isRefusal(link)) return await getAdmin(c, site, { problems: [{ name: 'name', text: sentenceOf(link, lang) }], status: statusOf(link) });
  return await getAdmin(c, site, {
    once: {
      title: lang === 'vi' ? 'Liên kết dùng một lần' : 'One-time link',
      text:
        lang === 'vi'
          ? 'Chuyển tận tay cho người được cấp; có hiệu lực 24 giờ và chỉ hiện một lần.'
          : 'Hand it to the person; valid for 24 hours and shown only once.',
      secret: `${site.world.origin}/moi/${link.token}`,
    },
  });
}

async function postRecover(c: Ctx, site: Site): Promise<Response> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const permit = await permitFor(c, site, 'person.admin');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const person = c.req.param('person') ?? '';
  if (!isUuid(person)) return sayNo(c, site, refuse('not-found'));
  return await showLink(c, site, await onceOnly(site, permit, posted.fields, (inside) => issueRecovery(inside, permit, person as PersonId)));
}

/** The second person: a head of the unit, a leader or the security officer, each within their reach. */
async function getRecoveries(c: Ctx, site: Site): Promise<Response> {
  const permit = await permitFor(c, site, 'person.confirm');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const lang = langOf(c);
  const open = await listRecoveries(site.world, permit);
  const names = await namesOf(
    site.world,
    permit,
    open.map((one) => one.issuedBy),
  );
  const waiting = open.map((one) => ({
    name: one.name,
    asked: [names.get(one.issuedBy) ?? '', showInstant(instantOf(Date.parse(one.issued)), lang)].filter((part) => part !== '').join(', '),
    action: `/quan-tri/xac-nhan/${one.id}`,
    key: site.world.newId(),
  }));
  const done = c.req.query('xong') === undefined ? undefined : lang === 'vi' ? 'Đã xác nhận.' : 'Confirmed.';
  return showPage(c, recoveryPage(frameOf(c, site), { waiting, ...(done === undefined ? {} : { done }) }));
}

async function postConfirm(c: Ctx, site: Site): Promise<Response> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const permit = await permitFor(c, site, 'person.confirm');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const link = c.req.param('link') ?? '';
  const done = isUuid(link) ? await confirmRecovery(site.world, permit, link) : refuse('not-found');
  return isRefusal(done) ? sayNo(c, site, done) : c.redirect('/quan-tri/khoi-phuc?xong=1', 303);
}

/** How much a service makes people type: by its form, and as its cases came. */
function typedLines(pack: Pack, typed: Awaited<ReturnType<typeof typedFields>>, lang: Lang): readonly string[] {
  if (pack.audience === 'internal') return [];
  const { asked, known } = questionsLeft(pack.form, recordMeanings);
  const came = typed.find((one) => one.packId === pack.id && one.packVersion === pack.version);
  const number = (value: number): string => (lang === 'vi' ? String(value).replace('.', ',') : String(value));
  const form = lang === 'vi' ? `Tờ khai ${asked} câu, ${known} câu đã có sẵn` : `${asked} questions, ${known} of them already known`;
  if (came === undefined) return [`${form}.`];
  return lang === 'vi'
    ? [`${form}. ${came.cases} hồ sơ trên mạng: trung bình gõ ${number(came.typed)} ô, có sẵn ${number(came.known)} ô.`]
    : [`${form}. ${came.cases} online cases: ${number(came.typed)} answers typed, ${number(came.known)} found filled in, on average.`];
}
