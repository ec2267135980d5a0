/** Passkeys with a real browser and a virtual device: invitation, sign-in, and a lost device that takes two persons to replace. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { date } from '../../../src/base/time.ts';
import { givePost, invite, systemPermit } from '../../../src/kernel/access/access.act.ts';
import { addPerson } from '../../../src/kernel/person/person.act.ts';
import type { Stage } from '../../kit/browser.ts';
import { textOf } from '../../kit/browser.ts';
import { sound } from '../../kit/world.ts';

/** A device with a finger on it, in this window; answers how to take it away again. */
export async function giveDevice(page: Page): Promise<() => Promise<void>> {
  const line = await page.context().newCDPSession(page);
  await line.send('WebAuthn.enable');
  const { authenticatorId } = await line.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return async () => void (await line.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId }));
}

async function signOut(page: Page): Promise<void> {
  await page.locator('.who summary').click();
  await page.locator('form[action="/dang-xuat"] button').click();
  await page.waitForURL((url) => url.pathname === '/');
}

async function signIn(page: Page, stage: Stage): Promise<void> {
  await page.goto(`${stage.site.url}/dang-nhap?next=%2Fquan-tri`);
  await page.locator('#passkey').click();
}

export async function passkeys(stage: Stage): Promise<void> {
  const { world, url } = stage.site;
  // What `./cuaso admin invite` does for the first administrator.
  const permit = systemPermit(world, 'person.admin');
  const root = world.org().units.find((unit) => unit.parent === undefined);
  assert.ok(root !== undefined);
  const person = sound(await addPerson(world, permit, { account: 'quan-tri-hai', name: 'Trà Thị Mai' }));
  sound(await givePost(world, permit, { person: person.id, unit: root.id, role: 'systemAdmin', title: 'Quản trị hệ thống', from: date('2022-01-01') }));
  const { token } = sound(await invite(world, permit, person.id));

  const page = await stage.enter({ width: 1366 });
  const loseDevice = await giveDevice(page);
  await page.goto(`${url}/moi/${token}`);
  assert.match(await textOf(page, 'main'), /Trà Thị Mai/);
  await page.locator('#passkey').click();
  await page.waitForURL(/\/quan-tri$/);
  await page.goto(`${url}/quan-tri`);
  await signOut(page);
  await page.goto(`${url}/quan-tri`);
  assert.match(page.url(), /\/dang-nhap/, 'signed out');
  await signIn(page, stage);
  await page.waitForURL(/\/quan-tri$/);
  assert.match(await textOf(page, '.who'), /Trà Thị Mai/);
  await signOut(page);

  const stranger = await stage.enter({ width: 360 });
  await giveDevice(stranger);
  await stranger.goto(`${url}/moi/${token}`);
  assert.match(await textOf(stranger, 'h1'), /Không/, 'a link opens once');
  await signIn(stranger, stage);
  await stranger.locator('#passkey-error:visible').waitFor();

  await loseDevice();
  await recover(stage, page);
}

/** One administrator asks, another one confirms; only then the link opens, and the former device is worth nothing. */
async function recover(stage: Stage, page: Page): Promise<void> {
  const { url } = stage.site;
  const first = await stage.enter({ width: 1366 }, 'quan-tri');
  await first.goto(`${url}/quan-tri`);
  const row = (of: Page) => of.locator('tr', { hasText: 'Trà Thị Mai' });
  await row(first).locator('button').click();
  const link = (await first.locator('.secret').textContent()) ?? '';
  assert.match(link, /\/moi\/[\w-]{20,}$/);

  await page.goto(link);
  assert.match(await textOf(page, 'h1'), /Không/, 'one person is not enough');
  await first.goto(`${url}/quan-tri`);
  assert.match(await textOf(first, 'tr:has-text("Trà Thị Mai")'), /chờ người thứ hai xác nhận/, 'whoever asked cannot confirm');

  const second = await stage.enter({ width: 360, line: 'good' }, 'an-toan-thong-tin');
  await second.goto(`${url}/quan-tri/khoi-phuc`);
  await second.locator('.list > li', { hasText: 'Trà Thị Mai' }).locator('button').click();
  await second.waitForURL(/xong=1$/);
  assert.match(await textOf(second, 'main'), /Đã xác nhận/);
  await giveDevice(page);
  await page.goto(link);
  await page.locator('#passkey').click();
  await page.waitForURL(/\/quan-tri$/);
}
