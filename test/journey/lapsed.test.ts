import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { systemPermit } from '../../src/kernel/access/access.act.ts';
import { forgetParkedFiles } from '../../src/kernel/case/case.act.ts';
import type { Filling, Page, Visitor } from '../kit/client.ts';
import { formTo } from '../kit/client.ts';
import { photo, zip } from '../kit/sample-file.ts';
import { openSite } from '../kit/site.ts';
import { apply, birth, deed, fine, ownPage, receive, trackingOf, withoutFiles } from '../kit/walk.ts';

const site = await openSite();
const { world } = site;
after(() => assert.deepEqual(site.faults, []));

const place = `/nop/${birth.pack}`;
const field = '_paper.birth-proof';
const some = { 'child.fullName': 'Nguyễn Trần Minh Thư', 'child.sex': 'female' };
const page1 = { field, name: 'trang-1.jpg', bytes: await photo(900, 700) };
const page2 = { field, name: 'trang-2.jpg', bytes: await photo(600, 800) };
const namesIn = (page: Page): readonly string[] =>
  [...page.html.matchAll(/<ol class="pages">[\s\S]*?<\/ol>/g)].flatMap(([list]) => [...list.matchAll(/<b>([^<]+)<\/b>/g)].map(([, name = '']) => name));
const parked = async (): Promise<number> => (await world.database.owner<{ n: number }>`select count(*)::int as n from parked_file`)[0]?.n ?? 0;
const signIn = (who: Visitor, account: string): Promise<Page> =>
  who.raw('/demo/sign-in', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `account=${account}` });

/** Filled in while signed in, sent from a browser whose session is gone: the browser, and the address it is sent to after signing in. */
async function lost(filling: Filling, browser = site.visitor()): Promise<{ readonly browser: Visitor; readonly back: string }> {
  const citizen = await site.as('cong-dan-an');
  const form = withoutFiles(formTo(fine(await citizen.get(place)), place));
  const asked = fine(await browser.submit(form, filling));
  const back = decodeURIComponent(asked.path.replace('/dang-nhap?next=', ''));
  assert.match(back, /^\/nop\/khai-sinh\?giu=/);
  return { browser, back };
}
async function clean(): Promise<void> {
  await world.database.owner`delete from draft`;
}

test('answers and files of a lapsed session stand in the same form after signing in, and are filed', async () => {
  const { browser, back } = await lost({ fields: birth.answers, files: [page1, page2] });
  assert.equal(await parked(), 2);
  await signIn(browser, 'cong-dan-an');
  const page = fine(await browser.get(back));
  assert.equal(page.path, place);
  assert.deepEqual(namesIn(page), ['trang-1.jpg', 'trang-2.jpg']);
  assert.equal(await parked(), 0);
  const form = formTo(page, place);
  const values = new Map(form.fields);
  for (const [name, value] of Object.entries(birth.answers)) assert.equal(values.get(name), value, name);
  const check = fine(await browser.submit(form));
  const filed = fine(await browser.submit(formTo(check, place), { fields: { _declare: 'true' } }));
  const [row] = await world.database.owner<{ n: number }>`
    select count(*)::int as n from document join case_row using (case_id) where tracking = ${trackingOf(filed)} and kind = 'original'`;
  assert.equal(row?.n, 2);
  // The link worked once.
  assert.deepEqual(namesIn(fine(await browser.get(back))), []);
});

test('saving a draft with files loses nothing either', async () => {
  const { browser, back } = await lost({ fields: some, files: [page1], button: ['_save', '1'] });
  await signIn(browser, 'cong-dan-an');
  const page = fine(await browser.get(back));
  assert.deepEqual(namesIn(page), ['trang-1.jpg']);
  assert.equal(new Map(formTo(page, place).fields).get('child.fullName'), some['child.fullName']);
  await clean();
});

test('a supplement keeps its file too', async () => {
  const citizen = await site.as('cong-dan-an');
  const code = await receive(await site.as('mot-cua-an-xuan'), await apply(citizen, birth));
  fine(await deed(await site.as('tu-phap-an-xuan'), code, 'bo-sung', { fields: { reason: 'birth-proof-unreadable', text: 'Ảnh mờ.' } }));
  const address = `${await ownPage(citizen, code)}/bo-sung`;
  const browser = site.visitor();
  const asked = fine(await browser.submit(withoutFiles(formTo(fine(await citizen.get(address)), address)), { files: [page1] }));
  await signIn(browser, 'cong-dan-an');
  const page = fine(await browser.get(decodeURIComponent(asked.path.replace('/dang-nhap?next=', ''))));
  assert.equal(page.path, address);
  assert.deepEqual(namesIn(page), ['trang-1.jpg']);
  await clean();
});

test('another person at the same browser gets nothing, the owner at another browser gets the answers without the files', async () => {
  const { browser, back } = await lost({ fields: some, files: [page1] });
  await signIn(browser, 'cong-dan-bich');
  const theirs = fine(await browser.get(back));
  assert.deepEqual(namesIn(theirs), []);
  assert.equal(new Map(formTo(theirs, place).fields).get('child.fullName'), '');
  assert.equal(await parked(), 1, 'it still waits for its owner');
  await signIn(browser, 'cong-dan-an');
  assert.deepEqual(namesIn(fine(await browser.get(back))), ['trang-1.jpg']);
  await clean();

  const second = await lost({ fields: some, files: [page1] });
  const elsewhere = fine(await (await site.as('cong-dan-an')).get(second.back));
  assert.deepEqual(namesIn(elsewhere), []);
  assert.equal(new Map(formTo(elsewhere, place).fields).get('child.fullName'), some['child.fullName']);
  await clean();
});

