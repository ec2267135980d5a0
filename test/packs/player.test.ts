import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { instant } from '../../src/base/time.ts';
import type { Calendar } from '../../src/engine/clock/clock.ts';
import { readCalendar } from '../../src/engine/clock/clock.ts';
import { readPackFolder } from '../../src/gate/pack-folder.ts';
import { playStory } from '../../src/kernel/case/story.ts';
import { assemble } from '../../src/pack/assemble.ts';
import type { Story, StoryMove } from '../../src/pack/pack.ts';

const root = join(import.meta.dirname, '../..');
const hash = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
const calendar = readCalendar(JSON.parse(readFileSync(join(root, 'data/calendar/vn-2021-2026.json'), 'utf8')));
const calendars = (name: string): Calendar | undefined => (name === 'vn' && !Array.isArray(calendar) ? (calendar as Calendar) : undefined);
const { pack } = await assemble(await readPackFolder(join(root, 'packs/khai-sinh')), hash);
assert.ok(pack !== undefined);
const told = pack.stories.find((story) => story.name === 'on-time');
assert.ok(told !== undefined);

const play = (story: Story) => playStory(pack, story, calendars);
const places = (story: Story): readonly string[] => play(story).findings.map((finding) => `${finding.element}: ${finding.message}`);
/** The on-time story with one move (from 1) changed. */
const withMove = (number: number, change: (move: StoryMove) => StoryMove): Story => ({
  ...told,
  when: told.when.map((move, at) => (at === number - 1 ? change(move) : move)),
});

test('a story that is true gives no findings and every move of its case', () => {
  const played = play(told);
  assert.deepEqual(played.findings, []);
  assert.equal(played.moves.length, told.when.length);
  assert.deepEqual(
    played.entries.map((entry) => entry.what),
    [
      'case-submitted',
      'case-received',
      'document-made',
      'task-completed',
      'document-made',
      'job-completed',
      'document-signed',
      'task-completed',
      'result-ready',
      'task-completed',
      'case-closed',
    ],
  );
});

test('a wrong promise is named with what was found', () => {
  const story = withMove(2, (move) => ({ ...move, expect: { due: instant('2022-11-15T16:00:00+07:00') } }));
  assert.deepEqual(places(story), ['when[2].expect.due: Expected 2022-11-15T16:00:00+07:00; found 2022-11-15T17:30:00+07:00.']);
});

test('a refusal that nobody expected and one that did not come are both named', () => {
  const twice: Story = { ...told, when: [...told.when.slice(0, 2), ...told.when.slice(1)] };
  assert.deepEqual(places(twice), ['when[3]: Expected the move to be done; found refused: case-not-open.']);
  const eager = withMove(2, (move) => ({ ...move, expect: { refused: 'case-not-open' } }));
  assert.deepEqual(places(eager), ['when[2].expect.refused: Expected case-not-open; found the move was done.']);
});

test('a step is done by its own role only', () => {
  const story = withMove(3, (move) => ({ ...move, by: 'receptionist', expect: { refused: 'not-allowed' } }));
  // biome-ignore lint/suspicious/noThenProperty: given, when, then is the format of a story.
  const short: Story = { ...story, when: story.when.slice(0, 3), then: { status: 'processing' } };
  assert.deepEqual(places(short), []);
});

test('a paper the form does not know, and one it wants, are problems of the answers', () => {
  const strange = withMove(1, (move) =>
    move.do === 'submit'
      ? {
          ...move,
          papers: new Map([
            ['birth-proof', 1],
            ['passport', 1],
          ] as const),
        }
      : move,
  );
  assert.match(places(strange)[0] ?? '', /passport: no such paper/);
  const without = withMove(1, (move) => (move.do === 'submit' ? { ...move, papers: new Map() } : move));
  assert.match(places(without)[0] ?? '', /_paper\.birth-proof: paper-missing/);
});

test('a calendar the platform does not have stops the story', () => {
  assert.deepEqual(
    play({ ...told, given: { ...told.given, calendar: 'mars' } }).findings.map((finding) => finding.code),
    ['calendar-unknown'],
  );
});

test('the end of a story is compared too', () => {
  // biome-ignore lint/suspicious/noThenProperty: given, when, then is the format of a story.
  const story: Story = { ...told, then: { status: 'refused', fee: 8_000, onTime: false, documents: ['receipt'] } };
  assert.deepEqual(
    play(story).findings.map((finding) => finding.element),
    ['then.status', 'then.fee', 'then.onTime', 'then.documents'],
  );
});
