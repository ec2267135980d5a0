import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldId, html, jsonText, safeUrl, trusted, withQuery } from './html.ts';

test('text is escaped in content and attributes, Html inside Html is not escaped twice', () => {
  const name = `<b title="x">'&`;
  assert.equal(
    html`<p title="${name}">${html`<i>${name}</i>`}</p>`.toString(),
    `<p title="&lt;b title=&quot;x&quot;&gt;&#39;&amp;"><i>&lt;b title=&quot;x&quot;&gt;&#39;&amp;</i></p>`,
  );
});

test('lists are joined, false and undefined print nothing, zero prints', () => {
  assert.equal(html`${[html`<i>a</i>`, 'b<']}${false}${undefined}${0}`.toString(), '<i>a</i>b&lt;0');
});

test('only addresses of this site, web, mail and telephone are links', () => {
  for (const good of ['/ho-so/1', '?tab=a', '#f-x', 'https://a.vn/', 'tel:1022', 'mailto:a@b.vn']) assert.equal(safeUrl(good), good);
  for (const bad of ['javascript:alert(1)', ' javascript:alert(1)', 'data:text/html,x', '//evil.example', '/\\evil.example', 'JaVaScRiPt:1', 'vbscript:x'])
    assert.equal(safeUrl(bad), '#');
});

test('a switch keeps the rest of the address', () => {
  assert.equal(withQuery('/thu-tuc?q=khai+sinh&lang=vi', 'lang', 'en'), '/thu-tuc?q=khai+sinh&lang=en');
  assert.equal(withQuery('/', 'theme', 'dark'), '/?theme=dark');
});

test('data for a script cannot end its element', () => {
  assert.equal(jsonText({ a: '</script><b>' }).toString(), '{"a":"\\u003c/script>\\u003cb>"}');
});

test('an id is made of letters, digits and dashes whatever the name', () => {
  assert.equal(fieldId('child.birthDate.day'), 'f-child-birthDate-day');
  assert.equal(fieldId('x" onclick="'), 'f-x-onclick-');
});

test('a promise inside a view is refused instead of printed', () => {
  const later: unknown = Promise.resolve('x');
  assert.throws(() => html`${later as string}`, /must not wait/);
  assert.equal(trusted('<b>').toString(), '<b>');
});
