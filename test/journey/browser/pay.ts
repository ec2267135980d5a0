/** Filing and paying on a phone of 360 pixels: by QR or through the gateway, with and without script; then tracking and the officer both show it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { toMs } from '../../../src/base/time.ts';
import type { Bank } from '../../kit/bank.ts';
import { aBank } from '../../kit/bank.ts';
import type { Screen, Stage } from '../../kit/browser.ts';
import { onStage, textOf } from '../../kit/browser.ts';
import { overflowOf } from '../../kit/gallery.ts';
import { anXuan } from '../../kit/walk.ts';
import { fileCopies } from './case.ts';

/** A site with a bank of its own. */
export async function withBank(run: (stage: Stage, bank: Bank) => Promise<void>): Promise<void> {
  const bank = aBank();
  await onStage(
    async (stage) => {
      stage.site.world.wait(Date.now() - toMs(stage.site.world.machine()));
      await bank.start(stage.site.url);
      try {
        await run(stage, bank);
      } finally {
        await bank.kill();
      }
    },
    undefined,
    { gates: { pay: bank.gate } },
  );
}

/** From the receipt to the page on which one pays. */
async function toPayPage(page: Page): Promise<string> {
  await page.locator('a[href^="/thanh-toan/"]').click();
  await page.waitForURL(/\/thanh-toan\/CS[0-9A-Z]{11}$/);
  assert.match(await textOf(page, 'main'), /Còn phải nộp.*12\.000 đ/);
  assert.ok((await overflowOf(page)) <= 0);
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

async function isSeenEverywhere(stage: Stage, screen: Screen, tracking: string): Promise<void> {
  const stranger = await stage.enter(screen);
  await stranger.goto(`${stage.site.url}/tra-cuu`);
  await stranger.fill('[name=ma]', tracking);
  await stranger.fill('[name=so_cuoi]', '2768');
  await stranger.locator('main button.go').click();
  await stranger.locator('ol.line').waitFor();
  assert.match(await textOf(stranger, 'main'), /Đã nộp phí trực tuyến.*12\.000 đ.*Đã nộp đủ/);
  const officer = await stage.enter({ ...screen, line: 'good' }, anXuan.receptionist);
  await officer.goto(`${stage.site.url}/ho-so/${tracking}`);
  assert.match(await textOf(officer, 'main'), /đã thu 15\/11, biên lai BL-22-\d{6}/);
  assert.equal(await officer.locator('[popovertarget="viec-thu-phi"]').count(), 0, 'nobody asks for the fee again');
}

/** Until the callback was heard: the payer looks again. */
async function paid(page: Page, url: string): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    await page.goto(url);
    if (/Đã nộp đủ/.test(await textOf(page, 'main'))) return;
    await page.waitForTimeout(100);
  }
  assert.fail('the payment was never shown');
}

export const payThroughGateway = (screen: Screen): Promise<void> =>
  withBank(async (stage) => {
    const page = await stage.enter(screen, 'cong-dan-an');
    const tracking = await fileCopies(stage, page);
    const reference = await toPayPage(page);
    assert.equal(await page.locator('button[data-copy]:visible').count(), screen.script === 'off' ? 0 : 3, 'copying needs the script, reading does not');
    await page.locator('aside .btn.go').click();
    await page.locator('button[value=dung]').click();
    await page.locator('.done').waitFor();
    await page.locator('main p a').last().click();
    await paid(page, `${stage.site.url}/thanh-toan/${reference}`);
    await page.locator('a[href*="/bien-lai/"]').click();
    assert.match(await textOf(page, 'main'), /Biên lai.*Ký hiệu BL-22.*Nguyễn Văn An.*12\.000 đ\s*Mười hai nghìn đồng/);
    assert.ok((await overflowOf(page)) <= 0);
    await isSeenEverywhere(stage, screen, tracking);
  });

/** The payer is on this very phone: the picture is kept, the app of the bank reads it. */
export const payByQr = (screen: Screen): Promise<void> =>
  withBank(async (stage, bank) => {
    const page = await stage.enter(screen, 'cong-dan-an');
    const tracking = await fileCopies(stage, page);
    const reference = await toPayPage(page);
    const [kept] = await Promise.all([page.waitForEvent('download'), page.locator('a[download]').click()]);
    assert.equal(kept.suggestedFilename(), `${reference}.png`);
    const bytes = readFileSync(await kept.path());
    assert.equal(bytes.subarray(1, 4).toString('latin1'), 'PNG');
    if (screen.script !== 'off') {
      await page.locator('button[data-copy]').last().click();
      await page.locator('#chep', { hasText: reference }).waitFor();
    }
    await bank.post('/chuyen-khoan', { so_tien: '12000', noi_dung: `NGUYEN VAN AN chuyen tien ${reference}` });
    await paid(page, `${stage.site.url}/thanh-toan/${reference}`);
    await isSeenEverywhere(stage, screen, tracking);
  });
