import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CaseId, CommandKey, UnitId } from '../../src/base/id.ts';
import type { JsonObject } from '../../src/base/json.ts';
import type { Refusal } from '../../src/base/refusal.ts';
import { isRefusal } from '../../src/base/refusal.ts';
import type { Instant } from '../../src/base/time.ts';
import { date, instant } from '../../src/base/time.ts';
import { askPermit, givePost, systemPermit } from '../../src/kernel/access/access.act.ts';
import type { Role } from '../../src/kernel/access/access.ts';
import type { Receipt } from '../../src/kernel/case/case.act.ts';
import {
  completeTask,
  extendCase,
  hasProblems,
  listInbox,
  noCut,
  openCase,
  receiveCase,
  refuseCase,
  signTask,
  submitCase,
} from '../../src/kernel/case/case.act.ts';
import type { CaseState, OpenTask } from '../../src/kernel/case/case.ts';
import type { Permit, Right } from '../../src/kernel/permit.ts';
import { addPerson, findAccount } from '../../src/kernel/person/person.act.ts';
import { livePacks, publicPacks } from '../../src/kernel/rollout/rollout.act.ts';
import { home } from '../../src/main/config.ts';
import { publishFolder } from '../../src/main/shelf.ts';
import { freshWorld, sound } from '../kit/world.ts';

/** Work among offices, on a real database: an official document worked on by several units, a plan with twenty inspections. */
const world = await freshWorld();
assert.deepEqual(await publishFolder({ ...world, sql: world.database.owner }, join(home, 'test/packs/general')), []);
await world.refresh();

const unitOf = (code: string): UnitId => {
  const unit = world.org().units.find((one) => one.gso === code || one.agencyCode === code);
  assert.ok(unit !== undefined, code);
  return unit.id;
};
const [office, justice, inspectorate, anXuan, aTieng, minhAn] = ['H47.01', 'H47.02', 'H47.05', '20347', '20455', '20398'];

/** Officers the sample people do not have; numbers of identity cards and telephones are invented. */
const admin = systemPermit(world, 'person.admin');
const posts: readonly (readonly [string, string, Role])[] = [
  ['van-thu-vp', office, 'clerk'],
  ['lanh-dao-vp', office, 'unitLeader'],
  ['chuyen-vien-stp', justice, 'officer'],
  ['lap-ke-hoach-tt', inspectorate, 'receptionist'],
  ['chuyen-vien-tt', inspectorate, 'officer'],
  ['chanh-thanh-tra', inspectorate, 'unitLeader'],
];
for (const [index, [account, unit, role]] of posts.entries()) {
  const about = {
    account,
    name: `Người Thử ${'ABCDEF'[index]}`,
    idNumber: `0491901009${10 + index}`,
    phone: `09051009${10 + index}`,
    identityLevel: 2 as const,
  };
  const person = sound(await addPerson(world, admin, about));
  sound(await givePost(world, admin, { person: person.id, unit: unitOf(unit), role, title: account, from: date('2021-07-01') }));
}

async function ask<R extends Right>(account: string, right: R, unit: string): Promise<Permit<R>> {
  const person = sound(await findAccount(world, admin, account));
  return sound(await askPermit(world, { person: person.id }, right, unitOf(unit)));
}
let keys = 0;
const nextKey = (): CommandKey => `general-${++keys}-key` as CommandKey;
const at = (moment: string): Instant => instant(`${moment}:00+07:00`);
const done = (result: Receipt | Refusal | { readonly problems: readonly unknown[] }): Receipt => {
  assert.ok(!isRefusal(result) && !hasProblems(result), JSON.stringify(result));
  return result as Receipt;
};
async function stateOf(id: CaseId): Promise<CaseState> {
  const [row] = await world.database.owner<{ state: CaseState }>`select state from case_row where case_id = ${id}`;
  assert.ok(row !== undefined, id);
  return row.state;
}
async function taskOf(id: CaseId, element: string, unit?: string): Promise<OpenTask> {
  const state = await stateOf(id);
  const task = state.tasks.find((one) => one.element === element && (unit === undefined || one.unit === unitOf(unit)));
  assert.ok(task !== undefined, `${element} is not open; open are ${state.tasks.map((one) => one.element).join(', ')}`);
  return task;
}
/** Completes an open step; `holder` is the unit whose step it is, where several have one of the same name. */
async function complete(id: CaseId, who: readonly [string, string], element: string, json: JsonObject = {}, holder?: string): Promise<Receipt> {
  const permit = await ask(who[0], 'case.work', who[1]);
  const receipt = done(await completeTask(world, permit, { id, key: nextKey(), task: (await taskOf(id, element, holder)).id, answers: { json } }));
  await world.work();
  return receipt;
}
async function sign(id: CaseId, who: readonly [string, string]): Promise<void> {
  const permit = await ask(who[0], 'case.sign', who[1]);
  done(await signTask(world, permit, { id, key: nextKey(), task: (await taskOf(id, 'sign')).id, answers: { json: {} } }));
  await world.work();
}
async function file(service: string, who: readonly [string, string], json: JsonObject): Promise<CaseId> {
  const submission = { service, unit: unitOf(who[1]), answers: { json }, files: [], channel: 'counter' as const };
  const { id } = done(await submitCase(world, await ask(who[0], 'case.submit', who[1]), nextKey(), submission));
  done(await receiveCase(world, await ask(who[0], 'case.receive', who[1]), { id, key: nextKey() }));
  await world.work();
  return id;
}
const inbox = async (account: string, role: Role, unit: string): Promise<readonly (readonly [CaseId, string | null])[]> =>
  (await listInbox(world, await ask(account, 'case.list', unit), [role], noCut, { limit: 100, offset: 0 })).map((line) => [line.id, line.task]);

