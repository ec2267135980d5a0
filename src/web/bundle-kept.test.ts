import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { loadBundle } from './bundle.ts';
import { keptBundle } from './bundle-kept.ts';

const folder = mkdtempSync(join(tmpdir(), 'cuaso-bundle-'));
after(() => rmSync(folder, { recursive: true }));

test('a bundle that is kept is the one that would be made; a spoilt one is made anew', async () => {
  const made = await loadBundle();
  assert.deepEqual(await keptBundle(folder), made);
  const [name = '', ...others] = readdirSync(folder);
  assert.deepEqual(others, []);
  assert.deepEqual(await keptBundle(folder), made, 'read from the folder');
  writeFileSync(join(folder, name), '{"assets":');
  assert.deepEqual(await keptBundle(folder), made);
  assert.deepEqual(await keptBundle(folder), made, 'and kept again');
});

test('what was kept for other files is thrown away with the next bundle', async () => {
  rmSync(folder, { recursive: true });
  await keptBundle(folder);
  const [name = ''] = readdirSync(folder);
  rmSync(join(folder, name));
  writeFileSync(join(folder, 'bundle-former.json'), '{}');
  await keptBundle(folder);
  assert.deepEqual(readdirSync(folder), [name]);
});

test('a folder that cannot be made costs nothing but time', async () => {
  const blocked = join(folder, 'file');
  writeFileSync(blocked, '');
  assert.equal((await keptBundle(join(blocked, 'within'))).assets.desk, (await loadBundle()).assets.desk);
});
