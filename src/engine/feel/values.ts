/** What FEEL computes with: the kinds of value, how to tell them apart, and the state of one evaluation. */
import type { Decimal } from 'decimal.js';

/** A whole number within the safe range is a JavaScript number; every other number is a Decimal of 34 digits. Never a fraction in a double. */
export type FeelNumber = number | Decimal;
export type FeelDate = { readonly kind: 'date'; readonly year: number; readonly month: number; readonly day: number };
/** Seconds east of UTC, or a name of the time-zone data base; neither for a local time. */
export type FeelZone = { readonly offset?: number; readonly zone?: string };
export type FeelTime = FeelZone & { readonly kind: 'time'; readonly hour: number; readonly minute: number; readonly second: number; readonly nano: number };
export type FeelDateTime = FeelZone & {
  readonly kind: 'date and time';
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nano: number;
};
/** Exact length in nanoseconds. */
export type FeelDaysDuration = { readonly kind: 'days and time duration'; readonly nanos: bigint };
export type FeelMonthsDuration = { readonly kind: 'years and months duration'; readonly months: number };
export type RangeOperator = '<' | '<=' | '>' | '>=' | '=' | '!=';
/** An interval. `operator` is there when it was written as a test, such as `(< 10)`: its missing end is open, not unknown. */
export type FeelRange = {
  readonly kind: 'range';
  readonly low: FeelValue;
  readonly high: FeelValue;
  readonly lowIncluded: boolean;
  readonly highIncluded: boolean;
  readonly operator?: RangeOperator;
};
export type FeelParameter = { readonly name: string; readonly type?: FeelType };
export type FeelFunction = {
  readonly kind: 'function';
  readonly name?: string;
  readonly parameters: readonly FeelParameter[];
  readonly returns?: FeelType;
  readonly call: (values: readonly FeelValue[], run: Run) => FeelValue;
  /** Built-in functions read names and counts of their arguments themselves. */
  readonly callNamed?: (values: ReadonlyMap<string, FeelValue>, run: Run) => FeelValue;
};
export type FeelList = readonly FeelValue[];
export type FeelContext = ReadonlyMap<string, FeelValue>;
export type FeelTemporal = FeelDate | FeelTime | FeelDateTime | FeelDaysDuration | FeelMonthsDuration;
export type FeelValue = null | boolean | string | FeelNumber | FeelTemporal | FeelRange | FeelFunction | FeelList | FeelContext;

export type SimpleType =
  | 'Any'
  | 'Null'
  | 'number'
  | 'string'
  | 'boolean'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration';
export type FeelType =
  | { readonly is: SimpleType }
  | { readonly is: 'list'; readonly of: FeelType }
  | { readonly is: 'range'; readonly of: FeelType }
  | { readonly is: 'context'; readonly fields: ReadonlyMap<string, FeelType> }
  | { readonly is: 'function'; readonly parameters?: readonly FeelType[]; readonly returns: FeelType }
  /** A type of a model, read when it is used: models may name a type before they define it. */
  | { readonly is: 'named'; readonly name: string };
export type FeelTypes = ReadonlyMap<string, FeelType>;

/** Something an expression could not do; its value there is null. Shown to the author of a pack, never a stop. */
export type Warning = { readonly code: WarningCode; readonly message: string };
export type WarningCode =
  | 'unknown-name'
  | 'unknown-field'
  | 'unknown-function'
  | 'wrong-type'
  | 'wrong-arguments'
  | 'wrong-value'
  | 'no-result'
  | 'not-supported'
  /** From decision tables: several rules where one was asked for, a value outside the allowed ones. */
  | 'rules-clash'
  | 'not-allowed';

/** Bounds of one evaluation; the defaults stand in limits.ts. */
export type Limits = {
  readonly fuel: number;
  readonly calls: number;
  readonly items: number;
  readonly text: number;
  readonly source: number;
  readonly depth: number;
  /** The moment `now()` and `today()` speak of, ISO 8601; without it they are null. */
  readonly now?: string;
};

/** One evaluation: what is left to spend and what was noticed. */
export type Run = { fuel: number; calls: number; readonly limits: Limits; readonly warnings: Warning[] };

export const isContext = (value: FeelValue): value is FeelContext => value instanceof Map;
export const isList = (value: FeelValue): value is FeelList => Array.isArray(value);

type Kinded = FeelTemporal | FeelRange | FeelFunction;
const kindOf = (value: FeelValue): string | undefined => (typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined);
const isKind =
  <Kind extends Kinded['kind']>(kind: Kind) =>
  (value: FeelValue): value is Extract<Kinded, { kind: Kind }> =>
    kindOf(value) === kind;

export const isDate = isKind('date');
export const isTime = isKind('time');
export const isDateTime = isKind('date and time');
export const isDays = isKind('days and time duration');
export const isMonths = isKind('years and months duration');
export const isRange = isKind('range');
export const isFunction = isKind('function');

export type Kind = Kinded['kind'] | 'null' | 'boolean' | 'string' | 'number' | 'list' | 'context';
/** The name of a value's kind, as FEEL writes it. */
export function kind(value: FeelValue): Kind {
  if (value === null) return 'null';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'boolean';
  if (Array.isArray(value)) return 'list';
  if (value instanceof Map) return 'context';
  return 'kind' in value ? value.kind : 'number';
}
