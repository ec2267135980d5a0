import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRefusal } from '../../base/refusal.ts';
import { instant } from '../../base/time.ts';
import type { Prepared, SignatureRequest } from './pades.ts';
import { coveredParts, embed, prepareSignature, readPdfDate, signPdf } from './pades.ts';
import { dictOf, readObject, readPdf, refIn, textIn } from './pdf.ts';
import { findSignatures } from './signature.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const words = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** A PDF by hand: objects by number, a table, a trailer. */
function pdfOf(objects: readonly string[], trailer = '/Root 1 0 R /ID [<00> <01>]'): Uint8Array {
  let text = '%PDF-1.7\n';
  const rows = objects.map((body, index) => {
    const row = `${String(text.length).padStart(10, '0')} 00000 n \n`;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return row;
  });
  return ascii(
    `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows.join('')}trailer\n<< /Size ${objects.length + 1} ${trailer} >>\nstartxref\n${text.length}\n%%EOF\n`,
  );
}
const twoPages = pdfOf([
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
  '[ ]',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots 4 0 R >>',
]);
const request: SignatureRequest = {
  field: 'signer',
  page: 1,
  rect: [100, 200.126, 260, 260],
  name: 'Nguyễn Thị Thu Hà',
  reason: 'Ký ban hành (lần 1)',
  location: 'Tam Kỳ',
  at: instant('2022-11-15T09:42:00+07:00'),
  room: 64,
};
function prepared(pdf: Uint8Array, change: Partial<SignatureRequest> = {}): Prepared {
  const made = prepareSignature(pdf, { ...request, ...change });
  assert.ok(!isRefusal(made), JSON.stringify(made));
  return made;
}
// Not a CMS, but one DER value: enough for everything this file does.
const cms = Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x07);
function signed(pdf: Uint8Array, change: Partial<SignatureRequest> = {}): Uint8Array {
  const done = embed(prepared(pdf, change), cms);
  assert.ok(!isRefusal(done));
  return done;
}

test('the bytes before the update stay as they were, and the range covers all but the gap', () => {
  const { bytes, byteRange } = prepared(twoPages);
  assert.deepEqual(bytes.subarray(0, twoPages.length), twoPages);
  const [start, gap, rest, length] = byteRange;
  assert.deepEqual([start, rest + length], [0, bytes.length]);
  assert.equal(words(bytes.subarray(gap, rest)), `<${'0'.repeat(128)}>`);
  assert.ok(words(bytes).includes(`/ByteRange [${byteRange.join(' ')}`));
  assert.equal(
    coveredParts({ bytes, byteRange }).reduce((sum, part) => sum + part.length, 0),
    bytes.length - 130,
  );
});

test('a prepared file reads back: field, names, time, page, rectangle, and /ID', () => {
  const file = readPdf(prepared(twoPages).bytes);
  assert.ok(file.trailer.entries.has('ID'));
  const page = dictOf(readObject(file, 3));
  const annots = page.entries.get('Annots');
  assert.ok(annots?.is === 'array' && annots.items[0]?.is === 'ref');
  const widget = dictOf(readObject(file, annots.items[0].number));
  assert.equal(textIn(widget, 'T'), 'signer');
  const rect = widget.entries.get('Rect');
  assert.deepEqual(rect?.is === 'array' && rect.items.map((item) => item.is === 'number' && item.value), [100, 200.13, 260, 260]);
  const signature = dictOf(readObject(file, refIn(widget, 'V')));
  assert.deepEqual([textIn(signature, 'Name'), textIn(signature, 'Reason')], ['Nguyễn Thị Thu Hà', 'Ký ban hành (lần 1)']);
  assert.equal(readPdfDate(textIn(signature, 'M') ?? ''), request.at);
});

test('signatures in a row are found in order, each with what was added after it', () => {
  const three = signed(signed(signed(twoPages), { field: 'signer', page: 2 }), { field: 'seal', page: 2, rect: [0, 0, 0, 0], location: '' });
  const found = findSignatures(three);
  assert.ok(!isRefusal(found));
  assert.deepEqual(
    found.map(({ field, addition, parts }) => [field, addition, parts !== undefined]),
    [
      ['signer', 'signature', true],
      ['signer-2', 'signature', true],
      ['seal', 'none', true],
    ],
  );
});

test('the same request gives the same bytes', () => {
  assert.deepEqual(prepared(twoPages), prepared(twoPages));
});

