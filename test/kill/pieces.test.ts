import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Visitor } from '../kit/client.ts';
import { visitor } from '../kit/client.ts';
import type { Told } from '../kit/pieces.ts';
import { askHowFar, digestOf, pieceBytes, sendPiece } from '../kit/pieces.ts';
import type { Running } from '../kit/process.ts';
import { runCuaso, startCuaso } from '../kit/process.ts';
import { plainPdf } from '../kit/sample-file.ts';
import { apply, copies } from '../kit/walk.ts';
import { dice } from './crowd.ts';
import { freePort, pause, ready } from './judge.ts';

const data = mkdtempSync(join(tmpdir(), 'cuaso-pieces-'));
after(() => rmSync(data, { recursive: true, force: true }));
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const settings = { CUASO_DATA: data, CUASO_PORT: String(port), CUASO_DEMO: '1' };
const start = (): Promise<Running> => startCuaso(['serve'], settings);
const kills = 4;

async function signIn(): Promise<Visitor> {
  const citizen = visitor(url);
  await citizen.raw('/demo/sign-in', { method: 'POST', body: new URLSearchParams({ account: 'cong-dan-an' }) });
  return citizen;
}

test(`a server killed ${kills} times in the midst of a file: every piece it has answered is there, and the rest makes the same file`, {
  timeout: 400_000,
}, async (t) => {
  const migrated = await runCuaso(['migrate'], settings);
  assert.equal(migrated.code, 0, migrated.talk);
  let running = await start();
  t.after(() => running.kill());
  // With a case of its own no sample cases are played.
  await apply(await signIn(), copies);
  const citizen = await signIn();
  const file = { name: 'ban-quet.pdf', bytes: Buffer.concat([plainPdf(), Buffer.from(`\n%${randomBytes(1_000_000).toString('hex')}\n%%EOF\n`)]) };
  const random = dice(5);
  const answered = new Set<number>();
  let last: Told = await askHowFar(citizen, file);
  const of = last.of ?? 0;
  assert.equal(of, Math.ceil(file.bytes.length / pieceBytes));
  for (let kill = 0; kill < kills; kill += 1) {
    let isUp = true;
    const first = Promise.withResolvers<void>();
    const lane = async (starts: readonly number[]): Promise<void> => {
      for (const start of starts) {
        const told = isUp ? await sendPiece(citizen, file, start).catch(() => undefined) : undefined;
        if (told?.status !== 200) continue;
        answered.add(start);
        first.resolve();
      }
    };
    const missing = last.missing ?? [];
    // The last two stay for the end: the file must not be whole before.
    const open = missing.slice(0, Math.min(missing.length - 2, 6));
    const lanes = Promise.all([lane(open.filter((_, index) => index % 2 === 0)), lane(open.filter((_, index) => index % 2 === 1))]);
    // In the midst, however slow the machine: one piece is there, others are on their way.
    await Promise.race([first.promise, lanes]);
    await pause(random() * 60);
    await running.kill();
    isUp = false;
    await lanes;
    running = await start();
    await ready(url);
    last = await askHowFar(citizen, file);
    assert.equal(last.status, 200);
    for (const start of answered) assert.ok(!last.missing?.includes(start), `piece ${start} was answered and is gone`);
  }
  assert.ok(answered.size > 0 && (last.missing?.length ?? 0) >= 2);
  for (const start of last.missing ?? []) last = await sendPiece(citizen, file, start);
  assert.match(String(last.file), /^[0-9a-f-]{36}$/);
  const whole = await citizen.get(`/tep/gui/${last.file}`);
  assert.equal(digestOf(whole.bytes), digestOf(file.bytes));
  assert.equal(await running.stop(), 0);
});
