/** Files on their way into a case: staged with the post that brought them, found again with the next one. */
import { isUuid } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import type { RawAnswers } from '../../engine/form/form.ts';
import type { AttachedFile } from '../../kernel/case/case.ts';
import { stagedUploads, stageUpload } from '../../kernel/document/document.act.ts';
import type { Permit } from '../../kernel/permit.ts';
import type { Pack } from '../../pack/pack.ts';
import type { PostedFile } from '../form-post.ts';
import { textOf } from '../form-post.ts';
import type { Site } from '../request.ts';
import { sizeText } from '../show.ts';
import type { Filing, HeldFile } from './filing.ts';

/** Stages the files that came with this post and finds again those staged before (`_file.<paper>`). */
export async function holdFiles(site: Site, permit: Permit<'case.submit'>, pack: Pack, fields: RawAnswers, files: readonly PostedFile[]) {
  const held: HeldFile[] = [];
  const problems: { readonly paper: string; readonly name: string; readonly refusal: Refusal }[] = [];
  const papers = pack.form.papers.map((paper) => paper.id);
  for (const paper of papers) {
    const ids = (fields.get(`_file.${paper}`) ?? []).filter(isUuid);
    for (const upload of await stagedUploads(site.world, permit, ids)) held.push({ paper, upload });
  }
  for (const file of files) {
    const paper = papers.find((id) => file.field === `_paper.${id}`);
    if (paper === undefined) continue;
    const upload = file.tooLarge ? refuse('file-too-large') : held.length >= 20 ? refuse('too-many-files') : await stageUpload(site.world, permit, file);
    if (isRefusal(upload)) problems.push({ paper, name: file.name, refusal: upload });
    else held.push({ paper, upload });
  }
  return { files: held, problems };
}

/** Staged files as papers of one case, each under an id of its own: a file that is named in two cases is a document of both. */
export const papersFrom = (site: Site, files: readonly HeldFile[]): readonly AttachedFile[] =>
  files.map(({ paper, upload }) => ({
    id: site.world.newId() as AttachedFile['id'],
    paper,
    name: upload.name,
    mediaType: upload.mediaType,
    size: upload.size,
    blob: upload.blob,
  }));

/** What the case will hold: staged files, and the papers promised on paper. */
export function attached(site: Site, filing: Filing): readonly AttachedFile[] {
  const files = papersFrom(site, filing.files);
  const promised = filing.pack.form.papers.filter(
    (paper) => paper.atCounter && textOf(filing.fields, `_counter.${paper.id}`) === 'true' && files.every((file) => file.paper !== paper.id),
  );
  return [
    ...files,
    ...promised.map((paper) => ({ id: `${filing.key}-${paper.id}` as AttachedFile['id'], paper: paper.id, name: '', mediaType: '', size: 0, blob: null })),
  ];
}

export function givenFiles(
  files: readonly HeldFile[],
): Readonly<Record<string, readonly { readonly id: string; readonly name: string; readonly note: string }[]>> {
  const papers = [...new Set(files.map((file) => file.paper))];
  const ofPaper = (paper: string) =>
    files.filter((file) => file.paper === paper).map(({ upload }) => ({ id: upload.id, name: upload.name, note: sizeText(upload.size) }));
  return Object.fromEntries(papers.map((paper) => [paper, ofPaper(paper)]));
}

export const paperTitle = (pack: Pack, paper: string, lang: Lang): string => pack.form.papers.find((one) => one.id === paper)?.title[lang] ?? paper;
