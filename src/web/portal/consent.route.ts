/** `/toi/dong-y`: what waits for the consent of whoever is signed in, read and answered under the own number. Works without script. */
import type { Hono } from 'hono';
import type { CaseId } from '../../base/id.ts';
import { isCommandKey, isUuid } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse, sentenceOf, statusOf } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { maskId } from '../../base/text.ts';
import { showInstant } from '../../base/time.ts';
import type { NamedCase } from '../../kernel/case/case.act.ts';
import { listNamed, openNamed, sayConsent } from '../../kernel/case/case.act.ts';
import type { CaseState, Party, PartySays } from '../../kernel/case/case.ts';
import { isSettled, shownGroups, shownTo } from '../../kernel/case/case.ts';
import type { LedgerEntry } from '../../kernel/ledger/ledger.ts';
import type { Pack } from '../../pack/pack.ts';
import type { Brake } from '../brake.ts';
import { brake } from '../brake.ts';
import { chipOf, consentOf, saidText } from '../consents.ts';
import { readPost, textOf } from '../form-post.ts';
import { happeningsOf, outcomeOf } from '../history.ts';
import type { AnswerGroup, FieldProblem } from '../parts/shape.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, permitFor, sayNo, showPage, unitName } from '../request.ts';
import { clockNotes, dueOf, promisedOf, timedOf } from '../show.ts';
import type { AskedConsent, NamedLine } from './consent.view.ts';
import { namedCasePage, namedListPage } from './consent.view.ts';
import type { ConsentWord } from './consent.words.ts';
import { consentWords } from './consent.words.ts';

export function consentRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/toi/dong-y', (c) => getList(c, site));
  app.get('/toi/dong-y/:id', (c) => showNamed(c, site, [], 200));
  // Every change of mind is a message to whoever filed.
  const slow = brake(30, 3600);
  app.post('/toi/dong-y/:id', (c) => postAnswer(c, site, slow));
}

async function getList(c: Ctx, site: Site): Promise<Response> {
  const permit = await permitFor(c, site, 'person.self', 'own');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const cases = await listNamed(site.world, permit);
  if (isRefusal(cases)) return sayNo(c, site, cases);
  return showPage(c, namedListPage(frameOf(c, site), { cases: cases.map((one) => namedLine(site, one, langOf(c))) }));
}

export function namedLine(site: Site, { state, pack, mine }: NamedCase, lang: Lang): NamedLine {
  const waits = state.stage.at !== 'closed' && mine.some((one) => one.answer === undefined);
  const first = mine.find((one) => one.answer === undefined) ?? mine[0];
  const now = dueOf(timedOf(state), site.world.now(), site.world.calendarOf(state.unit), lang);
  return {
    href: `/toi/dong-y/${state.id}`,
    title: pack.title[lang],
    from: consentWords(lang)('from', { name: state.applicant.name }),
    who: mine.map((one) => consentOf(pack, one)?.who[lang] ?? '').join(', '),
    chip: waits ? { state: 'sap', text: consentWords(lang)('waiting') } : state.stage.at === 'closed' || first === undefined ? now : chipOf(first, lang),
    waits,
    text: `${lang === 'vi' ? 'Nộp lúc' : 'Submitted'} ${showInstant(state.submitted, lang)}`,
  };
}

const dones: Readonly<Record<PartySays, ConsentWord>> = { agreed: 'doneAgreed', declined: 'doneDeclined', withdrawn: 'doneWithdrawn' };

async function showNamed(c: Ctx, site: Site, problems: readonly FieldProblem[], status: number): Promise<Response> {
  const permit = await permitFor(c, site, 'person.self', 'own');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const id = c.req.param('id') ?? '';
  const found = await openNamed(site.world, permit, (isUuid(id) ? id : noCase) as CaseId);
  if (isRefusal(found)) return sayNo(c, site, found);
  const { state, pack, mine } = found;
  const lang = langOf(c);
  const said = saysOf(c.req.query('xong') ?? '');
  const view = {
    title: pack.title[lang],
    from: consentWords(lang)('from', { name: state.applicant.name }),
    unit: unitName(site, state.unit, lang),
    action: `/toi/dong-y/${state.id}`,
    asked: mine.map((party) => askedOf(site, found, party, lang)),
    chip: dueOf(timedOf(state), site.world.now(), site.world.calendarOf(state.unit), lang),
    ...followed(site, found, lang),
    problems,
    ...(said === undefined || problems.length > 0 ? {} : { done: dones[said] }),
  };
  return showPage(c, namedCasePage(frameOf(c, site), view), status);
}

