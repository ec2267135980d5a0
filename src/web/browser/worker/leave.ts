/** Signing out: everything of whoever leaves goes from this device at once, with a line or without; what others never sent waits for them. */
import { all, drop, note, setNote, wipe } from './store.ts';

/** Set while the office has not heard of it: until then its answers may still be meant for whoever has left. */
const pending = 'leave';

export async function unsentOf(who: string | undefined): Promise<number> {
  return (await all('box')).filter((item) => item.who === who && item.state.is !== 'received').length;
}

/** Response: the office's own answer, which empties the browser's store as well. left: the office knows, cases of others stayed. later: the office is told when there is a line. */
export async function leaveDevice(request: Request, who: string | undefined): Promise<Response | 'left' | 'later'> {
  await wipe(who);
  const isAlone = (await all('box')).length === 0;
  await setNote(pending, true);
  const answer = await (isAlone ? fetch(request) : tellOffice()).catch(() => undefined);
  if (answer === undefined || !isDone(answer)) return 'later';
  // The office's own answer may be emptying the store at this moment; told again it does no harm.
  const noted = drop('note', pending).catch(() => undefined);
  if (isAlone) return answer;
  await noted;
  return 'left';
}

/** Before the office is asked for anything of a person; true when it heard of it just now. Throws as long as it cannot be told. */
export async function settleLeave(): Promise<boolean> {
  if ((await note(pending)) === undefined) return false;
  if (!isDone(await tellOffice())) throw new Error('still signed in');
  await drop('note', pending);
  return true;
}

/** The office ends the session and leaves this store alone. */
const tellOffice = (): Promise<Response> =>
  fetch('/dang-xuat', { method: 'POST', body: new URLSearchParams(), headers: { 'x-keeps-store': '1' }, redirect: 'manual' });

/** It sends everybody who left to another page; a captive portal or a server being restarted has not heard. */
const isDone = (answer: Response): boolean => answer.type === 'opaqueredirect' || answer.status === 303 || answer.redirected;
