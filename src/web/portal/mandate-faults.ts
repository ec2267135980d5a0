/** What is wrong with a mandate as it was typed: each cause in its own words, at its own box. */
import type { Lang } from '../../base/text.ts';
import type { PlainDate } from '../../base/time.ts';
import { plusDays, showDate } from '../../base/time.ts';
import { childFault, longestMandateDays, termFault } from '../../kernel/access/access.ts';
import { isIdNumber } from '../../kernel/person/person.ts';
import type { FieldProblem } from '../parts/shape.ts';
import type { MeWord } from './me.words.ts';
import { meWords } from './me.words.ts';

type Fault = { readonly name: string; readonly word: MeWord } | undefined;

/** `last`: the last day it is good for; absent when none was chosen. */
export type TypedWish = { readonly number: string; readonly ownNumber: string | undefined; readonly last: PlainDate | undefined };

export type TypedCounter = {
  readonly kind: 'child' | 'proxy';
  readonly agent: TypedPerson;
  readonly principal: TypedPerson;
  readonly birth: PlainDate | undefined;
  readonly last: PlainDate | undefined;
  readonly paper: string;
};
type TypedPerson = { readonly idNumber: string; readonly name: string };

/** One person asks or gives; the other is named by number. */
export const wishFaults = ({ number, ownNumber, last }: TypedWish, today: PlainDate, lang: Lang): readonly FieldProblem[] =>
  said([isIdNumber(number) ? at('number', number === ownNumber ? 'ownNumber' : undefined) : at('number', 'wrongNumber'), lastFault(last, today)], today, lang);

/** The officer names both, and the paper on the table. */
export function counterFaults(typed: TypedCounter, today: PlainDate, lang: Lang): readonly FieldProblem[] {
  const { kind, agent, principal, birth, last, paper } = typed;
  const isSame = isIdNumber(agent.idNumber) && agent.idNumber === principal.idNumber;
  const faults = [
    at('agent.number', isIdNumber(agent.idNumber) ? undefined : 'wrongNumber'),
    at('agent.name', agent.name === '' ? 'noName' : undefined),
    at('principal.number', isIdNumber(principal.idNumber) ? (isSame ? 'sameNumber' : undefined) : 'wrongNumber'),
    at('principal.name', principal.name === '' ? 'noName' : undefined),
    kind === 'child' ? birthFault(principal.idNumber, birth, today) : lastFault(last, today),
    at('paper', paper === '' ? 'noPaper' : undefined),
  ];
  return said(faults, today, lang);
}

const at = (name: string, word: MeWord | undefined): Fault => (word === undefined ? undefined : { name, word });

function lastFault(last: PlainDate | undefined, today: PlainDate): Fault {
  if (last === undefined) return at('until', 'noLast');
  const fault = termFault({ from: today, until: plusDays(last, 1) }, today);
  return fault === undefined ? undefined : at('until', fault === 'past' ? 'pastDay' : 'longTerm');
}

/** A number that is none tells no year: it is said at the number. */
function birthFault(idNumber: string, birth: PlainDate | undefined, today: PlainDate): Fault {
  if (birth === undefined) return at('birth', 'noBirth');
  const fault = isIdNumber(idNumber) ? childFault({ idNumber, birth }, today) : undefined;
  return fault === undefined ? undefined : at('birth', fault === 'year' ? 'otherYear' : 'grown');
}

function said(faults: readonly Fault[], today: PlainDate, lang: Lang): readonly FieldProblem[] {
  const say = meWords(lang);
  const dayOf = (word: MeWord): string => showDate(word === 'longTerm' ? plusDays(today, longestMandateDays - 1) : today);
  return faults.flatMap((fault) => (fault === undefined ? [] : [{ name: fault.name, text: say(fault.word, { day: dayOf(fault.word) }) }]));
}
