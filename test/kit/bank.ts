/** The sample bank as a process of its own, and the gate of a platform that knows it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { openPayGate } from '../../src/gate/pay-gateway.ts';
import { keyIn } from '../../src/gate/pay-key.ts';
import type { PayGate } from '../../src/kernel/payment/payment.ts';
import type { Running } from './process.ts';
import { startCuaso } from './process.ts';

export type Bank = {
  readonly gate: PayGate;
  readonly key: string;
  readonly url: () => string;
  /** Starts it, again after a stop; `to`: the platform it tells of credits that belong to no order. */
  readonly start: (to: string) => Promise<void>;
  readonly kill: () => Promise<void>;
  /** What the payer does on its pages. */
  readonly post: (path: string, fields: Readonly<Record<string, string>>) => Promise<void>;
};

export const sampleAccount = { bank: '970499', bankName: 'Ngân hàng mẫu', account: '0000202211150', holder: 'KHO BAC MAU' } as const;

export function aBank(): Bank {
  const data = mkdtempSync(join(tmpdir(), 'cuaso-bank-'));
  const key = keyIn(data);
  let running: Running | undefined;
  const kill = async (): Promise<void> => {
    await running?.kill();
    running = undefined;
  };
  after(async () => {
    await kill();
    rmSync(data, { recursive: true, force: true });
  });
  return {
    // Its address is read from the shared folder on each call: the double may come later, or again on another port.
    gate: openPayGate({ data, url: undefined, account: sampleAccount, isDemo: true }),
    key,
    url: () => running?.url ?? '',
    start: async (to) => {
      running = await startCuaso(['demo-gateway', '--data', data, '--to', to]);
    },
    kill,
    post: async (path, fields) => {
      const answer = await fetch(new URL(path, running?.url), { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
      if (answer.status !== 303) throw new Error(`the sample bank answered ${answer.status} to ${path}`);
    },
  };
}
