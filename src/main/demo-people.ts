/** The invented people of the sample province: citizens, and officers with their posts. Loaded through the same deeds as real ones. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { UnitId } from '../base/id.ts';
import type { Json } from '../base/json.ts';
import type { Refusal } from '../base/refusal.ts';
import { isRefusal } from '../base/refusal.ts';
import type { Lang } from '../base/text.ts';
import { date } from '../base/time.ts';
import { givePost, listHolders, systemPermit } from '../kernel/access/access.act.ts';
import type { Role } from '../kernel/access/access.ts';
import { roleLabel } from '../kernel/access/access.ts';
import { loadUnits, readOrg } from '../kernel/org/org.act.ts';
import type { Org, UnitFile } from '../kernel/org/org.ts';
import { displayName, readUnitFile, unitAt } from '../kernel/org/org.ts';
import { addPerson, findAccount } from '../kernel/person/person.act.ts';
import type { ExemptGroup } from '../kernel/person/person.ts';
import type { World } from '../kernel/world.ts';
import { loadDemoPoints } from './demo-points.ts';

export type DemoPerson = {
  /** Stable: tests and tours sign in with it. */
  readonly account: string;
  readonly name: string;
  readonly idNumber: string;
  readonly phone: string;
  /** GSO or agency code of the home commune of a citizen, of the unit of an officer. */
  readonly unit: string;
  readonly address?: string;
  readonly groups?: readonly ExemptGroup[];
  /** Absent for a citizen without a post. */
  readonly post?: { readonly role: Role; readonly title: string };
};

const [anXuan, aTieng, minhAn, tamKy, province] = ['20347', '20455', '20398', '502', '49'];
/** The one-stop desk and the justice division of TP Tam Kỳ. */
const [tamKyDesk, tamKyJustice] = ['H47.31.01', 'H47.31.02'];

export const demoPeople: readonly DemoPerson[] = [
  {
    account: 'cong-dan-an',
    name: 'Nguyễn Văn An',
    idNumber: '049085002345',
    phone: '0905412768',
    unit: anXuan,
    address: 'Khối phố Hư Cấu, phường An Xuân, TP Tam Kỳ',
  },
  {
    account: 'cong-dan-bhoi',
    name: 'Alăng Thị Bhơi',
    idNumber: '049190001234',
    phone: '0868441903',
    unit: aTieng,
    address: 'Thôn Hư Cấu, xã A Tiêng, huyện Tây Giang',
    groups: ['poorHousehold'],
  },
  {
    account: 'cong-dan-bich',
    name: 'Trần Thị Bích',
    idNumber: '049195003456',
    phone: '0982331550',
    unit: anXuan,
    address: 'Khối phố Hư Cấu, phường An Xuân, TP Tam Kỳ',
  },
  {
    account: 'cong-dan-khoi',
    name: 'Lê Minh Khôi',
    idNumber: '049205004567',
    phone: '0796305224',
    unit: aTieng,
    address: 'Thôn Hư Cấu, xã A Tiêng, huyện Tây Giang',
    post: { role: 'helper', title: 'Thành viên tổ công nghệ số cộng đồng xã A Tiêng' },
  },
  officer('mot-cua-an-xuan', 'Võ Thị Hà', ['049188100101', '0905100101'], anXuan, 'receptionist', 'Công chức một cửa UBND phường An Xuân'),
  officer('tu-phap-an-xuan', 'Lê Thị Hồng Vân', ['049186100102', '0905100102'], anXuan, 'officer', 'Công chức tư pháp - hộ tịch phường An Xuân'),
  officer('chu-tich-an-xuan', 'Trần Quốc Toản', ['049072100103', '0905100103'], anXuan, 'unitLeader', 'Chủ tịch UBND phường An Xuân'),
  officer('pho-chu-tich-an-xuan', 'Phan Thị Mỹ Lệ', ['049181100104', '0905100104'], anXuan, 'deputyLeader', 'Phó Chủ tịch UBND phường An Xuân'),
  officer('ke-toan-an-xuan', 'Nguyễn Thị Kim Chi', ['049187100105', '0905100105'], anXuan, 'accountant', 'Kế toán UBND phường An Xuân'),
  officer('van-thu-an-xuan', 'Nguyễn Thị Khánh Vy', ['049195100106', '0905100106'], anXuan, 'clerk', 'Công chức văn phòng, đăng tin của UBND phường An Xuân'),
  officer('mot-cua-a-tieng', 'Zơ Râm Thị Nhung', ['049192100201', '0905100201'], aTieng, 'receptionist', 'Công chức một cửa UBND xã A Tiêng'),
  officer('tu-phap-a-tieng', 'Pơloong Văn Đức', ['049089100202', '0905100202'], aTieng, 'officer', 'Công chức tư pháp - hộ tịch xã A Tiêng'),
  officer('chu-tich-a-tieng', 'Alăng Văn Thành', ['049076100203', '0905100203'], aTieng, 'unitLeader', 'Chủ tịch UBND xã A Tiêng'),
  officer('mot-cua-minh-an', 'Phan Thị Ngọc Lan', ['049190100301', '0905100301'], minhAn, 'receptionist', 'Công chức một cửa UBND phường Minh An'),
  officer('tu-phap-minh-an', 'Đỗ Quang Vinh', ['049087100302', '0905100302'], minhAn, 'officer', 'Công chức tư pháp - hộ tịch phường Minh An'),
  officer('chu-tich-minh-an', 'Trương Công Nghĩa', ['049074100303', '0905100303'], minhAn, 'unitLeader', 'Chủ tịch UBND phường Minh An'),
  officer('mot-cua-tam-ky', 'Nguyễn Thị Thu Hà', ['049191100401', '0905100401'], tamKyDesk, 'receptionist', 'Công chức một cửa TP Tam Kỳ'),
  officer('tu-phap-tam-ky', 'Lê Quang Đạt', ['049078100402', '0905100402'], tamKyJustice, 'divisionHead', 'Trưởng phòng Tư pháp TP Tam Kỳ'),
  officer('lanh-dao-tam-ky', 'Phan Đình Lộc', ['049070100403', '0905100403'], tamKy, 'leader', 'Chủ tịch UBND TP Tam Kỳ'),
  officer('lanh-dao-tinh', 'Lê Văn Hiệp', ['049066100501', '0905100501'], province, 'leader', 'Chủ tịch UBND tỉnh Quảng Nam'),
  officer('thiet-ke-goi', 'Trương Hoài Nam', ['049084100502', '0905100502'], province, 'processOwner', 'Chủ quản quy trình, Sở Tư pháp tỉnh Quảng Nam'),
  officer('dac-phai-vien', 'Ngô Thị Yến Nhi', ['049193100503', '0905100503'], province, 'envoy', 'Đặc phái viên chuyển đổi số của tỉnh Quảng Nam'),
  officer('thanh-tra-tinh', 'Huỳnh Tấn Phát', ['049079100504', '0905100504'], province, 'inspector', 'Thanh tra viên, Thanh tra tỉnh Quảng Nam'),
  officer('kiem-toan', 'Đặng Quốc Bảo', ['049082100505', '0905100505'], province, 'auditor', 'Kiểm toán nhật ký, Văn phòng UBND tỉnh Quảng Nam'),
  officer(
    'an-toan-thong-tin',
    'Huỳnh Thị Ngọc Diễm',
    ['049189100506', '0905100506'],
    province,
    'securityOfficer',
    'Cán bộ an toàn thông tin, Sở Thông tin và Truyền thông',
  ),
  officer('quan-tri', 'Hồ Minh Quân', ['049090100507', '0905100507'], province, 'systemAdmin', 'Quản trị hệ thống, Sở Thông tin và Truyền thông'),
];

