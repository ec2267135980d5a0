/** The files of a pack as they come from a folder: which there may be, how large, and how their bytes become text and JSON. */
import type { Finding } from '../base/finding.ts';
import type { Json } from '../base/json.ts';
import { readJsonText } from './json-text.ts';
import { note } from './notes.ts';

/** Path inside the pack ('rules/fee.dmn') -> bytes. */
export type PackFiles = ReadonlyMap<string, Uint8Array>;

/** Files in all, bytes of one JSON, text or template file, of one BPMN or DMN file, of one recording, and of the whole pack. */
export const fileLimits = { files: 200, text: 1_048_576, xml: 2_097_152, voice: 65_536, all: 10_485_760 } as const;

/** A recorded question: 'voice/ho-ten.opus', 'voice/ktv/ho-ten.opus'. */
export const voicePath = /^voice\/(?:[a-z]{2,3}\/)?[a-z0-9][a-z0-9-]{0,59}\.(?:ogg|opus|mp3|m4a|wav)$/;

/** What may lie in a pack; everything else is a finding, so that no file is without a reader. */
export const known = [
  { kind: 'json', path: /^(?:pack|form\.schema|form\.ui|indicators|shares|surveys)\.json$/ },
  { kind: 'json', path: /^tasks\/[a-z][A-Za-z0-9-]{0,39}\.(?:schema|ui)\.json$/ },
  { kind: 'json', path: /^stories\/[a-z0-9][a-z0-9-]{0,59}\.json$/ },
  { kind: 'json', path: /^texts\/(?!vi\b)[a-z]{2,3}\.json$/ },
  { kind: 'xml', path: /^process\.bpmn$/ },
  { kind: 'xml', path: /^rules\/[a-z][a-z0-9-]{0,39}\.dmn$/ },
  { kind: 'text', path: /^templates\/[a-z][a-z0-9-]{0,39}\.typ$/ },
  { kind: 'voice', path: voicePath },
  { kind: 'text', path: /^README\.md$/ },
] as const;

const required = [
  'pack.json',
  'README.md',
  'process.bpmn',
  'form.schema.json',
  'form.ui.json',
  'indicators.json',
  'shares.json',
  'surveys.json',
  'texts/en.json',
] as const;

/** Files that are missing, unknown, empty or too large. */
export function checkFiles(files: PackFiles): readonly Finding[] {
  const findings: Finding[] = [];
  const all = { file: '', findings };
  if (files.size > fileLimits.files)
    note(all, '', 'too-many-files', { message: `The pack has more than ${fileLimits.files} files.`, repair: 'Remove what the pack does not need.' });
  const bytes = files.values().reduce((sum, one) => sum + one.length, 0);
  if (bytes > fileLimits.all)
    note(all, '', 'pack-too-large', { message: `The pack is larger than ${fileLimits.all} bytes.`, repair: 'Remove what the pack does not need.' });
  for (const path of required)
    if (!files.has(path)) note({ file: path, findings }, '', 'file-missing', { message: 'The file is missing.', repair: `Add ${path}.` });
  for (const [path, content] of files) {
    const on = { file: path, findings };
    const kind = known.find((one) => one.path.test(path))?.kind;
    if (kind === undefined)
      note(on, '', 'file-unknown', { message: 'Nothing reads this file.', repair: 'Remove it, or put it where the pack format has a place for it.' });
    else if (content.length === 0)
      note(on, '', 'file-empty', { message: 'The file is empty, or a link that is not followed.', repair: 'Write its content, or remove it.' });
    else if (content.length > limitOf(kind))
      note(on, '', 'file-too-large', { message: `The file is larger than ${limitOf(kind)} bytes.`, repair: 'Make it smaller.' });
  }
  return findings;
}

const limitOf = (kind: (typeof known)[number]['kind']): number => (kind === 'xml' || kind === 'voice' ? fileLimits[kind] : fileLimits.text);

/** Reads texts and JSON of one pack; each problem is noted once, at its file. */
export type Reader = { readonly files: PackFiles; readonly findings: Finding[] };

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a file that is there, small enough and UTF-8; undefined otherwise. Size and absence were noted by `checkFiles`. */
export function textOf(reader: Reader, path: string): string | undefined {
  const bytes = reader.files.get(path);
  const kind = known.find((one) => one.path.test(path))?.kind;
  if (bytes === undefined || kind === undefined || bytes.length === 0 || bytes.length > limitOf(kind)) return undefined;
  const on = { file: path, findings: reader.findings };
  try {
    const text = decoder.decode(bytes);
    if (!text.startsWith('\ufeff')) return text;
    return note(on, '', 'byte-order-mark', { message: 'The file begins with a byte order mark.', repair: 'Save it as UTF-8 without a mark.' });
  } catch {
    return note(on, '', 'not-utf-8', { message: 'The file is not UTF-8 text.', repair: 'Save it as UTF-8.' });
  }
}

/** The JSON value of a file; undefined when the file is missing or wrong, which is then noted. */
export function jsonOf(reader: Reader, path: string): Json | undefined {
  const text = textOf(reader, path);
  if (text === undefined) return undefined;
  const read = readJsonText(text);
  if ('value' in read) return read.value;
  return note({ file: path, findings: reader.findings }, '', read.code, {
    message: read.message,
    line: read.line,
    repair: 'Correct the file; an editor with JSON support shows the place.',
  });
}

/** Paths in a folder of the pack, in order of name. */
export const pathsIn = (files: PackFiles, folder: string, ending: string): readonly string[] =>
  [...files.keys()].filter((path) => path.startsWith(`${folder}/`) && path.endsWith(ending)).toSorted();
