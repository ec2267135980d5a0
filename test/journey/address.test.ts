/** Addresses over HTTP, as a phone without scripts fills them in: old names, unclear names, other provinces, drafts, the paper, the API. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { dateOf, instant } from '../../src/base/time.ts';
import type { Page, Visitor } from '../kit/client.ts';
import { formTo } from '../kit/client.ts';
import { openSite } from '../kit/site.ts';
import type { Fields } from '../kit/walk.ts';
import { anXuan, deed, fine, ownPage, receive, trackingOf } from '../kit/walk.ts';

const site = await openSite();
const folder = mkdtempSync(join(tmpdir(), 'cuaso-address-'));
after(() => {
  rmSync(folder, { recursive: true, force: true });
  assert.deepEqual(site.faults, []);
});

const place = '/nop/dang-ky-thuong-tru';
const rest: Fields = {
  _unit: '20347',
  'requester.birthDate.day': '20',
  'requester.birthDate.month': '3',
  'requester.birthDate.year': '1985',
  'newHome.kind': 'owned',
  'newHome.area': '84,5',
  exemption: 'none',
  '_counter.housing-proof': 'true',
};
const homeIn = (commune: string, more: Fields = {}): Fields => ({ 'newHome.address.commune': commune, 'newHome.address.village': 'Thôn Hư Cấu', ...more });
const send = async (citizen: Visitor, fields: Fields): Promise<Page> =>
  await citizen.submit(formTo(fine(await citizen.get(place)), place), { fields: { ...rest, ...fields } });
const boxOf = (page: Page, name: string): string | undefined => formTo(page, place).fields.find(([one]) => one === name)?.[1];
/** Whoever begins anew has no draft left from the test before. */
const begin = async (account = 'cong-dan-an'): Promise<Visitor> => {
  await site.world.database.owner`delete from draft`;
  return await site.as(account);
};
const storedHome = async (tracking: string): Promise<unknown> =>
  (await site.world.database.owner<{ home: unknown }>`select state->'answers'->'newHome'->'address' as home from case_row where tracking = ${tracking}`)[0]
    ?.home;

test('the known address stands in its boxes, and nobody gives a reason for leaving it as it is', async () => {
  const citizen = await begin();
  const form = fine(await citizen.get(place));
  assert.equal(boxOf(form, 'requester.address.commune'), 'phường An Xuân, TP Tam Kỳ');
  assert.equal(boxOf(form, 'requester.address.village'), 'Khối phố Hư Cấu');
  assert.equal(boxOf(form, 'requester.address.province'), '');
  const check = fine(await send(citizen, homeIn('an xuan')));
  assert.match(check.text, /Nơi thường trú hiện nay Khối phố Hư Cấu, phường An Xuân, thành phố Tam Kỳ, tỉnh Quảng Nam/);
  assert.match(check.text, /Địa chỉ đăng ký thường trú Thôn Hư Cấu, phường An Xuân, thành phố Tam Kỳ, tỉnh Quảng Nam/);
  const moved = await send(citizen, { ...homeIn('an xuan'), 'requester.address.commune': 'An Mỹ' });
  assert.equal(moved.status, 422);
  assert.match(moved.text, /khác với dữ liệu đã có sẵn/);
  fine(await send(citizen, { ...homeIn('an xuan'), 'requester.address.commune': 'An Mỹ', '_why.requester.address': 'vừa chuyển trọ' }));
});

test('an unclear name is answered with places to choose from, everything else stays, and the choice is filed with its codes', async () => {
  const citizen = await begin();
  const asked = await send(citizen, { ...homeIn('tam thanh'), 'requester.address.province': 'Quảng Nam', '_why.requester.address': 'ghi rõ tỉnh' });
  assert.equal(asked.status, 422);
  assert.match(asked.text, /Có 3 nơi mang tên “tam thanh”/);
  assert.equal(boxOf(asked, 'newHome.address.commune'), 'tam thanh');
  assert.equal(boxOf(asked, 'newHome.area'), '84,5');
  const names = [...asked.html.matchAll(/name="newHome\.address\.code" value="(\d{5})"[^>]*><span lang="vi">([^<]+)</g)].map(
    (found) => `${found[1]} ${found[2]}`,
  );
  assert.equal(names.length, 3);
  const code = names.find((one) => one.endsWith('huyện Núi Thành'))?.slice(0, 5) ?? '';
  const check = fine(await citizen.submit(formTo(asked, place), { fields: { 'newHome.address.code': code } }));
  assert.match(check.text, /Thôn Hư Cấu, xã Tam Thạnh, huyện Núi Thành, tỉnh Quảng Nam/);
  // Back to the form and forth again: the choice is still there.
  const back = fine(await citizen.submit(formTo(check, place), { button: ['_edit', ''] }));
  assert.equal(boxOf(back, 'newHome.address.code'), code);
  const again = fine(await citizen.submit(formTo(back, place)));
  const sent = fine(await citizen.submit(formTo(again, place), { fields: { _declare: 'true' } }));
  assert.deepEqual(await storedHome(trackingOf(sent)), {
    text: 'Thôn Hư Cấu, xã Tam Thạnh, huyện Núi Thành, tỉnh Quảng Nam',
    village: 'Thôn Hư Cấu',
    commune: code,
    district: '517',
    province: '49',
  });
});

