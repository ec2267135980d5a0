/** Files on their way into a case: staged with the post that brought them, found again with the next one, in the order the person chose. */
import { isUuid } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse, sentenceOf } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import type { Paper, RawAnswers } from '../../engine/form/form.ts';
import type { AttachedFile } from '../../kernel/case/case.ts';
import type { UploadRow } from '../../kernel/document/document.act.ts';
import { stagedUploads, stageUpload, takeFromVault } from '../../kernel/document/document.act.ts';
import type { Permit } from '../../kernel/permit.ts';
import type { Pack } from '../../pack/pack.ts';
import type { PostedFile } from '../form-post.ts';
import { textOf } from '../form-post.ts';
import type { GivenFile } from '../parts/paper-field.ts';
import type { FieldProblem } from '../parts/shape.ts';
import type { Ctx, Site } from '../request.ts';
import { pagesText, sizeText } from '../show.ts';
import type { Filing, HeldFile } from './filing.ts';
import { refusedOnTheWay, sentFiles, sentUploads } from './sent-files.ts';

const mostFiles = 20;

/** Buttons of the paper fields; each sends the whole form, which comes back with the files in their new order. */
export const paperButtons = ['_up', '_down', '_out', '_keep', '_vault'] as const;
export const isAboutPapers = (fields: RawAnswers): boolean => paperButtons.some((name) => fields.has(name));

/** Finds the files staged before (`_file.<paper>`) and those that came in pieces (`_sent.<paper>`), and stages those that this post brought. */
export async function holdFiles(site: Site, permit: Permit<'case.submit'>, pack: Pack, fields: RawAnswers, files: readonly PostedFile[]) {
  const held: HeldFile[] = [];
  const problems: { readonly paper: string; readonly name: string; readonly refusal: Refusal }[] = [];
  const { papers } = pack.form;
  const keep = (paper: Paper, upload: UploadRow): void => {
    const refusal = held.length >= mostFiles ? refuse('too-many-files') : takes(paper, upload.mediaType) ? undefined : refuse('file-kind-refused');
    // The same picture sent again is not another page.
    if (held.some((other) => other.paper === paper.id && other.upload.blob === upload.blob)) return;
    if (refusal === undefined) held.push({ paper: paper.id, upload });
    else problems.push({ paper: paper.id, name: shownName(upload.name), refusal });
  };
  for (const paper of papers) for (const upload of await stagedOf(site, permit, paper, fields)) keep(paper, upload);
  problems.push(...refusedOnTheWay(papers, fields).map((one) => ({ ...one, name: shownName(one.name) })));
  for (const { file, upload } of await sentUploads(site, permit, sentFiles(papers, fields))) {
    if (isRefusal(upload)) problems.push({ paper: file.paper.id, name: shownName(file.name), refusal: upload });
    else keep(file.paper, upload);
  }
  for (const file of files) {
    const paper = papers.find((one) => file.field === `_paper.${one.id}`);
    // Boxes beyond all limits are counted without their names.
    if (paper === undefined && file.refused === undefined) continue;
    const upload = file.refused !== undefined || paper === undefined ? refuse(file.refused ?? 'bad-request') : await stageOne(site, permit, paper, held, file);
    if (isRefusal(upload)) problems.push({ paper: paper?.id ?? papers[0]?.id ?? '', name: shownName(file.name), refusal: upload });
    else if (paper !== undefined) keep(paper, upload);
  }
  const taken = await fromVault(site, permit, pack, fields, held);
  if (isRefusal(taken?.upload)) problems.push({ paper: taken.paper, name: '', refusal: taken.upload });
  else if (taken !== undefined) held.push({ paper: taken.paper, upload: taken.upload });
  return { files: arranged(held, fields), problems };
}

async function stagedOf(site: Site, permit: Permit<'case.submit'>, paper: Paper, fields: RawAnswers): Promise<readonly UploadRow[]> {
  const ids = (fields.get(`_file.${paper.id}`) ?? []).filter(isUuid);
  const rows = await stagedUploads(site.world, permit, ids);
  // The order of the form, not of the store: it is the order of the pages.
  return ids.flatMap((id) => rows.filter((row) => row.id === id));
}

async function stageOne(site: Site, permit: Permit<'case.submit'>, paper: Paper, held: readonly HeldFile[], file: PostedFile): Promise<UploadRow | Refusal> {
  if (held.length >= mostFiles) return refuse('too-many-files');
  return await stageUpload(site.world, permit, file, (mediaType) => takes(paper, mediaType));
}

