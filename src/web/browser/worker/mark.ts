/** On every page a person sees: how much waits on this device. */
import { withMark } from '../../portal/outbox-mark.ts';
import type { KeptFacts } from './store.ts';
import { all, count, note } from './store.ts';

/** What the signed-in person has still to send, or to look at again. */
async function waitingNow(): Promise<number> {
  // Counting touches no photograph: most devices hold nothing.
  if ((await count('box')) === 0) return 0;
  const who = (await note<KeptFacts>('facts'))?.owner?.who;
  return (await all('box')).filter((item) => item.who === who && item.state.is !== 'received').length;
}

/** The answer as it came, with the number in its bar when there is one. */
export async function marked(answer: Response): Promise<Response> {
  if (answer.type === 'opaqueredirect' || answer.headers.get('Content-Type')?.startsWith('text/html') !== true) return answer;
  const waiting = await waitingNow().catch(() => 0);
  if (waiting === 0) return answer;
  const headers = new Headers(answer.headers);
  // The text is unpacked by now.
  headers.delete('Content-Encoding');
  headers.delete('Content-Length');
  return new Response(withMark(await answer.text(), waiting), { status: answer.status, statusText: answer.statusText, headers });
}
