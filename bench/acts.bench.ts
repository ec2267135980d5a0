/** Steps of cases per second through the acts, each acknowledged after its commit reached the disk; beside the same rows written by bare statements in transactions of the same shape. */
import type { CaseId, CommandKey, DocumentId } from '../src/base/id.ts';
import type { Sql } from '../src/db/sql.ts';
import { statementOf } from '../src/db/statement.ts';
import type { Receipt } from '../src/kernel/case/case.act.ts';
import { completeTask, hasProblems, receiveCase, submitCase } from '../src/kernel/case/case.act.ts';
import type { Result } from './kit.ts';
import { beside, median, options, report, rounded } from './kit.ts';
import { openProvince, permitOf, sound } from './province.ts';

const { seed, count } = options({ count: 40 });

type Written = { readonly name: string; readonly text: string; readonly values: readonly unknown[] };
/** Writes of one transaction, in order; those of several transactions at once may come mixed. */
type Transaction = Written[];
let recorded: Transaction[] | undefined;

/** Passes everything on and keeps the statements that write. */
function recording(sql: Sql, into?: Transaction): Sql {
  const query = async <Row>(strings: TemplateStringsArray, ...values: readonly unknown[]): Promise<readonly Row[]> => {
    const statement = statementOf(strings);
    if (recorded !== undefined && /^\s*(insert|update|delete)/i.test(statement.text)) {
      if (into === undefined) recorded.push([{ ...statement, values }]);
      else into.push({ ...statement, values });
    }
    return await sql<Row>(strings, ...values);
  };
  const begin: Sql['begin'] = async (work, wishes) => {
    const writes: Transaction = into ?? [];
    const result = await sql.begin((inner) => work(recording(inner, writes)), wishes);
    if (into === undefined && writes.length > 0) recorded?.push(writes);
    return result;
  };
  return Object.assign(query, { ...sql, begin, savepoint: (work: Parameters<Sql['savepoint']>[0]) => begin(work) }) as Sql;
}

const province = await openProvince(recording);
const { world, twin } = province;
const unit = world.org().units.find((one) => one.gso === '20347');
const pack = world.shelf.all().find((one) => one.id === 'chung-thuc-ban-sao');
const submission = pack?.stories.find((story) => story.name === 'one-page-three-copies')?.when.find((move) => move.do === 'submit');
if (unit === undefined || pack === undefined || submission === undefined) throw new Error('the sample province has changed');
const [file, receive, work] = await Promise.all([
  permitOf(world, 'mot-cua-an-xuan', 'case.submit', unit.id),
  permitOf(world, 'mot-cua-an-xuan', 'case.receive', unit.id),
  permitOf(world, 'mot-cua-an-xuan', 'case.work', unit.id),
]);

/** What the acts answer when all went well. */
function done(result: Awaited<ReturnType<typeof submitCase>>): Receipt {
  const receipt = sound(result);
  if (hasProblems(receipt)) throw new Error(JSON.stringify(receipt.problems));
  return receipt;
}

let task: string | undefined;
/** Three deeds: filed, received, first task done. */
async function liveCase(name: string): Promise<void> {
  if (submission === undefined || pack === undefined || unit === undefined) return;
  const key = (deed: string): CommandKey => `bench-${name}-${deed}` as CommandKey;
  const files = [...submission.papers].map(([paper]) => ({ id: world.newId() as DocumentId, paper, name: '', mediaType: '', size: 0, blob: null }));
  const filed = { service: pack.id, unit: unit.id, answers: { json: submission.answers }, files, channel: 'counter' } as const;
  const { id } = done(await submitCase(world, file, key('file'), filed));
  done(await receiveCase(world, receive, { id, key: key('receive') }));
  task ??= await openTask(id);
  done(await completeTask(world, work, { id, key: key('work'), task, answers: { json: { isSame: true } } }));
}
async function openTask(id: CaseId): Promise<string> {
  const [row] = await world.sql<{ task: string }>`select task_id as task from task_row where case_id = ${id}`;
  if (row === undefined) throw new Error('no task is open');
  return row.task;
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

async function writeAgain(transactions: readonly Transaction[]): Promise<void> {
  for (const writes of transactions) {
    await twin.query('begin isolation level read committed read write');
    for (const { name, text, values } of writes) await twin.query({ name, text, values: [...values] });
    await twin.query('commit');
  }
}

const deeds = 3;
const [ours, bare, at8]: [number[], number[], number[]] = [[], [], []];
let [transactions, statements] = [0, 0];
try {
  await liveCase('warm');
  for (let round = 0; round < 5; round += 1) {
    recorded = [];
    const through = await seconds(async () => {
      for (let number = 0; number < count; number += 1) await liveCase(`${seed}-${round}-${number}`);
    });
    const same = recorded;
    recorded = undefined;
    transactions = same.length;
    statements = same.reduce((sum, writes) => sum + writes.length, 0);
    ours.push((count * deeds) / through);
    bare.push((count * deeds) / (await seconds(() => writeAgain(same))));
    const together = await seconds(async () => {
      const lanes = Array.from({ length: 8 }, async (_, lane) => {
        for (let number = lane; number < count; number += 8) await liveCase(`${seed}-${round}-8-${number}`);
      });
      await Promise.all(lanes);
    });
    at8.push((count * deeds) / together);
  }
} finally {
  await province.close();
}
const perDeed = Math.round((statements / (count * deeds)) * 10) / 10;
const rate = 'steps per second';
const [one, raw] = [rounded(median(ours)), rounded(median(bare))];
const results: Result[] = [
  {
    name: 'steps through the acts, one after the other',
    unit: rate,
    value: one,
    ...beside(one, 'the same rows by bare statements', raw),
    note: `fsync on; per step ${perDeed} writing statements in ${rounded(transactions / (count * deeds))} transactions; a step is filing, receiving or completing a task`,
  },
  {
    name: 'steps through the acts, 8 at a time',
    unit: rate,
    value: rounded(median(at8)),
    ...beside(rounded(median(at8)), 'bare statements, one after the other', raw),
  },
];
report(results, seed);
