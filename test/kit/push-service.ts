/** A push service for one browser: takes sealed messages on a real port and opens them with the keys of that browser, as RFC 8188 and 8291 say. */
import assert from 'node:assert/strict';
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atEnd } from './ending.ts';

export type Pushed = { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: Buffer };
export type PushService = {
  /** 'http://127.0.0.1:41234'. */
  readonly endpoint: string;
  readonly pushed: readonly Pushed[];
  /** What the browser hands to the server. */
  readonly keys: { readonly p256dh: string; readonly auth: string };
  /** 201 until told otherwise. */
  readonly answer: (status: number) => void;
  /** Throws for a message that is not sealed for this browser. */
  readonly opened: (body: Buffer) => string;
};

export async function openPushService(): Promise<PushService> {
  const pushed: Pushed[] = [];
  let status = 201;
  const service = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      pushed.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) });
      response.writeHead(status).end();
    });
  }).listen(0, '127.0.0.1');
  await new Promise<void>((resume) => service.once('listening', () => resume()));
  atEnd(() => new Promise((done) => service.close(done)));
  const browser = createECDH('prime256v1');
  const keys = { p256dh: browser.generateKeys().toString('base64url'), auth: randomBytes(16).toString('base64url') };

  const opened = (body: Buffer): string => {
    const salt = body.subarray(0, 16);
    const length = body.readUInt8(20);
    const sender = body.subarray(21, 21 + length);
    const derive = (secret: Buffer, seed: Buffer, info: Buffer, size: number): Buffer => Buffer.from(hkdfSync('sha256', secret, seed, info, size));
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), sender]);
    const secret = derive(browser.computeSecret(sender), Buffer.from(keys.auth, 'base64url'), info, 32);
    const sealed = body.subarray(21 + length);
    const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
    const decipher = createDecipheriv('aes-128-gcm', key, derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12));
    decipher.setAuthTag(sealed.subarray(-16));
    const text = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    assert.equal(text.at(-1), 2, 'the last record ends with 2');
    return text.subarray(0, -1).toString('utf8');
  };

  return {
    endpoint: `http://127.0.0.1:${(service.address() as AddressInfo).port}`,
    pushed,
    keys,
    answer: (next) => {
      status = next;
    },
    opened,
  };
}
