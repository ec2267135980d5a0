/** A file whose text is made from the code. */
export type Page = { readonly path: string; readonly text: string };
