import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { isRefusal } from '../../src/base/refusal.ts';
import { openPayGate } from '../../src/gate/pay-gateway.ts';
import { addressPath, keyPath } from '../../src/gate/pay-key.ts';
import { newReference } from '../../src/kernel/payment/payment.ts';
import { home } from '../../src/main/config.ts';
import { runCuaso, startCuaso } from '../kit/process.ts';

const data = mkdtempSync(join(tmpdir(), 'cuaso-gateway-'));
after(() => rmSync(data, { recursive: true, force: true }));
const settings = { data, url: undefined, account: undefined, isDemo: true };

test('the sample gateway says its address first, shares a key that only its owner reads, and answers nobody without it', async () => {
  const running = await startCuaso(['demo-gateway', '--data', data]);
  try {
    assert.match(running.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(readFileSync(addressPath(data), 'utf8'), running.url);
    assert.equal(statSync(keyPath(data)).mode & 0o777, 0o600);
    for (const path of ['/v1/credits?after=0', '/v1/statements/2022-11-15']) assert.equal((await fetch(new URL(path, running.url))).status, 401, path);
    const gate = openPayGate(settings);
    const credits = await gate.credits(0);
    assert.deepEqual(credits, { credits: [], next: 0 });
    const order = {
      reference: newReference(new Uint8Array(10)),
      amount: 5000,
      title: 'Lệ phí',
      notifyUrl: 'http://127.0.0.1:9/thanh-toan/bao-co',
      returnUrl: 'http://127.0.0.1:9/',
    };
    const page = await gate.order(order);
    assert.ok(!isRefusal(page) && page.startsWith(running.url));
    assert.equal(await gate.order(order), page, 'the same wish is the same order');
  } finally {
    assert.equal(await running.stop(), 0);
  }
  assert.deepEqual(await openPayGate(settings).credits(0), { refused: 'payment-gateway-down' });
  assert.deepEqual(await openPayGate({ ...settings, isDemo: false, data: join(data, 'other') }).credits(0), { refused: 'payment-off' });
});

test('as a child of the demonstration it ends with its parent, however that ends', async () => {
  const args = ['--disable-warning=ExperimentalWarning', join(home, 'src', 'main', 'cuaso.ts'), 'demo-gateway', '--data', data];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const ended = new Promise<number | null>((resume) => child.once('exit', resume));
  await new Promise((resume) => child.stdout?.once('data', resume));
  // What happens to the channel when a parent is killed.
  child.disconnect();
  assert.equal(await ended, 0);
});

test('a port or a platform that cannot be is told in a sentence', async () => {
  for (const flags of [
    ['--port', 'abc'],
    ['--to', 'nowhere'],
  ]) {
    const { code, out } = await runCuaso(['demo-gateway', '--data', data, ...flags]);
    assert.deepEqual([code, out], [64, ''], flags.join(' '));
  }
});
