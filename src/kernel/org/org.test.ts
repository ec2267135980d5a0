import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { UnitId } from '../../base/id.ts';
import type { Json } from '../../base/json.ts';
import { date } from '../../base/time.ts';
import type { UnitPath } from '../permit.ts';
import type { Unit } from './org.ts';
import {
  agencyName,
  ancestorsOf,
  branchOf,
  calendarOf,
  childrenOf,
  deskName,
  displayName,
  fullPlace,
  idsOf,
  orgOf,
  pathBelow,
  placeName,
  readUnitFile,
  searchFold,
  searchKey,
  successorsOf,
  unitAt,
  unitsReached,
} from './org.ts';

const read = readUnitFile(JSON.parse(readFileSync(join(import.meta.dirname, '../../../data/units/quang-nam-2021.json'), 'utf8')) as Json);
if (!('units' in read)) throw new Error(JSON.stringify(read));
const org = orgOf(read.units, [{ unit: 1 as UnitId, calendar: 'quang-nam', from: date('2021-01-01') }]);
const day = date('2022-11-15');
const unit = (code: string): Unit => {
  const found = unitAt(org, code, day);
  assert.ok(found, code);
  return found;
};

test('Quảng Nam of 2021-2022 has 18 districts with the number of communes the handbook counts', () => {
  const expected = {
    502: 13,
    503: 13,
    504: 10,
    505: 11,
    506: 18,
    507: 20,
    508: 14,
    509: 13,
    510: 12,
    511: 12,
    512: 11,
    513: 22,
    514: 15,
    515: 13,
    516: 10,
    517: 17,
    518: 11,
    519: 6,
  };
  const districts = org.units.filter((one) => one.kind === 'district');
  const counted = Object.fromEntries(districts.map((one) => [one.gso, childrenOf(org, one.id, day).filter((child) => child.kind === 'commune').length]));
  assert.deepEqual(counted, expected);
  assert.equal(org.units.filter((one) => one.kind === 'commune').length, 241);
});

test('codes and names of the handbook stand in the file, apostrophes and marks included', () => {
  const examples: readonly (readonly [string, string, string])[] = [
    ['20335', 'phường', 'Tân Thạnh'],
    ['20338', 'phường', 'Phước Hòa'],
    ['20347', 'phường', 'An Xuân'],
    ['20375', 'phường', 'Hoà Thuận'],
    ['20359', 'xã', 'Tam Thanh'],
    ['20389', 'xã', 'Tam Ngọc'],
    ['20398', 'phường', 'Minh An'],
    ['20434', 'xã', 'Tân Hiệp'],
    ['20437', 'xã', "Ch'ơm"],
    ['20446', 'xã', "Tr'Hy"],
    ['20455', 'xã', 'A Tiêng'],
    ['20467', 'thị trấn', 'P Rao'],
    ['20500', 'thị trấn', 'Ái Nghĩa'],
    ['20551', 'phường', 'Vĩnh Điện'],
    ['20563', 'phường', 'Điện Ngọc'],
    ['20599', 'thị trấn', 'Nam Phước'],
    ['20641', 'thị trấn', 'Đông Phú'],
    ['20651', 'thị trấn', 'Hương An'],
    ['20656', 'thị trấn', 'Trung Phước'],
    ['20695', 'thị trấn', 'Thạnh Mỹ'],
    ['20722', 'thị trấn', 'Khâm Đức'],
    ['20779', 'thị trấn', 'Tân Bình'],
    ['20791', 'thị trấn', 'Hà Lam'],
    ['20854', 'thị trấn', 'Tiên Kỳ'],
    ['20899', 'thị trấn', 'Trà My'],
    ['20944', 'xã', 'Trà Mai'],
    ['20965', 'thị trấn', 'Núi Thành'],
    ['20364', 'thị trấn', 'Phú Thịnh'],
  ];
  for (const [code, form, name] of examples) assert.deepEqual([unit(code).form, unit(code).name], [form, name], code);
  const names: Record<string, readonly string[]> = {
    505: ['Tà Lu', 'Sông Kôn', 'Jơ Ngây', 'A Ting', 'Tư', 'Ba'],
    508: ['Duy Thu', 'Duy Phú', 'Duy Tân'],
    510: ['Laêê', 'Chơ Chun', 'Zuôich', 'Tà Pơơ', 'La Dêê', 'Đắc Tôi'],
    512: ['Hiệp Hòa', 'Hiệp Thuận'],
    514: ['Tiên Sơn', 'Tiên Hà'],
    519: ['Ninh Phước', 'Quế Lộc', 'Sơn Viên', 'Quế Lâm'],
  };
  for (const [code, list] of Object.entries(names)) {
    const here = childrenOf(org, unit(code).id, day).map((one) => one.name);
    for (const name of list) assert.ok(here.includes(name), `${code} ${name}`);
  }
});

