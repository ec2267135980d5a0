/** What a test file opened is closed in the opposite order: pages before their world, a world before its database. */
import { after } from 'node:test';

const open: (() => Promise<unknown>)[] = [];
after(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

export function atEnd(close: () => Promise<unknown>): void {
  open.push(close);
}
