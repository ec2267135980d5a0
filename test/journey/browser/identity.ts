/** A citizen with the national identity in a browser of 360 px: the provider's own process, a passkey for the next time, acting for somebody, and one's own data. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Stage } from '../../kit/browser.ts';
import { textOf, titleOf } from '../../kit/browser.ts';
import { findingsOf, overflowOf } from '../../kit/gallery.ts';
import { giveDevice } from './passkey.ts';

/** From a page that asks who it is, out to the provider and back. */
async function comeIn(page: Page, name: string): Promise<void> {
  await page.locator('a.go', { hasText: 'định danh điện tử' }).click();
  await page.waitForURL(/\/chon\//);
  assert.match(await textOf(page, 'aside'), /MÔ PHỎNG · DỮ LIỆU MẪU/);
  await page.getByLabel(name).check();
  await page.getByRole('button', { name: 'Nhận mã một lần' }).click();
  const code = await textOf(page, '#ma-mau');
  await page.locator('#code').fill('000000');
  await page.getByRole('button', { name: 'Xác nhận' }).click();
  // One in a million: then the wrong code was the right one.
  if (code !== '000 000') {
    assert.match(await textOf(page, '[role=alert]'), /Mã không đúng/);
    await page.locator('#code').fill(code);
    await page.getByRole('button', { name: 'Xác nhận' }).click();
  }
}

async function leave(page: Page): Promise<void> {
  await page.locator('.foot form[action="/dang-xuat"] button').click();
  await page.waitForURL((url) => url.pathname === '/');
}

export async function identityWithScript(stage: Stage): Promise<void> {
  const { url } = stage.site;
  const page = await stage.enter({ width: 360 });
  const takeDevice = await giveDevice(page);
  await page.goto(`${url}/toi/thiet-bi`);
  assert.match(page.url(), /\/dang-nhap\?next=/);
  await page.locator('a.go', { hasText: 'định danh điện tử' }).click();
  await page.waitForURL(/\/chon\//);
  assert.deepEqual([await findingsOf(page), await overflowOf(page)], [[], 0]);
  await page.getByLabel('Hồ Thị Mới').check();
  await page.getByRole('button', { name: 'Nhận mã một lần' }).click();
  assert.deepEqual([await findingsOf(page), await overflowOf(page)], [[], 0]);
  await page.locator('#code').fill(await textOf(page, '#ma-mau'));
  await page.getByRole('button', { name: 'Xác nhận' }).click();
  await page.waitForURL(/\/toi\/thiet-bi$/);
  // A key for the next time.
  await page.locator('#passkey').click();
  await page.waitForURL(/xong=khoa/);
  assert.match(await textOf(page, '[role=status]'), /Đã đặt khóa/);
  await leave(page);
  await page.goto(`${url}/dang-nhap?next=%2Ftoi`);
  await page.locator('#passkey').click();
  await page.waitForURL(/\/toi$/);
  assert.match(await textOf(page, 'main'), /Lần đăng nhập này: Mức 2/);
  // The key opens no further key, and is taken back by its owner.
  await page.goto(`${url}/toi/thiet-bi`);
  assert.equal(await page.locator('#passkey').count(), 0);
  await page.getByRole('button', { name: 'Thu hồi' }).click();
  await page.waitForURL(/xong=thu-hoi/);
  await leave(page);
  await page.goto(`${url}/dang-nhap`);
  await page.locator('#passkey').click();
  await page.locator('#passkey-error:not([hidden])').waitFor();
  await takeDevice();
}

export async function identityWithoutScript(stage: Stage): Promise<void> {
  const { url } = stage.site;
  const moi = await stage.enter({ width: 360, script: 'off' });
  await moi.goto(`${url}/toi/lam-thay`);
  await comeIn(moi, 'Hồ Thị Mới');
  await moi.waitForURL(/\/toi\/lam-thay$/);
  // She asks to act for Bích, first with a number that is none.
  await moi.locator('[name=number]').fill('123');
  await moi.getByRole('button', { name: 'Ghi nhận' }).click();
  // On a slow line a page has no title until its first bytes are there.
  await moi.locator('#f-number-e').waitFor();
  assert.match(await titleOf(moi), /^Lỗi/);
  assert.equal(await moi.locator('[name=number]').inputValue(), '123');
  await moi.locator('[name=number]').fill('0491 9500 3456');
  await moi.getByRole('button', { name: 'Ghi nhận' }).click();
  await moi.waitForURL(/xong=xin/);
  assert.match(await textOf(moi, 'main'), /0491\*{6}56/);

  const bich = await stage.enter({ width: 360, script: 'off' });
  await bich.goto(`${url}/toi`);
  await comeIn(bich, 'Trần Thị Bích');
  await bich.waitForURL(/\/toi$/);
  assert.match(await textOf(bich, 'main'), /Chờ ông\/bà trả lời: 1/);
  await bich.getByRole('link', { name: 'Người tôi làm thay' }).click();
  assert.match(await textOf(bich, 'main'), /Hồ Thị Mới/);
  await bich.getByRole('button', { name: 'Đồng ý Hồ Thị Mới', exact: true }).click();
  await bich.waitForURL(/xong=dong-y/);

  await moi.goto(`${url}/toi/lam-thay`);
  await moi.getByRole('link', { name: 'Xem hồ sơ' }).click();
  assert.match(await textOf(moi, 'main'), /Trần Thị Bích/);

  // Her papers: put in, taken out again.
  await bich.goto(`${url}/kho-giay-to`);
  const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  await bich.locator('[name=tep]').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('<html>') });
  await bich.getByRole('button', { name: 'Cho vào kho' }).click();
  assert.match(await textOf(bich, '.errors'), /a\.png/);
  await bich.locator('[name=tep]').setInputFiles({ name: 'so-ho-khau.png', mimeType: 'image/png', buffer: picture });
  await bich.locator('[name=title]').fill('Sổ hộ khẩu');
  await bich.getByRole('button', { name: 'Cho vào kho' }).click();
  await bich.waitForURL(/xong=them/);
  assert.match(await textOf(bich, 'main'), /Sổ hộ khẩu/);
  await bich.getByRole('button', { name: 'Xóa Sổ hộ khẩu' }).click();
  await bich.waitForURL(/xong=xoa/);

  // She takes it back, and his next look finds nothing.
  await bich.goto(`${url}/toi/lam-thay`);
  await bich.getByRole('button', { name: 'Chấm dứt Hồ Thị Mới' }).click();
  await bich.waitForURL(/xong=cham-dut/);
  await moi.reload();
  assert.match(await textOf(moi, 'main'), /không còn\) được làm thay/);

  // A copy of her data, gathered in the background and fetched once.
  await bich.goto(`${url}/toi/ban-sao`);
  await bich.getByRole('button', { name: 'Gom bản sao mới' }).click();
  assert.match(await textOf(bich, 'main'), /Đang gom/);
  await stage.site.world.work();
  await bich.getByRole('link', { name: 'Tải lại trang' }).click();
  const [file] = await Promise.all([bich.waitForEvent('download'), bich.getByRole('button', { name: 'Tải một lần' }).click()]);
  assert.match(file.suggestedFilename(), /^du-lieu-cua-toi-2022-11-15\.zip$/);
  await bich.reload();
  assert.match(await textOf(bich, 'main'), /Đã tải/);
}
