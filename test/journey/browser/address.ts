/** An address from a phone: with script names are offered while one types, without script and without a line the form itself asks which place was meant. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Stage } from '../../kit/browser.ts';
import { declare, throughForm } from '../../kit/browser.ts';
import { findingsOf, overflowOf } from '../../kit/gallery.ts';

const place = '/nop/dang-ky-thuong-tru';
const box = (page: Page, name: string) => page.locator(`[name="newHome.address.${name}"]`);
const next = (page: Page) => page.locator('#go').click();
const fill = async (page: Page, boxes: Readonly<Record<string, string>>): Promise<void> => {
  for (const [name, value] of Object.entries(boxes)) await page.locator(`[name="${name}"]`).fill(value);
};
const birth = { 'requester.birthDate.day': '20', 'requester.birthDate.month': '3', 'requester.birthDate.year': '1985' };

async function isSound(page: Page, what: string): Promise<void> {
  assert.ok((await overflowOf(page)) <= 0, `${what} is too wide`);
  assert.deepEqual(await findingsOf(page), [], what);
}

/** A whole form in which one name is borne by three communes. */
const unclear = {
  ...birth,
  'newHome.address.commune': 'tam thanh',
  'newHome.address.village': 'Thôn Hư Cấu',
  'newHome.kind': 'owned',
  'newHome.area': '84,5',
  exemption: 'none',
  '_counter.housing-proof': 'true',
};

/** The rest of the home, and the paper that is shown at the counter. */
async function theRest(page: Page): Promise<void> {
  await page.locator('[name="newHome.kind"][value=owned]').check();
  await page.locator('[name="newHome.area"]').fill('84,5');
}

const storedAddress = async (stage: Stage): Promise<unknown> =>
  (
    await stage.site.world.database.owner<{ home: unknown }>`
    select state->'answers'->'newHome'->'address'->'text' as home from case_row order by submitted_at desc, tracking limit 1`
  )[0]?.home;

export async function addressWithScript(stage: Stage): Promise<void> {
  const page = await stage.enter({ width: 360 }, 'cong-dan-an');
  await page.goto(`${stage.site.url}${place}`);
  await fill(page, birth);
  await next(page);
  await box(page, 'commune').pressSequentially('tam than', { delay: 20 });
  const offers = page.locator('button[data-noi]');
  await offers.first().waitFor();
  await isSound(page, 'form with names');
  const wanted = offers.filter({ hasText: 'huyện Núi Thành' });
  assert.ok(((await wanted.boundingBox())?.height ?? 0) >= 44, 'a finger hits a name');
  await wanted.click();
  assert.equal(await box(page, 'commune').inputValue(), 'xã Tam Thạnh, huyện Núi Thành');
  assert.equal(await offers.count(), 0);
  await page.keyboard.type('Thôn Hư Cấu');
  assert.equal(await box(page, 'village').inputValue(), 'Thôn Hư Cấu', 'writing goes on in the next box');
  await theRest(page);
  await next(page);
  await next(page);
  await page.locator('[name=exemption][value=none]').check();
  await next(page);
  await page.locator('[name="_counter.housing-proof"]').check();
  await next(page);
  await declare(page);
  assert.equal(await storedAddress(stage), 'Thôn Hư Cấu, xã Tam Thạnh, huyện Núi Thành, tỉnh Quảng Nam');
}

export async function addressWithoutScript(stage: Stage): Promise<void> {
  const page = await stage.enter({ width: 360, script: 'off' }, 'cong-dan-an');
  await page.goto(`${stage.site.url}${place}`);
  await throughForm(page, unclear);
  const choices = page.locator('[name="newHome.address.code"]');
  assert.equal(await choices.count(), 3);
  // axe needs a page whose script runs: this state is looked at in the gallery.
  assert.ok((await overflowOf(page)) <= 0, 'form with places to choose from is too wide');
  await page.locator('label', { hasText: 'huyện Phú Ninh' }).click();
  await throughForm(page);
  await declare(page);
  assert.equal(await storedAddress(stage), 'Thôn Hư Cấu, xã Tam Thành, huyện Phú Ninh, tỉnh Quảng Nam');
}

/** The device kept the form with the units: without a line it asks the same, with the same words. */
export async function addressWithoutLine(stage: Stage): Promise<void> {
  const page = await stage.enter({ width: 360, worker: 'on' }, 'cong-dan-an');
  await page.goto(`${stage.site.url}${place}`);
  const isKept = `(async () => {
    const open = await new Promise((done) => { const asked = indexedDB.open('cuaso'); asked.onupgradeneeded = () => asked.transaction.abort(); asked.onerror = () => done(); asked.onsuccess = () => done(asked.result); });
    if (!open || !navigator.serviceWorker.controller) return false;
    const rows = (name) => open.objectStoreNames.contains(name) ? new Promise((done) => { const asked = open.transaction(name).objectStore(name).getAll(); asked.onsuccess = () => done(asked.result); }) : [];
    const [sheets, notes] = [await rows('sheet'), await rows('note')];
    open.close();
    return notes.some((one) => one.name === 'facts') && sheets.some((one) => one.id === 'dang-ky-thuong-tru' && one.sheet.places.communes.length > 200);
  })()`;
  for (let tries = 0; tries < 200 && (await page.evaluate(isKept)) !== true; tries += 1) await page.waitForTimeout(100);
  assert.equal(await page.evaluate(isKept), true, 'the form and its units are kept on the device');
  await page.context().setOffline(true);
  await throughForm(page, unclear);
  const choices = page.locator('[name="newHome.address.code"]');
  assert.equal(await choices.count(), 3);
  await page.locator('label', { hasText: 'huyện Phú Ninh' }).click();
  await throughForm(page);
  assert.match((await page.locator('main').textContent()) ?? '', /Thôn Hư Cấu, xã Tam Thành, huyện Phú Ninh, tỉnh Quảng Nam/);
}
