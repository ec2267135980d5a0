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

test('the score stands on the page of the service once five people gave one, and at the leader down to the ward', async () => {
  await handedOver();
  await handedOver();
  await work();
  const links = await site.world.sql<{ token: string }>`select token from voice_rating where score is null order by asked_at, case_id`;
  const leader = await site.as('lanh-dao-tinh');
  const scores = ['5', '4', '5', '3', '5'];
  for (const [index, score] of scores.entries()) {
    assert.doesNotMatch(fine(await an.get('/thu-tuc/khai-sinh')).text, /Người dân đánh giá/, `${index} ratings are too few`);
    assert.doesNotMatch(fine(await leader.get('/dieu-hanh')).html, /so=rated/);
    const path = `/danh-gia/${links[index]?.token}`;
    const visitor = site.visitor();
    const guest = fine(await visitor.submit(formTo(fine(await visitor.get(path)), path), { fields: { diem: score } }));
    assert.match(guest.html, /<main.*Đã nhận đánh giá.*<a class="btn" href="\/">Về trang chủ<\/a>/s);
  }
  const own = fine(await an.get(`/danh-gia/${links[0]?.token}`));
  assert.match(own.html, /<main.*Đã nhận đánh giá.*<a class="btn" href="\/ho-so-cua-toi">Hồ sơ của tôi<\/a>/s);
  const page = fine(await an.get('/thu-tuc/khai-sinh'));
  assert.match(page.text, /4,4 \/ 5/);
  assert.match(page.text, /5 lượt đánh giá sau khi nhận kết quả, 80\s% hài lòng/);
  assert.doesNotMatch(fine(await an.get('/thu-tuc/chung-thuc-ban-sao')).text, /Người dân đánh giá/);
  const part = (html: string): string => html.slice(html.indexOf('id="loi-ich"'));
  let board = fine(await leader.get('/dieu-hanh'));
  for (const place of ['Tam Kỳ', 'An Xuân']) {
    const [row = ''] = part(board.html).match(new RegExp(`<tr><th scope="row"><a[^>]*>[^<]*${place}</a>.*?</tr>`)) ?? [];
    assert.match(row, />4,4</, `${place}: ${row}`);
    const [, href = ''] = /href="([^"]*)#loi-ich"/.exec(row) ?? [];
    board = fine(await leader.get(href.replaceAll('&amp;', '&')));
  }
  const [, behind = ''] = /href="([^"]*so=rated[^"]*)"/.exec(part(board.html)) ?? [];
  assert.equal(fine(await leader.get(behind.replaceAll('&amp;', '&'))).html.match(/class="id"/g)?.length, 5);
});

test('what the leader reads as saved is what the people read of their own cases, for the period asked', async () => {
  const own = fine(await an.get('/toi/loi-ich'));
  const [, trips, hours, dong] = /<tfoot>.*?>([\d.,]+)<.*?>([\d.,]+)<.*?>([\d.,]+)</.exec(own.html) ?? [];
  const chairs = fine(await chair.get('/dieu-hanh')).html;
  const total = /<tfoot>.*<\/tfoot>/.exec(chairs)?.[0] ?? '';
  for (const figure of [trips, hours, dong]) assert.ok(figure !== undefined && figure !== '0' && total.includes(`>${figure}<`), `${figure}: ${total}`);
  site.world.setClock(instant('2022-12-01T08:00:00+07:00'));
  const later = async (period: string) => /<tfoot>.*<\/tfoot>/.exec(fine(await chair.get(`/dieu-hanh?ky=${period}`)).html)?.[0] ?? '';
  assert.ok(!(await later('month')).includes(`>${dong}<`));
  assert.ok((await later('quarter')).includes(`>${dong}<`));
});
