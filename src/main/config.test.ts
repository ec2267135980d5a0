import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Config } from './config.ts';
import { configFrom, home, isConfig } from './config.ts';

function config(environment: Record<string, string>, command = 'start'): Config {
  const found = configFrom(environment, command);
  assert.ok(isConfig(found), JSON.stringify(found));
  return found;
}

function problems(environment: Record<string, string>): readonly string[] {
  const found = configFrom(environment, 'serve');
  return isConfig(found) ? [] : found.map((problem) => problem.setting);
}

test('an empty environment gives the sample province on 127.0.0.1:8080 to start, and none to serve', () => {
  const found = config({});
  assert.equal(found.origin, 'http://127.0.0.1:8080');
  assert.equal(found.data, `${home}/.data`);
  assert.equal(found.isDemo, true);
  assert.equal(config({}, 'serve').isDemo, false);
  assert.equal(config({ CUASO_DEMO: '1' }, 'serve').isDemo, true);
});

test('the command line wins over the environment', () => {
  const found = configFrom({ CUASO_PORT: '9000', CUASO_DATA: '/var/lib/cuaso' }, 'start', { port: '9001', data: '/srv/cuaso', demo: '0' });
  assert.ok(isConfig(found));
  assert.deepEqual([found.port, found.data, found.isDemo], [9001, '/srv/cuaso', false]);
});

test('wrong settings are named, all at once', () => {
  assert.deepEqual(problems({ CUASO_PORT: '70000', CUASO_DEMO: 'yes', CUASO_ORIGIN: 'https://a.example/path', DATABASE_URL: 'mysql://x' }), [
    'CUASO_PORT',
    'CUASO_DEMO',
    'CUASO_ORIGIN',
    'DATABASE_URL',
  ]);
});

test('the config cannot be changed after it was read', () => {
  assert.throws(() => Object.assign(config({}), { port: 1 }), TypeError);
});

test('the command line speaks English where the machine does', () => {
  assert.equal(config({ LANG: 'en_US.UTF-8' }).lang, 'en');
  assert.equal(config({ LANG: 'en_US.UTF-8', LC_ALL: 'vi_VN.UTF-8' }).lang, 'vi');
  assert.equal(config({}).lang, 'vi');
});

test('the account for fees is BIN, number, bank and holder, and anything else is told', () => {
  const read = (account: string) => configFrom({ CUASO_PAY_ACCOUNT: account }, 'serve');
  const config = read('970436/0011001932418/Vietcombank/KHO BAC NHA NUOC');
  assert.ok(isConfig(config));
  assert.deepEqual(config.pay, { account: { bank: '970436', account: '0011001932418', bankName: 'Vietcombank', holder: 'KHO BAC NHA NUOC' } });
  for (const wrong of ['970436', '97043/1/a/b', '970436//a/b', '970436/1/a']) {
    const found = read(wrong);
    assert.deepEqual(isConfig(found) ? [] : found.map((one) => one.setting), ['CUASO_PAY_ACCOUNT'], wrong);
  }
});
