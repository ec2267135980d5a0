/** Writes a ZIP archive without compression, piece by piece: headers made here, bytes passed through by the caller. Pure. */

/** A file of the archive; its checksum is CRC-32 over the bytes (APPNOTE 6.3.9, section 4.4.7). */
export type ZipFile = { readonly name: string; readonly size: number; readonly crc: number };

/** Stands before the bytes of a file. */
export const zipHeader = (file: ZipFile): Uint8Array => joined([number(0x04034b50, 4), ...common(file), number(0, 2), new TextEncoder().encode(file.name)]);

/** Stands after the last file: the list of all, in the order in which they were written. */
export function zipEnd(files: readonly ZipFile[]): Uint8Array {
  let at = 0;
  const list = files.map((file) => {
    const name = new TextEncoder().encode(file.name);
    // Made by version 2.0 on no system in particular; no extra field, comment, disk or attributes.
    const line = joined([
      number(0x02014b50, 4),
      number(20, 2),
      ...common(file),
      number(0, 2),
      number(0, 2),
      number(0, 2),
      number(0, 2),
      number(0, 4),
      number(at, 4),
      name,
    ]);
    at += zipHeader(file).length + file.size;
    return line;
  });
  const size = list.reduce((sum, line) => sum + line.length, 0);
  const count = number(files.length, 2);
  return joined([...list, number(0x06054b50, 4), number(0, 4), count, count, number(size, 4), number(at, 4), number(0, 2)]);
}

/** Length of the whole archive, so that a download can say it before it begins. */
export const zipLength = (files: readonly ZipFile[]): number => files.reduce((sum, file) => sum + zipHeader(file).length + file.size, 0) + zipEnd(files).length;

/** Version, names in UTF-8, stored, a fixed day (1 January 2022), checksum, size twice, length of the name. */
const common = (file: ZipFile): readonly Uint8Array[] => [
  number(20, 2),
  number(0x0800, 2),
  number(0, 2),
  number(0, 2),
  number(((2022 - 1980) << 9) | (1 << 5) | 1, 2),
  number(file.crc, 4),
  number(file.size, 4),
  number(file.size, 4),
  number(new TextEncoder().encode(file.name).length, 2),
];

/** Without the 64-bit extension an archive ends at 4 GiB and 65,535 files: beyond that a RangeError, never an archive that does not open. */
function number(value: number, bytes: 2 | 4): Uint8Array {
  if (value >= 2 ** (8 * bytes)) throw new RangeError(`${value} does not fit into ${bytes} bytes of a ZIP archive`);
  const made = new DataView(new ArrayBuffer(bytes));
  if (bytes === 2) made.setUint16(0, value, true);
  else made.setUint32(0, value, true);
  return new Uint8Array(made.buffer);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