function officer(account: string, name: string, [idNumber, phone]: readonly [string, string], unit: string, role: Role, title: string): DemoPerson {
  return { account, name, idNumber, phone, unit, post: { role, title } };
}

/** What `GET /demo/accounts` lists, with the words the demo page shows beside it. */
export type DemoAccount = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly unit: string;
  readonly roleName: string;
  readonly title: string;
};

const onDay = date('2022-11-15');

export function demoAccounts(org: Org, lang: Lang = 'vi'): readonly DemoAccount[] {
  return demoPeople.map((person) => {
    const unit = unitAt(org, person.unit, onDay);
    const role = person.post?.role ?? 'citizen';
    const roleName = roleLabel(role)[lang];
    return {
      id: person.account,
      name: person.name,
      role,
      unit: unit === undefined ? '' : displayName(org, unit, lang),
      roleName,
      title: person.post?.title ?? roleName,
    };
  });
}

/** The units of the sample province as they stand in `data/units`. A broken file ends the start with its findings. */
export async function readDemoUnits(): Promise<UnitFile> {
  const path = join(import.meta.dirname, '../../data/units/quang-nam-2021.json');
  const file = readUnitFile(JSON.parse(await readFile(path, 'utf8')) as Json);
  if ('units' in file) return file;
  throw new Error(`data/units/quang-nam-2021.json: ${file.map((one) => `${one.element} ${one.message}`).join(' ')}`);
}

/** Brings units, people and posts in; a second time, or after a start that was cut off, it adds only what is missing. Answers how many people are new. */
export async function loadDemoPeople(world: Pick<World, 'sql' | 'now' | 'newId' | 'hash'>): Promise<number> {
  sound(await loadUnits(world, systemPermit(world, 'unit.admin'), await readDemoUnits()));
  const org = await readOrg(world);
  await loadDemoPoints(world, org);
  const permit = systemPermit(world, 'person.admin');
  const held = new Set((await listHolders(world, permit, { text: '', limit: 500 })).map((holder) => holder.account));
  let added = 0;
  for (const wish of demoPeople) {
    const unit = unitAt(org, wish.unit, onDay);
    if (unit === undefined) throw new Error(`demo person ${wish.account}: no unit ${wish.unit}`);
    const found = await findAccount(world, permit, wish.account);
    const person = isRefusal(found) ? sound(await addPerson(world, permit, newPerson(wish, unit.id))) : found;
    if (isRefusal(found)) added += 1;
    if (wish.post !== undefined && !held.has(wish.account)) {
      sound(await givePost(world, permit, { ...wish.post, person: person.id, unit: unit.id, from: date('2021-07-01') }));
    }
  }
  return added;
}

/** A citizen lives in the unit named; where an officer lives is nobody's business. */
function newPerson(wish: DemoPerson, unit: UnitId): Parameters<typeof addPerson>[2] {
  const { account, name, idNumber, phone, groups, address } = wish;
  const isResident = address !== undefined;
  return { account, name, idNumber, phone, identityLevel: 2, ...(groups === undefined ? {} : { groups }), ...(isResident ? { address, home: unit } : {}) };
}

function sound<T>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Error(`the sample people could not be loaded: ${result.refused} ${JSON.stringify(result.about ?? {})}`);
  return result as T;
}
