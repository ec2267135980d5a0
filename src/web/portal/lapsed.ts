/** Posts whose session has lapsed: answers and files wait behind the sign-in page, and the same form stands there again for the same person. */
import { getCookie, setCookie } from 'hono/cookie';
import { isUuid } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import { toMs } from '../../base/time.ts';
import { dropParked, findDraft, listParked, parkDraft, saveDraft, takeOver } from '../../kernel/case/case.act.ts';
import type { DraftBoxes } from '../../kernel/case/case.ts';
import { boxesTyped, fitDraft } from '../../kernel/case/case.ts';
import type { Permit } from '../../kernel/permit.ts';
import type { Pack } from '../../pack/pack.ts';
import { brake } from '../brake.ts';
import type { Posted } from '../form-post.ts';
import { textOf } from '../form-post.ts';
import type { FieldProblem } from '../parts/shape.ts';
import type { Ctx, Site } from '../request.ts';
import { addressOf, langOf, sayNo } from '../request.ts';
import { fileProblems, holdFiles } from './apply-files.ts';
import { andQuery } from './apply-for.ts';

/** Forms of lapsed sessions in an hour from one address, behind which a whole office may sit. */
const lapsed = brake(60, 3600);
const keptSeconds = 3600;

/** Known to this browser alone: who copies the address of the form from a shared screen does not get its files. */
const browserCookie = (site: Site): string => (site.world.origin.startsWith('https:') ? '__Host-giu' : 'giu');

function browserOf(c: Ctx, site: Site): string {
  const known = getCookie(c, browserCookie(site)) ?? '';
  const secret = /^[0-9a-f]{64}$/.test(known) ? known : Buffer.from(site.world.secret(32)).toString('hex');
  const secure = site.world.origin.startsWith('https:');
  setCookie(c, browserCookie(site), secret, { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge: keptSeconds });
  return site.world.hash(secret);
}

/** What was typed and attached waits for its owner behind the sign-in page. Answers the address to sign in at. */
export async function holdForOwner(c: Ctx, site: Site, place: string, pack: Pack | undefined, posted: Posted): Promise<string | Refusal> {
  const owner = textOf(posted.fields, '_owner');
  if (!/^[0-9a-f]{20}$/.test(owner)) return refuse('not-signed-in');
  // Nobody has shown who they are: one address cannot take up the room of all.
  const slow = lapsed(addressOf(c));
  if (slow !== undefined) return slow;
  const id = await parkDraft(site.world, {
    owner,
    place,
    pack: { id: pack?.id ?? '', version: pack?.version ?? '' },
    boxes: boxesTyped(posted.fields, toMs(site.world.machine())),
    files: posted.files,
    browser: posted.files.length === 0 ? '' : browserOf(c, site),
    address: site.world.hash(`address ${addressOf(c)}`).slice(0, 20),
  });
  return isRefusal(id) ? id : `/dang-nhap?next=${encodeURIComponent(heldHref({ id, place }))}`;
}

/** Nothing typed is lost with a session: it waits behind the sign-in page. */
export function sendToSignIn(c: Ctx, site: Site, held: string | Refusal): Response {
  return isRefusal(held) ? sayNo(c, site, held) : c.redirect(held, 303);
}

export type HeldPost = Awaited<ReturnType<typeof listParked>>[number];
/** Way to a form with what was sent to it after the session had lapsed. */
export const heldHref = ({ id, place }: Pick<HeldPost, 'id' | 'place'>): string => andQuery(place, `giu=${id}`);

/** The way back for whoever came to the form by another one than through the sign-in page. */
export async function heldAt(site: Site, permit: Permit<'case.submit'>, place: string): Promise<string | undefined> {
  const held = (await listParked(site.world, permit)).find((one) => one.place === place);
  return held === undefined ? undefined : heldHref(held);
}

/** `?giu=<number>`: the same form again. Its files go through the same door as every other; what that refuses is named at its paper. Undefined when nothing waits here for this person. */
export async function takeBack(
  c: Ctx,
  site: Site,
  permit: Permit<'case.submit'>,
  at: { readonly place: string; readonly pack: Pack | undefined },
): Promise<{ readonly place: string; readonly general: readonly FieldProblem[] } | undefined> {
  const id = c.req.query('giu') ?? '';
  const secret = getCookie(c, browserCookie(site)) ?? '';
  const taken = isUuid(id) ? await takeOver(site.world, permit, id, site.world.hash(secret)) : undefined;
  if (taken === undefined) return undefined;
  const { place, files } = taken;
  const { pack } = at;
  const general = files.length === 0 || pack === undefined || place !== at.place ? [] : await attach(c, site, permit, { place, pack, files });
  await dropParked(site.world, permit, id);
  return { place, general };
}

async function attach(
  c: Ctx,
  site: Site,
  permit: Permit<'case.submit'>,
  back: { readonly place: string; readonly pack: Pack; readonly files: Posted['files'] },
): Promise<readonly FieldProblem[]> {
  const { place, pack, files } = back;
  const draft = await findDraft(site.world, permit, place);
  const typed = draft === undefined ? new Map() : fitDraft(pack.form, draft.boxes).typed;
  const held = await holdFiles(site, permit, pack, typed, files);
  const papers = [...new Set(held.files.map((file) => file.paper))];
  const boxes = (_: DraftBoxes, now: number): DraftBoxes =>
    Object.fromEntries(
      papers.map((paper) => [`_file.${paper}`, { values: held.files.filter((file) => file.paper === paper).map(({ upload }) => upload.id), at: now }]),
    );
  await saveDraft(site.world, permit, { key: draft?.id ?? site.world.newId(), place, pack: { id: pack.id, version: pack.version }, boxes, seen: 'all' });
  return fileProblems(held.problems, langOf(c));
}
