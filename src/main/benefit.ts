/** The table of distances, times and costs behind the benefit of a case, read once from the checkout. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../base/json.ts';
import type { BenefitTable } from '../kernel/indicator/indicator.ts';
import { readBenefitTable } from '../kernel/indicator/indicator.ts';
import { home } from './config.ts';

/** Throws when the file is wrong: no benefit is claimed without it. */
export const loadBenefitTable = (): BenefitTable =>
  readBenefitTable(JSON.parse(readFileSync(join(home, 'data', 'benefit', 'quang-nam-2021.json'), 'utf8')) as Json);
