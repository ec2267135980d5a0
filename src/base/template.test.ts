import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lintTemplate } from './template.ts';

const codes = (text: string): readonly string[] => lintTemplate('templates/result.typ', text).map(({ code }) => code);

test('a template that uses the common look and its own pack has no findings', () => {
  assert.deepEqual(codes('#import "/lib.typ": *\n#import "part.typ": head\n#strong(data.email) ai@cuaso.example'), []);
});

test('a package import is found with its line', () => {
  const [finding] = lintTemplate('templates/result.typ', 'one\n#import "@preview/cetz:0.3.0"');
  assert.deepEqual([finding?.code, finding?.line, finding?.level], ['template-imports-package', 2, 'error']);
});

test('a local package and a package named by a joined text are found too', () => {
  assert.deepEqual(codes('#import "@local/x:1.0.0"'), ['template-imports-package']);
  assert.deepEqual(codes('#import ("@" + "preview/x:1.0.0")'), ['template-imports-package']);
});

test('asking for today is found', () => {
  assert.deepEqual(codes('#datetime.today().display()'), ['template-asks-today']);
});