export const isJoint = (pack: Pack, mine: readonly Party[]): boolean => mine.some((party) => consentOf(pack, party)?.joint === true);

/** A joint applicant follows the case like its applicant, without the papers and the answers of others; whoever only agrees does not. */
function followed(site: Site, { state, pack, mine, entries }: NamedCase & { readonly entries: readonly LedgerEntry[] }, lang: Lang) {
  if (!isJoint(pack, mine)) return { happenings: [] };
  const outcome = outcomeOf(state, pack, lang);
  const promised = promisedOf(state, site.world.now(), site.world.calendarOf(state.unit), lang);
  return {
    ...(outcome === undefined ? { notes: clockNotes(state, pack, lang) } : { outcome }),
    ...(promised === undefined || outcome !== undefined ? {} : { promised }),
    happenings: happeningsOf(entries, state, pack, lang, { unit: (unit) => unitName(site, unit, lang) }),
  };
}

function askedOf(site: Site, { state, pack }: NamedCase, party: Party, lang: Lang): AskedConsent {
  const consent = consentOf(pack, party);
  const said = saidText(site, party, lang);
  return {
    party: party.id,
    of: party.of,
    key: site.world.newId(),
    who: consent?.who[lang] ?? '',
    sentence: consent?.text[lang] ?? '',
    groups: consent === undefined ? [] : groupsOf(pack, shownTo(consent, state.answers), party.idNumber, lang),
    chip: chipOf(party, lang),
    ...(said === undefined ? {} : { said }),
    open: openOf(state, pack, party),
  };
}

/** Numbers of others are masked: the person reads who is meant, not what opens their accounts. */
const groupsOf = (pack: Pack, answers: CaseState['answers'], own: string, lang: Lang): readonly AnswerGroup[] =>
  shownGroups(pack.form, answers, lang).map((group) => ({
    title: group.title,
    rows: group.rows.map(({ label, value }) => ({ label, value: /^\d{12}$/.test(value) && value !== own ? maskId(value) : value })),
  }));

function openOf(state: CaseState, pack: Pack, party: Party): AskedConsent['open'] {
  if (isSettled(state, party) || consentOf(pack, party)?.ways.includes('signed-in') !== true) return 'none';
  if (party.answer === undefined) return 'answer';
  return party.answer.says === 'agreed' ? 'take-back' : 'change';
}

async function postAnswer(c: Ctx, site: Site, slow: Brake): Promise<Response> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const permit = await permitFor(c, site, 'person.self', 'own');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const refusal = slow(permit.actor.person);
  if (refusal !== undefined) return sayNo(c, site, refusal);
  const { fields } = posted;
  const [id, key, party, of] = [c.req.param('id') ?? '', textOf(fields, '_key'), textOf(fields, 'party').slice(0, 60), textOf(fields, 'of').slice(0, 64)];
  const says = saysOf(textOf(fields, 'says'));
  if (!isCommandKey(key)) return sayNo(c, site, refuse('key-missing'));
  if (says === undefined) return sayNo(c, site, refuse('bad-request'));
  if (says === 'agreed' && textOf(fields, `read.${party}`) !== 'true')
    return await showNamed(c, site, [{ name: `read.${party}`, text: consentWords(langOf(c))('tickMissing') }], 422);
  const done = await sayConsent(site.world, permit, { id: (isUuid(id) ? id : noCase) as CaseId, key, party, of, says });
  if (isRefusal(done)) return await refused(c, site, done, party);
  return c.redirect(`/toi/dong-y/${id}?xong=${says}`, 303);
}

/** Whoever is named reads the page as it is now, with the reason above; anybody else finds nothing. */
const refused = async (c: Ctx, site: Site, refusal: Refusal, party: string): Promise<Response> =>
  refusal.refused.startsWith('consent-')
    ? await showNamed(c, site, [{ name: `read.${party}`, text: sentenceOf(refusal, langOf(c)) }], statusOf(refusal))
    : sayNo(c, site, refusal);

const saysOf = (text: string): PartySays | undefined => (['agreed', 'declined', 'withdrawn'] as const).find((one) => one === text);

/** The id of no case: version 7, all zeros. */
const noCase = '00000000-0000-7000-8000-000000000000';
