import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CaseCode, CaseId, DocumentId, PersonId, TrackingCode, UnitId } from '../../src/base/id.ts';
import type { JsonObject } from '../../src/base/json.ts';
import type { Refusal, RefusalCode } from '../../src/base/refusal.ts';
import { isRefusal } from '../../src/base/refusal.ts';
import type { Instant } from '../../src/base/time.ts';
import { instant, plusMs } from '../../src/base/time.ts';
import type { Calendar } from '../../src/engine/clock/clock.ts';
import { readCalendar } from '../../src/engine/clock/clock.ts';
import { readJsonAnswers } from '../../src/engine/form/form.ts';
import { readPackFolders } from '../../src/gate/pack-folder.ts';
import type { CaseEntry, CaseFacts, CaseState, MadeDocument, Move } from '../../src/kernel/case/case.ts';
import { advance, fold, foldAll, open, owed, statusOfCase } from '../../src/kernel/case/case.ts';
import { assemble } from '../../src/pack/assemble.ts';
import type { Pack, StoryMove } from '../../src/pack/pack.ts';

const root = join(import.meta.dirname, '../..');
const hash = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
const read = readCalendar(JSON.parse(readFileSync(join(root, 'data/calendar/vn-2021-2026.json'), 'utf8')));
assert.ok(!Array.isArray(read));
const calendar = read as Calendar;
const folders = await readPackFolders(join(root, 'packs'));
const packs = (await Promise.all(folders.map(({ files }) => assemble(files, hash)))).flatMap(({ pack }) => (pack === undefined ? [] : [pack]));
/** Procedures that a citizen files alone, in one unit. */
const simple = packs.filter((pack) => ['khai-sinh', 'chung-thuc-ban-sao'].includes(pack.id));

const [desk, officer, chair, citizen] = ['desk', 'officer', 'chair', 'citizen'] as PersonId[] as [PersonId, PersonId, PersonId, PersonId];

/** What may be tried at any moment; `pick` chooses among what the pack offers. */
type Try = { readonly do: Move['do']; readonly pick: number; readonly minutes: number; readonly isReasoned: boolean };
const aTry: fc.Arbitrary<Try> = fc.record({
  // Work is tried more often than the rest, so that many cases come to their end.
  do: fc.constantFrom(
    'complete',
    'complete',
    'complete',
    'finish-job',
    'finish-job',
    'receive',
    'receive',
    'supplement',
    'answer',
    'extend',
    'take-fee',
    'refuse',
    'withdraw',
    'fire-timers',
    'attach-paper',
    'set-clock',
  ),
  pick: fc.nat(20),
  minutes: fc.nat(3000),
  isReasoned: fc.boolean(),
});

type Filed = { readonly answers: JsonObject; readonly at: Instant };

/** Submissions of the stories that were taken. */
function filingsOf(pack: Pack): readonly Filed[] {
  return pack.stories.flatMap((story) =>
    story.when.flatMap((move) => {
      if (move.do !== 'submit' || move.expect?.refused !== undefined) return [];
      const { answers, problems } = readJsonAnswers(pack.form, move.answers, { today: move.at.slice(0, 10) as never });
      return problems.length > 0 ? [] : [{ answers, at: move.at }];
    }),
  );
}

/** Results that stories give for a task. */
const resultsOf = (pack: Pack, element: string): readonly JsonObject[] =>
  pack.stories.flatMap((story) =>
    story.when.filter((move): move is Extract<StoryMove, { do: 'complete' }> => move.do === 'complete' && move.task === element).map((move) => move.data),
  );

const at = <T>(list: readonly T[], pick: number): T | undefined => (list.length === 0 ? undefined : list[pick % list.length]);

