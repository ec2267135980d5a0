/** Stands for the FEEL engine in the worker: rich conditions belong to the server, which asks again. */
export const evaluate = (): { readonly refused: 'bad-request' } => ({ refused: 'bad-request' });
export const parseFeel = evaluate;
export const toJson = (): null => null;
export const reads = (): readonly string[] => [];
export const fromJson = (): null => null;
