import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { childRoom } from './child.ts';

type Job = { readonly do: 'pid' | 'exit' | 'spin' | 'environment' };
const folder = mkdtempSync(join(tmpdir(), 'cuaso-child-'));
const entry = join(folder, 'entry.ts');
const room = childRoom<Job, string>(pathToFileURL(entry), { jobs: 100, waiting: 3, ms: 700, memoryMb: 128 });
writeFileSync(
  entry,
  `import { writeFileSync } from 'node:fs';
import { answerJobs } from '${new URL('./child-entry.ts', import.meta.url)}';
answerJobs((job) => {
  if (job.do === 'exit') process.exit(3);
  if (job.do === 'spin') { writeFileSync('${join(folder, 'spinning')}', String(process.pid)); for (;;) {} }
  return job.do === 'environment' ? Object.keys(process.env).sort().join() : String(process.pid);
});`,
);
after(async () => {
  await room.close();
  rmSync(folder, { recursive: true });
});

const pidOf = async (): Promise<number> => {
  const outcome = await room.run({ do: 'pid' });
  assert.ok('answer' in outcome, JSON.stringify(outcome));
  return Number(outcome.answer);
};
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !isSo(); tries += 1) await pause(25);
  assert.ok(isSo());
}

test('one helper answers many jobs and inherits no settings', async () => {
  assert.equal(await pidOf(), await pidOf());
  const outcome = await room.run({ do: 'environment' });
  assert.ok('answer' in outcome);
  assert.doesNotMatch(outcome.answer, /PATH|USER|CUASO|DATABASE/);
});

test('a helper without work ends by itself, and the next job starts a new one', async () => {
  const lazy = childRoom<Job, string>(pathToFileURL(entry), { jobs: 100, waiting: 3, ms: 700, memoryMb: 128, idleMs: 1 });
  const ask = async (): Promise<number> => {
    const outcome = await lazy.run({ do: 'pid' });
    assert.ok('answer' in outcome);
    return Number(outcome.answer);
  };
  const first = await ask();
  await until(() => !isAlive(first));
  const second = await ask();
  assert.notEqual(second, first);
  await lazy.close();
});

test('a helper that ends in a job, or between two jobs, is replaced', async () => {
  const first = await pidOf();
  assert.deepEqual(await room.run({ do: 'exit' }), { none: 'died' });
  const second = await pidOf();
  assert.notEqual(second, first);
  process.kill(second, 'SIGKILL');
  await until(() => !isAlive(second));
  await pause(50);
  assert.notEqual(await pidOf(), second);
});

test('a helper that never answers is killed, and those who wait are served', async () => {
  const [late, next] = await Promise.all([room.run({ do: 'spin' }), room.run({ do: 'pid' })]);
  assert.deepEqual(late, { none: 'late' });
  assert.ok('answer' in next);
  assert.ok(!isAlive(Number(readFileSync(join(folder, 'spinning'), 'utf8'))));
});

test('closing answers those who wait and ends the helper', async () => {
  const closing = childRoom<Job, string>(pathToFileURL(entry), { jobs: 100, waiting: 3, ms: 5_000, memoryMb: 128 });
  const answers = Promise.all([closing.run({ do: 'spin' }), closing.run({ do: 'pid' })]);
  await closing.close();
  assert.deepEqual(await answers, [{ none: 'closed' }, { none: 'closed' }]);
  assert.deepEqual(await closing.run({ do: 'pid' }), { none: 'closed' });
});

test('a killed server leaves no helper behind, even one in the middle of a job', async () => {
  rmSync(join(folder, 'spinning'), { force: true });
  const server = join(folder, 'server.ts');
  writeFileSync(
    server,
    `import { childRoom } from '${new URL('./child.ts', import.meta.url)}';
childRoom(new URL('${pathToFileURL(entry)}'), { jobs: 9, waiting: 9, ms: 60_000, memoryMb: 128 }).run({ do: 'spin' });`,
  );
  const parent = spawn(process.execPath, [server], { stdio: 'ignore' });
  await until(() => existsSync(join(folder, 'spinning')) && readFileSync(join(folder, 'spinning'), 'utf8') !== '');
  const helper = Number(readFileSync(join(folder, 'spinning'), 'utf8'));
  assert.ok(isAlive(helper));
  parent.kill('SIGKILL');
  await until(() => !isAlive(helper));
});
