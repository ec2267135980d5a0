/** Ratings after the result: asked once by the way a person is told of everything else, never for a case that was withdrawn. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { instant } from '../../src/base/time.ts';
import { formTo } from '../kit/client.ts';
import { openPost } from '../kit/post.ts';
import { openSite } from '../kit/site.ts';
import { anXuan, apply, birth, doTask, fine, ownPage, prepare, receive, sign } from '../kit/walk.ts';

const site = await openSite();
after(() => assert.deepEqual(site.faults, []));
const post = await openPost(site.world);
const an = await site.as('cong-dan-an');
const chair = await site.as(anXuan.chair);
const desk = await site.as(anXuan.receptionist);
const asked = async (code: string) => (await post.arrived()).filter((one) => one.text.includes(code) && /danh gia|đánh giá/.test(one.text));
const work = async (): Promise<void> => {
  // The rating is written by one follower and told by another.
  await site.world.work();
  await site.world.work();
};

/** A case from filing to the hand-over. */
async function handedOver(): Promise<string> {
  const { code } = await prepare(site, an, birth);
  fine(await sign(chair, code));
  await site.world.work();
  fine(await desk.submit(formTo(fine(await desk.get(`/ho-so/${code}`)), `/ho-so/${code}/thu-phi`), {}));
  fine(await doTask(desk, code, { handedAs: 'electronic' }));
  return code;
}

let code = '';
test('the hand-over asks for the rating once, with the link that takes it', async () => {
  const { code: open } = await prepare(site, an, birth);
  fine(await sign(chair, open));
  await work();
  assert.deepEqual(await asked(open), [], 'signed is not handed over');
  code = await handedOver();
  await work();
  const [message, ...more] = await asked(code);
  assert.equal(more.length, 0);
  assert.equal(message?.by, 'sms');
  const [path = ''] = /\/danh-gia\/[\w-]{24}/.exec(message?.text ?? '') ?? [];
  assert.match(fine(await site.visitor().get(path)).text, /Đăng ký khai sinh/);
  await site.world.database.owner`update follower set tx = '0', position = 0 where name in ('notice', 'voice')`;
  await work();
  assert.equal((await asked(code)).length, 1, 'reading the ledger again asks nobody twice');
});

test('the list in the house leads to the question', async () => {
  const list = fine(await an.get('/thong-bao'));
  const [, line = ''] = /href="(\/thong-bao\/[0-9a-f-]{36})">Mời đánh giá/.exec(list.html) ?? [];
  assert.match(fine(await an.get(line)).path, /^\/danh-gia\//);
});

test('a case that was withdrawn is not asked about, and in the night nobody is', async () => {
  const withdrawn = await receive(desk, await apply(an, birth));
  const page = `${await ownPage(an, withdrawn)}/rut`;
  fine(await an.submit(formTo(fine(await an.get(page)), page), { fields: { ly_do: 'Nộp nhầm.' } }));
  await work();
  assert.deepEqual(await asked(withdrawn), []);
  site.world.setClock(instant('2022-11-15T21:30:00+07:00'));
  const late = await handedOver();
  await work();
  assert.deepEqual(await asked(late), []);
  site.world.setClock(instant('2022-11-16T07:00:00+07:00'));
  await work();
  assert.equal((await asked(late)).length, 1);
});

test('who wants no such message gets none and finds the question in the house', async () => {
  const wishes = '/thong-bao/cach-nhan';
  fine(await an.submit(formTo(fine(await an.get(wishes)), wishes), { fields: { 'rating.sms': null, 'rating.email': null, 'rating.push': null } }));
  const quiet = await handedOver();
  await work();
  assert.deepEqual(await asked(quiet), []);
  assert.match(fine(await an.get('/thong-bao')).text, new RegExp(`Hồ sơ ${quiet.replaceAll('.', '\\.')} đã trả kết quả`));
});
