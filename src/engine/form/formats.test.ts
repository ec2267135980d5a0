import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RE2JS } from 're2js';
import { factsOfId, quickPattern, readFormat } from './formats.ts';
import type { Format } from './model.ts';

function read(format: Format, typed: string): string {
  const result = readFormat(format, typed);
  return 'value' in result ? result.value : `! ${result.wrong.vi} ${result.fix.vi}`;
}

test('a personal number has 12 digits and begins with a place of registration', () => {
  assert.equal(read('vn-id', '049190001234'), '049190001234');
  assert.equal(read('vn-id', '0491 9000 1234'), '049190001234');
  assert.equal(read('vn-id', '232190001234'), '232190001234');
  assert.match(read('vn-id', '04919000123'), /có 11 chữ số, số định danh có 12 chữ số/);
  assert.match(read('vn-id', '003190001234'), /mã nơi đăng ký khai sinh 003/);
  assert.match(read('vn-id', '000190001234'), /mã nơi đăng ký khai sinh 000/);
  assert.match(read('vn-id', '04919000123O'), /chỉ gồm 12 chữ số/);
  assert.match(read('vn-id', '205123456'), /có 9 chữ số/);
  assert.equal(read('vn-id-or-old', '205123456'), '205123456');
});
test('century, sex and year can be read from a personal number', () => {
  assert.deepEqual(factsOfId('049190001234'), { sex: 'female', year: 1990 });
  assert.deepEqual(factsOfId('049215000456'), { sex: 'male', year: 2015 });
  assert.deepEqual(factsOfId('049085002345'), { sex: 'male', year: 1985 });
  assert.equal(factsOfId('205123456'), undefined);
});
test('a phone number is stored with +84 however it was typed', () => {
  for (const typed of ['0912345678', '0912 345 678', '0912.345.678', '+84 912 345 678', '84912345678', '0084912345678', '+84(0)912345678'])
    assert.equal(read('vn-phone', typed), '+84912345678', typed);
  assert.equal(read('vn-phone', '0235 3852 739'), '+842353852739');
  assert.match(read('vn-phone', '091234567'), /có 9 chữ số, số di động có 10 chữ số/);
  assert.match(read('vn-phone', '0612345678'), /Không có đầu số 06/);
  assert.match(read('vn-phone', '09l2345678'), /chỉ gồm chữ số/);
});
test('the check digit of a tax code is counted', () => {
  for (const code of ['0100109106', '0300588569', '4000123457', '0100109106-001', '049190001234']) assert.equal(read('vn-tax', code), code);
  assert.equal(read('vn-tax', '0100109106001'), '0100109106-001');
  assert.match(read('vn-tax', '0100109107'), /Không có mã số thuế 0100109107/);
  for (let last = 0; last < 10; last += 1) assert.match(read('vn-tax', `400067890${last}`), /Không có mã số thuế/);
  assert.match(read('vn-tax', '0100109106-000'), /Số chi nhánh bắt đầu từ 001/);
  assert.match(read('vn-tax', '12345'), /10 chữ số/);
});
test('case codes of both generations are read, impossible days are not', () => {
  for (const code of ['000.00.12.H47-260223-0001', 'H47.12-260223-0001', 'H47-260223-12345']) assert.equal(read('vn-case-code', code), code);
  assert.equal(read('vn-case-code', ' h47.12-260223-0001'), 'H47.12-260223-0001');
  for (const code of ['H47.12-260230-0001', 'H47.12-261323-0001', 'H47.12-260223-001', 'H4.12-260223-0001'])
    assert.match(read('vn-case-code', code), /^! Mã hồ sơ gồm/);
});
test('parcels and e-mail addresses', () => {
  assert.equal(read('vn-parcel', '20347/12/345'), '20347-12-345');
  assert.match(read('vn-parcel', '12-345'), /số tờ bản đồ/);
  assert.equal(read('email', "O'Brien+x@Mail.GOV.vn"), "O'Brien+x@mail.gov.vn");
  for (const typed of ['a@b', 'a b@c.vn', 'a@b@c.vn', '@c.vn', 'Á@c.vn', `${'a'.repeat(65)}@c.vn`]) assert.match(read('email', typed), /^! /, typed);
});

test('a pattern without a choice to go back to is read by the engine of the language, with the answers of the linear one', () => {
  const simple = ['^[0-9]{2}/[0-9]{4}$', '^[^<>]*$', '^[A-ZĐ]{1,3}-\\d{3}$', '^$', '^a?b{2}[x-z]$', '^[-_ ]{0,2}\\.$'];
  const texts = ['', '01/2022', '01/20222', 'Thôn 3, xã An Xuân', '<b>', 'ĐA-118', 'ABCD-1', 'A-', 'abbz', 'bby', 'bb', '- .', '.', '😀', 'a\nb', '01/2022\n'];
  for (const source of simple) {
    const quick = quickPattern(source);
    assert.ok(quick !== undefined, source);
    for (const text of texts) assert.equal(quick.test(text), RE2JS.compile(source).matcher(text).find(), `${source} on ${JSON.stringify(text)}`);
  }
  for (const source of ['^[A-Z]{1,3}-\\d+$', '^(a+)+$', '^a*a*$', '^.*$', 'a+', '^a|b$', '^[[:alpha:]]+$', '^\\w+$', '^a+?$', '^a*b*$', '(?i)^a$'])
    assert.equal(quickPattern(source), undefined, source);
});
