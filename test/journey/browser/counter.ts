/** The counter without a mouse: a known person stands there, the case is received, the slip lies in the printer. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Stage } from '../../kit/browser.ts';
import { focused, textOf } from '../../kit/browser.ts';
import { anXuan } from '../../kit/walk.ts';

/** Counts what is pressed; letters and digits that are typed into a box are counted apart. */
function keyboard(page: Page) {
  const count = { presses: 0, typed: 0 };
  return {
    count,
    press: async (...keys: readonly string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
      count.presses += keys.length;
    },
    type: async (text: string): Promise<void> => {
      await page.keyboard.type(text);
      count.typed += text.length;
    },
  };
}

const here = (page: Page): Promise<string> => page.evaluate('document.activeElement.name ?? ""').then(String);

/** Budget of the province: 60 seconds and 25 presses for a known person, besides what is typed. */
export async function counterByKeyboard(stage: Stage): Promise<void> {
  const page = await stage.enter({ width: 1366 }, anXuan.receptionist);
  const { press, type, count } = keyboard(page);
  await page.goto(`${stage.site.url}/ban-lam-viec`);
  await press('i');
  await page.waitForURL(/\/tiep-nhan$/);
  await page.locator('#thu-tuc:focus').waitFor();
  await press('c');
  await page.waitForURL(/thu-tuc=chung-thuc-ban-sao/);
  await page.locator('[name=_who]:focus').waitFor();
  await type('0905412768');
  await press('Enter');
  await page.locator('.known', { hasText: 'Nguyễn Văn An' }).waitFor();
  assert.equal(await page.locator('[name="requester.id"]').inputValue(), '049085002345', 'what is known is not asked again');

  // On to the paper; every stop is a question, in the order in which they stand there.
  for (let hops = 0; (await here(page)) !== 'papers.0.kind' && hops < 6; hops += 1) await press('Tab');
  assert.equal(await here(page), 'papers.0.kind');
  await press('v', 'Tab');
  await type('3');
  await press('Tab');
  await type('2');
  await press('Tab', 'Space', 'Tab');
  assert.equal(await page.locator('[name="papers.0.condition"][value="fit"]').isChecked(), true);
  for (let hops = 0; (await here(page)) !== '_counter.originals' && hops < 4; hops += 1) await press('Tab');
  await press('Space', 'F9');
  await page.locator('.errors, .note.han').waitFor();
  assert.equal(await page.locator('.errors').count(), 0, await textOf(page, 'main'));
  await page.waitForURL(/xong=tiep-nhan/);
  assert.match(await textOf(page, '.note.han'), /Đã tiếp nhận, mã H47/);
  assert.ok(count.presses <= 25, `${count.presses} presses`);
  assert.ok(count.typed <= 12, `${count.typed} letters and digits typed`);
  await stage.site.world.work();
}

/** One more paper, or somebody nobody knows, must not send the form before it is meant. */
export async function counterKeepsWhatWasTyped(stage: Stage): Promise<void> {
  const page = await stage.enter({ width: 360, script: 'off', line: 'good' }, anXuan.receptionist);
  await page.goto(`${stage.site.url}/tiep-nhan?thu-tuc=chung-thuc-ban-sao`);
  await page.locator('[name=_who]').fill('0900000000');
  await page.locator('[name="papers.0.pages"]').fill('4');
  await page.locator('[name=_look]').click();
  assert.match(await textOf(page, '#nhan'), /Chưa có trong hệ thống/);
  await page.locator('[name="requester.name"]').fill('Bríu Thị Mẫu');
  await page.locator('[name=_add]').click();
  await page.locator('[name="papers.1.kind"]').waitFor();
  assert.equal(await page.locator('[name="papers.0.pages"]').inputValue(), '4');
  assert.equal(await page.locator('[name="requester.name"]').inputValue(), 'Bríu Thị Mẫu');
  await page.locator('.acts .go').click();
  await page.locator('.errors').waitFor();
  assert.match(await page.title(), /^Lỗi: /);
  assert.equal(await focused(page), '.errors');
  assert.equal(await page.locator('[name="papers.0.pages"]').inputValue(), '4');
}
