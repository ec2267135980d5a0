/** The outbox page: prepares the device, asks that its store be kept, sends when the line is back, and draws anew what has changed. */
import { factsOf, writeStore } from './page.ts';
import { lineIsBack, prepareDevice } from './prepare.ts';

const facts: Readonly<Record<string, unknown>> = factsOf(document);

if (typeof facts.done === 'string') writeStore(facts.done, undefined);
prepareDevice('now');
const { send, drawAnew } = lineIsBack();
// The line may have come back before this page could hear of it. Drawn anew by itself the page keeps to the pauses between tries.
if (!document.referrer.endsWith('/hang-gui')) send();
if (facts.waiting !== undefined) void navigator.storage?.persist?.();
// What was being sent while this page was drawn may have arrived before it could listen.
if (facts.sending === true) setInterval(drawAnew, 2000);
// A worker that has just come answers this very address.
if (facts.install === true) navigator.serviceWorker?.addEventListener('controllerchange', () => location.reload());
