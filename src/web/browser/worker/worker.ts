/** The service worker: with a line it stays out of the way; without one it shows the same pages and keeps what is submitted until the office has it. */
import { openPushed, showPushed } from '../push-shown.ts';
import type { Asked } from './answer.ts';
import { aheadFiles } from './answer.ts';
import { boxAnswer, boxFile } from './box.ts';
import type { Desk } from './filing.ts';
import { doneWith, isOwnKey, newForm, openAgain, posted } from './filing.ts';
import { handbookAnswer, isHandbook, keepHandbook } from './handbook.ts';
import { isDayOld, isFresh, isKeepable, keepFacts, keepPage, keepSheet, seenAnswer } from './keep.ts';
import { leaveDevice, settleLeave, unsentOf } from './leave.ts';
import { marked } from './mark.ts';
import { sendAll, sendOne } from './send.ts';
import type { KeptFacts, Look } from './store.ts';
import { drop, get, note, put, setNote } from './store.ts';

declare const self: ServiceWorkerGlobalScope;

const shelf = 'cuaso-tinh';

self.addEventListener('install', (event) => {
  // The newest worker takes over at once: it and the pages speak through addresses and forms alone, so no page can be left behind.
  event.waitUntil(Promise.all([self.skipWaiting(), caches.open(shelf).then((cache) => cache.addAll([...aheadFiles]))]));
});
self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([self.clients.claim(), tidyShelf()]));
});
self.addEventListener('sync', (event) => {
  (event as ExtendableEvent).waitUntil(sendAll('force'));
});
self.addEventListener('push', (event) => {
  event.waitUntil(showPushed(self.registration, event.data?.text()));
});
self.addEventListener('notificationclick', (event) => {
  event.waitUntil(openPushed(self.clients, event.notification, self.location.origin));
});
self.addEventListener('message', (event) => {
  const { look, send, keep }: { look?: Look; send?: true | 'due'; keep?: string } = event.data ?? {};
  if (look !== undefined) event.waitUntil(setNote('look', look));
  if (keep !== undefined) event.waitUntil(prepare(keep));
  if (look !== undefined && event.source instanceof WindowClient && isHandbook(new URL(event.source.url).pathname))
    event.waitUntil(keepHandbook(look).catch(() => undefined));
  if (send !== undefined) event.waitUntil(send === 'due' ? sendAll('calm') : sendTwice());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  const isPart = request.headers.get('x-part') === '1';
  const isPage = request.mode === 'navigate' || isPart;
  if (request.method === 'GET' && url.pathname.startsWith('/tinh/')) return event.respondWith(fromShelf(request));
  // Somebody comes or goes: what this device believes about its owner is asked anew.
  if (/^\/(?:dang-nhap|demo\/sign-in|moi)(?:\/|$)/.test(url.pathname)) event.waitUntil(drop('note', 'facts').catch(() => undefined));
  // What is saved there stands in the server's form: the next one comes from it.
  if (request.method === 'POST' && /^\/(?:nop|nhap)\//.test(url.pathname)) event.waitUntil(aged().catch(() => undefined));
  if (!isPage || (request.method !== 'GET' && !isOwnPost(url.pathname))) return;
  const later = (work: Promise<unknown>): void => event.waitUntil(work.catch(() => undefined));
  event.respondWith(answerAfterLeave({ request, asked: { url, isPart, keeps: request.headers.get('x-keeps') === '1' }, later }));
});

/** What was submitted anywhere else is none of the worker's business. */
const isOwnPost = (path: string): boolean => /^\/(?:nop\/[\w-]+|hang-gui|dang-xuat|tra-cuu)$/.test(path);

/** Whoever has signed out without a line is signed out before anything else is asked for. */
async function answerAfterLeave(visit: Visit): Promise<Response> {
  const { pathname, searchParams } = visit.asked.url;
  try {
    await settleLeave();
  } catch {
    const isLook = searchParams.has('lang') || searchParams.has('theme');
    if (pathname !== '/dang-xuat' && !isLook) return await outboxAfter(visit, { left: 'later', status: 503 });
  }
  const answer = answerFor(visit);
  if (answer === undefined) return await fetch(visit.request);
  // A part is put into a page that has the number already.
  return visit.asked.isPart ? await answer : await marked(await answer);
}

/** The first moment of a new line often carries nothing yet, and the page that heard of it is drawn anew after the first try. */
async function sendTwice(): Promise<void> {
  await sendAll('force');
  await new Promise((done) => setTimeout(done, 3000));
  await sendAll('force');
}

type Visit = { readonly request: Request; readonly asked: Asked; readonly later: (work: Promise<unknown>) => void };

/** Undefined: the server's alone. */
function answerFor(visit: Visit): Promise<Response> | undefined {
  const { request, asked } = visit;
  const { pathname, searchParams } = asked.url;
  // What an address asks beyond the service itself, such as filing for somebody else, only the server can answer.
  const isOwn = [...searchParams.keys()].every((name) => ['mo', 'lang', 'theme'].includes(name));
  const service = isOwn ? /^\/nop\/([\w-]+)$/.exec(pathname)?.[1] : undefined;
  if (request.method === 'POST') {
    if (service !== undefined) return file(visit, service);
    if (pathname === '/hang-gui') return press(visit);
    if (pathname === '/dang-xuat') return leave(visit);
    if (pathname === '/tra-cuu') return look(visit);
    return undefined;
  }
  if (request.method !== 'GET') return undefined;
  visit.later(sendAll('calm'));
  if (searchParams.has('lang') || searchParams.has('theme')) return withLook(visit);
  if (pathname === '/hang-gui') return outbox(visit, searchParams.get('giu') ?? undefined);
  if (pathname === '/hang-gui/tep') return factsNow().then((kept) => boxFile(kept?.owner?.who));
  if (service !== undefined) return form(visit, service);
  if (isHandbook(pathname)) return handbook(visit);
  if (isKeepable(pathname)) return keepable(visit);
  if (/^\/(?:demo|hang-gui\/|moi\/|api\/|ban-lam-viec|ho-so\/|tiep-nhan|khay-ky|dieu-hanh|quan-tri)/.test(pathname)) return undefined;
  return fetch(request).catch(() => outboxAfter(visit, { missing: true, status: 503 }));
}

const facts = (): Promise<KeptFacts | undefined> => note<KeptFacts>('facts');
/** Before anything typed is handed out: with a line the server says who is signed in, without one this device's own belief must do. */
const factsNow = (): Promise<KeptFacts | undefined> => keepFacts().catch(facts);
/** What is known of the person is asked anew at the next opening; without a line it serves on. */
async function aged(): Promise<void> {
  const known = await facts();
  if (known !== undefined) await setNote('facts', { ...known, isOld: true });
}
const lookNow = async (): Promise<Look> => (await note<Look>('look')) ?? { lang: 'vi', theme: 'light' };

async function outboxAfter({ asked }: Visit, more: Parameters<typeof boxAnswer>[3] = {}): Promise<Response> {
  return await boxAnswer(asked, await lookNow(), await facts(), more);
}

/** `wanted`: a service to be kept, asked for by its page. */
async function outbox(visit: Visit, wanted: string | undefined): Promise<Response> {
  if (wanted !== undefined) {
    const isKept = await prepare(wanted).then(
      () => true,
      () => false,
    );
    if (isKept) return Response.redirect('/hang-gui', 303);
  }
  if ((await facts()) === undefined) {
    // Somebody has just signed in: what waited for that goes now.
    const known = await keepFacts().catch(() => undefined);
    if (known?.owner !== undefined) visit.later(sendAll('force'));
  }
  return await outboxAfter(visit, wanted === undefined ? {} : { missing: true });
}

/** The other language or theme: a page of the server sets the cookie; the worker follows. */
async function withLook(visit: Visit): Promise<Response> {
  const { searchParams } = visit.asked.url;
  const now = await lookNow();
  const lang = searchParams.get('lang');
  const theme = searchParams.get('theme');
  await setNote('look', { lang: lang === 'vi' || lang === 'en' ? lang : now.lang, theme: theme === 'dark' || theme === 'light' ? theme : now.theme });
  return await fetch(visit.request).catch(async () => {
    const plain = new URL(visit.asked.url);
    plain.searchParams.delete('lang');
    plain.searchParams.delete('theme');
    return Response.redirect(plain.href, 303);
  });
}

async function deskFor({ asked }: Visit, service: string): Promise<Desk | undefined> {
  const [kept, known, shown] = await Promise.all([get('sheet', service), facts(), lookNow()]);
  return kept === undefined || known?.owner === undefined ? undefined : { asked, look: shown, facts: known, kept };
}

/** From the device when it knows this hour's facts and the visit goes on; otherwise from the server, and from the device when the line is down. */
async function form(visit: Visit, service: string): Promise<Response> {
  const again = visit.asked.url.searchParams.get('mo') ?? '';
  if (again !== '') await factsNow();
  const desk = await deskFor(visit, service);
  const item = again === '' ? undefined : await get('box', again);
  if (desk !== undefined && item !== undefined && item.who === desk.facts.owner?.who) return await openAgain(await renewed(desk), item);
  const isEnough = desk !== undefined && isFresh(desk.facts) && !isDayOld(desk.kept) && desk.facts.owner?.ahead?.includes(service) !== true;
  if (isEnough && (await isGoingOn())) return await newForm(desk);
  try {
    const answer = await fetch(visit.request);
    if (answer.ok && !answer.redirected) visit.later(prepare(service));
    return answer;
  } catch {
    return desk === undefined ? await outboxAfter(visit, { missing: true, status: 503 }) : await newForm(desk);
  }
}

/** Somebody comes from a page of this site. After the browser was closed the session may be gone and somebody else may sit here: the server is asked. */
const isGoingOn = async (): Promise<boolean> => (await self.clients.matchAll({ type: 'window', includeUncontrolled: true })).length > 0;

/** A form that is opened again after a change of the service is the new one. */
async function renewed(desk: Desk): Promise<Desk> {
  const kept = await keepSheet(desk.kept.id).catch(() => undefined);
  return kept === undefined ? desk : { ...desk, kept };
}

/** For the next time: the service and what is known of the person. Who saves data is not made to pay for it. */
async function prepare(service: string): Promise<void> {
  const [kept, known] = await Promise.all([get('sheet', service), facts()]);
  const isHere = kept !== undefined && !isDayOld(kept);
  if (!isHere) await keepSheet(service);
  if (!isHere || !isFresh(known) || known.owner?.fields[service] === undefined) await keepFacts([service]);
}

/** A form was sent. One of the server's own goes there first; one of this device, or any without a line, is checked here. */
async function file(visit: Visit, service: string): Promise<Response> {
  const { request, asked } = visit;
  // The body can be read once: the copy is for the case that nobody hears the first.
  const copy = request.clone();
  const desk = await deskFor(visit, service);
  if (desk === undefined) return await fetch(request);
  const data = await copy.formData();
  const key = String(data.get('_key') ?? '');
  const isSubmission = data.get('_declare') === 'true';
  if (!isOwnKey(key) && !isSubmission) {
    try {
      const answer = await fetch(request);
      // Facts that were asked for meanwhile may not know of it.
      await aged().catch(() => undefined);
      return answer;
    } catch {
      // Nothing was heard: this device goes on.
    }
  }
  const result = await posted(desk, data);
  if (result instanceof Response) return result;
  await put('box', result);
  await doneWith(result.key);
  const { item, receipt } = await sendOne(result, 'part');
  if (item.state.is === 'received') {
    await drop('box', item.key);
    if (asked.isPart && receipt !== undefined) return receipt;
    return Response.redirect(`/da-nop/${item.state.tracking}`, 303);
  }
  if (item.state.is === 'review') return await openAgain(desk, item);
  return asked.isPart ? await outboxAfter(visit, { justKept: item }) : Response.redirect('/hang-gui', 303);
}

/** Buttons of the outbox page. */
async function press(visit: Visit): Promise<Response> {
  const data = await visit.request.formData();
  const text = (name: string): string => String(data.get(name) ?? '');
  const item = await get('box', text('khoa'));
  const isMine = item !== undefined && item.who === (await facts())?.owner?.who;
  if (data.has('gui')) {
    await keepFacts().catch(() => undefined);
    await sendAll('force');
  } else if (data.has('bo')) await drop('sheet', text('bo'));
  else if (isMine && data.has('xoa')) await drop('box', item.key);
  else if (isMine && data.has('mo')) return Response.redirect(`/nop/${item.service.id}?mo=${encodeURIComponent(item.key)}`, 303);
  return Response.redirect('/hang-gui', 303);
}

/** Signing out wipes the device; what was never sent is not wiped without a word. */
async function leave(visit: Visit): Promise<Response> {
  const copy = visit.request.clone();
  const who = ((await facts()) ?? (await factsNow()))?.owner?.who;
  const isForced = (await copy.formData().catch(() => new FormData())).get('xoa') === '1';
  if (!isForced && (await unsentOf(who)) > 0) return await outboxAfter(visit, { leaving: true });
  const look = await lookNow();
  const answer = await leaveDevice(visit.request, who);
  if (answer instanceof Response) return answer;
  await setNote('look', look);
  return await outboxAfter(visit, { left: answer });
}

/** A look-up by code: the last answer stays, without a line it is shown with its hour. It holds no personal data. */
async function look(visit: Visit): Promise<Response> {
  const copy = visit.request.clone();
  const data = await copy.formData();
  const path = `/tra-cuu#${await mark(`${String(data.get('ma') ?? '').replace(/\s/g, '')}/${data.get('so_cuoi')}`)}`;
  try {
    const answer = await fetch(visit.request);
    if (answer.ok) visit.later(keepPage(path, answer.clone()));
    return answer;
  } catch {
    return (await seenAnswer(path, await lookNow())) ?? (await outboxAfter(visit, { missing: true, status: 503 }));
  }
}

const mark = async (text: string): Promise<string> =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))].map((one) => one.toString(16).padStart(2, '0')).join('');

