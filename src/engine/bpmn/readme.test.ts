import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

test('the example in the README runs', async () => {
  const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
  const example = /```js\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const code = example.replace("'cuaso/bpmn'", `'${new URL('./bpmn.ts', import.meta.url).href}'`);
  const { told } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { told: readonly string[] };
  assert.deepEqual(told, ['close-task', 'set-data', 'ended']);
});
