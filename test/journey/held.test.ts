import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseId, CommandKey } from '../../src/base/id.ts';
import { isRefusal } from '../../src/base/refusal.ts';
import { askPermit, systemPermit } from '../../src/kernel/access/access.act.ts';
import { hasProblems, receiveCase, submitCase } from '../../src/kernel/case/case.act.ts';
import { findAccount } from '../../src/kernel/person/person.act.ts';
import { freshWorld, sound } from '../kit/world.ts';

const world = await freshWorld();
const unit = world.org().units.find((one) => one.gso === '20347');
assert.ok(unit !== undefined);

async function permitOf<R extends 'case.submit' | 'case.receive'>(account: string, right: R) {
  const person = sound(await findAccount(world, systemPermit(world, 'system.run'), account));
  return sound(await askPermit(world, { person: person.id }, right, right === 'case.submit' ? 'own' : undefined));
}

async function file(key: string): Promise<CaseId> {
  const answers = {
    json: { requester: { name: 'Nguyễn Văn An', id: '049085002345', phone: '0905412768' }, papers: [{ kind: 'diploma', pages: 1, copies: 1 }] },
  };
  const files = [...(world.shelf.all().find((pack) => pack.id === 'chung-thuc-ban-sao')?.form.papers ?? [])].map((paper) => ({
    id: world.newId() as never,
    paper: paper.id,
    name: '',
    mediaType: '',
    size: 0,
    blob: null,
  }));
  const filed = await submitCase(world, await permitOf('cong-dan-an', 'case.submit'), key as CommandKey, {
    service: 'chung-thuc-ban-sao',
    unit: unit!.id,
    answers,
    files,
    channel: 'online',
  });
  assert.ok(!isRefusal(filed) && !hasProblems(filed), JSON.stringify(filed));
  return filed.id;
}

test('a case whose state cannot be is held, everybody is told, and the others go on', async () => {
  const [broken, sane] = [await file('held-case-one'), await file('held-case-two')];
  const desk = await permitOf('mot-cua-an-xuan', 'case.receive');
  // A state no deed can make: the answers are gone.
  await world.database.owner`update case_row set state = state - 'answers' - 'stage' where case_id = ${broken}`;
  await assert.rejects(receiveCase(world, desk, { id: broken, key: 'held-try-one' as CommandKey }), { name: 'Error' });
  assert.deepEqual(await receiveCase(world, desk, { id: broken, key: 'held-try-two' as CommandKey }), { refused: 'case-quarantined' });
  const received = await receiveCase(world, desk, { id: sane, key: 'held-try-three' as CommandKey });
  assert.ok(!isRefusal(received) && received.code !== null);
});
