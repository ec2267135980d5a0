/** What a test file opened is closed in the opposite order: pages before their world, a world before its database. */
import { after } from 'node:test';

const open: (() => Promise<unknown>)[] = [];
after(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** The same close for whoever is done earlier: however often it is called, it happens once. */
export function atEnd(close: () => Promise<unknown>): () => Promise<void> {
  let closed: Promise<unknown> | undefined;
  const once = async (): Promise<void> => {
    closed ??= close();
    await closed;
  };
  open.push(once);
  return once;
}
