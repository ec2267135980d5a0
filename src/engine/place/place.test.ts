import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { date } from '../../base/time.ts';
import type { Gazetteer, TypedAddress } from './place.ts';
import { findCommune, findProvince, gazetteerOf, partsOf, placeText, readAddress, readLine, readPlaceFile, splitLine } from './place.ts';

const root = new URL('../../../', import.meta.url);
const then = date('2022-11-15');
const file = readPlaceFile(JSON.parse(readFileSync(new URL('data/places/vn.json', root), 'utf8')));
const units: readonly { id: number; kind: string; form: string; name: string; gso: string; parent: number }[] = JSON.parse(
  readFileSync(new URL('data/units/quang-nam-2021.json', root), 'utf8'),
).units;
const codeOf = (id: number): string => units.find((one) => one.id === id)?.gso ?? '';

function quangNam(): Gazetteer {
  assert.ok(file !== undefined);
  const from = date('2021-01-01');
  const districts = units.filter((one) => one.kind === 'district').map(({ gso: code, form, name }) => ({ code, form, name, from }));
  const communes = units
    .filter((one) => one.kind === 'commune')
    .map(({ gso: code, form, name, parent }) => ({ code, form, name, from, province: '49', district: codeOf(parent) }));
  return gazetteerOf(file, { home: '49', districts, communes });
}
const places = quangNam();
const typed = (commune: string, more: Partial<TypedAddress> = {}): TypedAddress => ({ village: 'Thôn Hư Cấu', commune, province: '', ...more });
const read = (commune: string, more: Partial<TypedAddress> = {}, on = then) => readAddress(places, typed(commune, more), on, { village: true });
const wrongOf = (commune: string, more: Partial<TypedAddress> = {}, on = then) => {
  const found = read(commune, more, on);
  return 'wrong' in found ? found : assert.fail(`${commune} became ${found.text}`);
};
const textOf = (commune: string, more: Partial<TypedAddress> = {}, on = then) => {
  const found = read(commune, more, on);
  return 'wrong' in found ? assert.fail(`${commune}: ${JSON.stringify(found)}`) : found.text;
};

test('the country had 63 provinces until 30/6/2025 and has 34 since', () => {
  const count = (day: string) => file?.provinces.filter((one) => (one.from ?? '') <= day && day < (one.until ?? '9')).length;
  assert.equal(count('2022-11-15'), 63);
  assert.equal(count('2025-06-30'), 63);
  assert.equal(count('2025-07-01'), 34);
  for (const one of file?.provinces ?? []) assert.ok(findProvince(places, one.name, date('2026-01-01')), `${one.name} leads nowhere`);
});

test('every commune is found by its folded name, alone where it is the only one, with its district always', () => {
  for (const commune of places.communes.filter((one) => one.district !== undefined)) {
    const full = placeText(places, commune, then, 'district');
    const home = findProvince(places, 'quang nam', then);
    assert.ok(home);
    const plain = full
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .replace(/[đĐ]/g, 'd')
      .toLowerCase();
    for (const way of [commune.code, full, `${full}, tỉnh Quảng Nam`]) {
      const found = findCommune(places, way, home, then);
      assert.ok(found.is === 'one' && found.commune.code === commune.code, `${way}: ${found.is}`);
    }
    // Two communes of one district may differ in marks alone; without marks the person is then asked.
    const bare = findCommune(places, plain, home, then);
    const list = bare.is === 'one' ? [bare.commune] : bare.is === 'some' && bare.sure ? bare.communes : [];
    assert.ok(
      list.some((one) => one.code === commune.code),
      plain,
    );
    const alone = findCommune(places, plain.split(',')[0] ?? '', home, then);
    const all = alone.is === 'one' ? [alone.commune] : alone.is === 'some' && alone.sure ? alone.communes : [];
    assert.ok(
      all.some((one) => one.code === commune.code),
      `${plain} alone`,
    );
  }
});

