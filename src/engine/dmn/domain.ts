/** Which values an input of a table may have at all, as its type declares. */
import type { Expression, Node } from '../feel/feel.ts';
import type { Ready } from './compile.ts';
import type { Item, Types } from './item.ts';

/** The allowed values of a name or path over required elements; undefined when none are declared. */
export function allowedBy(types: Types, ready: Ready, node: Node | undefined): Expression | undefined {
  const path = node === undefined ? undefined : pathOf(node);
  const root = path?.[0];
  if (path === undefined || root === undefined) return undefined;
  const target = ready.requires.find((requirement) => requirement.path.length === 1 && requirement.path[0] === root)?.target;
  if (target === undefined) return undefined;
  let item = itemOf(types, types.keyOf(target.home.definitions, target.element.variable.type));
  for (const name of path.slice(1)) {
    const key = item?.fields.get(name);
    item = key === undefined ? undefined : itemOf(types, key);
  }
  return item?.allowed;
}

/** The item that carries the fields or allowed values: a type that only names another is followed. */
function itemOf(types: Types, key: string): Item | undefined {
  let item = types.items.get(key);
  for (let hops = 0; hops < 32 && item !== undefined && item.allowed === undefined && item.fields.size === 0 && !item.isList; hops += 1)
    item = types.items.get(item.base);
  return item;
}

function pathOf(node: Node): readonly string[] | undefined {
  if (node.is === 'name') return [node.name];
  const before = node.is === 'path' ? pathOf(node.from) : undefined;
  return before === undefined || node.is !== 'path' ? undefined : [...before, node.name];
}