const clerk = ['van-thu-vp', office] as const;
const head = ['lanh-dao-vp', office] as const;
const incoming = (number: string): JsonObject => ({
  sender: { name: 'Bộ Tư pháp', phone: '0905100900' },
  incoming: { number, issued: '2022-11-10', subject: 'Rà soát đăng ký khai sinh', secrecy: 'none' },
  answerBy: '2022-12-09',
});
const assignment = {
  instruction: 'Sở Tư pháp chủ trì trả lời.',
  leadUnit: justice,
  draftBy: '2022-11-25',
  cooperating: [{ unit: anXuan }, { unit: aTieng }],
  opinionBy: '2022-11-19',
  told: [{ unit: minhAn }],
};

test('a start publishes nothing that stands there with the same files, and tells of a version that has other files now', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'cuaso-packs-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(home, 'packs/khai-sinh'), join(folder, 'khai-sinh'), { recursive: true });
  const now = (): Instant => assert.fail('published again');
  assert.deepEqual(await publishFolder({ ...world, now }, folder), []);
  writeFileSync(join(folder, 'khai-sinh/README.md'), 'Khác.');
  const found = await publishFolder({ ...world, sql: world.database.owner }, folder);
  assert.deepEqual(
    found.filter(({ level }) => level === 'error').map(({ file, code }) => `${file} ${code}`),
    ['khai-sinh/pack.json version-taken'],
  );
});

test('services of the offices are live, and no citizen finds or files them', async () => {
  const names = (await livePacks(world)).map((pack) => pack.id);
  for (const id of ['van-ban-den', 'kiem-tra', 'cuoc-kiem-tra', 'cau-hoi'])
    assert.ok(
      names.some((name) => name === id),
      id,
    );
  assert.deepEqual((await publicPacks(world)).map((pack) => pack.id).toSorted(), [
    'chung-thuc-ban-sao',
    'dang-ky-thuong-tru',
    'dat-lich-kham',
    'dinh-chinh-du-lieu',
    'khai-sinh',
    'tuyen-sinh-lop-1',
  ]);
  const citizen = sound(await findAccount(world, admin, 'cong-dan-an'));
  const permit = sound(await askPermit(world, { person: citizen.id }, 'case.submit', 'own'));
  const submission = { service: 'van-ban-den', unit: unitOf(office), answers: { json: incoming('1/X') }, files: [], channel: 'online' as const };
  const refused = await submitCase(world, permit, nextKey(), submission);
  assert.ok(isRefusal(refused) && refused.refused === 'not-allowed');
});

