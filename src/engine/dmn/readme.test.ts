import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

test('the example of the README prints what its comments say', async () => {
  const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
  const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  const said = [...example.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)].map((line) => JSON.parse(line[1] ?? ''));
  const door = new URL('./dmn.ts', import.meta.url).href;
  const code = `const said = [];\n${example.replace("'cuaso/dmn'", `'${door}'`).replaceAll('console.log(', 'said.push(')}\nexport { said };`;
  const ran: { readonly said: readonly unknown[] } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  assert.ok(said.length > 2);
  assert.deepEqual(ran.said, said);
});
