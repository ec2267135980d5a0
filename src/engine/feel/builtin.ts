/** The built-in functions by name. */
import { contextFunctions } from './builtin-context.ts';
import { conversionFunctions } from './builtin-conversion.ts';
import type { Builtin } from './builtin-kit.ts';
import { listFunctions } from './builtin-list.ts';
import { numberFunctions } from './builtin-number.ts';
import { rangeFunctions } from './builtin-range.ts';
import { temporalFunctions } from './builtin-temporal.ts';
import { textFunctions } from './builtin-text.ts';

const all: readonly Builtin[] = [
  ...conversionFunctions,
  ...numberFunctions,
  ...textFunctions,
  ...listFunctions,
  ...contextFunctions,
  ...temporalFunctions,
  ...rangeFunctions,
];
export const builtins: ReadonlyMap<string, Builtin> = new Map(all.map((builtin) => [builtin.name, builtin]));
