/** `/toi/lam-thay`: asked, agreed to and ended by the two persons; `/tiep-nhan/lam-thay`: recorded by an officer with the paper on the table. */
import type { Hono } from 'hono';
import { isUuid } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse, sentenceOf, statusOf } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { maskId } from '../../base/text.ts';
import type { PlainDate } from '../../base/time.ts';
import { dateOf, plusDays, readDate, showDate, showInstant } from '../../base/time.ts';
import type { RawAnswers } from '../../engine/form/form.ts';
import type { CounterMandate } from '../../kernel/access/access.act.ts';
import { agreeToMandate, askMandate, endMandate, listMandates, recordMandate } from '../../kernel/access/access.act.ts';
import type { Mandate } from '../../kernel/access/access.ts';
import { displayName } from '../../kernel/org/org.ts';
import type { Permit } from '../../kernel/permit.ts';
import { findPerson } from '../../kernel/person/person.act.ts';
import { publicPacks } from '../../kernel/rollout/rollout.act.ts';
import type { Pack } from '../../pack/pack.ts';
import { onceOnly } from '../desk/once.route.ts';
import { dayOf, readPost, textOf } from '../form-post.ts';
import type { Due, FieldProblem } from '../parts/shape.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, permitFor, sayNo, showPage } from '../request.ts';
import type { MandateLine } from './mandate.view.ts';
import { counterMandatePage, mandatesPage } from './mandate.view.ts';
import { counterFaults, wishFaults } from './mandate-faults.ts';
import type { MeWord } from './me.words.ts';
import { meWords } from './me.words.ts';

export function mandateRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/toi/lam-thay', (c) => showMandates(c, site, new Map(), []));
  app.post('/toi/lam-thay', (c) => postMandate(c, site));
  app.post('/toi/lam-thay/:id/dong-y', (c) => postAnswer(c, site, 'dong-y', agreeToMandate));
  app.post('/toi/lam-thay/:id/cham-dut', (c) => postAnswer(c, site, 'cham-dut', endMandate));
  app.get('/tiep-nhan/lam-thay', (c) => showCounter(c, site, new Map(), []));
  app.post('/tiep-nhan/lam-thay', (c) => postCounter(c, site));
}

const dones: ReadonlyMap<string, MeWord> = new Map(
  Object.entries({ xin: 'doneAsked', cho: 'doneGiven', 'dong-y': 'doneAgreed', 'cham-dut': 'doneOver', ghi: 'doneCounter' }),
);
const doneOf = (c: Ctx): { readonly done?: MeWord } => {
  const word = dones.get(c.req.query('xong') ?? '');
  return word === undefined ? {} : { done: word };
};

async function showMandates(c: Ctx, site: Site, typed: RawAnswers, problems: readonly FieldProblem[], status = 200): Promise<Response> {
  const permit = await permitFor(c, site, 'person.self', 'own');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const person = await findPerson(site.world, permit, permit.actor.person);
  if (isRefusal(person)) return sayNo(c, site, person);
  const listed = await listMandates(site.world, permit);
  const mandates = isRefusal(listed) ? [] : listed;
  const packs = await publicPacks(site.world);
  const today = dateOf(site.world.now());
  const lang = langOf(c);
  const lineOf = lines(c, site, packs, person.idNumber ?? '');
  const view = {
    mine: mandates.filter((one) => one.agent.idNumber === person.idNumber).map(lineOf),
    others: mandates.filter((one) => one.principal.idNumber === person.idNumber).map(lineOf),
    form: {
      key: site.world.newId(),
      as: textOf(typed, 'as') === 'principal' ? ('principal' as const) : ('agent' as const),
      number: textOf(typed, 'number'),
      packs: packs.map((pack) => ({ value: pack.id, text: pack.title[lang], isChosen: typed.get('pack')?.includes(pack.id) ?? false })),
      until: typed.size === 0 ? plusDays(today, 180) : dayOf(typed, 'until'),
    },
    problems,
    ...doneOf(c),
  };
  return showPage(c, mandatesPage(frameOf(c, site), view), status);
}

