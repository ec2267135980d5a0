import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { JsonObject } from '../../src/base/json.ts';
import type { Calendar } from '../../src/engine/clock/clock.ts';
import { readCalendar } from '../../src/engine/clock/clock.ts';
import { readPackFolders } from '../../src/gate/pack-folder.ts';
import type { CaseEntry } from '../../src/kernel/case/case.ts';
import { foldAll, playStories } from '../../src/kernel/case/case.ts';
import type { LedgerEntry } from '../../src/kernel/ledger/ledger.ts';
import { assemble } from '../../src/pack/assemble.ts';
import { happeningsOf, outcomeOf } from '../../src/web/history.ts';
import { dueOf, promisedOf, timedOf } from '../../src/web/show.ts';

const root = join(import.meta.dirname, '../..');
const hash = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
const read = readCalendar(JSON.parse(readFileSync(join(root, 'data/calendar/vn-2021-2026.json'), 'utf8')));
assert.ok(!Array.isArray(read));
const calendar = read as Calendar;

const rowOf = (entry: CaseEntry, index: number): LedgerEntry => ({
  ...{ position: index, at: entry.at, caseId: null, seq: index + 1, what: entry.what, entry: entry as unknown as JsonObject },
  ...{ actor: '', role: '', right: '', unitId: null, behalf: null, hash: '' },
});

/** Every answer that is a word of its own: names, numbers, addresses. */
const secretsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? value.length >= 4 && /[\d\s]/.test(value)
      ? [value]
      : []
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(secretsIn)
      : [];

for (const { id, files } of await readPackFolders(join(root, 'packs'))) {
  const { pack } = await assemble(files, hash);
  if (pack === undefined) continue;

  test(`${id}: at every moment of every story the timeline tells what happened, in one language, without personal data`, () => {
    for (const played of playStories(pack, () => calendar)) {
      for (let upTo = 1; upTo <= played.entries.length; upTo += 1) {
        const entries = played.entries.slice(0, upTo);
        const state = foldAll(entries);
        assert.ok(state !== undefined);
        const now = entries.at(-1)?.at ?? state.submitted;
        for (const lang of ['vi', 'en'] as const) {
          const lines = happeningsOf(entries.map(rowOf), state, pack, lang);
          const outcome = outcomeOf(state, pack, lang);
          const due = dueOf(timedOf(state), now, calendar, lang);
          const words = JSON.stringify([lines, outcome, due, promisedOf(state, now, calendar, lang)?.state]);
          for (const secret of [...secretsIn(state.answers), state.applicant.name, ...state.supplements.map((one) => one.note), state.refusal?.note ?? ''])
            if (secret.length > 3) assert.ok(!words.includes(secret), `${played.story.name}: ${secret} in ${words}`);
          assert.ok(lines.every((line) => line.title !== '' && (line.kind === 'now' || line.kind === 'next' || line.at !== undefined)));
          assert.ok(
            lines.filter((line) => line.kind === 'now').length > 0 === (state.stage.at !== 'closed') || state.finished !== undefined || state.jobs.length > 0,
            `${played.story.name} ${upTo}: ${words}`,
          );
          // Codes and clock hours aside, English has no Vietnamese letters.
          if (lang === 'en')
            assert.doesNotMatch(
              words.replaceAll(/ đ\b/g, '').replaceAll('\u00a0đ', ''),
              /[ăâêôơưđàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/i,
              words,
            );
        }
      }
    }
  });
}
