/** A phone finds a procedure, works the fee out, checks whether one may file and prints the form: once with script, once without. */
import assert from 'node:assert/strict';
import type { Stage } from '../../kit/browser.ts';
import { textOf } from '../../kit/browser.ts';
import { findingsOf, overflowOf } from '../../kit/gallery.ts';

type Window = Awaited<ReturnType<Stage['enter']>>;

async function isSound(page: Window, what: string): Promise<void> {
  assert.ok((await overflowOf(page)) <= 0, `${what} is too wide`);
  assert.deepEqual(await findingsOf(page), [], what);
}

export async function findWithScript({ enter, site }: Stage): Promise<void> {
  const page = await enter({ width: 360 });
  await page.goto(`${site.url}/`);
  await page.locator('#q').pressSequentially('khai sihn', { delay: 30 });
  const first = page.locator('#goi-y a').first();
  await first.waitFor();
  assert.match((await first.textContent()) ?? '', /Đăng ký khai sinh/);
  await isSound(page, 'home with suggestions');
  const box = await first.boundingBox();
  assert.ok((box?.height ?? 0) >= 44, 'a finger hits a suggestion');
  await page.locator('#q').fill('');
  await page.locator('#goi-y a').first().waitFor({ state: 'detached' });
  await page.locator('#q').pressSequentially('khai sihn', { delay: 30 });
  await first.waitFor();
  await first.click();
  await page.waitForURL(`${site.url}/thu-tuc/khai-sinh`);
  await isSound(page, 'procedure');
  const facts = await page.locator('main dl.facts').boundingBox();
  assert.ok((facts?.y ?? 0) + (facts?.height ?? 0) <= 740, 'who, papers, fee, time and result stand on one screen');
  await workOut(page);
}

export async function findWithoutScript({ enter, site }: Stage): Promise<void> {
  const page = await enter({ width: 360, script: 'off' });
  await page.goto(`${site.url}/`);
  await page.locator('#q').fill('kahi sinh');
  await page.locator('.seek button').click();
  await page.locator('.list a.t').first().click();
  await page.waitForURL(`${site.url}/thu-tuc/khai-sinh`);
  await workOut(page);
  await page.goto(`${site.url}/thu-tuc?q=an%20xuan`);
  await page.locator('a[href^="/noi-nop/"]').first().click();
  await page.locator('h1', { hasText: 'An Xuân' }).waitFor();
}

async function workOut(page: Window): Promise<void> {
  const own = page.url();
  await page.locator('a[href$="/le-phi"]').click();
  for (const [name, value] of [
    ['child.birthDate.day', '31'],
    ['child.birthDate.month', '6'],
    ['child.birthDate.year', '2022'],
    ['copies', '2'],
  ] as const)
    await page.locator(`[name="${name}"]`).fill(value);
  await page.locator('.go').click();
  await page.locator('.errors').waitFor();
  assert.equal(await page.locator('[name="copies"]').inputValue(), '2');
  await page.locator('[name="child.birthDate.day"]').fill('30');
  await page.locator('form[method="post"] p.btns button').click();
  await page.locator('#ket-qua .strong').waitFor();
  assert.match(await textOf(page, '#ket-qua'), /24\.000.*Quy tắc số/s);
  await page.goto(`${own}/dieu-kien`);
  for (const [name, value] of [
    ['child.birthDate.day', '1'],
    ['child.birthDate.month', '11'],
    ['child.birthDate.year', '2022'],
    ['child.nationality', 'Lào'],
  ] as const)
    await page.locator(`[name="${name}"]`).fill(value);
  await page.locator('form[method="post"] p.btns button').click();
  await page.locator('#ket-qua .note.qua').waitFor();
  assert.match(await textOf(page, '#ket-qua'), /cấp huyện.*Điều 35/s);
  await page.goto(`${own}/to-khai`);
  assert.ok((await overflowOf(page)) <= 0);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.blank .qr svg').isVisible(), true);
  assert.equal(await page.locator('.back').first().isVisible(), false);
  await page.emulateMedia({ media: 'screen' });
}
