/** Finding the signatures in a PDF from anywhere, what each one covers, and what was added after it. Certificates are judged elsewhere. */
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Instant } from '../../base/time.ts';
import { prepareSignature, readPdfDate, requestOf } from './pades.ts';
import type { PdfDict, PdfFile, PdfValue } from './pdf.ts';
import { dictOf, find, findBack, latin, nameIn, offsetOf, PdfProblem, readObject, readObjectAt, readPdf, readValue, refIn, textIn } from './pdf.ts';

/** What stands in the file after the bytes a signature covers. */
export type Addition =
  /** Nothing. */
  | 'none'
  /** Exactly what this house writes when it adds one more signature. */
  | 'signature'
  /** Something that cannot be read here, or that need not change what is seen. */
  | 'unclear'
  /** A change of the content, or bytes that are no revision of a PDF. */
  | 'change';

export type FoundSignature = {
  readonly field: string;
  readonly subFilter: string;
  /** As the dictionary states it. */
  readonly at?: Instant;
  /** CMS, DER; undefined when the text in /Contents is not exactly one DER value and zeros. */
  readonly cms: Uint8Array | undefined;
  /** The two covered parts; undefined when /ByteRange does not cover everything but the gap of this very signature. */
  readonly parts: readonly [Uint8Array, Uint8Array] | undefined;
  readonly addition: Addition;
};

const maxSignatures = 50;
/** Attached signed files may hold the word too. */
const maxWords = 500;

/** In the order in which they were made. Refuses with 'not-a-pdf' what does not begin and end like a PDF. */
export function findSignatures(pdf: Uint8Array): readonly FoundSignature[] | Refusal {
  if (latin(pdf, 0, 5) !== '%PDF-') return refuse('not-a-pdf');
  if (!/startxref\s+\d{1,10}\s+%%EOF/.test(latin(pdf, Math.max(0, pdf.length - 1024), pdf.length))) return refuse('not-a-pdf');
  const found = placesOf(pdf);
  if (found.length === 0) return hasTrace(pdf) ? [broken] : [];
  const ordered = found.toSorted((a, b) => a.end - b.end);
  return ordered.map((place, index) => describe(pdf, place, ordered.slice(0, index), ordered[index + 1]));
}

/** A signature that is there but cannot be read: somebody's words in a broken frame. */
const broken: FoundSignature = { field: '', subFilter: '', cms: undefined, parts: undefined, addition: 'none' };

/** One /ByteRange in the file. `gap` and `rest` are the edges of /Contents as they really stand, `end` is where the covered bytes end. */
type Place = { readonly dict: PdfDict | undefined; readonly gap: number; readonly rest: number; readonly end: number };

function describe(pdf: Uint8Array, place: Place, earlier: readonly Place[], next: Place | undefined): FoundSignature {
  const { dict, gap, rest, end } = place;
  if (dict === undefined) return broken;
  const before = earlier.at(-1)?.end ?? 0;
  // The gap of a signature lies in its own revision: nothing signed earlier may reach over it.
  const isWhole = gap > before && rest <= end && end <= pdf.length && end > before;
  const at = readPdfDate(textIn(dict, 'M') ?? '');
  const base = {
    field: fieldOf(pdf, end, dict),
    subFilter: nameIn(dict, 'SubFilter') ?? '',
    cms: readContents(pdf, gap, rest),
    parts: isWhole ? ([pdf.subarray(0, gap), pdf.subarray(rest, end)] as const) : undefined,
    addition: isWhole ? additionAfter(pdf, end, next) : ('change' as const),
  };
  return at === undefined ? base : { ...base, at };
}

function placesOf(pdf: Uint8Array): readonly Place[] {
  const places: Place[] = [];
  let words = 0;
  for (let at = find(pdf, '/ByteRange', 0); at !== -1; at = find(pdf, '/ByteRange', at + 10)) {
    words += 1;
    if (words > maxWords || places.length > maxSignatures) return [nowhere];
    const place = placeAt(pdf, at);
    if (place !== undefined) places.push(place);
  }
  return places;
}

const nowhere: Place = { dict: undefined, gap: 0, rest: 0, end: 0 };

