/** For the service worker: shows a message that came by push, and opens where it leads. The same message twice is one on the screen, by its tag. */

export type PushedMessage = { readonly tag: string; readonly title: string; readonly text: string; readonly link: string };

/** What the server encrypted; undefined for anything else. */
export function readPushed(data: string | undefined): PushedMessage | undefined {
  try {
    const { tag, title, text, link }: Partial<Record<keyof PushedMessage, unknown>> = JSON.parse(data ?? '');
    return [tag, title, text, link].every((one) => typeof one === 'string')
      ? { tag: String(tag), title: String(title), text: String(text), link: String(link) }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Only addresses of this very site are opened. */
export const placeOf = (link: string, origin: string): string => (URL.canParse(link) && new URL(link).origin === origin ? link : `${origin}/thong-bao`);

type Shows = { readonly showNotification: (title: string, options: { body: string; tag: string; data: string }) => Promise<void> };
type Opens = { readonly openWindow: (url: string) => Promise<unknown> };

/** In the worker: `onpush = (event) => event.waitUntil(showPushed(registration, event.data?.text()))`. A browser that shows nothing for a push takes the permission away, so there is always something. */
export function showPushed(registration: Shows, data: string | undefined): Promise<void> {
  const message = readPushed(data) ?? { tag: 'cuaso', title: 'Cửa Số', text: 'Có thông báo mới.', link: '' };
  return registration.showNotification(message.title, { body: message.text, tag: message.tag, data: message.link });
}

/** In the worker: `onnotificationclick = (event) => event.waitUntil(openPushed(clients, event.notification, location.origin))`. */
export function openPushed(clients: Opens, notification: { readonly data: unknown; readonly close: () => void }, origin: string): Promise<unknown> {
  notification.close();
  return clients.openWindow(placeOf(String(notification.data ?? ''), origin));
}
