/** Packages to measure beside ours, installed on first use into the ignored folder .cache; the product does not know them. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { home } from '../src/main/config.ts';

const folder = join(home, '.cache', 'bench-peer');
const wanted = join(home, 'bench', 'peer', 'package.json');
const marker = join(folder, 'installed.json');

/** The module, or undefined with a sentence on stderr when the registry cannot be reached. */
export const peer = (name: string): unknown => (install() ? (createRequire(join(folder, 'package.json'))(name) as unknown) : undefined);

export function peerName(name: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')) as { readonly version: string };
  return `${name} ${version}`;
}

function install(): boolean {
  if (existsSync(marker) && readFileSync(marker, 'utf8') === readFileSync(wanted, 'utf8')) return true;
  mkdirSync(folder, { recursive: true });
  copyFileSync(wanted, join(folder, 'package.json'));
  try {
    const words = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--fetch-timeout=30000', '--fetch-retries=1'];
    execFileSync('npm', words, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  } catch {
    console.error('The packages to compare with could not be installed (is the npm registry reachable?); only our own figures follow.');
    return false;
  }
  copyFileSync(wanted, marker);
  return true;
}