/** A photograph is a photograph: who takes JPEG takes what telephones write instead of it. */
export function takes({ accept }: Paper, mediaType: string): boolean {
  const kind = mediaType.replace(/^(?:image|application)\//, '');
  return accept.some((one) => one === kind || (one === 'jpeg' && kind === 'heic'));
}

/** `_vault` = '<paper> <id of the paper kept there>'. */
async function fromVault(site: Site, permit: Permit<'case.submit'>, pack: Pack, fields: RawAnswers, held: readonly HeldFile[]) {
  const [paper = '', id = ''] = textOf(fields, '_vault').split(' ');
  const known = pack.form.papers.find((one) => one.id === paper);
  if (known === undefined || !isUuid(id)) return undefined;
  return { paper, upload: held.length >= mostFiles ? refuse('too-many-files') : await takeFromVault(site.world, permit, id) };
}

/** `_up`, `_down`, `_out` name a file: it changes places with its neighbour of the same paper, or is left out. */
function arranged(held: readonly HeldFile[], fields: RawAnswers): readonly HeldFile[] {
  const dropped = textOf(fields, '_out');
  const kept = held.filter((file) => file.upload.id !== dropped);
  const [id, step] = fields.has('_up') ? [textOf(fields, '_up'), -1] : [textOf(fields, '_down'), 1];
  const moved = kept.find((file) => file.upload.id === id);
  if (moved === undefined) return kept;
  const ofPaper = kept.filter((file) => file.paper === moved.paper);
  const other = ofPaper[ofPaper.indexOf(moved) + step];
  return other === undefined ? kept : kept.map((file) => (file === moved ? other : file === other ? moved : file));
}

/** A name on the screen: what hides or turns the writing is left out. */
const shownName = (name: string): string => [...name.replace(/[\p{C}]/gu, ' ').trim()].slice(-60).join('');

/** Staged files as papers of one case, each under an id of its own: a file that is named in two cases is a document of both. */
export const papersFrom = (site: Site, files: readonly HeldFile[]): readonly AttachedFile[] =>
  files.map(({ paper, upload }) => ({
    id: site.world.newId() as AttachedFile['id'],
    paper,
    name: upload.name,
    mediaType: upload.mediaType,
    size: upload.size,
    blob: upload.blob,
    ...(typeof upload.pages === 'number' ? { pages: upload.pages } : {}),
  }));

/** What the case will hold: staged files, and the papers promised on paper. */
export function attached(site: Site, filing: Pick<Filing, 'key' | 'fields' | 'files'> & { readonly pack: Pick<Pack, 'form'> }): readonly AttachedFile[] {
  const files = papersFrom(site, filing.files);
  const promised = filing.pack.form.papers.filter(
    (paper) => paper.atCounter && textOf(filing.fields, `_counter.${paper.id}`) === 'true' && files.every((file) => file.paper !== paper.id),
  );
  return [
    ...files,
    ...promised.map((paper) => ({ id: `${filing.key}-${paper.id}` as AttachedFile['id'], paper: paper.id, name: '', mediaType: '', size: 0, blob: null })),
  ];
}

/** Where the small picture of a staged file stands. */
export const stagedThumb = (id: string): string => `/tep/gui/${id}/nho`;

export function thumbOf(filing: Filing, blob: string | null): string | undefined {
  const held = filing.files.find(({ upload }) => upload.blob === blob);
  return held === undefined ? undefined : stagedThumb(held.upload.id);
}

export function givenFiles(files: readonly HeldFile[], lang: Lang): Readonly<Record<string, readonly GivenFile[]>> {
  const papers = [...new Set(files.map((file) => file.paper))];
  const given = ({ upload }: HeldFile): GivenFile => ({
    id: upload.id,
    name: upload.name,
    note: [...(typeof upload.pages === 'number' ? [pagesText(upload.pages, lang)] : []), sizeText(upload.size)].join(' · '),
    thumb: stagedThumb(upload.id),
    href: `/tep/gui/${upload.id}`,
    pages: upload.pages ?? 1,
  });
  return Object.fromEntries(papers.map((paper) => [paper, files.filter((file) => file.paper === paper).map(given)]));
}

/** `X-Whole`: everything the form has named is here, so the page's own script need not keep it. Without that word, from whatever answers in our place, it keeps what it is not sure of. */
export function tellWhole(c: Ctx, problems: Awaited<ReturnType<typeof holdFiles>>['problems']): void {
  if (problems.every(({ refusal }) => refusal.refused !== 'file-unfinished')) c.header('X-Whole', '1');
}

/** What could not be kept, each by its name and reason, at the paper it was sent for. */
export const fileProblems = (problems: Awaited<ReturnType<typeof holdFiles>>['problems'], lang: Lang): readonly FieldProblem[] =>
  problems.map((one) => ({ name: `_paper.${one.paper}`, text: `${one.name === '' ? '' : `${one.name}: `}${sentenceOf(one.refusal, lang)}` }));

export const paperTitle = (pack: Pack, paper: string, lang: Lang): string => pack.form.papers.find((one) => one.id === paper)?.title[lang] ?? paper;
