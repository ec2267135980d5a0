/** Public information on a telephone: with script the handbook lives on without a line; without script everything is there too. */
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { playDemoNews } from '../../../src/main/demo-news.ts';
import type { Stage } from '../../kit/browser.ts';
import { textOf } from '../../kit/browser.ts';
import { findingsOf, overflowOf } from '../../kit/gallery.ts';

async function looksRight(page: Page): Promise<void> {
  assert.deepEqual(await findingsOf(page), [], page.url());
  assert.ok((await overflowOf(page)) <= 0, `${page.url()} is wider than the window`);
}

/** The worker holds the whole handbook. */
const isKept = (page: Page): Promise<unknown> =>
  page.evaluate(`new Promise((done) => {
    const asked = indexedDB.open('cuaso');
    asked.onupgradeneeded = () => asked.transaction.abort();
    asked.onerror = () => done(false);
    asked.onsuccess = () => {
      if (!asked.result.objectStoreNames.contains('seen')) { asked.result.close(); return done(false); }
      const row = asked.result.transaction('seen').objectStore('seen').get('/cam-nang/tron-bo');
      row.onsuccess = () => { asked.result.close(); done(row.result !== undefined); };
    };
  })`);

export async function handbookOffline({ site, enter }: Stage): Promise<void> {
  const page = await enter({ width: 360, worker: 'on' });
  await page.goto(`${site.url}/cam-nang`);
  await looksRight(page);
  for (let n = 0; !(await isKept(page)); n += 1) {
    assert.ok(n < 100, 'the handbook is not kept');
    await setTimeout(100);
  }
  await page.context().setOffline(true);
  await page.goto(`${site.url}/cam-nang?q=ma+otp`);
  assert.match(await textOf(page, '.mat-mang'), /bản lưu lúc \d\d:\d\d/);
  assert.match(await textOf(page, '[role=status]:not(.mat-mang)'), /Thấy \d+ bài trong bản lưu/);
  assert.equal(await page.locator('#lua-dao').count(), 1);
  assert.equal(await page.locator('#theo-doi').count(), 0);
  assert.equal(await page.locator('#q').inputValue(), 'ma otp');
  await looksRight(page);
  // An article nobody opened before is read out of the whole.
  await page.goto(`${site.url}/cam-nang/mat-mang`);
  assert.equal(new URL(page.url()).hash, '#mat-mang');
  assert.equal(await page.locator('#mat-mang').isVisible(), true);
  // A procedure too; one that is not in the copy is told so.
  await page.goto(`${site.url}/cam-nang/thu-tuc/khai-sinh`);
  assert.equal(new URL(page.url()).hash, '#thu-tuc-khai-sinh');
  assert.match(await textOf(page, '#thu-tuc-khai-sinh'), /Đăng ký khai sinh.*Lệ phí/);
  await page.goto(`${site.url}/cam-nang?q=khai+sinh`);
  assert.equal(await page.locator('#thu-tuc-khai-sinh').count(), 1);
  await page.goto(`${site.url}/cam-nang/thu-tuc/khong-co`);
  assert.match(await textOf(page, 'main'), /Không có mạng, trang này chưa lưu trong máy/);
  await page.goto(`${site.url}/cam-nang?q=zzzqqq`);
  assert.match(await textOf(page, '[role=status]:not(.mat-mang)'), /Thấy 0 bài trong bản lưu. Thử một từ khác/);
  await page.goto(`${site.url}/cam-nang`);
  assert.match(await textOf(page, 'h1'), /Cẩm nang/);
}

async function fits(page: Page): Promise<void> {
  await page.waitForLoadState();
  assert.ok((await overflowOf(page)) <= 0, `${page.url()} is wider than the window`);
}

/** Axe needs the page's own clock, which stands still here: the gallery looks at these screens. */
export async function knowWithoutScript({ site, enter }: Stage): Promise<void> {
  await playDemoNews(site.world);
  const page = await enter({ width: 360, script: 'off' });
  await page.goto(`${site.url}/`);
  await page.locator('footer a[href="/tin-tuc"]').click();
  await fits(page);
  await page.getByRole('link', { name: /Cảnh báo giả danh/ }).click();
  assert.match(await textOf(page, 'main'), /Chịu trách nhiệm: Phan Thị Mỹ Lệ/);
  await fits(page);
  await page.getByRole('link', { name: 'cẩm nang', exact: true }).click();
  assert.match(await textOf(page, 'h1'), /Nhận biết lừa đảo/);
  await fits(page);
  await page.goto(`${site.url}/cam-nang`);
  await page.locator('#q').fill('nop thay');
  await page.locator('main button').click();
  await page.getByRole('link', { name: 'Làm thay người khác' }).click();
  assert.match(await textOf(page, 'h1'), /Làm thay người khác/);
  await page.goto(`${site.url}/du-lieu-mo`);
  await fits(page);
  await page.goto(`${site.url}/du-lieu-mo?lang=en`);
  await fits(page);
}
