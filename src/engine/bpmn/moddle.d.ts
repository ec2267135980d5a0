/** The part of bpmn-moddle we use; the package brings no types at its door. */
declare module 'bpmn-moddle' {
  /** One element of a diagram: declared properties by name, foreign attributes in `$attrs`, foreign children in `$children`. */
  export type Moddle = {
    readonly $type: string;
    readonly $attrs: Readonly<Record<string, string>>;
    readonly $parent?: Moddle;
    readonly $children?: readonly Moddle[];
    readonly $body?: string;
    readonly id?: string;
    $instanceOf?(type: string): boolean;
    get?(name: string): unknown;
    set?(name: string, value: unknown): void;
  };
  export type Reference = { readonly element: Moddle; readonly property: string; readonly id: string };
  export type Warning = { readonly message: string };
  export class BpmnModdle {
    constructor(packages?: Readonly<Record<string, unknown>>);
    fromXML(xml: string): Promise<{
      readonly rootElement: Moddle;
      readonly warnings: readonly Warning[];
      readonly references: readonly Reference[];
      readonly elementsById: Readonly<Record<string, Moddle>>;
    }>;
    toXML(element: Moddle, options?: { readonly format?: boolean; readonly preamble?: boolean }): Promise<{ readonly xml: string }>;
  }
}