test('what cannot be a place is refused in the language of the page, beside its box', async () => {
  const mistakes: readonly (readonly [Fields, RegExp, string])[] = [
    [homeIn('Bến Nghé'), /Không có xã, phường, thị trấn “Bến Nghé” ở tỉnh Quảng Nam/, 'f-newHome-address-commune'],
    [homeIn('An Xuân', { 'newHome.address.province': 'Quảng Nôm' }), /Không có tỉnh, thành phố “Quảng Nôm”/, 'f-newHome-address-province'],
    [homeIn('An Suân'), /Không có nơi nào tên “An Suân”\. Gần giống nhất: .*phường An Xuân, thành phố Tam Kỳ/, 'f-newHome-address-commune'],
    [homeIn('An Xuân', { 'newHome.address.village': '' }), /chưa có số nhà, đường hoặc thôn/, 'f-newHome-address-village'],
    [homeIn('<b>An</b>'), /&lt;b&gt;|“<b>An<\/b>”/, 'f-newHome-address-commune'],
  ];
  for (const [fields, said, box] of mistakes) {
    const page = await send(await begin(), fields);
    assert.equal(page.status, 422);
    assert.match(page.text, said);
    assert.ok(page.html.includes(`href="#${box}"`) && page.html.includes(`id="${box}"`), `${box} is not linked`);
    assert.ok(!page.html.includes('<b>An'));
  }
  const english = await (await begin()).raw(`${place}?lang=en`);
  assert.match(english.html, /Commune, ward or township/);
});

test('a place in another province is kept as typed, under the name of its province', async () => {
  const citizen = await begin();
  const old = {
    'requester.address.province': 'tp hcm',
    'requester.address.commune': 'phường Bến Nghé, Quận 1',
    'requester.address.village': '12 Lê Lợi',
    '_why.requester.address': 'ở trọ để đi làm',
  };
  const check = fine(await send(citizen, { ...homeIn('An Xuân'), ...old }));
  assert.match(check.text, /12 Lê Lợi, phường Bến Nghé, Quận 1, thành phố Hồ Chí Minh/);
});

test('a draft keeps every box and goes on where it was left', async () => {
  const citizen = await begin('cong-dan-bich');
  const form = formTo(fine(await citizen.get(place)), place);
  fine(await citizen.submit(form, { fields: { ...homeIn('tam thanh'), 'newHome.address.province': 'Quảng Nam' }, button: ['_save', '1'] }));
  const again = fine(await (await site.as('cong-dan-bich')).get(place));
  assert.equal(boxOf(again, 'newHome.address.commune'), 'tam thanh');
  assert.equal(boxOf(again, 'newHome.address.village'), 'Thôn Hư Cấu');
  assert.equal(boxOf(again, 'newHome.address.province'), 'Quảng Nam');
  assert.ok(!again.text.includes('không còn'), 'no box of an address is lost');
});

