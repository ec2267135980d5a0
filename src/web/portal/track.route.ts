/** `/tra-cuu`: timeline by code and last four digits, without sign-in; slow for guessers. */
import type { Hono } from 'hono';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, sentenceOf, statusOf } from '../../base/refusal.ts';
import { trackCase } from '../../kernel/case/case.act.ts';
import { readPost, textOf } from '../form-post.ts';
import { happeningsOf, outcomeOf } from '../history.ts';
import { payLinesOf } from '../pay-lines.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { addressOf, frameOf, langOf, sayNo, showPage, unitName } from '../request.ts';
import { clockNotes, promisedOf } from '../show.ts';
import type { TrackedCase } from './track.view.ts';
import { trackPage } from './track.view.ts';
import { codeTyped, digitsTyped } from './track-typed.ts';

export function trackRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/tra-cuu', (c) => {
    const code = c.req.query('ma') ?? '';
    const digits = c.req.query('so_cuoi');
    return digits === undefined ? showForm(c, site, code, '', undefined) : track(c, site, code, digits);
  });
  app.post('/tra-cuu', async (c) => {
    const posted = await readPost(c);
    if (isRefusal(posted)) return sayNo(c, site, posted);
    return track(c, site, textOf(posted.fields, 'ma'), textOf(posted.fields, 'so_cuoi'));
  });
}

async function track(c: Ctx, site: Site, typedCode: string, typedDigits: string): Promise<Response> {
  const lang = langOf(c);
  const code = codeTyped(typedCode.slice(0, 60));
  const slow = site.guesses.address(`address/${addressOf(c)}`);
  if (slow !== undefined) return sayNo(c, site, slow);
  const found = await trackCase(site.world, code, digitsTyped(typedDigits.slice(0, 20)), site.guesses.code);
  if (isRefusal(found) && found.refused === 'too-many-requests') return sayNo(c, site, found);
  if (isRefusal(found)) return showForm(c, site, typedCode.slice(0, 60), typedDigits.slice(0, 20), found);
  const { state, pack, entries } = found;
  const promised = promisedOf(state, site.world.now(), site.world.calendarOf(state.unit), lang);
  const outcome = outcomeOf(state, pack, lang);
  const view: TrackedCase = {
    title: pack.title[lang],
    trackingCode: state.tracking,
    ...(state.code === undefined ? {} : { caseCode: state.code }),
    unit: unitName(site, state.unit, lang),
    ...(promised === undefined || outcome !== undefined ? {} : { promised }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(outcome === undefined ? { notes: clockNotes(state, pack, lang) } : {}),
    happenings: happeningsOf(entries, state, pack, lang, { unit: (id) => unitName(site, id, lang) }),
    pay: await payLinesOf(site.world, 'tracked', state.id, lang),
    ...(state.fee.total === 0 ? { free: lang === 'vi' ? 'Không phải nộp phí.' : 'Nothing is to be paid.' } : {}),
    full: fullWay(c, state.id, state.applicant.id),
  };
  return showPage(c, trackPage(frameOf(c, site), { code, lastDigits: '', problems: [], found: view }));
}

/** Whoever is signed in is not asked to sign in; of somebody else's case they come to their own ones. */
function fullWay(c: Ctx, id: string, applicant: string | null): TrackedCase['full'] {
  const signed = c.get('signed');
  const isOther = signed !== undefined && signed.session.person !== applicant;
  return { href: isOther ? '/ho-so-cua-toi' : `/ho-so-cua-toi/${id}`, isSignedIn: signed !== undefined };
}

/** Wrong code and wrong digits look the same. */
function showForm(c: Ctx, site: Site, code: string, lastDigits: string, refusal: Refusal | undefined): Response {
  const problems = refusal === undefined ? [] : [{ name: 'ma', text: sentenceOf(refusal, langOf(c)) }];
  return showPage(c, trackPage(frameOf(c, site), { code, lastDigits, problems }), refusal === undefined ? 200 : statusOf(refusal));
}
