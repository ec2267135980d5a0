/** The outbox page: prepares the device, asks that its store be kept, sends when the line is back, and draws anew what has changed. */
import { factsOf, writeStore } from './page.ts';
import { lineIsBack, prepareDevice } from './prepare.ts';

const facts: Readonly<Record<string, unknown>> = factsOf(document);

if (typeof facts.done === 'string') writeStore(facts.done, undefined);
prepareDevice('now');
lineIsBack();
if (facts.waiting !== undefined) void navigator.storage?.persist?.();
navigator.serviceWorker?.addEventListener('message', ({ data }) => {
  if (data?.outbox === 'changed') location.reload();
});
// A worker that has just come answers this very address.
if (facts.install === true) navigator.serviceWorker?.addEventListener('controllerchange', () => location.reload());
