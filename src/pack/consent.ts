/** Consents a pack asks for agree with its form: the person, the answers and the paper are there, the condition is FEEL over what is known. */
import { isRefusal } from '../base/refusal.ts';
import { parseFeel, reads } from '../engine/feel/feel.ts';
import type { Notes } from './notes.ts';
import { note } from './notes.ts';
import type { Consent, Linted } from './pack.ts';

/** Answers a consent reads, by their path in the form. */
export const consentPaths = (consent: Consent): readonly string[] => [at(consent, consent.name), at(consent, consent.idNumber), ...consent.shows];

const at = ({ each }: Consent, path: string): string => (each === undefined ? path : `${each}.*.${path}`);

export function lintConsents(pack: Linted, on: Notes): void {
  const fields = [...pack.form.fields.keys()];
  const isThere = (path: string): boolean => fields.some((field) => field === path || field.startsWith(`${path}.`));
  for (const [index, consent] of pack.consents.entries()) {
    const place = `consents.${consent.id}`;
    if (pack.consents.findIndex((one) => one.id === consent.id) < index)
      note(on, place, 'name-twice', { message: `The consent "${consent.id}" stands twice.`, repair: 'Give every consent an id of its own.' });
    for (const path of consentPaths(consent))
      if (!isThere(path))
        note(on, place, 'field-unknown', { message: `The form has no field "${path}".`, repair: 'Name a field or a group of fields of the form.' });
    if (
      (consent.paper !== undefined) !== consent.ways.includes('paper') ||
      (consent.paper !== undefined && pack.form.papers.every(({ id }) => id !== consent.paper))
    )
      note(on, place, 'consent-paper', {
        message: 'The way "paper" and the paper that holds the consent do not fit together.',
        repair: 'Name a paper of the form in "paper" and "paper" among the ways, or neither.',
      });
    if (consent.when === undefined) continue;
    const expression = parseFeel(consent.when);
    if (isRefusal(expression)) note(on, place, 'condition', { message: `FEEL cannot read this: ${consent.when}`, repair: 'Correct the expression.' });
    else
      for (const name of reads(expression)) {
        const [head = '', ...rest] = name.split('.');
        const isKnown =
          name === 'today' || (head === 'item' && consent.each !== undefined ? rest.length === 0 || isThere(at(consent, rest.join('.'))) : isThere(name));
        if (!isKnown)
          note(on, place, 'condition', { message: `The condition reads "${name}", which the form does not ask.`, repair: 'Use the path of a field.' });
      }
  }
}
