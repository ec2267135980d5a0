/** The sample payment gateway: as a command, and as a child of the demonstration that dies with it. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { exit, Stop } from '../cli/command.ts';
import type { DemoGatewayFlags } from '../cli/demo-gateway.ts';
import type { Terminal } from '../cli/terminal.ts';
import { openPayDouble } from '../gate/pay-double-server.ts';
import { addressPath } from '../gate/pay-key.ts';
import type { Config } from './config.ts';
import { claimPort } from './port.ts';
import { askedToEnd } from './stay.ts';

/** Where the platform hears of credits. */
export const callbackPath = '/thanh-toan/bao-co';

/** Resolves when the process was asked to end, or its parent has ended. */
export async function demoGateway(config: Config, flags: DemoGatewayFlags, terminal: Terminal): Promise<void> {
  const port = flags.port ?? '0';
  const to = flags.to ?? config.origin;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new Stop(exit.usage, { vi: `--port ${port} không phải số cổng`, en: `--port ${port} is not a port` });
  if (!/^https?:\/\//.test(to) || !URL.canParse(to))
    throw new Stop(exit.usage, { vi: `--to ${to} không phải địa chỉ http`, en: `--to ${to} is not an http address` });
  const double = await openPayDouble({ data: config.data, port: await claimPort('127.0.0.1', Number(port)), notifyUrl: new URL(callbackPath, to).href });
  terminal.print(`Cổng thanh toán mẫu: ${double.url}`);
  await Promise.race([askedToEnd(), parentGone()]);
  await double.close();
}

/** Only a child of the demonstration has a channel; when the parent ends in any way, it closes. */
const parentGone = (): Promise<void> =>
  new Promise((resume) => {
    if (process.channel != null) process.once('disconnect', resume);
  });

/** Starts the double as a process of its own. What it says goes to the talk of the parent. */
export function startDemoGateway(config: Config): { readonly stop: () => Promise<void> } {
  // An address of an earlier run would be asked in vain.
  rmSync(addressPath(config.data), { force: true });
  const args = [join(import.meta.dirname, 'cuaso.ts'), 'demo-gateway', '--data', config.data, '--to', config.origin];
  const child: ChildProcess = spawn(process.execPath, [...process.execArgv, ...args], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = new Promise<void>((resume) => child.once('exit', () => resume()));
  child.on('error', () => undefined);
  return {
    stop: async () => {
      if (child.connected) child.disconnect();
      await Promise.race([ended, new Promise((resume) => setTimeout(resume, 2_000).unref())]);
      if (child.exitCode === null) child.kill('SIGKILL');
    },
  };
}
