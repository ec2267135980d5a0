import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isConnectionLost, isRetryable } from './fault.ts';

const fault = (code: string, more: object = {}): Error => Object.assign(new Error('fault'), { code, ...more });

test('a broken socket and a database that goes are lost connections, a broken rule is not', () => {
  for (const code of ['EPIPE', 'ECONNRESET', 'ECONNREFUSED', '57P01', '57P03', '08006']) assert.equal(isConnectionLost(fault(code)), true, code);
  assert.equal(isConnectionLost(new Error('Connection terminated unexpectedly')), true);
  for (const code of ['23505', '40001', '57014', '22P02']) assert.equal(isConnectionLost(fault(code)), false, code);
});

test('serialisation failures and deadlocks may be tried again, nothing else', () => {
  assert.deepEqual(
    ['40001', '40P01', '57P01', '23505'].map((code) => isRetryable(fault(code))),
    [true, true, false, false],
  );
});