test('a commune is understood without marks, with short forms and without a comma', () => {
  const want = 'Thôn Hư Cấu, phường An Xuân, thành phố Tam Kỳ, tỉnh Quảng Nam';
  for (const way of ['An Xuân', 'an xuan', 'P. An Xuân', 'phuong an xuan, tp tam ky', 'An Xuân Tam Kỳ', 'PHƯỜNG AN XUÂN, TP TAM KỲ, QUẢNG NAM', '20347'])
    assert.equal(textOf(way), want, way);
  assert.equal(textOf('chom'), "Thôn Hư Cấu, xã Ch'ơm, huyện Tây Giang, tỉnh Quảng Nam");
  assert.equal(textOf('Ch’ơm'), "Thôn Hư Cấu, xã Ch'ơm, huyện Tây Giang, tỉnh Quảng Nam");
});

test('names that differ in marks alone are asked about, and marks or the district settle it', () => {
  const asked = wrongOf('tam thanh');
  assert.ok(asked.wrong === 'which-commune');
  assert.deepEqual(
    asked.offers.map((one) => one.text).toSorted(),
    ['xã Tam Thanh, thành phố Tam Kỳ', 'xã Tam Thành, huyện Phú Ninh', 'xã Tam Thạnh, huyện Núi Thành'].toSorted(),
  );
  assert.match(textOf('Tam Thành'), /Phú Ninh/);
  assert.match(textOf('tam thanh, nui thanh'), /xã Tam Thạnh, huyện Núi Thành/);
  assert.match(textOf('tam thanh', { code: '20359' }), /xã Tam Thanh, thành phố Tam Kỳ/);
  assert.equal(wrongOf('tam thanh', { code: '20347' }).wrong, 'which-commune', 'a choice that was not offered is no answer');
  // One spelling of the tone, two communes.
  assert.ok(wrongOf('Phước Hòa').wrong === 'which-commune');
  assert.match(textOf('phường Phước Hòa'), /Tam Kỳ/);
});

test('a slip of a letter, a beginning or another form is offered, never taken', () => {
  const offers = (commune: string) => {
    const found = wrongOf(commune);
    return found.wrong === 'near-commune' ? found.offers.map((one) => one.text) : [];
  };
  assert.deepEqual(offers('An Xuan g'), ['phường An Xuân, thành phố Tam Kỳ']);
  assert.ok(offers('an xu').includes('phường An Xuân, thành phố Tam Kỳ'));
  assert.deepEqual(offers('ái ngĩa, đại lọc'), ['thị trấn Ái Nghĩa, huyện Đại Lộc']);
  assert.match(textOf('ái nghiã, đại lọc'), /thị trấn Ái Nghĩa, huyện Đại Lộc/, 'a misplaced tone is no slip');
  assert.ok(offers('xã Khâm Đức').includes('thị trấn Khâm Đức, huyện Phước Sơn'));
  assert.match(textOf('an xu', { code: '20347' }), /phường An Xuân/);
  assert.equal(wrongOf('Bến Nghé').wrong, 'no-such-commune');
  assert.equal(wrongOf('99999').wrong, 'no-such-commune');
  assert.ok(offers('Tam').length <= 6);
});

test('another province is taken by its name of that day, its commune as typed', () => {
  const far = { village: '12 Lê Lợi', province: 'tp hcm' };
  assert.equal(textOf('phường Bến Nghé, Quận 1', far), '12 Lê Lợi, phường Bến Nghé, Quận 1, thành phố Hồ Chí Minh');
  assert.deepEqual(read('phường Bến Nghé, Quận 1', far), {
    text: '12 Lê Lợi, phường Bến Nghé, Quận 1, thành phố Hồ Chí Minh',
    village: '12 Lê Lợi',
    province: '79',
  });
  assert.match(textOf('Hải Châu I, Hải Châu, Đà Nẵng'), /Hải Châu I, Hải Châu, thành phố Đà Nẵng$/, 'the province behind the commune counts too');
  assert.match(textOf('Dĩ An', { province: 'Bình Dương' }, date('2026-01-01')), /Dĩ An, thành phố Hồ Chí Minh$/);
  assert.equal(wrongOf('An Xuân', { province: 'Quảng Nôm' }).wrong, 'no-such-province');
  assert.equal(wrongOf('12345', { province: 'Hà Nội' }).wrong, 'no-such-commune');
});

