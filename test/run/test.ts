/** `./cuaso test`: everything that needs no network. Stops at once, with one line, when the machine lacks a program. */
import { ensureTemplate, migrated, startCluster } from '../kit/cluster.ts';
import { check } from './check.ts';
import { conclude } from './conclude.ts';
import { findTests } from './files.ts';
import type { Stage } from './stage.ts';
import { runStage } from './stage.ts';
import type { Outcome } from './step.ts';
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
  // Each of these keeps one core busy.
  const [checked, ...rest] = await Promise.all([
    check(),
    runStage({ name: 'stories and properties', files: tests.proofs, how: 'together' }),
    runStage({ name: 'rules of the house', files: tests.house, how: 'together' }),
  ]);
  const outcomes: Outcome[] = [...checked, ...rest];
  outcomes.push(await withCluster('embedded', { name: 'database and journeys', files: tests.database, how: 'apart', group: 4 }));
  outcomes.push(
    await withCluster(systemPostgres() ?? '', { name: 'journeys on the PostgreSQL of the system', files: tests.bothDatabases, how: 'apart', group: 4 }),
  );
  outcomes.push(await runStage({ name: 'killed processes', files: tests.kill, how: 'apart' }));
  // Telephones on a weak line wait for most of their time.
  outcomes.push(await withCluster('embedded', { name: 'browser journeys', files: tests.browser, how: 'apart', slots: 3 }));
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
