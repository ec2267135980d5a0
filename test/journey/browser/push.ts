/** A message by web push in a real browser: switched on by a button, sealed by the server, opened and shown by the page's own worker. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Stage } from '../../kit/browser.ts';
import { textOf } from '../../kit/browser.ts';
import { openPost } from '../../kit/post.ts';
import type { PushService } from '../../kit/push-service.ts';
import { openPushService } from '../../kit/push-service.ts';
import { anXuan, apply, birth, receive } from '../../kit/walk.ts';

/** The maker's push service is out of reach here: the browser is given another one, everything else is its own. */
const otherService = ({ endpoint, keys }: PushService): string => `
  const subscription = { endpoint: '${endpoint}/phone', toJSON: () => (${JSON.stringify({ endpoint: `${endpoint}/phone`, keys })}), unsubscribe: async () => true };
  let current = null;
  PushManager.prototype.getSubscription = async () => current;
  PushManager.prototype.subscribe = async (options) => {
    if (options.userVisibleOnly !== true || typeof options.applicationServerKey !== 'string' || options.applicationServerKey.length < 80) throw new TypeError('no key');
    return (current = subscription);
  };`;

export async function toldByPush({ site, enter }: Stage): Promise<void> {
  const service = await openPushService();
  await openPost(site.world, [service.endpoint]);
  const page = await enter({ width: 360, worker: 'on', browser: 'whole' }, 'cong-dan-an');
  await page.context().grantPermissions(['notifications'], { origin: site.url });
  await page.addInitScript(otherService(service));
  await page.goto(`${site.url}/thong-bao/cach-nhan`);
  assert.match(await textOf(page, 'main'), /Chưa có thiết bị nào/);
  await Promise.all([page.waitForEvent('load'), page.locator('#push').click()]);
  assert.doesNotMatch(await textOf(page, 'main'), /Chưa có thiết bị nào/);

  const code = await receive(await site.as(anXuan.receptionist), await apply(await site.as('cong-dan-an'), birth));
  await site.world.work();
  const messages = service.pushed.map(({ body }) => service.opened(body));
  assert.equal(messages.length, 2, 'filed and received');
  // The same one again, as services do after a broken line; and one that cannot be read: a browser takes the permission away from silent ones.
  // The same one again, as services do after a broken line; and one that cannot be read: a browser takes the permission away from silent ones.
  const shown = await shownAfter(page, site.url, [...messages, messages[1] ?? '', '{"tag":']);
  assert.equal(shown.length, 3, 'one on the screen for each');
  assert.equal(shown.filter(({ body, link }) => body.includes(code) && link.startsWith(`${site.url}/`)).length, 2, JSON.stringify(shown));
}

/** As the maker's service hands a message to the browser. */
async function deliver(page: Page, origin: string, data: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const registered = new Promise<string>((done) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [one] = registrations;
      if (one !== undefined) done(one.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.deliverPushMessage', { origin, registrationId: await registered, data });
  await session.detach();
}

type Shown = { readonly body: string; readonly tag: string; readonly link: string };

/** All are shown some time after they were delivered. Chromium forgets a message it is asked about after it was noted and before it is on the screen, so nothing asks meanwhile; if a slow machine was asked too early, all are delivered again and given twice the time. */
async function shownAfter(page: Page, origin: string, messages: readonly string[]): Promise<readonly Shown[]> {
  let shown: readonly Shown[] = [];
  for (let pause = 500; pause <= 16_000; pause *= 2) {
    for (const message of messages) await deliver(page, origin, message);
    await page.waitForTimeout(pause);
    shown = (await page.evaluate(
      'navigator.serviceWorker.ready.then((one) => one.getNotifications()).then((all) => all.map(({ body, tag, data }) => ({ body, tag, link: String(data) })))',
    )) as readonly Shown[];
    if (shown.some(({ tag }) => tag === 'cuaso') && shown.length >= 3) break;
  }
  return shown;
}
