import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from '../kit/client.ts';
import { openSite } from '../kit/site.ts';
import { apply, birth } from '../kit/walk.ts';

const site = await openSite();
after(() => assert.deepEqual(site.faults, []));
const nobody = site.visitor();
const submitted = await apply(await site.as('cong-dan-an'), birth);

test('tracking slows guessers down and says for how long; a wrong code and wrong digits look the same', async () => {
  const ask = (ma: string, so: string): Promise<Page> => nobody.raw('/tra-cuu', { method: 'POST', body: new URLSearchParams({ ma, so_cuoi: so }) });
  const [none, wrong] = [await ask('999999999995', '1111'), await ask(submitted, '1111')];
  assert.deepEqual([none.status, wrong.status], [404, 404]);
  const plain = (page: Page): string => page.text.replaceAll(/\d{12}/g, '');
  assert.equal(plain(none), plain(wrong));
  let last = wrong;
  for (let tries = 0; tries < 40 && last.status !== 429; tries += 1) last = await ask(submitted, String(1000 + tries));
  assert.equal(last.status, 429);
  assert.ok(Number(last.headers.get('retry-after')) > 0);
  assert.match(last.text, /Đã thử quá nhiều lần.* Khoảng \d+ (?:giây|phút) nữa\./);
});

test('sign-in slows guessers down', async () => {
  let status = 200;
  let wait: string | null = null;
  for (let tries = 0; tries < 14 && status !== 429; tries += 1) {
    const ask = (): Promise<Page> => nobody.raw('/dang-nhap/khoa', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    const pages = await Promise.all(Array.from({ length: 50 }, ask));
    const slowed = pages.find((page) => page.status !== 200);
    if (slowed !== undefined) [status, wait] = [slowed.status, slowed.headers.get('retry-after')];
  }
  assert.equal(status, 429);
  assert.ok(Number(wait) > 0, `Retry-After: ${wait}`);
});
