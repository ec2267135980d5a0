/** Which inputs an expression reads. */
import type { Node } from './ast.ts';
import { children } from './ast.ts';
import { builtins } from './builtin.ts';
import { chainOf } from './compile-name.ts';

/** Dotted paths, each once, in order of appearance; names bound inside the expression and names of called built-in functions are left out. */
export function inputPaths(node: Node): readonly string[] {
  const found = new Set<string>();
  visit(node, new Set(['?']), found);
  return [...found];
}

function visit(node: Node, bound: ReadonlySet<string>, found: Set<string>): void {
  const chain = chainOf(node);
  if (chain !== undefined) {
    const root = chain[0] ?? '';
    if (!bound.has(root)) found.add(chain.join('.'));
    return;
  }
  switch (node.is) {
    case 'filter':
      visit(node.from, bound, found);
      visit(node.by, new Set([...bound, 'item']), found);
      return;
    case 'for':
    case 'some':
    case 'every':
      visitLoop(node, bound, found);
      return;
    case 'function':
      visit(node.body, new Set([...bound, ...node.parameters.map((parameter) => parameter.name)]), found);
      return;
    case 'context': {
      let inner = bound;
      for (const entry of node.entries) {
        visit(entry.value, inner, found);
        inner = new Set([...inner, entry.key]);
      }
      return;
    }
    case 'call':
    case 'named-call':
      for (const child of children(node)) if (!(child === node.target && child.is === 'name' && builtins.has(child.name))) visit(child, bound, found);
      return;
    default:
      for (const child of children(node)) visit(child, bound, found);
  }
}

function visitLoop(node: Extract<Node, { is: 'for' | 'some' | 'every' }>, bound: ReadonlySet<string>, found: Set<string>): void {
  let inner = node.is === 'for' ? new Set([...bound, 'partial']) : bound;
  for (const binding of node.bindings) {
    visit(binding.from, inner, found);
    if (binding.to !== undefined) visit(binding.to, inner, found);
    inner = new Set([...inner, binding.name]);
  }
  visit(node.body, inner, found);
}

/** Names and entries behind a dot, each once. */
export function namesIn(node: Node): readonly string[] {
  const found = new Set<string>();
  const visitNames = (one: Node): void => {
    if (one.is === 'name' || one.is === 'path') found.add(one.name);
    children(one).forEach(visitNames);
  };
  visitNames(node);
  return [...found];
}
