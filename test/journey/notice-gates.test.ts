/** Gates that die, lose their answers, refuse, or are asked by two workers: nobody is told twice, nobody is forgotten. The double runs as a process of its own and is killed. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { CommandKey, DocumentId } from '../../src/base/id.ts';
import { instant, plusMs } from '../../src/base/time.ts';
import { askPermit, systemPermit } from '../../src/kernel/access/access.act.ts';
import { hasProblems, receiveCase, submitCase } from '../../src/kernel/case/case.act.ts';
import { deliveryCounts, handOverPaper, listDead, listPapers, resend } from '../../src/kernel/notice/notice.act.ts';
import type { Right } from '../../src/kernel/permit.ts';
import { findAccount } from '../../src/kernel/person/person.act.ts';
import { arrivedAt, joinGates } from '../kit/post.ts';
import type { Running } from '../kit/process.ts';
import { startCuaso } from '../kit/process.ts';
import { freshWorld, sound } from '../kit/world.ts';

const world = await freshWorld();
const data = mkdtempSync(join(tmpdir(), 'cuaso-gates-'));
const [http, smtp] = [await freePort(), await freePort()];
const url = `http://127.0.0.1:${http}`;
let double: Running | undefined;
const startDouble = async (): Promise<void> => {
  double = await startCuaso(['demo-post', '--port', String(http), '--smtp', String(smtp), '--data', data]);
};
after(async () => {
  await double?.kill();
  rmSync(data, { recursive: true, force: true });
});
joinGates(world, url, `smtp://127.0.0.1:${smtp}`);

function freePort(): Promise<number> {
  return new Promise((resume) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resume(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function permitOf<R extends Right>(account: string, right: R) {
  const person = sound(await findAccount(world, systemPermit(world, 'system.run'), account));
  return sound(await askPermit(world, { person: person.id }, right));
}
const anXuan = world.org().units.find((unit) => unit.gso === '20347');
let filed = 0;

/** A case received at the counter for somebody without an account. */
async function receivedFor(phone: string): Promise<string> {
  filed += 1;
  const pack = world.shelf.all().find((one) => one.id === 'chung-thuc-ban-sao');
  const done = sound(
    await submitCase(world, await permitOf('mot-cua-an-xuan', 'case.submit'), `notice-file-${filed}` as CommandKey, {
      service: 'chung-thuc-ban-sao',
      unit: anXuan?.id ?? (0 as never),
      answers: { json: { requester: { name: 'Ngô Thị Ví Dụ', id: '049085002345', phone }, papers: [{ kind: 'diploma', pages: 1, copies: 1 }] } },
      files: (pack?.form.papers ?? []).map((paper) => ({ id: world.newId() as DocumentId, paper: paper.id, name: '', mediaType: '', size: 0, blob: null })),
      channel: 'counter',
    }),
  );
  assert.ok(!hasProblems(done), JSON.stringify(done));
  const receipt = sound(
    await receiveCase(world, await permitOf('mot-cua-an-xuan', 'case.receive'), { id: done.id, key: `notice-take-${filed}` as CommandKey }),
  );
  return receipt.code ?? '';
}

/** Legal time and the machine go on together, work is done each minute. */
async function pass(minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    world.setClock(plusMs(world.now(), 60_000));
    await world.work();
  }
}
const statesOf = async (): Promise<string> => (await deliveryCounts(world)).map((row) => `${row.channel} ${row.state} ${row.deliveries}`).join(', ');

test('a gate that is dead for an hour loses nothing and doubles nothing, and catches up by itself', async () => {
  for (let n = 0; n < 10; n += 1) await receivedFor(`09054127${n}2`);
  await pass(60);
  assert.equal(await statesOf(), 'sms waiting 20');
  await startDouble();
  // The pause after the last try, which has grown to half an hour by now.
  await pass(35);
  const first = await arrivedAt(url);
  assert.equal(first.length, 20);
  // Killed in the middle of the next messages: what it took is on its disk, what it did not take waits here.
  const more = [await receivedFor('0905412992'), await receivedFor('0905412994')];
  const dying = world.work();
  await double?.kill();
  await dying;
  await pass(3);
  await startDouble();
  await pass(35);
  const all = await arrivedAt(url);
  assert.equal(all.length, 24);
  assert.equal(new Set(all.map((one) => one.key)).size, 24);
  assert.equal(new Set(all.map((one) => `${one.to} ${one.text}`)).size, 24, 'nobody reads the same twice');
  for (const code of more) assert.equal(all.filter((one) => one.text.includes(code)).length, 2);
  assert.equal(await statesOf(), 'sms confirmed 24');
});

