/** A picture without what the camera wrote beside it: place, time, device, thumbnails. Pixels and colours stay as they are. */

/** Undefined for what is no whole JPEG, PNG or WebP. */
export function withoutTraces(bytes: Uint8Array, mediaType: string): Uint8Array | undefined {
  switch (mediaType) {
    case 'image/jpeg':
      return jpeg(bytes);
    case 'image/png':
      return png(bytes);
    case 'image/webp':
      return webp(bytes);
    default:
      return undefined;
  }
}

const uint16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
const uint32 = (bytes: Uint8Array, at: number): number => uint16(bytes, at) * 65_536 + uint16(bytes, at + 2);

/** Keeps APP0 (density), APP2 (colour profile) and APP14 (colour transform); drops every other application segment and comment. */
function jpeg(bytes: Uint8Array): Uint8Array | undefined {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    // From here on come the pixels.
    if (marker === 0xda) {
      const end = lastEnd(bytes, at);
      return end === undefined ? undefined : Buffer.concat([...kept, bytes.subarray(at, end)]);
    }
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const next = at + 2 + Math.max(2, uint16(bytes, at + 2));
    const isTrace = (marker >= 0xe1 && marker <= 0xef && marker !== 0xe2 && marker !== 0xee) || marker === 0xfe;
    if (!isTrace) kept.push(bytes.subarray(at, next));
    at = next;
  }
  return undefined;
}

/** Where the first picture ends: what telephones append after it is dropped. Inside pixels 0xff is followed by 0 or a restart mark. */
function lastEnd(bytes: Uint8Array, from: number): number | undefined {
  for (let at = from + 2; at + 1 < bytes.length; at += 1) if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return at + 2;
  return undefined;
}

const pictureChunks = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'sRGB', 'gAMA', 'cHRM', 'iCCP']);

function png(bytes: Uint8Array): Uint8Array | undefined {
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const next = at + 12 + uint32(bytes, at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (next > bytes.length) return undefined;
    if (pictureChunks.has(name)) kept.push(bytes.subarray(at, next));
    if (name === 'IEND') return Buffer.concat(kept);
    at = next;
  }
  return undefined;
}

/** RIFF: drops EXIF and XMP and takes back their marks in VP8X. */
function webp(bytes: Uint8Array): Uint8Array | undefined {
  const kept: Buffer[] = [];
  let at = 12;
  while (at + 8 <= bytes.length) {
    const name = String.fromCharCode(...bytes.subarray(at, at + 4));
    const size = (bytes[at + 4] ?? 0) + (bytes[at + 5] ?? 0) * 256 + (bytes[at + 6] ?? 0) * 65_536 + (bytes[at + 7] ?? 0) * 16_777_216;
    const next = at + 8 + size + (size % 2);
    if (at + 8 + size > bytes.length) return undefined;
    const chunk = Buffer.from(bytes.subarray(at, Math.min(next, bytes.length)));
    if (name === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~0x0c;
    if (name !== 'EXIF' && name !== 'XMP ') kept.push(chunk);
    at = next;
  }
  if (kept.length === 0) return undefined;
  const body = Buffer.concat(kept);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
}
