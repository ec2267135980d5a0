/** The whole case in a browser, from the citizen's first page to the paper checked by a stranger: both packs, both widths, with and without script. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { samplePaper } from '../../../src/main/sample-paper.ts';
import type { Screen, Stage } from '../../kit/browser.ts';
import { declare, focused, photo, textOf, throughForm, titleOf } from '../../kit/browser.ts';
import type { Fields } from '../../kit/walk.ts';
import { birth, copies } from '../../kit/walk.ts';
import { collect, deed, handOver, openOffice, receive, signFromTray, track, work } from './steps.ts';

const proof = { field: '_paper.birth-proof', name: 'chung-sinh.pdf', mimeType: 'application/pdf', buffer: Buffer.from(samplePaper('birth-proof')) };
const clearer = { ...proof, name: 'chung-sinh-ro.pdf', buffer: Buffer.from(samplePaper('birth-proof, all four corners')) };
const marriage = { ...proof, field: '_paper.marriage-certificate', name: 'ket-hon.pdf' };

/** A birth, filed with a mistake on the way that keeps everything, and one answer changed on the check page. */
export async function fileBirth(stage: Stage, page: Page, screen: Screen): Promise<string> {
  await page.goto(`${stage.site.url}/`);
  await page.locator('.hero input').fill('khai sinh');
  await page.locator('.hero .btn.go').click();
  await page.locator('a.t', { hasText: 'Đăng ký khai sinh' }).click();
  await page.locator('.btn.go.big').click();
  await page.waitForURL(/\/nop\/khai-sinh$/);
  const { 'child.birthDate.day': _, ...rest } = birth.answers as Record<string, string>;
  const picture = screen.script === 'off' ? proof : await photo(page, '_paper.birth-proof');
  await throughForm(page, { ...rest, 'child.birthDate.day': '31' }, [picture, marriage]);

  assert.match(await titleOf(page), /^Lỗi: /);
  assert.equal(await focused(page), '.errors');
  assert.match(await textOf(page, '.errors'), /Tháng 11 chỉ có 30 ngày/);
  assert.equal(await page.locator('[name="child.birthPlace"]').inputValue(), rest['child.birthPlace']);
  assert.equal(await page.locator('[name="_file.birth-proof"]').count(), 1, 'files need not be chosen again');
  await page.locator('.errors a').first().click();
  assert.equal(await page.evaluate('document.activeElement.name'), 'child.birthDate.day');
  await throughForm(page, { 'child.birthDate.day': '5' });

  assert.match(await textOf(page, 'main'), /05\/11\/2022/);
  await page.locator('button[name=_edit][value="child.birthPlace"]').click();
  await page.locator('#go').waitFor();
  assert.equal(await page.locator('[name="child.birthPlace"]').isVisible(), true);
  await throughForm(page, { 'child.birthPlace': 'Trạm y tế phường An Xuân' });
  assert.match(await textOf(page, 'main'), /Trạm y tế phường An Xuân/);
  assert.match(await textOf(page, '.files'), screen.script === 'off' ? /chung-sinh\.pdf/ : /chung-sinh\.(?:jpg|webp)/);
  if (screen.script !== 'off')
    assert.ok(
      kilobytes(await textOf(page, '.files')) < picture.buffer.length / 1024 / 2,
      `the photograph left the phone smaller: ${picture.buffer.length}, ${await textOf(page, '.files')}`,
    );
  await page.locator('#nop button.go').click();
  await page.locator('.errors a', { hasText: 'Đánh dấu vào ô cam đoan rồi nộp lại.' }).waitFor();
  return await declare(page);
}

/** '1,6 MB' or '240 KB' beside the photograph's name. */
function kilobytes(text: string): number {
  const [, size = '', unit] = /chung-sinh\.(?:jpg|webp)(?: · \d+ trang)? · ([\d.,]+) (KB|MB)/.exec(text) ?? [];
  return size === '' ? Number.POSITIVE_INFINITY : Number(size.replace('.', '').replace(',', '.')) * (unit === 'MB' ? 1024 : 1);
}

/** Two papers to certify: the second one added on the way. */
export async function fileCopies(stage: Stage, page: Page): Promise<string> {
  await page.goto(`${stage.site.url}/nop/copies`.replace('copies', copies.pack));
  const { 'papers.0.kind': kind, '_counter.originals': counter, ...rest } = copies.answers as Record<string, string>;
  const papersOnly: Fields = Object.fromEntries(Object.entries(rest).filter(([name]) => name.startsWith('papers.')));
  const before: Fields = Object.fromEntries(Object.entries(rest).filter(([name]) => !name.startsWith('papers.')));
  while (!(await page.locator('[name=_add]').isVisible())) {
    for (const [name, value] of Object.entries(before))
      if (await page.locator(`[name="${name}"]`).isVisible()) await page.selectOption(`[name="${name}"]`, String(value));
    await page.locator('#go').click();
  }
  await page.selectOption('[name="papers.0.kind"]', kind ?? '');
  await page.locator('[name=_add]').click();
  await page.locator('[name="papers.1.kind"]').waitFor();
  assert.equal(await page.locator('[name="papers.0.kind"]').inputValue(), kind, 'what was chosen stays when an item is added');
  await throughForm(page, {
    ...papersOnly,
    'papers.1.kind': 'diploma',
    'papers.1.pages': '1',
    'papers.1.copies': '1',
    'papers.1.condition': 'fit',
    '_counter.originals': counter ?? '',
  });
  assert.match(await textOf(page, '.ledger tfoot'), /12\.000/);
  return await declare(page);
}

