/** Web push as the standards say: the message for one browser alone (RFC 8291 over RFC 8188) and the name card of the sender (VAPID, RFC 8292). Ciphers, curves and key derivation are Node's own. */
import { createCipheriv, createECDH, createPrivateKey, hkdfSync, randomBytes, sign } from 'node:crypto';

export type PushKeys = { readonly p256dh: string; readonly auth: string };
/** Uncompressed point and scalar of P-256, base64url. */
export type VapidKeys = { readonly publicKey: string; readonly privateKey: string };

const curve = 'prime256v1';
const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64url');
const recordSize = 4096;

/** The salt and the sender's key are new for every message; a test gives those of the standard. Throws when the browser's key is no point of the curve. */
export function encryptPush(text: string, keys: PushKeys, fixed?: { readonly salt: Buffer; readonly privateKey: Buffer }): Buffer {
  const salt = fixed?.salt ?? randomBytes(16);
  const sender = createECDH(curve);
  if (fixed === undefined) sender.generateKeys();
  else sender.setPrivateKey(fixed.privateKey);
  const [theirs, ours] = [bytesOf(keys.p256dh), sender.getPublicKey()];
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), theirs, ours]);
  const secret = derive(sender.computeSecret(theirs), bytesOf(keys.auth), info, 32);
  const cipher = createCipheriv(
    'aes-128-gcm',
    derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16),
    derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12),
  );
  // 0x02 ends the last record; there is only one.
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.update(Buffer.from([2])), cipher.final(), cipher.getAuthTag()]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(recordSize);
  return Buffer.concat([salt, size, Buffer.from([ours.length]), ours, body]);
}

const derive = (secret: Buffer, salt: Buffer, info: Buffer, length: number): Buffer => Buffer.from(hkdfSync('sha256', secret, salt, info, length));

export function newVapidKeys(): VapidKeys {
  const pair = createECDH(curve);
  return { publicKey: pair.generateKeys().toString('base64url'), privateKey: pair.getPrivateKey().toString('base64url') };
}

/** Value of the header Authorization for one push service. `until` in seconds since 1970, at most a day ahead. */
export function vapidHeader(endpoint: string, keys: VapidKeys, contact: string, until: number): string {
  const point = bytesOf(keys.publicKey);
  const key = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      d: keys.privateKey,
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  });
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = `${part({ typ: 'JWT', alg: 'ES256' })}.${part({ aud: new URL(endpoint).origin, exp: until, sub: contact })}`;
  const signature = sign('sha256', Buffer.from(claims), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  return `vapid t=${claims}.${signature}, k=${keys.publicKey}`;
}
