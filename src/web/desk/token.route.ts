/** Keys for other programs on `/quan-tri`: issued to a post with chosen rights, shown once, revoked at any time. */
import type { Hono } from 'hono';
import type { PersonId } from '../../base/id.ts';
import { isUuid } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse, sentenceOf, statusOf } from '../../base/refusal.ts';
import type { Label, Lang } from '../../base/text.ts';
import { showInstant } from '../../base/time.ts';
import type { Holder, IssuedToken } from '../../kernel/access/access.act.ts';
import { issueToken, listTokens, revokeToken } from '../../kernel/access/access.act.ts';
import type { ApiToken } from '../../kernel/access/access.ts';
import { roleLabel, tokenRights } from '../../kernel/access/access.ts';
import type { Permit, Right } from '../../kernel/permit.ts';
import { readPost, textOf } from '../form-post.ts';
import type { Choice } from '../parts/shape.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { langOf, permitFor, sayNo } from '../request.ts';
import type { AdminView } from './admin.view.ts';
import { onceOnly } from './once.route.ts';

/** What the page shows after a deed on tokens. */
export type TokenShown = { readonly once?: NonNullable<AdminView['once']>; readonly tokenProblem?: string; readonly status?: number };
type ShowAdmin = (c: Ctx, shown: TokenShown) => Promise<Response>;

export function tokenRoutes(app: Hono<WebEnv>, site: Site, show: ShowAdmin): void {
  app.post('/quan-tri/khoa', (c) => postToken(c, site, show));
  app.post('/quan-tri/khoa/:id/thu-hoi', (c) => postRevoke(c, site));
}

/** The part of the page about tokens. */
export async function tokenView(
  site: Site,
  permit: Permit<'person.admin'>,
  holders: readonly Holder[],
  lang: Lang,
  problem: string | undefined,
): Promise<Pick<AdminView, 'tokens' | 'token'>> {
  const tokens = await listTokens(site.world, permit);
  return {
    tokens: tokens.map((token) => lineOf(token, site.world.newId(), lang)),
    token: {
      action: '/quan-tri/khoa',
      key: site.world.newId(),
      people: peopleOf(holders, permit, lang),
      rights: tokenRights.map((right) => ({ value: right, text: rightName(right, lang) })),
      ...(problem === undefined ? {} : { problem }),
    },
  };
}

/** Holders of posts, each once, without the administrator: nobody issues a token for oneself. */
function peopleOf(holders: readonly Holder[], permit: Permit<'person.admin'>, lang: Lang): readonly Choice[] {
  const title = (holder: Holder): string => (lang === 'vi' ? holder.title : roleLabel(holder.role).en);
  const others = holders.filter((holder) => holder.person !== permit.actor.person);
  return [...new Map(others.map((holder) => [holder.person, { value: holder.person, text: `${holder.name}, ${title(holder)}` }])).values()];
}

function lineOf(token: ApiToken, key: string, lang: Lang): AdminView['tokens'][number] {
  const until = `${lang === 'vi' ? 'đến' : 'until'} ${showInstant(token.expires, lang)}`;
  const line = { name: `${token.name} · ${token.holder}`, rights: token.rights.map((right) => rightName(right, lang)).join('; ') };
  if (token.revoked !== undefined) return { ...line, until: `${lang === 'vi' ? 'đã thu hồi' : 'revoked'} ${showInstant(token.revoked, lang)}` };
  return { ...line, until, revoke: { action: `/quan-tri/khoa/${token.id}/thu-hoi`, key } };
}

const names: Partial<Record<Right, Label>> = {
  'case.submit': { vi: 'nộp hồ sơ tại quầy', en: 'file cases at the counter' },
  'case.receive': { vi: 'tiếp nhận hồ sơ', en: 'receive cases' },
  'case.work': { vi: 'làm các bước', en: 'complete steps' },
  'case.supplement': { vi: 'yêu cầu bổ sung', en: 'ask for supplements' },
  'case.refuse': { vi: 'từ chối', en: 'refuse' },
  'case.extend': { vi: 'gia hạn', en: 'extend' },
  'case.withdraw': { vi: 'rút hồ sơ', en: 'withdraw' },
  'case.read': { vi: 'đọc hồ sơ, có ghi vết', en: 'read cases, with a trace' },
  'case.list': { vi: 'xem danh sách hồ sơ', en: 'list cases' },
  'fee.take': { vi: 'ghi nhận thu phí', en: 'record fees' },
  'indicator.read': { vi: 'xem số liệu điều hành', en: "read the leader's numbers" },
};
const rightName = (right: Right, lang: Lang): string => names[right]?.[lang] ?? right;

async function postToken(c: Ctx, site: Site, show: ShowAdmin): Promise<Response> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const permit = await permitFor(c, site, 'person.admin');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const person = textOf(posted.fields, 'person');
  const rights = tokenRights.filter((right) => posted.fields.get('right')?.includes(right));
  const wish = { person: person as PersonId, name: textOf(posted.fields, 'name'), rights };
  const issued = isUuid(person) ? await onceOnly(site, permit, posted.fields, (inside) => issueToken(inside, permit, wish)) : refuse('token-not-fitting');
  return await showIssued(c, show, issued);
}

async function showIssued(c: Ctx, show: ShowAdmin, issued: IssuedToken | Refusal): Promise<Response> {
  const lang = langOf(c);
  if (isRefusal(issued)) return await show(c, { tokenProblem: sentenceOf(issued, lang), status: statusOf(issued) });
  const text = lang === 'vi' ? 'Dán vào phần mềm ngay bây giờ: khóa chỉ hiện một lần.' : 'Paste it into the program now: it is shown only once.';
  return await show(c, { once: { title: lang === 'vi' ? 'Khóa cho phần mềm' : 'Key for a program', text, secret: issued.bearer } });
}

async function postRevoke(c: Ctx, site: Site): Promise<Response> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const permit = await permitFor(c, site, 'person.admin');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const id = c.req.param('id') ?? '';
  const done = isUuid(id) ? await revokeToken(site.world, permit, id) : refuse('not-found');
  return isRefusal(done) ? sayNo(c, site, done) : c.redirect('/quan-tri', 303);
}
