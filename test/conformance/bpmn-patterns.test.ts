import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { runPatterns } from './bpmn-patterns.ts';

test('every workflow pattern BPMN can express without complex gateways plays as described', async () => {
  const { failed, total } = await runPatterns();
  assert.deepEqual(
    failed.map(({ id }) => id),
    ['WCP-28 Blocking discriminator', 'WCP-31 Blocking partial join'],
  );
  assert.equal(total, 43);
});
