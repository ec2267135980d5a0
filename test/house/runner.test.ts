/** The runner of the tests itself: what falls over is told, never waited for. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { home } from '../../src/main/config.ts';

test('a test file that falls over before it has said its tests fails the run at once, also beside one that holds a server open', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cuaso-runner-'));
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const open = write(
    'open.test.mjs',
    "import { createServer } from 'node:http';\nimport { test } from 'node:test';\ncreateServer().listen(0, '127.0.0.1');\ntest('open', () => undefined);\n",
  );
  const fallen = write('fallen.test.mjs', "await Promise.resolve();\nthrow new Error('fell while it opened its site');\n");
  // A run within a run would be skipped.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  try {
    const { status, stdout } = spawnSync(process.execPath, ['test/run/run-tests.ts', 'process', '1', '2', open, fallen], {
      cwd: home,
      env,
      encoding: 'utf8',
      timeout: 60_000,
    });
    assert.equal(status, 1);
    assert.match(stdout, /fell while it opened its site/);
    assert.match(stdout, /"passed":1,"failed":1/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
