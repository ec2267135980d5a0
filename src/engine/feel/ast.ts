/** The tree of a FEEL expression. `at` is the character at which a node begins, for findings. */
import type { FeelType, FeelValue, RangeOperator } from './values.ts';

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';
export type Entry = { readonly key: string; readonly value: Node };
/** `for` runs over a list, or over all whole numbers or days between two ends. */
export type Binding = { readonly name: string; readonly from: Node; readonly to?: Node };
export type Parameter = { readonly name: string; readonly type?: FeelType };
export type NamedArgument = { readonly name: string; readonly value: Node };

export type Node = { readonly at: number } & (
  | { readonly is: 'literal'; readonly value: FeelValue; readonly wrong?: string }
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'path'; readonly from: Node; readonly name: string }
  | { readonly is: 'filter'; readonly from: Node; readonly by: Node }
  | { readonly is: 'list'; readonly items: readonly Node[] }
  | { readonly is: 'context'; readonly entries: readonly Entry[] }
  | { readonly is: 'range'; readonly low: Node; readonly high: Node; readonly lowIncluded: boolean; readonly highIncluded: boolean }
  | { readonly is: 'test'; readonly operator: RangeOperator; readonly value: Node }
  | { readonly is: 'arithmetic'; readonly operator: ArithmeticOperator; readonly left: Node; readonly right: Node }
  | { readonly is: 'negation'; readonly value: Node }
  | { readonly is: 'comparison'; readonly operator: RangeOperator; readonly left: Node; readonly right: Node }
  | { readonly is: 'and' | 'or'; readonly left: Node; readonly right: Node }
  | { readonly is: 'between'; readonly value: Node; readonly low: Node; readonly high: Node }
  | { readonly is: 'in'; readonly value: Node; readonly tests: readonly Node[] }
  | { readonly is: 'instance'; readonly value: Node; readonly type: FeelType }
  | { readonly is: 'call'; readonly target: Node; readonly values: readonly Node[] }
  | { readonly is: 'named-call'; readonly target: Node; readonly values: readonly NamedArgument[] }
  | { readonly is: 'if'; readonly condition: Node; readonly then: Node; readonly otherwise: Node }
  | { readonly is: 'for' | 'some' | 'every'; readonly bindings: readonly Binding[]; readonly body: Node }
  | { readonly is: 'function'; readonly parameters: readonly Parameter[]; readonly body: Node; readonly external: boolean }
  /** Unary tests: passes when one of them passes, or none when negated; no tests at all (`-`) always pass. */
  | { readonly is: 'tests'; readonly negated: boolean; readonly tests: readonly Node[] }
);

/** The nodes directly below, in order. */
export function children(node: Node): readonly Node[] {
  switch (node.is) {
    case 'literal':
    case 'name':
      return [];
    case 'path':
      return [node.from];
    case 'filter':
      return [node.from, node.by];
    case 'list':
      return node.items;
    case 'context':
      return node.entries.map((entry) => entry.value);
    case 'range':
      return [node.low, node.high];
    case 'test':
    case 'negation':
    case 'instance':
      return [node.value];
    case 'arithmetic':
    case 'comparison':
    case 'and':
    case 'or':
      return [node.left, node.right];
    case 'between':
      return [node.value, node.low, node.high];
    case 'in':
      return [node.value, ...node.tests];
    case 'call':
      return [node.target, ...node.values];
    case 'named-call':
      return [node.target, ...node.values.map((named) => named.value)];
    case 'if':
      return [node.condition, node.then, node.otherwise];
    case 'for':
    case 'some':
    case 'every':
      return [...node.bindings.flatMap((binding) => (binding.to === undefined ? [binding.from] : [binding.from, binding.to])), node.body];
    case 'function':
      return [node.body];
    case 'tests':
      return node.tests;
  }
}

/** Whether a name is read anywhere in the tree, shadowed or not. */
export const mentions = (node: Node, name: string): boolean =>
  (node.is === 'name' && node.name === name) || children(node).some((child) => mentions(child, name));
