/** Without a line: a form filled and submitted in the dead zone is filed once when the line is back, whatever happens in between. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { readPackFolder } from '../../../src/gate/pack-folder.ts';
import { home } from '../../../src/main/config.ts';
import { publishPack } from '../../../src/main/shelf.ts';
import type { Stage } from '../../kit/browser.ts';
import { photo, textOf, throughForm } from '../../kit/browser.ts';
import { findingsOf } from '../../kit/gallery.ts';
import { openLine } from '../../kit/line.ts';
import { plainPdf } from '../../kit/sample-file.ts';
import { birth } from '../../kit/walk.ts';

const { '_counter.birth-proof': _, ...answers } = birth.answers;
const onPaper = { ...answers, '_counter.birth-proof': 'true' };
const citizen = 'cong-dan-an';

/** What the worker holds in one of its rooms; asked again where the outbox was drawn anew meanwhile. */
async function room(...asked: Parameters<typeof rowsOf>): ReturnType<typeof rowsOf> {
  return await rowsOf(...asked).catch(async () => {
    await asked[0].waitForLoadState();
    return await rowsOf(...asked);
  });
}

async function rowsOf(page: Page, name: 'box' | 'note' | 'sheet' | 'seen' | 'work'): Promise<readonly Record<string, unknown>[]> {
  const rows: unknown = await page.evaluate(`new Promise((done) => {
    const asked = indexedDB.open('cuaso');
    asked.onupgradeneeded = () => asked.transaction.abort();
    asked.onerror = () => done([]);
    asked.onsuccess = () => {
      if (!asked.result.objectStoreNames.contains('${name}')) { asked.result.close(); return done([]); }
      const rows = asked.result.transaction('${name}').objectStore('${name}').getAll();
      rows.onsuccess = () => { asked.result.close(); done(rows.result.map((row) => ({ ...row, files: row.files?.length }))); };
    };
  })`);
  return Array.isArray(rows) ? rows : [];
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await isSo()) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`never came true: ${what}`);
}

/** Signed in at an address of one's own, so that the line in between can be watched and cut. */
async function signIn(page: Page, url: string, account = citizen): Promise<void> {
  const answer = await page.context().request.post(`${url}/demo/sign-in`, { form: { account }, maxRedirects: 0 });
  assert.equal(answer.status(), 303, account);
}

/** A citizen whose device has kept the form: it was opened once with a line. */
async function prepared(stage: Stage, url = stage.site.url): Promise<Page> {
  const page = await stage.enter({ width: 360, worker: 'on' });
  await signIn(page, url);
  await page.goto(`${url}/nop/khai-sinh`);
  await until('the form is kept', async () => (await room(page, 'note')).some((one) => one.name === 'facts') && (await room(page, 'sheet')).length === 1);
  return page;
}

/** Filled and submitted without a line. */
async function keptFiling(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await throughForm(page, onPaper);
  await submit(page);
  await state(page, 'Lưu trong máy');
}

const state = (page: Page, text: string): Promise<void> => page.locator('.list .due', { hasText: text }).waitFor({ timeout: 40_000 });

/** The device has tried so often that its next try by itself is an hour away. */
async function giveUp(page: Page): Promise<void> {
  await page.evaluate(`new Promise((done) => {
    const asked = indexedDB.open('cuaso');
    asked.onsuccess = () => {
      const box = asked.result.transaction('box', 'readwrite').objectStore('box');
      box.getAll().onsuccess = ({ target }) => {
        for (const item of target.result) box.put({ ...item, state: { ...item.state, next: Date.now() + 3600000 } });
      };
      box.transaction.oncomplete = () => { asked.result.close(); done(); };
    };
  })`);
}

/** By its button, unless the device has tried again by itself meanwhile. */
async function sendNow(page: Page): Promise<void> {
  const received = state(page, 'Đã nhận');
  await Promise.race([received, page.locator('button[name=gui]').click({ timeout: 40_000 })]);
  await received;
}

async function submit(page: Page): Promise<void> {
  await page.locator('[name=_declare]').check();
  await page.locator('#nop button.go').click();
}

async function casesOf(stage: Stage): Promise<number> {
  const rows = await stage.site.world.database.owner<{ n: number }>`select count(*)::int as n from case_row`;
  return rows[0]?.n ?? -1;
}

