/** The sample telephones and mailboxes: as a command, and as a child of the demonstration that dies with it. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { exit, Stop } from '../cli/command.ts';
import type { DemoPostFlags } from '../cli/demo-post.ts';
import type { Terminal } from '../cli/terminal.ts';
import { openPostDouble } from '../gate/double-post.ts';
import type { Config } from './config.ts';
import { claimPort } from './port.ts';
import { askedToEnd } from './stay.ts';

/** Resolves when the process was asked to end, or its parent has ended. */
export async function demoPost(config: Config, flags: DemoPostFlags, terminal: Terminal): Promise<void> {
  const folder = join(config.data, 'demo-post');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const ports = { http: await portOf(flags.port ?? '0'), smtp: await portOf(flags.smtp ?? '0') };
  const double = await openPostDouble(ports, join(folder, 'arrived.jsonl'));
  terminal.print(`Cửa Số: ${double.url}`);
  await Promise.race([askedToEnd(), parentGone()]);
  await double.close();
}

async function portOf(text: string): Promise<number> {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new Stop(exit.usage, { vi: `${text} không phải số cổng`, en: `${text} is not a port` });
  return await claimPort('127.0.0.1', Number(text));
}

/** Only a child of the demonstration has a channel; when the parent ends in any way, it closes. */
const parentGone = (): Promise<void> =>
  new Promise((resume) => {
    if (process.channel != null) process.once('disconnect', resume);
  });

/** The sample province without gates of its own gets the double's, at ports that are free now. */
export async function withDemoPost(config: Config): Promise<Config> {
  const { mail, sms, zalo } = config.messages ?? {};
  if (!config.isDemo || mail !== undefined || sms !== undefined || zalo !== undefined) return config;
  const [http, smtp] = [await claimPort('127.0.0.1', 0), await claimPort('127.0.0.1', 0)];
  return { ...config, demoPost: { http, smtp }, messages: { ...config.messages, ...doubleGates(`http://127.0.0.1:${http}`, `smtp://127.0.0.1:${smtp}`) } };
}

/** How a cell reaches a double. */
export const doubleGates = (url: string, smtp: string) => ({
  mail: { url: smtp, from: 'Cửa Số <khong-tra-loi@cuaso.example>' },
  sms: { url: `${url}/sms`, token: 'sample' },
  zalo: { url: `${url}/zalo`, token: 'sample', template: '1' },
});

export type DemoPost = {
  readonly url: string;
  /** Resolves when it answers, or after ten seconds: then messages wait for it as for any gate. */
  readonly ready: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Starts the double as a process of its own; undefined when the settings name other gates. */
export function startDemoPost(config: Config): DemoPost | undefined {
  const ports = config.demoPost;
  if (ports === undefined) return undefined;
  const args = ['demo-post', '--data', config.data, '--port', String(ports.http), '--smtp', String(ports.smtp)];
  const child: ChildProcess = spawn(process.execPath, [...process.execArgv, join(import.meta.dirname, 'cuaso.ts'), ...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((resume) => child.once('exit', () => resume()));
  child.on('error', () => undefined);
  const url = `http://127.0.0.1:${ports.http}`;
  return {
    url,
    ready: async () => {
      for (let tries = 0; tries < 100; tries += 1) {
        if (
          await fetch(`${url}/gates.json`).then(
            (answer) => answer.ok,
            () => false,
          )
        )
          return;
        await new Promise((resume) => setTimeout(resume, 100));
      }
    },
    stop: async () => {
      if (child.connected) child.disconnect();
      await Promise.race([ended, new Promise((resume) => setTimeout(resume, 2_000).unref())]);
      if (child.exitCode === null) child.kill('SIGKILL');
    },
  };
}