/** With script on an old phone, officers at their desks, the chairman signing several papers from his phone; a leader watches. */
export async function birthWithScript(stage: Stage): Promise<void> {
  const screen = { width: 360 } as const;
  const citizen = await stage.enter(screen, 'cong-dan-an');
  const office = await openOffice(stage, { width: 1366 }, { width: 360, line: 'good' });
  const leader = await stage.enter({ width: 1366 }, 'lanh-dao-tinh');
  await leader.goto(`${stage.site.url}/dieu-hanh`);
  await leader.locator('#live', { hasText: 'đang cập nhật trực tiếp' }).waitFor();

  const first = await fileBirth(stage, citizen, screen);
  assert.match(await textOf(citizen, '.code'), new RegExp(`${first.slice(0, 4)} ?${first.slice(4, 8)} ?${first.slice(8)}`));
  await track(stage, await stage.enter(screen), first, /Chờ Bộ phận Một cửa tiếp nhận/);
  const code = await receive(stage, office.receptionist, first);
  // Two seconds from the answer of the deed to the number on a page that was open all the time.
  await leader.locator('[data-n="tile.received"]', { hasText: /^1$/ }).waitFor({ timeout: 2000 });

  const second = await receive(stage, office.receptionist, await fileAgain(stage, citizen));
  for (const one of [code, second]) await work(stage, office, one, birth);
  await signFromTray(stage, office.chair, [code, second]);
  await handOver(stage, office.receptionist, code);
  await leader.locator('[data-n="tile.received"]', { hasText: /^2$/ }).waitFor({ timeout: 2000 });
  await collect(stage, citizen, code);
  await track(stage, await stage.enter(screen), first, /Đã trả kết quả/);
}

/** The plain way, once more, for a second case. */
async function fileAgain(stage: Stage, citizen: Page): Promise<string> {
  await citizen.goto(`${stage.site.url}/nop/khai-sinh`);
  await throughForm(citizen, birth.answers, [proof]);
  return await declare(citizen);
}

/** Not one script, on the widest and the narrowest screens: filing, a request to supplement, its answer, signature, result. */
export async function birthWithoutScript(stage: Stage): Promise<void> {
  const screen = { width: 360, script: 'off' } as const;
  const citizen = await stage.enter(screen, 'cong-dan-an');
  const office = await openOffice(stage, { width: 1366, script: 'off' });
  const code = await receive(stage, office.receptionist, await fileBirth(stage, citizen, screen));
  await supplement(stage, office.officer, citizen, code, { reason: 'birth-proof-unreadable', paper: clearer });
  await work(stage, office, code, birth);
  await signFromTray(stage, office.chair, [code]);
  await handOver(stage, office.receptionist, code);
  await collect(stage, citizen, code);
}

export async function copiesWithScript(stage: Stage): Promise<void> {
  const citizen = await stage.enter({ width: 1366 }, 'cong-dan-an');
  const office = await openOffice(stage, { width: 360, line: 'good' });
  const code = await receive(stage, office.receptionist, await fileCopies(stage, citizen));
  await supplement(stage, office.receptionist, citizen, code, { reason: 'copy-unreadable', paper: { ...proof, field: '_paper.scans' } });
  await work(stage, office, code, copies);
  await signFromTray(stage, office.chair, [code]);
  await handOver(stage, office.receptionist, code);
  await collect(stage, citizen, code);
}

export async function copiesWithoutScript(stage: Stage): Promise<void> {
  const citizen = await stage.enter({ width: 1366, script: 'off' }, 'cong-dan-an');
  const office = await openOffice(stage, { width: 360, script: 'off', line: 'good' });
  const code = await receive(stage, office.receptionist, await fileCopies(stage, citizen));
  await work(stage, office, code, copies);
  await signFromTray(stage, office.chair, [code]);
  await handOver(stage, office.receptionist, code);
  await collect(stage, citizen, code);
}

type Fault = { readonly reason: string; readonly paper: typeof proof };

/** All faults in one request; the citizen repairs only those; the clock stands meanwhile. */
async function supplement(stage: Stage, asker: Page, citizen: Page, code: string, { reason, paper }: Fault): Promise<void> {
  await deed(asker, `${stage.site.url}/ho-so/${code}`, 'bo-sung', async (dialog) => {
    await dialog.locator(`input[name=reason][value="${reason}"]`).check();
    await dialog.locator('textarea[name=text]').fill('Ảnh mờ, đề nghị chụp lại rõ bốn góc.');
  });
  await stage.site.world.work();
  assert.match(await textOf(asker, '.casehead'), /Dừng/);
  await citizen.goto(`${stage.site.url}/ho-so-cua-toi`);
  await citizen.locator('.list > li', { hasText: code }).locator('a.t').click();
  await citizen.waitForURL(/ho-so-cua-toi\/[0-9a-f-]{36}/);
  assert.match(await textOf(citizen, '#bo-sung'), /Ảnh mờ, đề nghị chụp lại/);
  await citizen.locator('#bo-sung .btn.go').click();
  await citizen.waitForURL(/bo-sung$/);
  assert.equal(await citizen.locator('[name="requester.name"]').count(), 0, 'only the faults are open');
  await citizen.locator(`[name="${paper.field}"]`).setInputFiles(paper);
  await citizen.locator('#go').click();
  await citizen.waitForURL(/ho-so-cua-toi\/[0-9a-f-]{36}\?xong=gui$/);
  assert.match(await textOf(citizen, '.line'), /Đã bổ sung, đồng hồ chạy tiếp/);
}
