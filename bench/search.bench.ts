/** Search over 2,300 procedures and N documents: the index alone, the whole request, and PostgreSQL's trigrams on the same texts and questions. */

import pg from 'pg';
import { fold } from '../src/base/text.ts';
import { json } from '../src/db/sql.ts';
import type { FindEntry } from '../src/kernel/register/register.ts';
import { openSegment, seek } from '../src/kernel/register/register.ts';
import { openJournal } from '../src/main/journal.ts';
import { listen } from '../src/main/listen.ts';
import { serveWith } from '../src/main/serve.ts';
import { visitor } from '../test/kit/client.ts';
import type { Result } from './kit.ts';
import { chance, options, percentile, report, rounded } from './kit.ts';
import { openProvince } from './province.ts';
import { invented, typedFrom, withSlip } from './search-text.ts';

const { seed, count } = options({ count: 100_000 });
const dice = chance(seed);
const procedures = invented(dice, 'procedure', 2_300);
const notices = invented(dice, 'news', count);
const size = `2,300 procedures, ${count.toLocaleString('en')} documents`;
const results: Result[] = [];

globalThis.gc?.();
const before = process.memoryUsage();
const cpu = process.cpuUsage();
const parts = [procedures, notices].map((list) => {
  const open = openSegment();
  for (const entry of list) open.add(entry);
  return open.close();
});
const spent = process.cpuUsage(cpu);
globalThis.gc?.();
const after = process.memoryUsage();
const bytes = after.heapUsed - before.heapUsed + after.arrayBuffers - before.arrayBuffers;
results.push({ name: `index built, ${size}`, unit: 's of CPU', value: rounded((spent.user + spent.system) / 1_000_000) });
results.push({
  name: `index in memory, ${size}`,
  unit: 'MB',
  value: Math.round(bytes / 1_000_000),
  note: 'titles and summaries are shared with the invented entries, which stay in memory here too',
});

const typed = Array.from({ length: 400 }, (_, at) => typedFrom(dice, at % 2 === 0 ? procedures : notices));
const alone = typed.map((question) => {
  const from = process.cpuUsage();
  seek(parts, { text: question, most: 20 });
  const used = process.cpuUsage(from);
  return (used.user + used.system) / 1000;
});
results.push({ name: `index alone, ${size}, p50`, unit: 'ms of CPU', value: rounded(percentile(alone, 0.5)) });
results.push({ name: `index alone, ${size}, p95`, unit: 'ms of CPU', value: rounded(percentile(alone, 0.95)), budget: { atMost: 30 } });

const wanted = Array.from({ length: 300 }, () => dice.of(procedures));
const found = wanted.filter((entry) => seek(parts, { text: fold(withSlip(dice, entry.title.vi)), most: 10 }).results.some((one) => one.key === entry.key));
results.push({
  name: 'a procedure by its title without marks and with one slip, among the first 10',
  unit: '%',
  value: rounded((found.length * 100) / wanted.length),
  budget: { atLeast: 95 },
});

const province = await openProvince();
const { world, twin } = province;
const serving = await serveWith(
  world,
  openJournal(() => undefined),
  undefined,
);
const server = await listen(serving.fetch, { host: '127.0.0.1', port: 0 });
const guest = visitor(`http://127.0.0.1:${server.port}`);
try {
  const stored = [...procedures.map((one): FindEntry => ({ ...one, kind: 'handbook' })), ...notices];
  for (let at = 0; at < stored.length; at += 1_000)
    await world.sql`
      insert into find_entry (kind, key, href, title, summary, words, body, audiences)
      select kind, key, href, title, summary, array(select jsonb_array_elements_text(words)), body, '{}'
      from jsonb_to_recordset(${json(stored.slice(at, at + 1_000))}::jsonb) as x (kind text, key text, href text, title jsonb, summary jsonb, words jsonb, body text)`;
  await world.sql.notify('find');
  const last = stored.at(-1)?.title.vi ?? '';
  const begun = performance.now();
  const ask = async (question: string): Promise<string> => {
    const page = await guest.raw(`/thu-tuc?q=${encodeURIComponent(question)}`);
    if (page.status !== 200) throw new Error(`${question} answered ${page.status}`);
    return page.html;
  };
  while (!(await ask(last)).includes(`/tin/${count - 1}"`)) {
    if (performance.now() - begun > 300_000) throw new Error('the documents are not found after five minutes');
    await new Promise((done) => setTimeout(done, 250));
  }
  results.push({ name: `published to found, ${count.toLocaleString('en')} documents at once`, unit: 's', value: rounded((performance.now() - begun) / 1000) });
  const whole: number[] = [];
  const busy: number[] = [];
  for (const question of typed) {
    const [from, used] = [performance.now(), process.cpuUsage()];
    await ask(question);
    const spent = process.cpuUsage(used);
    whole.push(performance.now() - from);
    busy.push((spent.user + spent.system) / 1000);
  }
  const theirs = await trigrams(twin, stored, typed.slice(0, 3));
  const peer = rounded(percentile(theirs, 0.95));
  const own = rounded(percentile(whole, 0.95));
  // Processor time counts other programs on the machine less; what asks is inside it too, PostgreSQL is not.
  results.push({ name: `search page, ${size}, p50`, unit: 'ms of CPU, request to whole answer', value: rounded(percentile(busy, 0.5)) });
  results.push({
    name: `search page, ${size}, p95`,
    unit: 'ms of CPU, request to whole answer',
    value: rounded(percentile(busy, 0.95)),
    budget: { atMost: 30 },
  });
  results.push({
    name: `search page, ${size}, p95 by the clock`,
    unit: 'ms, request to whole answer',
    value: own,
    peer: { name: 'PostgreSQL trigrams with a GIN index, the query alone, 3 questions', value: peer },
    ratio: rounded(own / peer),
  });
} finally {
  await server.drain();
  await serving.stop();
  await province.close();
}
report(results, seed);

/** The same texts and questions, marks folded too, in a database beside: milliseconds of each query. */
async function trigrams(client: pg.Client, entries: readonly FindEntry[], questions: readonly string[]): Promise<readonly number[]> {
  const owner = new pg.Client({ host: client.host, port: 5432, user: 'cuaso', database: 'twin' });
  await owner.connect();
  await owner.query('create extension if not exists pg_trgm; create table bench_text (kind text, key text, folded text)');
  for (let at = 0; at < entries.length; at += 1_000) {
    const rows = entries.slice(at, at + 1_000).map(({ kind, key, title, summary, body }) => ({ kind, key, folded: fold(`${title.vi} ${summary.vi} ${body}`) }));
    await owner.query('insert into bench_text select kind, key, folded from jsonb_to_recordset($1::jsonb) as x (kind text, key text, folded text)', [
      json(rows),
    ]);
  }
  await owner.query('create index bench_trgm on bench_text using gin (folded gin_trgm_ops)');
  await owner.query('analyze bench_text');
  const times: number[] = [];
  for (const question of questions) {
    const from = performance.now();
    await owner.query('select kind, key from bench_text where $1 <% folded order by word_similarity($1, folded) desc limit 20', [fold(question)]);
    times.push(performance.now() - from);
  }
  await owner.end();
  return times;
}
