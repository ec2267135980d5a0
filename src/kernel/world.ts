/** The world a deed works in: the store, the clocks, chance, the gates to the outside and the shelf of packs. Only types; `main/world.ts` joins it. */
import type { UnitId } from '../base/id.ts';
import type { Instant } from '../base/time.ts';
import type { Sql } from '../db/sql.ts';
import type { Calendar } from '../engine/clock/clock.ts';
import type { Gazetteer } from '../engine/place/place.ts';
import type { Pack } from '../pack/pack.ts';
import type { BlobGate, LookGate, PaperGate, PdfInspectGate, SignGate } from './document/document.ts';
import type { MessageGates } from './notice/notice.ts';
import type { Org } from './org/org.ts';
import type { PayGate } from './payment/payment.ts';
import type { IdentityGate } from './person/person.ts';

export type World = {
  readonly sql: Sql;
  /** Legal time. In the demonstration it opens on 2022-11-15 08:00 and can be moved; elsewhere it is the machine's clock. */
  readonly now: () => Instant;
  /** The machine's clock: leases, sessions, rate limits. Never law. */
  readonly machine: () => Instant;
  /** A new UUID version 7. */
  readonly newId: () => string;
  readonly secret: (bytes: number) => Uint8Array;
  /** sha-256 in hex. */
  readonly hash: (data: string | Uint8Array) => string;
  readonly gates: {
    readonly paper: PaperGate;
    readonly sign: SignGate;
    readonly blob: BlobGate;
    readonly inspect: PdfInspectGate;
    readonly pay: PayGate;
    readonly look: LookGate /** The national identity provider, where one is set up. */;
    readonly identity?: IdentityGate;
    readonly message: MessageGates;
  };
  readonly shelf: Shelf;
  /** All units that ever were, read at start and again after a change. */
  readonly org: () => Org;
  /** The units addresses are looked up in; none where no province was loaded. */
  readonly places: () => Gazetteer | undefined;
  /** Office hours and days off of a unit on a day. */
  readonly calendarOf: (unit: UnitId) => Calendar;
  /** 'http://127.0.0.1:8080': what QR codes and links on papers begin with. */
  readonly origin: string;
  /** Sample data: every page and paper says so. */
  readonly sample: boolean;
};

/** Every pack version that is published, read and proved once per process. */
export type Shelf = {
  readonly all: () => readonly Pack[];
  readonly find: (id: string, version: string) => Pack | undefined;
};
