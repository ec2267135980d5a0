import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { isRefusal } from '../base/refusal.ts';
import { instant } from '../base/time.ts';
import type { Signer, Verdict } from '../kernel/document/document.ts';
import { findSignatures, signPdf, usualRoom } from '../kernel/document/document.ts';
import { sha256 } from './cms.ts';
import { openPaper } from './paper-typst.ts';
import { openPdfInspect } from './pdf-inspect.ts';
import { inspectPdf } from './pdf-verdict.ts';
import type { LocalSigner } from './sign-local.ts';
import { openLocalSigner } from './sign-local.ts';

const folder = mkdtempSync(join(tmpdir(), 'cuaso-sign-'));
const gate = await openLocalSigner({ folder: join(folder, 'keys') });
const trusted = await gate.trusted();
const inspector = openPdfInspect({ trusted });
after(async () => {
  await inspector.close();
  rmSync(folder, { recursive: true });
});

const chairman: Signer = { id: 'post-1', name: 'Trần Thị Bích', organisation: 'UBND phường An Xuân' };
const seal: Signer = { id: 'seal-7', name: 'UBND phường An Xuân', organisation: 'UBND phường An Xuân' };
const at = instant('2022-11-15T09:42:00+07:00');

type Signing = { readonly signer?: Signer; readonly field?: string; readonly at?: typeof at; readonly by?: LocalSigner };
async function sign(pdf: Uint8Array, { signer = chairman, field = 'signer', by = gate, ...rest }: Signing = {}): Promise<Uint8Array> {
  const request = {
    field,
    page: 1,
    rect: [85, 640, 260, 700] as const,
    name: signer.name,
    reason: 'Ký ban hành',
    location: 'Tam Kỳ',
    at: rest.at ?? at,
    room: usualRoom,
  };
  const done = await signPdf(pdf, request, { digest: (parts) => sha256(...parts), envelope: (digest) => by.envelope(signer, digest) });
  assert.ok(!isRefusal(done), JSON.stringify(done));
  return done;
}

const printer = openPaper();
const made = await printer.render({
  files: new Map([['a.typ', '#import "/lib.typ": *\n#show: paper.with(title: "Giấy khai sinh")\n#data.name']]),
  main: 'a.typ',
  data: { name: 'Nguyễn Trần Minh Thư' },
  at,
});
await printer.close();
assert.ok(!isRefusal(made));
const unsigned = made.pdf;
const one = await sign(unsigned);
const two = await sign(one, { signer: seal, field: 'seal' });

const judge = (pdf: Uint8Array, authorities = trusted): Verdict | 'not-a-pdf' => {
  const verdict = inspectPdf({ pdf, trusted: authorities });
  if (!isRefusal(verdict)) return verdict;
  assert.equal(verdict.refused, 'not-a-pdf');
  return 'not-a-pdf';
};
const wordOf = (pdf: Uint8Array, authorities = trusted): string => {
  const verdict = judge(pdf, authorities);
  return verdict === 'not-a-pdf' ? verdict : verdict.verdict;
};
const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

test('a signed paper is valid, and the verdict names signer, organisation and time', () => {
  assert.deepEqual(judge(one), {
    verdict: 'valid',
    reason: { vi: 'Chữ ký số hợp lệ, nội dung còn nguyên như khi ký.', en: 'The digital signature is valid and the content is as it was signed.' },
    signatures: [
      { field: 'signer', signer: 'Trần Thị Bích', organisation: 'UBND phường An Xuân', at, covers: 'whole-document', state: 'passed', code: 'intact' },
    ],
  });
});

test('a second signature keeps the first valid; the helper process says the same', async () => {
  const verdict = await inspector.inspect(two);
  assert.deepEqual(verdict, judge(two));
  assert.ok(!isRefusal(verdict));
  assert.deepEqual(
    verdict.signatures.map(({ field, covers, state }) => [field, covers, state]),
    [
      ['signer', 'revision', 'passed'],
      ['seal', 'whole-document', 'passed'],
    ],
  );
});