function moveOf(pack: Pack, state: CaseState, one: Try, now: Instant): Move {
  const { pick } = one;
  const note = one.isReasoned ? 'Vì sao.' : ' ';
  switch (one.do) {
    case 'receive':
      return { do: 'receive', by: desk, code: 'H47.31-221115-0001' as CaseCode };
    case 'complete': {
      const task = at(state.tasks, pick);
      const result = at(resultsOf(pack, task?.element ?? ''), pick) ?? {};
      return {
        do: 'complete',
        by: task?.sign === true ? chair : officer,
        task: task?.id ?? 'nothing',
        result,
        ...(task?.sign === true ? { signed: signing(state, now) } : {}),
      };
    }
    case 'finish-job':
      return { do: 'finish-job', job: at(state.jobs, pick)?.id ?? 'nothing', document: paper('result', `draft-${pick}`, now) };
    case 'supplement':
      return { do: 'supplement', by: officer, reasons: pack.reasons.supplement.slice(pick % 2, 2).map((reason) => reason.code), note };
    case 'answer':
      return { do: 'answer', answers: state.answers, files: state.files };
    case 'extend':
      return { do: 'extend', by: officer, reason: at(pack.reasons.extension, pick)?.code ?? '', note };
    case 'refuse':
      return { do: 'refuse', by: officer, reason: one.isReasoned ? (at(pack.reasons.refusal, pick)?.code ?? '') : 'no-such-reason', note };
    case 'take-fee':
      return { do: 'take-fee', by: desk, serial: 'BL-22-000001' };
    case 'withdraw':
      return { do: 'withdraw', by: citizen };
    case 'set-clock':
      return { do: 'set-clock', stands: one.isReasoned, why: 'obligation' };
    case 'attach-paper':
      return { do: 'attach-paper', document: paper('receipt', `slip-${pick}`, now) };
    default:
      return { do: 'fire-timers' };
  }
}

const paper = (kind: MadeDocument['kind'], blob: string, when: Instant): MadeDocument => ({
  id: `paper-${blob}` as DocumentId,
  kind,
  title: kind,
  blob,
  size: 1,
  verifyCode: blob,
  at: when,
  signatures: [],
});

function signing(state: CaseState, when: Instant): Extract<Move, { do: 'complete' }>['signed'] & object {
  const draft = state.documents.findLast((one) => one.kind === 'result');
  return {
    document: draft?.id ?? ('nothing' as DocumentId),
    blobBefore: draft?.blob ?? '',
    blob: `${draft?.blob}+`,
    size: 2,
    signatures: [{ signer: chair, name: 'Chủ tịch', position: 'Chủ tịch', at: when }],
  };
}

/** The law of the case in a few lines: which moves are taken, and the word with which the others are refused. */
function lawOf(pack: Pack, state: CaseState, move: Move): 'taken' | 'nothing' | readonly RefusalCode[] {
  const stage = state.stage.at;
  const isReady = state.finished !== undefined;
  const asked = state.supplements.filter((one) => state.clock !== undefined && one.asked >= state.clock.received).length;
  switch (move.do) {
    case 'receive':
      return stage === 'submitted' ? 'taken' : ['case-not-open'];
    case 'complete': {
      if (stage !== 'open') return ['case-not-open'];
      const task = state.tasks.find((one) => one.id === move.task);
      if (task === undefined) return ['task-not-open'];
      return isReady && state.tasks.length === 1 && owed(state) > 0 ? ['fee-not-paid'] : 'taken';
    }
    case 'finish-job':
      return state.jobs.some((job) => job.id === move.job) ? 'taken' : ['task-not-open'];
    case 'supplement':
      if ((stage !== 'submitted' && stage !== 'open') || isReady) return ['case-not-open'];
      if (stage === 'open' && asked > 0) return ['already-supplemented'];
      return move.reasons.length > 0 && move.note.trim() !== '' ? 'taken' : ['reason-needed'];
    case 'answer':
      return stage === 'waiting' ? 'taken' : ['case-not-open'];
    case 'extend':
      if (stage !== 'open' || isReady) return ['case-not-open'];
      if (state.clock?.extended !== undefined) return ['already-extended'];
      return pack.reasons.extension.length > 0 && move.note.trim() !== '' ? 'taken' : ['reason-needed'];
    case 'take-fee':
      if (state.paid !== undefined) return ['fee-already-paid'];
      if (state.code === undefined || state.fee.total === 0) return ['case-not-open'];
      return state.stage.at === 'closed' && state.stage.outcome !== 'granted' ? ['case-not-open'] : 'taken';
    case 'refuse':
      if (stage === 'closed' || isReady) return ['case-not-open'];
      return move.note.trim() !== '' && move.reason !== 'no-such-reason' ? 'taken' : ['reason-needed'];
    case 'withdraw':
      return stage === 'closed' || isReady ? ['case-not-open'] : 'taken';
    case 'attach-paper':
      return 'taken';
    case 'consent':
      return ['not-found'];
    case 'set-clock':
      return state.clock === undefined || stage === 'closed' || isReady || stands(state, 'obligation') === move.stands ? 'nothing' : 'taken';
    case 'fire-timers':
    case 'end-child':
      return 'nothing';
  }
}

