/** Types: whether a value is of one, and the few conversions FEEL makes by itself (DMN 1.5, 10.3.2.9). */
import { spend } from './limits.ts';
import { midnightUtcOf } from './temporal.ts';
import type { FeelFunction, FeelType, FeelTypes, FeelValue, Run } from './values.ts';
import { isContext, isDate, isFunction, isList, isRange, kind } from './values.ts';

export const any: FeelType = { is: 'Any' };
const noTypes: FeelTypes = new Map();

/** The type a name of the model stands for; Any when nobody defined it. */
export function resolve(type: FeelType, types: FeelTypes): FeelType {
  let here = type;
  for (let hops = 0; here.is === 'named' && hops < 32; hops += 1) here = types.get(here.name) ?? any;
  return here;
}

/** `x instance of T`: null is an instance of nothing but Null. */
export const isInstance = (value: FeelValue, type: FeelType, types: FeelTypes, run: Run): boolean =>
  value === null ? resolve(type, types).is === 'Null' : conforms(value, type, types, run);

/** Inside a structure null stands for any type. Looking into it costs steps of the run. */
export function conforms(value: FeelValue, type: FeelType, types: FeelTypes, run: Run): boolean {
  if (value === null) return true;
  if (isList(value) || isContext(value)) spend(run, 1 / 8);
  const wanted = resolve(type, types);
  switch (wanted.is) {
    case 'Any':
      return true;
    case 'Null':
    case 'named':
      return false;
    case 'list':
      return isList(value) && value.every((item) => conforms(item, wanted.of, types, run));
    case 'range':
      return isRange(value) && conforms(value.low, wanted.of, types, run) && conforms(value.high, wanted.of, types, run);
    case 'context':
      return isContext(value) && [...wanted.fields].every(([name, field]) => value.has(name) && conforms(value.get(name) ?? null, field, types, run));
    case 'function':
      return isFunction(value) && functionConforms(value, wanted, types);
    default:
      return kind(value) === wanted.is;
  }
}

function functionConforms(value: FeelFunction, wanted: Extract<FeelType, { is: 'function' }>, types: FeelTypes): boolean {
  if (wanted.parameters !== undefined) {
    if (wanted.parameters.length !== value.parameters.length) return false;
    // What the caller will give has to fit what the function takes.
    if (!wanted.parameters.every((given, index) => isSubtype(given, value.parameters[index]?.type ?? any, types))) return false;
  }
  // What a function without a declared result gives is seen when it is called.
  return value.returns === undefined || isSubtype(value.returns, wanted.returns, types);
}

/** Whether each value of the first type is one of the second. */
export function isSubtype(inner: FeelType, outer: FeelType, types: FeelTypes = noTypes): boolean {
  const [a, b] = [resolve(inner, types), resolve(outer, types)];
  if (b.is === 'Any' || a.is === 'Null') return true;
  if (a.is === 'list' && b.is === 'list') return isSubtype(a.of, b.of, types);
  if (a.is === 'range' && b.is === 'range') return isSubtype(a.of, b.of, types);
  if (a.is === 'context' && b.is === 'context') {
    return [...b.fields].every(([name, field]) => a.fields.has(name) && isSubtype(a.fields.get(name) ?? any, field, types));
  }
  if (a.is === 'function' && b.is === 'function') return isFunctionSubtype(a, b, types);
  return a.is === b.is;
}

type FunctionType = Extract<FeelType, { is: 'function' }>;
function isFunctionSubtype(a: FunctionType, b: FunctionType, types: FeelTypes): boolean {
  if (!isSubtype(a.returns, b.returns, types)) return false;
  if (a.parameters === undefined || b.parameters === undefined) return b.parameters === undefined;
  const taken = a.parameters;
  return taken.length === b.parameters.length && b.parameters.every((given, index) => isSubtype(given, taken[index] ?? any, types));
}

/** The value as the type asks for it: a list of one opened, one value put in a list, a date as midnight UTC. Undefined when it cannot be. */
export function coerce(value: FeelValue, type: FeelType, types: FeelTypes, run: Run): FeelValue | undefined {
  if (value === null) return null;
  const wanted = resolve(type, types);
  if (wanted.is === 'Any') return value;
  if (conforms(value, wanted, types, run)) return value;
  if (wanted.is === 'date and time' && isDate(value)) return midnightUtcOf(value);
  if (wanted.is === 'list') return !isList(value) && conforms(value, wanted.of, types, run) ? [value] : undefined;
  const only = isList(value) && value.length === 1 ? (value[0] ?? null) : null;
  return only !== null && conforms(only, wanted, types, run) ? only : undefined;
}

export function showType(type: FeelType): string {
  switch (type.is) {
    case 'named':
      return type.name;
    case 'list':
    case 'range':
      return `${type.is}<${showType(type.of)}>`;
    case 'context':
      return `context<${[...type.fields].map(([name, field]) => `${name}: ${showType(field)}`).join(', ')}>`;
    case 'function':
      return `function<${(type.parameters ?? []).map(showType).join(', ')}> -> ${showType(type.returns)}`;
    default:
      return type.is;
  }
}