test('an official document is worked on by units that do not own it, each with its own step, deadline and sight', async () => {
  world.setClock(at('2022-11-15T08:40'));
  const submission = { service: 'van-ban-den', unit: unitOf(office), answers: { json: incoming('4512/BTP') }, files: [], channel: 'counter' as const };
  const { id } = done(await submitCase(world, await ask('van-thu-vp', 'case.submit', office), nextKey(), submission));
  assert.deepEqual(await inbox('van-thu-vp', 'clerk', office), [[id, 'reception']], 'reception waits in the queue of the role that plays the receptionist');
  done(await receiveCase(world, await ask('van-thu-vp', 'case.receive', office), { id, key: nextKey() }));
  await world.work();
  assert.equal((await taskOf(id, 'register')).due, at('2022-11-16T08:40'));
  await complete(id, clerk, 'register');
  assert.equal((await stateOf(id)).data.arrivalNumber, '01');
  await complete(id, head, 'instruct', assignment);

  const mine = await taskOf(id, 'cooperate', anXuan);
  assert.equal(mine.due, at('2022-11-21T17:30'), 'Saturday 19/11 is a day off');
  const theirs = await taskOf(id, 'cooperate', aTieng);
  assert.deepEqual(await inbox('tu-phap-an-xuan', 'officer', anXuan), [[id, mine.id]]);
  assert.deepEqual(await inbox('tu-phap-minh-an', 'officer', minhAn), []);

  // The step of another unit, and deeds on the case as a whole, are not this officer's.
  const permit = await ask('tu-phap-an-xuan', 'case.work', anXuan);
  const strange = await completeTask(world, permit, { id, key: nextKey(), task: theirs.id, answers: { json: { opinion: 'x' } } });
  assert.ok(isRefusal(strange) && strange.refused === 'not-allowed');
  const refusal = { reason: 'not-competent', note: 'Không thuộc thẩm quyền.' };
  const refused = await refuseCase(world, await ask('tu-phap-an-xuan', 'case.refuse', anXuan), { id, key: nextKey(), ...refusal });
  assert.ok(isRefusal(refused) && refused.refused === 'not-found');
  const extended = await extendCase(world, await ask('tu-phap-an-xuan', 'case.extend', anXuan), { id, key: nextKey(), ...refusal });
  assert.ok(isRefusal(extended) && extended.refused === 'not-found');

  // Who was told reads along and may do nothing; who has no part does not even see that it exists.
  sound(await openCase(world, await ask('tu-phap-minh-an', 'case.read', minhAn), id, 'để biết'));
  const told = await completeTask(world, await ask('tu-phap-minh-an', 'case.work', minhAn), { id, key: nextKey(), task: mine.id, answers: { json: {} } });
  assert.ok(isRefusal(told) && told.refused === 'not-found');
  const outside = await openCase(world, await ask('chuyen-vien-tt', 'case.read', inspectorate), id, 'xem');
  assert.ok(isRefusal(outside) && outside.refused === 'not-found');

  await complete(id, ['tu-phap-an-xuan', anXuan], 'cooperate', { opinion: 'Không còn trẻ em chưa đăng ký.' }, anXuan);
  assert.deepEqual(await inbox('tu-phap-an-xuan', 'officer', anXuan), []);
  const after = await openCase(world, await ask('tu-phap-an-xuan', 'case.read', anXuan), id, 'xem lại');
  assert.ok(isRefusal(after), 'the step is done: nothing is left to see until the reply is sent round');
  await complete(id, ['tu-phap-a-tieng', aTieng], 'cooperate', { opinion: 'Còn hai trẻ em.' }, aTieng);
  await complete(id, ['chuyen-vien-stp', justice], 'draft', { replyText: 'Tỉnh còn hai trẻ em chưa đăng ký.' });
  await complete(id, head, 'approve', { approval: 'agreed' });
  await sign(id, head);
  await complete(id, clerk, 'issue');

  const state = await stateOf(id);
  assert.deepEqual([state.stage.at, state.data.outgoingNumber, state.documents[0]?.number], ['closed', '01', '01']);
  assert.deepEqual(
    state.data.opinions,
    [
      [anXuan, 'Không còn trẻ em chưa đăng ký.'],
      [aTieng, 'Còn hai trẻ em.'],
    ].map(([unit, text]) => ({ unit, text })),
  );
  assert.equal(state.documents.length, 1, 'no slips are printed for a service of the offices');
  sound(await openCase(world, await ask('tu-phap-an-xuan', 'case.read', anXuan), id, 'kết quả'));
});

