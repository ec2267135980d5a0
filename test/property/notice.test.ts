import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { UnitId } from '../../src/base/id.ts';
import { instant, plusMs } from '../../src/base/time.ts';
import type { CaseEntry } from '../../src/kernel/case/case.ts';
import type { CaseToldOf } from '../../src/kernel/notice/notice.ts';
import { isForNamed, messageOf, noticeKinds, tellingsOf, tellingsOfPromise, textMessageOf } from '../../src/kernel/notice/notice.ts';

const at = instant('2022-11-15T08:40:00+07:00');
const unit = 305 as UnitId;
/** Unlike anything a message says: names, answers and numbers of a person are made of these letters only. */
const canary = fc.string({ unit: fc.constantFrom('Ω', 'Ж', '☂'), minLength: 4, maxLength: 30 });
const places = { nameOf: () => 'UBND phường An Xuân', hoursOf: () => '07:30-11:30, 13:30-17:00' };

/** Every kind of entry with the canary wherever an entry can hold something about a person. */
function entriesWith(secret: string, minutes: number): readonly CaseEntry[] {
  const clock = { rule: { kind: 'working-days', days: 3 }, received: at, due: plusMs(at, minutes * 60_000), because: { vi: secret, en: secret }, pauses: [] };
  const open = [{ id: 't1', element: secret, name: secret, role: secret, form: secret, sign: true, opened: at, input: { a: secret } }];
  const moved = {
    open,
    process: { a: secret },
    close: [secret],
    openJobs: [],
    closeJobs: [],
    setTimers: [],
    clearTimers: [],
    data: { a: secret },
    incidents: [],
  };
  const person = { id: secret, name: secret, phone: secret };
  const made = { id: secret, kind: 'result', title: secret, blob: secret, signatures: [{ name: secret }] };
  const party = { id: secret, consent: secret, name: secret, idNumber: secret, of: secret };
  const fee = { total: 24_000, lines: [{ label: secret, quantity: 1, unitPrice: 24_000, amount: 24_000 }], exempt: secret };
  const entries = [
    { what: 'case-submitted', id: secret, tracking: secret, unit, applicant: person, answers: { a: secret, b: { c: secret } }, files: [{ name: secret }], fee },
    { what: 'case-received', code: secret, by: secret, clock, fee, moved },
    { what: 'task-completed', task: secret, element: secret, name: secret, by: secret, result: { a: secret }, moved },
    { what: 'job-completed', job: secret, element: secret, moved },
    { what: 'child-ended', child: secret, outcome: 'granted', moved },
    { what: 'timers-fired', moved },
    { what: 'document-made', document: made },
    { what: 'document-signed', document: secret, blob: secret, signatures: [{ name: secret }] },
    { what: 'supplement-requested', reasons: [secret, secret], note: secret, by: secret, moved },
    { what: 'supplement-answered', answers: { a: secret }, files: [{ name: secret }], fee, clock, moved },
    { what: 'supplement-answered', answers: { a: secret }, files: [], fee, clock, parties: [party], moved },
    {
      what: 'supplement-answered',
      answers: { a: secret },
      files: [],
      fee,
      clock,
      parties: [{ ...party, answer: { says: 'agreed', how: 'paper', at } }],
      moved,
    },
    { what: 'consent-said', party, says: 'agreed', how: 'signed-in', of: secret, by: secret, awaits: 0, clock },
    { what: 'case-extended', reason: secret, note: secret, by: secret, clock },
    { what: 'payment-received', obligation: secret, case: secret, serial: secret, amount: 8000, via: secret, left: 0 },
    { what: 'payment-set', obligation: secret, case: secret, setter: secret, notice: secret, amount: 90_000, due: at },
    { what: 'payment-refund-confirmed', refund: secret, obligation: secret, case: secret, amount: 8000 },
    { what: 'payment-refund-sent', refund: secret, case: secret, unit, amount: 8000, by: 'bank' },
    { what: 'payment-refund-sent', refund: secret, case: secret, unit, amount: 8000, by: 'counter' },
    { what: 'rating-asked', case: secret, pack: secret },
    { what: 'fee-taken', payment: { amount: 8000, at, serial: secret, by: secret } },
    { what: 'case-refused', reason: secret, note: secret, by: secret },
    { what: 'case-withdrawn', by: secret },
    { what: 'result-ready' },
    { what: 'case-closed', outcome: 'granted' },
  ];
  return entries.map((entry) => ({ at, ...entry })) as unknown as readonly CaseEntry[];
}

const about = (ref: string): CaseToldOf => ({ ref, unit, playedBy: () => 'officer', paid: 0, isUnreceived: true });
const code = fc.constantFrom('482710936652', 'H47.31.25-221115-0001', `${'H47.'.repeat(8)}125-221115-0001`);
const origin = fc.constantFrom('http://127.0.0.1:8080', 'https://dichvucong.quangnam.gov.vn', `https://${'a'.repeat(80)}.gov.vn`);

test('no answer, name, telephone or number of a case can appear in anything that leaves the house', () => {
  const told = new Set<string>();
  fc.assert(
    fc.property(canary, code, origin, fc.nat(20_000), (secret, ref, from, minutes) => {
      const tellings = [
        ...entriesWith(secret, minutes).flatMap((entry) => [
          ...tellingsOf(entry, { ...about(ref), ratingKey: 'r4te' }),
          ...tellingsOf(entry, { ...about(ref), report: { ref: 'PA-221115-0007', key: 'k3y' } }),
        ]),
        ...(['near', 'passed'] as const).flatMap((moment) => tellingsOfPromise(moment, { ref, due: at, holders: [{ role: secret, unit }] })),
      ];
      for (const { kind, facts } of tellings) {
        told.add(kind);
        for (const lang of ['vi', 'en'] as const) {
          const message = messageOf(kind, facts, lang, { origin: from, places });
          const texts = [message.title, message.text, message.link, textMessageOf(kind, facts, lang, { origin: from, places }), JSON.stringify(facts)];
          for (const text of texts) assert.ok(!/[ΩЖ☂]/.test(text), `${kind}: ${text}`);
        }
      }
    }),
    { numRuns: 300 },
  );
  assert.deepEqual(
    noticeKinds.filter((kind) => !told.has(kind)),
    [],
    'every kind is told of some entry',
  );
});

test('a text message is one message: 70 characters with diacritics, or 160 of the alphabet of every telephone', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...noticeKinds),
      code,
      origin,
      fc.constantFrom('vi' as const, 'en' as const),
      fc.nat(2_000_000_000),
      (kind, ref, from, lang, amount) => {
        const text = textMessageOf(kind, { ref, due: at, amount, count: amount % 99, where: unit }, lang, { origin: from, places });
        const isPlain = /^[A-Za-z0-9 \n@$!"#%&'()*+,./:;<=>?_-]*$/.test(text);
        assert.ok(text.length <= (isPlain ? 160 : 70), `${text.length}: ${text}`);
        // Who is only named in a case never gets its code.
        assert.equal(text.includes(ref), !isForNamed(kind), text);
      },
    ),
    { numRuns: 2000 },
  );
});
