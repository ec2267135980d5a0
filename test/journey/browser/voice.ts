/** People's voice on a telephone of 360 pixels: a report with and without script, a survey, a draft. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { playDemoVoice } from '../../../src/main/demo-voice.ts';
import type { Stage } from '../../kit/browser.ts';
import { textOf } from '../../kit/browser.ts';
import { overflowOf } from '../../kit/gallery.ts';
import { on } from '../../kit/walk.ts';
import { doTask, openOffice } from './steps.ts';

const photo = await sharp({ create: { width: 1200, height: 900, channels: 3, background: '#857c6d' } })
  .jpeg()
  .toBuffer();

async function tell(page: Page, text: string): Promise<void> {
  await page.check('input[name="category"][value="light"]');
  await page.fill('[name="text"]', text);
  await page.fill('[name="contact.phone"]', '0905101766');
}

/** Sends, types the code that stands on the page of the sample, and arrives at the sender's own page; answers its code. */
async function confirm(page: Page): Promise<string> {
  await page.click('button[name="_gui"]');
  await page.waitForSelector('[name="_ma"]');
  assert.ok((await overflowOf(page)) <= 0);
  await page.fill('[name="_ma"]', /\d{6}/.exec(await textOf(page, '.note'))?.[0] ?? '');
  await page.click('button.go');
  await page.waitForURL(/PA-\d{6}-\d{4}\?khoa=/);
  assert.ok((await overflowOf(page)) <= 0);
  return /PA-\d{6}-\d{4}/.exec(page.url())?.[0] ?? '';
}

async function answered(stage: Stage, code: string): Promise<void> {
  const [row] = await stage.site.world.sql<{ code: string }>`select c.code from case_row c join voice_report r using (case_id) where r.code = ${code}`;
  const office = await openOffice(stage, { width: 1366 });
  await doTask(stage, office.receptionist, row?.code ?? '', { level: 'normal' });
  await doTask(stage, office.officer, row?.code ?? '', { answerText: 'Đã thay ba bóng đèn, đường sáng lại tối nay.' });
  await doTask(stage, office.chair, row?.code ?? '', { approval: 'agreed' });
}

export async function reportWithScript(stage: Stage): Promise<void> {
  const page = await stage.enter({ width: 360 });
  await page.context().grantPermissions(['geolocation']);
  await page.context().setGeolocation({ latitude: 15.5719, longitude: 108.4779 });
  await page.goto(`${stage.site.url}/phan-anh/gui`);
  assert.ok((await overflowOf(page)) <= 0);
  await page.setInputFiles('input[name="anh"]', { name: 'den.jpg', mimeType: 'image/jpeg', buffer: photo });
  await page.click('[data-gps] button');
  await page.waitForFunction('document.querySelector("input[name=_lat]").value === "15.57190"');
  await tell(page, 'Ba bóng đèn đường không sáng từ tuần trước');
  const code = await confirm(page);
  assert.match(await textOf(page, 'main aside'), /UBND phường An Xuân/);
  await answered(stage, code);
  await page.reload();
  await page.check('input[name="diem"][value="5"]');
  await page.click(`form[action$="/danh-gia"] button.go`);
  await page.waitForSelector('text=5/5');
}

export async function reportWithoutScript(stage: Stage): Promise<void> {
  const page = await stage.enter({ width: 360, script: 'off' });
  await page.goto(`${stage.site.url}/phan-anh/gui`);
  await page.selectOption('[name="_unit"]', '20347');
  await page.setInputFiles('input[name="anh"]', { name: 'den.jpg', mimeType: 'image/jpeg', buffer: photo });
  await tell(page, 'Ba bóng đèn đường không sáng từ tuần trước');
  await page.click('input[type=image]', { position: { x: 200, y: 120 } });
  await page.waitForSelector('input[name="_anh"]', { state: 'attached' });
  assert.match(await textOf(page, '#diem-s'), /Đã chọn điểm 15\.\d+, 108\.\d+/);
  assert.equal(await page.inputValue('[name="text"]'), 'Ba bóng đèn đường không sáng từ tuần trước');
  const code = await confirm(page);
  await answered(stage, code);
  await page.reload();
  assert.match(await textOf(page, 'article'), /Đã thay ba bóng đèn/);
}

export async function speakWithoutScript(stage: Stage): Promise<void> {
  const { world, url } = stage.site;
  await playDemoVoice(world);
  const page = await stage.enter({ width: 360, script: 'off' });
  await page.goto(`${url}/lay-y-kien`);
  await page.click('main .list a');
  assert.match(await textOf(page, 'main'), /Kết quả của 41 phiếu/);
  assert.ok((await overflowOf(page)) <= 0);
  await page.goto(`${url}/gop-y`);
  await page.click('main .list a');
  await page.fill('[name="y_kien"]', 'Nên ghi rõ người trực sáng thứ Bảy.');
  await page.click('button.go');
  await page.waitForSelector('text=Đã nhận ý kiến của ông/bà');
  assert.match(await textOf(page, 'main'), /Nên ghi rõ người trực/);
  const officer = await stage.enter({ width: 1366 }, 'tu-phap-an-xuan');
  await officer.goto(`${url}/ban-lam-viec/lay-y-kien`);
  for (const [name, typed] of Object.entries(on('het', '2022-11-30'))) await officer.fill(`[name="${name}"]`, typed);
  await officer.click('form button.go');
  await officer.waitForURL(/lay-y-kien\/[0-9a-f-]{36}/);
  const id = officer.url().split('/').at(-1) ?? '';
  await page.goto(`${url}/lay-y-kien/${id}`);
  for (const group of await page.locator('fieldset').all()) await group.locator('input').first().check();
  await page.click('button.go');
  await page.waitForSelector('text=Đã nhận phiếu của ông/bà');
}
