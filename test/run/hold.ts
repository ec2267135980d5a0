/** The first test of a process that has several files: it ends when each of them has said its tests. Without it a run would end as soon as no test is left, while another file still opens its site. */
import { test } from 'node:test';
import { holdName } from './group.ts';

let release: () => void = () => undefined;
const held = new Promise<void>((done) => {
  release = done;
});
test(holdName, () => held);

export const everybodyIsHere = (): void => release();
