/** The process's log: one JSON line an event, built from an allow-list of ids and codes. Names, words, numbers and addresses of people cannot get in by type. */
import { randomBytes } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';

/** What a line may hold. `route` is the pattern ('/ho-so/:code'), never the address that was asked. */
export type Line = {
  readonly event: 'request' | 'fault' | 'job-fault' | 'started' | 'stopped';
  readonly route?: string;
  readonly method?: string;
  readonly status?: number;
  readonly ms?: number;
  readonly number?: string;
  /** Name and stack frames of a fault; its message may hold data and stays out. */
  readonly fault?: string;
  readonly stack?: readonly string[];
};

export type Journal = {
  readonly requests: MiddlewareHandler<{ Bindings: HttpBindings }>;
  /** Writes the fault and answers the number a person can quote. */
  readonly fault: (fault: unknown, route: string) => string;
  readonly jobFault: (fault: unknown) => void;
  /** Counters since start, in the text format of Prometheus. */
  readonly metrics: () => string;
};

export function openJournal(write: (line: string) => void): Journal {
  const counts = new Map<string, number>();
  let milliseconds = 0;
  const count = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
  const put = (line: Line): void => write(JSON.stringify({ at: new Date().toISOString(), ...line }));
  return {
    requests: async (c, next) => {
      const began = performance.now();
      await next();
      const ms = Math.round(performance.now() - began);
      milliseconds += ms;
      count(`cuaso_requests_total{status="${Math.floor(c.res.status / 100)}xx"}`);
      if (c.res.status >= 500) put({ event: 'request', method: c.req.method, route: c.req.routePath, status: c.res.status, ms });
    },
    fault: (fault, route) => {
      const number = `K${randomBytes(4).readUInt32BE().toString().padStart(10, '0').slice(0, 7)}`;
      count('cuaso_faults_total');
      put({ event: 'fault', route, number, ...placeOf(fault) });
      return number;
    },
    jobFault: (fault) => {
      count('cuaso_job_faults_total');
      put({ event: 'job-fault', ...placeOf(fault) });
    },
    metrics: () =>
      `${[...counts].map(([name, value]) => `${name} ${value}`).join('\n')}\ncuaso_request_milliseconds_total ${milliseconds}\ncuaso_memory_bytes ${process.memoryUsage.rss()}\n`,
  };
}

/** Where it broke, without its words: messages of the database quote values. */
function placeOf(fault: unknown): { readonly fault: string; readonly stack: readonly string[] } {
  if (!(fault instanceof Error)) return { fault: typeof fault, stack: [] };
  const code = 'code' in fault && typeof fault.code === 'string' ? ` ${fault.code}` : '';
  const frames = (fault.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return { fault: `${fault.name}${code}`, stack: frames.slice(0, 8).map((line) => line.trim().replace(/\(?file:\/\/.*\/(src|node_modules)\//, '($1/')) };
}
