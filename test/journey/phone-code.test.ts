/** The code for a guest's telephone: the sample province shows where its message has come to, a real one never does. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from '../kit/client.ts';
import { formTo } from '../kit/client.ts';
import { openPost } from '../kit/post.ts';
import type { TestSite } from '../kit/site.ts';
import { openSite } from '../kit/site.ts';
import { fine } from '../kit/walk.ts';

const phones = 'http://127.0.0.1:41999/';
const [sample, real] = [await openSite('127.0.0.1', { demo: { phones } }), await openSite('127.0.0.1', { demo: 'none' })];
after(() => assert.deepEqual([sample.faults, real.faults], [[], []]));

const words = { category: 'traffic', text: 'Ổ gà sâu giữa đường trước cổng trường', _unit: '20347', _cho: 'Trước cổng trường Hư Cấu' };

/** The page that asks for the code, and the code as it came to the telephone. */
async function asked(site: TestSite, phone: string): Promise<{ readonly page: Page; readonly code: string; readonly pass: () => Promise<Page> }> {
  const post = await openPost(site.world);
  const one = site.visitor();
  const form = formTo(fine(await one.get('/phan-anh/gui')), '/phan-anh/gui');
  const page = fine(await one.submit(form, { fields: { ...words, 'contact.phone': phone } }));
  const [message] = await post.arrived();
  const code = /: (\d{6})\./.exec(message?.text ?? '')?.[1] ?? assert.fail('no message came');
  return { page, code, pass: () => one.submit(formTo(page, '/phan-anh/gui'), { fields: { _ma: code } }) };
}

test('a guest in the sample province is led to the telephone that has the code', async () => {
  const { page, code, pass } = await asked(sample, '0905777222');
  assert.ok(page.html.includes(`<a href="${phones}" target="_blank" rel="noopener">Xem điện thoại mẫu</a>`));
  assert.ok(!page.html.includes(code), 'the code itself went by message alone');
  assert.match(fine(await pass()).text, /Đã nhận phản ánh của ông\/bà/);
});

test('in a real province the page shows neither the code nor a way to it', async () => {
  const { page, code, pass } = await asked(real, '0905777333');
  assert.doesNotMatch(page.html, /mẫu:|điện thoại mẫu|target="_blank"/i);
  assert.ok(!page.html.includes(code));
  assert.match(fine(await pass()).text, /Đã nhận phản ánh của ông\/bà/);
});
