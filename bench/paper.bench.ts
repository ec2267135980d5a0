/** One document from data to signed PDF: the papers that the sample cases really make, printed and signed again. */
import { isRefusal } from '../src/base/refusal.ts';
import { sha256 } from '../src/gate/cms.ts';
import type { PaperJob, Signer } from '../src/kernel/document/document.ts';
import { signPdf, usualRoom } from '../src/kernel/document/document.ts';
import { playDemoCases } from '../src/main/demo-cases.ts';
import type { Result } from './kit.ts';
import { options, percentile, report, rounded } from './kit.ts';
import { openProvince, sound } from './province.ts';

const { seed, count } = options({ count: 30 });
const province = await openProvince();
const { world } = province;
const { paper, sign } = world.gates;

/** One job of each template of each pack; the first render of a process reads fonts, so it is taken alone. */
const jobs = new Map<string, PaperJob>();
let first: number | undefined;
const listening = {
  ...world,
  gates: {
    ...world.gates,
    paper: {
      ...paper,
      render: async (job: PaperJob) => {
        const begun = performance.now();
        const made = await paper.render(job);
        first ??= performance.now() - begun;
        if (!isRefusal(made)) jobs.set(`${job.main.replace(/^templates\/|\.typ$/g, '')} (${made.pages} p., ${made.places.length} signatures)`, job);
        return made;
      },
    },
  },
};

const signer: Signer = { id: 'bench', name: 'Trần Quốc Toản', organisation: 'UBND phường An Xuân' };
const times = { render: new Map<string, number[]>(), sign: [] as number[], both: [] as number[] };
try {
  await playDemoCases(listening, () => undefined);
  for (let round = 0; round < count; round += 1)
    for (const [name, job] of jobs) {
      const begun = performance.now();
      const made = sound(await paper.render(job));
      const printed = performance.now();
      times.render.set(name, [...(times.render.get(name) ?? []), printed - begun]);
      const [place] = made.places;
      if (place === undefined) continue;
      const request = {
        field: place.id,
        page: place.page,
        rect: place.rect,
        name: signer.name,
        reason: 'Ký ban hành',
        location: 'Tam Kỳ',
        at: job.at,
        room: usualRoom,
      };
      sound(await signPdf(made.pdf, request, { digest: (parts) => sha256(...parts), envelope: (digest) => sign.envelope(signer, digest) }));
      // The first signature of a signer makes a key.
      if (round === 0) continue;
      times.sign.push(performance.now() - printed);
      times.both.push(performance.now() - begun);
    }
} finally {
  await province.close();
}

const unit = 'ms';
const row = (name: string, found: readonly number[]): readonly Result[] => [
  { name: `${name}, p50`, unit, value: rounded(percentile(found, 0.5)) },
  { name: `${name}, p95`, unit, value: rounded(percentile(found, 0.95)) },
];
report(
  [
    { name: 'very first paper of a process', unit, value: rounded(first ?? Number.NaN), note: 'starts the helper process and reads the fonts' },
    ...[...times.render].flatMap(([name, found]) => row(`render ${name}`, found)),
    ...row('sign once', times.sign),
    ...row('render and sign once, a paper with signatures', times.both),
  ],
  seed,
);
