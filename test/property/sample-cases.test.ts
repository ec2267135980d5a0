import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { JsonObject } from '../../src/base/json.ts';
import { canonical } from '../../src/base/json.ts';
import { systemPermit } from '../../src/kernel/access/access.act.ts';
import type { CaseEntry } from '../../src/kernel/case/case.ts';
import { foldAll, statusOfCase } from '../../src/kernel/case/case.ts';
import { readCase } from '../../src/kernel/ledger/ledger.act.ts';
import { firstBreak } from '../../src/kernel/ledger/ledger.ts';
import { playDemoCases } from '../../src/main/demo-cases.ts';
import { checkHistory, readHistory } from '../kit/history.ts';
import type { TestWorld } from '../kit/world.ts';
import { freshWorld } from '../kit/world.ts';

let world: TestWorld;
before(async () => {
  world = await freshWorld();
  await playDemoCases(world, () => undefined);
});

type Row = { readonly id: string; readonly version: number; readonly hash: string; readonly status: number; readonly state: JsonObject };
const rows = (): Promise<readonly Row[]> => world.database.owner<Row>`select case_id as id, version, hash, status, state from case_row order by case_id`;

test('at least 60 sample cases are played, in all states', async () => {
  const all = await rows();
  assert.ok(all.length >= 60, `${all.length}`);
  assert.deepEqual(
    [...new Set(all.map((row) => row.status))].toSorted((a, b) => a - b),
    [1, 3, 4, 5, 8, 9, 10],
  );
});

test('the ledger of every sample case tells its row: state, version, hash, status', async () => {
  const permit = systemPermit(world, 'system.run');
  for (const row of await rows()) {
    const entries = await readCase(world, permit, row.id as never);
    const told = foldAll(entries.map((one) => one.entry as unknown as CaseEntry));
    assert.ok(told !== undefined);
    assert.equal(canonical(JSON.parse(JSON.stringify(told))), canonical(row.state), row.id);
    assert.deepEqual([entries.length, entries.at(-1)?.hash, statusOfCase(told)], [row.version, row.hash, row.status]);
    assert.equal(firstBreak(world.hash, entries), undefined);
  }
});

test('a checker that shares no code with the product finds nothing either', async () => {
  const stored = await readHistory((text) => world.database.owner([text] as unknown as TemplateStringsArray));
  const blobs = new Set(stored.rows.flatMap((row) => [...JSON.stringify(row.state).matchAll(/"blob":"([0-9a-f]{64})"/g)].map((match) => match[1] ?? '')));
  assert.deepEqual(checkHistory({ ...stored, attempts: [], blobs }), []);
});

test('nothing is left undone, and nobody’s work is dead', async () => {
  // Timers of cases and reminders of promises wait for their hour.
  assert.deepEqual(
    await world.database.owner`select kind, state, last_fault from job where state <> 'done' and kind not in ('case-timers', 'notice-near', 'notice-passed')`,
    [],
  );
});
