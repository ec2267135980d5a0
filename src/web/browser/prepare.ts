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

/** What waits is sent as soon as the device says that it is connected, or somebody looks at it. */
export function lineIsBack(): (send: true | 'due') => void {
  // Without a line a try only makes the pause before the next one longer, and that one may be the first to arrive.
  const ask = (send: true | 'due'): void => {
    if (navigator.onLine) navigator.serviceWorker?.controller?.postMessage({ send });
  };
  addEventListener('online', () => ask(true));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') ask(true);
  });
  return ask;
}
