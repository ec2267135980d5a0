/** Signing in on a device in a hall with one's own telephone: the device shows a code, the telephone confirms it, the device alone collects the session. Kept in this process for two minutes. */

export type HandOver = {
  /** A new request: `id` goes into the QR code, `secret` into a cookie of the device, `check` is shown on both screens. Undefined when too many are open. */
  readonly begin: () => { readonly id: string; readonly secret: string; readonly check: string } | undefined;
  /** The digits of a request that waits; undefined when it is unknown, old or already answered. */
  readonly waiting: (id: string) => string | undefined;
  /** The telephone says yes, once. False when the request no longer waits. */
  readonly confirm: (id: string, token: string) => boolean;
  /** The device asks; the token leaves once, for whoever holds the secret of the request. */
  readonly collect: (
    secret: string,
  ) => { readonly is: 'waiting'; readonly id: string; readonly check: string } | { readonly is: 'open'; readonly token: string } | undefined;
};

type Request = { readonly id: string; readonly secretHash: string; readonly check: string; readonly until: number; token?: string };
type Tools = { readonly random: (bytes: number) => Uint8Array; readonly hash: (text: string) => string; readonly now: () => number };

export const handOverLastsMs = 120_000;
const mostOpen = 500;

export function handOver({ random, hash, now }: Tools): HandOver {
  const open = new Map<string, Request>();
  const hex = (bytes: number): string => [...random(bytes)].map((one) => one.toString(16).padStart(2, '0')).join('');
  const sweep = (): void => {
    for (const [id, one] of open) if (one.until <= now()) open.delete(id);
  };
  return {
    begin: () => {
      sweep();
      if (open.size >= mostOpen) return undefined;
      // Short enough to be typed where there is no camera: who guesses one gives their own session away and gets none.
      const [id, secret] = [hex(4), hex(32)];
      const check = String(random(4).reduce((sum, one) => (sum * 256 + one) % 10_000, 0)).padStart(4, '0');
      open.set(id, { id, secretHash: hash(secret), check, until: now() + handOverLastsMs });
      return { id, secret, check };
    },
    waiting: (id) => {
      sweep();
      const one = open.get(id);
      return one === undefined || one.token !== undefined ? undefined : one.check;
    },
    confirm: (id, token) => {
      sweep();
      const one = open.get(id);
      if (one === undefined || one.token !== undefined) return false;
      one.token = token;
      return true;
    },
    collect: (secret) => {
      sweep();
      const secretHash = hash(secret);
      const one = open.values().find((request) => request.secretHash === secretHash);
      if (one === undefined) return undefined;
      if (one.token === undefined) return { is: 'waiting', id: one.id, check: one.check };
      open.delete(one.id);
      return { is: 'open', token: one.token };
    },
  };
}
