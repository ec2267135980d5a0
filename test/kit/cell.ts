/** A cell of the sample province that is quick to start: it has its people and one case, so no sample cases are played. */
import assert from 'node:assert/strict';
import { visitor } from './client.ts';
import { runCuaso, startCuaso } from './process.ts';
import { apply, copies } from './walk.ts';

/** `settings`: CUASO_DATA, CUASO_PORT and CUASO_DEMO=1. Nothing runs afterwards. */
export async function makeCell(settings: Readonly<Record<string, string>>): Promise<void> {
  const migrated = await runCuaso(['migrate'], settings);
  assert.equal(migrated.code, 0, migrated.talk);
  const first = await startCuaso(['serve'], settings);
  const citizen = visitor(first.url);
  await citizen.raw('/demo/sign-in', { method: 'POST', body: new URLSearchParams({ account: 'cong-dan-an' }) });
  await apply(citizen, copies);
  assert.equal(await first.stop(), 0);
}