test('pdfsig, qpdf and openssl accept what was signed', () => {
  const path = join(folder, 'two.pdf');
  writeFileSync(path, two);
  const report = execFileSync('pdfsig', ['-nocert', path]).toString();
  assert.equal(report.match(/Signature is Valid/g)?.length, 2, report);
  assert.equal(report.match(/ETSI\.CAdES\.detached/g)?.length, 2);
  assert.equal(report.match(/Total document signed/g)?.length, 1);
  assert.match(execFileSync('qpdf', ['--check', path]).toString(), /No syntax or stream encoding errors/);

  const found = findSignatures(two);
  assert.ok(!isRefusal(found));
  writeFileSync(join(folder, 'ca.pem'), new X509Certificate(trusted[0] ?? new Uint8Array()).toString());
  for (const { cms, parts } of found) {
    assert.ok(cms && parts);
    writeFileSync(join(folder, 'cms.der'), cms);
    writeFileSync(join(folder, 'content.bin'), Buffer.concat(parts));
    const files = ['-in', join(folder, 'cms.der'), '-content', join(folder, 'content.bin'), '-CAfile', join(folder, 'ca.pem')];
    // Refuses by a failing exit code.
    execFileSync('openssl', ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-purpose', 'any', '-out', '/dev/null', ...files], { stdio: 'pipe' });
  }
});

test('a paper stays PDF/A in name and keeps its /ID after signing', () => {
  const text = Buffer.from(two).toString('latin1');
  assert.match(text.slice(text.lastIndexOf('trailer')), /\/ID/);
  assert.match(text, /pdfaid:part>2</);
});

test('none of 150 changed files is called valid, nor are they called unknown', () => {
  const random = randomOf(20221115);
  const pick = (from: number, to: number): number => from + Math.floor(random() * (to - from));
  const gapOf = (pdf: Uint8Array): number => Buffer.from(pdf).indexOf('/Contents <') + 11;
  const mutants: readonly (() => Uint8Array)[] = [
    // one bit anywhere, in either file
    ...Array.from({ length: 60 }, (_, index) => () => flip(index % 2 === 0 ? one : two, pick(0, (index % 2 === 0 ? one : two).length), pick(0, 8))),
    // one bit in what signing has written, where the structure is
    ...Array.from({ length: 30 }, () => () => flip(two, pick(unsigned.length, two.length), pick(0, 8))),
    // one bit in the signature itself
    ...Array.from({ length: 30 }, () => () => flip(one, gapOf(one) + pick(0, 4700), pick(0, 8))),
    // cut off, anywhere in what signing has written
    ...Array.from({ length: 10 }, () => () => one.subarray(0, pick(unsigned.length + 1, one.length))),
    // something more at the end
    () => Buffer.concat([two, ascii('\n')]),
    () => Buffer.concat([two, ascii('% thêm\n')]),
    () => Buffer.concat([one, unsigned.subarray(0, 500), one.subarray(-200)]),
    () => Buffer.concat([one, one.subarray(unsigned.length)]),
    // zeros taken over into the signature
    () => splice(one, gapOf(one) + 4, ascii(Buffer.from(Uint8Array.of(0x0a)).toString('hex'))),
    () => splice(one, gapOf(one), ascii('0'.repeat(40))),
    // the other signature, the other person's signature
    () => splice(one, gapOf(one), two.subarray(gapOf(two.subarray(one.length)) + one.length, gapOf(two.subarray(one.length)) + one.length + 6000)),
    () =>
      splice(
        one,
        gapOf(one),
        ascii(
          Buffer.from(one.subarray(gapOf(one), gapOf(one) + 6000))
            .toString()
            .toUpperCase(),
        ),
      ).subarray(0, one.length - 1),
    // a range that leaves more out
    () => replace(one, /\/ByteRange \[0 (\d+)/, (text) => text.replace('[0 ', '[1 ')),
    () => replace(one, /\/ByteRange \[0 (\d+)/, (text) => text.replace(/\d$/, (digit) => String((Number(digit) + 9) % 10))),
    // the frame made unreadable
    () => replace(one, /\/ByteRange/, () => '/ByteRangf'),
    () => replace(two, /\/ByteRange/, () => '/ByteRangg'),
    () => replace(one, /\/Contents </, () => '/Contentz <'),
    () => replace(one, /\/AcroForm/, () => '/AcroForn'),
    () => replace(one, /\/FT \/Sig/, () => '/FT /Sog'),
    ...Array.from({ length: 6 }, (_, index) => () => replace(one, /Tinos/, () => `Tino${index}`)),
  ];
  assert.ok(mutants.length >= 150);
  const wrong = mutants.flatMap((make, index) => {
    const word = wordOf(make());
    return word === 'changed' || word === 'not-a-pdf' ? [] : [`mutant ${index}: ${word}`];
  });
  assert.deepEqual(wrong, []);
});

test('the first revision alone, cut at its own end, is the valid paper it was', () => {
  assert.equal(wordOf(two.subarray(0, one.length)), 'valid');
});

test('a paper signed under another authority is unknown, and names the signer', async () => {
  const stranger = await openLocalSigner({ folder: join(folder, 'stranger'), authority: 'CA lạ' });
  const foreign = await sign(unsigned, { by: stranger });
  const verdict = judge(foreign);
  assert.ok(verdict !== 'not-a-pdf');
  assert.deepEqual([verdict.verdict, verdict.signatures[0]?.code, verdict.signatures[0]?.signer], ['unknown', 'unknown-authority', 'Trần Thị Bích']);
  assert.equal(wordOf(foreign, await stranger.trusted()), 'valid');
  assert.equal(wordOf(flip(foreign, 3000, 1)), 'changed');
  // A known signature does not vouch for an unknown one beside it.
  assert.equal(wordOf(await sign(one, { by: stranger, field: 'seal' })), 'unknown');
});

test('an authority of the same name with other keys is not the authority', async () => {
  const twin = await openLocalSigner({ folder: join(folder, 'twin') });
  assert.equal(wordOf(await sign(unsigned, { by: twin })), 'unknown');
});

test('a certificate that was not yet valid at the time of signing does not count', async () => {
  const verdict = judge(await sign(unsigned, { at: instant('2019-06-01T08:00:00+07:00') }));
  assert.ok(verdict !== 'not-a-pdf');
  assert.deepEqual([verdict.verdict, verdict.signatures[0]?.code], ['unknown', 'outside-validity']);
});

test('a file without any signature is unknown and says so', () => {
  const verdict = judge(unsigned);
  assert.ok(verdict !== 'not-a-pdf');
  assert.deepEqual([verdict.verdict, verdict.signatures], ['unknown', []]);
  assert.match(verdict.reason.vi, /không có chữ ký số/);
});

test('hostile files end in a refusal or an honest verdict, and the next file is read', async () => {
  const end = '\nstartxref\n59\n%%EOF\n';
  const words = async (pdf: Uint8Array): Promise<string> => {
    const verdict = await inspector.inspect(pdf);
    return isRefusal(verdict) ? verdict.refused : verdict.verdict;
  };
  assert.equal(await words(new Uint8Array(0)), 'not-a-pdf');
  assert.equal(await words(ascii('<html>no</html>')), 'not-a-pdf');
  assert.equal(await words(one.subarray(0, 9000)), 'not-a-pdf');
  assert.equal(await words(new Uint8Array(20 * 1_048_576 + 1)), 'file-too-large');
  const table = 'xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root 1 0 R /Prev 59 >>';
  assert.equal(await words(ascii(`%PDF-1.7\n1 0 obj\n<< /ByteRange [0 1 2 3] /FT /Sig >>\nendobj\n${table}${end}`)), 'changed');
  assert.equal(await words(ascii(`%PDF-1.7\n1 0 obj\n<< /ByteRange [0 99999999999 99999999999999999999 3] /Contents <00> >>\nendobj${end}`)), 'changed');
  assert.equal(await words(ascii(`%PDF-1.7\n1 0 obj\n<< /ByteRange ${'['.repeat(100_000)}${end}`)), 'changed');
  assert.equal(await words(ascii(`%PDF-1.7\n1 0 obj\n${'/ByteRange '.repeat(100_000)}${end}`)), 'changed');
  assert.equal(await words(ascii(`%PDF-1.7\n1 0 obj\n<< /ByteRange ${'('.repeat(3_000_000)}${end}`)), 'changed');
  assert.equal(await words(one), 'valid');
});

test('a reader that takes too long is stopped and the file is called unknown', async () => {
  const impatient = openPdfInspect({ trusted, ms: 1 });
  const slow = Buffer.concat([ascii('%PDF-1.7\n'), new Uint8Array(4_000_000).fill(47), ascii('\nstartxref\n1\n%%EOF\n')]);
  const verdict = await impatient.inspect(slow);
  assert.ok(!isRefusal(verdict));
  assert.deepEqual([verdict.verdict, verdict.signatures[0]?.code], ['unknown', 'too-heavy']);
  await impatient.close();
});

test('keys are readable by their owner alone, and are the same after a restart and for two at once', async () => {
  const keys = join(folder, 'keys');
  assert.equal(statSync(keys).mode & 0o777, 0o700);
  for (const file of readdirSync(keys)) assert.equal(statSync(join(keys, file)).mode & 0o777, 0o600, file);
  const again = await openLocalSigner({ folder: keys });
  assert.deepEqual(await again.certificate(chairman), await gate.certificate(chairman));
  const fresh = join(folder, 'fresh');
  const [left, right] = await Promise.all([openLocalSigner({ folder: fresh }), openLocalSigner({ folder: fresh })]);
  assert.deepEqual(await left.trusted(), await right.trusted());
  assert.deepEqual(readdirSync(fresh), ['authority.pem']);
});

test('every signer has a certificate of its own, and a changed name a new one', async () => {
  const serials = await Promise.all(
    [chairman, seal, { ...chairman, name: 'Trần Thị Bích Hà' }].map(async (signer) => {
      const certificate = await gate.certificate(signer);
      assert.ok(!isRefusal(certificate));
      return new X509Certificate(certificate).serialNumber;
    }),
  );
  assert.equal(new Set(serials).size, 3);
});

const flip = (pdf: Uint8Array, place: number, bit: number): Uint8Array => {
  const copy = pdf.slice();
  copy[place] = (copy[place] ?? 0) ^ (1 << bit);
  return copy;
};
const splice = (pdf: Uint8Array, place: number, bytes: Uint8Array): Uint8Array => {
  const copy = pdf.slice();
  copy.set(bytes, place);
  return copy;
};
/** Same length or not: the last place where the words stand. */
function replace(pdf: Uint8Array, words: RegExp, by: (text: string) => string): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1');
  const found = [...text.matchAll(new RegExp(words, 'g'))].at(-1);
  assert.ok(found, String(words));
  return Buffer.from(text.slice(0, found.index) + by(found[0]) + text.slice(found.index + found[0].length), 'latin1');
}
/** mulberry32: a small seeded generator. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
