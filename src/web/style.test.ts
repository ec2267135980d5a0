import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutStyle, readStyle, withoutClass } from './style.ts';

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
