/** Printing a paper of a case: the template of its pack filled from its state, the bytes in the blob store before any row speaks of them. */
import type { CaseId, DocumentId, UnitId } from '../../base/id.ts';
import type { JsonObject } from '../../base/json.ts';
import { qrSvg } from '../../base/qr.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Sql } from '../../db/sql.ts';
import type { Pack } from '../../pack/pack.ts';
import type { PaperData } from '../../pack/paper.ts';
import { recordDocument } from '../document/document.act.ts';
import type { BlobHash, Paper } from '../document/document.ts';
import { apologyPaper } from '../document/document.ts';
import type { World } from '../world.ts';
import { loadCase } from './case.store.ts';
import type { PaperSigner } from './paper-data.ts';
import { paperData } from './paper-data.ts';
import type { CaseState, MadeDocument } from './state.ts';

export type Known = { readonly state: CaseState; readonly pack: Pack };

export async function known(world: World, id: CaseId): Promise<Known | Refusal> {
  const [row] = await loadCase(world.sql, id);
  if (row === undefined) return refuse('not-found');
  const pack = world.shelf.find(row.state.pack.id, row.state.pack.version);
  if (pack === undefined) throw new Error(`pack ${row.state.pack.id} ${row.state.pack.version} is not on the shelf`);
  return { state: row.state, pack };
}

export type Sheet = {
  readonly state: CaseState;
  readonly number: string;
  readonly signer: PaperSigner;
  readonly issuer?: UnitId;
  readonly reasons: PaperData['reasons'];
  readonly link: string;
};
export type Rendered = { readonly paper: Paper; readonly blob: { readonly hash: BlobHash; readonly size: number }; readonly pages: number };

export async function render(world: World, pack: Pack, template: string, sheet: Sheet): Promise<Rendered | Refusal> {
  const paper = await renderPdf(world, pack, template, sheet);
  if (isRefusal(paper)) return paper;
  const blob = await world.gates.blob.put(paper.pdf);
  return isRefusal(blob) ? blob : { paper, blob, pages: paper.pages };
}

export async function renderPdf(world: World, pack: Pack, template: string, sheet: Sheet): Promise<Paper | Refusal> {
  const at = sheet.signer.at;
  const data = paperData({ org: world.org(), pack, sample: world.sample, at, qr: qrSvg(sheet.link), ...sheet });
  const files = new Map([...pack.templates].map(([name, text]) => [`templates/${name}`, text]));
  return await world.gates.paper.render({
    files,
    main: files.has(`templates/${template}`) || template !== 'apology.typ' ? `templates/${template}` : apologyPaper,
    data: data as unknown as JsonObject,
    at,
  });
}

export const verifyLink = (world: World, code: string): string => `${world.origin}/xac-minh?ma=${code}`;

export function documentOf(
  world: World,
  kind: MadeDocument['kind'],
  title: string,
  blob: { readonly hash: string; readonly size: number },
  verifyCode: string,
  number: string,
): MadeDocument {
  return { id: world.newId() as DocumentId, kind, title, number, blob: blob.hash, size: blob.size, verifyCode, at: world.now(), signatures: [] };
}

export const recordMade = (sql: Sql, caseId: CaseId, made: MadeDocument, pages: number): Promise<void> =>
  recordDocument(sql, {
    id: made.id,
    caseId,
    kind: made.kind,
    title: made.title,
    mediaType: 'application/pdf',
    blob: made.blob,
    size: made.size,
    pages,
    at: made.at,
    signed: made.signatures.length > 0,
    verifyCode: made.verifyCode,
  });

/** 60 random bits in 12 letters and digits that are not mistaken for each other. */
export function newVerifyCode(world: World): string {
  const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  return [...world.secret(12)].map((byte) => letters[byte % letters.length] ?? '2').join('');
}
