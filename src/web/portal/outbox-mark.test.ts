import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withMark } from './outbox-mark.ts';

const page = (lang: string, bar: string) => `<!doctype html>\n<html lang="${lang}"><header class="bar">${bar}</header><main><nav>x</nav></main></html>`;
const whole = page('vi', '<nav aria-label="x"><a>Thủ tục</a></nav><a class="help" href="tel:1022">1022</a>');

test('what waits stands in the menu of every page, in the language of the page', () => {
  assert.match(withMark(whole, 2), /<a>Thủ tục<\/a><a class="num" href="\/hang-gui">2 chờ gửi<\/a><\/nav>/);
  assert.match(withMark(page('en', '<nav></nav>'), 1), /<nav><a class="num" href="\/hang-gui">1 to send<\/a><\/nav><\/header>/);
});

test('where the bar has no menu it stands below; nothing waits, nothing changes', () => {
  assert.match(
    withMark(page('vi', '<a class="help" href="tel:1022">1022</a>'), 3),
    /<\/header><p class="wrap"><a class="num" href="\/hang-gui">3 chờ gửi<\/a><\/p><main>/,
  );
  assert.equal(withMark(whole, 0), whole);
  assert.equal(withMark('<p>no page</p>', 2), '<p>no page</p>');
});
