/** 100,000 resends of 2,000 filings, 24 at once, one in twenty with other words under the same key: how many doubles there are, and how fast a resend is answered. */
import { options, report, rounded } from './kit.ts';
import { openProvince, permitOf } from './province.ts';
import { storm } from './resend.ts';

const { seed, count } = options({ count: 100_000 });
const province = await openProvince();
const { world } = province;
const unit = world.org().units.find((one) => one.gso === '20347');
const pack = world.shelf.all().find((one) => one.id === 'chung-thuc-ban-sao');
const told = pack?.stories.find((story) => story.name === 'one-page-three-copies')?.when.find((move) => move.do === 'submit');
if (unit === undefined || pack === undefined || told?.do !== 'submit') throw new Error('the sample province has changed');
const permit = await permitOf(world, 'mot-cua-an-xuan', 'case.submit', unit.id);
const submission = { service: pack.id, unit: unit.id, answers: { json: told.answers }, files: [], channel: 'counter' } as const;

const begun = performance.now();
const found = await storm(world, permit, submission, { filings: Math.ceil(count / 50), resends: count, atOnce: 24, seed });
const seconds = (performance.now() - begun) / 1000;
await province.close();

const doubles = Math.max(found.cases, found.entries, found.keys) - found.filings;
report(
  [
    {
      name: 'doubles after resending',
      unit: 'cases',
      value: doubles,
      budget: { atMost: 0 },
      note: `${found.sent} sendings of ${found.filings} filings, 24 at once`,
    },
    { name: 'filings lost', unit: 'cases', value: found.filings - Math.min(found.cases, found.entries, found.keys), budget: { atMost: 0 } },
    { name: 'answers that differ from the first', unit: 'answers', value: found.otherAnswers, budget: { atMost: 0 } },
    {
      name: 'altered sendings taken',
      unit: 'sendings',
      value: found.alteredTaken,
      budget: { atMost: 0 },
      note: 'one in twenty came with other words under a used key',
    },
    { name: 'sendings answered', unit: '1/s', value: rounded(found.sent / seconds) },
  ],
  seed,
);
