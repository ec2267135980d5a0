/** The outbox page: prepares the device, asks that its store be kept, sends when the line is back, and draws anew what has changed. */
import { factsOf, writeStore } from './page.ts';
import { lineIsBack, prepareDevice } from './prepare.ts';

const facts: Readonly<Record<string, unknown>> = factsOf(document);

if (typeof facts.done === 'string') writeStore(facts.done, undefined);
prepareDevice('now');
lineIsBack();
if (facts.waiting !== undefined) {
  void navigator.storage?.persist?.();
  // Nothing goes over the line before its pause is over: the worker knows when that is.
  setInterval(() => navigator.serviceWorker?.controller?.postMessage({ send: 'due' }), 5000);
}
// What was being sent while this page was drawn may have arrived before it could listen.
if (facts.sending === true) setTimeout(() => location.replace('/hang-gui'), 2000);
// A worker that has just come answers this very address.
if (facts.install === true) navigator.serviceWorker?.addEventListener('controllerchange', () => location.reload());