/** Undefined for a word inside a stream (a PDF attached to a PDF), which is content like any other. */
function placeAt(pdf: Uint8Array, at: number): Place | undefined {
  const owner = ownerOf(pdf, at);
  if (owner === undefined) return nowhere;
  if (at > owner.to)
    return latin(pdf, owner.to, owner.to + 20)
      .trimStart()
      .startsWith('stream')
      ? undefined
      : nowhere;
  const [range, contents] = [owner.entries.get('ByteRange'), owner.entries.get('Contents')];
  const numbers = range?.is === 'array' ? range.items.map((item) => (item.is === 'number' ? item.value : Number.NaN)) : [];
  const [first, gap = 0, rest = 0, length = 0] = numbers;
  const isExact = numbers.length === 4 && numbers.every(Number.isSafeInteger) && first === 0 && length > 0 && range !== undefined && range.from > at;
  if (!isExact || contents?.is !== 'text' || !contents.isHex || contents.from !== gap || contents.to !== rest) return nowhere;
  return { dict: owner, gap, rest, end: rest + length };
}

/** The dictionary of the object in which a place lies. */
function ownerOf(pdf: Uint8Array, at: number): PdfDict | undefined {
  const floor = Math.max(0, at - 400_000);
  for (let word = findBack(pdf, ' obj', at, floor); word !== -1; word = findBack(pdf, ' obj', word, floor)) {
    const head = /(?:^|[\r\n ])((\d{1,10}) \d{1,5})$/.exec(latin(pdf, Math.max(0, word - 20), word));
    if (head === null) continue;
    const offset = word - (head[1] ?? '').length;
    return attempt(() => dictOf(readObjectAt(pdf, offset, Number(head[2]))));
  }
  return undefined;
}

/** Only digits of one case, one DER value, then zeros: nothing can hide in the room, and no byte of it can change unseen. */
function readContents(pdf: Uint8Array, gap: number, rest: number): Uint8Array | undefined {
  const text = latin(pdf, gap + 1, Math.min(rest - 1, gap + 300_000));
  if (text.length !== rest - gap - 2 || !(/^[0-9a-f]*$/.test(text) || /^[0-9A-F]*$/.test(text))) return undefined;
  const value = attempt(() => readValue(pdf, gap));
  if (value?.is !== 'text') return undefined;
  const length = derLength(value.bytes);
  if (length === undefined || length > value.bytes.length || value.bytes.subarray(length).some((byte) => byte !== 0)) return undefined;
  return value.bytes.subarray(0, length);
}

/** Whole length of a DER SEQUENCE by its header (X.690, 8.1.3). */
function derLength(bytes: Uint8Array): number | undefined {
  const [tag, size = 0] = bytes;
  if (tag !== 0x30) return undefined;
  if (size < 0x80) return size + 2;
  const count = size & 0x7f;
  if (count === 0 || count > 3) return undefined;
  return bytes.subarray(2, 2 + count).reduce((sum, byte) => sum * 256 + byte, 0) + 2 + count;
}

/** Signed-looking words without a signature that can be read: the frame was damaged. */
const hasTrace = (pdf: Uint8Array): boolean => hasDictionaryTrace(pdf) || ['/SigFlags', '/FT /Sig', '/FT/Sig'].some((word) => find(pdf, word, 0) !== -1);
const hasDictionaryTrace = (pdf: Uint8Array): boolean => traces.some((word) => find(pdf, word, 0) !== -1);
const traces = ['/ETSI.CAdES.detached', '/adbe.pkcs7.detached', '/adbe.pkcs7.sha1', '/Adobe.PPKLite', '/ETSI.RFC3161', '/Type /Sig', '/Type/Sig'];

// ---- what came after --------------------------------------------------------------------------

function additionAfter(pdf: Uint8Array, end: number, next: Place | undefined): Addition {
  if (end === pdf.length) return 'none';
  if (next === undefined) return hasDictionaryTrace(pdf.subarray(end)) ? 'change' : judge(pdf, end, pdf.length);
  if (next.dict === undefined || next.end > pdf.length) return 'change';
  return isOurSignature(pdf, end, next) ? 'signature' : judge(pdf, end, next.end);
}

/** Writes the next signature again from the words in it: only the gap may differ. */
function isOurSignature(pdf: Uint8Array, end: number, next: Place): boolean {
  const { dict } = next;
  if (dict === undefined) return false;
  return (
    attempt(() => {
      const file = readPdf(pdf.subarray(0, next.end));
      const widget = widgetFor(file, dict);
      const request = widget === undefined ? undefined : requestOf(file, dict, widget);
      if (request === undefined) return false;
      const again = prepareSignature(pdf.subarray(0, end), request);
      if (isRefusal(again) || again.bytes.length !== next.end || again.byteRange[1] !== next.gap || again.byteRange[2] !== next.rest) return false;
      return equal(again.bytes, pdf, end, next.gap) && equal(again.bytes, pdf, next.rest, next.end);
    }) ?? false
  );
}

