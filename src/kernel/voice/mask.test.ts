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
  '84.905.412.768',
  '0905 - 412 - 768',
  '0905/412/768',
  '0905, 412, 768',
  '0905_412_768',
  '0905–412–768',
  '0905‑412‑768',
  '0905\n412\n768',
  '0, 9, 0, 5, 4, 1, 2, 7, 6, 8',
  '905.412.768',
  '0905.412.768 đồng chí Nam',
  '905412768 đ/c Nam',
  '905.412.768 đ.Hùng Vương',
  'CMND 201.234.567',
  'CMND 201, 234, 567',
  '49.085.002.345',
  'B1234567',
  'C 1234567',
  'an @ gmail.com',
  '09/12/2000 12',
  '12.000.000',
])
  test(`"${secret}" is covered wherever it stands`, () => {
    const shown = maskPersonal(`Gọi ${secret} nhé`);
    assert.ok(shown.includes(covered), shown);
    assert.doesNotMatch(shown, /\d{4}/);
  });

for (const harmless of [
  'số nhà 12',
  'số nhà 12, 14, 16, 18',
  'từ 15.11.2022',
  'ngày 15/11/2022',
  'ngày 2022-11-15',
  'ngày 2022-11-15 10:30',
  '15 - 11 - 2022',
  'từ 15/11/2022 - 16/11/2022',
  'từ 05/9 - 08/9/2022',
  'từ 05-08/9/2022',
  'từ 07/11/22 - 09/11/22',
  'tháng 05/2022, 06/2022',
  'lúc 07:05 09/11/2022',
  'lúc 09/11/2022 10 giờ',
  'năm 2020, 2021, 2022',
  'năm học 2022-2023',
  'hết 12.000.000 đồng',
  'hết 12.000.000đ',
  'hết 12 000 000 đồng',
  'hết 50000000 VND',
  'từ 12.000.000 đến 15.000.000 đồng',
  'từ 1.250.000 - 2.500.000 đồng',
  'Nghị định 61/2018/NĐ-CP',
  'Quyết định 12345/2022/QĐ-UBND',
  'lúc 10 giờ 40',
  'từ 07:30 - 11:30, 13:30 - 17:00',
  'từ 7.30 - 11.30',
  'tại 15.57361, 108.47402',
  'đường ĐT 616',
  'hồ sơ H47.31.25-221115-0001',
  'hồ sơ 000.00.12.H47-221115-0001',
  'phản ánh PA-221115-0001',
])
  test(`"${harmless}" stays as it is`, () => assert.equal(maskPersonal(`Vì ${harmless} ạ`), `Vì ${harmless} ạ`));

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

test('no telephone of ten digits survives any separators people set between its digits', () => {
  const separators = ['', '', ' ', '.', '-', '/', ',', ', ', '_', ' - ', '–', ' – ', '\u2011', '\u00a0', '\n', '\r\n', '·', ') '];
  const gaps = fc.array(fc.constantFrom(...separators), { minLength: 9, maxLength: 9 });
  const phone = fc.tuple(
    fc.constantFrom('03', '05', '07', '08', '09'),
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 }),
    fc.oneof(
      gaps,
      fc.constantFrom(...separators).map((one) => Array(9).fill(one)),
    ),
  );
  fc.assert(
    fc.property(phone, ([start, rest, between]) => {
      const typed = [...`${start}${rest.join('')}`].map((digit, index) => `${digit}${between[index] ?? ''}`).join('');
      assert.doesNotMatch(maskPersonal(`Gọi ${typed} nhé`), /\d/);
    }),
    { numRuns: 1000 },
  );
});

test('no day and no amount with its currency is covered', () => {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = fc
    .tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1900, max: 2099 }))
    .chain(([d, m, y]) =>
      fc.constantFrom(`${two(d)}/${two(m)}/${y}`, `${d}/${m}/${y}`, `${two(d)}.${two(m)}.${y}`, `${two(d)}-${two(m)}-${y}`, `${y}-${two(m)}-${two(d)}`),
    );
  const money = fc
    .tuple(fc.integer({ min: 1, max: 999_999_999_999 }), fc.constantFrom(' đồng', ' đ', 'đ', ' VND', ' VNĐ', ' triệu đồng'))
    .map(([dong, word]) => `${String(dong).replaceAll(/\B(?=(?:\d{3})+$)/g, '.')}${word}`);
  fc.assert(
    fc.property(fc.oneof(day, money), (typed) => assert.equal(maskPersonal(`Vì ${typed}, thế thôi`), `Vì ${typed}, thế thôi`)),
    { numRuns: 1000 },
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
