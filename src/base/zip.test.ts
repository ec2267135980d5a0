import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';
import { zipEnd, zipHeader, zipLength } from './zip.ts';

const file = (name: string, text: string) => ({ name, size: Buffer.byteLength(text), crc: crc32(text), text });

/** Reads an archive as programs do: from its end to the list, and from the list to each file. */
function readZip(bytes: Buffer): readonly (readonly [string, string])[] {
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  let at = bytes.readUInt32LE(end + 16);
  assert.equal(at + bytes.readUInt32LE(end + 12), end);
  return Array.from({ length: bytes.readUInt16LE(end + 10) }, () => {
    assert.equal(bytes.readUInt32LE(at), 0x02014b50);
    const [crc, size, length, place] = [bytes.readUInt32LE(at + 16), bytes.readUInt32LE(at + 24), bytes.readUInt16LE(at + 28), bytes.readUInt32LE(at + 42)];
    const name = bytes.toString('utf8', at + 46, at + 46 + length);
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    assert.equal(bytes.readUInt32LE(place), 0x04034b50);
    const start = place + 30 + bytes.readUInt16LE(place + 26) + bytes.readUInt16LE(place + 28);
    const body = bytes.subarray(start, start + size);
    assert.equal(crc32(body), crc);
    return [name, body.toString()] as const;
  });
}

test('an archive reads back: names with diacritics, an empty file, every byte', () => {
  const files = [file('du-lieu.json', '{"tên":"Bhơi"}\n'), file('giấy tờ/Giấy khai sinh.pdf', 'x'.repeat(70_000)), file('rong.txt', '')];
  const bytes = Buffer.concat([...files.flatMap((one) => [zipHeader(one), Buffer.from(one.text)]), zipEnd(files)]);
  assert.equal(bytes.length, zipLength(files));
  assert.deepEqual(
    readZip(bytes),
    files.map((one) => [one.name, one.text]),
  );
});

test('an archive beyond 4 GiB or 65,535 files is no archive: it is said before the first byte leaves', () => {
  const large = { name: 'lon.pdf', size: 2 ** 31, crc: 0 };
  assert.ok(zipLength([large]) > 2 ** 31);
  assert.throws(() => zipLength([large, large]), RangeError);
  assert.throws(() => zipLength(Array.from({ length: 65_536 }, () => ({ name: 'a', size: 0, crc: 0 }))), RangeError);
});
