/** One filing while it is on its way: what it holds, and how it travels from page to page. */
import type { RawAnswers } from '../../engine/form/form.ts';
import type { Represented } from '../../kernel/access/access.ts';
import { answersKnown, factsOfPerson } from '../../kernel/case/case.ts';
import type { UploadRow } from '../../kernel/document/document.act.ts';
import type { Unit } from '../../kernel/org/org.ts';
import type { Permit } from '../../kernel/permit.ts';
import type { Person } from '../../kernel/person/person.ts';
import type { Pack } from '../../pack/pack.ts';
import { typedFrom } from '../parts/form.ts';
import type { Ctx } from '../request.ts';
import { isSelf } from './apply-for.ts';
import { draftName } from './device.ts';
import { editedFields } from './repeat.ts';

/** A staged file with the paper it belongs to. */
export type HeldFile = { readonly paper: string; readonly upload: UploadRow };

/** Everything known about one filing while it is on its way. */
export type Filing = {
  readonly pack: Pack;
  readonly permit: Permit<'case.submit'>;
  readonly key: string;
  readonly fields: RawAnswers;
  readonly unit: Unit | undefined;
  readonly files: readonly HeldFile[];
  /** The address of the form, where its draft is kept too. */
  readonly place: string;
  /** The represented person it is filed for. */
  readonly whom?: Represented;
};

/** The draft on this device: one person, one service; the next one at a shared phone starts empty. */
export const draftOf = (c: Ctx, pack: Pack, whom = ''): string => draftName(pack.id, isSelf(whom) ? whoOf(c) : `${whoOf(c)}-${whom.slice(-12)}`);

/** Tells persons apart and says nothing about them. */
export const whoOf = (c: Ctx): string => c.get('signed')?.session.person.slice(-12) ?? '';

/** What a known person need not be asked again: fields whose prefill names a fact of the person. */
export const prefilled = (pack: Pack, person: Person): RawAnswers => typedFrom(pack.form, answersKnown(pack.form, factsOfPerson(person)));

/** Everything typed travels as hidden fields, so the page needs no memory of its own. */
export function carriedPairs(filing: Filing, owner: string | undefined): readonly { readonly name: string; readonly value: string }[] {
  const isCarried = (name: string): boolean => !name.startsWith('_') || /^_(?:counter|why)\./.test(name);
  const typed = [...filing.fields].flatMap(([name, values]) =>
    isCarried(name) ? values.filter((value) => value !== '').map((value) => ({ name, value })) : [],
  );
  const files = filing.files.map(({ paper, upload }) => ({ name: `_file.${paper}`, value: upload.id }));
  const mark = owner === undefined ? [] : [{ name: '_owner', value: owner }];
  const whom = filing.whom === undefined ? [] : [{ name: '_for', value: filing.whom.id }];
  return [...typed, ...files, ...mark, ...whom, { name: '_unit', value: filing.unit?.agencyCode ?? '' }];
}

/** One more or one fewer item of a repeated group, without script: `_add=papers`, `_remove=papers.1`. */
export const edited = (filing: Filing): Filing => ({ ...filing, fields: editedFields(filing.pack.form, filing.fields) });
