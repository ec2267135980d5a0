import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PersonId, UnitId } from '../../base/id.ts';
import { instant } from '../../base/time.ts';
import type { CaseEntry } from '../case/case.ts';
import type { Reach } from './notice.ts';
import {
  afterQuiet,
  isForNamed,
  isForOfficers,
  messageOf,
  mostTries,
  nextWay,
  noticeKinds,
  noticeWords,
  plain,
  readEmail,
  tellingsOf,
  tellingsOfPromise,
  textMessageOf,
  ungrouped,
  waitAfter,
  waysTo,
} from './notice.ts';

const places = { nameOf: () => 'UBND phường An Xuân', hoursOf: () => '07:30–11:30, 13:30–17:00' };
const place = { origin: 'https://dichvucong.quangnam.gov.vn', places };
const due = instant('2022-11-16T17:00:00+07:00');
const facts = { ref: 'H47.31.25-221115-0001', due, amount: 24_000, count: 3, where: 305, key: 'q1w2e3' };
const unit = 305 as UnitId;
const about = { ref: facts.ref, unit, playedBy: (role: string) => (role === 'registrar' ? 'officer' : role), paid: 0, isUnreceived: false };

test('between 21:00 and 07:00 a message waits until 07:00 of legal time', () => {
  const cases = [
    ['2022-11-15T20:59:59+07:00', '2022-11-15T20:59:59+07:00'],
    ['2022-11-15T21:00:00+07:00', '2022-11-16T07:00:00+07:00'],
    ['2022-11-15T23:59:59+07:00', '2022-11-16T07:00:00+07:00'],
    ['2022-11-16T00:00:00+07:00', '2022-11-16T07:00:00+07:00'],
    ['2022-11-16T06:59:59+07:00', '2022-11-16T07:00:00+07:00'],
    ['2022-11-16T07:00:00+07:00', '2022-11-16T07:00:00+07:00'],
    ['2022-12-31T22:00:00+07:00', '2023-01-01T07:00:00+07:00'],
  ] as const;
  for (const [at, wanted] of cases) assert.equal(afterQuiet(instant(at)), wanted, at);
});

test('a text message keeps its diacritics only when it fits one message with them', () => {
  const short = textMessageOf('received', { ref: '1', due }, 'vi', { origin: 'http://a', places });
  assert.ok(short.length > 70 || /[ếậ]/.test(short), short);
  const long = textMessageOf('apology', facts, 'vi', place);
  assert.equal(long, 'Ho so H47.31.25-221115-0001 chua xong dung hen, thanh that xin loi ong/ba. Hen lai 17:00 16/11/2022. https://dichvucong.quangnam.gov.vn');
});

test('every kind speaks both languages, names its code and leads somewhere', () => {
  for (const kind of noticeKinds)
    for (const lang of ['vi', 'en'] as const) {
      const message = messageOf(kind, facts, lang, place);
      // Who is only named in a case never gets its code.
      assert.equal(message.text.includes(facts.ref), !isForNamed(kind), `${kind} ${lang}: ${message.text}`);
      assert.ok(!/[{}[\]]|undefined|\.\./.test(message.text), message.text);
      const end = isForNamed(kind) ? '/toi/dong-y' : kind === 'ratingAsked' ? facts.key : facts.ref;
      assert.ok(message.link.startsWith(place.origin) && message.link.includes(end), message.link);
      assert.ok(!/\bbạn\b/i.test(message.text));
      assert.notEqual(message.text, messageOf(kind, facts, lang === 'vi' ? 'en' : 'vi', place).text);
    }
  assert.equal(messageOf('obligation', { ref: '1', amount: 24_000 }, 'vi', place).text, 'Hồ sơ 1: phải nộp 24.000\u00a0đ.');
  assert.match(messageOf('obligation', { ref: '1', amount: 24_000 }, 'en', place).text, /24,000\u00a0đ/);
  assert.equal(messageOf('resultReady', { ref: '1' }, 'vi', place).text, 'Hồ sơ 1 đã có kết quả.');
});

test('people a case names are told by their own ways alone, and the desk only hears of it once all have agreed', () => {
  const reach = { phone: undefined, email: undefined, devices: [], open: new Set(['sms'] as const) };
  assert.deepEqual(waysTo('consentAsked', undefined, reach), [], 'no letter: the desk does not know where they live');
  const party = { id: 'owner', consent: 'owner', name: 'A', idNumber: '049180009871', of: 'seal' };
  const said = { what: 'consent-said', at: due, party, says: 'agreed', how: 'signed-in', of: 'seal', by: 'p' as PersonId } as const;
  const whom = (awaits: number) => tellingsOf({ ...said, awaits }, { ...about, isUnreceived: true }).map(({ kind, to }) => `${kind} ${to.who}`);
  assert.deepEqual(whom(1), ['consentSaid applicant']);
  assert.deepEqual(whom(0), ['consentSaid applicant', 'taskAssigned role']);
});

test('plain letters are letters every telephone has', () => {
  assert.equal(plain('Đăng ký: ƯỠNG ẪỄỖ 24.000\u00a0đ [{~^|€'), 'Dang ky: UONG AEO 24.000 d ');
});