test('the officer sees it, and the slip prints it as it stood that day', async () => {
  const citizen = await begin();
  const check = fine(await send(citizen, homeIn('An Xuân, Tam Kỳ')));
  const tracking = trackingOf(fine(await citizen.submit(formTo(check, place), { fields: { _declare: 'true' } })));
  const desk = await site.as(anXuan.receptionist);
  const code = await receive(desk, tracking);
  const seen = fine(await desk.get(`/ho-so/${code}`));
  assert.match(seen.text, /Thôn Hư Cấu, phường An Xuân, thành phố Tam Kỳ, tỉnh Quảng Nam/);
  await site.world.work();
  const [row] = await site.world.database.owner<{ documents: readonly { id: string; kind: string }[] }>`
    select state->'documents' as documents from case_row where code = ${code}`;
  const slip = row?.documents.find((one) => one.kind === 'receipt');
  assert.ok(slip);
  writeFileSync(join(folder, 'slip.pdf'), fine(await citizen.get(`/tep/${slip.id}`)).bytes);
  const printed = execFileSync('pdftotext', ['-layout', join(folder, 'slip.pdf'), '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
  assert.match(printed, /Địa chỉ Khối phố Hư Cấu, phường An Xuân, thành phố Tam Kỳ, tỉnh Quảng Nam/);
});

test('the names somebody may mean come as buttons, with a limit and without noise', async () => {
  const guest = site.visitor();
  const names = async (xa: string, tinh = ''): Promise<readonly string[]> => {
    const page = await guest.raw(`/dia-danh?${new URLSearchParams({ xa, tinh })}`);
    assert.equal(page.status, 200);
    return [...page.html.matchAll(/data-noi="([^"]+)"/g)].map((found) => found[1] ?? '');
  };
  assert.deepEqual(await names('an xuan'), ['phường An Xuân, thành phố Tam Kỳ']);
  assert.deepEqual(await names('20347'), ['phường An Xuân, thành phố Tam Kỳ']);
  assert.ok((await names('tra')).length <= 6 && (await names('tra')).length > 1);
  for (const [xa, tinh] of [
    ['a', ''],
    ['', ''],
    ['zzzz', ''],
    ['an xuan', 'Hà Nội'],
    ['an xuan', 'x'.repeat(500)],
    ['<b>', ''],
  ] as const)
    assert.deepEqual(await names(xa, tinh), []);
});

test('the units of the country are those of the legal day', () => {
  const places = site.world.places();
  assert.ok(places);
  assert.equal(places.home, '49');
  assert.equal(places.communes.filter((one) => one.province === '49' && (one.until ?? '9') > dateOf(site.world.now())).length, 241);
});

test('a supplement after the map has changed leaves the old district where nobody touched it', async () => {
  const citizen = await begin();
  const check = fine(await send(citizen, homeIn('A Nông, Tây Giang', { _unit: '20347' })));
  const tracking = trackingOf(fine(await citizen.submit(formTo(check, place), { fields: { _declare: 'true' } })));
  const code = await receive(await site.as(anXuan.receptionist), tracking);
  const ask = { fields: { reason: ['housing-proof-missing'], text: 'Chưa có giấy tờ về chỗ ở.' } };
  fine(await deed(await site.as(anXuan.officer), code, 'bo-sung', ask));
  site.world.setClock(instant('2025-07-02T09:00:00+07:00'));
  const own = await ownPage(await site.as('cong-dan-an'), code);
  const form = formTo(fine(await citizen.get(`${own}/bo-sung`)), `${own}/bo-sung`);
  const answered = fine(await citizen.submit(form, { fields: { '_counter.housing-proof': 'true' } }));
  assert.match(answered.path, /xong=gui/);
  assert.match(answered.text, /Thôn Hư Cấu, xã A Nông, huyện Tây Giang, tỉnh Quảng Nam/);
  // Whoever files on that day hears what became of it.
  const late = await send(await begin(), homeIn('A Nông, Tây Giang'));
  assert.match(late.text, /Từ ngày 01\/07\/2025, xã A Nông, huyện Tây Giang đã nhập vào đơn vị khác/);
  // The home in the record has ended too: the present one is written, with its reason.
  const now = { 'requester.address.commune': 'An Mỹ', '_why.requester.address': 'phường đã đổi tên' };
  const mapped = fine(await send(await begin(), homeIn('An Mỹ', now)));
  assert.match(mapped.text, /phường Tam Kỳ, thành phố Đà Nẵng/);
});

test('whoever asks too fast gets no page to put below the box', async () => {
  const guest = site.visitor();
  // Ten more are free each second: many at once, so that a slow machine reaches the end too.
  const ask = () => Promise.all(Array.from({ length: 40 }, () => guest.raw('/dia-danh?xa=zzzz')));
  let pages = await ask();
  for (let asked = 40; asked < 4000 && pages.every(({ status }) => status === 200); asked += 40) pages = await ask();
  const last = pages.find(({ status }) => status !== 200);
  assert.deepEqual([last?.status, last?.html], [429, '']);
});
