import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupOf, isProgram } from './visit.ts';

test('public pages have a group; pages of persons and of desks have none', () => {
  assert.deepEqual(['/', '/thu-tuc/khai-sinh', '/tin-tuc', '/cam-nang/x', '/du-lieu-mo'].map(groupOf), ['home', 'procedure', 'news', 'handbook', 'data']);
  for (const path of ['/ho-so-cua-toi', '/nop/khai-sinh', '/toi', '/ban-lam-viec/tin-tuc', '/tra-cuu', '/quan-tri', '/thu-tucx'])
    assert.equal(groupOf(path), undefined, path);
});

test('programs are known by their names, or by having none', () => {
  for (const name of ['', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'curl/8.5.0', 'coccocbot-web/1.0'])
    assert.ok(isProgram(name), name);
  for (const name of [
    'Mozilla/5.0 (Linux; Android 9; CUBOT_X19) Chrome/108 Mobile Safari/537.36',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 16_1 like Mac OS X) Safari/604.1',
  ])
    assert.ok(!isProgram(name), name);
});
