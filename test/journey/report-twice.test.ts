/** One matter told twice: merged senders hear of the answer under their own code, and two windows open one report again once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from '../kit/client.ts';
import { encode, formTo } from '../kit/client.ts';
import { answerReport, codeIn, sendReport } from '../kit/report.ts';
import { openSite } from '../kit/site.ts';
import { anXuan, fine } from '../kit/walk.ts';

const site = await openSite();
const ward = { receptionist: await site.as(anXuan.receptionist), officer: await site.as(anXuan.officer), chair: await site.as(anXuan.chair) };

type Sent = { readonly code: string; readonly page: Page };
async function send(phone: string, text: string, isPublic: 'true' | null = 'true'): Promise<Sent> {
  const fields = { category: 'light', text, 'contact.phone': phone, _unit: '20347', _cho: 'Đầu ngõ 5', isPublic };
  const page = fine(await sendReport(site.visitor(), fields));
  return { code: codeIn(page), page };
}

async function merge(code: string, into: string): Promise<void> {
  const desk = fine(await ward.receptionist.get(`/ban-lam-viec/phan-anh/${code}`));
  const form = desk.forms.find((one) => one.fields.some(([name, value]) => name === 'vao' && value === into)) ?? assert.fail(`${into} is not suggested`);
  fine(await ward.receptionist.submit(form));
  await site.world.work();
}

const told = (code: string) => site.world.sql<{ kind: string; key: string; phone: string }>`
  select n.kind, n.facts ->> 'key' as key, c.phone from notice n join case_row c using (case_id) where n.facts ->> 'ref' = ${code}`;

test('whoever sent a report that was merged is told of the answer under the own code, reads it there and rates it', async () => {
  const one = await send('0905777401', 'Đèn đường đầu ngõ 5 cháy bóng đã hai tuần');
  const two = await send('0905777402', 'Cháy bóng đèn đường đầu ngõ 5 hai tuần rồi');
  await merge(two.code, one.code);
  assert.deepEqual(await told(two.code), [], 'nothing is answered yet');
  const waiting = fine(await site.visitor().get(two.page.path));
  assert.match(waiting.text, /Hẹn trả lời/);
  assert.doesNotMatch(waiting.html, /danh-gia/);
  await answerReport(site, ward, one.code, 'Đã thay bóng đèn tối qua.');
  const [notice, ...more] = await told(two.code);
  assert.deepEqual([notice?.kind, notice?.phone, more.length], ['feedbackAnswered', '+84905777402', 0]);
  const link = `/phan-anh/${two.code}?khoa=${notice?.key}`;
  const own = fine(await site.visitor().get(link));
  assert.match(own.text, /Đã trả lời Đã thay bóng đèn tối qua/);
  const rated = fine(await site.visitor().submit(formTo(own, `/phan-anh/${two.code}/danh-gia`), { fields: { diem: '4' } }));
  assert.match(rated.text, /đánh giá: 4\/5/);
  assert.doesNotMatch(fine(await site.visitor().get(one.page.path)).text, /đánh giá: 4\/5/, "the other's rating stays the other's");
  assert.equal((await told(one.code)).length, 1);
});

test('an answer that is not public is read by all who sent the matter and by nobody else, and shows nothing of the other sender', async () => {
  const one = await send('0905777403', 'Tủ điện hở ở đầu ngõ 5, nhà ông Bảy Hư Cấu', null);
  const two = await send('0905777404', 'Tủ điện đầu ngõ 5 hở, nhà ông Bảy gần đó');
  await merge(two.code, one.code);
  await answerReport(site, ward, one.code, 'Đã khóa tủ điện, gọi 0235 3812 345 khi cần.');
  assert.deepEqual(
    (await told(two.code)).map(({ kind }) => kind),
    ['feedbackAnswered'],
  );
  const own = fine(await site.visitor().get(two.page.path));
  assert.match(own.text, /Đã khóa tủ điện, gọi \[đã che\] khi cần/);
  formTo(own, `/phan-anh/${two.code}/danh-gia`);
  assert.doesNotMatch(own.html, new RegExp(`${one.code}|nhà ông Bảy Hư Cấu`));
  const open = fine(await site.visitor().get(`/phan-anh/${two.code}`));
  assert.match(open.text, /Cùng một việc với một phản ánh không công khai/);
  assert.doesNotMatch(open.html, new RegExp(`${one.code}|Đã khóa tủ điện`), 'no link that leads nowhere, no answer that is not public');
});

test('whoever is merged into an answered report is told at once, and once when the ledger is read again', async () => {
  const one = await send('0905777405', 'Cột đèn nghiêng trước chợ Hư Cấu từ hôm bão');
  const two = await send('0905777406', 'Cột đèn trước chợ Hư Cấu nghiêng từ hôm bão');
  const desk = fine(await ward.receptionist.get(`/ban-lam-viec/phan-anh/${two.code}`));
  await answerReport(site, ward, one.code, 'Đã dựng lại cột đèn.');
  fine(await ward.receptionist.submit(desk.forms.find((form) => form.fields.some(([name, value]) => name === 'vao' && value === one.code)) ?? assert.fail()));
  await site.world.work();
  assert.equal((await told(two.code)).length, 1);
  await site.world.database.owner`update follower set tx = '0', position = 0 where name = 'notice'`;
  await site.world.work();
  assert.equal((await told(two.code)).length, 1);
  assert.match(fine(await site.visitor().get(two.page.path)).text, /Đã dựng lại cột đèn/);
});

test('two windows that open one report again at once make one new report, whatever was written in each', async () => {
  const { code, page } = await send('0905777407', 'Bóng đèn trước trạm y tế Hư Cấu chập chờn cả đêm');
  await answerReport(site, ward, code, 'Đã thay chấn lưu và bóng mới.');
  const window = async (reason: string) =>
    await encode(formTo(fine(await site.visitor().get(page.path)), `/phan-anh/${code}/mo-lai`), { fields: { ly_do: reason } });
  const sendings = await Promise.all(['Đèn vẫn chập chờn mỗi khi mưa.', 'Đèn vẫn chập chờn như trước.', 'Chưa thấy ai đến sửa đèn cả.'].map(window));
  const pages = await Promise.all(sendings.map(async (one) => fine(await site.visitor().send(one))));
  const later = fine(await site.visitor().send(sendings[1] ?? assert.fail()));
  assert.equal(new Set([...pages, later].map(({ path }) => path)).size, 1);
  const [made] = await site.world.sql<{ cases: number }>`
    select count(*)::int as cases from case_row where state #>> '{answers,reopens}' = ${code}`;
  assert.equal(made?.cases, 1);
  assert.match(fine(await site.visitor().get(page.path)).text, new RegExp(`Đã mở lại thành ${codeIn(later)}`));
});

test('nothing broke inside', () => assert.deepEqual(site.faults, []));
