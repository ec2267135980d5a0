import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { commandsWith } from '../../src/main/commands.ts';
import { home } from '../../src/main/config.ts';
import { generatedPages } from '../run/generated.ts';
import { readAll } from './tree.ts';

const read = (path: string): string => readFileSync(join(home, path), 'utf8');
const docs = readAll('*.md', 'docs/**/*.md', 'src/**/README.md', 'packs/*/README.md', 'deploy/*.md');

test('decision records are numbered once, from 0001 without gaps', () => {
  const numbers = readAll('docs/adr/*.md').map(({ path }) => Number(/\/(\d{4})-[a-z0-9-]+\.md$/.exec(path)?.[1]));
  assert.deepEqual(
    numbers,
    numbers.map((_, index) => index + 1),
  );
});

for (const { path, text } of generatedPages()) {
  const name = path.slice(home.length + 1);
  test(`${name} says what the code says; ./cuaso check --write writes it anew`, () => {
    assert.equal(read(name), text);
  });
}

test('every link inside the documents leads to a file', () => {
  const broken = docs.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)/g)]
      .map(([, target = '']) => ({ path, target }))
      .filter(({ target }) => !existsSync(join(home, dirname(path), target))),
  );
  assert.deepEqual(broken, []);
});

test('every `file.ts: name` of the README and the tour is there', () => {
  const mentions = ['README.md', 'README.vi.md', 'docs/tour.md'].flatMap((page) => [...read(page).matchAll(/`(?:src\/)?([\w/.-]+\.ts): (\w+)`/g)]);
  assert.ok(mentions.length >= 10, 'the tour names at least ten functions');
  const missing = mentions.filter(([, file = '', name = '']) => {
    const path = join(home, 'src', file);
    return !existsSync(path) || !new RegExp(`^(?:export )?(?:async )?(?:function\\*?|const|type) ${name}\\b`, 'm').test(readFileSync(path, 'utf8'));
  });
  assert.deepEqual(
    missing.map(([mention]) => mention),
    [],
  );
});

test('every ./cuaso command in the documents exists, and every command is in the README or a guide', () => {
  const known = commandsWith(() => assert.fail('help needs no settings')).map((command) => command.words);
  const typed = docs.flatMap(({ path, text }) => [...text.matchAll(/\.\/cuaso ([a-z][a-z-]*(?: [a-z][a-z-]*)?)/g)].map(([, words = '']) => ({ path, words })));
  const wrong = typed.filter(
    ({ words }) =>
      !known.some((name) => words === name || words.startsWith(`${name} `) || name.startsWith(`${words} `) || name.startsWith(`${words.split(' ')[0]} `)),
  );
  assert.deepEqual(wrong, []);
  assert.deepEqual(
    known.filter((name) => !docs.some(({ text }) => text.includes(`./cuaso ${name}`))),
    [],
  );
});

test('the capability table has one row for each of M1 to M43, and the tests it names exist', () => {
  const text = read('docs/capabilities.md');
  const rows = [...text.matchAll(/^\| *M(\d+) *\|/gm)].map(([, number]) => Number(number));
  assert.deepEqual(
    rows,
    Array.from({ length: 43 }, (_, index) => index + 1),
  );
  const named = [...text.matchAll(/`((?:src|test)\/[\w/.-]+\.test\.ts)`/g)].map(([, path = '']) => path);
  assert.deepEqual(
    named.filter((path) => !existsSync(join(home, path))),
    [],
  );
});

test('every setting a cell of its own may want stands in deploy/environment.example, and compose hands it on', () => {
  const table = [...read('docs/reference/config.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name = '']) => name);
  // Of the command line, of the demonstration, of the migration alone, or fixed by the unit and the image.
  const others = new Set(['LANG', 'LC_ALL', 'NO_COLOR', 'CUASO_DEMO', 'CUASO_OWNER_URL', 'CUASO_HOST']);
  const wanted = table.filter((name) => !others.has(name));
  const environment = read('deploy/environment.example');
  assert.deepEqual(
    wanted.filter((name) => !new RegExp(`^(?:# )?${name}=`, 'm').test(environment)),
    [],
  );
  const compose = read('deploy/compose.yaml');
  assert.deepEqual(
    wanted.filter((name) => !['CUASO_DATA', 'CUASO_PORT'].includes(name) && !compose.includes(`      ${name}: `)),
    [],
  );
});
