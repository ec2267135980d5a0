/** Files put together: every element with what it requires, under the names it uses for them. */
import type { Finding } from '../../base/finding.ts';
import type { Home } from './item.ts';
import type { Boxed, DrgElement, ItemDefinition, Reference } from './model.ts';

/** A required element and the path under which expressions find it: ['fee'], or ['taxes', 'fee'] of an import. */
export type Requirement = { readonly path: readonly string[]; readonly target: Linked };
export type Linked = { readonly element: DrgElement; readonly home: Home; readonly requires: readonly Requirement[]; readonly outputs: readonly Linked[] };
type Growing = { readonly element: DrgElement; readonly home: Home; readonly requires: Requirement[]; readonly outputs: Linked[] };

export function linkAll(homes: readonly Home[], note: (finding: Finding) => void): readonly Linked[] {
  const all: Growing[] = homes.flatMap((home) => home.definitions.elements.map((element) => ({ element, home, requires: [], outputs: [] })));
  const byKey = new Map(all.map((linked) => [keyOf(linked.home, { namespace: '', id: linked.element.id }), linked]));
  for (const linked of all) {
    const find = (reference: Reference): Linked | undefined => found(linked, reference, byKey, note);
    for (const reference of referencesOf(linked.element)) {
      const target = find(reference);
      if (target !== undefined) linked.requires.push(...pathsTo(linked, target).map((path) => ({ path, target })));
    }
    if (linked.element.is === 'service')
      for (const reference of linked.element.outputs) linked.outputs.push(...[find(reference)].filter((target) => target !== undefined));
  }
  for (const linked of all) noteCycle(linked, note);
  return all;
}

const keyOf = (home: Home, reference: Reference): string => `${reference.namespace === '' ? home.definitions.namespace : reference.namespace}#${reference.id}`;

/** A service requires its parameters: inputs first, then input decisions. */
function referencesOf(element: DrgElement): readonly Reference[] {
  if (element.is === 'input') return [];
  return element.is === 'service' ? [...element.inputs, ...element.inputDecisions] : element.requires;
}

function found(linked: Linked, reference: Reference, byKey: ReadonlyMap<string, Linked>, note: (finding: Finding) => void): Linked | undefined {
  const target = byKey.get(keyOf(linked.home, reference));
  if (target === undefined) {
    note({
      ...placeOf(linked),
      code: 'missing-requirement',
      message: `'${linked.element.name}' requires '${reference.id}', which is in none of the files.`,
      repair: 'Remove the requirement or give the file that holds it.',
      level: 'error',
    });
  }
  return target;
}

const placeOf = ({ element, home }: Linked) => ({ file: home.file, element: element.id || element.name, line: element.line });

/** Elements of another file stand under the name of its import; an import without a name shows them directly. */
function pathsTo(linked: Linked, target: Linked): readonly (readonly string[])[] {
  const { name } = target.element.variable;
  if (target.home === linked.home) return [[name]];
  const imports = linked.home.definitions.imports.filter((imported) => imported.namespace === target.home.definitions.namespace);
  return imports.length === 0 ? [[name]] : imports.map((imported) => (imported.name === '' ? [name] : [imported.name, name]));
}

/** Decisions may not require themselves by way of others; functions may call each other. */
function noteCycle(linked: Linked, note: (finding: Finding) => void): void {
  if (linked.element.is !== 'decision') return;
  const seen = new Set<Linked>();
  const reaches = (from: Linked): boolean =>
    from.requires.some(({ target }) => {
      if (target === linked) return true;
      if (seen.has(target) || target.element.is !== 'decision') return false;
      seen.add(target);
      return reaches(target);
    });
  if (!reaches(linked)) return;
  note({
    ...placeOf(linked),
    code: 'requirement-cycle',
    message: `'${linked.element.name}' requires itself by way of other decisions.`,
    repair: 'Break the circle of requirements.',
    level: 'error',
  });
}

/** Every name that may stand behind a dot somewhere in the files: fields, columns, context entries, imported elements. */
export function fieldNames(homes: readonly Home[]): readonly string[] {
  const names = new Set<string>();
  const ofItem = (item: ItemDefinition): void => {
    for (const field of item.fields) {
      names.add(field.name);
      ofItem(field);
    }
  };
  for (const { definitions } of homes) {
    for (const item of definitions.items) ofItem(item);
    for (const element of definitions.elements) {
      if (definitions !== homes[0]?.definitions || homes.length > 1) names.add(element.variable.name);
      if ((element.is === 'decision' || element.is === 'knowledge') && element.logic !== undefined) fieldsOf(element.logic, names);
      if (element.is === 'service') names.add(element.name);
    }
    for (const element of definitions.elements) if (element.is === 'decision') names.add(element.variable.name);
  }
  return [...names];
}

function fieldsOf(boxed: Boxed, names: Set<string>): void {
  if (boxed.is === 'context') {
    for (const { variable, value } of boxed.entries) {
      if (variable !== undefined) names.add(variable.name);
      fieldsOf(value, names);
    }
  }
  if (boxed.is === 'relation') for (const column of boxed.columns) names.add(column.name);
  if (boxed.is === 'table') for (const output of boxed.table.outputs) names.add(output.name);
  if (boxed.is === 'function' && boxed.body !== undefined) fieldsOf(boxed.body, names);
  if (boxed.is === 'list') for (const item of boxed.items) fieldsOf(item, names);
}
