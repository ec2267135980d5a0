/** Papers as a case keeps them: photographs of one paper bound into one PDF, each original beside it. */
import type { CaseId, DocumentId } from '../../base/id.ts';
import { isRefusal } from '../../base/refusal.ts';
import type { Sql } from '../../db/sql.ts';
import type { GivenPaper } from '../../engine/form/form.ts';
import type { Pack } from '../../pack/pack.ts';
import { bindPhotos, recordDocument } from '../document/document.act.ts';
import type { Permit } from '../permit.ts';
import type { World } from '../world.ts';
import type { AttachedFile, CaseState } from './state.ts';

/**
 * Several photographs of one paper become one PDF in the order in which they stand, in the place of the first.
 * When they cannot be bound now they stay single files: nothing is lost, and nobody waits.
 */
export async function boundPapers(world: World, permit: Permit<'case.submit'>, pack: Pack, files: readonly AttachedFile[]): Promise<readonly AttachedFile[]> {
  const bound: AttachedFile[] = [];
  for (const file of files) {
    const photos = files.filter((other) => other.paper === file.paper && isPhoto(other));
    if (!isPhoto(file) || photos.length < 2) bound.push(file);
    else if (photos[0] === file) bound.push(...(await bookOf(world, permit, pack, photos)));
  }
  return bound;
}

const isPhoto = (file: AttachedFile): boolean => file.blob !== null && file.mediaType.startsWith('image/');

async function bookOf(world: World, permit: Permit<'case.submit'>, pack: Pack, photos: readonly AttachedFile[]): Promise<readonly AttachedFile[]> {
  const kept = photos.flatMap(({ blob, mediaType }) => (blob === null ? [] : [{ blob, mediaType }]));
  const book = await bindPhotos(world, permit, kept);
  if (isRefusal(book)) return photos;
  const paper = photos[0]?.paper ?? '';
  const title = pack.form.papers.find((one) => one.id === paper)?.title.vi ?? paper;
  const parts = photos.flatMap(({ id, name, mediaType, size, blob }) => (blob === null ? [] : [{ id, name, mediaType, size, blob }]));
  return [
    { id: world.newId() as DocumentId, paper, name: `${title}.pdf`, mediaType: 'application/pdf', size: book.size, blob: book.hash, pages: book.pages, parts },
  ];
}

/** What the form's rules on papers ask: files as they were sent, not as they were bound. */
export function givenPapers(files: readonly AttachedFile[]): ReadonlyMap<string, GivenPaper> {
  const papers = [...new Set(files.map((file) => file.paper))];
  const sent = (file: AttachedFile): number => (file.blob === null ? 0 : (file.parts?.length ?? 1));
  return new Map(
    papers.map((id) => {
      const ofPaper = files.filter((file) => file.paper === id);
      return [id, { files: ofPaper.reduce((sum, file) => sum + sent(file), 0), atCounter: ofPaper.some((file) => file.blob === null) }];
    }),
  );
}

/** Document rows of attached files and of the photographs bound into them; a promised paper has no bytes and no row. */
export async function saveFiles(sql: Sql, caseId: CaseId, files: CaseState['files'], at: CaseState['submitted']): Promise<void> {
  for (const file of files) {
    if (file.blob === null) continue;
    const rows = [{ ...file, blob: file.blob, kind: 'attachment' }, ...(file.parts ?? []).map((part) => ({ ...part, kind: 'original', pages: 1 }))];
    for (const { id, kind, name, mediaType, blob, size, pages } of rows)
      await recordDocument(sql, { id, caseId, kind, title: name, mediaType, blob, size, pages: pages ?? null, at, signed: false, verifyCode: null });
  }
}
