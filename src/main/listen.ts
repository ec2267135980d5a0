/** Pages and API on a port: time limits for slow senders, and an end that lets open answers finish. */
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { portStop } from './port.ts';

type Fetch = Parameters<typeof getRequestListener>[0];

export type Listening = {
  readonly port: number;
  /** Takes no new connections, lets answers finish for half a second, then closes everything (streams too). */
  drain(): Promise<void>;
};

/** How long open answers may still take after the process was asked to end. */
const graceMs = 500;

/** Throws Stop with a sentence when the port is busy or not allowed. */
export async function listen(answer: Fetch, at: { readonly host: string; readonly port: number }): Promise<Listening> {
  // Uploads of 20 MB over a slow line need minutes; headers never do.
  const limits = { headersTimeout: 15_000, requestTimeout: 600_000, keepAliveTimeout: 30_000, maxHeaderSize: 16_384 } as const;
  const server = createServer(limits, getRequestListener(answer, { overrideGlobalObjects: false }));
  await new Promise<void>((resume, fail) => {
    server.once('error', (fault) => fail(portStop(fault, at.host, at.port)));
    server.listen({ host: at.host, port: at.port }, resume);
  });
  const address = server.address();
  return { port: typeof address === 'object' && address !== null ? address.port : at.port, drain: () => drain(server) };
}

async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resume) => server.close(() => resume()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(timer);
}