const stands = (state: CaseState, why: 'supplement' | 'obligation'): boolean =>
  state.clock?.pauses.some((pause) => pause.to === undefined && pause.why === why) ?? false;

/** What holds in every state, whatever was done. */
function isSound(state: CaseState, before: CaseState): void {
  const { clock, stage } = state;
  assert.ok(clock === undefined || clock.due >= clock.received, `due ${clock?.due} before reception ${clock?.received}`);
  assert.ok(state.supplements.filter((one) => clock !== undefined && one.asked >= clock.received).length <= 1, 'two supplements after reception');
  assert.ok(stage.at !== 'closed' || (state.tasks.length === 0 && state.jobs.length === 0 && state.timers.length === 0), 'a closed case owes a step');
  assert.ok(stage.at !== 'submitted' || (clock === undefined && state.process === undefined), 'a clock before reception');
  assert.equal(state.tasks.length > 0 && state.process === undefined, false, 'a task without a process');
  assert.equal(new Set([...state.tasks, ...state.jobs].map((one) => one.id)).size, state.tasks.length + state.jobs.length, 'two steps with one id');
  assert.equal(
    stands(state, 'supplement'),
    stage.at === 'waiting' && clock !== undefined,
    'the clock stands for a supplement exactly while the citizen is asked',
  );
  assert.ok((stage.at !== 'closed' && state.finished === undefined) || !stands(state, 'obligation'), 'the clock stands still for work that has ended');
  assert.ok(stage.at !== 'closed' || stage.outcome !== 'granted' || owed(state) === 0, 'handed over unpaid');
  assert.ok(stage.at !== 'closed' || stage.outcome !== 'granted' || state.documents.some((one) => one.signatures.length > 0), 'granted without a signature');
  assert.ok(owed(state) >= 0 && Number.isSafeInteger(owed(state)));
  assert.ok([1, 3, 4, 5, 8, 9, 10].includes(statusOfCase(state)));
  // What is once said stays said.
  assert.deepEqual([state.id, state.tracking, state.submitted, state.pack], [before.id, before.tracking, before.submitted, before.pack]);
  if (before.code !== undefined) assert.deepEqual([state.code, state.receivedBy, clock?.received], [before.code, before.receivedBy, before.clock?.received]);
  if (before.paid !== undefined) assert.deepEqual(state.paid, before.paid);
  if (before.stage.at === 'closed') assert.deepEqual(state.stage, before.stage);
  if (before.finished !== undefined) assert.equal(state.finished, before.finished);
}

/** A seed that is printed when it fails is enough to repeat the run. */
const runs = { numRuns: 400, seed: 20_221_115 } as const;