async function keepable(visit: Visit): Promise<Response> {
  const path = `${visit.asked.url.pathname}${visit.asked.url.search}`;
  try {
    const answer = await fetch(visit.request);
    if (answer.ok && !answer.redirected) visit.later(keepPage(path, answer.clone()));
    return answer;
  } catch {
    return (await seenAnswer(path, await lookNow())) ?? (await outboxAfter(visit, { missing: true, status: 503 }));
  }
}

async function handbook(visit: Visit): Promise<Response> {
  const { url } = visit.asked;
  try {
    const answer = await fetch(visit.request);
    if (answer.ok && !answer.redirected) {
      visit.later(keepPage(`${url.pathname}${url.search}`, answer.clone()));
      visit.later(lookNow().then(keepHandbook));
    }
    return answer;
  } catch {
    return (await handbookAnswer(url, await lookNow())) ?? (await outboxAfter(visit, { missing: true, status: 503 }));
  }
}

async function fromShelf(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? (await fetch(request));
}

/** Files of earlier workers leave; what open pages still ask for comes from the server or its cache. */
async function tidyShelf(): Promise<void> {
  const cache = await caches.open(shelf);
  for (const request of await cache.keys()) if (!aheadFiles.includes(new URL(request.url).pathname)) await cache.delete(request);
}