test('reception tells the person of the promise and of the fee, and the officer of the new work, once each', () => {
  const open = [1, 2].map((n) => ({ id: `t${n}`, element: 'check', name: 'Thẩm tra', role: 'registrar', sign: false, opened: due }));
  const entry = {
    what: 'case-received',
    at: due,
    code: facts.ref,
    by: 'p',
    clock: { due },
    fee: { total: 24_000, lines: [] },
    moved: { open },
  } as unknown as CaseEntry;
  assert.deepEqual(
    tellingsOf(entry, about).map(({ kind, to }) => [kind, to.who === 'role' ? `${to.role} ${to.unit}` : to.who]),
    [
      ['received', 'applicant'],
      ['obligation', 'applicant'],
      ['taskAssigned', 'officer 305'],
    ],
  );
});

test('reception tells of what is still owed of the fee, and of nothing where all of it is paid', () => {
  const entry = { what: 'case-received', at: due, clock: { due }, fee: { total: 10_000, lines: [] }, moved: { open: [] } } as unknown as CaseEntry;
  const told = (paid: number) => tellingsOf(entry, { ...about, paid }).map(({ kind, facts: { amount } }) => [kind, amount]);
  assert.deepEqual(told(4_000), [
    ['received', undefined],
    ['obligation', 6_000],
  ]);
  assert.deepEqual(told(10_000), [['received', undefined]]);
});

test('a promise that passes is told to the person as well as to those who hold the case', () => {
  const holders = [{ role: 'officer', unit }];
  assert.deepEqual(
    tellingsOfPromise('near', { ref: '1', due, holders }).map((one) => one.kind),
    ['dueTomorrow'],
  );
  assert.deepEqual(
    tellingsOfPromise('passed', { ref: '1', due, holders }).map((one) => one.kind),
    ['late', 'overdue'],
  );
});

const reach = (change: Partial<Reach> = {}): Reach => ({
  phone: '+84905412768',
  email: undefined,
  devices: [],
  open: new Set(['sms', 'zalo', 'email', 'push']),
  ...change,
});

test('nobody is left without a way: telephone, then paper at the desk', () => {
  assert.deepEqual(waysTo('received', undefined, reach()), [{ channel: 'sms' }]);
  assert.deepEqual(waysTo('received', ['email'], reach()), [{ channel: 'sms' }], 'the wished way does not exist');
  assert.deepEqual(waysTo('received', undefined, reach({ phone: undefined })), [{ channel: 'paper' }]);
  assert.deepEqual(waysTo('received', undefined, reach({ open: new Set(['push']) })), [{ channel: 'paper' }], 'no gate for text messages');
  assert.deepEqual(waysTo('received', ['zalo'], reach()), [{ channel: 'zalo' }]);
  assert.deepEqual(waysTo('received', ['push', 'email'], reach({ devices: ['a', 'b'], email: 'an@example.vn' })), [
    { channel: 'push', device: 'a' },
    { channel: 'push', device: 'b' },
    { channel: 'email' },
  ]);
  assert.deepEqual(waysTo('received', [], reach()), [], 'whoever wants no messages reads the list in the house');
  assert.deepEqual(waysTo('taskAssigned', undefined, reach()), [], 'officers have their queue');
  assert.deepEqual(
    ['zalo', 'push', 'email', 'sms', 'paper'].map((channel) => nextWay(channel as 'sms')),
    ['sms', 'sms', 'sms', 'paper', undefined],
  );
});

test('a rating is asked while it is not given, and nobody is sent a letter for it', () => {
  const entry = { what: 'rating-asked', at: due } as const;
  const [asked, ...more] = tellingsOf(entry, { ...about, ratingKey: 'q1w2e3' });
  assert.deepEqual([asked?.kind, asked?.to.who, more.length], ['ratingAsked', 'applicant', 0]);
  assert.equal(messageOf('ratingAsked', asked?.facts ?? facts, 'vi', place).link, 'https://dichvucong.quangnam.gov.vn/danh-gia/q1w2e3');
  assert.deepEqual(tellingsOf(entry, about), [], 'it was given meanwhile');
  const nobody: Reach = { phone: undefined, email: undefined, devices: [], open: new Set(['sms']) };
  assert.deepEqual(waysTo('ratingAsked', undefined, nobody), []);
  assert.deepEqual(waysTo('resultReady', undefined, nobody), [{ channel: 'paper' }]);
});

test('waits grow, and the last try is more than a day of waking hours after the first', () => {
  const waits = Array.from({ length: mostTries }, (_, index) => waitAfter(index + 1));
  assert.ok(waits.every((wait, index) => wait >= (waits[index - 1] ?? 0)));
  assert.ok(waits.reduce((sum, wait) => sum + wait, 0) > 24 * 3_600_000);
});

test('every kind belongs to a row of wishes, and no officer kind stands among those of citizens', () => {
  assert.deepEqual(ungrouped(), []);
  assert.ok(noticeKinds.some(isForOfficers) && Object.keys(noticeWords).length === noticeKinds.length);
});

test('an e-mail address is one address and nothing else', () => {
  assert.equal(readEmail(' an@example.vn '), 'an@example.vn');
  for (const wrong of [
    '',
    'an',
    'an@',
    'an@vn',
    'an@example.vn,b@example.vn',
    'an@example.vn\nBcc: b@example.vn',
    '"a b"@example.vn',
    'an@-a.vn',
    `${'a'.repeat(250)}@a.vn`,
  ])
    assert.equal(readEmail(wrong), undefined, wrong);
});