for (const pack of simple) {
  const filings = filingsOf(pack);

  test(`${pack.id}: whatever is tried in whatever order, the law of the case holds and the entries tell the state`, () => {
    const ends = new Set<string>();
    fc.assert(
      fc.property(fc.nat(filings.length - 1), fc.array(aTry, { minLength: 5, maxLength: 30 }), (which, tries) => {
        const filed = filings[which];
        assert.ok(filed !== undefined);
        const filing = {
          id: 'case' as CaseId,
          tracking: '000000000000' as TrackingCode,
          unit: 1 as UnitId,
          channel: 'online' as const,
          applicant: { id: citizen, name: 'A', phone: '+84905000000' },
        };
        const opened = open(pack, { ...filing, answers: filed.answers, files: [] }, filed.at, hash);
        assert.ok(!isRefusal(opened));
        const entries: CaseEntry[] = [...opened];
        let state = foldAll(entries);
        let now = instant(filed.at);
        for (const one of tries) {
          assert.ok(state !== undefined);
          now = plusMs(now, one.minutes * 60_000);
          const facts: CaseFacts = { now, calendar, hash };
          const move = moveOf(pack, state, one, now);
          const law = lawOf(pack, state, move);
          const done = advance(pack, state, move, facts);
          if (typeof law === 'object')
            assert.ok(
              isRefusal(done) && law.includes(done.refused),
              `${move.do} at ${state.stage.at}: ${JSON.stringify(done).slice(0, 200)}, the law says ${law.join()}`,
            );
          else assert.ok(!isRefusal(done), `${move.do} at ${state.stage.at} was refused: ${JSON.stringify(done)}`);
          if (isRefusal(done)) continue;
          if (law === 'taken') assert.ok(done.length > 0, move.do);
          assert.ok(done.every((entry) => entry.at === now));
          const before: CaseState = state;
          for (const entry of done) state = fold(state, entry);
          entries.push(...done);
          assert.ok(state !== undefined);
          isSound(state, before);
        }
        // As it comes back from the database: the same state, and it can go on from there.
        const stored = JSON.parse(JSON.stringify(entries)) as readonly CaseEntry[];
        assert.deepEqual(JSON.parse(JSON.stringify(foldAll(stored))), JSON.parse(JSON.stringify(state)));
        ends.add(state?.stage.at === 'closed' ? state.stage.outcome : (state?.stage.at ?? ''));
      }),
      runs,
    );
    assert.deepEqual([...ends].toSorted(), ['granted', 'open', 'refused', 'submitted', 'waiting', 'withdrawn'], 'every end was reached');
  });

  test(`${pack.id}: a state read back from JSON takes the same next step`, () => {
    for (const story of pack.stories) {
      const submitted = story.when[0];
      if (submitted?.do !== 'submit' || submitted.expect?.refused !== undefined) continue;
      const filed = filings.find((one) => one.at === submitted.at);
      if (filed === undefined) continue;
      const filing = {
        id: 'case' as CaseId,
        tracking: '000000000000' as TrackingCode,
        unit: 1 as UnitId,
        channel: 'online' as const,
        applicant: { id: citizen, name: 'A', phone: '+84905000000' },
      };
      const opened = open(pack, { ...filing, answers: filed.answers, files: [] }, filed.at, hash);
      let state = isRefusal(opened) ? undefined : foldAll(opened);
      for (const wish of ['receive', 'complete', 'finish-job', 'complete', 'finish-job', 'complete'] as const) {
        if (state === undefined) break;
        const twin = JSON.parse(JSON.stringify(state)) as CaseState;
        const step = (from: CaseState): readonly CaseEntry[] | Refusal =>
          advance(pack, from, moveOf(pack, from, { do: wish, pick: 0, minutes: 0, isReasoned: true }, filed.at), { now: filed.at, calendar, hash });
        const [one, other]: readonly (readonly CaseEntry[] | Refusal)[] = [step(state), step(twin)];
        assert.deepEqual(JSON.parse(JSON.stringify(other)), JSON.parse(JSON.stringify(one)), `${story.name} ${wish}`);
        if (one !== undefined && !isRefusal(one)) for (const entry of one) state = fold(state, entry);
      }
    }
  });
}
