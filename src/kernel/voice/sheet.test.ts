import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { SurveyQuestion } from '../../pack/pack.ts';
import { hasRoom, hideSmall, leastShown, paperNumber, questionsOf, readSheet, tallyOf } from './sheet.ts';

const label = (text: string) => ({ vi: text, en: text });
const questions: readonly SurveyQuestion[] = [
  { id: 'liked', text: label('Hài lòng?'), kind: 'scale' },
  { id: 'day', text: label('Buổi nào?'), kind: 'single', choices: [label('Sáng'), label('Chiều')] },
  { id: 'ways', text: label('Cách nào?'), kind: 'multi', choices: [label('Mạng'), label('Quầy'), label('Bưu điện')] },
  { id: 'tell', text: label('Giới thiệu?'), kind: 'nps' },
  { id: 'why', text: label('Vì sao?'), kind: 'text' },
];
const raw = (fields: Readonly<Record<string, string | readonly string[]>>) =>
  new Map(Object.entries(fields).map(([name, value]) => [name, [value].flat()] as const));
const whole = { 'q.liked': '4', 'q.day': '1', 'q.ways': ['2', '0', '2'], 'q.tell': '10', 'q.why': 'Gọi tôi 0905412768' };

test('a sheet is read into numbers, several choices sorted and once each, words with numbers covered', () => {
  assert.deepEqual(readSheet(questions, raw(whole)), { sheet: { liked: 4, day: 1, ways: [0, 2], tell: 10, why: 'Gọi tôi [đã che]' }, problems: [] });
});

test('numbers and choices must be answered and lie within; words and ticks may be left out', () => {
  assert.deepEqual(
    readSheet(questions, raw({ 'q.liked': '6', 'q.day': 'x', 'q.ways': ['0', '3'], 'q.why': 'a'.repeat(1001) })).problems.map(
      (one) => `${one.question} ${one.code}`,
    ),
    ['liked wrong', 'day wrong', 'ways wrong', 'tell missing', 'why too-long'],
  );
});

test('one paper has one number, however it is typed', () => {
  assert.deepEqual(['7', '07', ' 0007 '].map(paperNumber), ['7', '7', '7']);
  assert.deepEqual(['P-01', 'p-01', ' p - 01'].map(paperNumber), ['P-01', 'P-01', 'P-01']);
  assert.deepEqual(['0', '00', '70', 'P-1', '0A7'].map(paperNumber), ['0', '0', '70', 'P-1', '0A7'], 'other papers stay others');
});

test('counts of one to four are hidden, and so is whatever would give them away', () => {
  assert.deepEqual(hideSmall([40, 3, 2, 0, 55]), [40, null, null, 0, 55]);
  assert.deepEqual(hideSmall([40, 3, 0, 0, 55]), [null, null, 0, 0, 55]);
  assert.deepEqual(hideSmall([40, 2, 1, 9]), [40, null, null, null]);
  assert.deepEqual(hideSmall([2, 2]), [null, null]);
  assert.deepEqual(hideSmall([3, 0]), [null, null], 'a nought would tell what the three said');
  assert.deepEqual(hideSmall([0, 0]), [null, null]);
  assert.deepEqual(hideSmall([5, 9]), [5, 9]);
});

test('nobody can work out a small count from the shown ones and the total', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 2, maxLength: 11 }), (counts) => {
      const shown = hideSmall(counts);
      const hidden = counts.filter((_, index) => shown[index] === null && (counts[index] ?? 0) > 0);
      assert.ok(shown.every((count) => count === null || count === 0 || count >= leastShown));
      if (counts.reduce((sum, count) => sum + count, 0) >= leastShown && shown.includes(null)) {
        assert.ok(hidden.length !== 1 || counts.filter((count) => count > 0).length === 1);
        assert.ok(hidden.reduce((sum, count) => sum + count, 0) >= leastShown);
      }
    }),
  );
});

test('a tally has the mean of a scale and the promoter score only when every cell is open', () => {
  const many = [...Array.from({ length: 10 }, () => ({ liked: 5, tell: 10 })), ...Array.from({ length: 10 }, () => ({ liked: 3, tell: 3 }))];
  assert.deepEqual(
    tallyOf(questions, many).map((tally) => [tally.question.id, tally.answered, tally.figure]),
    [
      ['liked', 20, 4],
      ['day', null, undefined],
      ['ways', null, undefined],
      ['tell', 20, 0],
    ],
  );
  assert.equal(tallyOf(questions, [...many, { liked: 1 }])[0]?.figure, undefined);
});

test('a full commune or group of age takes no more', () => {
  assert.ok(hasRoom({}, { commune: 9999, age: 9999 }));
  assert.ok(hasRoom({ commune: 2, age: 2 }, { commune: 1, age: 1 }));
  assert.ok(!hasRoom({ commune: 2 }, { commune: 2, age: 0 }));
  assert.ok(!hasRoom({ age: 2 }, { commune: 0, age: 2 }));
});

test('questions of a survey case have their choices one a line; a choice without choices is left out', () => {
  assert.deepEqual(questionsOf([{ text: 'Buổi nào?', kind: 'single', choices: 'Sáng\nChiều' }, { text: 'X', kind: 'multi', choices: 'một' }, 7]), [
    { id: 'c1', text: label('Buổi nào?'), kind: 'single', choices: [label('Sáng'), label('Chiều')] },
  ]);
});
