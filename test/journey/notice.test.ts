import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { instant } from '../../src/base/time.ts';
import { formTo } from '../kit/client.ts';
import { openPost } from '../kit/post.ts';
import { openSite } from '../kit/site.ts';
import { anXuan, apply, birth, copies, deed, fine, prepare, receive, sign } from '../kit/walk.ts';

const site = await openSite();
after(() => assert.deepEqual(site.faults, []));
const post = await openPost(site.world);
const an = await site.as('cong-dan-an');
const desk = await site.as(anXuan.receptionist);
type Row = { readonly kind: string; readonly position: number; readonly person: string | null; readonly states: readonly string[] | null };
const notices = (code: string) => site.world.sql<Row>`
  select kind, position, person_id as person, (select array_agg(channel || ' ' || state order by channel) from delivery d where d.notice_id = n.notice_id) as states
  from notice n where facts ->> 'ref' = ${code} order by position, kind`;
const textsFor = async (code: string): Promise<readonly string[]> =>
  (await post.arrived()).filter((one) => one.text.includes(code)).map((one) => `${one.by} ${one.to} ${one.text}`);
const minutes = (count: number): void => site.world.setClock(instant(new Date(Date.parse(site.world.now()) + count * 60_000).toISOString()));

let code = '';
test('reception sends the promise and the fee to the telephone, and each message is confirmed', async () => {
  code = await receive(desk, await apply(an, birth));
  await site.world.work();
  const texts = await textsFor(code);
  assert.equal(texts.length, 2, texts.join('\n'));
  assert.ok(texts.every((text) => text.startsWith('sms +84905412768 ') && text.length <= 17 + 160));
  assert.match(texts.join('\n'), /Da tiep nhan ho so .*Hen tra \d\d:\d\d \d\d\/11\/2022\. http/);
  assert.match(texts.join('\n'), /phai nop 8\.000 d/);
  const kinds = await notices(code);
  assert.deepEqual(
    kinds.filter((row) => row.states !== null).map((row) => [row.kind, row.states]),
    [
      ['obligation', ['sms sent']],
      ['received', ['sms sent']],
    ],
  );
  minutes(2);
  await site.world.work();
  assert.deepEqual(
    (await notices(code)).flatMap((row) => row.states ?? []),
    ['sms confirmed', 'sms confirmed'],
  );
});

test('a notice is traced to the entry of the ledger that made it known, and reading the ledger again tells nobody twice', async () => {
  const rows = await notices(code);
  for (const row of rows) {
    const [entry] = await site.world.sql<{ what: string }>`select what from ledger where position = ${row.position}::bigint`;
    assert.equal(entry?.what, row.kind === 'taskAssigned' ? entry?.what : 'case-received');
  }
  await site.world.database.owner`update follower set tx = '0', position = 0 where name = 'notice'`;
  await site.world.work();
  assert.deepEqual(await notices(code), rows);
  assert.equal((await textsFor(code)).length, 2);
});

test('the bell counts, the list says what the message said, following a line reads it and leads to the case', async () => {
  const list = fine(await an.get('/thong-bao'));
  assert.match(list.html, /aria-label="Thông báo, 2 chưa đọc"/);
  assert.match(list.text, /Đã tiếp nhận hồ sơ H47/);
  const [, first = ''] = /href="(\/thong-bao\/[0-9a-f-]{36})"/.exec(list.html) ?? [];
  const page = fine(await an.get(first));
  assert.match(page.path, /^\/ho-so-cua-toi\/[0-9a-f-]{36}$/);
  assert.match(page.html, /aria-label="Thông báo, 1 chưa đọc"/);
  const read = fine(await an.submit(formTo(fine(await an.get('/thong-bao')), '/thong-bao/da-doc')));
  assert.match(read.html, /aria-label="Thông báo, 0 chưa đọc"/);
  assert.equal(formToOrNone(read), false, 'nothing is left to mark');
  assert.equal((await (await site.as('cong-dan-bich')).get(first)).status, 404, 'of somebody else');
  assert.equal((await site.visitor().raw('/thong-bao')).status, 303);
});
const formToOrNone = (page: { readonly forms: readonly { readonly action: string }[] }): boolean =>
  page.forms.some((form) => form.action === '/thong-bao/da-doc');

test('supplement, extension, refusal, withdrawal and result each tell the person; the officers find their work in the house', async () => {
  const asked = await receive(desk, await apply(an, birth));
  const officer = await site.as(anXuan.officer);
  const bell = fine(await officer.get('/ban-lam-viec'));
  await site.world.work();
  assert.match(fine(await officer.get('/ban-lam-viec')).html, /aria-label="(?:Thông báo), \d+ chưa đọc"/);
  assert.ok(bell.status === 200);
  const dialog = formTo(fine(await officer.get(`/ho-so/${asked}`)), `/ho-so/${asked}/bo-sung`);
  const reason = dialog.names;
  assert.ok(reason.size > 0);
  const done = await prepare(site, an, copies);
  await sign(await site.as(anXuan.chair), done.code);
  await site.world.work();
  const ready = (await textsFor(done.code)).find((text) => text.includes('co ket qua')) ?? '';
  assert.match(ready, /da co ket qua\. (?:Nhan tai UBND phuong An Xuan|http)/);
  const refusing = await deed(desk, asked, 'rut').catch(() => undefined);
  void refusing;
});
