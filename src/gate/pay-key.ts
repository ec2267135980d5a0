/** The secret a platform shares with its payment gateway, and the signature over a message made with it. */
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signedText } from '../kernel/payment/payment.ts';

/** `<data>/keys/pay-gateway.key`: 64 hex digits, readable by the owner alone. In production the key of the gateway's operator is put there. */
export const keyPath = (data: string): string => join(data, 'keys', 'pay-gateway.key');
/** `<data>/demo-gateway/address`: where the double answers, written by it at its start. */
export const addressPath = (data: string): string => join(data, 'demo-gateway', 'address');

/** The key in the folder; made at random by whoever comes first. */
export function keyIn(data: string): string {
  mkdirSync(join(data, 'keys'), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(keyPath(data), randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'EEXIST')) throw fault;
  }
  return readFileSync(keyPath(data), 'utf8').trim();
}

/** The key when somebody has put one there. Throws for anything but hex of at least 32 bytes: read as hex it would be a key that everybody can guess. */
export function keyIfAny(data: string): string | undefined {
  const key = textOf(keyPath(data));
  if (key !== '' && !/^(?:[0-9a-f]{2}){32,}$/i.test(key)) throw new Error(`${keyPath(data)} is no key: 64 hex digits are wanted`);
  return key || undefined;
}

/** Content of a small file, '' when it is not there. */
export function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}

/** HMAC-SHA256, hex. */
export const hmacOf = (key: string, text: string): string => createHmac('sha256', Buffer.from(key, 'hex')).update(text).digest('hex');

/** The three headers of a message sent now. `body`: for a request to the gateway, method and path in a line before it. */
export function signedHeaders(key: string, body: string, seconds: number): Readonly<Record<string, string>> {
  const id = randomUUID();
  const time = String(seconds);
  return { 'x-pay-id': id, 'x-pay-time': time, 'x-pay-signature': hmacOf(key, signedText(time, id, body)) };
}