/** One mandate as the reader sees it: the other person's name stands there once it is known. */
function lines(c: Ctx, site: Site, packs: readonly Pack[], ownNumber: string): (mandate: Mandate) => MandateLine {
  const lang = langOf(c);
  const say = meWords(lang);
  const key = site.world.newId();
  const titleOf = (id: string): string => packs.find((pack) => pack.id === id)?.title[lang] ?? id;
  return (one) => {
    const isAgent = one.agent.idNumber === ownNumber;
    const other = isAgent ? one.principal : one.agent;
    const state = stateOf(one, dateOf(site.world.now()));
    const covers = one.packs.length === 0 ? say('packsAll') : one.packs.map(titleOf).join(', ');
    const mayEnd = state === 'live' || state === 'waiting' || state === 'later';
    return {
      who: other.name ?? maskId(other.idNumber),
      kind: say(`kind_${one.kind}`),
      text: `${covers}. ${say('fromTo', { from: showDate(one.from), to: showDate(plusDays(one.until, -1)) })}`,
      ...(one.consent === undefined ? {} : { consent: consentText(c, site, one.consent) }),
      due: dueOf(c, one, state, isAgent),
      ...(isAgent && state === 'live' && other.id !== undefined ? { href: `/ho-so-cua-toi?thay=${other.id}` } : {}),
      ...(!isAgent && state === 'waiting' ? { agree: { action: `/toi/lam-thay/${one.id}/dong-y`, key } } : {}),
      ...(mayEnd ? { end: { action: `/toi/lam-thay/${one.id}/cham-dut`, key, word: state === 'waiting' && !isAgent ? 'decline' : 'withdraw' } } : {}),
    };
  };
}

type State = 'waiting' | 'live' | 'later' | 'over' | 'ended';

function stateOf(one: Mandate, today: PlainDate): State {
  if (one.ended !== undefined) return 'ended';
  if (today >= one.until) return 'over';
  if (one.consent === undefined) return 'waiting';
  return today < one.from ? 'later' : 'live';
}

function dueOf(c: Ctx, one: Mandate, state: State, isAgent: boolean): Due {
  const say = meWords(langOf(c));
  switch (state) {
    case 'waiting':
      return { state: 'sap', text: say(isAgent ? 'waits' : 'waitsMe') };
    case 'live':
    case 'later':
      return { state: 'han', text: say('inForce') };
    case 'over':
      return { state: 'dung', text: say('over') };
    case 'ended':
      return { state: 'dung', text: say('ended', { at: one.ended === undefined ? '' : showInstant(one.ended, langOf(c)) }) };
  }
}

function consentText(c: Ctx, site: Site, consent: NonNullable<Mandate['consent']>): string {
  const say = meWords(langOf(c));
  const at = showInstant(consent.at, langOf(c));
  if (consent.how === 'signed-in') return say('consentSigned', { at });
  const unit = consent.unit === undefined ? undefined : site.world.org().byId.get(consent.unit);
  return say('consentCounter', { at, unit: unit === undefined ? '' : displayName(site.world.org(), unit, langOf(c)), paper: consent.paper ?? '' });
}

const digitsOf = (fields: RawAnswers, name: string): string => textOf(fields, name).replace(/[ .]/g, '').slice(0, 20);

async function postMandate(c: Ctx, site: Site): Promise<Response> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const { fields } = posted;
  const permit = await permitFor(c, site, 'person.self', 'own');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const lang = langOf(c);
  const [otherNumber, last] = [digitsOf(fields, 'number'), readDate(dayOf(fields, 'until'))];
  const from = dateOf(site.world.now());
  const person = await findPerson(site.world, permit, permit.actor.person);
  const ownNumber = isRefusal(person) ? undefined : person.idNumber;
  const problems = wishFaults({ number: otherNumber, ownNumber, last }, from, lang);
  if (problems.length > 0 || last === undefined) return await showMandates(c, site, fields, problems, 422);
  const as = textOf(fields, 'as') === 'principal' ? 'principal' : 'agent';
  const known = new Set((await publicPacks(site.world)).map((pack): string => pack.id));
  const packs = (fields.get('pack') ?? []).filter((id) => known.has(id));
  const asked = await onceOnly(site, permit, fields, (inside) => askMandate(inside, permit, { as, otherNumber, packs, from, until: plusDays(last, 1) }));
  if (isRefusal(asked) && asked.refused !== 'already-sent')
    return await showMandates(c, site, fields, [{ name: 'number', text: sentenceOf(asked, lang) }], statusOf(asked));
  return c.redirect(`/toi/lam-thay?xong=${as === 'agent' ? 'xin' : 'cho'}`, 303);
}

