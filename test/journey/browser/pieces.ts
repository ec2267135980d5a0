/** Files in pieces at 360 px: a line cut in the middle of a photograph, a page closed on the way, a session that lapsed. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import type { Attachment, Stage } from '../../kit/browser.ts';
import { declare, openAt, photo, textOf, throughForm } from '../../kit/browser.ts';
import type { Line } from '../../kit/line.ts';
import { openLine } from '../../kit/line.ts';
import { plainPdf } from '../../kit/sample-file.ts';
import { birth } from '../../kit/walk.ts';

const place = '/nop/khai-sinh';
const field = '_paper.birth-proof';
const box = `input[name="${field}"]`;
const { '_counter.birth-proof': _, ...answers } = { '_counter.birth-proof': '', ...birth.answers };
const account = 'cong-dan-an';

/** Ten pieces: what stands behind the end of a PDF is a comment. */
const scan = (): Attachment => ({
  field,
  name: 'ban-quet.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.concat([plainPdf(), Buffer.from(`\n%${randomBytes(300_000).toString('hex')}\n%%EOF\n`)]),
});

async function signIn(page: Page, url: string, who = account): Promise<void> {
  const answer = await page.context().request.post(`${url}/demo/sign-in`, { form: { account: who }, maxRedirects: 0 });
  assert.equal(answer.status(), 303, who);
}

const toPapers = (page: Page): Promise<void> => openAt(page, field);

/** The script shows the papers last; filling in begins at the first step. */
async function fillIn(page: Page): Promise<void> {
  for (let step = 0; step < 8 && !/Bước 1 /.test(await textOf(page, '#steps')); step += 1) await page.locator('a.back').click();
  await throughForm(page, answers);
}

async function choose(page: Page, file: Attachment): Promise<void> {
  await toPapers(page);
  await page.locator(box).setInputFiles(file);
}

const told = (page: Page, text: string): Promise<void> => page.locator('ul.pages li', { hasText: text }).waitFor({ timeout: 60_000 });
const puts = (requests: readonly string[]): readonly string[] =>
  requests.filter((one) => one.startsWith('PUT')).map((one) => one.replace(/^PUT \/tep\/doan\/[0-9a-f]+\/(\d+).*/, '$1'));

async function filed(stage: Stage, page: Page): Promise<{ readonly size: number }> {
  const tracking = await declare(page);
  const [row] = await stage.site.world.database.owner<{ size: number }>`
    select size from document join case_row using (case_id) where tracking = ${tracking} and kind = 'attachment'`;
  assert.ok(row !== undefined);
  return row;
}

async function withLine(stage: Stage, run: (page: Page, line: Line) => Promise<void>): Promise<void> {
  const line = await openLine(stage.site.url);
  try {
    const page = await stage.enter({ width: 360 });
    await signIn(page, line.url);
    await page.goto(`${line.url}${place}`);
    await run(page, line);
  } finally {
    await line.close();
  }
}

/** The line is cut when the first piece has arrived and its answer has not: what is there is not sent again, and the filing carries no photograph. */
export const photoOverCutLine = (stage: Stage): Promise<void> =>
  withLine(stage, async (page, line) => {
    const picture = await photo(page, field);
    line.cutAfter('PUT /tep/doan/');
    await choose(page, picture);
    await told(page, 'còn trong máy này, gửi tiếp khi có mạng');
    assert.equal(line.cuts(), 1);
    const [begun] = await stage.site.world.database.owner<{ n: number }>`select count(*)::int as n from piece`;
    assert.ok((begun?.n ?? 0) >= 1);
    line.count();
    line.mend();
    await told(page, 'đã gửi');
    const again = puts(line.count().requests);
    const [upload] = await stage.site.world.database.owner<{ size: number }>`select size from upload`;
    assert.ok((upload?.size ?? 0) > 20_000 && (upload?.size ?? 0) <= picture.buffer.length, String(upload?.size));
    assert.ok(again.length <= Math.ceil((upload?.size ?? 0) / 65_536), again.join());
    await fillIn(page);
    const { requests } = line.count();
    assert.deepEqual(puts(requests), []);
    assert.equal((await filed(stage, page)).size, upload?.size);
  });

