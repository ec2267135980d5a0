/** A case taken back by its owner, from the list of own cases, on a phone. */
import assert from 'node:assert/strict';
import type { Screen, Stage } from '../../kit/browser.ts';
import { textOf } from '../../kit/browser.ts';
import { apply, birth } from '../../kit/walk.ts';

export async function takenBack(stage: Stage, screen: Screen): Promise<void> {
  const { site } = stage;
  await apply(await site.as('cong-dan-an'), birth);
  const page = await stage.enter(screen, 'cong-dan-an');
  await page.goto(`${site.url}/ho-so-cua-toi`);
  await page.locator('.list > li a.t', { hasText: 'Đăng ký khai sinh' }).first().click();
  await page.waitForURL(/ho-so-cua-toi\/[0-9a-f-]{36}$/);
  await page.locator('a[href$="/rut"]').click();
  await page.waitForURL(/\/rut$/);
  assert.match(await textOf(page, 'main'), /Rút hồ sơ này\?.*không khôi phục được/s);
  await page.locator('[name=ly_do]').fill('Đã làm ở nơi khác.');
  await page.locator('form[action$=rut] button').click();
  await page.waitForURL(/ho-so-cua-toi\/[0-9a-f-]{36}$/);
  assert.match(await textOf(page, 'main'), /[Đđ]ã rút/);
}
