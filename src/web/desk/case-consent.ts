/** What the desk shows of the people a case names, and where it records what it sees. */
import type { Lang } from '../../base/text.ts';
import type { WholeCase } from '../../kernel/case/case.act.ts';
import { isSettled } from '../../kernel/case/case.ts';
import type { Permit } from '../../kernel/permit.ts';
import { chipOf, consentLines, consentOf } from '../consents.ts';
import { consentWords } from '../portal/consent.words.ts';
import type { Site } from '../request.ts';
import type { CaseView } from './case.view.ts';

/** The desk records what it sees, until the answer stands. */
export function consentsView(
  site: Site,
  { state, pack }: WholeCase,
  permit: Permit,
  again: { readonly party: string; readonly text: string } | undefined,
  lang: Lang,
): CaseView['consents'] {
  const say = consentWords(lang);
  const lines = consentLines(site, state, pack, lang, 'desk');
  return (state.parties ?? []).map((party, index) => {
    const line = lines[index] ?? { name: party.name, who: '', chip: chipOf(party, lang) };
    const ways = consentOf(pack, party)?.ways.filter((way) => way !== 'signed-in') ?? [];
    if (permit.actor.role !== 'receptionist' || ways.length === 0 || isSettled(state, party)) return line;
    const isAgain = again?.party === party.id;
    const record = {
      action: `/ho-so/${state.code ?? state.tracking}/dong-y`,
      key: site.world.newId(),
      party: party.id,
      of: party.of,
      ways: ways.map((way) => ({ value: way, text: say(way === 'paper' ? 'recordPaper' : 'recordCounter') })),
      open: isAgain,
      typed: isAgain ? again.text : '',
    };
    return { ...line, record };
  });
}
