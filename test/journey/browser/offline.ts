/** Without a line: a form filled and submitted in the dead zone is filed once when the line is back, whatever happens in between. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Stage } from '../../kit/browser.ts';
import { photo, textOf, throughForm } from '../../kit/browser.ts';
import { birth } from '../../kit/walk.ts';

const { '_counter.birth-proof': _, ...answers } = birth.answers;
const onPaper = { ...answers, '_counter.birth-proof': 'true' };
const form = (stage: Stage): string => `${stage.site.url}/nop/khai-sinh`;

/** What the worker holds in one of its rooms. */
async function room(page: Page, name: 'box' | 'note' | 'sheet' | 'seen' | 'work'): Promise<readonly Record<string, unknown>[]> {
  const rows: unknown = await page.evaluate(`new Promise((done) => {
    const asked = indexedDB.open('cuaso');
    asked.onupgradeneeded = () => asked.transaction.abort();
    asked.onerror = () => done([]);
    asked.onsuccess = () => {
      const rows = asked.result.transaction('${name}').objectStore('${name}').getAll();
      rows.onsuccess = () => { asked.result.close(); done(rows.result.map((row) => ({ ...row, files: row.files?.length }))); };
    };
  })`);
  return Array.isArray(rows) ? rows : [];
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 80; tries += 1) {
    if (await isSo()) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`never came true: ${what}`);
}

/** A citizen whose device has kept the form: it was opened once with a line. */
async function prepared(stage: Stage): Promise<Page> {
  const page = await stage.enter({ width: 360, worker: 'on' }, 'cong-dan-an');
  await page.goto(form(stage));
  await until('the form is kept', async () => (await room(page, 'note')).some((one) => one.name === 'facts') && (await room(page, 'sheet')).length === 1);
  return page;
}

async function submit(page: Page): Promise<void> {
  await page.locator('[name=_declare]').check();
  await page.locator('#nop button.go').click();
}

async function casesOf(stage: Stage): Promise<number> {
  const rows = await stage.site.world.database.owner<{ n: number }>`select count(*)::int as n from case_row`;
  return rows[0]?.n ?? -1;
}

/** Opened with a line, filled without: photograph and all wait in the outbox, through a closed page, and are filed once. */
export async function filedLater(stage: Stage): Promise<void> {
  const page = await prepared(stage);
  const before = await casesOf(stage);
  const context = page.context();
  await context.setOffline(true);
  const picture = await photo(page, '_paper.birth-proof');
  await throughForm(page, answers, [picture]);
  assert.match(await textOf(page, 'main'), /Kiểm tra trong máy này/);
  assert.match(await textOf(page, '.files'), /chung-sinh\.jpg/);
  await submit(page);
  await page.locator('.list .due', { hasText: 'Lưu trong máy' }).waitFor();
  assert.equal(new URL(page.url()).pathname, '/hang-gui');
  assert.equal(await casesOf(stage), before);
  await page.close();

  const again = await context.newPage();
  await again.goto(`${stage.site.url}/hang-gui`);
  assert.match(await textOf(again, '.list'), /Đăng ký khai sinh.*Lưu trong máy/);
  assert.equal((await room(again, 'box'))[0]?.files, 1);
  await context.setOffline(false);
  await again.locator('.list .due', { hasText: 'Đã nhận' }).waitFor();
  assert.equal(await casesOf(stage), before + 1);
  assert.equal((await room(again, 'box'))[0]?.files, 0, 'the photograph leaves the device with the receipt');
  await again.locator('.list a', { hasText: 'Xem giấy báo đã nhận' }).click();
  await again.waitForURL(/\/da-nop\/\d{12}$/);
  assert.match(await textOf(again, '.files'), /chung-sinh\.jpg/);
}
