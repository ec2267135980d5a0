/** One transaction on one connection: when it commits, rolls back, repeats, or ends without anybody knowing. */
import type pg from 'pg';
import { isRefusal } from '../base/refusal.ts';
import { CommitUnknown, isConnectionLost, isRetryable, RolledBack } from './fault.ts';

export type TransactionOptions = {
  /** Default: read committed, with what a decision reads locked or guarded by a unique rule. */
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable';
  readonly access?: 'read only' | 'read write';
};

type Bind<Hand> = (client: pg.ClientBase, depth: number) => Hand;
const tries = 5;

export async function runInTransaction<T, Hand>(
  pool: pg.Pool,
  bind: Bind<Hand>,
  work: (hand: Hand) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runOnce(pool, bind, work, options);
    } catch (fault) {
      if (!isRetryable(fault) || attempt === tries) throw fault;
      await new Promise((resume) => setTimeout(resume, 2 ** attempt));
    }
  }
}

async function runOnce<T, Hand>(pool: pg.Pool, bind: Bind<Hand>, work: (hand: Hand) => Promise<T>, options: TransactionOptions): Promise<T> {
  const client = await pool.connect();
  let isHealthy = true;
  try {
    await client.query(`begin isolation level ${options.isolation ?? 'read committed'} ${options.access ?? 'read write'}`);
    const result = await work(bind(client, 0));
    await (isRefusal(result) ? client.query('rollback') : commit(client));
    return result;
  } catch (fault) {
    isHealthy = !(fault instanceof CommitUnknown) && (await canRollBack(client));
    if (fault instanceof RolledBack) return fault.value as T;
    throw fault;
  } finally {
    client.release(!isHealthy);
  }
}

async function commit(client: pg.ClientBase): Promise<void> {
  const { command } = await client.query('commit').catch((fault: unknown) => {
    throw isConnectionLost(fault) ? new CommitUnknown('the connection was lost during the commit', { cause: fault }) : fault;
  });
  // PostgreSQL answers ROLLBACK without an error when an earlier statement failed and its fault was swallowed.
  if (command !== 'COMMIT') throw new Error('a statement of this transaction had failed, so nothing was committed');
}

const canRollBack = (client: pg.ClientBase): Promise<boolean> =>
  client.query('rollback').then(
    () => true,
    () => false,
  );

export async function runInSavepoint<T>(client: pg.ClientBase, depth: number, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  await client.query(`savepoint level_${depth}`);
  try {
    const result = await work(client);
    await client.query(isRefusal(result) ? `rollback to savepoint level_${depth}` : `release savepoint level_${depth}`);
    return result;
  } catch (fault) {
    await client.query(`rollback to savepoint level_${depth}`);
    if (fault instanceof RolledBack) return fault.value as T;
    throw fault;
  }
}
