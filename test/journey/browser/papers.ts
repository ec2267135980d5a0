/** Several photographs for one paper at 360 px, with script and without: order, removal, one PDF, pictures for the officer. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import type { Stage } from '../../kit/browser.ts';
import { declare, openAt, textOf, throughForm } from '../../kit/browser.ts';
import { photo } from '../../kit/sample-file.ts';
import { anXuan, birth } from '../../kit/walk.ts';
import { receive } from './steps.ts';

const box = 'input[name="_paper.birth-proof"]';
const answers = birth.answers;

/** A page of small print as a telephone takes it: 12 million points, with the grain of a dim room. */
async function pageOfText(): Promise<Buffer> {
  const line = (row: number) =>
    `<text x="240" y="${320 + row * 68}" font-size="40" font-family="serif">Giấy chứng sinh số ${1000 + row}, trẻ sinh lúc 07 giờ 25 phút tại Bệnh viện Phụ sản - Nhi Quảng Nam, cân nặng 3.150 g, tình trạng tốt, người đỡ đẻ ký tên.</text>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="3000" height="4000"><rect width="3000" height="4000" fill="#e9e2d2"/>${Array.from({ length: 50 }, (_, row) => line(row)).join('')}</svg>`;
  const grain = await sharp({ create: { width: 3000, height: 4000, channels: 3, background: '#808080', noise: { type: 'gaussian', mean: 128, sigma: 14 } } })
    .png()
    .toBuffer();
  return await sharp(Buffer.from(svg))
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 92 })
    .toBuffer();
}

const names = (page: Page): Promise<string[]> => page.locator('ol.pages b').allTextContents();
const pictures = (page: Page): Promise<unknown> =>
  page.evaluate(`Promise.all([...document.querySelectorAll('ol.pages img, .files img, .view img')].map(async (img) => {
    img.loading = 'eager';
    await img.decode();
    return img.naturalWidth > 0;
  })).then((seen) => seen.every(Boolean) ? seen.length : -1)`);

async function toPapers(page: Page, script: 'on' | 'off'): Promise<void> {
  if (script === 'on') await openAt(page, '_paper.birth-proof');
}

async function threePages(stage: Stage, script: 'on' | 'off'): Promise<void> {
  const { url, world } = stage.site;
  const citizen = await stage.enter({ width: 360, script }, 'cong-dan-an');
  await citizen.goto(`${url}/nop/khai-sinh`);
  await toPapers(citizen, script);
  const late = Promise.withResolvers<void>();
  // The last piece is there, its answer is not: the form is heard before the page knows that all is sent.
  await citizen.route('**/tep/doan/**ten=nham**', async (route) => {
    const response = await route.fetch();
    await late.promise;
    await route.fulfill({ response }).catch(() => undefined);
  });
  const big = script === 'on' ? await pageOfText() : await photo(1500, 2000, '#333333');
  await citizen.locator(box).setInputFiles([
    { name: 'sau.jpg', mimeType: 'image/jpeg', buffer: big },
    { name: 'truoc.jpg', mimeType: 'image/jpeg', buffer: await photo(1200, 1600) },
    { name: 'nham.jpg', mimeType: 'image/jpeg', buffer: await photo(300, 300) },
  ]);
  if (script === 'on') await citizen.locator('ul.pages li', { hasText: 'KB' }).nth(2).waitFor();
  await citizen.locator('button[name=_keep]').first().click();
  await citizen.locator('ol.pages li').nth(2).waitFor();
  await citizen.locator('ol.pages li', { hasText: 'nham.jpg' }).locator('button[name=_out]').click();
  await citizen.locator('ol.pages li').nth(2).waitFor({ state: 'detached' });
  await citizen.locator('button[name=_down]').first().click();
  await citizen.locator('ol.pages li').first().filter({ hasText: 'truoc.jpg' }).waitFor();
  assert.ok(await citizen.locator(box).isVisible(), 'the papers are still in sight');
  const [first, second] = await names(citizen);
  assert.match(first ?? '', /^truoc/);
  assert.match(second ?? '', /^sau/);
  if (script === 'on') assert.equal(await pictures(citizen), 2);
  const wide = await citizen.evaluate(
    'document.querySelector("ol.pages").scrollWidth <= document.querySelector("ol.pages").clientWidth && document.documentElement.scrollWidth <= innerWidth',
  );
  assert.equal(wide, true);
  late.resolve();
  const [sent] = await world.database.owner<{ size: number; name: string }>`select size, name from upload where name like 'sau%'`;
  // One page of text: aimed at 90 to 160 KB, never above 200.
  if (script === 'on') assert.ok((sent?.size ?? 0) < 200_000 && (sent?.size ?? 0) > 20_000, `${sent?.name} ${sent?.size} of ${big.length}`);

  if (script === 'on') {
    await citizen.goto(`${url}/nop/khai-sinh`);
    assert.equal((await names(citizen)).length, 2);
  }
  const { '_counter.birth-proof': _, ...typed } = { ...answers, '_counter.birth-proof': '' };
  await throughForm(citizen, typed);
  const tracking = await declare(citizen);
  assert.match(await textOf(citizen, '.files'), /Giấy chứng sinh\.pdf · 2 trang/);

  const desk = await stage.enter({ width: 1366, script }, anXuan.receptionist);
  const code = await receive(stage, desk, tracking);
  await desk.goto(`${url}/ho-so/${code}`);
  assert.match(await textOf(desk, '.vtools'), /Trang 1 trên 2/);
  await desk.locator('.vtools a[aria-label="Trang sau"]').click();
  await desk.locator('.vtools', { hasText: 'Trang 2 trên 2' }).waitFor();
  await desk.locator('[data-view=turn]').click();
  await desk.locator('.sheet img.turn1').waitFor();
  if (script === 'on') assert.ok(Number(await pictures(desk)) >= 2);
}

export const threePagesWithScript = (stage: Stage): Promise<void> => threePages(stage, 'on');
export const threePagesWithoutScript = (stage: Stage): Promise<void> => threePages(stage, 'off');
