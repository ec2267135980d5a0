/** A QR code as PNG: what a phone keeps among its pictures, where the app of a bank can read it. */
import { crc32, deflateSync } from 'node:zlib';
import { encode } from 'uqr';

/** One bit a pixel, black on white, `scale` pixels a module, `border` modules of white around. Throws a RangeError when the text does not fit. */
export function qrPng(text: string, scale = 12, border = 4): Uint8Array {
  const { data, size } = encode(text, { ecc: 'M', border });
  const width = size * scale;
  const lines = data.flatMap((row) => {
    const line = Buffer.alloc(1 + Math.ceil(width / 8), 0);
    // 1 is white; the first byte says that the line is not filtered.
    for (let x = 0; x < width; x += 1) if (row[Math.floor(x / scale)] !== true) line[1 + (x >> 3)] = (line[1 + (x >> 3)] ?? 0) | (0x80 >> (x & 7));
    return Array.from({ length: scale }, () => line);
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(width, 4);
  head[8] = 1;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(lines), { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

/** The same for the screen, inside the page: a quarter of the drawn one on the wire. One dot a module; the style enlarges it. */
export const qrInPage = (text: string): string => `data:image/png;base64,${Buffer.from(qrPng(text, 1, 2)).toString('base64')}`;

function chunk(name: string, body: Uint8Array): Uint8Array {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(body.length, 0);
  frame.writeUInt32BE(crc32(named) >>> 0, 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}
