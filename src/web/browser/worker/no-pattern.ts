/** Stands for the linear-time patterns in the worker: a form arrives here with its patterns as text, `device.ts: formOf` reads them. */
export const RE2JS = { compile: (): never => unreadable() };
function unreadable(): never {
  throw new Error('patterns are read by the browser');
}
