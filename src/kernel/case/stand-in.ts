/** The platform as it goes when nothing is in the way: papers are printed, numbers given, units told, cases opened. For stories and simulations. */
import type { CaseId, DocumentId, PersonId, UnitId } from '../../base/id.ts';
import type { Json } from '../../base/json.ts';
import type { Instant } from '../../base/time.ts';
import type { CaseState, MadeDocument, Move, OpenJob, SignedDocument } from './state.ts';

/** What the platform has at hand: its books with the last number given, and the units behind codes. */
export type Hands = { readonly books: Map<string, number>; readonly unit: (code: string) => UnitId | undefined };
type Finished = Omit<Extract<Move, { do: 'finish-job' }>, 'do' | 'job'>;

/** A seal in memory: the text itself, since nobody has to keep it short. */
export const standInHash = (text: string): string => text;

/** What a job hands back. A case it opens runs until somebody says that it has ended. */
export function finished(job: OpenJob, state: CaseState, at: Instant, hands: Hands): Finished {
  const named = (header: string): string => String(job.headers[header] ?? '');
  const value = (name: string): Json | undefined => job.input?.[name] ?? state.data[name] ?? state.answers[name];
  switch (job.type) {
    case 'number': {
      const number = (hands.books.get(named('book')) ?? 0) + 1;
      hands.books.set(named('book'), number);
      return { result: { [named('into')]: String(number).padStart(2, '0') } };
    }
    case 'inform': {
      const codes = [value(named('to')) ?? []].flat().map(String);
      const unknown = codes.filter((code) => hands.unit(code) === undefined);
      if (unknown.length > 0) return { failure: `no unit is given under ${unknown.join(', ')}` };
      return { informed: codes.flatMap((code) => hands.unit(code) ?? []) };
    }
    case 'open-case': {
      const code = named('unit') === '' ? undefined : String(value(named('unit')) ?? '');
      if (code !== undefined && hands.unit(code) === undefined) return { failure: `no unit is given under ${code}` };
      const id = `${state.id}-child-${state.children.length + 1}` as CaseId;
      return { child: { id }, result: { [named('into')]: id } };
    }
    default:
      return { document: printed(state, 'result', at) };
  }
}

/** A paper without bytes. */
export function printed(state: CaseState, kind: MadeDocument['kind'], at: Instant): MadeDocument {
  const number = state.documents.length + 1;
  return { id: `document-${number}` as DocumentId, kind, title: kind, blob: `blob-${number}`, size: 1, verifyCode: `code-${number}`, at, signatures: [] };
}

/** The result with one more signature; undefined when there is nothing to sign. */
export function signedBy(state: CaseState, signer: { readonly by: PersonId; readonly name: string; readonly at: Instant }): SignedDocument | undefined {
  const document = state.documents.findLast((one) => one.kind === 'result');
  if (document === undefined) return undefined;
  const signature = { signer: signer.by, name: signer.name, position: '', at: signer.at };
  return { document: document.id, blobBefore: document.blob, blob: `${document.blob}+`, size: document.size, signatures: [signature] };
}
