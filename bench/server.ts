/** The product as an operator starts it, on data that is thrown away, and a way to its database beside it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { socketFolder } from '../src/db/socket-folder.ts';
import type { Sql } from '../src/db/sql.ts';
import { connect } from '../src/db/sql.ts';
import type { Visitor } from '../test/kit/client.ts';
import { visitor } from '../test/kit/client.ts';
import { startCuaso } from '../test/kit/process.ts';

export type BenchServer = {
  readonly url: string;
  /** As the owner of the tables. */
  readonly owner: Sql;
  as(account: string): Promise<Visitor>;
  close(): Promise<void>;
};

export async function openServer(): Promise<BenchServer> {
  const data = mkdtempSync(join(tmpdir(), 'cuaso-bench-'));
  const running = await startCuaso(['start', '--port', '0', '--data', data], { CUASO_DEMO: '1' });
  const owner = connect({ host: socketFolder(data), port: 5432, database: 'cuaso', user: 'cuaso', max: 2, statementTimeoutMs: 0 });
  return {
    url: running.url,
    owner,
    as: async (account) => {
      const person = visitor(running.url);
      const answer = await person.raw('/demo/sign-in', {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ account }).toString(),
      });
      if (answer.status !== 303) throw new Error(`signing in as ${account} answered ${answer.status}`);
      return person;
    },
    close: async () => {
      await owner.end();
      await running.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
