/** What an address written by somebody else, and a second person at the same device, find in the worker. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Stage } from '../../kit/browser.ts';
import { onStage } from '../../kit/browser.ts';

/** Names of what the worker holds in one of its rooms. */
async function held(page: Page, name: 'note' | 'sheet' | 'seen', key: string): Promise<readonly string[]> {
  const rows: unknown = await page.evaluate(`new Promise((done) => {
    const asked = indexedDB.open('cuaso');
    asked.onupgradeneeded = () => asked.transaction.abort();
    asked.onerror = () => done([]);
    asked.onsuccess = () => {
      const rows = asked.result.transaction('${name}').objectStore('${name}').getAllKeys();
      rows.onsuccess = () => { asked.result.close(); done(rows.result); };
    };
  })`);
  return Array.isArray(rows) ? rows.map(String).filter((one) => one.includes(key)) : [];
}

/** Pages kept in which these words stand. */
async function textsWith(page: Page, words: string): Promise<readonly string[]> {
  const rows: unknown = await page.evaluate(`new Promise((done) => {
    const asked = indexedDB.open('cuaso');
    asked.onsuccess = () => {
      const rows = asked.result.transaction('seen').objectStore('seen').getAll();
      rows.onsuccess = () => { asked.result.close(); done(rows.result.map(({ path, text }) => ({ path, text }))); };
    };
  })`);
  return (Array.isArray(rows) ? rows : []).filter((row) => String(row.text).includes(words)).map((row) => String(row.path));
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await isSo()) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`never came true: ${what}`);
}

async function withForm({ site, enter }: Stage): Promise<Page> {
  const page = await enter({ width: 360, worker: 'on' }, 'cong-dan-an');
  await page.goto(`${site.url}/nop/khai-sinh`);
  await until('the form is kept', async () => (await held(page, 'sheet', 'khai-sinh')).length === 1 && (await held(page, 'note', 'facts')).length === 1);
  return page;
}

test('an address that names no service puts nothing into the outbox page', () =>
  onStage(async (stage) => {
    const page = await withForm(stage);
    for (const wanted of ['../toi', '..%2Ftoi', 'khai-sinh%2F..%2F..%2Ftoi', 'a b']) {
      await page.goto(`${stage.site.url}/hang-gui?giu=${wanted}`);
      assert.deepEqual(await held(page, 'sheet', ''), ['khai-sinh'], wanted);
    }
    assert.equal((await page.goto(`${stage.site.url}/hang-gui`))?.status(), 200);
    await page.locator('h1').waitFor();
  }));

test('who signs in at a device where somebody else forgot to sign out finds no page of the former one', () =>
  onStage(async (stage) => {
    const page = await withForm(stage);
    await page.goto(`${stage.site.url}/thu-tuc?q=ly%20hon`);
    await until('the page is kept', async () => (await held(page, 'seen', 'ly%20hon')).length === 1);
    assert.deepEqual(await textsWith(page, 'class="bell"'), [], 'the bell of the person is not kept');
    await page.goto(`${stage.site.url}/dang-nhap`);
    const answer = await page.context().request.post(`${stage.site.url}/demo/sign-in`, { form: { account: 'cong-dan-bich' }, maxRedirects: 0 });
    assert.equal(answer.status(), 303);
    await page.goto(`${stage.site.url}/hang-gui`);
    await until('the former page is gone', async () => (await held(page, 'seen', 'ly%20hon')).length === 0);
  }));

test('after the browser was closed the next person at the device sees nothing that was known of the former one', () =>
  onStage(async (stage) => {
    const first = await withForm(stage);
    const { url } = stage.site;
    await first.goto(`${url}/thu-tuc/khai-sinh`);
    const inside = await first.goto(`${url}/nop/khai-sinh`);
    const known = 'Nguyễn Văn An';
    assert.ok(inside?.fromServiceWorker() === true && (await first.content()).includes(known), 'a visit that goes on is filled in on the device');
    const context = first.context();
    // A closed browser forgets the session; what the worker keeps stays.
    await context.clearCookies();
    await first.close();
    const next = await context.newPage();
    await next.goto(`${url}/nop/khai-sinh`);
    assert.match(new URL(next.url()).pathname, /^\/dang-nhap/);
    assert.ok(!(await next.content()).includes(known));
  }));

test('with the worker an address nobody knows is a page like any other', () =>
  onStage(async (stage) => {
    const page = await withForm(stage);
    const answer = await page.goto(`${stage.site.url}/khong-co`);
    assert.equal(answer?.status(), 404);
    await page.locator('h1').waitFor();
  }));
