/** Sends one file in pieces, two on the line at a time: none waits for the answer to the one before, and a cut line costs no more than these two. Shared by the page and the worker. */

export type Sent =
  | { readonly is: 'done' }
  /** The line is down, or the server is busy: later it goes on from here. */
  | { readonly is: 'lost' }
  /** Nobody is signed in. */
  | { readonly is: 'lapsed' }
  | { readonly is: 'refused'; readonly code: string; readonly text: string };

export type Named = { readonly digest: string; readonly name: string };

const pieceBytes = 65_536;
/** Longest wait for the answer to one piece: two of them on the weakest line. */
const longestMs = 90_000;
const lanes = 2;

type Answer = { readonly missing?: readonly number[]; readonly of?: number; readonly file?: string; readonly code?: string; readonly detail?: string };
type Heard = Sent | { readonly is: 'going'; readonly missing: readonly number[] };

/** `from`: a file never sent before need not ask how far it is. `tell`: pieces that are there, of how many. */
export async function sendPieces(
  bytes: Blob,
  named: Named,
  from: 'begin' | 'go-on',
  tell: (here: number, of: number) => void = () => undefined,
): Promise<Sent> {
  const of = Math.ceil(bytes.size / pieceBytes);
  let missing = Array.from({ length: of }, (_, index) => index * pieceBytes);
  // Every further round is for what an answer lost on the way has left open.
  for (let round = from === 'begin' ? 1 : 0; round < 6; round += 1) {
    if (round !== 1) {
      const heard = await ask(bytes, named, '');
      if (heard.is !== 'going') return heard;
      // All is there and nothing is whole: the server was interrupted; any piece again wakes it.
      missing = heard.missing.length > 0 ? [...heard.missing] : [0];
    }
    tell(of - missing.length, of);
    const end = await sendAll(bytes, named, missing, (left) => tell(of - left, of));
    if (end !== undefined) return end;
    if (round > 1) await new Promise((done) => setTimeout(done, 1000 * round));
  }
  return { is: 'lost' };
}

async function sendAll(bytes: Blob, named: Named, missing: readonly number[], tell: (left: number) => void): Promise<Sent | undefined> {
  const waiting = [...missing];
  let left = missing.length;
  const ends: Sent[] = [];
  const lane = async (): Promise<void> => {
    for (let start = waiting.shift(); start !== undefined && ends.length === 0; start = waiting.shift()) {
      const heard = await ask(bytes, named, `/${start}`, await bytes.slice(start, start + pieceBytes).arrayBuffer());
      if (heard.is !== 'going') ends.push(heard);
      else {
        left -= 1;
        tell(left);
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  // What is whole stays whole, whatever the other lane has heard.
  return ends.find(({ is }) => is === 'done') ?? ends[0];
}

async function ask(bytes: Blob, { digest, name }: Named, place: string, piece?: ArrayBuffer): Promise<Heard> {
  try {
    const put: RequestInit =
      piece === undefined
        ? {}
        : {
            method: 'PUT',
            body: piece,
            headers: { 'content-digest': `sha-256=:${btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', piece))))}:` },
          };
    const answer = await fetch(`/tep/doan/${digest}${place}?ten=${encodeURIComponent(name)}&co=${bytes.size}`, {
      ...put,
      // The answers of the form go before the pictures of it.
      priority: 'low',
      signal: AbortSignal.timeout(longestMs),
    });
    // A proxy, a captive portal, a server that is being restarted: nobody has decided anything.
    if (!(answer.headers.get('content-type') ?? '').startsWith('application/json') || answer.status === 429 || answer.status >= 500) return { is: 'lost' };
    const told: Answer = await answer.json();
    if (answer.status === 401) return { is: 'lapsed' };
    if (told.code !== undefined) return { is: 'refused', code: told.code, text: told.detail ?? '' };
    return told.file === undefined ? { is: 'going', missing: told.missing ?? [] } : { is: 'done' };
  } catch {
    return { is: 'lost' };
  }
}