test('a signature larger than its room is refused and the room itself fits', () => {
  const made = prepared(twoPages, { room: 5 });
  assert.ok(!isRefusal(embed(made, cms)));
  const refused = embed(made, new Uint8Array(6));
  assert.ok(isRefusal(refused) && refused.refused === 'sign-failed');
});

test('the signer gets the hash of exactly the covered bytes, and its refusal comes back', async () => {
  const seen: number[] = [];
  const digest = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.of(parts.reduce((sum, part) => sum + part.length, 0) % 251);
  const done = await signPdf(twoPages, request, {
    digest,
    envelope: async ([first = 0]) => {
      seen.push(first);
      return cms;
    },
  });
  assert.ok(!isRefusal(done));
  assert.deepEqual(seen, [(done.length - 130) % 251]);
  const refused = await signPdf(twoPages, request, { digest, envelope: async () => ({ refused: 'signer-unknown' }) });
  assert.deepEqual(refused, { refused: 'signer-unknown' });
});

test('what cannot be signed is refused: no PDF, no such page, encrypted, loops', () => {
  const refusedOf = (pdf: Uint8Array, page = 1): string => {
    const made = prepareSignature(pdf, { ...request, page });
    return isRefusal(made) ? made.refused : 'prepared';
  };
  assert.equal(refusedOf(ascii('no pdf at all')), 'not-a-pdf');
  assert.equal(refusedOf(twoPages, 3), 'not-a-pdf');
  assert.equal(refusedOf(twoPages, 0), 'not-a-pdf');
  assert.equal(refusedOf(twoPages.subarray(0, twoPages.length - 20)), 'not-a-pdf');
  assert.equal(refusedOf(pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Kids [2 0 R] >>'])), 'not-a-pdf');
  assert.equal(refusedOf(pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Page >>'], '/Root 1 0 R /Encrypt 2 0 R')), 'not-a-pdf');
  const at = words(twoPages).lastIndexOf('xref\n0');
  assert.equal(refusedOf(pdfOf(['<< /Type /Catalog >>'], `/Root 1 0 R /Prev ${at}`)), 'not-a-pdf');
});

test('content written after a signature is a change, a signature of this house is not', () => {
  const first = signed(twoPages);
  const table = Number(/startxref\n(\d+)/.exec(words(first.subarray(-60)))?.[1]);
  const update = (number: number, body: string): Uint8Array => {
    const object = `${number} 0 obj\n${body}\nendobj\n`;
    const at = String(first.length).padStart(10, '0');
    const tail = `xref\n${number} 1\n${at} 00000 n \ntrailer\n<< /Size 20 /Root 1 0 R /Prev ${table} >>\nstartxref\n${first.length + object.length}\n%%EOF\n`;
    return Buffer.concat([first, ascii(object + tail)]);
  };
  const additionOf = (pdf: Uint8Array): string | undefined => {
    const found = findSignatures(pdf);
    return isRefusal(found) ? found.refused : found[0]?.addition;
  };
  const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]';
  const annots = words(first.subarray(words(first).lastIndexOf('/Annots')));
  const kept = annots.slice(0, annots.indexOf(']') + 1);
  assert.equal(additionOf(update(3, `${page} /Contents 9 0 R ${kept} >>`)), 'change');
  assert.equal(additionOf(update(3, `${page} ${kept.replace(']', ' 9 0 R]')} >>`)), 'unclear');
  assert.equal(additionOf(update(3, `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] ${kept} >>`)), 'change');
  assert.equal(additionOf(update(2, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>')), 'change');
  assert.equal(additionOf(Buffer.concat([first, ascii('\n')])), 'change');
  assert.equal(additionOf(signed(first, { field: 'seal' })), 'signature');
  // A second signature that would be drawn elsewhere than its field says was not written here.
  const second = words(signed(first, { field: 'seal' }));
  const box = second.lastIndexOf('/BBox [0 0');
  assert.equal(additionOf(Buffer.from(`${second.slice(0, box)}/BBox [9 9${second.slice(box + 10)}`, 'latin1')), 'unclear');
});

test('dates of PDF are read with their offset, anything else is none', () => {
  assert.equal(readPdfDate("D:20221115094200+07'00'"), '2022-11-15T09:42:00+07:00');
  assert.equal(readPdfDate('D:20221115024200Z'), '2022-11-15T09:42:00+07:00');
  assert.equal(readPdfDate('yesterday'), undefined);
});
