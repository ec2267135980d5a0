/** The one chance to answer what an office found wrong: told of everything at once, and never spent by a slip of the finger. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page, PageForm, Visitor } from '../kit/client.ts';
import { formTo } from '../kit/client.ts';
import { photo } from '../kit/sample-file.ts';
import { openSite } from '../kit/site.ts';
import { anXuan, apply, birth, deed, fine, ownPage, receive, withoutFiles } from '../kit/walk.ts';

const site = await openSite();
const { world } = site;
after(() => assert.deepEqual(site.faults, []));

const [citizen, receptionist, officer] = (await Promise.all(['cong-dan-an', anXuan.receptionist, anXuan.officer].map((account) => site.as(account)))) as [
  Visitor,
  Visitor,
  Visitor,
];

/** A received case that waits for these; the address of its form. */
async function asked(...reason: readonly string[]): Promise<{ readonly code: string; readonly address: string }> {
  const code = await receive(receptionist, await apply(citizen, birth));
  fine(await deed(officer, code, 'bo-sung', { fields: { reason, text: 'Xem lại giúp.' } }));
  return { code, address: `${await ownPage(citizen, code)}/bo-sung` };
}
const formAt = async (address: string): Promise<PageForm> => withoutFiles(formTo(fine(await citizen.get(address)), address));
const stageOf = async (code: string): Promise<string> =>
  (await world.database.owner<{ stage: string }>`select stage from case_row where code = ${code}`)[0]?.stage ?? '';
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

test('a fault left as it was is asked about once, at its box; the other button sends it like that', async () => {
  const { code, address } = await asked('birth-date-differs', 'birth-proof-unreadable');
  const form = await formAt(address);
  const first = fine(await citizen.submit(form), 422);
  assert.deepEqual([...mistakesIn(first)].sort(), ['#f--paper-birth-proof', '#f-child-birthDate-day']);
  assert.match(first.text, /“[^”]+” chưa thay đổi so với lần nộp trước\. Sửa lại cho đúng\. Nếu giữ nguyên là đúng, bấm “Gửi dù chưa thay đổi”\./);
  assert.match(first.html, /<p class="err" id="f--paper-birth-proof-e">Chưa có giấy tờ mới cho “Giấy chứng sinh/);
  assert.equal(await stageOf(code), 'waiting');

  // One put right, one still as it was: only that one is asked about, and what was put right is kept.
  const second = fine(await citizen.submit(withoutFiles(formTo(first, address)), { fields: { 'child.birthDate.day': '2' } }), 422);
  assert.deepEqual(mistakesIn(second), ['#f--paper-birth-proof']);
  const again = withoutFiles(formTo(second, address));
  assert.equal(new Map(again.fields).get('child.birthDate.day'), '2');
  assert.match(fine(await citizen.submit(again, { button: ['_anyway', '1'] })).path, /xong=gui/);
  assert.equal(await stageOf(code), 'open');
});

test('the other button hides no mistake, and is not offered where only papers are wanted and none came', async () => {
  const { code, address } = await asked('birth-date-differs');
  const first = fine(await citizen.submit(await formAt(address)), 422);
  const none = fine(await citizen.submit(formTo(first, address), { fields: { 'child.birthDate.day': '41' }, button: ['_anyway', '1'] }), 422);
  assert.deepEqual(mistakesIn(none), ['#f-child-birthDate-day']);
  assert.equal(await stageOf(code), 'waiting');

  const papers = await asked('birth-proof-unreadable');
  const empty = fine(await citizen.submit(await formAt(papers.address)), 422);
  assert.deepEqual(mistakesIn(empty), ['#f--paper-birth-proof']);
  assert.deepEqual(
    formTo(empty, papers.address).buttons.filter((one) => one.name === '_anyway'),
    [],
  );
  const files = [{ field: '_paper.birth-proof', name: 'moi.jpg', bytes: await photo(300, 300) }];
  assert.match(fine(await citizen.submit(withoutFiles(formTo(empty, papers.address)), { files })).path, /xong=gui/);
});

test('the very picture that was not good, sent again, is asked about as well', async () => {
  const { code, address } = await asked('birth-proof-unreadable');
  const page = fine(await citizen.submit(await formAt(address), { files: birth.files }), 422);
  assert.match(page.text, /Tệp gửi cho “Giấy chứng sinh[^”]*” giống hệt tệp đã nộp\. .*Nếu giữ nguyên là đúng, bấm “Gửi dù chưa thay đổi”\./);
  assert.equal(await stageOf(code), 'waiting');
  assert.match(fine(await citizen.submit(formTo(page, address), { button: ['_anyway', '1'] })).path, /xong=gui/);
});

test('the form of a supplement says that it sends at once, and leads back to its case', async () => {
  const { address } = await asked('birth-date-differs');
  const page = fine(await citizen.get(address));
  assert.match(page.text, /Bấm “Gửi bổ sung” là gửi ngay, không còn trang xem lại/);
  assert.doesNotMatch(page.text, /Chưa nộp gì cả/);
  assert.match(page.html, new RegExp(`<a class="back" href="${address.replace('/bo-sung', '')}">Về hồ sơ</a>`));
  assert.match(fine(await citizen.get('/nop/khai-sinh')).text, /Chưa nộp gì cả: sau trang này/);
});
