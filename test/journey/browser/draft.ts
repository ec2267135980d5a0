/** Forms left half-way, on two phones and without script, on a slow line. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Stage } from '../../kit/browser.ts';
import { answer, declare, textOf, throughForm } from '../../kit/browser.ts';
import { birth } from '../../kit/walk.ts';

const place = '/nop/khai-sinh';
const rest: Readonly<Record<string, string>> = { ...(birth.answers as Record<string, string>), '_counter.birth-proof': 'true' };
const wordIn = (page: Page, name: string): Promise<string> => page.locator(`[name="${name}"]`).inputValue();

/** 280/256 kbps and 800 ms of waiting. */
async function slowLine(page: Page): Promise<void> {
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', { offline: false, latency: 800, downloadThroughput: 35_000, uploadThroughput: 32_000 });
}

/** What leaves the page when somebody puts the phone away. */
async function leave(page: Page): Promise<void> {
  const saved = page.waitForResponse((response) => response.url().endsWith(`${place}/nhap`));
  await page.evaluate('Object.defineProperty(document, "hidden", { value: true, configurable: true }); document.dispatchEvent(new Event("visibilitychange"))');
  assert.equal((await saved).status(), 200);
  await page.evaluate('Object.defineProperty(document, "hidden", { value: false, configurable: true })');
}

/** With script: typed on one phone, gone on with on another, both shown where they disagree, submitted, erased everywhere. */
export async function draftOnTwoDevices(stage: Stage): Promise<void> {
  const { url, world } = stage.site;
  const phone = await stage.enter({ width: 360 }, 'cong-dan-an');
  await slowLine(phone);
  await phone.goto(`${url}${place}`);
  await answer(phone, 'requester.relationship', 'father');
  await phone.locator('#go').click();
  await answer(phone, 'child.fullName', 'Nguyễn Trần Minh Thư');
  await leave(phone);
  await phone.locator('#saved', { hasText: 'Đã lưu nháp lúc' }).waitFor();

  world.wait(60_000);
  const other = await stage.enter({ width: 360 }, 'cong-dan-an');
  await other.goto(`${url}${place}`);
  assert.match(await textOf(other, '#nhap'), /Khai tiếp bản nháp/);
  assert.equal(await wordIn(other, 'child.fullName'), 'Nguyễn Trần Minh Thư');
  await other.locator('#go').click();
  await answer(other, 'child.fullName', 'Nguyễn Minh Thư');
  await leave(other);

  // The first phone has not seen that: it writes the same box later, then loads again.
  world.wait(60_000);
  await answer(phone, 'child.fullName', 'Nguyễn Trần Minh Thi');
  await leave(phone);
  await phone.locator('#saved button').click();
  await phone.waitForLoadState('load');
  await phone.locator('#go').click();
  assert.equal(await wordIn(phone, 'child.fullName'), 'Nguyễn Trần Minh Thi');
  assert.match(await textOf(phone, 'main'), /máy khác ghi “Nguyễn Minh Thư”/);

  const { _unit, 'requester.relationship': _, ...later } = rest;
  await throughForm(phone, later);
  await declare(phone);
  const [left] = await world.database.owner<{ n: number }>`select count(*)::int as n from draft`;
  assert.equal(left?.n, 0);
  await other.goto(`${url}${place}`);
  assert.equal(await other.locator('#nhap').count(), 0);
  assert.equal(await wordIn(other, 'child.fullName'), '');
  assert.deepEqual(await phone.evaluate('Object.keys(localStorage).filter((name) => name.startsWith("cuaso:khai-sinh"))'), []);
}

/** Without script: the button keeps it, the list leads back, and a session lost on the way loses nothing. */
export async function draftWithoutScript(stage: Stage): Promise<void> {
  const { url } = stage.site;
  const page = await stage.enter({ width: 360, script: 'off' }, 'cong-dan-an');
  await slowLine(page);
  await page.goto(`${url}${place}`);
  await answer(page, 'child.fullName', 'Nguyễn Trần Minh Thư');
  await page.locator('#luu').click();
  assert.match(await textOf(page, '#nhap'), /Đã lưu nháp lúc/);
  await page.goto(`${url}/ho-so-cua-toi`);
  await page.locator('#nhap a.btn').click();
  assert.equal(await wordIn(page, 'child.fullName'), 'Nguyễn Trần Minh Thư');

  await answer(page, 'child.birthPlace', 'Trạm y tế phường An Xuân');
  await page.context().clearCookies();
  await page.locator('#go').click();
  await page.waitForURL(/\/dang-nhap\?next=/);
  const answered = await page.context().request.post(`${url}/demo/sign-in`, { form: { account: 'cong-dan-an' }, maxRedirects: 0 });
  assert.equal(answered.status(), 303);
  await page.goto(`${url}${new URL(page.url()).searchParams.get('next') ?? ''}`);
  assert.equal(await wordIn(page, 'child.birthPlace'), 'Trạm y tế phường An Xuân');
  assert.equal(await wordIn(page, 'child.fullName'), 'Nguyễn Trần Minh Thư');
  await throughForm(page, rest);
  await declare(page);
  await page.goto(`${url}/ho-so-cua-toi`);
  assert.equal(await page.locator('#nhap').count(), 0);
}

/** With script the page goes to the sign-in page by itself, and what was typed is there again afterwards. */
export async function sessionLostMidForm(stage: Stage): Promise<void> {
  const { url } = stage.site;
  const page = await stage.enter({ width: 360 }, 'cong-dan-an');
  await page.goto(`${url}${place}`);
  await page.context().clearCookies();
  await throughFormTo(page, /\/dang-nhap\?next=/);
  await page.context().request.post(`${url}/demo/sign-in`, { form: { account: 'cong-dan-an' }, maxRedirects: 0 });
  await page.goto(`${url}${new URL(page.url()).searchParams.get('next') ?? ''}`);
  for (const name of ['child.fullName', 'child.birthPlace', 'mother.name', 'copies']) assert.equal(await wordIn(page, name), rest[name], name);
}

async function throughFormTo(page: Page, address: RegExp): Promise<void> {
  await Promise.all([page.waitForURL(address), throughForm(page, rest).catch(() => undefined)]);
}
