/** Pages and API on a port: time limits for slow senders, and an end that lets open answers finish. */
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { portStop } from './port.ts';

type Fetch = Parameters<typeof getRequestListener>[0];

export type Listening = {
  readonly port: number;
  /**
   * Takes no new connections, lets answers finish for half a second, then closes everything (streams too). What is still being done for askers who are
   * gone is awaited, `mostMs` at most: it needs the database, which ends next.
   */
  drain(mostMs?: number): Promise<void>;
};

/** How long open answers may still take after the process was asked to end. */
const graceMs = 500;

/** Throws Stop with a sentence when the port is busy or not allowed. */
export async function listen(answer: Fetch, at: { readonly host: string; readonly port: number }): Promise<Listening> {
  // Uploads of 20 MB over a slow line need minutes; headers never do.
  const limits = { headersTimeout: 15_000, requestTimeout: 600_000, keepAliveTimeout: 30_000, maxHeaderSize: 16_384 } as const;
  const doing = new Set<Promise<unknown>>();
  const counted: Fetch = async (request, env) => {
    const done = Promise.resolve(answer(request, env));
    doing.add(done);
    try {
      return await done;
    } finally {
      doing.delete(done);
    }
  };
  const server = createServer(limits, getRequestListener(counted, { overrideGlobalObjects: false }));
  await new Promise<void>((resume, fail) => {
    server.once('error', (fault) => fail(portStop(fault, at.host, at.port)));
    server.listen({ host: at.host, port: at.port }, resume);
  });
  const address = server.address();
  return { port: typeof address === 'object' && address !== null ? address.port : at.port, drain: (mostMs = 5_000) => drain(server, doing, mostMs) };
}

async function drain(server: Server, doing: ReadonlySet<Promise<unknown>>, mostMs: number): Promise<void> {
  const closed = new Promise<void>((resume) => server.close(() => resume()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(timer);
  const patience = new AbortController();
  await Promise.race([Promise.allSettled(doing), sleep(mostMs, undefined, { signal: patience.signal }).catch(() => undefined)]);
  patience.abort();
}
