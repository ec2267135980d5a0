/** The gates for messages that are set up, each resting when nobody answers. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { MessageGates } from '../kernel/notice/notice.ts';
import type { MailSettings } from './mail-smtp.ts';
import { openMail } from './mail-smtp.ts';
import type { VapidKeys } from './push-crypt.ts';
import { newVapidKeys } from './push-crypt.ts';
import { isPushService, openPush } from './push-web.ts';
import { resting } from './resting.ts';
import type { SmsSettings } from './sms-http.ts';
import { openSms } from './sms-http.ts';
import type { ZaloSettings } from './zalo-oa.ts';
import { openZalo } from './zalo-oa.ts';

export type MessageSettings = {
  readonly mail?: MailSettings;
  readonly sms?: SmsSettings;
  readonly zalo?: ZaloSettings;
  /** Push services beside the well-known ones. */
  readonly pushServices?: readonly string[];
};

/** `clock`: milliseconds, for how long a gate rests. `keyFile`: where the push key of this cell is kept; made at the first start, since a new one would lose every subscription. */
export function openMessageGates(settings: MessageSettings, keyFile: string, origin: string, clock: () => number = Date.now): MessageGates {
  const keys = keepKeys(keyFile);
  const services = settings.pushServices ?? [];
  // A push service wants to know whom to write to; plain http is a machine of our own.
  const contact = origin.startsWith('https:') ? origin : 'mailto:postmaster@localhost';
  return {
    ...(settings.mail === undefined ? {} : { email: resting(openMail(settings.mail), clock) }),
    ...(settings.sms === undefined ? {} : { sms: resting(openSms(settings.sms), clock) }),
    ...(settings.zalo === undefined ? {} : { zalo: resting(openZalo(settings.zalo), clock) }),
    push: openPush({ keys, contact, services }),
    pushKey: keys.publicKey,
    isPushService: (endpoint) => isPushService(endpoint, services),
  };
}

function keepKeys(file: string): VapidKeys {
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(newVapidKeys()), { mode: 0o600 });
  return JSON.parse(readFileSync(file, 'utf8')) as VapidKeys;
}
