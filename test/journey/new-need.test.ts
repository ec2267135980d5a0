/** A need nobody knew yesterday: a pack put into the running platform is online at once, in every process, without a restart. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { home } from '../../src/main/config.ts';
import { makeCell } from '../kit/cell.ts';
import { visitor } from '../kit/client.ts';
import type { Running } from '../kit/process.ts';
import { runCuaso, startCuaso } from '../kit/process.ts';

const data = mkdtempSync(join(tmpdir(), 'cuaso-need-'));
const folder = join(home, 'data', 'new-need', 'khai-bao-y-te');
const started: Running[] = [];
after(async () => {
  for (const process of started.splice(0).reverse()) await process.stop();
  rmSync(data, { recursive: true, force: true });
});

// One platform for the whole file, as two processes on one database.
const settings = { CUASO_DATA: data, CUASO_PORT: '0', CUASO_DEMO: '1' };
await makeCell(settings);
const cell = await begin('start');
const second = await begin('serve');

async function begin(word: 'start' | 'serve'): Promise<Running> {
  const running = await startCuaso([word], settings);
  started.push(running);
  return running;
}

test('a health declaration is published into a running platform, filed and received, while the process goes on', async () => {
  const before = await fetch(`${cell.url}/thu-tuc/khai-bao-y-te`);
  assert.equal(before.status, 404);

  const published = await runCuaso(['pack', 'publish', folder, '--data', data, '--json']);
  assert.equal(published.code, 0, published.talk);
  const said = JSON.parse(published.out);
  assert.deepEqual([said.ok, said.id, said.version, said.isNew], [true, 'khai-bao-y-te', '1.0.0', true]);
  for (const url of [cell.url, second.url]) assert.equal(await statusSoon(`${url}/nop/khai-bao-y-te`), 200);

  const citizen = visitor(cell.url);
  await citizen.raw('/demo/sign-in', { method: 'POST', body: new URLSearchParams({ account: 'cong-dan-an' }) });
  assert.match((await citizen.raw('/nop/khai-bao-y-te?cho=toi')).text, /Trong 14 ngày qua ông\/bà có về từ nơi có dịch không\?/);

  const again = await runCuaso(['pack', 'publish', folder, '--data', data]);
  assert.deepEqual([again.code, /published before; nothing changed/.test(again.talk)], [0, true], again.talk);
});

test('a pack with an error is not published and says what to repair; an unknown unit neither', async () => {
  const unknown = await runCuaso(['pack', 'publish', folder, '--data', data, '--unit', 'H47.999']);
  assert.deepEqual([unknown.code, /there is no unit H47\.999/.test(unknown.talk)], [65, true], unknown.talk);
  const wrong = await runCuaso(['pack', 'publish', join(home, 'test'), '--data', data]);
  assert.deepEqual([wrong.code, /is not a pack/.test(wrong.talk)], [65, true], wrong.talk);
});

test('asked to end, both processes end well', async () => {
  const codes: number[] = [];
  for (const process of started.splice(0).reverse()) codes.push(await process.stop());
  assert.deepEqual(codes, [0, 0]);
});

/** The other process hears of it within a moment; nobody waits longer than ten seconds. */
async function statusSoon(url: string): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { status } = await fetch(url, { redirect: 'manual' });
    if (status !== 404) return status === 303 ? 200 : status;
    await setTimeout(100);
  }
  return 404;
}
