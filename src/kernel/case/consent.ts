/** Who besides the applicant has to agree to a case, to exactly which answers, and what they said. Pure. */
import type { PersonId } from '../../base/id.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { canonical, isObject, readPath } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import { tidy } from '../../base/text.ts';
import type { Instant, PlainDate } from '../../base/time.ts';
import type { FeelContext, FeelValue } from '../../engine/feel/feel.ts';
import { evaluate, isContext, isList, parseFeel } from '../../engine/feel/feel.ts';
import { feelAnswers } from '../../engine/form/form.ts';
import type { Consent, Pack } from '../../pack/pack.ts';
import type { AttachedFile, CaseState, Move, Party, PartyAnswer } from './state.ts';

type Asking = {
  readonly id: string;
  readonly answers: JsonObject;
  readonly files: readonly AttachedFile[];
  readonly today: PlainDate;
  readonly at: Instant;
  /** Who sends the papers. */
  readonly by?: PersonId;
  /** The applicant's number as the sign-in has shown it, '' when none has; absent where an officer sees the card: then the typed one counts. */
  readonly own?: string;
  readonly hash: (text: string) => string;
  /** Those asked before: an answer to the very same fingerprint stands. */
  readonly before: readonly Party[];
};

/** Everybody whose consent these answers need, with the answers that still hold. Empty for most services. */
export function partiesOf(pack: Pack, asking: Asking): readonly Party[] {
  if (pack.consents.length === 0) return [];
  const facts = feelAnswers(pack.form, asking.answers, { today: asking.today });
  // A typed number is no proof: whoever wrote the owner's number as their own would agree in the owner's place.
  const own = asking.own ?? (pack.applicant.id === undefined ? '' : textAt(asking.answers, pack.applicant.id));
  return pack.consents.flatMap((consent) =>
    namedBy(consent, asking.answers, facts)
      // Whoever files agrees by filing.
      .filter((one) => one.idNumber === '' || one.idNumber !== own)
      .map((one): Party => {
        const of = asking.hash(canonical([asking.id, pack.hash, consent.id, one.name, one.idNumber, shownTo(consent, asking.answers)]));
        const party = { id: one.id, consent: consent.id, name: one.name, idNumber: one.idNumber, of };
        // A paper comes from the applicant: it does not overrule what the person has said.
        const answer = stillHolding(asking.before, of) ?? byPaper(consent, asking);
        return answer === undefined ? party : { ...party, answer };
      }),
  );
}

/** The answers a consent is about, and nothing else: what the person reads is what is sealed. */
export const shownTo = (consent: Consent, answers: JsonObject): JsonObject =>
  consent.shows.reduce<JsonObject>((shown, path) => {
    const value = readPath(answers, path);
    return value === undefined ? shown : withAt(shown, path.split('.'), value);
  }, {});

function withAt(tree: JsonObject, [head = '', ...rest]: readonly string[], value: Json): JsonObject {
  const inner = tree[head];
  return { ...tree, [head]: rest.length === 0 ? value : withAt(isObject(inner) ? inner : {}, rest, value) };
}

type Named = { readonly id: string; readonly name: string; readonly idNumber: string };

function namedBy(consent: Consent, answers: JsonObject, facts: FeelContext): readonly Named[] {
  if (consent.each === undefined) {
    const named = { id: consent.id, name: textAt(answers, consent.name), idNumber: textAt(answers, consent.idNumber) };
    return isAsked(consent, facts) && named.name !== '' ? [named] : [];
  }
  const items = readPath(answers, consent.each);
  const values = listAt(facts, consent.each.split('.'));
  return (Array.isArray(items) ? (items as readonly Json[]) : []).flatMap((item, index) => {
    const named = { id: `${consent.id}-${index + 1}`, name: textAt(item, consent.name), idNumber: textAt(item, consent.idNumber) };
    return isAsked(consent, new Map([...facts, ['item', values[index] ?? null]])) && named.name !== '' ? [named] : [];
  });
}

