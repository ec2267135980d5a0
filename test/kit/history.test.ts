import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { CaseEntry } from '../../src/kernel/case/case.ts';
import { foldAll } from '../../src/kernel/case/case.ts';
import { chainHash } from '../../src/kernel/ledger/ledger.ts';
import type { Attempt, Entry, History, Key, Row } from './history.ts';
import { checkHistory } from './history.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const [citizen, desk, chair, system] = ['dan', 'mot-cua', 'chu-tich', 'may'];

type Step = { readonly actor: string; readonly deed?: Attempt['deed']; readonly entries: readonly object[] };

const step = { process: { tokens: [] }, open: [], close: [], openJobs: [], closeJobs: [], setTimers: [], clearTimers: [], data: {}, incidents: [] };
const at = '2022-11-15T08:40:00+07:00';

/** A whole case, told by its deeds. */
function stepsOf(id: string, tracking: string, number: number): readonly Step[] {
  const task = { id: `t${number}`, element: 'check', name: 'Thẩm tra', role: 'officer', sign: false, opened: at };
  const document = { id: `d-${id}`, kind: 'result', title: 'Kết quả', blob: hash(`draft ${id}`), size: 1, verifyCode: id, at, signatures: [] };
  const signatures = [{ signer: chair, name: 'Chủ tịch', position: 'Chủ tịch', at }];
  const fee = { total: 8000, lines: [] };
  const clock = { rule: { kind: 'same-day', cutOff: '15:00' }, received: at, due: '2022-11-15T17:30:00+07:00', because: { vi: '', en: '' }, pauses: [] };
  return [
    {
      actor: citizen,
      deed: 'submit',
      entries: [
        {
          what: 'case-submitted',
          at,
          id,
          tracking,
          pack: { id: 'p', version: '1', hash: 'h' },
          unit: 1,
          channel: 'online',
          applicant: { id: null, name: 'A', phone: '1' },
          answers: {},
          files: [],
          fee,
        },
      ],
    },
    {
      actor: desk,
      deed: 'receive',
      entries: [{ what: 'case-received', at, code: `H47.31-221115-000${number}`, by: desk, clock, fee, moved: { ...step, open: [task] } }],
    },
    { actor: system, entries: [{ what: 'document-made', at, document }] },
    {
      actor: desk,
      deed: 'work',
      entries: [
        {
          what: 'task-completed',
          at,
          task: task.id,
          element: 'check',
          name: 'Thẩm tra',
          by: desk,
          result: {},
          moved: { ...step, close: [task.id], data: { ok: true } },
        },
      ],
    },
    {
      actor: chair,
      deed: 'sign',
      entries: [
        { what: 'document-signed', at, document: document.id, blob: hash(`signed ${id}`), size: 2, signatures },
        { what: 'task-completed', at, task: 'ky', element: 'sign', name: 'Ký', by: chair, result: {}, moved: step },
        { what: 'result-ready', at },
      ],
    },
    { actor: desk, deed: 'fee', entries: [{ what: 'fee-taken', at, payment: { amount: 8000, at, serial: `BL-22-00000${number}`, by: desk } }] },
  ];
}

function countUp(): () => number {
  let last = 0;
  return () => {
    last += 1;
    return last;
  };
}

/** Two whole cases with nothing wrong: each command acknowledged, some sent again, one refused, one unknown. */
function sound(): History {
  const [attempts, entries, rows, keys]: [Attempt[], Entry[], Row[], Key[]] = [[], [], [], []];
  const clock = countUp();
  for (const number of [1, 2]) {
    const [id, tracking, code] = [`case-${number}`, `10000000000${number}`, `H47.31-221115-000${number}`];
    const told: object[] = [];
    let last = '';
    for (const { actor, deed, entries: fresh } of stepsOf(id, tracking, number)) {
      for (const entry of fresh) {
        last = chainHash(hash, last, told.length + 1, { actor, role: 'r' }, entry as never);
        entries.push({ case: id, seq: told.length + 1, what: (entry as CaseEntry).what, entry: entry as never, actor, role: 'r', hash: last });
        told.push(entry);
      }
      const key = `${id}-${told.length}`;
      const hasCode = deed !== 'submit';
      keys.push({ sender: actor, key, receipt: { id, tracking, code: hasCode ? code : null, version: told.length } });
      if (deed === undefined) continue;
      const sending = (answer: Attempt['answer']): Attempt => ({
        sender: actor,
        key,
        deed,
        on: deed === 'submit' ? '' : tracking,
        from: clock(),
        to: clock(),
        answer,
        ...(answer === 'ok' ? { said: hasCode ? code : tracking } : {}),
      });
      if (number === 2) attempts.push(sending('unknown'));
      attempts.push(sending('ok'), sending('ok'));
    }
    const state = foldAll(told as readonly CaseEntry[]);
    rows.push({ case: id, tracking, code, version: told.length, hash: last, stage: 'open', paid: true, state: JSON.parse(JSON.stringify(state)) });
  }
  attempts.push({ sender: desk, key: 'tu-choi', deed: 'receive', on: '100000000001', from: 90, to: 91, answer: 'fail' });
  attempts.push({ sender: citizen, key: 'mat-tich', deed: 'submit', on: '', from: 92, to: 93, answer: 'unknown' });
  const counters = [
    { name: 'case/H47.31/2022-11-15', value: 2 },
    { name: 'fee/H47.31/2022', value: 2 },
  ];
  const blobs = new Set(['case-1', 'case-2'].flatMap((id) => [hash(`draft ${id}`), hash(`signed ${id}`)]));
  return { attempts, entries, rows, keys, counters, blobs };
}

