import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { printFinding } from '../../src/base/finding.ts';
import type { Calendar } from '../../src/engine/clock/clock.ts';
import { readCalendar } from '../../src/engine/clock/clock.ts';
import { readPackFolders } from '../../src/gate/pack-folder.ts';
import { foldAll } from '../../src/kernel/case/case.ts';
import { playStories } from '../../src/kernel/case/story.ts';
import { assemble } from '../../src/pack/assemble.ts';

/** Work of the offices that is no public service: an official document, a plan of twenty inspections, a question that ends in a commitment. */
const root = join(import.meta.dirname, '../..');
const hash = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
const calendar = readCalendar(JSON.parse(readFileSync(join(root, 'data/calendar/vn-2021-2026.json'), 'utf8')));
const calendars = (name: string): Calendar | undefined => (name === 'vn' && !Array.isArray(calendar) ? (calendar as Calendar) : undefined);
const folders = await readPackFolders(join(root, 'test/packs/general'));

test('the four packs are there', () => {
  assert.deepEqual(
    folders.map(({ id }) => id),
    ['cau-hoi', 'cuoc-kiem-tra', 'kiem-tra', 'van-ban-den'],
  );
});

for (const { id, files } of folders) {
  const { pack, findings } = await assemble(files, hash);

  test(`${id}: no finding, filed by the offices, at least two stories`, () => {
    assert.deepEqual(findings.map(printFinding), []);
    assert.equal(pack?.audience, 'internal');
    assert.ok(pack.stories.length >= 2);
  });

  if (pack === undefined) continue;
  for (const played of playStories(pack, calendars))
    test(`${id}: ${played.story.title.en}`, () => {
      assert.deepEqual(played.findings.map(printFinding), []);
      assert.deepEqual(foldAll(played.entries), played.moves.at(-1)?.state);
    });
}

test('every step of a story can be stopped and gone on with: the state is plain JSON', async () => {
  for (const { files } of folders) {
    const { pack } = await assemble(files, hash);
    assert.ok(pack !== undefined);
    for (const { moves } of playStories(pack, calendars))
      for (const { state } of moves) if (state !== undefined) assert.deepEqual(JSON.parse(JSON.stringify(state)), state);
  }
});
