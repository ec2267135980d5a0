/** The steps of a case as people take them in a browser: the same for every pack, width and kind of browser. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Screen, Stage } from '../../kit/browser.ts';
import { answerAll, pdfsig, textOf } from '../../kit/browser.ts';
import type { Fields, Sample } from '../../kit/walk.ts';
import { anXuan } from '../../kit/walk.ts';

export type Office = { readonly receptionist: Page; readonly officer: Page; readonly chair: Page };

/** Windows of the three officers of An Xuân. */
export async function openOffice(stage: Stage, screen: Screen, chair: Screen = screen): Promise<Office> {
  return {
    receptionist: await stage.enter(screen, anXuan.receptionist),
    officer: await stage.enter(screen, anXuan.officer),
    chair: await stage.enter(chair, anXuan.chair),
  };
}

/** One deed of a case: the button opens its dialog, the dialog does it. `fill` answers what the dialog asks. */
export async function deed(page: Page, url: string, name: string, fill: (dialog: ReturnType<Page['locator']>) => Promise<void> = async () => undefined) {
  await page.goto(url);
  await page.locator(`.acts [popovertarget="viec-${name}"]`).click();
  const dialog = page.locator(`#viec-${name}`);
  await dialog.waitFor();
  await fill(dialog);
  await dialog.locator('button.go').click();
  await page.waitForURL(new RegExp(`xong=${name}`));
}

/** Finds the case in the queue, opens and receives it; answers its code. */
export async function receive(stage: Stage, page: Page, tracking: string): Promise<string> {
  await page.goto(`${stage.site.url}/ban-lam-viec?tab=tiep-nhan`);
  const link = page.locator(`a[href="/ho-so/${tracking}"]`);
  await link.waitFor();
  await deed(page, `${stage.site.url}${await link.getAttribute('href')}`, 'tiep-nhan');
  const code = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  assert.match(code, /^H47[\d.]+-\d{6}-\d{4}$/);
  assert.match(await textOf(page, '.note'), new RegExp(`Đã tiếp nhận, mã ${code}`));
  await stage.site.world.work();
  return code;
}

export async function doTask(stage: Stage, page: Page, code: string, fields: Fields): Promise<void> {
  await page.goto(`${stage.site.url}/ho-so/${code}`);
  await answerAll(page, fields);
  await page.locator('.acts .go').click();
  await page.waitForURL(/xong=xong-viec/);
  await stage.site.world.work();
}

/** Everything between reception and signature. */
export async function work(stage: Stage, office: Office, code: string, sample: Sample): Promise<void> {
  for (const { by, fields } of sample.work) await doTask(stage, by === 'officer' ? office.officer : office.receptionist, code, fields);
}

/** Ticks the papers of these cases in the tray, sees them listed once more, and signs them together. */
export async function signFromTray(stage: Stage, chair: Page, codes: readonly string[]): Promise<void> {
  await chair.goto(`${stage.site.url}/khay-ky`);
  for (const code of codes) await chair.locator('.tray > li', { hasText: code }).locator('input[name=task]').check();
  await chair.locator('.acts .go').click();
  await chair.waitForURL(/khay-ky/);
  const listed = chair.locator('ol.list > li');
  await listed.first().waitFor();
  assert.equal(await listed.count(), codes.length, 'the list is shown again before anything is signed');
  await chair.locator('main .btn.go').click();
  await chair.waitForURL(/khay-ky\/ky/);
  assert.match(await textOf(chair, '.note'), new RegExp(`Đã ký ${codes.length} văn bản`));
}

/** Takes the fee when one is owed, and hands the result over. */
export async function handOver(stage: Stage, receptionist: Page, code: string): Promise<void> {
  await receptionist.goto(`${stage.site.url}/ho-so/${code}`);
  if ((await receptionist.locator('.acts [popovertarget="viec-thu-phi"]').count()) > 0) await deed(receptionist, receptionist.url(), 'thu-phi');
  await doTask(stage, receptionist, code, { handedAs: 'electronic' });
}

/** The citizen downloads the signed result; poppler and the public page both find it whole. Answers the text of the verdict. */
export async function collect(stage: Stage, citizen: Page, code: string): Promise<void> {
  await citizen.goto(`${stage.site.url}/ho-so-cua-toi`);
  await citizen.locator('.list > li', { hasText: code }).locator('a.t').click();
  await citizen.waitForURL(/ho-so-cua-toi\/[0-9a-f-]{36}/);
  assert.match(await textOf(citizen, 'main'), /Đã trả kết quả/);
  const [download] = await Promise.all([citizen.waitForEvent('download'), citizen.locator('a.btn.go[download]').click()]);
  const path = await download.path();
  const poppler = pdfsig(path);
  assert.equal(poppler.match(/Signature is Valid/g)?.length, 2, poppler);
  assert.match(poppler.slice(poppler.lastIndexOf('Signature #')), /Total document signed/);
  await citizen.goto(`${stage.site.url}/xac-minh`);
  await citizen.locator('input[name=tep]').setInputFiles(path);
  await citizen.locator('form[enctype] .btn.go').click();
  await citizen.locator('.note.han').waitFor();
  assert.match(await textOf(citizen, '.note.han'), /Giấy tờ thật và còn nguyên/);
}

/** By code and last four digits, signed in or not: what happened, and nobody's name. */
export async function track(stage: Stage, page: Page, code: string, expected: RegExp): Promise<void> {
  await page.goto(`${stage.site.url}/tra-cuu`);
  await page.locator('[name=ma]').fill(code);
  await page.locator('[name=so_cuoi]').fill('2768');
  await page.locator('main .btn.go').click();
  await page.locator('.line').waitFor();
  assert.match(await textOf(page, '.line'), expected);
  assert.doesNotMatch(await textOf(page, 'main'), /Nguyễn|049085002345/);
}