/** Closed while pieces are on the line, opened again: the device still has the file, and only the rest is sent. */
export const closedOnTheWay = (stage: Stage): Promise<void> =>
  withLine(stage, async (page, line) => {
    const file = scan();
    // Cut in the midst of a later piece: some are there, some are not.
    await toPapers(page);
    await page.route('**/tep/doan/*/262144*', (route) => route.abort());
    await page.locator(box).setInputFiles(file);
    await told(page, 'gửi tiếp khi có mạng');
    const [before] = await stage.site.world.database.owner<{ n: number }>`select count(*)::int as n from piece`;
    assert.ok((before?.n ?? 0) >= 4, String(before?.n));
    const context = page.context();
    await page.close();
    const again = await context.newPage();
    line.count();
    await again.goto(`${line.url}${place}`);
    await toPapers(again);
    await told(again, 'đã gửi');
    assert.match(await textOf(again, 'ul.pages'), /ban-quet\.pdf · 601 KB · đã gửi/);
    const pieces = puts(line.count().requests);
    assert.equal(pieces.length, 10 - (before?.n ?? 0), pieces.join());
    await fillIn(again);
    assert.equal((await filed(stage, again)).size, file.buffer.length);
    // What is filed leaves the device.
    await again.goto(`${line.url}${place}`);
    await toPapers(again);
    assert.equal(await again.locator('ul.pages li').count(), 0);
  });

/** Whoever saves data is asked for a file once, with the form. */
export async function savingData(stage: Stage): Promise<void> {
  const page = await stage.enter({ width: 360 }, account);
  await page.addInitScript('Object.defineProperty(navigator, "connection", { value: { saveData: true } })');
  const puts: string[] = [];
  page.on('request', (request) => void (request.method() === 'PUT' && puts.push(request.url())));
  await page.goto(`${stage.site.url}${place}`);
  const file = scan();
  await choose(page, file);
  await told(page, 'gửi khi bấm tiếp');
  assert.deepEqual(puts, []);
  await fillIn(page);
  assert.equal(puts.length, 10);
  assert.equal((await filed(stage, page)).size, file.buffer.length);
}

/** Signed out behind the form's back: with script the file waits in the device, without it at the office; after signing in both stand in the same form. */
async function lapsed(stage: Stage, script: 'on' | 'off'): Promise<void> {
  const { url } = stage.site;
  const page = await stage.enter({ width: 360, script }, account);
  await page.goto(`${url}${place}`);
  const cookies = await page.context().cookies();
  const name = page.locator('[name="child.fullName"]');
  if (script === 'on') await openAt(page, 'child.fullName');
  await name.fill('Nguyễn Trần Minh Thư');
  if (script === 'on') await toPapers(page);
  await page.context().clearCookies();
  const file = scan();
  await page.locator(box).setInputFiles(file);
  if (script === 'on') await told(page, 'gửi sau khi đăng nhập lại');
  await page
    .locator('[name="child.fullName"]')
    .evaluate('(box) => { box.value = "Nguyễn Trần Minh Thư"; box.dispatchEvent(new Event("input", { bubbles: true })); }');
  await page.locator('#luu').click();
  await page.waitForURL(/\/dang-nhap\?next=/);
  await page.context().addCookies(cookies.filter(({ name }) => name === 'lang' || name === 'theme'));
  const next = new URL(page.url()).searchParams.get('next') ?? '';
  await signIn(page, url, 'cong-dan-bich');
  await page.goto(`${url}${next}`);
  if (script === 'on') await toPapers(page);
  assert.equal(await page.locator('ul.pages li, ol.pages li').count(), 0, 'nobody else sees the file');
  assert.equal(await page.locator('[name="child.fullName"]').inputValue(), '');
  await signIn(page, url);
  await page.goto(`${url}${next}`);
  if (script === 'on') {
    await toPapers(page);
    await told(page, 'đã gửi');
  } else assert.match(await textOf(page, 'ol.pages'), /ban-quet\.pdf/);
  assert.equal(await page.locator('[name="child.fullName"]').inputValue(), 'Nguyễn Trần Minh Thư');
  await fillIn(page);
  assert.equal((await filed(stage, page)).size, file.buffer.length);
}

export const lapsedWithScript = (stage: Stage): Promise<void> => lapsed(stage, 'on');
export const lapsedWithoutScript = (stage: Stage): Promise<void> => lapsed(stage, 'off');

/** A bad file and a good one: refused on the way with its reason, named again at its paper; the good one and every answer stay. */
export async function refusedOnTheWay(stage: Stage): Promise<void> {
  const page = await stage.enter({ width: 360 }, account);
  await page.goto(`${stage.site.url}${place}`);
  await toPapers(page);
  const good = scan();
  await page.locator(box).setInputFiles([good, { ...good, name: 'ma-lenh.pdf', buffer: plainPdf(1, '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>') }]);
  await told(page, 'Tệp PDF chứa mã lệnh');
  await told(page, 'đã gửi');
  await fillIn(page);
  assert.match(await textOf(page, '.errors'), /ma-lenh\.pdf: Tệp PDF chứa mã lệnh/);
  assert.match(await textOf(page, 'ol.pages'), /ban-quet\.pdf/);
  await page.locator('#go').click();
  assert.equal((await filed(stage, page)).size, good.buffer.length);
}
