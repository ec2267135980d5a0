import assert from 'node:assert/strict';
import { test } from 'node:test';
import { date } from '../../base/time.ts';
import { birthLayout, birthSchema } from './example.ts';
import type { Form, Reading } from './form.ts';
import { readAnswers, readForm, readJsonAnswers } from './form.ts';

const birth = ((): Form => {
  const { form, findings } = readForm(birthSchema, birthLayout);
  assert.deepEqual(findings, []);
  assert.ok(form);
  return form;
})();

const today = date('2022-11-15');

const whole: Readonly<Record<string, string>> = {
  'requester.name': 'Nguyễn Văn An',
  'requester.id': '049085002345',
  'requester.phone': '0912 345 678',
  'requester.relationship': 'father',
  'child.fullName': 'Nguyễn Trần Minh Thư',
  'child.sex': 'nu',
  'child.birthDate.day': '5',
  'child.birthDate.month': '11',
  'child.birthDate.year': '2022',
  copies: '2',
  pledge: 'on',
};

const send = (changed: Readonly<Record<string, string | undefined>>): Reading =>
  readAnswers(birth, new Map(Object.entries({ ...whole, ...changed }).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value]]]))), { today });

const saidAt = (reading: Reading): readonly string[] => reading.problems.map((problem) => `${problem.field} ${problem.code}: ${problem.text.vi}`);

test('a whole declaration becomes typed answers without a problem', () => {
  const read = send({ 'mother.name': ' Trần  Thị Bích ', 'mother.birth.year': '1995', 'child.weight': '3,25', donation: '1.250.000 đ' });
  assert.deepEqual(read.problems, []);
  assert.deepEqual(read.answers, {
    requester: { name: 'Nguyễn Văn An', id: '049085002345', phone: '+84912345678', relationship: 'father' },
    child: { fullName: 'Nguyễn Trần Minh Thư', sex: 'nu', birthDate: '2022-11-05', weight: 3.25 },
    mother: { name: 'Trần Thị Bích', birth: '1995' },
    copies: 2,
    donation: 1_250_000,
    pledge: true,
  });
});

test('the same declaration as JSON gives the same answers', () => {
  const { answers } = send({ 'witnesses.0.name': 'Alăng Thị Bhơi' });
  const read = readJsonAnswers(birth, answers, { today });
  assert.deepEqual(read.problems, []);
  assert.deepEqual(read.answers, answers);
});

test('a day the month does not have is named, with the advice of the pack', () => {
  assert.deepEqual(saidAt(send({ 'child.birthDate.day': '31' })), [
    'child.birthDate.day no-such-date: Tháng 11 chỉ có 30 ngày. Xem lại ngày sinh trên giấy chứng sinh.',
  ]);
});

test('29 February is a day in a leap year only', () => {
  assert.deepEqual(saidAt(send({ 'child.birthDate.day': '29', 'child.birthDate.month': '2', 'child.birthDate.year': '2020' })), []);
  assert.match(saidAt(send({ 'child.birthDate.day': '29', 'child.birthDate.month': '2' }))[0] ?? '', /Tháng 2 năm 2022 chỉ có 28 ngày/);
});

test('a date with an empty box says which box', () => {
  assert.match(saidAt(send({ 'child.birthDate.month': '' }))[0] ?? '', /còn thiếu tháng/);
});

test('a birth date after today is wrong, today itself is right', () => {
  assert.deepEqual(saidAt(send({ 'child.birthDate.day': '15' })), []);
  assert.deepEqual(saidAt(send({ 'child.birthDate.day': '16' })), [
    'child.birthDate.day check: Ngày sinh ở sau hôm nay. Xem lại ngày sinh trên giấy chứng sinh.',
  ]);
});

test('what a hidden field was sent is ignored, and asked for once it shows', () => {
  const hidden = send({ 'requester.otherRelationship': 'Cô' });
  assert.equal((hidden.answers['requester'] as { otherRelationship?: string }).otherRelationship, undefined);
  assert.ok(hidden.hidden.has('requester.otherRelationship'));
  assert.deepEqual(saidAt(send({ 'requester.relationship': 'other' })), ['requester.otherRelationship missing: Chưa ghi “Quan hệ cụ thể”. Điền vào ô này.']);
});

test('an optional person needs a name as soon as anything else of them is given', () => {
  assert.deepEqual(saidAt(send({})), []);
  assert.deepEqual(
    send({ 'mother.birth.year': '1990' }).problems.map((problem) => problem.field),
    ['mother.name'],
  );
});

test('names nobody asked for are ignored, also those that would reach into the language', () => {
  const read = send({
    fee: '0',
    'child.paid': 'true',
    '__proto__.isAdmin': 'true',
    'witnesses.0.__proto__.x': '1',
    'constructor.prototype.x': '1',
    'witnesses.__proto__.name': 'x',
  });
  assert.deepEqual(read.answers, send({}).answers);
  assert.equal(({} as { isAdmin?: string }).isAdmin, undefined);
});