/** Opened with a line, filled without: photograph and all wait in the outbox, through a closed page, and are filed once. */
export async function filedLater(stage: Stage): Promise<void> {
  const page = await prepared(stage);
  const before = await casesOf(stage);
  const context = page.context();
  await context.setOffline(true);
  const picture = await photo(page, '_paper.birth-proof');
  await throughForm(page, answers, [picture]);
  assert.match(await textOf(page, 'main'), /Kiểm tra trong máy này/);
  assert.match(await textOf(page, '.files'), /chung-sinh\.(?:jpg|webp)/);
  await submit(page);
  await page.locator('.list .due', { hasText: 'Lưu trong máy' }).waitFor();
  assert.equal(new URL(page.url()).pathname, '/hang-gui');
  assert.equal(await casesOf(stage), before);
  await page.close();

  const again = await context.newPage();
  await again.goto(`${stage.site.url}/hang-gui`);
  assert.match(await textOf(again, '.list'), /Đăng ký khai sinh.*Lưu trong máy/);
  assert.equal((await room(again, 'box'))[0]?.files, 1);
  await again.goto(`${stage.site.url}/nop/khai-sinh`);
  assert.match(await textOf(again, '.bar'), /1 chờ gửi/, 'every page says what waits');
  await again.goto(`${stage.site.url}/hang-gui`);
  await context.setOffline(false);
  await state(again, 'Đã nhận');
  assert.equal(await casesOf(stage), before + 1);
  assert.equal((await room(again, 'box'))[0]?.files, 0, 'the photograph leaves the device with the receipt');
  await again.locator('.list a', { hasText: 'Xem giấy báo đã nhận' }).click();
  await again.waitForURL(/\/da-nop\/\d{12}$/);
  assert.match(await textOf(again, '.files'), /chung-sinh\.(?:jpg|webp)/);
  assert.doesNotMatch(await textOf(again, '.bar'), /chờ gửi/, 'nothing waits any more');
}

/** The line breaks while the outbox sends a photograph: the next try sends what is missing, and the case is filed once. */
export async function sentOnInPieces(stage: Stage): Promise<void> {
  const line = await openLine(stage.site.url);
  try {
    const page = await prepared(stage, line.url);
    const before = await casesOf(stage);
    await page.context().setOffline(true);
    const scan = Buffer.concat([plainPdf(), Buffer.from(`\n%${randomBytes(200_000).toString('hex')}\n%%EOF\n`)]);
    await throughForm(page, answers, [{ field: '_paper.birth-proof', name: 'ban-quet.pdf', mimeType: 'application/pdf', buffer: scan }]);
    await submit(page);
    await state(page, 'Lưu trong máy');
    line.cutAfter('PUT /tep/doan/');
    await page.context().setOffline(false);
    await until('the line was cut in the midst of the file', async () => line.cuts() === 1);
    await state(page, 'Lưu trong máy');
    const here = await stage.site.world.database.owner<{ start: number }>`select start from piece`;
    assert.ok(here.length >= 1);
    line.count();
    line.mend();
    await sendNow(page);
    const sent = line.count().requests.filter((one) => one.startsWith('PUT'));
    // One more that was on the line may have come through after all; none that was there is sent again, and none twice.
    const starts = sent.map((one) => Number(/\/(\d+)\?/.exec(one)?.[1]));
    assert.ok(starts.length > 0 && starts.length <= Math.ceil(scan.length / 65_536) - here.length, sent.join());
    assert.deepEqual(
      starts.filter((start, index) => here.some((piece) => piece.start === start) || starts.indexOf(start) !== index),
      [],
    );
    assert.equal(await casesOf(stage), before + 1);
    const [row] = await stage.site.world.database.owner<{ size: number }>`select size from document where kind = 'attachment' and title = 'ban-quet.pdf'`;
    assert.equal(row?.size, scan.length);
  } finally {
    await line.close();
  }
}

/** The answer to the submission is lost on its way: the case is filed, the device does not know it, and sends again as soon as somebody looks at the outbox. */
export async function answerLost(stage: Stage): Promise<void> {
  const line = await openLine(stage.site.url);
  try {
    const page = await prepared(stage, line.url);
    const before = await casesOf(stage);
    await page.goto(`${line.url}/nop/khai-sinh`);
    await throughForm(page, onPaper);
    line.cutAfter('POST /nop/');
    await submit(page);
    await state(page, 'Lưu trong máy');
    assert.deepEqual([line.cuts(), await casesOf(stage)], [1, before + 1], 'filed, but nobody heard of it');
    line.mend();
    await giveUp(page);
    await page.goto(`${line.url}/hang-gui`);
    await state(page, 'Đã nhận');
    await page.locator('.list a', { hasText: 'Xem giấy báo đã nhận' }).waitFor();
    assert.equal(await casesOf(stage), before + 1);
  } finally {
    await line.close();
  }
}

