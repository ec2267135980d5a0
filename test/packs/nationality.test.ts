/** Nationality is typed by hand: however Việt Nam is written, the birth of its child is registered; another country still goes elsewhere. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Instant } from '../../src/base/time.ts';
import { readPackFolder } from '../../src/gate/pack-folder.ts';
import { assess } from '../../src/kernel/case/case.ts';
import { home } from '../../src/main/config.ts';
import { assemble } from '../../src/pack/assemble.ts';

const { pack } = await assemble(await readPackFolder(join(home, 'packs/khai-sinh')), (data) => createHash('sha256').update(data).digest('hex'));

const isEligible = (whose: 'child' | 'mother' | 'father', nationality: string): unknown => {
  assert.ok(pack);
  const child = { fullName: 'Nguyễn Trần Minh Thư', birthDate: '2022-11-01', nationality: 'Việt Nam' };
  const answers = { requester: { relationship: 'father' }, exemption: 'none', copies: 0, child, mother: {}, father: {} };
  const found = assess(pack, { ...answers, [whose]: { ...answers[whose], nationality } }, '2022-11-15T01:40:00Z' as Instant, 'online');
  return 'eligible' in found ? found.eligible : found;
};

for (const spelling of [
  'Việt Nam',
  'Việt nam',
  'VIỆT NAM',
  'Viet Nam',
  'viet nam',
  'Vietnam',
  'VietNam',
  'Vietnamese',
  'VN',
  'vn',
  ' Việt  Nam ',
  'Viet\u00a0Nam',
])
  test(`“${spelling}” is Việt Nam, for the child and both parents`, () => {
    for (const whose of ['child', 'mother', 'father'] as const) assert.equal(isEligible(whose, spelling), true, whose);
  });

for (const spelling of ['Lào', 'Laos', 'Trung Quốc', 'Việt Nam và Lào'])
  test(`“${spelling}” is another nationality`, () => {
    for (const whose of ['child', 'mother', 'father'] as const) assert.equal(isEligible(whose, spelling), false, whose);
  });
