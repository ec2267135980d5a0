/** The worker's own store: what waits to be sent, services kept, filings under way, pages seen, and a few notes. All of it is wiped when somebody signs out. */
import type { DeviceFacts, ServiceSheet, Typed } from '../../portal/device.ts';
import type { BoxFile, OutboxItem } from '../../portal/outbox.ts';
import { keptFilesName } from '../kept-file.ts';

/** What was typed and attached under one key, until it is submitted. */
export type Work = {
  readonly key: string;
  readonly service: string;
  readonly who: string;
  readonly fields: readonly Typed[];
  readonly files: readonly BoxFile[];
  readonly at: number;
};
export type KeptSheet = { readonly id: string; readonly sheet: ServiceSheet; readonly at: number; readonly tag: string };
export type SeenPage = { readonly path: string; readonly text: string; readonly at: number };
/** isOld: something was saved since; with a line it is asked anew. */
export type KeptFacts = DeviceFacts & { readonly at: number; readonly isOld?: true };
export type Look = { readonly lang: 'vi' | 'en'; readonly theme: 'light' | 'dark' };

type Rooms = {
  readonly box: OutboxItem;
  readonly work: Work;
  readonly sheet: KeptSheet;
  readonly seen: SeenPage;
  readonly note: { readonly name: string; readonly value: unknown };
};
const keys = { box: 'key', work: 'key', sheet: 'id', seen: 'path', note: 'name' } as const satisfies Record<keyof Rooms, string>;
const names = Object.keys(keys) as (keyof Rooms)[];

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((done, fail) => {
    const asked = indexedDB.open('cuaso', 1);
    asked.onupgradeneeded = () => {
      for (const name of names) asked.result.createObjectStore(name, { keyPath: keys[name] });
    };
    asked.onsuccess = () => {
      // Erased from outside, for example by signing out: the next one who asks makes it anew.
      asked.result.onversionchange = () => forget(asked.result);
      asked.result.onclose = () => forget(asked.result);
      done(asked.result);
    };
    asked.onerror = () => fail(asked.error);
  });
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

function forget(database: IDBDatabase): void {
  database.close();
  opened = undefined;
}

async function ask<T>(room: keyof Rooms, mode: IDBTransactionMode, question: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  return await new Promise((done, fail) => {
    const deed = database.transaction(room, mode);
    const asked = question(deed.objectStore(room));
    deed.oncomplete = () => done(asked.result);
    deed.onerror = () => fail(deed.error);
    deed.onabort = () => fail(deed.error);
  });
}

export const get = <R extends keyof Rooms>(room: R, key: string): Promise<Rooms[R] | undefined> => ask(room, 'readonly', (store) => store.get(key));
export const all = <R extends keyof Rooms>(room: R): Promise<readonly Rooms[R][]> => ask(room, 'readonly', (store) => store.getAll());
export const count = (room: keyof Rooms): Promise<number> => ask(room, 'readonly', (store) => store.count());
export const put = async <R extends keyof Rooms>(room: R, value: Rooms[R]): Promise<void> => void (await ask(room, 'readwrite', (store) => store.put(value)));
export const drop = (room: keyof Rooms, key: string): Promise<void> => ask(room, 'readwrite', (store) => store.delete(key));
const empty = (room: keyof Rooms): Promise<void> => ask(room, 'readwrite', (store) => store.clear());

export async function note<T>(name: string): Promise<T | undefined> {
  return (await get('note', name))?.value as T | undefined;
}
export const setNote = (name: string, value: unknown): Promise<void> => put('note', { name, value });

/** Everything of whoever was here goes; services are public and stay, and so does what somebody else has never sent. */
export async function wipe(who: string | undefined): Promise<void> {
  for (const item of await all('box')) if (item.who === who || item.state.is === 'received') await drop('box', item.key);
  for (const room of ['work', 'seen', 'note'] as const) await empty(room);
  indexedDB.deleteDatabase(keptFilesName);
}

/** Somebody else signed in: what was shown to the former one goes, what was never sent waits unseen for its owner. */
export async function forgetOwner(): Promise<void> {
  for (const room of ['work', 'seen'] as const) await empty(room);
  await drop('note', 'facts');
}
