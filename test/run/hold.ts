/** The first test of a process that has several files: it ends when each of them has said its tests, and fails with what one of them fell over before it could. Without it a run would end as soon as no test is left, while another file still opens its site. */
import { test } from 'node:test';
import { holdName } from './group.ts';

const { promise: held, resolve: everybodyIsHere, reject: somebodyFell } = Promise.withResolvers<void>();
test(holdName, () => held);

export { everybodyIsHere, somebodyFell };
