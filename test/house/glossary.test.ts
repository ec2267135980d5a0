import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAll } from './tree.ts';

const glossary = readAll('docs/glossary.md').map(({ text }) => text)[0] ?? '';
const code = readAll('src/**/*.ts', 'src/db/migrations/*.sql')
  .filter(({ path }) => !path.endsWith('.test.ts'))
  .map(({ text }) => text)
  .join('\n');
const firstCells = [...glossary.matchAll(/^\| (`[^|]+`) \|/gm)].map(([, cell = '']) => cell);
const named = firstCells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));

test('every identifier of the glossary is a word of the code', () => {
  assert.ok(named.length > 50);
  assert.deepEqual(
    named.filter((name) => !new RegExp(`(?<![\\w-])${name.replace('.', '\\.')}(?![\\w-])`).test(code)),
    [],
  );
});

test('an identifier stands in the glossary once', () => {
  assert.deepEqual(
    named.filter((name, index) => named.indexOf(name) !== index),
    [],
  );
});

test('every address of the glossary is one of the site', () => {
  const pages = [...glossary.matchAll(/`(\/[a-z-]+)` /g)].map(([, page = '']) => page);
  assert.ok(pages.length > 10);
  assert.deepEqual(
    pages.filter((page) => !code.includes(`'${page}'`) && !code.includes(`'${page}/`)),
    [],
  );
});
