/** What was typed, box by box with its moment: in this device at once, at the server when there is a pause, merged there with other devices. */
import type { Facts } from './page.ts';
import { boxesOf, isTick, readStore, writeStore } from './page.ts';

/** Moment of typing by this device's clock, then the values. */
type Typed = readonly [number, ...string[]];
/** s: moment of this device up to which the server has everything. n: the server's moment this device has seen. */
type Kept = { s: number; n: number; b: Record<string, Typed> };

export type Draft = {
  /** True when something was typed here that the server does not have. */
  readonly restore: (grow: (name: string) => void) => boolean;
  /** Keeps what changed; false when the device forbids storing. */
  readonly note: () => boolean;
  /** Sends what the server lacks, in so many milliseconds; 0 is at once. */
  readonly send: (wait: number) => void;
  /** Everything typed before this moment has reached the server. */
  readonly sent: (at: number) => void;
  readonly drop: () => void;
};

export function startDraft(form: HTMLFormElement, facts: Facts, say: (text: string, reload?: string) => void): Draft {
  const name = facts.draft ?? '';
  const kept: Kept = { s: 0, n: -1, b: {}, ...readStore<Kept>(name) };
  let timer = 0;
  let isBusy = false;
  let last = typedIn(form);

  const lacking = (): [string, Typed][] => Object.entries(kept.b).filter(([, [at]]) => at > kept.s);
  const keep = (): boolean => writeStore(name, kept);
  if (lacking().length === 0) kept.n = Number(facts.seen ?? -1);

  async function push(): Promise<void> {
    const now = Date.now();
    const boxes = Object.fromEntries(lacking());
    if (isBusy || facts.seen === undefined || lacking().length === 0) return;
    isBusy = true;
    try {
      const page = new FormData(form);
      const body = JSON.stringify({ key: page.get('_key'), for: page.get('_for'), now, seen: kept.n, boxes });
      const answer = await fetch(`${form.action}/nhap`, { method: 'POST', keepalive: true, headers: { 'content-type': 'application/json' }, body });
      if (answer.ok) {
        const { at, say: text, reload } = await answer.json();
        kept.n = at;
        sent(now);
        say(text, reload);
      }
    } catch {
      // The line is down: everything stays here, the next step tries again.
    }
    isBusy = false;
  }

  function sent(at: number): void {
    kept.s = Math.max(kept.s, at);
    keep();
  }

  document.addEventListener('visibilitychange', () => {
    if (document.hidden && form.isConnected) void push();
  });
  return {
    restore: (grow) => {
      const typed = lacking();
      for (const [box] of typed) grow(box);
      const values = new Map(typed.map(([box, [, ...texts]]) => [box, texts]));
      for (const box of boxesOf(form)) {
        const texts = values.get(box.name);
        if (texts === undefined || /^(?:hidden|file)$/.test(box.type)) continue;
        if (isTick(box)) box.checked = texts.includes(box.value);
        else box.value = texts[0] ?? '';
      }
      last = typedIn(form);
      return typed.length > 0;
    },
    note: () => {
      const now = typedIn(form);
      for (const box of new Set([...Object.keys(now), ...Object.keys(last)]))
        if (`${now[box]}` !== `${last[box]}`) kept.b[box] = [Date.now(), ...(now[box] ?? [])];
      last = now;
      return keep();
    },
    send: (wait) => {
      clearTimeout(timer);
      timer = setTimeout(() => void push(), wait);
    },
    sent,
    drop: () => {
      clearTimeout(timer);
      kept.b = {};
      writeStore(name, undefined);
    },
  };
}

/** Values by name; an unticked box has none. */
function typedIn(form: HTMLFormElement): Record<string, string[]> {
  const typed: Record<string, string[]> = {};
  for (const box of boxesOf(form)) {
    if (/^_(?:key|file|owner|for)/.test(box.name) || box.type === 'file') continue;
    typed[box.name] ??= [];
    if (!isTick(box) || box.checked) typed[box.name]?.push(box.value);
  }
  return typed;
}
