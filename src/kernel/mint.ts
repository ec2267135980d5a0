/** Makes permits. Imported by the access room only: a machine checks it. */
import type { Actor, Permit, Reach, Right } from './permit.ts';

export const mint = <R extends Right>(right: R, actor: Actor, reach: Reach): Permit<R> => ({ right, actor, reach }) as Permit<R>;
