/** The table of roles: which rights a role has, and how far they reach. */
import type { Label } from '../../base/text.ts';
import type { Right } from '../permit.ts';

export const roles = [
  'citizen',
  'businessRep',
  'helper',
  'receptionist',
  'officer',
  'divisionHead',
  'deputyLeader',
  'unitLeader',
  'leader',
  'clerk',
  'accountant',
  'envoy',
  'processOwner',
  'expert',
  'independentReviewer',
  'inspector',
  'moderator',
  'dataSteward',
  'securityOfficer',
  'auditor',
  'systemAdmin',
] as const;
export type Role = (typeof roles)[number];

export const isRole = (text: string): text is Role => roles.some((role) => role === text);

/** unit: the unit of the post alone. branch: the unit and everything below. own: what belongs to the person. */
type RoleReach = 'own' | 'unit' | 'branch';
type RoleRow = { readonly label: Label; readonly reach: RoleReach; readonly rights: readonly Right[] };

const ownCases: readonly Right[] = ['case.submit', 'case.withdraw', 'case.read', 'case.list', 'person.self', 'voice.speak'];
const voice: readonly Right[] = ['voice.moderate', 'voice.enter'];
const publish: readonly Right[] = ['news.write', 'news.approve'];
const seeCases: readonly Right[] = ['case.read', 'case.list'];

const table: Record<Role, RoleRow> = {
  citizen: { label: { vi: 'Người dân', en: 'Citizen' }, reach: 'own', rights: ownCases },
  businessRep: { label: { vi: 'Đại diện doanh nghiệp', en: 'Business representative' }, reach: 'own', rights: ownCases },
  // Files for others with their consent; codes and results go to the person, so there is nothing of theirs to read here.
  helper: {
    label: { vi: 'Tổ công nghệ số cộng đồng', en: 'Community digital team' },
    reach: 'own',
    rights: ['case.submit', 'person.self', 'voice.speak', 'voice.enter'],
  },
  receptionist: {
    label: { vi: 'Cán bộ một cửa', en: 'One-stop desk' },
    reach: 'unit',
    rights: [...seeCases, ...voice, 'case.submit', 'case.receive', 'case.work', 'case.supplement', 'case.refuse', 'case.withdraw', 'fee.take'],
  },
  officer: {
    label: { vi: 'Chuyên viên', en: 'Officer' },
    reach: 'unit',
    rights: [...seeCases, ...voice, 'case.work', 'case.supplement', 'case.refuse', 'case.extend'],
  },
  divisionHead: {
    label: { vi: 'Trưởng phòng', en: 'Head of division' },
    reach: 'unit',
    rights: [...seeCases, 'case.work', 'case.supplement', 'case.refuse', 'case.extend', 'indicator.read', 'post.delegate', 'person.confirm'],
  },
  deputyLeader: {
    label: { vi: 'Phó thủ trưởng đơn vị', en: 'Deputy head of unit' },
    reach: 'unit',
    rights: [...seeCases, ...voice, ...publish, 'case.work', 'case.sign', 'case.refuse', 'case.extend', 'indicator.read', 'person.confirm', 'payment.confirm'],
  },
  unitLeader: {
    label: { vi: 'Thủ trưởng đơn vị', en: 'Head of unit' },
    reach: 'unit',
    rights: [
      ...seeCases,
      ...voice,
      ...publish,
      'case.work',
      'case.sign',
      'case.refuse',
      'case.extend',
      'indicator.read',
      'post.delegate',
      'person.confirm',
      'payment.confirm',
    ],
  },
  leader: {
    label: { vi: 'Lãnh đạo', en: 'Leader' },
    reach: 'branch',
    rights: [...seeCases, ...publish, 'indicator.read', 'post.delegate', 'person.confirm'],
  },
  clerk: { label: { vi: 'Văn thư', en: 'Clerical office' }, reach: 'unit', rights: [...seeCases, 'news.write', 'case.submit', 'case.receive', 'case.work'] },
  accountant: { label: { vi: 'Kế toán', en: 'Accountant' }, reach: 'unit', rights: ['case.list', 'fee.take', 'payment.keep'] },
  // Sees progress, never contents: queue rows carry names and telephones, so counts are all there is.
  envoy: { label: { vi: 'Đặc phái viên', en: 'Envoy' }, reach: 'branch', rights: ['indicator.read'] },
  processOwner: { label: { vi: 'Chủ quản quy trình', en: 'Process owner' }, reach: 'branch', rights: ['pack.rollout', 'indicator.read'] },
  expert: { label: { vi: 'Chuyên gia', en: 'Expert' }, reach: 'branch', rights: ['indicator.read'] },
  independentReviewer: { label: { vi: 'Thẩm định độc lập', en: 'Independent reviewer' }, reach: 'branch', rights: ['indicator.read'] },
  inspector: { label: { vi: 'Thanh tra viên', en: 'Inspector' }, reach: 'branch', rights: [...seeCases, 'case.work', 'indicator.read'] },
  moderator: { label: { vi: 'Người điều phối', en: 'Moderator' }, reach: 'branch', rights: [...seeCases, ...voice, 'case.work', 'indicator.read'] },
  dataSteward: { label: { vi: 'Cán bộ quản lý dữ liệu', en: 'Data steward' }, reach: 'branch', rights: ['indicator.read'] },
  securityOfficer: { label: { vi: 'Cán bộ an toàn thông tin', en: 'Security officer' }, reach: 'branch', rights: ['audit.read', 'person.confirm'] },
  auditor: { label: { vi: 'Kiểm toán nhật ký', en: 'Auditor' }, reach: 'branch', rights: ['audit.read'] },
  systemAdmin: { label: { vi: 'Quản trị hệ thống', en: 'System administrator' }, reach: 'branch', rights: ['person.admin', 'unit.admin', 'clock.move'] },
};

const rightSets = new Map<Role, ReadonlySet<Right>>(roles.map((role) => [role, new Set(table[role].rights)]));
const none: ReadonlySet<Right> = new Set();

export const rightsOf = (role: Role): ReadonlySet<Right> => rightSets.get(role) ?? none;
export const roleReach = (role: Role): RoleReach => table[role].reach;
export const roleLabel = (role: Role): Label => table[role].label;
/** Roles that reach one unit alone sit where the work is done: in a unit without units below it. */
export const isWorkingRole = (role: Role): boolean => table[role].reach === 'unit';
