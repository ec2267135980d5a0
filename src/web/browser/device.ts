/** The outbox page: prepares the device, asks that its store be kept, sends when the line is back, and draws anew what has changed. */
import { factsOf, writeStore } from './page.ts';
import { lineIsBack, prepareDevice } from './prepare.ts';

const facts: Readonly<Record<string, unknown>> = factsOf(document);

// Drafts on this device belonged to whoever has just left.
if (facts.left === true) localStorage.clear();
if (typeof facts.done === 'string') writeStore(facts.done, undefined);
prepareDevice('now');
const ask = lineIsBack();
// The line may have come back before this page could hear of it. Drawn anew by itself the page keeps to the pauses between tries.
if (!document.referrer.endsWith('/hang-gui')) ask(true);
if (facts.waiting !== undefined) {
  void navigator.storage?.persist?.();
  // Nothing goes over the line before its pause is over: the worker knows when that is.
  setInterval(ask, 5000, 'due');
}
let left = 0;
addEventListener('beforeunload', () => {
  left = Date.now();
});
/** Whoever has pressed something is on the way to another page, which may take long; a download does not lead away. */
function drawAnew(): void {
  if (Date.now() - left > 20_000) location.replace('/hang-gui');
  else setTimeout(drawAnew, 20_000);
}
navigator.serviceWorker?.addEventListener('message', ({ data }) => {
  if (data?.outbox === 'changed') drawAnew();
});
// What was being sent while this page was drawn may have arrived before it could listen.
if (facts.sending === true) setTimeout(drawAnew, 2000);
// A worker that has just come answers this very address.
if (facts.install === true) navigator.serviceWorker?.addEventListener('controllerchange', () => location.reload());
