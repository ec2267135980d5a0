/** Reads the dossier of a layout: one line per paper that has to be handed in. */
import type { Json, JsonObject } from '../../base/json.ts';
import { has, note, readFlag, readLabel, readList, readObject, readOne, readText, readWhole } from './inspect.ts';
import type { FileKind, Paper, When } from './model.ts';
import type { LayoutReader } from './reader.ts';
import { purposeOf, readId } from './reader.ts';
import { readWhen } from './when.ts';

const keys = ['id', 'title', 'hint', 'required', 'when', 'kind', 'copies', 'accept', 'maxFiles', 'atCounter', 'replacedBy', 'class', 'purpose', '$comment'];
const fileKinds: readonly FileKind[] = ['jpeg', 'png', 'webp', 'pdf'];
const most = { papers: 40, files: 20 };

export function readPapers(reader: LayoutReader, json: Json | undefined): readonly Paper[] {
  const papers = readList(reader.on, 'papers', json, most.papers).flatMap((paper, at) => readPaper(reader, paper, `papers.${at}`) ?? []);
  if (new Set(papers.map((paper) => paper.id)).size < papers.length)
    note(reader.on, 'papers', 'paper-id-twice', { message: 'Two papers have the same id.', repair: 'Give every paper an id of its own.' });
  return papers;
}

function readPaper(reader: LayoutReader, json: Json, element: string): Paper | undefined {
  const paper = readObject(reader.on, element, json, keys);
  if (paper === undefined) return undefined;
  const id = readId(reader, paper['id'], `${element}.id`);
  const title = readLabel(reader.on, `${element}.title`, paper['title']);
  const hint = has(paper, 'hint') ? readLabel(reader.on, `${element}.hint`, paper['hint']) : undefined;
  const required = requiredOf(reader, paper, element);
  const when = has(paper, 'when') ? readWhen(reader, paper['when'], { element: `${element}.when`, looks: 'everywhere' }) : undefined;
  const kind = has(paper, 'kind')
    ? readOne(reader.on, `${element}.kind`, paper['kind'], ['original', 'certified-copy', 'copy', 'electronic', 'shown'] as const)
    : 'copy';
  const copies = has(paper, 'copies') ? readWhole(reader.on, `${element}.copies`, paper['copies'], { min: 1, max: 20 }) : 1;
  const maxFiles = has(paper, 'maxFiles') ? readWhole(reader.on, `${element}.maxFiles`, paper['maxFiles'], { min: 1, max: most.files }) : 5;
  const atCounter = has(paper, 'atCounter') ? readFlag(reader.on, `${element}.atCounter`, paper['atCounter']) : false;
  const replacedBy = has(paper, 'replacedBy') ? readText(reader.on, `${element}.replacedBy`, paper['replacedBy'], 100) : undefined;
  const dataClass = has(paper, 'class') ? readOne(reader.on, `${element}.class`, paper['class'], ['open', 'personal', 'sensitive'] as const) : 'personal';
  const purpose = purposeOf(reader, paper['purpose'], element);
  const accept = has(paper, 'accept') ? acceptOf(reader, paper['accept'], `${element}.accept`) : fileKinds;
  if (id === undefined || title === undefined || kind === undefined || copies === undefined || maxFiles === undefined) return undefined;
  if (atCounter === undefined || dataClass === undefined || purpose === undefined) return undefined;
  return {
    ...{ id, title, required, kind, copies, maxFiles, atCounter, dataClass, purpose, accept },
    ...(hint === undefined ? {} : { hint }),
    ...(when === undefined ? {} : { when }),
    ...(replacedBy === undefined ? {} : { replacedBy }),
  };
}

function requiredOf(reader: LayoutReader, paper: JsonObject, element: string): boolean | When {
  const said = paper['required'];
  if (typeof said === 'boolean') return said;
  if (said !== undefined) return readWhen(reader, said, { element: `${element}.required`, looks: 'everywhere' }) ?? false;
  note(reader.on, `${element}.required`, 'paper-required', {
    message: 'Nothing says whether this paper is needed.',
    repair: 'Write "required": true, false or a condition.',
  });
  return true;
}

function acceptOf(reader: LayoutReader, json: Json | undefined, element: string): readonly FileKind[] {
  return readList(reader.on, element, json, fileKinds.length).flatMap((kind) => readOne(reader.on, element, kind, fileKinds) ?? []);
}
