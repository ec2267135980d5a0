import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compose } from './telex.ts';

const typed = (keys: string): string => [...keys].reduce((text, key) => compose(text, key), '');

test('names and places are typed with the keys of Telex', () => {
  for (const [keys, text] of [
    ['Nguyeenx Vawn An', 'Nguyễn Văn An'],
    ['Traanf Thij Bichs', 'Trần Thị Bích'],
    ['DDoanf Thij Phuowcs Hanhj', 'Đoàn Thị Phước Hạnh'],
    ['Quangr Nam', 'Quảng Nam'],
    ['phuowngf An Xuaan', 'phường An Xuân'],
    ['thanhf phoos Tam Kyf', 'thành phố Tam Kỳ'],
    ['dduwowngf', 'đường'],
    ['ddawng kys khai sinh', 'đăng ký khai sinh'],
    ['giays towf', 'giáy tờ'],
    ['giaays chuwngs', 'giấy chứng'],
    ['quys', 'quý'],
    ['gif', 'gì'],
    ['hoaf', 'hoà'],
    ['muaf', 'mùa'],
    ['nguowif', 'người'],
    ['tieengs', 'tiếng'],
    ['Alawng Thij Bhowi', 'Alăng Thị Bhơi'],
  ] as const)
    assert.equal(typed(keys), text, keys);
});

test('signs may come at the end of the word', () => {
  assert.equal(typed('Nguyenex'), 'Nguyễn');
  assert.equal(typed('duongwfd'), 'đường');
  assert.equal(typed('Tranaf'), 'Trần');
});

test('the same sign twice is the letter itself, and z takes the tone away', () => {
  assert.equal(typed('ass'), 'as');
  assert.equal(typed('aaa'), 'aa');
  assert.equal(typed('ddd'), 'dd');
  assert.equal(typed('asz'), 'a');
  assert.equal(typed('oww'), 'ow');
});

test('digits, blanks and letters without a vowel before them stay what they are', () => {
  assert.equal(typed('049 0x'), '049 0x');
  assert.equal(typed('s f'), 's f');
  assert.equal(compose('Văn ', 'A'), 'Văn A');
});