test('a worker that dies after the gate took a message sends it again under the same key, and one arrives', async () => {
  const before = (await arrivedAt(url)).length;
  await receivedFor('0905412772');
  const { sms } = world.gates.message;
  assert.ok(sms !== undefined);
  let isFirst = true;
  const forgetful = {
    ...sms,
    send: async (message: Parameters<typeof sms.send>[0]) => {
      const taken = await sms.send(message);
      if (!isFirst) return taken;
      isFirst = false;
      return { is: 'away', why: 'no-answer' } as const;
    },
  };
  Object.assign(world.gates.message, { sms: forgetful });
  await world.work();
  await pass(5);
  Object.assign(world.gates.message, { sms });
  assert.equal((await arrivedAt(url)).length, before + 2);
});

test('a number nobody has is a dead letter with its reason, and the desk prints the news instead', async () => {
  const code = await receivedFor('0905410000');
  await world.work();
  const admin = await permitOf('quan-tri', 'person.admin');
  const dead = (await listDead(world, admin)).filter((row) => row.facts.ref === code);
  assert.deepEqual(
    dead.map((row) => [row.channel, row.fault, row.tries]),
    [
      ['sms', 'no-such-number', 1],
      ['sms', 'no-such-number', 1],
    ],
  );
  assert.ok(dead.every((row) => row.position > 0));
  const desk = await permitOf('mot-cua-an-xuan', 'case.receive');
  const letters = (await listPapers(world, desk)).filter((row) => row.facts.ref === code);
  assert.deepEqual(letters.map((row) => [row.name, row.kind]).toSorted(), [
    ['Ngô Thị Ví Dụ', 'obligation'],
    ['Ngô Thị Ví Dụ', 'received'],
  ]);
  const [letter] = letters;
  assert.ok(letter !== undefined);
  assert.equal(await handOverPaper(world, desk, { id: letter.id, key: 'notice-hand-1' }), true);
  assert.equal(await handOverPaper(world, desk, { id: letter.id, key: 'notice-hand-1' }), true, 'the same sending again is the same deed');
  assert.deepEqual(await handOverPaper(world, desk, { id: letter.id, key: 'notice-hand-2' }), { refused: 'not-found' });
  assert.equal((await listPapers(world, desk)).filter((row) => row.facts.ref === code).length, 1);
  const elsewhere = await permitOf('mot-cua-a-tieng', 'case.receive').catch(() => undefined);
  if (elsewhere !== undefined) assert.deepEqual(await listPapers(world, elsewhere), [], 'letters of one desk are not those of another');
});

test('a telephone that is off for too long is told of by the gateway, and a person sends it again', async () => {
  const code = await receivedFor('0905419999');
  await world.work();
  await pass(3);
  const admin = await permitOf('quan-tri', 'person.admin');
  const dead = (await listDead(world, admin)).filter((row) => row.facts.ref === code);
  assert.deepEqual(
    dead.map((row) => row.fault),
    ['switched-off', 'switched-off'],
  );
  const [one] = dead;
  assert.ok(one !== undefined);
  assert.equal(await resend(world, admin, { id: one.id, key: 'notice-again-1' }), true);
  await world.work();
  // The gateway knows the first key: a message it took is sent under a new one.
  assert.equal((await arrivedAt(url)).filter((arrived) => arrived.key.startsWith(one.id)).length, 2);
  assert.deepEqual(await resend(world, admin, { id: one.id, key: 'notice-again-2' }), { refused: 'not-found' }, 'it is on its way');
});

test('nobody is woken: what happens in the night leaves at seven, in order and once', async () => {
  world.setClock(instant('2022-11-17T21:30:00+07:00'));
  const before = (await arrivedAt(url)).length;
  await receivedFor('0905412662');
  await world.work();
  world.setClock(instant('2022-11-18T06:59:00+07:00'));
  await world.work();
  assert.equal((await arrivedAt(url)).length, before);
  world.setClock(instant('2022-11-18T07:00:00+07:00'));
  await world.work();
  assert.equal((await arrivedAt(url)).length >= before + 2, true);
});

test('with a dead gate the work that does not need it goes on at its pace', async () => {
  await double?.kill();
  for (let n = 0; n < 20; n += 1) await receivedFor(`09054111${n % 10}${n % 5}`);
  const begun = performance.now();
  await world.work();
  assert.ok(performance.now() - begun < 20_000, `${Math.round(performance.now() - begun)} ms`);
  const [waiting] = await world.sql<{
    jobs: number;
  }>`select count(*)::int as jobs from job where kind like 'case-%' and state = 'ready' and due <= ${world.now()}`;
  assert.equal(waiting?.jobs, 0);
});
