/** How a built-in function is described: its forms, the names and number of its arguments. */
import { spend, warn } from './limits.ts';
import { isNumber, wholeOf } from './number.ts';
import type { FeelFunction, FeelList, FeelNumber, FeelValue, Run } from './values.ts';
import { isList, kind } from './values.ts';

export type Builtin = FeelFunction & { readonly name: string };
/** Undefined: the arguments are of the wrong kind; the call is null with a warning. */
export type Work = (values: readonly FeelValue[], run: Run) => FeelValue | undefined;
/** One way to call a function. `least` arguments are needed; with `rest` any number may follow the last. */
export type Form = { readonly names: readonly string[]; readonly least: number; readonly rest: boolean; readonly work: Work };

export const form = (names: readonly string[], work: Work, least: number = names.length): Form => ({ names, least, rest: false, work });
/** One list, or its items one by one. */
export const listForm = (work: (list: FeelList, run: Run) => FeelValue | undefined): Form => ({
  names: ['list'],
  least: 1,
  rest: true,
  work: (values, run) => {
    const list = values.length === 1 ? asList(values[0]) : values;
    if (list === undefined) return undefined;
    spend(run, list.length);
    return work(list, run);
  },
});

export function builtin(name: string, ...forms: readonly Form[]): Builtin {
  const first = forms[0];
  return {
    kind: 'function',
    name,
    parameters: (first?.names ?? []).map((parameter) => ({ name: parameter })),
    call: (values, run) => {
      const found = forms.filter((one) => values.length >= one.least && (one.rest || values.length <= one.names.length));
      return found.length === 0 ? warn(run, 'wrong-arguments', `${name} cannot take ${values.length} arguments`) : firstAnswer(run, name, found, values);
    },
    callNamed: (values, run) => {
      const found = forms.find((one) => [...values.keys()].every((key) => one.names.includes(key)));
      if (found === undefined || values.size === 0) return warn(run, 'wrong-arguments', `${name} has no argument ${[...values.keys()].join(', ')}`);
      const last = found.names.findLastIndex((key) => values.has(key));
      const given = found.names.slice(0, Math.max(last + 1, found.least)).map((key) => values.get(key) ?? null);
      return firstAnswer(run, name, [found], given);
    },
  };
}

/** Forms with the same number of arguments differ in their kinds. */
function firstAnswer(run: Run, name: string, forms: readonly Form[], values: readonly FeelValue[]): FeelValue {
  for (const one of forms) {
    const answer = one.work(values, run);
    if (answer !== undefined) return answer;
  }
  return warn(run, 'wrong-type', `${name} has no answer for ${values.map(kind).join(', ')}`);
}

// FEEL opens a list of one where one value is asked for, and takes one value as a list of one.
const only = (value: FeelValue | undefined): FeelValue => (value === undefined ? null : isList(value) && value.length === 1 ? (value[0] ?? null) : value);

export function asText(value: FeelValue | undefined): string | undefined {
  const found = only(value);
  return typeof found === 'string' ? found : undefined;
}
export function asNumber(value: FeelValue | undefined): FeelNumber | undefined {
  const found = only(value);
  return isNumber(found) ? found : undefined;
}
/** Towards zero; undefined for anything that is no number of the safe range. */
export function asWhole(value: FeelValue | undefined): number | undefined {
  const found = asNumber(value);
  return found === undefined ? undefined : wholeOf(found);
}
export function asList(value: FeelValue | undefined): FeelList | undefined {
  if (value === undefined || value === null) return undefined;
  return isList(value) ? value : [value];
}
/** All items as numbers, undefined when one is not. */
export function asNumbers(list: FeelList): readonly FeelNumber[] | undefined {
  const numbers = list.filter(isNumber);
  return numbers.length === list.length ? numbers : undefined;
}
