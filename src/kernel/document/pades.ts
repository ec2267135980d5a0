/** Writing a digital signature into a PDF as an incremental update (ISO 32000-1, 12.8; PAdES baseline, ETSI EN 319 142-1): nothing written before is touched, so earlier signatures stay valid. */
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Instant } from '../../base/time.ts';
import { instantOf, readInstant, toMs } from '../../base/time.ts';
import type { PdfDict, PdfFile, PdfValue } from './pdf.ts';
import { dictOf, follow, nameIn, numberIn, PdfProblem, readObject, readPdf, refIn, textIn } from './pdf.ts';

export type SignatureRequest = {
  /** Name of the field; a number is added when the file has such a field already. */
  readonly field: string;
  /** 1-based. */
  readonly page: number;
  /** PDF points from the lower left corner: left, bottom, right, top. */
  readonly rect: readonly [number, number, number, number];
  readonly name: string;
  readonly reason: string;
  readonly location: string;
  readonly at: Instant;
  /** Bytes kept free for the signature; a CMS with one certificate and its issuer takes about 2,500. */
  readonly room: number;
};

/** The file with a gap for the signature, and what the signature has to cover: [0, start of the gap, end of the gap, length of the rest]. */
export type Prepared = { readonly bytes: Uint8Array; readonly byteRange: readonly [number, number, number, number] };

export const usualRoom = 6144;

/** Refuses with 'not-a-pdf' what is no PDF with classic cross-reference tables, is encrypted, or has no such page. */
export function prepareSignature(pdf: Uint8Array, request: SignatureRequest): Prepared | Refusal {
  try {
    return prepare(readPdf(pdf), request);
  } catch (problem) {
    if (problem instanceof PdfProblem) return refuse('not-a-pdf', { because: problem.message });
    throw problem;
  }
}

/** The two parts that are hashed. */
export const coveredParts = ({ bytes, byteRange: [, gap, rest, length] }: Prepared): readonly [Uint8Array, Uint8Array] => [
  bytes.subarray(0, gap),
  bytes.subarray(rest, rest + length),
];

/** Puts the signature (CMS, DER) into the gap. */
export function embed({ bytes, byteRange }: Prepared, cms: Uint8Array): Uint8Array | Refusal {
  const [, gap, rest] = byteRange;
  const room = (rest - gap - 2) / 2;
  if (cms.length > room) return refuse('sign-failed', { because: 'the signature is larger than its room', bytes: cms.length, room });
  const signed = bytes.slice();
  signed.set(ascii(hex(cms)), gap + 1);
  return signed;
}

export type SigningHand = {
  /** SHA-256 of the parts, one after the other. */
  readonly digest: (parts: readonly Uint8Array[]) => Uint8Array;
  /** SHA-256 in, detached CMS out: `gates.sign.envelope` with its signer. */
  readonly envelope: (digest: Uint8Array) => Promise<Uint8Array | Refusal>;
};

/** Prepare, sign, embed. */
export async function signPdf(pdf: Uint8Array, request: SignatureRequest, { digest, envelope }: SigningHand): Promise<Uint8Array | Refusal> {
  const prepared = prepareSignature(pdf, request);
  if (isRefusal(prepared)) return prepared;
  const cms = await envelope(digest(coveredParts(prepared)));
  return isRefusal(cms) ? cms : embed(prepared, cms);
}

/** What a signature dictionary and its field say, as the request that would write them; undefined when this writer would not write so. */
export function requestOf(file: PdfFile, signature: PdfDict, widget: PdfDict): SignatureRequest | undefined {
  const [field, name, reason, location] = [textIn(widget, 'T'), textIn(signature, 'Name'), textIn(signature, 'Reason'), textIn(signature, 'Location')];
  const at = readPdfDate(textIn(signature, 'M') ?? '');
  const contents = signature.entries.get('Contents');
  const rect = widget.entries.get('Rect');
  const [left, bottom, right, top] = rect?.is === 'array' ? rect.items.map((item) => (item.is === 'number' ? item.value : Number.NaN)) : [];
  if (field === undefined || name === undefined || reason === undefined || location === undefined || at === undefined || contents === undefined)
    return undefined;
  if (left === undefined || bottom === undefined || right === undefined || top === undefined) return undefined;
  const page = pagesOf(file).indexOf(refIn(widget, 'P')) + 1;
  return page === 0 ? undefined : { field, page, rect: [left, bottom, right, top], name, reason, location, at, room: (contents.to - contents.from - 2) / 2 };
}