/** A condition that cannot be decided asks: a consent too many delays, one too few is not lawful. */
function isAsked({ when }: Consent, facts: FeelContext): boolean {
  if (when === undefined) return true;
  const expression = parseFeel(when);
  if (isRefusal(expression)) return true;
  const found = evaluate(expression, facts);
  return isRefusal(found) || found.value !== false;
}

function listAt(facts: FeelContext, [head = '', ...rest]: readonly string[]): readonly FeelValue[] {
  const value = facts.get(head) ?? null;
  if (rest.length > 0) return isContext(value) ? listAt(value, rest) : [];
  return isList(value) ? value : [];
}

const textAt = (answers: Json, path: string): string => {
  const value = readPath(answers, path);
  return typeof value === 'string' ? value : '';
};

/** A written declaration among the papers of the case. What is only promised for the counter is none. */
function byPaper(consent: Consent, { files, at, by, before }: Asking): PartyAnswer | undefined {
  if (consent.paper === undefined || !consent.ways.includes('paper')) return undefined;
  if (!files.some((file) => file.paper === consent.paper && file.blob !== null)) return undefined;
  const earlier = before.find((one) => one.consent === consent.id && one.answer?.how === 'paper')?.answer;
  return earlier ?? { says: 'agreed', how: 'paper', at, ...(by === undefined ? {} : { by }) };
}

const stillHolding = (before: readonly Party[], of: string): PartyAnswer | undefined => {
  const answer = before.find((one) => one.of === of)?.answer;
  return answer?.how === 'paper' && answer.unit === undefined ? undefined : answer;
};

/** Whom the case waits for: not asked yet, or asked and not agreeing. */
export const awaited = (state: Pick<CaseState, 'parties'>): readonly Party[] => (state.parties ?? []).filter((one) => one.answer?.says !== 'agreed');

/** Those whose consent is asked of this number. */
export const partiesWith = (state: Pick<CaseState, 'parties'>, idNumber: string): readonly Party[] =>
  idNumber === '' ? [] : (state.parties ?? []).filter((one) => one.idNumber === idNumber);

/** Nothing is said to a case that is closed; what was agreed before reception stands once it was received. */
export const isSettled = (state: Pick<CaseState, 'stage' | 'clock' | 'finished'>, party: Party): boolean =>
  state.stage.at === 'closed' || state.finished !== undefined || (state.clock !== undefined && party.answer?.says === 'agreed');

/**
 * One answer of one person: the party as it is then. Refuses with 'consent-changed' when other answers were read than stand now, 'consent-given'
 * when it was said before, 'consent-settled' when it is too late, 'consent-unseen' when a counter does not say what it saw.
 */
export function said(pack: Pack, state: CaseState, move: Extract<Move, { do: 'consent' }>, at: Instant): Party | Refusal {
  const party = (state.parties ?? []).find((one) => one.id === move.party);
  const consent = party === undefined ? undefined : pack.consents.find((one) => one.id === party.consent);
  if (party === undefined || consent === undefined) return refuse('not-found');
  if (isSettled(state, party)) return refuse('consent-settled');
  if (party.of !== move.of) return refuse('consent-changed');
  if (!consent.ways.includes(move.how)) return refuse('not-allowed');
  const note = tidy(move.note ?? '').slice(0, 200);
  if (move.how !== 'signed-in' && note === '') return refuse('consent-unseen');
  const { answer: _answer, ...asked } = party;
  if (move.says === 'withdrawn') return party.answer === undefined ? refuse('consent-given') : asked;
  if (party.answer?.says === move.says) return refuse('consent-given');
  const seen = { ...(move.unit === undefined ? {} : { unit: move.unit }), ...(note === '' ? {} : { note }) };
  return { ...asked, answer: { says: move.says, how: move.how, at, by: move.by, ...seen } };
}
