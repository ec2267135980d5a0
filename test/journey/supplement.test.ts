/** The one chance to answer what an office found wrong: told of everything at once, and never spent by a slip of the finger. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page, PageForm, Visitor } from '../kit/client.ts';
import { formTo } from '../kit/client.ts';
import { openSite } from '../kit/site.ts';
import { anXuan, apply, birth, deed, fine, ownPage, receive, withoutFiles } from '../kit/walk.ts';

const site = await openSite();
after(() => assert.deepEqual(site.faults, []));

const [citizen, receptionist, officer] = (await Promise.all(['cong-dan-an', anXuan.receptionist, anXuan.officer].map((account) => site.as(account)))) as [
  Visitor,
  Visitor,
  Visitor,
];

/** A received case that waits for these; the address of its form. */
async function asked(...reason: readonly string[]): Promise<{ readonly address: string }> {
  const code = await receive(receptionist, await apply(citizen, birth));
  fine(await deed(officer, code, 'bo-sung', { fields: { reason, text: 'Xem lại giúp.' } }));
  return { address: `${await ownPage(citizen, code)}/bo-sung` };
}
const formAt = async (address: string): Promise<PageForm> => withoutFiles(formTo(fine(await citizen.get(address)), address));
const mistakesIn = (page: Page): readonly string[] => {
  const [list = ''] = /<div class="errors"[\s\S]*?<\/div>/.exec(page.html) ?? [];
  return [...list.matchAll(/<li>(?:<a href="(#[^"]*)">)?/g)].map(([, href = '']) => href);
};

test('a day that is none and a file that is none are told in one list', async () => {
  const { address } = await asked('birth-date-differs', 'birth-proof-unreadable');
  const fields = { 'child.birthDate.day': '31', 'child.birthDate.month': '2' };
  const files = [{ field: '_paper.birth-proof', name: 'x.exe', bytes: Buffer.from('MZ chương trình') }];
  const page = fine(await citizen.submit(await formAt(address), { fields, files }), 422);
  assert.deepEqual([...mistakesIn(page)].sort(), ['#f--paper-birth-proof', '#f-child-birthDate-day']);
});
