/** Web push: messages to browsers that asked for them, over the push services of their makers. */
import { createHash } from 'node:crypto';
import type { MessageGate } from '../kernel/notice/notice.ts';
import type { VapidKeys } from './push-crypt.ts';
import { encryptPush, vapidHeader } from './push-crypt.ts';

export type PushSettings = {
  readonly keys: VapidKeys;
  /** Whom a push service writes to when something is wrong: 'mailto:' or 'https:'. */
  readonly contact: string;
  /** Services beside the well-known ones, 'http://127.0.0.1:41000': for a province's own and for tests. */
  readonly services: readonly string[];
};

/** A browser names the address we send to: only those of push services are taken, so that nobody makes this server knock elsewhere. */
const wellKnown = [/^fcm\.googleapis\.com$/, /\.push\.services\.mozilla\.com$/, /\.notify\.windows\.com$/, /^web\.push\.apple\.com$/];

export function isPushService(endpoint: string, services: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false;
  const url = new URL(endpoint);
  if (url.username !== '' || url.password !== '') return false;
  if (services.includes(url.origin)) return true;
  return url.protocol === 'https:' && url.port === '' && wellKnown.some((host) => host.test(url.hostname));
}

const patienceMs = 5_000;
/** How long a service keeps a message for a telephone that is off: two days, in seconds. */
const keepSeconds = 172_800;

export function openPush(settings: PushSettings): MessageGate {
  return {
    send: async ({ key, to, title, text, link, device }) => {
      if (device === undefined || !isPushService(to, settings.services)) return { is: 'refused', why: 'no-address' };
      const body = encryptPush(JSON.stringify({ tag: key, title, text, link }), device);
      try {
        const answer = await fetch(to, {
          method: 'POST',
          headers: {
            authorization: vapidHeader(to, settings.keys, settings.contact, Math.floor(Date.now() / 1000) + 43_200),
            'content-encoding': 'aes128gcm',
            'content-type': 'application/octet-stream',
            ttl: String(keepSeconds),
            urgency: 'normal',
            // The service keeps one message of a topic (RFC 8030 section 5.4), the device shows one of a tag.
            topic: createHash('sha256').update(key).digest('base64url').slice(0, 32),
          },
          body: new Uint8Array(body),
          redirect: 'error',
          signal: AbortSignal.timeout(patienceMs),
        });
        await answer.body?.cancel();
        if (answer.ok) return { is: 'taken' };
        // 404 and 410: the browser has given the subscription up (RFC 8030 section 7.3).
        if (answer.status === 404 || answer.status === 410) return { is: 'refused', why: 'device-gone' };
        if (answer.status === 400 || answer.status === 413) return { is: 'refused', why: `push-${answer.status}` };
        return { is: 'away', why: `push-${answer.status}` };
      } catch {
        return { is: 'away', why: 'no-answer' };
      }
    },
  };
}