test('a sound history has no findings', () => assert.deepEqual(checkHistory(sound()), []));

const rowsWith = (history: History, change: (row: Row) => Partial<Row>): History => ({
  ...history,
  rows: history.rows.map((row) => (row.case === 'case-1' ? { ...row, ...change(row) } : row)),
});
const stateWith = (history: History, change: object): History => rowsWith(history, (row) => ({ state: { ...row.state, ...change } as never }));
const entriesWithout = (history: History, what: string): readonly Entry[] => history.entries.filter((entry) => entry.case !== 'case-1' || entry.what !== what);
const entryWith = (history: History, what: string, change: (entry: Entry) => Partial<Entry>): History => ({
  ...history,
  entries: history.entries.map((entry) => (entry.case === 'case-1' && entry.what === what ? { ...entry, ...change(entry) } : entry)),
});

/** Every hash made anew, as a forger with the database would: only the meaning is wrong then. */
function rehashed(history: History): History {
  const last = new Map<string, { hash: string; seq: number }>();
  const entries = history.entries.map((entry) => {
    const before = last.get(entry.case) ?? { hash: '', seq: 0 };
    const made = chainHash(hash, before.hash, entry.seq, entry, entry.entry as never);
    last.set(entry.case, { hash: made, seq: entry.seq });
    return { ...entry, hash: made };
  });
  return { ...history, entries, rows: history.rows.map((row) => ({ ...row, hash: last.get(row.case)?.hash ?? '' })) };
}

