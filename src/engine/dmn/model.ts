/** A DMN model as its file says it, before anything is compiled. */

/** A typed name: a variable, a parameter, a column. `type` is the reference as written, '' when there is none. */
export type Variable = { readonly name: string; readonly type: string };

export type Boxed = { readonly line: number; readonly type: string } & (
  | { readonly is: 'literal'; readonly text: string }
  | { readonly is: 'context'; readonly entries: readonly { readonly variable: Variable | undefined; readonly value: Boxed }[] }
  | { readonly is: 'list'; readonly items: readonly Boxed[] }
  | { readonly is: 'relation'; readonly columns: readonly Variable[]; readonly rows: readonly (readonly Boxed[])[] }
  | { readonly is: 'function'; readonly kind: string; readonly parameters: readonly Variable[]; readonly body: Boxed | undefined }
  | { readonly is: 'invocation'; readonly target: Boxed; readonly bindings: readonly { readonly name: string; readonly value: Boxed | undefined }[] }
  | { readonly is: 'conditional'; readonly condition: Boxed; readonly yes: Boxed; readonly no: Boxed }
  | { readonly is: 'filter'; readonly from: Boxed; readonly match: Boxed }
  | { readonly is: 'for' | 'some' | 'every'; readonly name: string; readonly from: Boxed; readonly body: Boxed }
  | { readonly is: 'table'; readonly table: Table }
);

export type HitPolicy = 'UNIQUE' | 'FIRST' | 'PRIORITY' | 'ANY' | 'COLLECT' | 'RULE ORDER' | 'OUTPUT ORDER';
export type Aggregation = 'SUM' | 'COUNT' | 'MIN' | 'MAX';
export type TextAt = { readonly text: string; readonly line: number };
export type InputClause = { readonly label: string; readonly expression: TextAt; readonly type: string; readonly values: TextAt | undefined };
export type OutputClause = { readonly name: string; readonly type: string; readonly values: TextAt | undefined; readonly otherwise: TextAt | undefined };
export type Rule = {
  readonly id: string;
  readonly line: number;
  readonly inputs: readonly TextAt[];
  readonly outputs: readonly TextAt[];
  readonly notes: readonly string[];
};
export type Table = {
  readonly id: string;
  readonly line: number;
  readonly hitPolicy: HitPolicy;
  readonly aggregation: Aggregation | undefined;
  readonly inputs: readonly InputClause[];
  readonly outputs: readonly OutputClause[];
  readonly rules: readonly Rule[];
};

/** `namespace#id` of a required element; the name space is '' within the same file. */
export type Reference = { readonly namespace: string; readonly id: string };
type Common = { readonly id: string; readonly name: string; readonly line: number; readonly variable: Variable };
export type InputData = Common & { readonly is: 'input' };
export type Decision = Common & { readonly is: 'decision'; readonly requires: readonly Reference[]; readonly logic: Boxed | undefined };
export type Knowledge = Common & { readonly is: 'knowledge'; readonly requires: readonly Reference[]; readonly logic: Boxed | undefined };
export type Service = Common & {
  readonly is: 'service';
  readonly outputs: readonly Reference[];
  readonly encapsulated: readonly Reference[];
  readonly inputDecisions: readonly Reference[];
  readonly inputs: readonly Reference[];
};
export type DrgElement = InputData | Decision | Knowledge | Service;

export type ItemDefinition = {
  readonly name: string;
  readonly line: number;
  readonly type: string;
  readonly isList: boolean;
  readonly allowed: TextAt | undefined;
  readonly constraint: TextAt | undefined;
  readonly fields: readonly ItemDefinition[];
  readonly call: { readonly parameters: readonly Variable[]; readonly returns: string } | undefined;
};

export type Definitions = {
  readonly name: string;
  readonly namespace: string;
  readonly imports: readonly { readonly name: string; readonly namespace: string }[];
  readonly items: readonly ItemDefinition[];
  readonly elements: readonly DrgElement[];
};
