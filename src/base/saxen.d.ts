/** The part of the XML tokenizer we use; the package brings no types. */
declare module 'saxen' {
  export type Place = { readonly data: string; readonly line: number; readonly column: number };
  export type Entities = (text: string) => string;
  export class Parser {
    /** Namespace uri -> prefix; element and attribute names are then given with these prefixes. */
    ns(prefixes: Readonly<Record<string, string>>): this;
    on(
      event: 'openTag',
      call: (name: string, attributes: () => Readonly<Record<string, string>>, decode: Entities, isSelfClosing: boolean, place: () => Place) => void,
    ): this;
    on(event: 'closeTag', call: (name: string, decode: Entities, isSelfClosing: boolean, place: () => Place) => void): this;
    on(event: 'text' | 'attention' | 'comment', call: (text: string, decode: Entities, place: () => Place) => void): this;
    on(event: 'cdata' | 'question', call: (text: string, place: () => Place) => void): this;
    on(event: 'error' | 'warn', call: (fault: Error, place: () => Place) => void): this;
    parse(xml: string): Error | undefined;
    /** Ends the parsing from inside an event. */
    stop(): void;
  }
}