type Answer = (world: Site['world'], permit: Permit<'person.self'>, id: string) => Promise<true | Refusal>;

async function postAnswer(c: Ctx, site: Site, said: string, answer: Answer): Promise<Response> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const permit = await permitFor(c, site, 'person.self', 'own');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const id = c.req.param('id') ?? '';
  const done = isUuid(id) ? await answer(site.world, permit, id) : refuse('not-found');
  return isRefusal(done) ? sayNo(c, site, done) : c.redirect(`/toi/lam-thay?xong=${said}`, 303);
}

async function showCounter(c: Ctx, site: Site, fields: RawAnswers, problems: readonly FieldProblem[], status = 200): Promise<Response> {
  const permit = await permitFor(c, site, 'case.receive');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const typed = Object.fromEntries([...fields].filter(([name]) => !name.startsWith('_')).map(([name, values]) => [name, values[0] ?? '']));
  const days = { birth: dayOf(fields, 'birth'), until: dayOf(fields, 'until') };
  return showPage(c, counterMandatePage(frameOf(c, site), { key: site.world.newId(), typed, days, problems, ...doneOf(c) }), status);
}

async function postCounter(c: Ctx, site: Site): Promise<Response> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  const { fields } = posted;
  const permit = await permitFor(c, site, 'case.receive');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  const lang = langOf(c);
  const given = readCounter(site, permit, fields, lang);
  if (isRefusal(given)) return sayNo(c, site, given);
  if ('problems' in given) return await showCounter(c, site, fields, given.problems, 422);
  const done = await onceOnly(site, permit, fields, (inside) => recordMandate(inside, permit, given));
  if (isRefusal(done) && done.refused !== 'already-sent') return await showCounter(c, site, fields, [personProblem(done, lang)], statusOf(done));
  return c.redirect('/tiep-nhan/lam-thay?xong=ghi', 303);
}

/** What the officer typed, or the boxes that need another look. */
function readCounter(
  site: Site,
  permit: Permit<'case.receive'>,
  fields: RawAnswers,
  lang: Lang,
): CounterMandate | { readonly problems: readonly FieldProblem[] } | Refusal {
  const personAt = (name: 'agent' | 'principal') => ({ idNumber: digitsOf(fields, `${name}.number`), name: textOf(fields, `${name}.name`).trim() });
  const [agent, principal] = [personAt('agent'), personAt('principal')];
  const [birth, last] = [readDate(dayOf(fields, 'birth')), readDate(dayOf(fields, 'until'))];
  const kind = textOf(fields, 'kind') === 'proxy' ? 'proxy' : 'child';
  const paper = textOf(fields, 'paper').trim();
  const { unit } = permit.actor;
  if (unit === undefined) return refuse('not-allowed');
  const today = dateOf(site.world.now());
  const problems = counterFaults({ kind, agent, principal, birth, last, paper }, today, lang);
  const common = { unit, agent, principal, paper, packs: [] };
  if (problems.length === 0 && kind === 'child' && birth !== undefined) return { ...common, kind, birth };
  if (problems.length === 0 && kind === 'proxy' && last !== undefined) return { ...common, kind, from: today, until: plusDays(last, 1) };
  return { problems };
}

/** About which of the two it is; a name that is not that of the number stands at the name. */
function personProblem(refusal: Refusal, lang: Lang): FieldProblem {
  const of = refusal.about?.of === 'principal' ? 'principal' : 'agent';
  return refusal.refused === 'person-has-problems'
    ? { name: `${of}.name`, text: meWords(lang)('otherName') }
    : { name: `${of}.number`, text: sentenceOf(refusal, lang) };
}