/** The form has a new version by the time the line is back: nothing is filed under rules nobody saw, and nothing is lost. */
export async function serviceChanged(stage: Stage): Promise<void> {
  const page = await prepared(stage);
  const before = await casesOf(stage);
  await keptFiling(page);
  await newVersion(stage);
  await page.context().setOffline(false);
  await state(page, 'Cần xem lại');
  assert.match(await textOf(page, '.list'), /đã có bản mới/);
  assert.equal(await casesOf(stage), before);
  await page.locator('button[name=mo]').click();
  await page.waitForURL(/\/nop\/khai-sinh\?mo=/);
  assert.match(await textOf(page, '.errors'), /đã có bản mới/);
  assert.equal(await page.locator('[name="child.fullName"]').inputValue(), answers['child.fullName']);
  await throughForm(page);
  await submit(page);
  await page.waitForURL(/\/da-nop\/\d{12}$/);
  assert.equal(await casesOf(stage), before + 1);
}

async function newVersion({ site }: Stage): Promise<void> {
  const files = new Map(await readPackFolder(join(home, 'packs', 'khai-sinh')));
  const pack = JSON.parse(Buffer.from(files.get('pack.json') ?? []).toString('utf8'));
  files.set('pack.json', Buffer.from(JSON.stringify({ ...pack, version: '99.0.0' })));
  const root = site.world.org().units.find((unit) => unit.parent === undefined);
  const { findings, done } = await publishPack(site.world, files, root === undefined ? [] : [root.id]);
  assert.ok(done?.isNew, JSON.stringify(findings));
  await site.world.refresh();
  await until('the new version is served', async () => {
    const answer = await fetch(`${site.url}/may/goi/khai-sinh`);
    return JSON.parse(await answer.text()).hash === done.pack.hash;
  });
}

/** The session has ended meanwhile: nothing is sent under another name, nothing is lost, the same person goes on. */
export async function sessionEnded(stage: Stage): Promise<void> {
  const page = await prepared(stage);
  const before = await casesOf(stage);
  await keptFiling(page);
  const context = page.context();
  await context.clearCookies();
  await context.setOffline(false);
  await state(page, 'Chờ đăng nhập lại');
  await signInHere(page, 'cong-dan-bich');
  await page.goto(`${stage.site.url}/hang-gui`);
  assert.match(await textOf(page, 'main'), /Còn 1 hồ sơ của người khác dùng máy này/);
  assert.doesNotMatch(await textOf(page, 'main'), /Đăng ký khai sinh.*Chờ đăng nhập/);
  assert.equal(await casesOf(stage), before, 'never under the name of somebody else');
  // Signing out erases what is her own; his case goes on waiting.
  await page.locator('.foot .me button').click();
  assert.match(await textOf(page, 'main'), /^Đã đăng xuất.*Còn 1 hồ sơ của người khác/);
  assert.doesNotMatch(await textOf(page, '.foot'), /Bích/);
  await signInHere(page, citizen);
  await page.goto(`${stage.site.url}/hang-gui`);
  await state(page, 'Đã nhận');
  assert.equal(await casesOf(stage), before + 1);
}

/** Through the page, as people do: the worker sees that somebody came. */
async function signInHere(page: Page, account: string): Promise<void> {
  const from = page.url();
  await page.evaluate(`{
    const form = Object.assign(document.createElement('form'), { method: 'post', action: '/demo/sign-in' });
    form.append(Object.assign(document.createElement('input'), { name: 'account', value: '${account}' }));
    document.body.append(form);
    form.submit();
  }`);
  await page.waitForURL((url) => url.href !== from);
}

/** Signing out asks before it erases what was never sent, and leaves nothing behind. */
export async function signedOut(stage: Stage): Promise<void> {
  const page = await prepared(stage);
  await keptFiling(page);
  await page.locator('.foot button').click();
  assert.match(await textOf(page, '.note'), /Còn hồ sơ chưa gửi trong máy này/);
  assert.equal((await room(page, 'box')).length, 1);
  const wait = page.waitForEvent('download');
  await page.locator('main a[href$=tep]').click();
  const path = await (await wait).path();
  assert.match(readFileSync(path, 'utf8'), new RegExp(String(answers['child.fullName'])));
}

