/** What a unit is: a place with a People's Committee, or an agency inside one. */
import type { UnitId } from '../../base/id.ts';
import type { PlainDate } from '../../base/time.ts';
import type { UnitPath } from '../permit.ts';

/** Province, district and commune are places with a People's Committee; the others are agencies inside one. */
export const unitKinds = ['province', 'district', 'commune', 'office', 'department', 'division', 'centre', 'desk'] as const;
export type UnitKind = (typeof unitKinds)[number];
export const unitForms = ['tỉnh', 'thành phố', 'thị xã', 'huyện', 'phường', 'xã', 'thị trấn'] as const;
export type UnitForm = (typeof unitForms)[number];

export type Unit = {
  readonly id: UnitId;
  readonly kind: UnitKind;
  /** Absent for agencies, whose name is already whole. */
  readonly form?: UnitForm;
  /** 'An Xuân', or the whole name of an agency. */
  readonly name: string;
  /** English name of an agency; places keep their own. */
  readonly nameEn?: string;
  /** Code of the General Statistics Office: 2, 3 or 5 digits. */
  readonly gso?: string;
  readonly parent?: UnitId;
  readonly path: UnitPath;
  /** 'H47.31.25': what case codes begin with. */
  readonly agencyCode: string;
  /** '000.25.31.H47', the form of QCVN 102:2016. */
  readonly agencyCodeOld: string;
  readonly from: PlainDate;
  /** First day on which the unit is no more. */
  readonly until?: PlainDate;
  /** Units whose work it took over. */
  readonly predecessors: readonly UnitId[];
};
