import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Json, JsonObject } from '../../src/base/json.ts';
import { isRefusal } from '../../src/base/refusal.ts';
import { date, plusDays } from '../../src/base/time.ts';
import { decide } from '../../src/engine/dmn/dmn.ts';
import { readPackFolder } from '../../src/gate/pack-folder.ts';
import { assemble } from '../../src/pack/assemble.ts';
import type { Pack } from '../../src/pack/pack.ts';

const hash = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

async function packOf(id: string): Promise<Pack> {
  const { pack } = await assemble(await readPackFolder(join(import.meta.dirname, '../../packs', id)), hash);
  assert.ok(pack !== undefined, id);
  return pack;
}
const [copies, birth] = await Promise.all([packOf('chung-thuc-ban-sao'), packOf('khai-sinh')]);

function ask(pack: Pack, rule: keyof Pack['rules'], inputs: JsonObject): Json {
  const found = decide(pack.decisions, pack.rules[rule], inputs);
  assert.ok(!isRefusal(found));
  return found.json;
}

function totalOf(pack: Pack, inputs: JsonObject): Json | undefined {
  const fee = ask(pack, 'fee', inputs);
  assert.ok(typeof fee === 'object' && fee !== null && 'total' in fee);
  return fee.total;
}

/** Counted page by page, as a clerk would. */
function copyFee(pages: number): number {
  let fee = 0;
  for (let page = 1; page <= pages; page += 1) fee += page <= 2 ? 2_000 : 1_000;
  return Math.min(fee, 200_000);
}

test('the fee of certified copies equals the sum counted page by page', () => {
  for (let pages = 1; pages <= 260; pages += 1)
    for (const wanted of [1, 3])
      assert.equal(totalOf(copies, { papers: [{ kind: 'other', pages, copies: wanted }] }), copyFee(pages) * wanted, `${pages} pages x ${wanted}`);
});

test('several papers cost what each of them costs', () => {
  const papers = [1, 2, 3, 99, 197, 198, 199, 1000].map((pages, at) => ({ kind: 'other', pages, copies: at + 1 }));
  assert.equal(
    totalOf(copies, { papers }),
    papers.reduce((sum, paper) => sum + copyFee(paper.pages) * paper.copies, 0),
  );
});

test('the examples of the fee table', () => {
  const one = (pages: number, wanted: number) => totalOf(copies, { papers: [{ kind: 'other', pages, copies: wanted }] });
  assert.deepEqual([one(1, 3), one(5, 1), one(250, 1)], [6_000, 7_000, 200_000]);
});

test('a birth costs 8,000 đ after 60 days unless exempt, and 8,000 đ a copy for everybody', () => {
  const today = date('2022-11-15');
  for (const age of [0, 1, 59, 60, 61, 62, 365, 366, 7_000])
    for (const exemption of ['none', 'merit', 'poor', 'disabled', null])
      for (const wanted of [0, 1, 10, null]) {
        const charge = age > 60 && (exemption === 'none' || exemption === null) ? 8_000 : 0;
        const inputs = { child: { birthDate: plusDays(today, -age) }, today, exemption, copies: wanted };
        assert.equal(totalOf(birth, inputs), charge + (wanted ?? 0) * 8_000, JSON.stringify(inputs));
      }
});

test('answers left out count as no exemption and no copies', () => {
  assert.equal(totalOf(birth, { child: { birthDate: '2022-01-01' }, today: '2022-11-15' }), 8_000);
});

test('up to 500 pages are a matter of the day, one more gives two working days', () => {
  const rule = (pages: number, wanted: number) => ask(copies, 'deadline', { papers: [{ kind: 'other', pages, copies: wanted }] });
  const [day, two] = [rule(250, 2), rule(167, 3)];
  assert.ok(typeof day === 'object' && day !== null && 'kind' in day && 'cutOff' in day);
  assert.deepEqual([day.kind, day.cutOff], ['same-day', '15:00']);
  assert.ok(typeof two === 'object' && two !== null && 'kind' in two && 'days' in two);
  assert.deepEqual([two.kind, two.days], ['working-days', 2]);
});
