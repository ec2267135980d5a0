/** Being told, on a telephone of 360 pixels: the bell, the list, a line that leads to the case, and how one wants to be told. */
import assert from 'node:assert/strict';
import type { Screen, Stage } from '../../kit/browser.ts';
import { textOf } from '../../kit/browser.ts';
import { overflowOf } from '../../kit/gallery.ts';
import { openPost } from '../../kit/post.ts';
import { anXuan, apply, birth, receive } from '../../kit/walk.ts';

const told =
  (script: NonNullable<Screen['script']>) =>
  async ({ site, enter }: Stage): Promise<void> => {
    const post = await openPost(site.world);
    const code = await receive(await site.as(anXuan.receptionist), await apply(await site.as('cong-dan-an'), birth));
    await site.world.work();
    const page = await enter({ width: 360, script }, 'cong-dan-an');
    await page.goto(`${site.url}/`);
    const bell = page.locator('.bar .bell');
    assert.equal(await bell.getAttribute('aria-label'), 'Thông báo, 2 chưa đọc');
    const box = await bell.boundingBox();
    assert.ok(box !== null && box.height >= 44, `a target of ${box?.height} pixels`);
    await bell.click();
    await page.waitForURL('**/thong-bao');
    assert.equal(await overflowOf(page), 0);
    await page.getByRole('link', { name: 'Đã tiếp nhận hồ sơ' }).click();
    await page.waitForURL(/\/ho-so-cua-toi\//);
    assert.ok((await textOf(page, 'main')).includes(code));
    await page.locator('.bar .bell').click();
    await page.getByRole('button', { name: 'Đánh dấu tất cả đã đọc' }).click();
    await page.waitForURL('**/thong-bao');
    assert.match(await textOf(page, 'main'), /đọc hết thông báo/);
    await page.getByRole('link', { name: 'Cách nhận thông báo' }).click();
    await page.waitForURL('**/cach-nhan');
    assert.equal(await overflowOf(page), 0);
    if (script === 'off') assert.equal(await page.locator('#push').isVisible(), false, 'without script there is nothing to switch on');
    else await page.locator('#push').waitFor();
    await page.locator('[name="case.sms"]').uncheck();
    await page.locator('[name="email"]').fill('an@');
    await page.getByRole('button', { name: 'Lưu cách nhận' }).click();
    await page.locator('.errors').waitFor();
    assert.equal(await page.locator('[name="case.sms"]').isChecked(), false, 'what was chosen is kept');
    await page.locator('[name="email"]').fill('an@example.vn');
    await page.getByRole('button', { name: 'Lưu cách nhận' }).click();
    await page.getByRole('status').first().waitFor();
    const mail = (await post.arrived()).find((one) => one.to === 'an@example.vn');
    await page.goto(mail?.link ?? '');
    await page.getByRole('button', { name: 'Xác nhận địa chỉ' }).click();
    await page.waitForURL('**/cach-nhan?xong=confirmed');
    assert.match(await textOf(page, 'main'), /Đã xác nhận địa chỉ/);
  };

export const toldWithScript = told('on');
export const toldWithoutScript = told('off');
