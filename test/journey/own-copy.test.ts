/** The copy of one's data holds what every room keeps about the person, readable outside this house, and nothing of others. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Visitor } from '../kit/client.ts';
import { formTo } from '../kit/client.ts';
import { agree, fileJointly, waitingFor } from '../kit/joint.ts';
import { openSite } from '../kit/site.ts';
import { anXuan, birth, doTask, fine, prepare, sign } from '../kit/walk.ts';

const site = await openSite();
after(() => assert.deepEqual(site.faults, []));
const { world } = site;
const [an, bich, desk, chair] = await Promise.all(['cong-dan-an', 'cong-dan-bich', anXuan.receptionist, anXuan.chair].map(site.as));
assert.ok(an !== undefined && bich !== undefined && desk !== undefined && chair !== undefined);

type Facts = Readonly<Record<string, unknown>>;
const listIn = (value: unknown): readonly Facts[] => (Array.isArray(value) ? value : []);
type Copy = { readonly facts: Readonly<Record<string, readonly Facts[]>>; readonly text: string; readonly names: ReadonlySet<string> };

async function copyOf(person: Visitor): Promise<Copy> {
  fine(await person.submit(formTo(fine(await person.get('/toi/ban-sao')), '/toi/ban-sao'), {}));
  await world.work();
  const { forms } = fine(await person.get('/toi/ban-sao'));
  const form = forms.find((one) => one.action.endsWith('/tai')) ?? assert.fail('no copy is ready');
  const zip = Buffer.from((await person.raw(form.action, { method: 'POST', body: new URLSearchParams({ _key: world.newId() }) })).bytes);
  // Stored without compression, the facts first: their length stands in the header of the file.
  const begins = 30 + zip.readUInt16LE(26);
  const ends = begins + zip.readUInt32LE(18);
  const text = zip.subarray(begins, ends).toString('utf8');
  const names = new Set(
    zip
      .subarray(ends)
      .toString('utf8')
      .match(/giay-to\/\d{3} [\p{L}\p{N} ._-]+\.pdf/gu),
  );
  return { facts: JSON.parse(text) as Copy['facts'], text, names };
}

test('what one answered to a case of somebody else is there, and nothing else of that case', async () => {
  await fileJointly(an);
  fine(await agree(bich, fine(await bich.get(await waitingFor(bich))), 'mover-1'));
  const { facts, text } = await copyOf(bich);
  const [consent] = facts.consents ?? [];
  const [asked] = listIn(consent?.asked);
  assert.deepEqual([consent?.procedure, asked?.name, asked?.says, asked?.how], ['Đăng ký thường trú', 'Trần Thị Bích', 'agreed', 'signed-in']);
  assert.doesNotMatch(text, /Nguyễn Văn An|Alăng|049085002345/);
});

test('payments with receipts, notices and wishes, drafts, ratings and papers are in the copy; offices have names, files their place', async () => {
  const place = '/nop/dang-ky-thuong-tru';
  fine(await an.submit(formTo(fine(await an.get(place)), place), { fields: { 'newHome.headName': 'Bùi Văn Nháp' }, button: ['_save', '1'] }));
  const { code } = await prepare(site, an, birth);
  fine(await sign(chair, code));
  await world.work();
  fine(await desk.submit(formTo(fine(await desk.get(`/ho-so/${code}`)), `/ho-so/${code}/thu-phi`), {}));
  fine(await doTask(desk, code, { handedAs: 'electronic' }));
  await world.work();
  await world.work();
  const [asked] = await world.sql<{ token: string }>`select token from voice_rating`;
  const rating = `/danh-gia/${asked?.token}`;
  const question = fine(await an.get(rating));
  fine(await an.submit(formTo(question, rating), { fields: { diem: '5', vi_sao: 'Rất nhanh' } }));
  const wishes = formTo(fine(await an.get('/thong-bao/cach-nhan')), '/thong-bao/cach-nhan');
  fine(await an.submit(wishes, { fields: { email: 'an@example.vn' } }));

  const { facts, text, names } = await copyOf(an);
  const office = { code: 'H47.31.25', name: 'UBND phường An Xuân, TP Tam Kỳ' };
  const [whole] = facts.cases ?? [];
  assert.deepEqual(whole?.unit, office);
  assert.doesNotMatch(text, /"unit(?:Id)?": \d/);
  const [file] = listIn(whole?.files);
  assert.ok(names.has(String(file?.path)), String(file?.path));
  const papers = facts.papers ?? [];
  assert.ok(papers.length > 1 && papers.every((paper) => names.has(String(paper.path)) && typeof paper.title === 'string'));

  const payment = facts.payments?.find((one) => one.caseCode === code);
  assert.deepEqual([payment?.amount, payment?.paid], [8000, 8000]);
  const [receipt] = listIn(payment?.receipts);
  assert.ok(receipt?.amount === 8000 && typeof receipt.serial === 'string' && receipt.via === 'cash');
  assert.ok((facts.notices ?? []).some((notice) => String(notice.text).includes(code) && Array.isArray(notice.ways)));
  const kept = facts.noticeWishes as unknown as Facts;
  assert.equal(kept.email, 'an@example.vn');
  assert.match(JSON.stringify(facts.drafts), /Bùi Văn Nháp/);
  const [rated] = facts.ratings ?? [];
  assert.deepEqual([rated?.caseCode, rated?.score, rated?.reason, rated?.unit], [code, 5, 'Rất nhanh', office]);
});
