/** A gate that did not answer is left alone for a while, so that one dead line does not hold up everything that waits behind it. */
import type { MessageGate, Taken } from '../kernel/notice/notice.ts';

const restMs = 30_000;

export function resting(gate: MessageGate, clock: () => number = Date.now): MessageGate {
  let awayUntil = 0;
  const send: MessageGate['send'] = async (message) => {
    if (clock() < awayUntil) return { is: 'resting' };
    const taken = await gate.send(message).catch((): Taken => ({ is: 'away', why: 'gate-broke' }));
    awayUntil = taken.is === 'away' ? clock() + restMs : 0;
    return taken;
  };
  const { ask } = gate;
  if (ask === undefined) return { send };
  return {
    send,
    ask: async (key, to) => {
      if (clock() < awayUntil) return 'away';
      const arrival = await ask(key, to).catch(() => 'away' as const);
      if (arrival === 'away') awayUntil = clock() + restMs;
      return arrival;
    },
  };
}
