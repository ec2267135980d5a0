import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileLimits } from '../pack/files.ts';
import { readPackFolder, readPackFolders } from './pack-folder.ts';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuaso-packs-'));
});
after(() => rm(folder, { recursive: true, force: true }));

async function write(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), content);
}

test('every folder is a pack, its files stand under their paths', async () => {
  await write('b/pack.json', '{}');
  await write('a/rules/fee.dmn', '<x/>');
  await write('a/.git/config', 'hidden');
  await write('.hidden/pack.json', '{}');
  await write('note.txt', 'no folder');
  const packs = await readPackFolders(folder);
  assert.deepEqual(
    packs.map((pack) => [pack.id, [...pack.files.keys()]]),
    [
      ['a', ['rules/fee.dmn']],
      ['b', ['pack.json']],
    ],
  );
});

test('a link out of the folder is not followed', async () => {
  await write('linked/pack.json', '{}');
  await symlink('/etc/passwd', join(folder, 'linked/README.md'));
  const files = await readPackFolder(join(folder, 'linked'));
  assert.equal(files.get('README.md')?.length, 0);
});

test('of a huge file one byte over the limit is read, of a crowd one file too many', async () => {
  await write('huge/pack.json', new Uint8Array(fileLimits.xml * 2));
  assert.equal((await readPackFolder(join(folder, 'huge'))).get('pack.json')?.length, fileLimits.xml + 1);
  await Promise.all(Array.from({ length: fileLimits.files + 20 }, (_, at) => write(`crowd/stories/s${at}.json`, '{}')));
  assert.equal((await readPackFolder(join(folder, 'crowd'))).size, fileLimits.files + 1);
});

test('a folder inside a folder inside a folder is not searched for ever', async () => {
  await write('deep/1/2/3/4/5/x.json', '{}');
  const files = await readPackFolder(join(folder, 'deep'));
  assert.deepEqual([...files], [['1/2/3/4', new Uint8Array()]]);
});

test('a pack folder that is not there is said by the system', async () => {
  await assert.rejects(readPackFolders(join(folder, 'nowhere')), { code: 'ENOENT' });
});
