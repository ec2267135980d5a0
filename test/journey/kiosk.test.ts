/** A device in a hall over real HTTP: switched on for itself alone, signed in to by telephone, wiped for the next person. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formTo } from '../kit/client.ts';
import { openSite } from '../kit/site.ts';
import { fine } from '../kit/walk.ts';

const site = await openSite();
const hall = async () => {
  const one = site.visitor();
  fine(await one.submit(formTo(fine(await one.get('/kiosk')), '/kiosk')));
  return one;
};
const idOf = async (one: Awaited<ReturnType<typeof hall>>): Promise<{ readonly check: string }> => {
  const page = fine(await one.get('/kiosk/dang-nhap'));
  return { check: /<p class="code"><span>(\d{4})<\/span>/.exec(page.html)?.[1] ?? '' };
};

test('only the device that was switched on has the larger pages, and none of them leads elsewhere', async () => {
  const one = await hall();
  for (const path of ['/', '/thu-tuc/khai-sinh', '/xac-minh', '/tra-cuu']) {
    const page = fine(await one.get(path));
    assert.match(page.html, /<body class="kiosk">/, path);
    assert.doesNotMatch(page.html, /<a\b[^>]*href="(?:[a-z][a-z0-9+.-]*:|\/\/)/, path);
    assert.match(page.headers.get('content-security-policy') ?? '', /style-src 'self' 'sha256/);
  }
  assert.equal((await one.raw('/may.js')).status, 404);
  assert.doesNotMatch(fine(await site.visitor().get('/')).html, /kiosk/);
});

test('wiping ends the session, forgets the device and keeps the guard', async () => {
  const one = await hall();
  await one.raw('/demo/sign-in', { method: 'POST', body: new URLSearchParams({ account: 'cong-dan-an' }) });
  assert.match(fine(await one.get('/ho-so-cua-toi')).text, /Nguyễn Văn An/);
  const before = one.cookie();
  const wiped = await one.raw('/kiosk/xoa', { method: 'POST', body: new URLSearchParams() });
  assert.equal(wiped.status, 303);
  assert.match(wiped.headers.get('clear-site-data') ?? '', /"storage"/);
  assert.match(fine(await one.get('/')).html, /<body class="kiosk">/);
  // The former token opens nothing any more.
  const stolen = await fetch(new URL('/ho-so-cua-toi', site.url), { headers: { cookie: before }, redirect: 'manual' });
  assert.equal(stolen.status, 303);
});

test('a user of the device cannot switch its guard off, an officer can', async () => {
  const one = await hall();
  const page = fine(await one.get('/kiosk'));
  assert.equal((await one.submit(formTo(page, '/kiosk/tat'))).status, 403);
  await one.raw('/demo/sign-in', { method: 'POST', body: new URLSearchParams({ account: 'mot-cua-an-xuan' }) });
  fine(await one.submit(formTo(page, '/kiosk/tat')));
  assert.doesNotMatch(fine(await one.get('/')).html, /<body class="kiosk">/);
});

test('without a telephone nothing opens; a code of another device opens nothing here', async () => {
  const one = await hall();
  const { check } = await idOf(one);
  assert.match(check, /^\d{4}$/);
  assert.equal((await idOf(one)).check, check);
  const phone = await site.as('cong-dan-an');
  assert.equal((await phone.raw('/kiosk/xac-nhan/00')).status, 404);
  assert.equal((await phone.raw('/kiosk/xac-nhan/00', { method: 'POST', body: new URLSearchParams() })).status, 404);
  assert.equal((await site.visitor().raw('/kiosk/xac-nhan/00')).status, 303);
  assert.equal((await site.visitor().raw('/kiosk/dang-nhap')).headers.get('location'), '/dang-nhap');
  assert.deepEqual(site.faults, []);
});