function equal(a: Uint8Array, b: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (a[at] !== b[at]) return false;
  return true;
}

/** Revisions written by others between two signatures: a page, a picture or a text that was there before and is written anew is a change. */
function judge(pdf: Uint8Array, end: number, to: number): Addition {
  const tail = /startxref\s+(\d{1,10})\s+%%EOF\s*$/.exec(latin(pdf, Math.max(end, to - 1024), to));
  const table = Number(tail?.[1] ?? -1);
  if (tail === null || table < end || table >= to) return 'change';
  // A cross-reference stream is an object; its content is not unpacked here.
  if (/^\d+ \d+ obj\b/.test(latin(pdf, table, table + 30))) return 'unclear';
  return attempt(() => (changesContent(pdf, end, to) ? 'change' : 'unclear')) ?? 'change';
}

function changesContent(pdf: Uint8Array, end: number, to: number): boolean {
  const [before, after] = [readPdf(pdf, end), readPdf(pdf, to)];
  const added = after.sections.slice(0, after.sections.length - before.sections.length);
  const numbers = new Set(added.flatMap(({ offsets }) => [...offsets.keys()]));
  return [...numbers].some((number) => number !== 0 && (offsetOf(before, number) ?? 0) !== 0 && rewrites(before, after, number));
}

/** Signing another time touches the catalog (its form), a page (its annotations) and the form; each may only gain. */
function rewrites(before: PdfFile, after: PdfFile, number: number): boolean {
  const [old, young] = [readObject(before, number), readObject(after, number)];
  if (old.is === 'array' && young.is === 'array') return !old.items.every((item, index) => same(before, item, after, young.items[index]));
  if (old.is !== 'dict' || young.is !== 'dict') return !same(before, old, after, young);
  const free = freeKeys(before, number, old);
  if (free === undefined || hasStream(before, old)) return true;
  const keys = [...old.entries.keys(), ...young.entries.keys()].filter((key) => !free.includes(key));
  return keys.some((key) => !same(before, old.entries.get(key), after, young.entries.get(key)));
}

function freeKeys(file: PdfFile, number: number, dict: PdfDict): readonly string[] | undefined {
  if (number === refIn(file.trailer, 'Root')) return ['AcroForm', 'DSS', 'Extensions', 'Metadata', 'Version'];
  if (nameIn(dict, 'Type') === 'Page') return ['Annots'];
  if (dict.entries.has('Fields')) return ['Fields', 'SigFlags', 'DR', 'DA'];
  return nameIn(dict, 'FT') === 'Sig' ? ['V', 'AP'] : undefined;
}

const hasStream = ({ bytes }: PdfFile, dict: PdfDict): boolean =>
  latin(bytes, dict.to, dict.to + 20)
    .trimStart()
    .startsWith('stream');

const same = (before: PdfFile, old: PdfValue | undefined, after: PdfFile, young: PdfValue | undefined): boolean =>
  old !== undefined && young !== undefined && latin(before.bytes, old.from, old.to) === latin(after.bytes, young.from, young.to);

// ---- fields -----------------------------------------------------------------------------------

const fieldOf = (pdf: Uint8Array, end: number, signature: PdfDict): string =>
  attempt(() => {
    const widget = widgetFor(readPdf(pdf, end), signature);
    return widget === undefined ? '' : textIn(widget, 'T');
  }) ?? '';

/** The field whose value is this signature dictionary. */
function widgetFor(file: PdfFile, signature: PdfDict): PdfDict | undefined {
  const form = dictOf(readObject(file, refIn(file.trailer, 'Root'))).entries.get('AcroForm');
  if (form === undefined) return undefined;
  const fields = dictOf(form.is === 'ref' ? readObject(file, form.number) : form).entries.get('Fields');
  if (fields?.is !== 'array' || fields.items.length > 1000) return undefined;
  for (const item of fields.items) {
    const field = dictOf(item.is === 'ref' ? readObject(file, item.number) : item);
    const value = field.entries.get('V');
    if (value?.is === 'ref' && readObject(file, value.number).from === signature.from) return field;
  }
  return undefined;
}

/** What cannot be read is not there; every other fault is ours. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (problem) {
    if (problem instanceof PdfProblem) return undefined;
    throw problem;
  }
}
