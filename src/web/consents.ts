/** From the people a case names to the lines about them: who, what they said, when and in which way. */
import type { Lang } from '../base/text.ts';
import { dateOf, showInstant } from '../base/time.ts';
import type { CaseState, Party } from '../kernel/case/case.ts';
import { partiesOf } from '../kernel/case/case.ts';
import type { Consent, Pack } from '../pack/pack.ts';
import { wayText } from './history.ts';
import { asTyped } from './parts/bits.ts';
import type { ConsentLine } from './parts/consents.ts';
import type { Html } from './parts/html.ts';
import { html } from './parts/html.ts';
import type { Due } from './parts/shape.ts';
import { consentWords } from './portal/consent.words.ts';
import type { Site } from './request.ts';
import { unitName } from './request.ts';

export const consentOf = (pack: Pack, party: Party): Consent | undefined => pack.consents.find((one) => one.id === party.consent);

export function chipOf(party: Party, lang: Lang): Due {
  const say = consentWords(lang);
  if (party.answer === undefined) return { state: 'sap', text: say('chipWaits') };
  return party.answer.says === 'agreed' ? { state: 'han', text: say('chipAgreed') } : { state: 'qua', text: say('chipDeclined') };
}

/** When and in which way it was said, and what a counter saw, in the words of who saw it. */
export function saidText(site: Site, { answer }: Party, lang: Lang): Html | undefined {
  if (answer === undefined) return undefined;
  const by = consentWords(lang)('by', { how: wayText[answer.how][lang], at: showInstant(answer.at, lang) });
  return answer.unit === undefined ? html`${by}` : html`${by}. ${unitName(site, answer.unit, lang)}: ${asTyped(lang, answer.note ?? '')}`;
}

/** Lines for the applicant, who is told what comes next, or for the desk. */
export function consentLines(site: Site, state: CaseState, pack: Pack, lang: Lang, reader: 'applicant' | 'desk'): readonly ConsentLine[] {
  const say = consentWords(lang);
  const isOver = state.stage.at === 'closed';
  return (state.parties ?? []).map((party): ConsentLine => {
    const consent = consentOf(pack, party);
    const said = saidText(site, party, lang);
    const canSign = consent?.ways.includes('signed-in') === true && party.idNumber !== '';
    const next = party.answer?.says === 'agreed' || isOver ? undefined : party.answer === undefined ? say(canSign ? 'how' : 'howCounter') : say('declinedText');
    return {
      name: party.name,
      who: consent?.who[lang] ?? '',
      // Nobody is asked any more once the case is over.
      chip: isOver && party.answer === undefined ? { state: 'dung', text: say('chipUnsaid') } : chipOf(party, lang),
      ...(said === undefined ? {} : { said }),
      ...(reader === 'desk' || next === undefined ? {} : { next }),
    };
  });
}

/** Whom a form as it is now would ask, before it is sent. */
export function askedByFiling(
  { world }: Site,
  pack: Pack,
  filing: Pick<CaseState, 'answers' | 'files'> & { readonly own?: string },
  lang: Lang,
): { readonly title: string; readonly lines: readonly ConsentLine[] } {
  const at = world.now();
  const parties = partiesOf(pack, { ...filing, id: '', today: dateOf(at), at, hash: world.hash, before: [] });
  const lines = parties.map((one) => ({ name: one.name, who: consentOf(pack, one)?.who[lang] ?? '', chip: chipOf(one, lang) }));
  return { title: consentWords(lang)('filing'), lines };
}
