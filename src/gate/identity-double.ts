/** Runs the double of the national identity provider: a real OpenID provider in a process of its own, with invented people. For the demonstration and for tests. */
import { fork } from 'node:child_process';
import type { Label } from '../base/text.ts';
import type { IdentitySettings } from './identity-oidc.ts';

/** Somebody one can be at the double. `level` 1 is basic, 2 verified. */
export type DoublePerson = { readonly idNumber: string; readonly name: string; readonly phone?: string; readonly level: 1 | 2; readonly about: Label };

export type DoubleWish = {
  /** What the provider calls itself, 'http://127.0.0.1:9100'. */
  readonly issuer: string;
  /** Address it listens on. */
  readonly host: string;
  readonly port: number;
  readonly client: string;
  readonly secret: string;
  /** The only address people are sent back to. */
  readonly back: string;
  readonly people: readonly DoublePerson[];
};

export type IdentityDouble = {
  readonly settings: IdentitySettings;
  /** Resolves when it answers, or when it has ended before it could. */
  readonly ready: Promise<'ready' | 'ended'>;
  readonly close: () => Promise<void>;
};

/** The child ends with its parent, however that ends: the channel between them closes. */
export function startIdentityDouble(wish: DoubleWish): IdentityDouble {
  const child = fork(new URL('./identity-double-child.ts', import.meta.url), [], {
    execArgv: ['--max-old-space-size=96', '--disable-warning=ExperimentalWarning'],
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const ended = new Promise<'ended'>((resume) => {
    child.once('exit', () => resume('ended'));
    child.once('error', () => resume('ended'));
  });
  const ready = Promise.race([new Promise<'ready'>((resume) => child.once('message', () => resume('ready'))), ended]);
  child.send(wish, () => undefined);
  // Nothing waits for it: a sign-in that comes too early is told that the provider does not answer yet.
  child.unref();
  child.channel?.unref();
  return {
    settings: { issuer: wish.issuer, client: wish.client, secret: wish.secret },
    ready,
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.ref();
      child.kill('SIGKILL');
      await ended;
    },
  };
}
