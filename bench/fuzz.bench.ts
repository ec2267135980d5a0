/** Random, half-right inputs for every parser and evaluator: nothing may crash, hang, take a second of CPU or 256 MB; over the limit there is a refusal by name. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { isRefusal } from '../src/base/refusal.ts';
import { instant } from '../src/base/time.ts';
import { sha256 } from '../src/gate/cms.ts';
import { openLocalSigner } from '../src/gate/sign-local.ts';
import { signPdf, usualRoom } from '../src/kernel/document/document.ts';
import { samplePaper } from '../src/main/sample-paper.ts';
import type { Answer, Kind, Paper } from './fuzz/cases.ts';
import { kindOf, kinds } from './fuzz/cases.ts';
import type { Said, Tally } from './fuzz/worker.ts';
import type { Result } from './kit.ts';
import { options, report } from './kit.ts';

const { seed, count } = options({ count: 20_000 });
/** As long as a busy machine may let a thread wait. */
const hangMs = 60_000;

/** A plain paper, a signed one and one signed twice. */
async function papers(): Promise<Paper> {
  const folder = mkdtempSync(join(tmpdir(), 'cuaso-fuzz-'));
  const gate = await openLocalSigner({ folder });
  const signer = { id: 'post-1', name: 'Trần Thị Bích', organisation: 'UBND phường An Xuân' };
  const sign = async (pdf: Uint8Array, field: string): Promise<Uint8Array> => {
    const request = { field, page: 1, rect: [85, 640, 260, 700], name: signer.name, reason: 'Ký ban hành', location: 'Tam Kỳ', room: usualRoom } as const;
    const signed = await signPdf(
      pdf,
      { ...request, at: instant('2022-11-15T09:42:00+07:00') },
      { digest: (parts) => sha256(...parts), envelope: (digest) => gate.envelope(signer, digest) },
    );
    if (isRefusal(signed)) throw new Error(signed.refused);
    return signed;
  };
  const plain = samplePaper('Giay khai sinh');
  const one = await sign(plain, 'signer');
  const two = await sign(one, 'seal');
  const trusted = await gate.trusted();
  rmSync(folder, { recursive: true, force: true });
  return { pdfs: [plain, one, two], trusted };
}

const paper = await papers();
const problems: { readonly what: string; readonly kind: Kind; readonly number: number }[] = [];
const tallies = new Map<Kind, Tally>();

function add(kind: Kind, found: Tally): void {
  const known = tallies.get(kind);
  const answers: Partial<Record<Answer, number>> = { ...known?.answers };
  for (const [answer, many] of Object.entries(found.answers) as readonly [Answer, number][]) answers[answer] = (answers[answer] ?? 0) + many;
  const slower = known === undefined || found.slowestMs > known.slowestMs ? found : known;
  tallies.set(kind, { count: (known?.count ?? 0) + found.count, slowestMs: slower.slowestMs, slowest: slower.slowest, answers });
}

/** Tries from..to; answers the number to go on from: behind the end, or behind an input that killed or hung the thread. */
async function slice(from: number): Promise<number> {
  const place = new Int32Array(new SharedArrayBuffer(4));
  Atomics.store(place, 0, from);
  const worker = new Worker(new URL('./fuzz/worker.ts', import.meta.url), {
    workerData: { seed, from, to: count, place, paper },
    // The engines, the corpus and the input together.
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  current = worker;
  worker.on('message', (said: Said) => {
    if ('done' in said) {
      for (const kind of kinds) if (said.done[kind] !== undefined) add(kind, said.done[kind]);
      if (said.until % 20_000 === 0) console.error(`fuzz: ${said.until} of ${count}, ${problems.length} problems`);
      return;
    }
    const what = 'crash' in said ? `crash: ${said.crash}` : `slow: ${Math.round(said.slow)} ms`;
    problems.push({ what, kind: said.kind, number: said.number });
    console.error(`fuzz: ${said.kind} ${said.number}: ${what}`);
  });
  let [last, since, isHung] = [from, performance.now(), false];
  const watch = setInterval(() => {
    const now = Atomics.load(place, 0);
    if (now !== last) [last, since] = [now, performance.now()];
    if (performance.now() - since < hangMs) return;
    isHung = true;
    void worker.terminate();
  }, 1000);
  const fault = await new Promise<string | undefined>((resume) => {
    worker.once('error', (problem) => resume(problem instanceof Error ? problem.message : String(problem)));
    worker.once('exit', () => resume(undefined));
  });
  clearInterval(watch);
  const at = Atomics.load(place, 0);
  if (isEnded || (!isHung && fault === undefined)) return count;
  const what = isHung ? `hang: over ${hangMs / 1000} s` : `thread lost: ${fault}`;
  problems.push({ what, kind: kindOf(at), number: at });
  console.error(`fuzz: ${kindOf(at)} ${at}: ${what}`);
  return at + 1;
}

/** SIGTERM ends a long run early: what was tried until then is reported. */
let current: Worker | undefined;
let isEnded = false;
process.once('SIGTERM', () => {
  isEnded = true;
  void current?.terminate();
});
for (let from = 0; from < count && !isEnded; ) from = await slice(from);
const tried = [...tallies.values()].reduce((sum, tally) => sum + tally.count, 0);

const many = (word: string): number => problems.filter(({ what }) => what.startsWith(word)).length;
const first = (word: string): string | undefined => {
  const found = problems.filter(({ what }) => what.startsWith(word)).slice(0, 5);
  return found.length === 0 ? undefined : found.map(({ kind, number, what }) => `${kind} ${number}: ${what}`).join(' | ');
};
const none = (name: string, word: string): Result => {
  const note = first(word);
  return { name, unit: 'inputs', value: many(word), budget: { atMost: 0 }, ...(note === undefined ? {} : { note }) };
};
const results: Result[] = [
  { name: 'random inputs', unit: 'inputs', value: isEnded ? tried : count },
  none('crashes', 'crash'),
  none('over 1 s of CPU', 'slow'),
  none('hung', 'hang'),
  none('over 256 MB of heap', 'thread lost'),
];
for (const [kind, { count: times, slowestMs, slowest, answers }] of tallies) {
  const said = Object.entries(answers)
    .map(([answer, many]) => `${answer} ${many}`)
    .join(', ');
  results.push({
    name: `${kind}: slowest of ${times}`,
    unit: 'ms of CPU',
    value: Math.round(slowestMs),
    budget: { atMost: 1000 },
    note: `input ${slowest}; ${said}`,
  });
}
report(results, seed);