test('numbers of both books follow each other without a gap, whichever document comes first', async () => {
  world.setClock(at('2022-11-16T08:00'));
  const alone = { instruction: 'Sở Tư pháp trả lời.', leadUnit: justice, draftBy: '2022-11-25' };
  const documents = [
    await file('van-ban-den', clerk, incoming('2/A')),
    await file('van-ban-den', clerk, incoming('3/B')),
    await file('van-ban-den', clerk, incoming('4/C')),
  ];
  for (const id of documents) {
    await complete(id, clerk, 'register');
    await complete(id, head, 'instruct', alone);
    await complete(id, ['chuyen-vien-stp', justice], 'draft', { replyText: 'Đã rà soát.' });
  }
  const [first, second, third] = documents as [CaseId, CaseId, CaseId];
  // The first one is drafted again: it takes no number until its leader has agreed.
  await complete(first, head, 'approve', { approval: 'redo' });
  for (const id of [third, second]) await complete(id, head, 'approve', { approval: 'agreed' });
  await complete(first, ['chuyen-vien-stp', justice], 'draft', { replyText: 'Đã rà soát lại.' });
  await complete(first, head, 'approve', { approval: 'agreed' });
  const books = await Promise.all(documents.map(async (id) => (await stateOf(id)).data));
  assert.deepEqual(
    books.map((data) => [data.arrivalNumber, data.outgoingNumber]),
    [
      ['02', '04'],
      ['03', '03'],
      ['04', '02'],
    ],
  );
});

test('a unit that nobody knows is an incident on the case, not a step that is lost', async () => {
  const id = await file('van-ban-den', clerk, incoming('5/D'));
  await complete(id, clerk, 'register');
  await complete(id, head, 'instruct', { instruction: 'x', leadUnit: 'H99.99', draftBy: '2022-11-25', told: [{ unit: '99999' }] });
  const state = await stateOf(id);
  assert.deepEqual(
    state.incidents.map((incident) => [incident.element, incident.code]),
    [['tell', 'job-failed']],
  );
});

const chief = ['chanh-thanh-tra', inspectorate] as const;
const inspectors: Readonly<Record<string, readonly [string, string]>> = {
  [anXuan]: ['tu-phap-an-xuan', 'chu-tich-an-xuan'],
  [aTieng]: ['tu-phap-a-tieng', 'chu-tich-a-tieng'],
  [minhAn]: ['tu-phap-minh-an', 'chu-tich-minh-an'],
};

test('one plan opens twenty inspections in three units and ends after the last of them', async () => {
  world.setClock(at('2022-11-17T08:00'));
  const communes = [anXuan, aTieng, minhAn];
  const targets = Array.from({ length: 20 }, (_, index) => ({
    firm: `Hộ kinh doanh Thử Nghiệm ${index + 1}`,
    phone: `09051018${String(index + 1).padStart(2, '0')}`,
    unit: communes[index % 3] ?? anXuan,
    day: '2022-12-05',
  }));
  const id = await file('kiem-tra', ['lap-ke-hoach-tt', inspectorate], {
    planner: { name: 'Ngô Thị Mẫu', phone: '0905100800' },
    planTitle: 'Kiểm tra an toàn thực phẩm dịp Tết',
    targets,
  });
  await sign(id, chief);
  const { children } = await stateOf(id);
  assert.equal(children.length, 20);
  const opened = await Promise.all(children.map((child) => stateOf(child.id)));
  assert.deepEqual(opened.map((child) => child.applicant.name).toSorted(), targets.map((target) => target.firm).toSorted());
  assert.ok(opened.every((child) => child.parent === id && child.stage.at === 'open' && child.tasks[0]?.due === at('2022-12-05T17:30')));
  const codes = opened.filter((child) => child.unit === unitOf(anXuan)).map((child) => child.code?.slice(-4));
  assert.deepEqual(codes.toSorted(), ['0001', '0002', '0003', '0004', '0005', '0006', '0007'], 'each commune numbers its own cases without a gap');
  assert.equal((await inbox('tu-phap-an-xuan', 'officer', anXuan)).length, 7);

  world.setClock(at('2022-12-05T09:00'));
  for (const [index, child] of opened.entries()) {
    const code = communes.find((one) => unitOf(one) === child.unit) ?? anXuan;
    const [officer = '', leader = ''] = inspectors[code] ?? [];
    assert.deepEqual((await stateOf(id)).tasks, [], `the plan waits while ${20 - index} inspections run`);
    await complete(child.id, [officer, code], 'inspect', { finding: 'good', minutes: 'Đủ giấy tờ.' });
    await complete(child.id, [leader, code], 'conclude');
  }
  const state = await stateOf(id);
  assert.deepEqual(
    state.tasks.map((task) => task.element),
    ['conclude'],
  );
  assert.deepEqual(
    state.data.outcomes,
    targets.map((target) => ({ firm: target.firm, outcome: 'granted' })),
  );
  assert.ok(state.children.every((child) => child.outcome === 'granted'));
  await complete(id, ['chuyen-vien-tt', inspectorate], 'conclude', { report: 'Cả 20 cơ sở đạt.' });
  assert.equal((await stateOf(id)).stage.at, 'closed');
});
