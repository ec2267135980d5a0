/** The page of checking and what it says before anything is filed. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from '../kit/client.ts';
import { formTo } from '../kit/client.ts';
import { openSite } from '../kit/site.ts';
import { birth, fine, withoutFiles } from '../kit/walk.ts';

const site = await openSite();
after(() => assert.deepEqual(site.faults, []));

const citizen = await site.as('cong-dan-an');
const place = `/nop/${birth.pack}`;
async function sent(changes: Readonly<Record<string, string>>): Promise<Page> {
  const form = withoutFiles(formTo(fine(await citizen.get(place)), place));
  return await citizen.submit(form, { fields: { ...birth.answers, ...changes }, files: birth.files });
}

test('a case without a fee says so once; another one says when it is paid', async () => {
  const free = fine(await sent({ copies: '0' }));
  assert.match(free.text, /Phải trả 0 đ/);
  assert.match(free.text, /Không phải trả lệ phí cho hồ sơ này\./);
  assert.doesNotMatch(free.text, /Phải trả miễn|Lệ phí nộp sau/);
  assert.match(fine(await sent({ copies: '1' })).text, /Phải trả 8\.000 đ.*Chưa phải trả tiền bây giờ\. Lệ phí nộp sau/);
});

test('every button that corrects an answer has a name of its own', async () => {
  const page = fine(await sent({ 'mother.nationality': 'Việt Nam', 'father.nationality': 'Viet Nam' }));
  const names = [...page.html.matchAll(/name="_edit" value="[^"]+"[^>]* aria-label="([^"]+)"/g)].map(([, name]) => name);
  assert.ok(names.length > 10, names.join());
  assert.equal(new Set(names).size, names.length, names.join(' | '));
  assert.ok(names.includes('Sửa Quốc tịch, Mẹ của trẻ') && names.includes('Sửa Quốc tịch, Cha của trẻ'), names.join(' | '));
  assert.ok(names.includes('Sửa Nơi sinh'), names.join(' | '));
});

test('a foreign nationality is refused in words that are no link; Việt Nam without marks is not foreign', async () => {
  const refused = fine(await sent({ 'father.nationality': 'Laos' }), 422);
  assert.match(refused.text, /nộp thủ tục 2\.000528/);
  assert.doesNotMatch(refused.html, /href="#f-"/);
  assert.equal(new Map(formTo(refused, place).fields).get('father.nationality'), 'Laos');
  fine(await sent({ 'child.nationality': 'Viet Nam', 'mother.nationality': 'vietnam', 'father.nationality': 'VN' }));
});

test('a post without its key is answered in Vietnamese, with what to do', async () => {
  const body = new URLSearchParams({ reason: 'x' });
  const page = await citizen.raw(`/ho-so-cua-toi/${site.world.newId()}/rut`, { method: 'POST', body });
  assert.doesNotMatch(page.text, /Idempotency/);
  assert.match(page.text, /thiếu khóa chống gửi trùng.*Tải lại trang rồi làm lại/);
});
