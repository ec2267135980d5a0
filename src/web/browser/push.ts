/** Switches on notices for this browser: the service worker's subscription is handed to the server. Does nothing where there are no workers. */
import { factsOf } from './page.ts';

const button = document.querySelector<HTMLButtonElement>('#push');
const text = document.querySelector('#push-text');
const facts = factsOf(document);

if (button !== null && 'serviceWorker' in navigator && 'PushManager' in window) void begin(button);

async function begin(on: HTMLButtonElement): Promise<void> {
  const known = await navigator.serviceWorker.getRegistration();
  if (known !== undefined && (await known.pushManager.getSubscription()) !== null) return;
  on.hidden = false;
  on.addEventListener('click', () => {
    on.disabled = true;
    subscribe()
      .then(() => location.reload())
      .catch(() => {
        on.disabled = false;
        if (text !== null) text.textContent = (Notification.permission === 'denied' ? facts.denied : facts.failed) ?? '';
      });
  });
}

async function subscribe(): Promise<void> {
  // The same worker that keeps forms without a line; asked for here only when somebody wants to be told.
  await navigator.serviceWorker.register('/may.js', { updateViaCache: 'all' });
  const worker = await navigator.serviceWorker.ready;
  const subscription = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: facts.pushKey ?? '' });
  const answer = await fetch('/thong-bao/thiet-bi', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(subscription.toJSON()),
  });
  // A browser the server does not know would wait for messages that never come.
  if (!answer.ok) {
    await subscription.unsubscribe();
    throw new Error('not taken');
  }
}
