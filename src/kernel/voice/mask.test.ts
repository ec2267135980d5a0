import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { covered, maskPersonal } from './mask.ts';

for (const secret of [
  '0905412768',
  '0905 412 768',
  '0905.412.768',
  '+84 905 412 768',
  '(0235) 3812 345',
  '049085002345',
  '0490 8500 2345',
  '205123456',
  'an.nguyen@example.vn',
  '92A-123.45',
  '92-B1 123.45',
  '92b1 12345',
  '43C 1234',
  '０９０５４１２７６８',
  '0905\u200b412768',
  '0905\u00ad412768',
  '٠٩٠٥٤١٢٧٦٨',
  '०९०५४१२७६८',
  '𝟎𝟗𝟎𝟓𝟒𝟏𝟐𝟕𝟔𝟖',
  '𝟶𝟿𝟶𝟻𝟺𝟷𝟸𝟽𝟼𝟾',
  'H47.31.12-221115-0001',
])
  test(`"${secret}" is covered wherever it stands`, () => {
    const shown = maskPersonal(`Gọi ${secret} nhé`);
    assert.ok(shown.includes(covered), shown);
    assert.doesNotMatch(shown, /\d{4}/);
  });

for (const harmless of ['số nhà 12', 'từ 15.11.2022', 'ngày 15/11/2022', 'hết 12.000.000 đồng', 'Nghị định 61/2018/NĐ-CP', 'lúc 10 giờ 40', 'đường ĐT 616'])
  test(`"${harmless}" stays as it is`, () => assert.equal(maskPersonal(harmless), harmless));

test('no telephone survives among any words, whatever separates its digits', () => {
  const separator = fc.constantFrom('', ' ', '.', '-', '  ');
  const phone = fc.tuple(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 }), fc.array(separator, { minLength: 8, maxLength: 8 }));
  fc.assert(
    fc.property(phone, fc.string({ maxLength: 30 }), ([digits, gaps], words) => {
      const typed = `0${digits.map((digit, index) => `${gaps[index]}${digit}`).join('')}5`;
      const shown = maskPersonal(`${words.replaceAll(/[\d.@-]/g, ' ')} gọi ${typed} ạ`);
      assert.ok(!shown.replaceAll(/\D/g, '').includes(digits.join('')), shown);
    }),
    { numRuns: 300 },
  );
});

test('covering twice changes nothing more', () => {
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => maskPersonal(maskPersonal(text)) === maskPersonal(text)));
});

test('a long text of digits and blanks is covered in no time', () => {
  const began = performance.now();
  maskPersonal('0 '.repeat(2000) + 'a@'.repeat(2000) + '9'.repeat(4000));
  assert.ok(performance.now() - began < 200);
});
