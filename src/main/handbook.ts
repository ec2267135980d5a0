/** The handbook, read once from the checkout. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../base/json.ts';
import type { Handbook } from '../kernel/register/register.ts';
import { readHandbook } from '../kernel/register/register.ts';
import { home } from './config.ts';

/** Throws when a file is missing or half. */
export function loadHandbook(): Handbook {
  const read = (name: string): string => readFileSync(join(home, 'data', 'handbook', name), 'utf8');
  return readHandbook(JSON.parse(read('index.json')) as Json, read);
}
