/** SQL as a tagged template over `pg`: one named prepared statement per call site, transactions, savepoints, notifications. */
import pg from 'pg';
import { RolledBack } from './fault.ts';
import { listenOn } from './listen.ts';
import { statementOf } from './statement.ts';
import type { TransactionOptions } from './transaction.ts';
import { runInSavepoint, runInTransaction } from './transaction.ts';
import { typeParsers } from './value.ts';

export type Sql = {
  /** Runs one statement. Lists become PostgreSQL arrays; other objects become JSON; a list meant as jsonb goes through `json()`. */
  <Row>(strings: TemplateStringsArray, ...values: readonly unknown[]): Promise<readonly Row[]>;
  /**
   * Runs `work` in one transaction on one connection. A Refusal as result rolls back and is returned; a thrown fault rolls back and is thrown.
   * Serialisation failures and deadlocks repeat `work`, at most 5 tries in all, so `work` does nothing but SQL and thinking.
   * Inside a transaction this is a savepoint. Throws CommitUnknown when the connection is lost during the commit.
   */
  begin<T>(work: (sql: Sql) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Like `begin` inside a transaction: a Refusal or a fault takes back only what `work` did. Outside a transaction it is `begin`. */
  savepoint<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Ends the nearest `begin` or `savepoint` at once: everything in it is taken back and `value` is its result. */
  rollback(value: unknown): never;
  /** Several statements as one text without values, for migrations and house-keeping. */
  script(text: string): Promise<void>;
  /** Sends a notification; inside a transaction it leaves with the commit. */
  notify(channel: string, payload?: string): Promise<void>;
  /** Hears notifications on a connection of its own. `heard('')` is also called after each (re)connect, since some may have been missed. Returns the way to stop. */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>;
  /** Closes all connections. */
  end(): Promise<void>;
};

export type ConnectOptions = {
  /** postgres://user:password@host/database; the fields below are then not needed. */
  readonly url?: string;
  /** Host name, or the folder of a Unix socket. */
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  readonly database?: string;
  /** Works under this role instead of the user's own; the user must be a member of it. */
  readonly role?: 'cuaso_app' | 'cuaso_lane';
  /** 'soon': a commit answers before it is on the disk, and a power cut takes the last half second back. For what can be made again. Default 'at once'. */
  readonly flushes?: 'at once' | 'soon';
  /** Connections at most; default 10. */
  readonly max?: number;
  /** A statement that runs longer is stopped (57014); default 60,000 ms, 0 for never. */
  readonly statementTimeoutMs?: number;
};

export function connect(options: ConnectOptions): Sql {
  const settings = clientSettings(options);
  const pool = new pg.Pool({ ...settings, max: options.max ?? 10, idleTimeoutMillis: 30_000, connectionTimeoutMillis: 10_000 });
  // A connection ended by the server (57P01) is reported by the statement that used it; without these two lines it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return attach((strings, values) => pool.query({ ...statementOf(strings), values: [...values] }), {
    begin: (work, begin) => runInTransaction(pool, inTransaction, work, begin),
    savepoint: (work) => runInTransaction(pool, inTransaction, work),
    rollback,
    script: async (text) => void (await pool.query(text)),
    notify: async (channel, payload = '') => void (await pool.query('select pg_notify($1, $2)', [channel, payload])),
    listen: (channel, heard) => listenOn(() => new pg.Client(settings), channel, heard),
    end: () => pool.end(),
  });
}

/** A list or any other value for a jsonb column. */
export const json = (value: unknown): string => JSON.stringify(value);

function inTransaction(client: pg.ClientBase, depth: number): Sql {
  const nested = <T>(work: (sql: Sql) => Promise<T>): Promise<T> => runInSavepoint(client, depth + 1, (inner) => work(inTransaction(inner, depth + 1)));
  return attach((strings, values) => client.query({ ...statementOf(strings), values: [...values] }), {
    begin: nested,
    savepoint: nested,
    rollback,
    script: async (text) => void (await client.query(text)),
    notify: async (channel, payload = '') => void (await client.query('select pg_notify($1, $2)', [channel, payload])),
    listen: () => Promise.reject(new Error('listen on the connection pool, not inside a transaction')),
    end: () => Promise.reject(new Error('a transaction is ended by returning from its work')),
  });
}

type Run = (strings: TemplateStringsArray, values: readonly unknown[]) => Promise<pg.QueryResult>;
type Verbs = Pick<Sql, 'begin' | 'savepoint' | 'rollback' | 'script' | 'notify' | 'listen' | 'end'>;

function attach(run: Run, verbs: Verbs): Sql {
  const query = async <Row>(strings: TemplateStringsArray, ...values: readonly unknown[]): Promise<readonly Row[]> =>
    (await run(strings, values)).rows as readonly Row[];
  return Object.assign(query, verbs);
}

function rollback(value: unknown): never {
  throw new RolledBack(value);
}

function clientSettings(options: ConnectOptions): pg.ClientConfig {
  const timeout = options.statementTimeoutMs ?? 60_000;
  return {
    ...(options.url === undefined ? {} : { connectionString: options.url }),
    ...(options.host === undefined ? {} : { host: options.host }),
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.user === undefined ? {} : { user: options.user }),
    ...(options.database === undefined ? {} : { database: options.database }),
    application_name: 'cuaso',
    options: [
      'TimeZone=UTC',
      `statement_timeout=${timeout}`,
      ...(options.role === undefined ? [] : [`role=${options.role}`]),
      ...(options.flushes === 'soon' ? ['synchronous_commit=off'] : []),
    ]
      .map((setting) => `-c ${setting}`)
      .join(' '),
    keepAlive: true,
    types: typeParsers,
  };
}
