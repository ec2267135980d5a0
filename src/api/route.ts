/** What a route of the API is: one object that is served, checked against and documented. */
import type { CommandKey, UnitId } from '../base/id.ts';
import type { Json, JsonObject } from '../base/json.ts';
import type { Refusal } from '../base/refusal.ts';
import type { Permit, Right } from '../kernel/permit.ts';
import type { World } from '../kernel/world.ts';
import type { SentFile } from './body.ts';
import type { No } from './problem.ts';
import type { Schema } from './schema.ts';
import type { Who } from './who.ts';

/** Undefined lets the request pass; a refusal says how long to wait. */
export type Slow = (key: string) => Refusal | undefined;

/** Rates, each counted by the key it is called with. They are made where parts are joined, so that pages and API may share them. */
export type Rates = {
  /** Every request: per program or person, strangers per address. */
  readonly request: Slow;
  /** Guessing codes of cases: per address, and per code. */
  readonly guess: Slow;
  readonly code: Slow;
  /** Files sent to be kept or checked. */
  readonly file: Slow;
};

export type Route = {
  /** Unique; the operationId of the document. */
  readonly id: string;
  readonly method: 'get' | 'post';
  /** '/api/v1/cases/{id}' */
  readonly path: string;
  readonly tag: 'cases' | 'tasks' | 'files' | 'catalogue';
  readonly summary: string;
  readonly description?: string;
  /** 'anybody' needs no sign-in. */
  readonly for: 'anybody' | 'signed-in';
  /** A deed changes something: it needs an Idempotency-Key, and takes If-Match where it is about one case. */
  readonly deed?: 'on-case' | 'new';
  readonly params?: Readonly<Record<string, Schema>>;
  readonly query?: Readonly<Record<string, Schema>>;
  readonly takes?: { readonly kind: 'json'; readonly schema: Schema } | { readonly kind: 'file' };
  readonly answers: Gives;
  /** Refusals that are about this route; the general ones are added in the document. */
  readonly refuses: readonly No['refused'][];
  readonly does: (ask: Ask) => Promise<Answer | No>;
};

/** What a good answer looks like. */
export type Gives = {
  readonly status: 200 | 201;
  readonly says: string;
  /** JSON of this shape, or bytes. */
  readonly schema?: Schema;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A request that has passed every check of its route. */
export type Ask = {
  readonly world: World;
  readonly rates: Rates;
  readonly who: Who | undefined;
  readonly address: string;
  readonly permit: <R extends Right>(right: R, where?: UnitId | 'own') => Promise<Permit<R> | Refusal>;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | number>>;
  readonly body: JsonObject;
  readonly file: SentFile | undefined;
  /** Present for deeds. */
  readonly key: CommandKey;
  /** The version named in If-Match. */
  readonly version: number | undefined;
  readonly ifNoneMatch: string | undefined;
};

export type Answer =
  | { readonly json: Json; readonly status?: 200 | 201; readonly headers?: Readonly<Record<string, string>> }
  | { readonly notModified: true; readonly headers: Readonly<Record<string, string>> }
  | { readonly bytes: AsyncIterable<Uint8Array>; readonly headers: Readonly<Record<string, string>> };
