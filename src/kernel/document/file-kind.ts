/** What an uploaded file really is: told by its first bytes, which must agree with its name. Pictures give their size before anything decodes them. */
import type { Refusal } from '../../base/refusal.ts';
import { refuse } from '../../base/refusal.ts';
import { heicHeader } from './heic.ts';
import { isTwoFaced } from './two-faced.ts';

export type PictureType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/heic';
export type FileKind = { readonly mediaType: PictureType | 'application/pdf'; readonly pixels?: number };

/** 40 million points: beyond that a small file becomes hundreds of megabytes when decoded. */
export const maxPixels = 40_000_000;

const endings: Readonly<Record<FileKind['mediaType'], readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg', 'jfif'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/heic': ['heic', 'heif'],
  'application/pdf': ['pdf'],
};

/**
 * Refuses with 'file-empty', 'file-name-refused', 'file-kind-refused', 'image-too-large' or 'file-two-faced'.
 * The name is data, never a path: its ending must agree with the bytes, and it may not deceive whoever reads it.
 */
export function fileKind(bytes: Uint8Array, name: string): FileKind | Refusal {
  if (bytes.length === 0) return refuse('file-empty');
  if (isDeceptive(name)) return refuse('file-name-refused');
  const kind = sniff(bytes);
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  if (kind === undefined || !endings[kind.mediaType].includes(ending)) return refuse('file-kind-refused');
  if ((kind.pixels ?? 0) > maxPixels) return refuse('image-too-large');
  return isTwoFaced(bytes, kind.mediaType === 'application/pdf') ? refuse('file-two-faced') : kind;
}

/**
 * What can be said before the whole file is here: by its name, and by its first bytes where they are given. Undefined lets it come.
 * Refuses with 'file-name-refused', 'file-kind-refused' or 'image-too-large'; the whole file is judged by `fileKind` all the same.
 */
export function refusedAhead(name: string, head?: Uint8Array): Refusal | undefined {
  if (isDeceptive(name)) return refuse('file-name-refused');
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  if (!Object.values(endings).some((list) => list.includes(ending))) return refuse('file-kind-refused');
  // The sizes of these pictures may stand far behind the beginning.
  if (head === undefined || starts(head.subarray(4), ascii('ftyp'))) return undefined;
  const kind = sniff(head);
  if (kind === undefined || !endings[kind.mediaType].includes(ending)) return refuse('file-kind-refused');
  return (kind.pixels ?? 0) > maxPixels ? refuse('image-too-large') : undefined;
}

/** Marks that turn the direction of writing make 'gpj.exe' look like 'exe.jpg'. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const hiddenMarks = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const programs = /\.(?:exe|bat|cmd|scr|msi|pif|vbs|ps1|sh|jar|apk|js|hta|lnk|php\d?|aspx?|jsp|x?html?|svg)\.[^.]+$/i;
const isDeceptive = (name: string): boolean => hiddenMarks.test(name) || programs.test(name);

function sniff(bytes: Uint8Array): FileKind | undefined {
  if (starts(bytes, [0xff, 0xd8, 0xff])) return jpeg(bytes);
  if (starts(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
    return bytes.length < 33 ? undefined : { mediaType: 'image/png', pixels: uint32(bytes, 16) * uint32(bytes, 20) };
  if (starts(bytes, ascii('RIFF')) && starts(bytes.subarray(8), ascii('WEBP'))) return webp(bytes);
  if (starts(bytes.subarray(4), ascii('ftyp'))) return heic(bytes);
  // The header must stand at the very beginning: a PDF behind something else is a polyglot.
  if (starts(bytes, ascii('%PDF-1.')) || starts(bytes, ascii('%PDF-2.'))) return { mediaType: 'application/pdf' };
  return undefined;
}

function heic(bytes: Uint8Array): FileKind | undefined {
  const header = heicHeader(bytes);
  return header === undefined ? undefined : { mediaType: 'image/heic', pixels: header.pixels };
}

/** Walks the segments to the frame header (SOFn), which holds height and width. */
function jpeg(bytes: Uint8Array): FileKind | undefined {
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { mediaType: 'image/jpeg', pixels: uint16(bytes, at + 5) * uint16(bytes, at + 7) };
    const hasLength = marker !== 0x01 && !(marker >= 0xd0 && marker <= 0xd8);
    at += hasLength ? 2 + Math.max(2, uint16(bytes, at + 2)) : 2;
  }
  return undefined;
}

/** Three layouts: lossy (VP8), lossless (VP8L), extended (VP8X). */
function webp(bytes: Uint8Array): FileKind | undefined {
  if (bytes.length < 30) return undefined;
  const chunk = String.fromCharCode(...bytes.subarray(12, 16));
  const byte = (at: number): number => bytes[at] ?? 0;
  if (chunk === 'VP8X')
    return { mediaType: 'image/webp', pixels: (1 + byte(24) + (byte(25) << 8) + (byte(26) << 16)) * (1 + byte(27) + (byte(28) << 8) + (byte(29) << 16)) };
  if (chunk === 'VP8 ') return { mediaType: 'image/webp', pixels: ((byte(26) | (byte(27) << 8)) & 0x3fff) * ((byte(28) | (byte(29) << 8)) & 0x3fff) };
  if (chunk !== 'VP8L') return undefined;
  const bits = (byte(21) | (byte(22) << 8) | (byte(23) << 16) | (byte(24) << 24)) >>> 0;
  return { mediaType: 'image/webp', pixels: ((bits & 0x3fff) + 1) * (((bits >>> 14) & 0x3fff) + 1) };
}

const ascii = (text: string): readonly number[] => [...text].map((letter) => letter.charCodeAt(0));
const starts = (bytes: Uint8Array, head: readonly number[]): boolean => head.every((byte, index) => bytes[index] === byte);
const uint16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
const uint32 = (bytes: Uint8Array, at: number): number => uint16(bytes, at) * 65_536 + uint16(bytes, at + 2);