/** What was forged, and what the checker has to say of it. */
const forgeries: Readonly<Record<string, readonly [string, (history: History) => History]>> = {
  'an acknowledged submission that is gone': [
    'was acknowledged and is not there',
    (history) => ({ ...history, keys: history.keys.filter((key) => key.key !== 'case-1-1') }),
  ],
  'an acknowledged step without its entry': ['left 0 entries', (history) => rehashed({ ...history, entries: entriesWithout(history, 'fee-taken') })],
  'a case that is gone': ['there is no case', (history) => ({ ...history, rows: history.rows.filter((row) => row.case !== 'case-1') })],
  'a refused command that is there': [
    'was refused and is there',
    (history) => ({
      ...history,
      keys: [...history.keys, { sender: desk ?? '', key: 'tu-choi', receipt: { id: 'case-1', tracking: '100000000001', code: null, version: 8 } }],
    }),
  ],
  'a command both acknowledged and refused': [
    'was acknowledged and also refused',
    (history) => ({
      ...history,
      attempts: history.attempts.map((one) => (one.key === 'tu-choi' ? { ...one, sender: citizen ?? '', key: 'case-1-1' } : one)),
    }),
  ],
  'another answer to a second sending': [
    'was answered differently',
    (history) => ({
      ...history,
      attempts: history.attempts.map((one, place) => (place === 1 ? { ...one, said: '999999999999' } : one)),
    }),
  ],
  'two commands with one case': [
    'got one case',
    (history) => ({
      ...history,
      attempts: [...history.attempts, { sender: citizen ?? '', key: 'khac', deed: 'submit', on: '', from: 94, to: 95, answer: 'ok', said: '100000000001' }],
      keys: [...history.keys, { sender: citizen ?? '', key: 'khac', receipt: { id: 'case-1', tracking: '100000000001', code: null, version: 1 } }],
    }),
  ],
  'a step done to another case': [
    'was meant for',
    (history) => ({
      ...history,
      attempts: history.attempts.map((one) => (one.key === 'case-1-2' ? { ...one, on: '100000000002' } : one)),
    }),
  ],
  'an entry that nobody asked for': [
    '1 entries, 0 commands',
    (history) => ({
      ...history,
      attempts: history.attempts.filter((one) => one.key !== 'case-1-4'),
      keys: history.keys.filter((key) => key.key !== 'case-1-4'),
    }),
  ],
  'a key without a receipt': [
    'has no receipt',
    (history) => ({ ...history, keys: history.keys.map((key) => (key.key === 'case-1-3' ? { ...key, receipt: null } : key)) }),
  ],
  'a key that is there twice': ['is there twice', (history) => ({ ...history, keys: [...history.keys, ...history.keys.slice(0, 1)] })],
  'a gap in the versions': [
    'entries 1 2 3 4 5 6 7 9',
    (history) => ({
      ...history,
      entries: history.entries.map((entry) => (entry.case === 'case-1' && entry.seq === 8 ? { ...entry, seq: 9 } : entry)),
    }),
  ],
  'a version the ledger does not reach': ['8 entries, version 9', (history) => rowsWith(history, (row) => ({ version: row.version + 1 }))],
  'entries without a row': ['which has no row', (history) => ({ ...history, rows: history.rows.slice(1) })],
  'a tracking code given twice': [
    'a tracking code was given twice',
    (history) => ({ ...history, rows: history.rows.map((row) => ({ ...row, tracking: '100000000001' })) }),
  ],
  'a case code given twice': ['1 is out of order', (history) => ({ ...history, rows: history.rows.map((row) => ({ ...row, code: 'H47.31-221115-0001' })) })],
  'a gap in the case codes': [
    '3 is out of order',
    (history) => ({
      ...history,
      rows: history.rows.map((row) => (row.case === 'case-2' ? { ...row, code: 'H47.31-221115-0003' } : row)),
    }),
  ],
  'a counter that ran ahead': ['the counter says 3', (history) => ({ ...history, counters: history.counters.map((one) => ({ ...one, value: 3 })) })],
  'a later command that stands before an earlier one': [
    'stands behind it',
    (history) => ({
      ...history,
      attempts: history.attempts.map((one) => (one.key === 'case-1-7' || one.key === 'case-1-8' ? { ...one, from: one.from - 100, to: one.to - 100 } : one)),
    }),
  ],
  'a fee taken twice': [
    'the fee was taken 2 times',
    (history) => {
      const fee = history.entries.find((entry) => entry.case === 'case-1' && entry.what === 'fee-taken');
      const entries = history.entries.flatMap((entry) => (entry === fee ? [entry, { ...entry, seq: 9 }] : [entry]));
      return rehashed({ ...history, entries, rows: history.rows.map((row) => (row.case === 'case-1' ? { ...row, version: 9 } : row)) });
    },
  ],
  'a fee of another amount': [
    'paid 7000, owed 8000',
    (history) =>
      rehashed(
        stateWith(
          entryWith(history, 'fee-taken', ({ entry }) => ({ entry: { ...entry, payment: { amount: 7000, at, serial: 'BL-22-000001', by: desk ?? '' } } })),
          { paid: { amount: 7000, at, serial: 'BL-22-000001', by: desk } },
        ),
      ),
  ],
  'a paid fee the row does not know': ['the row says false', (history) => rowsWith(history, () => ({ paid: false }))],
  'a receipt number left out': [
    'fee/H47.31/2022: 2 is out of order',
    (history) =>
      rehashed(
        stateWith(
          entryWith(history, 'fee-taken', ({ entry }) => ({ entry: { ...entry, payment: { amount: 8000, at, serial: 'BL-22-000009', by: desk ?? '' } } })),
          { paid: { amount: 8000, at, serial: 'BL-22-000009', by: desk } },
        ),
      ),
  ],
  'a document signed twice': [
    'a document was signed twice',
    (history) => {
      const signed = history.entries.find((entry) => entry.case === 'case-1' && entry.what === 'document-signed');
      return { ...history, entries: signed === undefined ? [] : [...history.entries, { ...signed, seq: 9 }] };
    },
  ],
  'a file that is gone': ['are gone', (history) => ({ ...history, blobs: new Set([...history.blobs].filter((blob) => blob !== hash('signed case-1'))) })],
  'an old entry changed': [
    'the chain breaks at 1',
    (history) => entryWith(history, 'case-submitted', ({ entry }) => ({ entry: { ...entry, channel: 'counter' } })),
  ],
  'another actor under an old entry': ['the chain breaks at 3', (history) => entryWith(history, 'document-made', () => ({ actor: 'ai-do' }))],
  'a row with a hash of its own': ['another hash than its last entry', (history) => rowsWith(history, () => ({ hash: hash('x') }))],
  'a state the ledger does not tell': ['answers is not what the ledger tells', (history) => stateWith(history, { answers: { child: 'khac' } })],
  'a stage the ledger does not tell': ['the row stands at closed', (history) => rowsWith(history, () => ({ stage: 'closed' }))],
  'a finished step that is open again': [
    'tasks is not what the ledger tells',
    (history) => rowsWith(history, (row) => ({ state: { ...row.state, tasks: [{ id: 't1' }] } })),
  ],
};

for (const [name, [finding, forge]] of Object.entries(forgeries)) {
  test(`${name} is found`, () => {
    const found = checkHistory(forge(sound()));
    assert.ok(
      found.some((one) => one.includes(finding)),
      found.join('\n'),
    );
  });
}
