/** Where a compiled expression finds its values while it runs. */
import type { Json, JsonObject } from '../../base/json.ts';
import type { Node } from './ast.ts';
import type { FeelContext, FeelTypes, FeelValue, Run } from './values.ts';

/** The variables of an evaluation: plain JSON, or values of FEEL by name. */
export type FeelScope = JsonObject | FeelContext;
/** One evaluation's variables, with the lists and objects of JSON already turned into values. */
export type Scope = { readonly run: Run; readonly input: FeelScope; readonly types: FeelTypes; converted: Map<Json, FeelValue> | undefined };
/** A local value and those around it; the outermost holds none. */
export type Env = { readonly value: FeelValue; readonly up: Env | undefined; readonly scope: Scope };
/** A compiled node. */
export type Code = (env: Env) => FeelValue;

/** The names around a node while it is compiled; an item has no name, its fields are names. */
export type Place = { readonly name: string | undefined; readonly up: Place } | undefined;
export type Compiler = { readonly compile: (node: Node, place: Place) => Code; readonly types: FeelTypes };

export const bind = (value: FeelValue, up: Env): Env => ({ value, up, scope: up.scope });
export const rootEnv = (run: Run, input: FeelScope, types: FeelTypes): Env => ({
  value: null,
  up: undefined,
  scope: { run, input, types, converted: undefined },
});
export const place = (name: string | undefined, up: Place): Place => ({ name, up });
export const placeAll = (names: readonly string[], up: Place): Place => names.reduce<Place>((here, name) => place(name, here), up);