test('every code is used once, every name is Unicode NFC, every agency code has its parent', () => {
  for (const codeOf of [(one: Unit) => one.gso, (one: Unit) => one.agencyCode, (one: Unit) => one.agencyCodeOld, (one: Unit) => one.path]) {
    const codes = org.units.flatMap((one) => codeOf(one) ?? []);
    assert.equal(new Set(codes).size, codes.length);
  }
  for (const one of org.units) {
    assert.equal(one.name, one.name.normalize('NFC'));
    assert.ok(one.agencyCode.length <= 35);
    if (one.parent !== undefined) assert.equal(one.agencyCode.slice(0, one.agencyCode.lastIndexOf('.')), org.byId.get(one.parent)?.agencyCode);
  }
});

test('every district has a one-stop desk and a justice division', () => {
  for (const district of org.units.filter((one) => one.kind === 'district')) {
    const kinds = childrenOf(org, district.id, day).map((one) => one.kind);
    assert.equal(kinds.filter((kind) => kind === 'desk').length, 1, district.name);
    assert.equal(kinds.filter((kind) => kind === 'division').length, 1, district.name);
  }
});

test('a unit is named the way each place needs it', () => {
  const ward = unit('20347');
  assert.equal(placeName(ward), 'phường An Xuân');
  assert.equal(agencyName(ward), 'UBND phường An Xuân');
  assert.equal(displayName(org, ward), 'UBND phường An Xuân, TP Tam Kỳ');
  assert.equal(displayName(org, ward, 'en'), "People's Committee of An Xuân ward, Tam Kỳ city");
  assert.equal(fullPlace(org, ward), 'Phường An Xuân, thành phố Tam Kỳ, tỉnh Quảng Nam');
  assert.equal(deskName(ward), 'Bộ phận Tiếp nhận và Trả kết quả UBND phường An Xuân');
  assert.equal(displayName(org, unit('507')), 'UBND TX Điện Bàn');
  assert.equal(displayName(org, unit('49')), 'UBND tỉnh Quảng Nam');
  assert.equal(displayName(org, unit('H47.02')), 'Sở Tư pháp tỉnh Quảng Nam');
  assert.equal(displayName(org, unit('H47.02'), 'en'), 'Department of Justice of Quảng Nam province');
});

test('paths lead from the root to the unit', () => {
  const ward = unit('20347');
  assert.deepEqual(idsOf(ward.path), [1, unit('502').id, ward.id]);
  assert.deepEqual(
    ancestorsOf(org, ward).map((one) => one.name),
    ['Quảng Nam', 'Tam Kỳ'],
  );
  assert.equal(pathBelow('/1/11/' as UnitPath, 103 as UnitId), '/1/11/103/');
  assert.equal(branchOf(org, unit('504').path, day).length, 1 + 10 + 2);
});

test('a branch does not take in a unit whose number merely begins alike', () => {
  const [one, eleven] = [make(1, undefined), make(11, undefined)];
  assert.deepEqual(unitsReached(orgOf([one, eleven]), { kind: 'branch', path: one.path }), [one]);
});

test('search keys meet with and without marks, apostrophes and forms', () => {
  assert.equal(searchFold("Ch'Ơm,  Tây Giang"), 'chom tay giang');
  assert.ok(searchKey(org, unit('20437')).includes(searchFold('ch’om')));
  assert.ok(searchKey(org, unit('20347')).includes('an xuan tp tam ky 20347'));
});

test('a code leads to the unit that carried it on that day', () => {
  const old = make(1, '20341', { from: '2021-01-01', until: '2025-07-01' });
  const merged = make(2, '20341', { from: '2025-07-01', predecessors: [1 as UnitId] });
  const two = orgOf([old, merged]);
  assert.equal(unitAt(two, '20341', date('2024-03-01'))?.id, 1);
  assert.equal(unitAt(two, '20341', date('2025-06-30'))?.id, 1);
  assert.equal(unitAt(two, '20341', date('2025-07-01'))?.id, 2);
  assert.equal(unitAt(two, '20341', date('2020-12-31')), undefined);
  assert.deepEqual(successorsOf(two, 1 as UnitId), [merged]);
});

test('a unit keeps its own calendar, otherwise the nearest one above, as of that day', () => {
  const ward = unit('20347');
  assert.equal(calendarOf(org, ward, day), 'quang-nam');
  assert.equal(calendarOf(org, ward, date('2020-01-01')), undefined);
  const storm = orgOf(org.units, [...org.calendars, { unit: unit('503').id, calendar: 'hoi-an', from: date('2022-10-01') }]);
  assert.equal(calendarOf(storm, unit('20398'), day), 'hoi-an');
  assert.equal(calendarOf(storm, unit('20398'), date('2022-09-30')), 'quang-nam');
  assert.equal(calendarOf(storm, ward, day), 'quang-nam');
});

function make(
  id: number,
  gso: string | undefined,
  life: { readonly from?: string; readonly until?: string; readonly predecessors?: readonly UnitId[] } = {},
): Unit {
  return {
    id: id as UnitId,
    kind: 'commune',
    form: 'xã',
    name: `Xã ${id}`,
    ...(gso === undefined ? {} : { gso }),
    path: `/${id}/` as UnitPath,
    agencyCode: `H47.${id}`,
    agencyCodeOld: `000.00.0${id}.H47`,
    from: date(life.from ?? '2021-01-01'),
    ...(life.until === undefined ? {} : { until: date(life.until) }),
    predecessors: life.predecessors ?? [],
  };
}
