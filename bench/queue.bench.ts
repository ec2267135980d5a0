/** Server time of the officer's queue with N open cases: copies of a real one, first spread over all communes, then (the worst there can be) all in one of them. */
import type { Visitor } from '../test/kit/client.ts';
import type { Result } from './kit.ts';
import { options, percentile, report, rounded } from './kit.ts';
import { openServer } from './server.ts';

const { seed, count } = options({ count: 20_000 });
const asked = 200;
const server = await openServer();
const { owner } = server;

type Row = { readonly id: string; readonly unit: number };
/** A case that waits for an officer of An Xuân. */
const [row] = await owner<Row>`
  select t.case_id as id, t.unit_id as unit from task_row t join case_row c using (case_id) join unit u on u.unit_id = t.unit_id
  where u.gso = '20347' and t.role = 'officer' and c.stage = 'open' order by c.submitted_at limit 1`;
if (row === undefined) throw new Error('no sample case waits for an officer');

/** Names, units and promised hours differ; the state stays the one of the copied case. */
await owner.script(`
  create temp table copies as select row_number() over () as n, gen_random_uuid() as id from generate_series(1, ${count});
  create temp table places as select row_number() over (order by unit_id) - 1 as place, unit_id from unit where kind = 'commune' and valid_to is null;
  insert into case_row (case_id, tracking, code, pack_id, pack_version, unit_id, version, hash, status, stage, channel, applicant_id, applicant_name, applicant_folded, phone,
    submitted_at, received_at, due, finished_at, closed_at, outcome, fee, fee_paid, quarantined, state)
  select k.id, lpad((900000000000 + k.n)::text, 12, '0'), 'H47.BENCH-' || k.n, pack_id, pack_version, p.unit_id, version, hash, status, stage, channel, null,
    'Nguyễn Văn ' || k.n, 'nguyen van ' || k.n, '+84905' || lpad(k.n::text, 6, '0'), submitted_at + k.n * interval '1 second', received_at, due + (k.n % 200 - 20) * interval '1 hour',
    null, null, null, fee, fee_paid, false, state
  from copies k join case_row c on c.case_id = '${row.id}' join places p on p.place = k.n % (select count(*) from places);
  insert into task_row select k.id, task_id, element, name, role, c.unit_id, sign, opened_at from copies k join case_row c on c.case_id = k.id
    join (select task_id, element, name, role, sign, opened_at from task_row where case_id = '${row.id}' limit 1) t on true;
  analyze case_row; analyze task_row;`);

async function timesOf(who: Visitor, path: string): Promise<readonly number[]> {
  const times: number[] = [];
  for (let number = 0; number < asked + 10; number += 1) {
    const begun = performance.now();
    const page = await who.raw(path);
    if (page.status !== 200) throw new Error(`${path} answered ${page.status}`);
    // The first ones fill caches and plans.
    if (number >= 10) times.push(performance.now() - begun);
  }
  return times;
}

const results: Result[] = [];
const unit = 'ms, request to whole answer';
async function measure(account: string, name: string, path: string, budget: Result['budget']): Promise<void> {
  const times = await timesOf(await server.as(account), path);
  results.push({ name: `${name}, p50`, unit, value: rounded(percentile(times, 0.5)) });
  results.push({ name: `${name}, p95`, unit, value: rounded(percentile(times, 0.95)), ...(budget === undefined ? {} : { budget }) });
}

const aim = { atMost: 80 };
try {
  const open = `${count.toLocaleString('en')} open cases in the province`;
  await measure('tu-phap-an-xuan', `queue of a commune, ${open}`, '/ban-lam-viec', aim);
  await measure('tu-phap-an-xuan', `the same, overdue only, ${open}`, '/ban-lam-viec?tab=qua-han', undefined);
  await measure('tu-phap-an-xuan', `the same, search by name, ${open}`, '/ban-lam-viec?q=nguyen+van+77', undefined);
  await owner.script(`update case_row set unit_id = ${row.unit} where code like 'H47.BENCH-%';
    update task_row set unit_id = ${row.unit} where case_id in (select case_id from case_row where code like 'H47.BENCH-%'); analyze case_row; analyze task_row;`);
  const one = `${count.toLocaleString('en')} open cases in one commune`;
  await measure('tu-phap-an-xuan', `queue, ${one}`, '/ban-lam-viec', undefined);
  await measure('tu-phap-an-xuan', `the same, search by name, ${one}`, '/ban-lam-viec?q=nguyen+van+77', undefined);
} finally {
  await server.close();
}
report(results, seed);
