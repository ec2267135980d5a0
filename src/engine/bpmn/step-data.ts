/** Data on their way through an element: mapped in before, brought out after. */
import type { Json, JsonObject } from '../../base/json.ts';
import type { Formula } from './formula.ts';
import type { Mapping } from './process.ts';
import type { Run } from './run.ts';
import { change, placed, raise, workOut, write } from './run.ts';
import type { Node } from './state.ts';

/** A text worked out of the data; raises an incident when it is not a text or a number. */
export function textOf(run: Run, node: Node, formula: Formula): string | undefined {
  const found = workOut(run, node.id, formula);
  if ('failed' in found) return refusedBy(run, node, found.failed);
  if (typeof found.value === 'string' && found.value !== '') return found.value;
  if (typeof found.value === 'number') return String(found.value);
  raise(run, node, {
    code: 'bad-name',
    text: `'${formula.source}' gives ${JSON.stringify(found.value)}, where a text is needed. ${found.note ?? ''}`.trim(),
    from: 'enter',
  });
  return undefined;
}

/** Mapped inputs of a throwing event become the data it sends. */
export function mapInputs(run: Run, node: Node, inputs: readonly Mapping[]): Node | undefined {
  if (inputs.length === 0) return node;
  let vars: JsonObject = node.vars ?? {};
  for (const input of inputs) {
    const found = workOut(run, node.id, input.value, vars);
    if ('failed' in found) return refusedBy(run, node, found.failed);
    const [name = '', ...rest] = input.target;
    vars = { ...vars, [name]: placed(Object.hasOwn(vars, name) ? vars[name] : undefined, rest, found.value) };
  }
  return change(run, node, { vars });
}

/**
 * Results go outwards: through the mappings when there are some, otherwise name by name.
 * Returns the sentence that says why not; nothing is written then.
 */
export function bring(run: Run, holder: string | undefined, outputs: readonly Mapping[], result: JsonObject, locals: JsonObject): string | undefined {
  if (outputs.length === 0) {
    for (const name of Object.keys(result)) write(run, holder, [name], result[name] ?? null);
    return undefined;
  }
  const values: Json[] = [];
  for (const output of outputs) {
    const found = workOut(run, holder, output.value, locals);
    if ('failed' in found) return found.failed;
    values.push(found.value);
  }
  for (const [index, output] of outputs.entries()) write(run, holder, output.target, values[index] ?? null);
  return undefined;
}

const refusedBy = (run: Run, node: Node, text: string): undefined => {
  raise(run, node, { code: 'expression-refused', text, from: 'enter' });
  return undefined;
};