test('empty items of a repeated group are dropped, problems keep the number of their box', () => {
  const read = send({ 'witnesses.0.name': '', 'witnesses.1.name': 'Alăng Thị Bhơi', 'witnesses.7.sex': 'nam' });
  assert.deepEqual(read.answers['witnesses'], [{ name: 'Alăng Thị Bhơi' }, { sex: 'nam' }]);
  assert.deepEqual(
    read.problems.map((problem) => [problem.field, problem.path]),
    [['witnesses.7.name', 'witnesses.*.name']],
  );
});

test('one item too many is a problem at that item', () => {
  const four = Object.fromEntries([0, 1, 2, 3].map((number) => [`witnesses.${number}.name`, `Người ${number}`]));
  assert.deepEqual(saidAt(send(four)), ['witnesses.3.name too-many: Nhiều nhất 3 mục “Người làm chứng”. Bỏ bớt từ mục này.']);
});

test('ten thousand items are neither read nor a hang', () => {
  const many = new Map<string, readonly string[]>(Array.from({ length: 10_000 }, (_, number) => [`witnesses.${number}.name`, ['x']]));
  const start = performance.now();
  assert.ok(readAnswers(birth, many, { today }).problems.some((problem) => problem.code === 'too-many'));
  assert.ok(performance.now() - start < 1_000);
});

test('a personal number that contradicts sex or year of birth warns and does not stop', () => {
  const read = send({ 'mother.name': 'Trần Thị Bích', 'mother.birth.year': '1995', 'mother.id': '049085002345' });
  assert.deepEqual(read.problems, []);
  assert.match(read.warnings[0]?.text.vi ?? '', /giới tính nam và năm sinh 1985/);
  assert.deepEqual(send({ 'mother.name': 'Trần Thị Bích', 'mother.birth.year': '1995', 'mother.id': '049195003456' }).warnings, []);
});

test('an answer of the wrong JSON type is a problem, never a guess', () => {
  const { answers } = send({});
  const read = readJsonAnswers(
    birth,
    { ...answers, copies: '2', pledge: 'true', child: { fullName: 7, sex: 'nu', birthDate: '05/11/2022' }, witnesses: {} },
    { today },
  );
  assert.deepEqual(
    read.problems.map((problem) => [problem.field, problem.code]),
    [
      ['child.fullName', 'wrong-type'],
      ['child.birthDate.day', 'wrong-type'],
      ['witnesses.0.name', 'wrong-type'],
      ['copies', 'wrong-type'],
      ['pledge', 'wrong-type'],
    ],
  );
});

test('an empty post names every required field once, in the order of the pages', () => {
  const read = readAnswers(birth, new Map(), { today });
  assert.deepEqual(
    read.problems.map((problem) => problem.field),
    ['requester.name', 'requester.id', 'requester.phone', 'requester.relationship', 'child.fullName', 'child.sex', 'child.birthDate.day', 'copies', 'pledge'],
  );
});

test('what was typed comes back untouched', () => {
  const raw = new Map([['child.fullName', ['  a\u0301 ']]]);
  assert.equal(readAnswers(birth, raw, { today }).typed, raw);
});

test('texts are stored composed, without control or direction marks, and too long ones are refused at the limit', () => {
  assert.deepEqual(send({ 'child.fullName': 'Nguye\u0302\u0303n\u0000 \u202eAn\u200b\t B' }).answers['child'], {
    fullName: 'Nguyễn An B',
    sex: 'nu',
    birthDate: '2022-11-05',
  });
  assert.deepEqual(saidAt(send({ 'child.fullName': 'ễ'.repeat(100) })), []);
  assert.match(saidAt(send({ 'child.fullName': 'ễ'.repeat(101) }))[0] ?? '', /dài 101 ký tự, nhiều nhất là 100/);
  assert.match(saidAt(send({ 'child.fullName': 'a'.repeat(1_000_000) }))[0] ?? '', /nhiều nhất là 100/);
  assert.match(saidAt(send({ 'child.fullName': 'An\ud800' }))[0] ?? '', /ký tự không đọc được/);
});

test('every problem says more than that it is wrong, in both languages', () => {
  const everything = Object.fromEntries([...Object.keys(whole), 'mother.id', 'child.weight', 'donation', 'wants'].map((name) => [name, '?!']));
  const { problems } = send(everything);
  assert.equal(problems.length, 11);
  for (const { text } of problems) {
    assert.doesNotMatch(text.vi, /không hợp lệ/);
    assert.ok(text.vi.split(/[.:] /).length >= 2 && text.en.split(/[.:] /).length >= 2, text.vi);
  }
});
