import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { home } from '../../src/main/config.ts';
import { grep, readAll } from './tree.ts';

const source = readAll('src/**/*.ts');
const product = source.filter(({ path }) => !path.endsWith('.test.ts'));

test('no attribute in a template stands without quotes: its value could add attributes', () => {
  const markup = product.filter(({ path }) => path.startsWith('src/web/'));
  assert.ok(markup.length > 0);
  // <tag ... name=${value}: an equals sign that follows an attribute name inside markup.
  assert.deepEqual(grep(markup, /<[a-z][^<>`]*[\s"][a-z-]+=\$\{/), []);
});

test('no import is computed: the wall checker could not see it', () => {
  assert.deepEqual(
    grep(product, /\bimport\((?!\s*['"])/)
      .filter(({ line }) => !line.startsWith('*') && !line.startsWith('//'))
      .map(({ place }) => place.replace(/:\d+$/, '')),
    // In the browser a script of ours comes by the address of its bundle; its module is imported there as a type, which the checker sees.
    ['src/web/browser/page.ts'],
  );
});

test('the environment is read in main/config.ts only', () => {
  const others = product.filter(({ path }) => path !== 'src/main/config.ts');
  assert.deepEqual(grep(others, /process\.env/), []);
});

test('no code names a pack: a service is data', () => {
  const packs = readdirSync(`${home}/packs`);
  assert.ok(packs.length > 0);
  const names = new RegExp(`['"\`/](?:${packs.join('|')})['"\`/]`);
  assert.deepEqual(grep(product, names), []);
});

test('packs hold no code', () => {
  assert.deepEqual(
    readAll('packs/**/*.{ts,js,mjs,cjs,sh,py}').map(({ path }) => path),
    [],
  );
});

test('SQL never asks the machine for the time: legal time comes from the world', () => {
  const stores = [...product.filter(({ path }) => path.endsWith('.store.ts')), ...readAll('src/db/migrations/*.sql')];
  assert.deepEqual(
    grep(stores, /\b(?:now\(\)|current_timestamp|current_date|localtimestamp)/i).filter(({ line }) => !line.startsWith('--')),
    [],
  );
});

test('nothing is left for later and no test is left out', () => {
  const texts = readAll('src/**/*.{ts,css,sql}', 'test/**/*.{ts,sh}', 'bench/**/*.ts', 'packs/**/*');
  // Put together so that this file does not find itself.
  assert.deepEqual(grep(texts, new RegExp(['TO' + 'DO', 'FIX' + 'ME'].join('|'))), []);
  assert.deepEqual(grep(texts, new RegExp(`\\b(?:test|it|describe)\\.(?:${['sk' + 'ip', 'to' + 'do', 'on' + 'ly'].join('|')})\\(`)), []);
});

test('no folder is a drawer for anything', () => {
  const drawers = /\/(?:utils?|helpers?|common|shared|types|services?)\//;
  assert.deepEqual(
    source.map(({ path }) => path).filter((path) => drawers.test(path)),
    [],
  );
});
