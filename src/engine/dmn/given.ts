/** Arguments for a service or knowledge model that is called from outside by names. */
import type { Json } from '../../base/json.ts';
import type { FeelFunction, FeelValue } from '../feel/feel.ts';
import { fromJson } from '../feel/feel.ts';
import type { Compiled, Ready } from './compile.ts';
import type { Session } from './session.ts';

/** Every parameter has a value; what was not given is null. */
export function givenTo(compiled: Compiled, ready: Ready, called: FeelFunction, { inputs }: Session): ReadonlyMap<string, FeelValue> {
  const fits = new Map(ready.requires.map(({ target }) => [target.element.variable.name, compiled.elements.get(target.element)?.fit]));
  const argumentOf = (name: string): FeelValue => {
    if (inputs instanceof Map) return inputs.get(name) ?? null;
    const value = Object.hasOwn(inputs, name) ? fromJson((inputs as Readonly<Record<string, Json>>)[name] ?? null) : null;
    return fits.get(name)?.read(value) ?? value;
  };
  return new Map(called.parameters.map(({ name }) => [name, argumentOf(name)]));
}
