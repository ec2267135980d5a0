/** A form in a further language, and questions that can be heard: a choice, a link per question, a recording that is only ever sound. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSite } from '../kit/site.ts';
import { fine } from '../kit/walk.ts';

const site = await openSite();

test('the choice of a language adds a link to its recording beside every question it has, and stays chosen', async () => {
  const one = await site.as('cong-dan-an');
  const plain = fine(await one.get('/nop/khai-sinh'));
  assert.match(plain.text, /Cơ Tu \(mẫu, chỉ có tiếng nói\)/);
  assert.ok(!plain.html.includes('class="nghe"'));
  const chosen = fine(await one.get('/nop/khai-sinh?tieng=ktv'));
  const links = [...chosen.html.matchAll(/<a class="nghe" data-nghe href="([^"]+)"/g)].map(([, href = '']) => href);
  assert.ok(links.length >= 5);
  assert.match(chosen.html, /aria-current="true"><span lang="ktv">Cơ Tu/);
  assert.match(chosen.headers.get('content-security-policy') ?? '', /media-src 'self'/);
  assert.match(chosen.text, /Họ, chữ đệm và tên của ông\/bà/);
  for (const link of links) {
    const sound = await one.raw(link);
    assert.equal(sound.status, 200);
    assert.equal(sound.headers.get('content-type'), 'audio/wav');
    assert.match(sound.headers.get('cache-control') ?? '', /immutable/);
    assert.match(sound.headers.get('content-security-policy') ?? '', /default-src 'none'; media-src 'self'/);
    assert.equal(sound.headers.get('x-content-type-options'), 'nosniff');
  }
  assert.ok(fine(await one.get('/nop/khai-sinh')).html.includes('class="nghe"'));
  assert.ok(!fine(await one.get('/nop/khai-sinh?tieng=vi')).html.includes('class="nghe"'));
});

test('a recording that is not there, and any other file of the pack, is not found', async () => {
  const one = site.visitor();
  for (const name of ['ktv/khong-co.wav', 'pack.json', '..%2Fpack.json', 'ktv/..%2F..%2Fpack.json', 'ten.wav'])
    assert.equal((await one.raw(`/thu-tuc/khai-sinh/tieng/${name}`)).status, 404, name);
  assert.equal((await one.raw('/nop/khai-sinh?tieng=%3Cb%3E')).status, 303);
  assert.deepEqual(site.faults, []);
});
