/** Chosen files in the store of the device, so that a closed page or a lost session loses none: until the form is received. Shared by the page and the worker. */

export type KeptFile = {
  /** Draft, box and digest: the same file chosen again is the same entry. */
  readonly key: string;
  /** Name of the draft on this device. */
  readonly draft: string;
  /** Name of the box: '_paper.birth-proof'. */
  readonly box: string;
  /** SHA-256 of the bytes in hex. */
  readonly digest: string;
  readonly name: string;
  readonly bytes: Blob;
  /** Milliseconds of the device's clock. */
  readonly at: number;
  /** The form that names it was heard: it is not put into a box again. */
  readonly isHanded?: true;
};

export const keptFilesName = 'cuaso-tep';
const room = 'tep';

/** Rejects where the browser forbids storing. Opened for each question: signing out erases it in between. */
function ask<T>(mode: IDBTransactionMode, question: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((done, fail) => {
    const asked = indexedDB.open(keptFilesName, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(room, { keyPath: 'key' });
    asked.onerror = () => fail(asked.error);
    asked.onsuccess = () => {
      const deed = asked.result.transaction(room, mode);
      const answer = question(deed.objectStore(room));
      const end = (work: () => void) => () => {
        asked.result.close();
        work();
      };
      deed.oncomplete = end(() => done(answer.result));
      deed.onabort = end(() => fail(deed.error));
    };
  });
}

export const keptFiles = (): Promise<readonly KeptFile[]> => ask('readonly', (store) => store.getAll());
export const putFile = (file: KeptFile): Promise<unknown> => ask('readwrite', (store) => store.put(file));
export const dropFile = (key: string): Promise<unknown> => ask('readwrite', (store) => store.delete(key));

export async function digestOf(bytes: ArrayBuffer): Promise<string> {
  return [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].map((one) => one.toString(16).padStart(2, '0')).join('');
}
