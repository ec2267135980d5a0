import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apartBy, cutStyle, inlined, readStyle, tokensOf, withoutClass } from './style.ts';

const css =
  '*,:before{box-sizing:border-box}h1,h2{margin:0}.line .at>b:first-child{color:red}.desk .bar{x:1}@media (min-width: 40rem){.two{display:grid}.gone{y:1}}@media print{.never{z:1}}@page{size:A4}.pick label:has(:checked),.got input{w:1}';

test('a page keeps the rules whose classes and elements stand on it, in their order', () => {
  assert.equal(
    cutStyle(readStyle(css), '<main><h2 class="two line"><b>x</b></h2><span class="at"></span>'),
    '*,:before{box-sizing:border-box}h2{margin:0}.line .at>b:first-child{color:red}@media (min-width: 40rem){.two{display:grid}}@page{size:A4}',
  );
});

test('one selector of a list may go while the other stays; what stands in brackets asks for nothing', () => {
  assert.equal(cutStyle(readStyle('.pick label:has(:checked),.got input{w:1}'), '<div class="pick"><label>'), '.pick label:has(:checked){w:1}');
});

test('without a class everything else stays', () => {
  assert.equal(withoutClass(readStyle('.desk h1{a:1}h1,.desk h2{b:1}'), 'desk'), 'h1{b:1}');
});

test('an attribute has to stand on the page, what a browser opens itself need not', () => {
  assert.equal(
    cutStyle(readStyle('[data-list]{a:1}.why[open] b{b:1}[hidden]{c:1}'), '<details class="why" data-list="x"><b>'),
    '[data-list]{a:1}.why[open] b{b:1}',
  );
});

test('what is hidden stays hidden, whatever its class draws', () => {
  assert.equal(cutStyle(readStyle('.err{a:1}[hidden]{b:1}[disabled]{c:1}'), '<p class="err" role="alert" hidden></p>'), '.err{a:1}[hidden]{b:1}');
});

test('colours that nothing on the page uses are left out, those behind others stay', () => {
  assert.equal(
    cutStyle(readStyle(':root{--a: red;--b: var(--c);--c: blue;--d: var(--a)}p{color:var(--b)}'), '<p>'),
    ':root{--b: var(--c);--c: blue;}p{color:var(--b)}',
  );
});

test('names of values give way to the values where nothing sets them anew', () => {
  const sheet = ':root{color-scheme:light;--a: red;--b: 1px solid var(--a);--c: 2rem}.due{--c: blue}p{border:var(--b);color:var(--c)}';
  assert.deepEqual([...tokensOf(sheet).keys()], ['--a', '--b']);
  assert.equal(inlined(sheet, tokensOf(sheet)), ':root{color-scheme:light;--c: 2rem}.due{--c: blue}p{border:1px solid red;color:var(--c)}');
});

test('of rules taken apart each stands on one side, what is for paper with those every page has', () => {
  assert.deepEqual(apartBy(readStyle('.a{x:1}.b,.c{y:1}@media print{.b{z:1}}@page{size:A4}'), new Set(['.b'])), {
    always: '.a{x:1}.c{y:1}@page{size:A4}',
    some: '.b{y:1}@media print{.b{z:1}}',
  });
});
