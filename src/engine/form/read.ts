/** Reads a form from its two files: the schema says what the answers are, the layout says how they are asked. */
import type { Finding } from '../../base/finding.ts';
import { isError } from '../../base/finding.ts';
import type { Json } from '../../base/json.ts';
import type { Notes } from './inspect.ts';
import { note, notes } from './inspect.ts';
import { readLayout } from './layout.ts';
import type { Form } from './model.ts';
import type { LayoutScope } from './reader.ts';
import type { Leaf, Schema } from './schema.ts';
import { readSchema } from './schema.ts';

/** No form when anything is an error. Findings name the file 'form.schema.json' or 'form.ui.json' and the field or place. */
export function readForm(schema: Json, layout: Json): { readonly form: Form | undefined; readonly findings: readonly Finding[] } {
  const [onSchema, onLayout] = [notes('form.schema.json'), notes('form.ui.json')];
  const read = readSchema(schema, onSchema);
  const form = readLayout(layout, onLayout, scopeOf(read));
  if (form !== undefined) everyLeafIsAsked(onLayout, form, read.leaves);
  const findings = [...onSchema.findings, ...onLayout.findings];
  return { form: findings.some(isError) ? undefined : form, findings };
}

/** What a rule may read of an address. */
const addressParts = ['text', 'village', 'commune', 'district', 'province'] as const;

function scopeOf(schema: Schema): LayoutScope {
  const kinds: LayoutScope['kinds'] = new Map([['today', 'date']]);
  for (const leaf of schema.leaves.values()) {
    const parts = leaf.path.split('.');
    for (let length = 1; length < parts.length; length += 1) {
      const parent = parts.slice(0, length).join('.');
      if (!kinds.has(parent)) kinds.set(parent, schema.lists.has(parent) ? 'list' : 'object');
    }
    kinds.set(leaf.path, leaf.kind);
    if (leaf.kind === 'address') for (const part of addressParts) kinds.set(`${leaf.path}.${part}`, 'text');
  }
  return { schema, kinds };
}

function everyLeafIsAsked(on: Notes, form: Form, leaves: ReadonlyMap<string, Leaf>): void {
  for (const path of leaves.keys()) {
    const isTold = on.findings.some(({ element }) => element === path || element.startsWith(`${path}.`));
    if (form.fields.has(path) || isTold) continue;
    note(on, path, 'field-not-placed', { message: `No page asks for "${path}".`, repair: 'Place it in a group, or remove it from the schema.' });
  }
}