test('a case keeps the district of its day; an old name leads to the unit of today', () => {
  assert.match(textOf('Quế Lộc, Nông Sơn', {}, date('2024-03-01')), /huyện Nông Sơn, tỉnh Quảng Nam$/);
  assert.match(textOf('Quế Lộc, Nông Sơn', {}, date('2025-01-01')), /huyện Quế Sơn, tỉnh Quảng Nam$/);
  const later = date('2025-07-01');
  assert.equal(textOf('An Mỹ, Tam Kỳ', { province: 'Quảng Nam' }, later), 'Thôn Hư Cấu, phường Tam Kỳ, thành phố Đà Nẵng');
  assert.equal(textOf('A Xan, huyện Tây Giang', {}, later), 'Thôn Hư Cấu, xã Hùng Sơn, thành phố Đà Nẵng');
  assert.equal(textOf('phường Tam Kỳ', {}, later), 'Thôn Hư Cấu, phường Tam Kỳ, thành phố Đà Nẵng');
  assert.deepEqual(wrongOf('A Nông', {}, later), { wrong: 'commune-gone', place: 'xã A Nông, huyện Tây Giang', until: '2025-07-01' });
  // Units of the new map that are not held are taken as typed.
  assert.equal(textOf('phường Hải Châu', {}, later), 'Thôn Hư Cấu, phường Hải Châu, thành phố Đà Nẵng');
  assert.equal(wrongOf('phường Tam Kỳ', {}, date('2025-06-30')).wrong, 'no-such-commune', 'not before it exists');
});

test('an empty commune and an empty village are said, each by itself', () => {
  assert.equal(wrongOf('').wrong, 'no-commune');
  assert.equal(wrongOf('An Xuân', { village: '' }).wrong, 'no-village');
  assert.deepEqual(readAddress(places, typed('An Xuân', { village: '' }), then, { village: false }), {
    text: 'phường An Xuân, thành phố Tam Kỳ, tỉnh Quảng Nam',
    commune: '20347',
    district: '502',
    province: '49',
  });
});

test('one line falls into its boxes and back', () => {
  assert.deepEqual(splitLine('Thôn Hư Cấu, xã A Tiêng, huyện Tây Giang'), { village: 'Thôn Hư Cấu', commune: 'xã A Tiêng, huyện Tây Giang', province: '' });
  assert.deepEqual(splitLine('12 Lê Lợi, p. Bến Nghé, Quận 1, TP.HCM'), { village: '12 Lê Lợi', commune: 'p. Bến Nghé, Quận 1', province: 'TP.HCM' });
  assert.deepEqual(splitLine('Khối phố 3'), { village: 'Khối phố 3', commune: '', province: '' });
  const line = readLine(places, 'Tổ 2, Khối phố 3, An Xuân, Tam Kỳ', then, { village: true });
  assert.ok(!('wrong' in line) && line.village === 'Tổ 2, Khối phố 3' && line.commune === '20347');
  assert.deepEqual(readLine(places, 'Tổ 2, Khối phố 3', then, { village: true }), { wrong: 'no-commune' });
  for (const text of ['An Xuân', 'Ch’ơm', 'trà dơn, nam trà my', 'Quế Xuân 1']) {
    const stored = read(text);
    assert.ok(!('wrong' in stored));
    const parts = partsOf(stored);
    assert.ok(parts);
    assert.deepEqual(readAddress(places, parts, then, { village: true }), stored);
  }
  const far = read('Bến Nghé, Quận 1', { province: 'hcm' });
  const parts = 'wrong' in far ? undefined : partsOf(far);
  assert.ok(parts);
  assert.deepEqual(readAddress(places, parts, then, { village: true }), far);
});

test('a file of the country with a wrong row is no file', () => {
  const sound = { districtsEnd: '2025-07-01', provinces: [{ code: '49', form: 'tỉnh', name: 'Quảng Nam' }], districts: [], communes: [] };
  assert.ok(readPlaceFile(sound));
  for (const wrong of [
    null,
    {},
    { ...sound, districtsEnd: '2025-13-01' },
    { ...sound, provinces: [{ code: '4', form: 'tỉnh', name: 'x' }] },
    { ...sound, provinces: [{ code: '49', form: 'tỉnh', name: 'x', until: 'soon' }] },
    { ...sound, districts: [{ code: '519', until: '2025-01-01' }] },
    { ...sound, communes: [{ code: '20341', form: 'xã', name: 'x' }] },
  ])
    assert.equal(readPlaceFile(wrong), undefined);
});