/** In the dead zone the device is emptied at once; the session ends before anything else when the line is back. */
export async function leftWithoutLine(stage: Stage): Promise<void> {
  const page = await prepared(stage);
  const { url } = stage.site;
  await keptFiling(page);
  await page.locator('.foot button').click();
  await page.locator('form[action="/dang-xuat"]:has([name=xoa]) button').click();
  assert.match(await textOf(page, 'main'), /^Đã xóa khỏi máy này, phiên đăng nhập chưa đóng/);
  for (const name of ['box', 'work', 'seen'] as const) assert.deepEqual(await room(page, name), [], name);
  assert.doesNotMatch(JSON.stringify(await room(page, 'note')), /Nguyễn Văn An|049085002345/);
  assert.equal(await page.evaluate('localStorage.length'), 0, 'no draft');
  await page.goto(`${url}/nop/khai-sinh`);
  assert.match(await textOf(page, 'main'), /phiên đăng nhập chưa đóng/);
  assert.doesNotMatch(await page.locator('html').innerHTML(), /Nguyễn Văn An/);
  await page.context().setOffline(false);
  await page.goto(`${url}/ho-so-cua-toi`);
  await page.waitForURL(/\/dang-nhap/);
  assert.deepEqual(
    await page
      .context()
      .cookies(url)
      .then((all) => all.filter(({ name }) => name.includes('phien'))),
    [],
  );
}

/** The next one at a shared phone finds nothing: no name, no known answer, no page, no way into the form. */
export async function wiped(stage: Stage): Promise<void> {
  const page = await prepared(stage);
  await page.goto(`${stage.site.url}/`);
  await page.locator('.foot .me button').click();
  await page.waitForURL(`${stage.site.url}/`);
  await until('the store is empty', async () =>
    [...(await room(page, 'note')), ...(await room(page, 'work')), ...(await room(page, 'box'))].every((one) => one.name === 'look'),
  );
  await page.context().setOffline(true);
  const opened = await page.goto(`${stage.site.url}/nop/khai-sinh`).catch(() => undefined);
  assert.ok(opened === undefined || opened === null || opened.status() === 503);
  // The browser's own page of a lost line is still on its way when the visit has failed already.
  if (opened === undefined) await page.waitForURL(/^chrome-error:/);
  assert.doesNotMatch(await page.locator('html').innerHTML(), /Nguyễn Văn An|049085002345/);
}

/** Pages seen before open without a line and say of when they are; nothing of a person is among them. */
export async function pagesSeen(stage: Stage): Promise<void> {
  const page = await prepared(stage);
  const { url } = stage.site;
  for (const path of ['/', '/thu-tuc/khai-sinh', '/ho-so-cua-toi']) await page.goto(`${url}${path}`);
  await until('the pages are kept', async () => (await room(page, 'seen')).length >= 2);
  assert.doesNotMatch(JSON.stringify(await room(page, 'seen')), /Nguyễn Văn An/);
  await page.context().setOffline(true);
  for (const path of ['/', '/thu-tuc/khai-sinh']) {
    await page.goto(`${url}${path}`);
    assert.match(await textOf(page, '.mat-mang'), /Không có mạng, bản lưu lúc \d\d:\d\d/, path);
  }
  await page.goto(`${url}/ho-so-cua-toi`);
  assert.match(await textOf(page, 'main'), /Không có mạng, trang này chưa lưu trong máy.*Dùng được khi mất mạng/);
  await page.goto(`${url}/nop/khai-sinh`);
  assert.equal(await page.locator('[name="requester.name"]').inputValue(), 'Nguyễn Văn An');
  assert.deepEqual(await findingsOf(page), []);
}

/** With the form on the device, a filing is one request: the submission, answered by the receipt. */
export async function repeated(stage: Stage): Promise<void> {
  const line = await openLine(stage.site.url);
  try {
    const page = await prepared(stage, line.url);
    await page.waitForLoadState('networkidle');
    line.count();
    await page.goto(`${line.url}/nop/khai-sinh`);
    await throughForm(page, onPaper);
    await submit(page);
    await page.waitForURL(/\/da-nop\/\d{12}$/);
    const { bytes, requests } = line.count();
    assert.ok(bytes > 500 && bytes <= 4000 && requests.length === 1, `${bytes} bytes: ${requests.join(', ')}`);
  } finally {
    await line.close();
  }
}

/** A device that keeps the form still goes on with what was saved at the office, and never files for oneself what was begun for somebody else. */
export async function draftFirst(stage: Stage): Promise<void> {
  const page = await prepared(stage);
  const { url } = stage.site;
  await page.goto(`${url}/nop/khai-sinh?cho=`);
  assert.doesNotMatch(await page.locator('[name=_key]').first().inputValue(), /^may-/, 'an address that asks more is answered by the server');
  await page.locator('[name="requester.email"]').fill('an@example.vn');
  await page.getByRole('button', { name: 'Lưu nháp' }).click();
  await page.locator('#nhap, .note', { hasText: 'lưu' }).first().waitFor();
  await page.goto(`${url}/nop/khai-sinh`);
  assert.match(await textOf(page, 'main'), /Khai tiếp bản nháp/);
  assert.equal(await page.locator('[name="requester.email"]').inputValue(), 'an@example.vn');
}
