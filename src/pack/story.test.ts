import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../base/finding.ts';
import type { Json } from '../base/json.ts';
import { laidOver, readStory } from './story.ts';

const plain = {
  title: { vi: 'Nộp', en: 'Filed' },
  given: { unit: 'phường An Xuân', calendar: 'vn', people: { citizen: 'Nguyễn Văn An' } },
  when: [{ at: '2022-11-15T08:40', by: 'citizen', do: 'submit', answers: {} }],
  // biome-ignore lint/suspicious/noThenProperty: given, when, then is the format of a story.
  then: { status: 'submitted' },
};

const read = (json: Json) => {
  const findings: Finding[] = [];
  const story = readStory({ file: 'stories/x.json', findings }, json, 'x');
  return { story, codes: findings.map((finding) => `${finding.code} ${finding.element}`) };
};

test('a story is read with its moments in local time', () => {
  const { story, codes } = read(plain);
  assert.deepEqual(codes, []);
  assert.equal(story?.when[0]?.at, '2022-11-15T08:40:00+07:00');
  assert.equal(story?.given.people.get('citizen'), 'Nguyễn Văn An');
});

test('an unknown key, move, person and moment are each named', () => {
  assert.deepEqual(read({ ...plain, given: { ...plain.given, weather: 'rain' } }).codes, ['unknown-key given.weather']);
  assert.deepEqual(read({ ...plain, when: [{ ...plain.when[0], do: 'burn' }] } as Json).codes, ['not-in-list when[1].do']);
  assert.deepEqual(read({ ...plain, when: [{ ...plain.when[0], by: 'nobody' }] } as Json).codes, ['person-unknown when[1].by']);
  assert.deepEqual(read({ ...plain, when: [{ ...plain.when[0], at: '2022-02-30T08:00' }] } as Json).codes, ['not-a-moment when[1].at']);
});

test('tasks are expected by unit and moment, and every code is one of the units given', () => {
  const given = { ...plain.given, units: { '20347': 'phường An Xuân' }, books: { den: 120 } };
  const tasks = ['check', { task: 'cooperate', unit: '20347', due: '2022-11-18T17:30', times: 2 }];
  const move = { at: '2022-11-15T09:00', by: 'citizen', do: 'complete', task: 'cooperate', unit: '20347', expect: { tasks, informed: ['20347'] } };
  const { story, codes } = read({ ...plain, given, when: [...plain.when, move] } as Json);
  assert.deepEqual(codes, []);
  assert.deepEqual(story?.when[1]?.expect?.tasks?.[1], { task: 'cooperate', unit: '20347', due: '2022-11-18T17:30:00+07:00', times: 2 });
  assert.equal(story.given.books.get('den'), 120);
  assert.deepEqual(read({ ...plain, when: [...plain.when, move] } as Json).codes, ['unit-unknown when[2]', 'unit-unknown when[2]', 'unit-unknown when[2]']);
  const ended = { at: '2022-11-15T09:00', by: 'citizen', do: 'end-child', child: 0, outcome: 'granted' };
  assert.deepEqual(read({ ...plain, when: [...plain.when, ended] } as Json).codes, ['not-a-whole-number when[2].child']);
});

test('moves stand in the order of time and begin with the submission', () => {
  const receive = { at: '2022-11-15T08:30', by: 'citizen', do: 'receive' };
  assert.deepEqual(read({ ...plain, when: [...plain.when, receive] } as Json).codes, ['time-runs-back when[2].at']);
  assert.deepEqual(read({ ...plain, when: [receive] } as Json).codes, ['story-without-submit when[1].do']);
});

test('later answers lie over earlier ones: objects are joined, lists replaced', () => {
  assert.deepEqual(laidOver({ a: { b: 1, c: 2 }, list: [1, 2] }, { a: { c: 3 }, list: [9] }), { a: { b: 1, c: 3 }, list: [9] });
});
