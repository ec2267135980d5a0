/** Web push as a push service and a browser see it: the name card of the sender is verified, the message opened with the browser's own keys. */
import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { after, test } from 'node:test';
import { formTo } from '../kit/client.ts';
import { openPost } from '../kit/post.ts';
import { openPushService } from '../kit/push-service.ts';
import { openSite } from '../kit/site.ts';
import { anXuan, apply, birth, fine, receive } from '../kit/walk.ts';

const service = await openPushService();
const { endpoint, pushed, keys, opened } = service;
const site = await openSite();
const post = await openPost(site.world, [endpoint]);
after(() => {
  assert.deepEqual(site.faults, []);
});

const an = await site.as('cong-dan-an');
const desk = await site.as(anXuan.receptionist);
const subscribe = (body: unknown) =>
  an.raw('/thong-bao/thiet-bi', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

function verified(header: string | undefined): { readonly aud: string; readonly exp: number } {
  const [, token = '', key = ''] = /^vapid t=([^,]+), k=(\S+)$/.exec(header ?? '') ?? [];
  const [head, body = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') };
  const publicKey = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' as const };
  assert.ok(verify('sha256', Buffer.from(`${head}.${body}`), publicKey, Buffer.from(signature, 'base64url')));
  assert.equal(key, site.world.gates.message.pushKey, 'the key the page gave to the browser');
  return JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
}

test('a browser that asked is told within its own keys; the service learns nothing but where it goes', async () => {
  assert.equal((await subscribe({ endpoint: `${endpoint}/an`, keys })).status, 200);
  assert.match(fine(await an.get('/thong-bao/cach-nhan')).text, /Thiết bị nhận thông báo/);
  const code = await receive(desk, await apply(an, birth));
  await site.world.work();
  assert.equal(pushed.length, 2);
  for (const { headers, body, path } of pushed) {
    assert.equal(path, '/an');
    assert.equal(headers['content-encoding'], 'aes128gcm');
    assert.ok(Number(headers.ttl) > 0 && /^[A-Za-z0-9_-]{32}$/.test(String(headers.topic)));
    const { aud, exp } = verified(headers.authorization);
    assert.equal(aud, endpoint);
    assert.ok(exp * 1000 < Date.now() + 86_400_000 && exp * 1000 > Date.now());
    assert.ok(!body.includes(code), 'sealed');
    const message = JSON.parse(opened(body));
    assert.ok(message.text.includes(code) && message.link.startsWith(site.url) && message.tag.length === 36, JSON.stringify(message));
    assert.ok(!/Nguyễn|0905412768|Minh Thư/.test(JSON.stringify(message)));
  }
  assert.equal((await post.arrived()).filter((one) => one.text.includes(code)).length, 2, 'the telephone is told as well, as the standard says');
});

test('a browser that gave its subscription up is asked no more, and nobody is left untold', async () => {
  service.answer(410);
  const code = await receive(desk, await apply(an, birth));
  await site.world.work();
  const asked = pushed.length;
  service.answer(201);
  await receive(desk, await apply(an, birth));
  await site.world.work();
  assert.equal(pushed.length, asked, 'the device is gone');
  assert.equal((await post.arrived()).filter((one) => one.text.includes(code)).length, 2);
  assert.match(fine(await an.get('/thong-bao/cach-nhan')).text, /Chưa có thiết bị nào/);
});

test('our server knocks at push services and nowhere else, whatever a browser names', async () => {
  const inside = await Promise.all(
    ['http://127.0.0.1:5432/', `${site.url}/demo/clock`, 'https://169.254.169.254/latest', 'file:///etc/passwd', 'https://fcm.googleapis.com.evil.vn/', ''].map(
      (wrong) => subscribe({ endpoint: wrong, keys }),
    ),
  );
  assert.deepEqual(
    inside.map((page) => page.status),
    [400, 400, 400, 400, 400, 400],
  );
  for (const odd of [{ ...keys, auth: 'x' }, { ...keys, p256dh: '' }, {}, null])
    assert.equal((await subscribe({ endpoint: `${endpoint}/an`, keys: odd })).status, 400);
  const stranger = site.visitor();
  assert.equal((await stranger.raw('/thong-bao/thiet-bi', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })).status, 401);
});

test('a device is switched off by its owner alone, and twice is once', async () => {
  fine(await subscribe({ endpoint: `${endpoint}/two`, keys }));
  const page = fine(await an.get('/thong-bao/cach-nhan'));
  const form = page.forms.find((one) => one.action.startsWith('/thong-bao/thiet-bi/'));
  assert.ok(form !== undefined);
  const bich = await site.as('cong-dan-bich');
  const own = formTo(fine(await bich.get('/thong-bao/cach-nhan')), '/thong-bao/cach-nhan');
  await bich.raw(form.action, { method: 'POST', body: new URLSearchParams({ _key: own.fields.find(([name]) => name === '_key')?.[1] ?? '' }) });
  assert.match(fine(await an.get('/thong-bao/cach-nhan')).html, /\/thong-bao\/thiet-bi\/[0-9a-f-]+\/bo/);
  for (let time = 0; time < 2; time += 1) assert.match(fine(await an.submit(form)).text, /Chưa có thiết bị nào/);
});
