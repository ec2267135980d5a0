import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPushed, placeOf, showPushed } from '../../src/web/browser/push-shown.ts';

const origin = 'https://dichvucong.example.vn';

test('a message is shown under its tag, so that the same one twice is one on the screen', async () => {
  const shown: unknown[] = [];
  const registration = { showNotification: async (title: string, options: object) => void shown.push({ title, ...options }) };
  await showPushed(registration, JSON.stringify({ tag: 'k1', title: 'Đã có kết quả', text: 'Hồ sơ 1 đã có kết quả.', link: `${origin}/tra-cuu?ma=1` }));
  for (const odd of [undefined, '', 'x', '{}', '{"tag":1}', 'null']) await showPushed(registration, odd);
  assert.deepEqual(shown[0], { title: 'Đã có kết quả', body: 'Hồ sơ 1 đã có kết quả.', tag: 'k1', data: `${origin}/tra-cuu?ma=1` });
  assert.equal(shown.length, 7, 'a browser takes the permission away from a site that shows nothing');
});

test('a click opens this site and no other', async () => {
  assert.equal(placeOf(`${origin}/tra-cuu?ma=1`, origin), `${origin}/tra-cuu?ma=1`);
  for (const wrong of ['', 'x', 'javascript:alert(1)', 'https://evil.vn/', `${origin}.evil.vn/`, '//evil.vn'])
    assert.equal(placeOf(wrong, origin), `${origin}/thong-bao`, wrong);
  const opened: string[] = [];
  const closed: string[] = [];
  await openPushed({ openWindow: async (url) => void opened.push(url) }, { data: `${origin}/a`, close: () => void closed.push('closed') }, origin);
  assert.deepEqual([opened, closed], [[`${origin}/a`], ['closed']]);
});
