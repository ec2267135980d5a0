/** A case that names two others besides its applicant: the owner of the home and the wife who moves along. */

import { samplePaper } from '../../src/main/sample-paper.ts';
import type { Page, Visitor } from './client.ts';
import { encode, formTo } from './client.ts';
import type { Fields } from './walk.ts';
import { fine, trackingOf, withoutFiles } from './walk.ts';

export const service = 'dang-ky-thuong-tru';
/** Sample people: the applicant, the owner of the home, the wife, and somebody the case does not name. */
export const [applicant, owner, wife, stranger] = ['cong-dan-an', 'cong-dan-bhoi', 'cong-dan-bich', 'cong-dan-khoi'] as const;

export const rented: Fields = {
  _unit: '20347',
  'requester.birthDate.day': '20',
  'requester.birthDate.month': '3',
  'requester.birthDate.year': '1985',
  'newHome.address.province': 'Quảng Nam',
  'newHome.address.commune': 'An Xuân',
  'newHome.address.village': 'Phòng 3, 45 đường Ví Dụ',
  'newHome.kind': 'rented',
  'newHome.area': '30',
  'newHome.headName': 'Alăng Thị Bhơi',
  'newHome.headId': '049190001234',
  'newHome.headConsent': 'true',
  exemption: 'none',
};
/** One's own home: only who moves along is asked. */
export const owned: Fields = {
  ...Object.fromEntries(Object.entries(rented).filter(([name]) => !name.startsWith('newHome.head'))),
  'newHome.kind': 'owned',
  'newHome.address.village': '12 đường Hư Cấu',
};
export const moving: Fields = {
  'members.0.name': 'Trần Thị Bích',
  'members.0.birthDate.day': '2',
  'members.0.birthDate.month': '6',
  'members.0.birthDate.year': '1995',
  'members.0.id': '049195003456',
  'members.0.relation': 'spouse',
};
export const proof = { field: '_paper.housing-proof', name: 'hop-dong.pdf', bytes: samplePaper('Hợp đồng thuê nhà') };
export const letter = { field: '_paper.owner-consent', name: 'dong-y.pdf', bytes: samplePaper('Văn bản đồng ý') };

/** Filed from home; the check page says who will be asked. Answers the tracking code and that page. */
export async function fileJointly(
  citizen: Visitor,
  files: readonly (typeof proof)[] = [proof],
  changes: Fields = {},
): Promise<{ readonly tracking: string; readonly check: Page }> {
  const action = `/nop/${service}`;
  const first = formTo(fine(await citizen.get(action)), action);
  const check = fine(await citizen.submit(withoutFiles(first), { fields: { ...rented, ...moving, ...changes }, files }));
  const sent = await citizen.send(await encode(formTo(check, action), { fields: { _declare: 'true' } }));
  return { tracking: trackingOf(fine(sent)), check };
}

/** The page on which somebody named reads and answers; the address of the newest case that waits. */
export async function waitingFor(person: Visitor): Promise<string> {
  const list = fine(await person.get('/toi/dong-y'));
  const path = /href="(\/toi\/dong-y\/[0-9a-f-]{36})"/.exec(list.html)?.[1];
  if (path === undefined) throw new Error(`nothing waits: ${list.text}`);
  return path;
}

export const agree = (person: Visitor, page: Page, party: string): Promise<Page> =>
  person.submit(formTo(page, page.path), { fields: { [`read.${party}`]: 'true' }, button: ['says', 'agreed'] });
