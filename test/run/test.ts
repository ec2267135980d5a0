/** `./cuaso test`: everything that needs no network. Stops at once, with one line, when the machine lacks a program. */
import { ensureTemplate, migrated, startCluster } from '../kit/cluster.ts';
import { check } from './check.ts';
import { findTests } from './files.ts';
import type { Stage } from './stage.ts';
import { runStage } from './stage.ts';
import type { Counts, Outcome } from './step.ts';
import { noCounts } from './step.ts';
import { missingPackages, systemPostgres } from './tools.ts';

/** Prints the closing line. */
export async function testAll(): Promise<'green' | 'red' | 'tools missing'> {
  const begun = performance.now();
  const lacking = missingPackages();
  if (lacking.length > 0) {
    process.stderr.write(`cuaso: the tests need programs that are missing here; run: apt-get install ${lacking.join(' ')}\n`);
    return 'tools missing';
  }
  const tests = findTests();
  const outcomes: Outcome[] = [...(await check())];
  outcomes.push(await runStage({ name: 'stories and properties', files: tests.proofs, how: 'together' }));
  outcomes.push(await runStage({ name: 'rules of the house', files: tests.house, how: 'together' }));
  outcomes.push(await withCluster('embedded', { name: 'database and journeys', files: tests.database, how: 'apart' }));
  outcomes.push(await withCluster(systemPostgres() ?? '', { name: 'the same on the PostgreSQL of the system', files: tests.database, how: 'apart' }));
  outcomes.push(await withCluster('embedded', { name: 'browser journeys', files: tests.browser, how: 'together' }));
  return conclude(outcomes, (performance.now() - begun) / 1000) ? 'green' : 'red';
}

/** All files of the stage share one cluster and its template. */
async function withCluster(postgres: string, stage: Stage): Promise<Outcome> {
  const cluster = await startCluster(postgres);
  try {
    await ensureTemplate(cluster.address, migrated);
    return await runStage({ ...stage, environment: { CUASO_TEST_CLUSTER: JSON.stringify(cluster.address), CUASO_TEST_POSTGRES: postgres } });
  } finally {
    await cluster.stop();
  }
}

/** Prints the closing line; true when all is green. */
export function conclude(outcomes: readonly Outcome[], seconds: number): boolean {
  const sum = (pick: (counts: Counts) => number): number => outcomes.reduce((total, outcome) => total + pick(outcome.counts), 0);
  const bad = outcomes.filter((outcome) => !outcome.isGood);
  // A step without tests of its own (types, walls) that failed counts as one.
  const failed = sum((counts) => counts.failed) + bad.filter((outcome) => outcome.counts === noCounts || outcome.counts.failed === 0).length;
  const skipped = sum((counts) => counts.skipped);
  for (const outcome of bad) process.stderr.write(`FAIL ${outcome.name}\n`);
  process.stdout.write(
    `${sum((counts) => counts.passed)} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`} in ${Math.round(seconds)} s\n`,
  );
  return bad.length === 0;
}
