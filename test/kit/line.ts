/** A line between a browser and the site: counts what really goes over it, may be slow, and can be cut after a request has arrived and before its answer is heard. */
import type { Socket } from 'node:net';
import { connect, createServer } from 'node:net';

export type Line = {
  readonly url: string;
  /** Bytes from the site to the browser and requests of the browser since the last call. */
  readonly count: () => { readonly bytes: number; readonly requests: readonly string[] };
  /** The next request that begins so reaches the site; its answer is thrown away, and nothing gets through from then on until `mend`. */
  readonly cutAfter: (start: string) => void;
  readonly mend: () => void;
  /** How often that has happened. */
  readonly cuts: () => number;
  readonly close: () => Promise<void>;
};

/** Milliseconds there and back, bytes a second down and up. */
export type Speed = { readonly latency: number; readonly down: number; readonly up: number };
/** 280/256 kbit/s, 800 ms: the weakest line the budgets count with. */
export const secondGeneration: Speed = { latency: 800, down: 35_000, up: 32_000 };

export async function openLine(target: string, speed?: Speed): Promise<Line> {
  const { hostname, port } = new URL(target);
  const [up, down] = [laneOf(speed?.up, speed?.latency), laneOf(speed?.down, speed?.latency)];
  const open = new Set<Socket>();
  let bytes = 0;
  let requests: string[] = [];
  let doomed: string | undefined;
  let cuts = 0;
  let isDown = false;
  const server = createServer((near) => {
    if (isDown) return near.destroy();
    const far = connect(Number(port), hostname);
    let isDoomed = false;
    for (const [one, other, lane] of [
      [near, far, up],
      [far, near, down],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        // What is on its way still arrives.
        lane(0, () => other.destroy());
      });
    }
    near.on('data', (part) => {
      const [first = ''] = part.toString('latin1').split('\r\n', 1);
      if (/^(?:GET|POST|PUT|HEAD) \S+ HTTP/.test(first)) requests.push(first.replace(/ HTTP.*/, ''));
      if (doomed !== undefined && first.startsWith(doomed)) {
        isDoomed = true;
        doomed = undefined;
      }
      up(part.length, () => far.write(part));
    });
    far.on('data', (part) => {
      if (isDoomed) {
        cuts += 1;
        isDown = true;
        for (const socket of open) socket.destroy();
        return;
      }
      bytes += part.length;
      down(part.length, () => near.write(part));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const bound = server.address();
  return {
    url: `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`,
    count: () => {
      const found = { bytes, requests };
      bytes = 0;
      requests = [];
      return found;
    },
    cutAfter: (start) => {
      doomed = start;
    },
    mend: () => {
      isDown = false;
    },
    cuts: () => cuts,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

/** One way of a line, shared by all its connections: everything arrives in order, half the latency after its last byte has left. */
function laneOf(rate: number | undefined, latency = 0): (bytes: number, arrive: () => void) => void {
  if (rate === undefined) return (_, arrive) => arrive();
  let free = 0;
  let former = Promise.resolve();
  return (bytes, arrive) => {
    free = Math.max(performance.now(), free) + (bytes / rate) * 1000;
    const due = free + latency / 2;
    former = former.then(() => new Promise((done) => setTimeout(done, Math.max(0, due - performance.now())))).then(arrive);
  };
}
