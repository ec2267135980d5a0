/** Slows down guessers: so many tries in so many seconds for one key, then a refusal that says how long to wait. In the memory of one process. */
import { createHash } from 'node:crypto';
import type { Refusal } from '../base/refusal.ts';
import { refuse } from '../base/refusal.ts';
import type { Lang } from '../base/text.ts';

/** Undefined lets the try pass. */
export type Brake = (key: string) => Refusal | undefined;

/** A token bucket per key: full it lets `tries` pass at once, then one each `seconds / tries`. Holds 50,000 keys, oldest first out. */
export function brake(tries: number, seconds: number, clock: () => number = Date.now): Brake {
  const buckets = new Map<string, { left: number; at: number }>();
  const refill = tries / (seconds * 1000);
  return (key) => {
    // Keys are hashed: typed codes and addresses do not stay readable in memory.
    const name = createHash('sha256').update(key).digest('base64url');
    const now = clock();
    const old = buckets.get(name);
    const left = old === undefined ? tries : Math.min(tries, old.left + (now - old.at) * refill);
    buckets.delete(name);
    if (buckets.size >= 50_000) buckets.delete(buckets.keys().next().value ?? '');
    buckets.set(name, { left: left >= 1 ? left - 1 : left, at: now });
    return left >= 1 ? undefined : refuse('too-many-requests', { seconds: Math.ceil((1 - left) / refill / 1000) });
  };
}

/** About how long, never less than it is. */
export function waitText(seconds: number, lang: Lang): string {
  const [count, unit] = seconds < 60 ? [Math.max(1, Math.ceil(seconds)), 'second'] : [Math.ceil(seconds / 60), 'minute'];
  if (lang === 'vi') return `Khoảng ${count} ${unit === 'second' ? 'giây' : 'phút'} nữa.`;
  return `In about ${count} ${unit}${count === 1 ? '' : 's'}.`;
}