test('a bad file is named with its reason after signing in, the good one and the answers are there, and again after a reload', async () => {
  const bad = { field, name: 'hai-mat.jpg', bytes: Buffer.concat([page1.bytes, zip()]) };
  const { browser, back } = await lost({ fields: some, files: [page1, bad] });
  const [kept] = await world.database.owner<{ n: number }>`select count(*)::int as n from parked_file where bytes is not null`;
  assert.equal(kept?.n, 1, 'what can never be taken is not even held');
  await signIn(browser, 'cong-dan-an');
  const page = fine(await browser.get(back), 422);
  assert.match(page.text, /hai-mat\.jpg: Tệp chứa thêm một tệp kiểu khác/);
  assert.deepEqual(namesIn(page), ['trang-1.jpg']);
  assert.equal(new Map(formTo(page, place).fields).get('child.fullName'), some['child.fullName']);
  const again = fine(await browser.get(back));
  assert.deepEqual(namesIn(again), ['trang-1.jpg']);
  await clean();
});

test('files are held for an hour and then erased; the answers wait on', async () => {
  const { browser, back } = await lost({ fields: some, files: [page1] });
  world.wait(3_599_000);
  await forgetParkedFiles(world, systemPermit(world, 'system.run'));
  assert.equal(await parked(), 1);
  world.wait(2_000);
  await signIn(browser, 'cong-dan-an');
  const page = fine(await browser.get(back));
  assert.deepEqual(namesIn(page), []);
  assert.equal(new Map(formTo(page, place).fields).get('child.fullName'), some['child.fullName']);
  await lost({ fields: some, files: [page1] });
  world.wait(3_601_000);
  await forgetParkedFiles(world, systemPermit(world, 'system.run'));
  assert.equal(await parked(), 0);
  await clean();
});

test('nobody fills the disk: room per address, per browser and in all; what finds none is named, and the answers wait', async () => {
  const first = await lost({ fields: some, files: [page1] });
  const [{ address, draft_id: draft } = { address: '', draft_id: '' }] = await world.database.owner<{
    address: string;
    draft_id: string;
  }>`select address, draft_id from parked_file`;
  const fill = async (from: string, browser: string, megabytes: number): Promise<void> => {
    for (let number = 0; number * 16 < megabytes; number += 1)
      await world.database
        .owner`insert into parked_file select ${draft}::uuid, ${100 + number}::int2, ${browser}, ${from}, 'x', 'x', '\\x00'::bytea, null, ${16 * 1_048_576}::integer, ${world.machine()}::timestamptz`;
  };
  const refused = async (): Promise<void> => {
    const { browser, back } = await lost({ fields: some, files: [page2] });
    await signIn(browser, 'cong-dan-an');
    const page = fine(await browser.get(back), 422);
    assert.match(page.text, /trang-2\.jpg: Chưa giữ được tệp này trong lúc đăng nhập lại/);
    assert.equal(new Map(formTo(page, place).fields).get('child.fullName'), some['child.fullName']);
    await world.database.owner`delete from parked_file where number >= 100`;
    await world.database.owner`delete from draft where person_id is not null`;
  };
  await fill(address, 'another browser', 128);
  await refused();
  await fill('another address', 'another browser', 512);
  await refused();
  // The same browser: its oldest post gives way.
  for (let time = 0; time < 10; time += 1) {
    world.wait(1000);
    await lost({ fields: some, files: [page2] }, first.browser);
  }
  await signIn(first.browser, 'cong-dan-an');
  assert.deepEqual(namesIn(fine(await first.browser.get(first.back))), []);
  assert.equal(await parked(), 10);
  await clean();
});

test('the way from the sign-in page through the accounts of the demonstration leads back to the form', async () => {
  const { browser, back } = await lost({ fields: some, files: [page1] });
  const enter = fine(await browser.get(`/dang-nhap?next=${encodeURIComponent(back)}`));
  const [, accounts = ''] = /href="(\/demo\?next=[^"]+)"/.exec(enter.html) ?? [];
  const people = fine(await browser.get(accounts));
  const role = people.forms.find((one) => one.fields.some(([name, value]) => name === 'account' && value === 'cong-dan-an'));
  assert.ok(role !== undefined);
  const page = fine(await browser.submit(role));
  assert.equal(page.path, place);
  assert.deepEqual(namesIn(page), ['trang-1.jpg']);
  assert.doesNotMatch(fine(await browser.get('/demo?next=%2F')).html, /name="next"/, 'without a place to go back to everybody gets their own first page');
  await clean();
});

test('whoever signs in another way is offered it at the form and among the own cases, the latest of each form, until it is taken', async () => {
  await lost({ fields: { 'child.fullName': 'Nguyễn Trần' } });
  world.wait(1_000);
  const { back } = await lost({ fields: some });
  const citizen = await site.as('cong-dan-an');
  const offer = /Mở lại tờ khai đã gửi khi hết phiên đăng nhập/g;
  const mine = fine(await citizen.get('/ho-so-cua-toi'));
  assert.equal([...mine.text.matchAll(offer)].length, 1);
  assert.ok(mine.html.includes(`href="${back}"`), mine.html);
  assert.doesNotMatch(fine(await (await site.as('cong-dan-bich')).get('/ho-so-cua-toi')).text, offer);
  const form = fine(await citizen.get(place));
  const [, way = ''] = /href="([^"]*giu=[^"]*)"/.exec(form.html) ?? [];
  assert.equal(way, back);
  const page = fine(await citizen.get(way));
  assert.equal(new Map(formTo(page, place).fields).get('child.fullName'), some['child.fullName']);
  for (const address of [place, '/ho-so-cua-toi']) assert.doesNotMatch(fine(await citizen.get(address)).text, offer, address);
  await clean();
});
