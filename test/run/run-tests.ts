/** `node test/run/run-tests.ts none|process CONCURRENCY GROUP FILE...`: runs test files, prints failures in full and the counts as the last line. */
import { relative } from 'node:path';
import { run } from 'node:test';
import { inspect } from 'node:util';
import { countsMark } from './counts.ts';
import { grouped, holdName } from './group.ts';

const [isolation, concurrency, group, ...files] = process.argv.slice(2);
const counts = { passed: 0, failed: 0, skipped: 0 };

type Ended = {
  readonly name: string;
  readonly file?: string | undefined;
  readonly skip?: string | boolean | undefined;
  readonly todo?: string | boolean | undefined;
  readonly details: { readonly type?: string | undefined };
};

const isSuite = (test: Ended): boolean => test.details.type === 'suite';
// A test that is left out proves nothing, so it is counted apart and fails the run.
const isLeftOut = (test: Ended): boolean => test.skip !== undefined || test.todo !== undefined;
const place = (test: Ended): string => (test.file === undefined ? '' : relative(process.cwd(), test.file));

// A test that failed may leave a server or a connection open: its process ends all the same once every test has ended.
const events =
  isolation === 'none'
    ? run({ files, isolation: 'none', forceExit: true })
    : run({ files: grouped(files, Number(group)), isolation: 'process', concurrency: Number(concurrency), execArgv: ['--test-force-exit'] });
events.on('test:pass', (test) => {
  if (isSuite(test) || test.name === holdName) return;
  counts[isLeftOut(test) ? 'skipped' : 'passed'] += 1;
  if (isLeftOut(test)) process.stdout.write(`LEFT OUT ${place(test)}: ${test.name}\n`);
});
events.on('test:fail', (test) => {
  if (isSuite(test) && !(test.details.error instanceof Error && /^(?!\d+ subtests? failed)/.test(test.details.error.message))) return;
  counts.failed += 1;
  const { error } = test.details;
  process.stdout.write(`\nFAILED ${place(test)}: ${test.name}\n${inspect(error.cause ?? error, { depth: 6 })}\n`);
});
events.on('test:stdout', ({ message }) => process.stdout.write(message));
events.on('test:stderr', ({ message }) => process.stderr.write(message));
process.on('exit', (code) => {
  process.stdout.write(`${countsMark}${JSON.stringify(counts)}\n`);
  if (code === 0 && counts.failed + counts.skipped > 0) process.exitCode = 1;
});
