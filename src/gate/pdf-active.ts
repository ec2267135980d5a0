/** What a PDF could do beyond being read: scripts, commands, files inside it. Told from its bytes, in the helper process only. */
import { inflateSync } from 'node:zlib';

export type PdfWorry = 'active' | 'unreadable' | 'too-heavy';

/** Bytes that hidden objects of one file may unpack to in all. */
const mostUnpacked = 64 * 1_048_576;

/** undefined when nothing was found. */
export function worryAbout(pdf: Uint8Array): PdfWorry | undefined {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length);
  const text = bytes.toString('latin1');
  if (isActive(text)) return 'active';
  let left = mostUnpacked;
  for (const { at, dictionary } of packedObjects(text)) {
    // Encrypted objects, and objects packed in a way nobody writes, cannot be looked through.
    if (encrypted.test(text) || !plainFlate.test(dictionary)) return 'unreadable';
    const unpacked = unpack(bytes.subarray(at), left);
    if (unpacked === 'too-heavy' || unpacked === 'unreadable') return unpacked;
    left -= unpacked.length;
    if (isActive(unpacked)) return 'active';
  }
  return undefined;
}

function unpack(bytes: Buffer, most: number): string | 'too-heavy' | 'unreadable' {
  try {
    return inflateSync(bytes, { maxOutputLength: Math.max(1, most) }).toString('latin1');
  } catch (error) {
    return error instanceof RangeError ? 'too-heavy' : 'unreadable';
  }
}

/** Any letter of a name may be written as '#' and its number: '/J#61vaScript'. */
const spelled = (name: string): string => [...name].map((letter) => `(?:${letter}|#${letter.charCodeAt(0).toString(16)})`).join('');
const names = ['JavaScript', 'Launch', 'EmbeddedFile', 'FileAttachment', 'RichMedia', 'ImportData', 'SubmitForm', 'GoToE', 'XFA'];
const active = new RegExp(`/(?:(?:${names.map(spelled).join('|')})s?(?![A-Za-z0-9#])|${spelled('EF')}\\s*(?:<<|\\d+\\s+\\d+\\s+R))`, 'i');
const encrypted = new RegExp(`/${spelled('Encrypt')}\\s*(?:<<|\\d+\\s+\\d+\\s+R)`);
const plainFlate = new RegExp(`/${spelled('Filter')}\\s*\\[?\\s*/${spelled('FlateDecode')}\\s*\\]?\\s*(?:/|>>)`);
const objectStream = new RegExp(`/${spelled('ObjStm')}(?![A-Za-z0-9])`, 'g');

const isActive = (text: string): boolean => active.test(text);

/** Streams that hold other objects, each with its dictionary and where its bytes begin. */
function* packedObjects(text: string): Generator<{ readonly at: number; readonly dictionary: string }> {
  for (const match of text.matchAll(objectStream)) {
    const open = text.lastIndexOf(' obj', match.index);
    const start = /stream(?:\r\n|\n|\r)/g;
    start.lastIndex = match.index;
    const found = start.exec(text);
    if (found !== null) yield { at: found.index + found[0].length, dictionary: text.slice(Math.max(0, open), found.index) };
  }
}
