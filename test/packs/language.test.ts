/** Further languages of a pack: texts and recorded voices, and what an author may do wrong with them. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { test } from 'node:test';
import { readPackFolder } from '../../src/gate/pack-folder.ts';
import { home } from '../../src/main/config.ts';
import { assemble } from '../../src/pack/assemble.ts';
import { fileLimits } from '../../src/pack/files.ts';

const files = await readPackFolder(join(home, 'packs/khai-sinh'));
const hash = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const codesOf = async (changes: Readonly<Record<string, Uint8Array | undefined>>): Promise<readonly string[]> => {
  const all = new Map(files);
  for (const [path, content] of Object.entries(changes)) {
    if (content === undefined) all.delete(path);
    else all.set(path, content);
  }
  const { findings } = await assemble(all, hash);
  return findings.filter((finding) => finding.level === 'error').map((finding) => `${finding.file} ${finding.code}`);
};

const recording = [...files.keys()].find((path) => path.startsWith('voice/')) ?? '';
const language = (one: object): Uint8Array => bytes(JSON.stringify({ own: 'X', name: { vi: 'X', en: 'X' }, ...one }));

test('the sample language is of voices only, marked as a sample, and every recording is small', async () => {
  const { pack } = await assemble(files, hash);
  const [sample] = pack?.languages ?? [];
  assert.equal(sample?.code, 'ktv');
  assert.equal(sample?.isSample, true);
  assert.equal(sample?.texts.size, 0);
  assert.ok((sample?.voice.size ?? 0) >= 5);
  for (const [path, content] of pack?.voices ?? []) assert.ok(content.length < 12 * 1024, `${path}: ${content.length}`);
});

test('a recording that is missing, lies there unused, is too large or is no sound stops the pack', async () => {
  assert.deepEqual(await codesOf({ [recording]: undefined }), ['texts/ktv.json voice-missing']);
  assert.deepEqual(await codesOf({ 'voice/them.wav': files.get(recording) }), ['voice/them.wav voice-unused']);
  assert.deepEqual(await codesOf({ [recording]: bytes('<script>alert(1)</script>') }), [`${recording} voice-not-sound`]);
  const large = new Uint8Array(fileLimits.voice + 1);
  large.set(files.get(recording)?.subarray(0, 44) ?? []);
  assert.deepEqual(await codesOf({ [recording]: large }), [`${recording} file-too-large`]);
});

test('a language says only what the form says, and never nothing', async () => {
  assert.deepEqual(await codesOf({ 'texts/mnb.json': language({ texts: { 'Không câu hỏi nào': 'x' } }) }), ['texts/mnb.json text-unknown']);
  assert.deepEqual(await codesOf({ 'texts/mnb.json': language({}) }), ['texts/mnb.json language-empty']);
  assert.deepEqual(await codesOf({ 'texts/vi.json': language({ texts: { Nam: 'x' } }) }), ['texts/vi.json file-unknown']);
  assert.deepEqual(await codesOf({ 'texts/mnb.json': language({ voice: { Nam: '../pack.json' } }) }), [
    'texts/mnb.json wrong-pattern',
    'texts/mnb.json language-empty',
  ]);
});
