/** Joins the world: store, clocks, chance, gates, the shelf of packs, units and calendars. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../base/finding.ts';
import { dateOf, instantOf } from '../base/time.ts';
import type { Sql } from '../db/sql.ts';
import type { Gazetteer } from '../engine/place/place.ts';
import { openBlobs } from '../gate/blob-disk.ts';
import { openIdentity } from '../gate/identity-oidc.ts';
import { openMessageGates } from '../gate/message-gates.ts';
import { openPageLook } from '../gate/page-look.ts';
import { openPaper } from '../gate/paper-typst.ts';
import { openPayGate } from '../gate/pay-gateway.ts';
import { openPdfInspect } from '../gate/pdf-inspect.ts';
import { openLocalSigner } from '../gate/sign-local.ts';
import { readOrg } from '../kernel/org/org.act.ts';
import type { Org } from '../kernel/org/org.ts';
import { calendarOf, orgOf, placesOf } from '../kernel/org/org.ts';
import type { World } from '../kernel/world.ts';
import { calendarNamed } from './calendar.ts';
import type { Config } from './config.ts';
import type { LegalClock } from './legal-clock.ts';
import { demoClock, machineClock } from './legal-clock.ts';
import { countryPlaces } from './places.ts';
import type { LoadedShelf } from './shelf.ts';
import { loadShelf } from './shelf.ts';

export type JoinedWorld = World & {
  readonly clock: LegalClock;
  /** Reads units and published packs again. */
  readonly refresh: () => Promise<readonly Finding[]>;
  readonly close: () => Promise<void>;
};

/** Throws when the calendar or the keys cannot be read; a wrong pack only leaves its findings. `known`: packs that were read from the same store before. */
export async function joinWorld(config: Config, sql: Sql, known?: LoadedShelf): Promise<JoinedWorld> {
  const clock = config.isDemo ? await demoClock(sql) : machineClock;
  const files = join(config.data, 'files');
  const keys = join(config.data, 'keys');
  for (const folder of [files, keys]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const blob = await openBlobs(files);
  const sign = await openLocalSigner({ folder: keys });
  const paper = openPaper();
  const look = openPageLook();
  const pay = openPayGate({
    data: config.data,
    url: config.pay?.url,
    account: config.pay?.account ?? (config.isDemo ? sampleAccount : undefined),
    isDemo: config.isDemo,
  });
  const inspect = openPdfInspect({ trusted: await sign.trusted() });
  let org: Org = orgOf([]);
  let places: Gazetteer | undefined;
  let shelf: LoadedShelf = known ?? { all: () => [], find: () => undefined, findings: [] };
  const refresh = async (): Promise<readonly Finding[]> => {
    org = await readOrg({ sql });
    places = placesOf(org, countryPlaces());
    shelf = await loadShelf({ sql, hash: sha256 }, shelf);
    return shelf.findings;
  };
  return {
    sql,
    now: clock.now,
    machine: () => instantOf(Date.now()),
    newId: uuid7,
    secret: (bytes) => randomBytes(bytes),
    hash: sha256,
    gates: {
      paper,
      sign,
      blob,
      inspect,
      pay,
      look,
      message: openMessageGates(config.messages ?? {}, join(keys, 'push.json'), config.origin),
      ...(config.identity === undefined ? {} : { identity: openIdentity(config.identity, config.origin) }),
    },
    shelf: { all: () => shelf.all(), find: (id, version) => shelf.find(id, version) },
    org: () => org,
    places: () => places,
    calendarOf: (id) => {
      const unit = org.byId.get(id);
      const name = unit === undefined ? undefined : calendarOf(org, unit, dateOf(clock.now()));
      const calendar = calendarNamed(name ?? 'vn');
      if (calendar === undefined) throw new Error(`unit ${id} keeps the calendar ${name}, which is not here`);
      return calendar;
    },
    origin: config.origin,
    sample: config.isDemo,
    clock,
    refresh,
    close: async () => {
      await Promise.all([paper.close(), inspect.close(), look.close()]);
    },
  };
}

/** Of no bank: the sample province collects sample money. */
const sampleAccount = { bank: '970499', bankName: 'Ngân hàng mẫu', account: '0000202211150', holder: 'KHO BAC MAU QUANG NAM' } as const;

/** sha-256 in hex. */
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** UUID version 7 (RFC 9562): milliseconds of the machine, then 74 random bits. */
export function uuid7(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
