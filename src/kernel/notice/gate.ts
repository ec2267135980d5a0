/** The gates through which messages leave, as this room sees them; `src/gate` has one for each. */
import type { Channel } from './plan.ts';

/** What one gate is given. `key` is the same however often the message is sent: the other side keeps the first. */
export type Outgoing = {
  readonly key: string;
  readonly title: string;
  readonly text: string;
  readonly link: string;
  /** Telephone in E.164, e-mail address, or a device. */
  readonly to: string;
  /** Keys of the device, for push alone. */
  readonly device?: { readonly p256dh: string; readonly auth: string };
};

/**
 * taken: the other side has it and answers for it. refused: it never will ('no-such-number'). away: nobody answered, or it asked us to come later.
 * resting: not tried, because nobody answered a moment ago. Codes only: words of the other side may quote an address.
 */
export type Taken =
  | { readonly is: 'taken' }
  | { readonly is: 'refused'; readonly why: string }
  | { readonly is: 'away'; readonly why: string }
  | { readonly is: 'resting' };

export type Arrival = 'arrived' | 'under-way' | { readonly failed: string } | 'away';

export type MessageGate = {
  readonly send: (message: Outgoing) => Promise<Taken>;
  /** Whether the message with this key arrived, where the other side can tell. */
  readonly ask?: (key: string, to: string) => Promise<Arrival>;
};

/** Gates that are set up; a missing one is a way that is not offered. */
export type MessageGates = Readonly<Partial<Record<Channel, MessageGate>>> & {
  /** What a browser needs to subscribe (VAPID, base64url); absent without push. */
  readonly pushKey?: string;
  /** Whether an address belongs to a push service; our server sends to no other. */
  readonly isPushService?: (endpoint: string) => boolean;
};
