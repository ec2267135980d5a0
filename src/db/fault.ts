/** Faults of the connection and of transactions, told apart by what the caller may do next. */

/** The connection went away while the commit was on its way: look the command key up, never repeat blindly. */
export class CommitUnknown extends Error {
  override readonly name = 'CommitUnknown';
}

/** Carries the value of `sql.rollback(value)` up to its `begin`; never leaves this room. */
export class RolledBack extends Error {
  override readonly name = 'RolledBack';
  readonly value: unknown;
  constructor(value: unknown) {
    super('the transaction was given up by its own work; sql.rollback needs a begin around it');
    this.value = value;
  }
}

const codeOf = (error: unknown): string => (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '');

const isSqlState = (code: string): boolean => /^[0-9A-Z]{5}$/.test(code);

/** Serialisation failure or deadlock: the same work may be tried again. */
export const isRetryable = (error: unknown): boolean => ['40001', '40P01'].includes(codeOf(error));

/** The database is not there at the moment: class 08, shutdown and start-up states, or a socket that broke. */
export function isConnectionLost(error: unknown): boolean {
  const code = codeOf(error);
  // First, since 'EPIPE' has the shape of an SQLSTATE.
  if (brokenSocket.has(code)) return true;
  if (isSqlState(code)) return code.startsWith('08') || code.startsWith('57P');
  return (
    error instanceof Error &&
    /connection terminated|not queryable|connection error|timeout exceeded when trying to connect|client was closed/i.test(error.message)
  );
}

const brokenSocket = new Set(['ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'EPIPE', 'ENOENT', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND']);
