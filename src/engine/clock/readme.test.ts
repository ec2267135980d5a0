import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { due, left, why } from './readme.example.ts';

test('the README shows the example that runs here', () => {
  const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
  assert.ok(readme.includes(readFileSync(new URL('./readme.example.ts', import.meta.url), 'utf8')));
  assert.ok(readme.split('\n').length <= 41);
  assert.equal(due, '2026-02-25T17:30:00+07:00');
  assert.match(why, /^Nhận 15:20 thứ Sáu 13\/02\/2026; tính 3 ngày làm việc/);
  assert.equal(left, 'Còn 3 ngày');
});
