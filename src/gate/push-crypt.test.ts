import assert from 'node:assert/strict';
import { createECDH, createPublicKey, verify } from 'node:crypto';
import { test } from 'node:test';
import { encryptPush, newVapidKeys, vapidHeader } from './push-crypt.ts';
import { isPushService } from './push-web.ts';

test('the example of RFC 8291 comes out byte for byte', () => {
  const made = encryptPush(
    'When I grow up, I want to be a watermelon',
    {
      p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    },
    { salt: Buffer.from('DGv6ra1nlYgDCS1FRnbzlw', 'base64url'), privateKey: Buffer.from('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw', 'base64url') },
  );
  assert.equal(
    made.toString('base64url'),
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
  );
});

test('two messages with the same words share nothing, and a key that is no point of the curve is refused', () => {
  const browser = createECDH('prime256v1');
  const keys = { p256dh: browser.generateKeys().toString('base64url'), auth: Buffer.alloc(16, 7).toString('base64url') };
  assert.notDeepEqual(encryptPush('a', keys), encryptPush('a', keys));
  assert.throws(() => encryptPush('a', { ...keys, p256dh: Buffer.alloc(65, 4).toString('base64url') }));
});

test('the name card of the sender is a token the public key verifies, for that service alone', () => {
  const keys = newVapidKeys();
  const header = vapidHeader('https://fcm.googleapis.com/fcm/send/abc', keys, 'mailto:a@example.vn', 1_700_000_000);
  const [, token = '', key = ''] = /^vapid t=([^,]+), k=(\S+)$/.exec(header) ?? [];
  assert.equal(key, keys.publicKey);
  const [head = '', body = '', signature = ''] = token.split('.');
  assert.deepEqual(JSON.parse(Buffer.from(body, 'base64url').toString()), {
    aud: 'https://fcm.googleapis.com',
    exp: 1_700_000_000,
    sub: 'mailto:a@example.vn',
  });
  const point = Buffer.from(key, 'base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') };
  const publicKey = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' as const };
  assert.equal(verify('sha256', Buffer.from(`${head}.${body}`), publicKey, Buffer.from(signature, 'base64url')), true);
});

test('our server sends to push services and nowhere else, whatever a browser names', () => {
  for (const fine of [
    'https://fcm.googleapis.com/fcm/send/a',
    'https://updates.push.services.mozilla.com/wpush/v2/a',
    'https://web.push.apple.com/a',
    'https://wns2-pn1p.notify.windows.com/w/?token=a',
  ])
    assert.equal(isPushService(fine, []), true, fine);
  for (const wrong of [
    'http://fcm.googleapis.com/a',
    'https://fcm.googleapis.com.evil.vn/a',
    'https://evil.vn/fcm.googleapis.com',
    'http://127.0.0.1:5432/',
    'https://169.254.169.254/',
    'https://a:b@fcm.googleapis.com/',
    'https://fcm.googleapis.com:8443/',
    'file:///etc/passwd',
    'x',
  ])
    assert.equal(isPushService(wrong, []), false, wrong);
  assert.equal(isPushService('http://127.0.0.1:41000/x', ['http://127.0.0.1:41000']), true);
});
