/**
 * The search index of one process. What the house itself can say (procedures, events, offices) is made anew when it changes; what rooms publish is read
 * from the database at start and again, the changed rows only, whenever a transaction says so.
 */
import { setImmediate } from 'node:timers/promises';
import type { Sql } from '../../db/sql.ts';
import type { FindEntry, FoundEntry } from './entry.ts';
import { isFindAudience, isFindKind } from './entry.ts';
import type { FindRow } from './register.store.ts';
import { entriesSince, horizon } from './register.store.ts';
import type { Ask, Found } from './seek.ts';
import { seek } from './seek.ts';
import type { Segment } from './segment.ts';
import { openSegment, segmentOf } from './segment.ts';

export const findChannel = 'find';

export type Finder = {
  readonly seek: (ask: Ask) => Found;
  /** Makes the house's own part anew when `sign` differs from the last one. */
  readonly renew: (sign: string, entries: () => Iterable<FindEntry>) => void;
  /** Resolves when everything committed before the call can be found. */
  readonly settle: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Rows read at once; entries taken in between two breaths of the process. */
const page = 2_000;
const breath = 100;
/** Small parts beside the large one; beyond that everything is read anew into one. */
const mostParts = 8;

type Shelf = {
  readonly parts: readonly Segment[];
  /** By kind and key. */
  readonly newest: ReadonlyMap<string, FoundEntry>;
  /** Entries still in a part that were written anew or taken back since. */
  readonly stale: ReadonlySet<FoundEntry>;
  readonly since: string;
};
const nothing: Shelf = { parts: [], newest: new Map(), stale: new Set(), since: '0' };

const idOf = (one: { readonly kind: string; readonly key: string }): string => `${one.kind}/${one.key}`;

/** Throws when the database cannot be listened to. */
export async function openFinder(sql: Sql): Promise<Finder> {
  let shelf = nothing;
  let house: { readonly sign: string; readonly part: Segment } = { sign: '', part: segmentOf([]) };
  let isStopped = false;
  let work: Promise<void> = Promise.resolve();
  let isWaiting = false;

  const readNow = async (): Promise<void> => {
    isWaiting = false;
    if (isStopped) return;
    shelf = await readOn(sql, shelf.parts.length > mostParts ? nothing : shelf, () => isStopped);
  };
  /** One reading at a time; all that ask while one waits share it. A failed one is made good by the next: nothing was taken in. */
  const read = (): Promise<void> => {
    if (!isWaiting) {
      isWaiting = true;
      work = work.then(readNow).catch(() => undefined);
    }
    return work;
  };
  const unlisten = await sql.listen(findChannel, () => void read());
  void read();
  return {
    seek: (ask) => {
      const { parts, stale } = shelf;
      const isFresh = (entry: FoundEntry): boolean => !stale.has(entry) && ask.isShown?.(entry) !== false;
      return seek([house.part, ...parts], stale.size === 0 ? ask : { ...ask, isShown: isFresh });
    },
    renew: (sign, entries) => {
      if (sign !== house.sign) house = { sign, part: segmentOf(entries()) };
    },
    settle: read,
    stop: async () => {
      isStopped = true;
      await unlisten();
      await work;
    },
  };
}

async function readOn(sql: Sql, before: Shelf, isStopped: () => boolean): Promise<Shelf> {
  const [seen] = await horizon(sql);
  const open = openSegment();
  const gone = new Set<string>();
  const changed = new Set<string>();
  let after = { kind: '', key: '' };
  for (;;) {
    const rows = await entriesSince(sql, before.since, after, page);
    for (const [at, row] of rows.entries()) {
      if (at % breath === 0) await setImmediate();
      if (isStopped()) return before;
      const entry = entryOf(row);
      if (entry === undefined) gone.add(idOf(row));
      else {
        changed.add(idOf(row));
        open.add(entry);
      }
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < page) break;
    after = { kind: last.kind, key: last.key };
  }
  const since = seen?.xid ?? before.since;
  if (changed.size + gone.size === 0) return { ...before, since };
  const part = open.close();
  const stale = new Set(before.stale);
  const newest = new Map(before.newest);
  for (const id of [...gone, ...changed]) {
    const old = newest.get(id);
    if (old !== undefined) stale.add(old);
    newest.delete(id);
  }
  for (const entry of part.entries) newest.set(idOf(entry), entry);
  return { parts: part.entries.length === 0 ? before.parts : [...before.parts, part], newest, stale, since };
}

/** None for what was taken back, and for kinds this version of the platform does not know. */
function entryOf({ isGone, kind, audiences, ...row }: FindRow): FindEntry | undefined {
  return isGone || !isFindKind(kind) ? undefined : { ...row, kind, audiences: audiences.filter(isFindAudience) };
}
