/** Makes the device ready for hours without a line: after everything else has come, and not at the cost of who saves data. */

const service = (): string | undefined => /^\/nop\/([\w-]+)$/.exec(location.pathname)?.[1];

export function prepareDevice(when: 'now' | 'quiet'): void {
  const workers = navigator.serviceWorker;
  if (workers === undefined) return;
  const { connection } = navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } };
  if (when === 'quiet' && connection?.saveData === true && workers.controller === null) return;
  const start = async (): Promise<void> => {
    await workers.register('/may.js', { updateViaCache: 'all' });
    const { active } = await workers.ready;
    const { lang, dataset } = document.documentElement;
    active?.postMessage({
      look: { lang: lang === 'en' ? 'en' : 'vi', theme: dataset.theme === 'dark' ? 'dark' : 'light' },
      keep: when === 'quiet' ? service() : undefined,
    });
  };
  const go = (): void => void start().catch(() => undefined);
  if (when === 'now') go();
  else if (document.readyState === 'complete') setTimeout(go, 500);
  else addEventListener('load', () => setTimeout(go, 500));
}

/** What waits is sent as soon as the device says that it is connected, or somebody looks at it; while the outbox is open also when a pause is over. */
export function lineIsBack(): { readonly send: () => void; readonly drawAnew: () => void } {
  const isOutbox = (): boolean => location.pathname === '/hang-gui';
  // Without a line a try only makes the pause before the next one longer, and that one may be the first to arrive.
  const ask = (send: true | 'due'): void => {
    if (navigator.onLine) navigator.serviceWorker?.controller?.postMessage({ send });
  };
  const send = (): void => ask(true);
  let left = 0;
  const drawAnew = (): void => {
    if (!isOutbox()) return;
    // Whoever has pressed something is on the way to another page, which may take long; a download does not lead away.
    if (Date.now() - left > 20_000) location.replace('/hang-gui');
    else setTimeout(drawAnew, 20_000);
  };
  const leave = (): void => {
    left = Date.now();
  };
  addEventListener('online', send);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') send();
  });
  // The outbox stands here, or was put here in place of a form. Other pages do without: some browsers keep no page for going back that wants to know when it is left.
  const watch = (): void => {
    if (!isOutbox()) return;
    addEventListener('beforeunload', leave);
    ask('due');
  };
  watch();
  setInterval(watch, 5000);
  navigator.serviceWorker?.addEventListener('message', ({ data }) => {
    if (data?.outbox === 'changed') drawAnew();
  });
  return { send, drawAnew };
}
