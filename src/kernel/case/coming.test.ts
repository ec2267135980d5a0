import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Process } from '../../engine/bpmn/bpmn.ts';
import { readBpmn } from '../../engine/bpmn/bpmn.ts';
import { comingSteps } from './coming.ts';

async function processOf(pack: string): Promise<Process> {
  const { processes } = await readBpmn(readFileSync(new URL(`../../../packs/${pack}/process.bpmn`, import.meta.url), 'utf8'));
  const [process] = processes;
  assert.ok(process !== undefined);
  return process;
}
const names = (process: Process, at: readonly string[]): readonly string[] => comingSteps(process, at).map((step) => step.element);

test('before reception every step that comes in any case is named, in its order', async () => {
  assert.deepEqual(names(await processOf('khai-sinh'), []), ['check', 'sign', 'return']);
});

test('a step that only some ways pass is not announced, and where it stands now is not what comes', async () => {
  const birth = await processOf('khai-sinh');
  assert.deepEqual(names(birth, ['check']), ['sign', 'return']);
  // From the verification the check comes again.
  assert.deepEqual(names(birth, ['verify']), ['check', 'sign', 'return']);
});

test('where the course may end early, nothing is promised', async () => {
  assert.deepEqual(names(await processOf('khao-sat'), ['approve']), []);
});

test('the last step has nothing after it', async () => {
  assert.deepEqual(names(await processOf('khai-sinh'), ['return']), []);
});
