/** Payment callbacks in random order, repeated, altered, forged and old, eight at a time on a real database; afterwards every book is counted by statements that share nothing with the product. */
import { hmacOf } from '../src/gate/pay-key.ts';
import { noPayGate } from '../src/kernel/payment/payment.ts';
import { blow, owingCases, rng, stormOver, wrongs } from '../test/kit/pay-storm.ts';
import { options, report, rounded } from './kit.ts';
import { openProvince } from './province.ts';

const { seed, count } = options({ count: 10_000 });
const key = '5a'.repeat(32);
const province = await openProvince();
// Signatures are as old at the end as at the beginning, however slow the machine is.
const machine = province.world.machine();
const world = {
  ...province.world,
  machine: () => machine,
  gates: { ...province.world.gates, pay: { ...noPayGate, hmac: (text: string) => hmacOf(key, text) } },
};

const random = rng(seed);
const cases = await owingCases(world, Math.ceil(count / 20), random);
const storm = stormOver(world, key, cases, count, random);
const begun = performance.now();
const taken = await blow(world, storm, 8);
const seconds = (performance.now() - begun) / 1000;
const wrong = await wrongs(world, cases, storm.truth);
for (const one of wrong.slice(0, 20)) process.stderr.write(`${one}\n`);
const told = Object.entries(taken)
  .map(([how, times]) => `${how} ${times}`)
  .join(', ');
await province.close();

report(
  [
    {
      name: `callbacks in random order, repeated, altered, forged (${count.toLocaleString('en')}), wrong settlements`,
      unit: 'cases',
      value: wrong.length,
      budget: { atMost: 0 },
      note: `${storm.notices.length} callbacks over ${cases.length} cases: ${told}`,
    },
    { name: 'callbacks, 8 at a time', unit: 'callbacks per second', value: rounded(storm.notices.length / seconds) },
  ],
  seed,
);