/** "D:20221115094200+07'00'" or with Z; undefined when it is no such date. */
export function readPdfDate(text: string): Instant | undefined {
  const found = /^D:(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:Z(?:00'00'?)?|([+-]\d{2})'(\d{2})'?)$/.exec(text);
  if (found === null) return undefined;
  const [, year, month, day, hour, minute, second, zone, zoneMinute] = found;
  return readInstant(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone === undefined ? 'Z' : `${zone}:${zoneMinute}`}`);
}

function prepare(file: PdfFile, request: SignatureRequest): Prepared {
  if (file.trailer.entries.has('Encrypt')) throw new PdfProblem('the file is encrypted');
  const size = numberIn(file.trailer, 'Size');
  const page = pagesOf(file)[request.page - 1];
  if (size === undefined || !Number.isInteger(size)) throw new PdfProblem('the trailer has no size');
  if (page === undefined) throw new PdfProblem(`there is no page ${request.page}`);
  const [signature, appearance, widget] = [size, size + 1, size + 2];
  const field = freeName(request.field, fieldNames(file));
  const objects = [
    { number: signature, body: [ascii(signatureDict(request))] },
    { number: appearance, body: [ascii(appearanceOf(request))] },
    { number: widget, body: [ascii(widgetOf(request, { field, signature, appearance, page }))] },
    withAnnotation(file, page, widget),
    ...withField(file, widget),
  ];
  return assembleUpdate(file, objects, size + 3);
}

type Rewritten = { readonly number: number; readonly body: readonly Uint8Array[] };

function signatureDict({ name, reason, location, at, room }: SignatureRequest): string {
  return `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached\n${emptyRange}\n/Contents <${'0'.repeat(room * 2)}>\n/Name ${utf16(name)} /Reason ${utf16(reason)} /Location ${utf16(location)} /M (${pdfDate(at)}) >>`;
}

/** Ten digits a number: files up to 10 GB. */
const emptyRange = `/ByteRange [${' '.repeat(43)}]`;

// Nothing is drawn: the template has drawn the box, and standard fonts of PDF cannot write Vietnamese.
const appearanceOf = ({ rect: [left, bottom, right, top] }: SignatureRequest): string =>
  `<< /Type /XObject /Subtype /Form /BBox [0 0 ${points(right - left)} ${points(top - bottom)}] /Resources << >> /Length 0 >>\nstream\n\nendstream`;

// /F 132 = print + locked.
const widgetOf = (
  { rect }: SignatureRequest,
  to: { readonly field: string; readonly signature: number; readonly appearance: number; readonly page: number },
): string =>
  `<< /Type /Annot /Subtype /Widget /FT /Sig /T ${utf16(to.field)} /V ${to.signature} 0 R /F 132 /Rect [${rect.map(points).join(' ')}] /P ${to.page} 0 R /AP << /N ${to.appearance} 0 R >> >>`;

function withAnnotation(file: PdfFile, page: number, widget: number): Rewritten {
  const dict = dictOf(readObject(file, page));
  const annots = dict.entries.get('Annots');
  if (annots?.is === 'ref') return { number: annots.number, body: appended(file, readObject(file, annots.number), widget) };
  const list = annots === undefined ? [ascii(`[${widget} 0 R]`)] : appended(file, annots, widget);
  return { number: page, body: withEntry(file, dict, 'Annots', list) };
}

function withField(file: PdfFile, widget: number): readonly Rewritten[] {
  const root = refIn(file.trailer, 'Root');
  const catalog = dictOf(readObject(file, root));
  const form = catalog.entries.get('AcroForm');
  if (form === undefined) return [{ number: root, body: withEntry(file, catalog, 'AcroForm', [ascii(`<< /SigFlags 3 /Fields [${widget} 0 R] >>`)]) }];
  const dict = dictOf(follow(file, form));
  const fields = dict.entries.get('Fields');
  if (fields?.is === 'ref') throw new PdfProblem('the list of fields is an object of its own');
  const list = fields === undefined ? [ascii(`[${widget} 0 R]`)] : appended(file, fields, widget);
  // 3 = signatures exist, and the file may only grow.
  const flagged = numberIn(dict, 'SigFlags') === 3 ? withEntry(file, dict, 'Fields', list) : bothEntries(file, dict, list);
  return form.is === 'ref' ? [{ number: form.number, body: flagged }] : [{ number: root, body: withEntry(file, catalog, 'AcroForm', flagged) }];
}

function bothEntries(file: PdfFile, dict: PdfDict, fields: readonly Uint8Array[]): readonly Uint8Array[] {
  const kept = [...dict.entries].filter(([key]) => key !== 'Fields' && key !== 'SigFlags');
  const rest = kept.flatMap(([key, value]) => [ascii(` /${key} `), file.bytes.subarray(value.from, value.to)]);
  return [ascii('<< /SigFlags 3 /Fields '), ...fields, ...rest, ascii(' >>')];
}

/** The bytes of a dictionary with one value set; everything else stays as it was written. */
function withEntry({ bytes }: PdfFile, dict: PdfDict, key: string, value: readonly Uint8Array[]): readonly Uint8Array[] {
  const old = dict.entries.get(key);
  if (old !== undefined) return [bytes.subarray(dict.from, old.from), ...value, bytes.subarray(old.to, dict.to)];
  return [bytes.subarray(dict.from, dict.to - 2), ascii(`\n/${key} `), ...value, ascii('\n>>')];
}

function appended({ bytes }: PdfFile, list: PdfValue, widget: number): readonly Uint8Array[] {
  if (list.is !== 'array') throw new PdfProblem('a list is missing');
  return [bytes.subarray(list.from, list.to - 1), ascii(` ${widget} 0 R]`)];
}

function assembleUpdate(file: PdfFile, objects: readonly Rewritten[], size: number): Prepared {
  const parts: Uint8Array[] = [file.bytes];
  let length = file.bytes.length;
  const push = (part: Uint8Array): void => {
    parts.push(part);
    length += part.length;
  };
  if (file.bytes.at(-1) !== 10) push(ascii('\n'));
  const offsets = new Map<number, number>();
  for (const { number, body } of objects) {
    offsets.set(number, length);
    push(ascii(`${number} 0 obj\n`));
    body.forEach(push);
    push(ascii('\nendobj\n'));
  }
  const startxref = length;
  push(ascii(tableOf(offsets)));
  push(ascii('trailer\n'));
  updateTrailer(file, size).forEach(push);
  push(ascii(`\nstartxref\n${startxref}\n%%EOF\n`));
  return withRange(join(parts, length), offsets.get(size - 3) ?? 0);
}

function tableOf(offsets: ReadonlyMap<number, number>): string {
  const numbers = [...offsets.keys()].sort((a, b) => a - b);
  const runs: number[][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run !== undefined && run.at(-1) === number - 1) run.push(number);
    else runs.push([number]);
  }
  const row = (number: number): string => `${String(offsets.get(number)).padStart(10, '0')} 00000 n \n`;
  return `xref\n${runs.map((run) => `${run[0]} ${run.length}\n${run.map(row).join('')}`).join('')}`;
}

/** Root, Info and ID are kept: without /ID the file would stop being PDF/A. */
function updateTrailer({ bytes, trailer, sections }: PdfFile, size: number): readonly Uint8Array[] {
  const kept = ['Root', 'Info', 'ID'].flatMap((key) => {
    const value = trailer.entries.get(key);
    return value === undefined ? [] : [ascii(` /${key} `), bytes.subarray(value.from, value.to)];
  });
  return [ascii(`<< /Size ${size}`), ...kept, ascii(` /Prev ${sections[0]?.startxref ?? 0} >>`)];
}

function withRange(bytes: Uint8Array, signature: number): Prepared {
  const marker = ascii('/Contents <');
  const range = indexOf(bytes, ascii('/ByteRange ['), signature);
  const gap = indexOf(bytes, marker, signature) + marker.length - 1;
  const rest = bytes.indexOf(62, gap) + 1;
  const byteRange = [0, gap, rest, bytes.length - rest] as const;
  bytes.set(ascii(byteRange.join(' ').padEnd(43)), range + '/ByteRange ['.length);
  return { bytes, byteRange };
}

/** Object numbers of the pages in reading order. */
export function pagesOf(file: PdfFile): readonly number[] {
  const pages: number[] = [];
  const seen = new Set<number>();
  const visit = (number: number, depth: number): void => {
    if (seen.has(number) || seen.size > 20_000 || depth > 40) throw new PdfProblem('the pages form a loop or are too many');
    seen.add(number);
    const node = dictOf(readObject(file, number));
    if (nameIn(node, 'Type') === 'Page') pages.push(number);
    else for (const kid of kidsOf(file, node)) visit(kid, depth + 1);
  };
  visit(refIn(dictOf(readObject(file, refIn(file.trailer, 'Root'))), 'Pages'), 0);
  return pages;
}

function kidsOf(file: PdfFile, node: PdfDict): readonly number[] {
  const kids = node.entries.get('Kids');
  const list = kids === undefined ? undefined : follow(file, kids);
  if (list?.is !== 'array') throw new PdfProblem('a list of pages is missing');
  return list.items.map((item) => {
    if (item.is !== 'ref') throw new PdfProblem('a page is no reference');
    return item.number;
  });
}

function fieldNames(file: PdfFile): readonly string[] {
  const form = dictOf(readObject(file, refIn(file.trailer, 'Root'))).entries.get('AcroForm');
  const fields = form === undefined ? undefined : dictOf(follow(file, form)).entries.get('Fields');
  if (fields?.is !== 'array') return [];
  return fields.items.map((item) => textIn(dictOf(follow(file, item)), 'T') ?? '');
}

function freeName(wanted: string, taken: readonly string[]): string {
  const names = [wanted, ...taken.map((_, index) => `${wanted}-${index + 2}`)];
  return names.find((name) => !taken.includes(name)) ?? `${wanted}-${taken.length + 2}`;
}

// ---- bytes ----------------------------------------------------------------------------------

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const points = (value: number): string => String(Math.round(value * 100) / 100);

/** Text strings of PDF: UTF-16BE with its mark, in hexadecimal so that no sign needs an escape. */
function utf16(text: string): string {
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index).toString(16).padStart(4, '0'));
  return `<feff${units.join('')}>`;
}

function pdfDate(at: Instant): string {
  const local = instantOf(toMs(at)).replace(/\D/g, '').slice(0, 14);
  return `D:${local}+07'00'`;
}

function indexOf(bytes: Uint8Array, word: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(word[0] ?? 0, from); at !== -1; at = bytes.indexOf(word[0] ?? 0, at + 1)) {
    if (word.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  throw new PdfProblem('a place in the written update is missing');
}

function join(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
