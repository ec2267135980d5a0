import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseCode, CaseId, DocumentId, PersonId, TrackingCode, UnitId } from '../../base/id.ts';
import { instant } from '../../base/time.ts';
import { fold, foldAll } from './fold.ts';
import type { CaseEntry, CaseState, Moved, OpenTask } from './state.ts';
import { owed, resultOf, statusOfCase } from './state.ts';

const at = instant('2022-11-15T08:40:00+07:00');
const later = instant('2022-11-15T10:00:00+07:00');
const desk = 'desk' as PersonId;

const submitted: CaseEntry = {
  what: 'case-submitted',
  at,
  id: 'case' as CaseId,
  tracking: '100000000008' as TrackingCode,
  pack: { id: 'p', version: '1.0.0', hash: 'h' },
  unit: 1 as UnitId,
  channel: 'online',
  applicant: { id: null, name: 'A', phone: '+84905000000' },
  answers: { name: 'A' },
  files: [],
  fee: { total: 8000, lines: [] },
};
const task = (id: string): OpenTask => ({ id, element: id, name: id, role: 'officer', sign: false, opened: at });
const still: Moved = {
  process: {} as Moved['process'],
  open: [],
  close: [],
  openJobs: [],
  closeJobs: [],
  setTimers: [],
  clearTimers: [],
  data: {},
  incidents: [],
};
const clock = { rule: { kind: 'hours', hours: 8 }, received: at, due: later, because: { vi: '', en: '' }, pauses: [] } as const;
const received: CaseEntry = {
  what: 'case-received',
  at,
  code: 'H47-221115-0001' as CaseCode,
  by: desk,
  clock,
  fee: { total: 8000, lines: [] },
  moved: { ...still, open: [task('a'), task('b')], setTimers: [{ id: 't', due: later }], data: { found: 1 } },
};
const told = (...entries: readonly CaseEntry[]): CaseState => {
  const state = foldAll([submitted, ...entries]);
  assert.ok(state !== undefined);
  return state;
};

test('nothing but a submission makes a case', () => {
  assert.equal(fold(undefined, received), undefined);
  assert.equal(foldAll([received, { what: 'result-ready', at }]), undefined);
  assert.deepEqual(foldAll([received, submitted])?.stage, { at: 'submitted' });
});

test('reception opens the steps, the timers, the clock and the case code', () => {
  const state = told(received);
  assert.deepEqual(
    [state.stage, state.code, state.receivedBy, state.clock?.due, state.tasks.map((one) => one.id), state.timers.length, state.data],
    [{ at: 'open' }, 'H47-221115-0001', desk, later, ['a', 'b'], 1, { found: 1 }],
  );
});

test('a step closes what it ended, opens what follows and adds what was found', () => {
  const moved: Moved = { ...still, close: ['a'], open: [task('c')], clearTimers: ['t'], data: { found: 2, more: true } };
  const state = told(received, { what: 'task-completed', at: later, task: 'a', element: 'a', name: 'a', by: desk, result: {}, moved });
  assert.deepEqual([state.tasks.map((one) => one.id), state.timers, state.data], [['b', 'c'], [], { found: 2, more: true }]);
});

test('a supplement stops the clock and its answer starts it; before reception there is none to stop', () => {
  const ask: CaseEntry = { what: 'supplement-requested', at: later, reasons: ['x'], note: 'Thiếu.', by: desk };
  const early = told(ask);
  assert.deepEqual([early.stage, early.clock], [{ at: 'waiting', on: 'citizen', since: later, before: 'submitted' }, undefined]);
  const state = told(received, ask);
  assert.deepEqual([state.stage.at, state.clock?.pauses], ['waiting', [{ from: later, why: 'supplement' }]]);
  const answer: CaseEntry = {
    what: 'supplement-answered',
    at: later,
    answers: { name: 'B' },
    files: [],
    fee: { total: 0, lines: [] },
    clock: { ...clock, pauses: [{ from: later, to: later, why: 'supplement' }] },
  };
  const again = told(received, ask, answer);
  assert.deepEqual([again.stage, again.answers, again.fee.total, again.supplements[0]?.answered], [{ at: 'open' }, { name: 'B' }, 0, later]);
  assert.deepEqual(told(ask, { ...answer, clock: undefined } as never).stage, { at: 'submitted' });
});

test('a signature changes its own paper alone', () => {
  const paper = (id: string) => ({ id: id as DocumentId, kind: 'result' as const, title: id, blob: 'a', size: 1, verifyCode: id, at, signatures: [] });
  const state = told(
    received,
    { what: 'document-made', at, document: paper('one') },
    { what: 'document-made', at, document: paper('two') },
    {
      what: 'document-signed',
      at,
      document: 'two' as DocumentId,
      blob: 'b',
      size: 2,
      signatures: [{ signer: desk, name: 'A', position: '', at }],
    },
  );
  assert.deepEqual(
    state.documents.map((one) => [one.id, one.blob, one.signatures.length]),
    [
      ['one', 'a', 0],
      ['two', 'b', 1],
    ],
  );
  assert.equal(resultOf(state)?.id, 'two');
});

test('a refused, withdrawn or closed case owes nobody a step', () => {
  const ends: readonly CaseEntry[] = [
    { what: 'case-refused', at: later, reason: 'x', note: 'Vì.', by: desk },
    { what: 'case-withdrawn', at: later, by: desk },
    { what: 'case-closed', at: later, outcome: 'granted' },
  ];
  for (const end of ends) {
    const state = told(received, end);
    assert.deepEqual([state.stage.at, state.tasks, state.jobs, state.timers], ['closed', [], [], []], end.what);
  }
});

test('each state has its number of the national portal', () => {
  const ask: CaseEntry = { what: 'supplement-requested', at: later, reasons: ['x'], note: 'Thiếu.', by: desk };
  const refusal: CaseEntry = { what: 'case-refused', at: later, reason: 'x', note: 'Vì.', by: desk };
  const ready: CaseEntry = { what: 'result-ready', at: later };
  const closed: CaseEntry = { what: 'case-closed', at: later, outcome: 'granted' };
  const status = (...entries: readonly CaseEntry[]): number => statusOfCase(told(...entries));
  assert.deepEqual(
    [
      status(),
      status(refusal),
      status(received),
      status(received, ask),
      status(received, refusal),
      status(received, { what: 'case-withdrawn', at: later, by: desk }),
      status(received, ready),
      status(received, ready, closed),
    ],
    [1, 3, 4, 5, 8, 8, 9, 10],
  );
});

test('a fee is owed until it is taken', () => {
  const state = told(received);
  assert.equal(owed(state), 8000);
  const paid = told(received, { what: 'fee-taken', at: later, payment: { amount: 8000, at: later, serial: 'BL-22-000001', by: desk } });
  assert.equal(owed(paid), 0);
});
