/** Throwing and ending events: a token reaches one and something is sent, raised, undone or ended. */
import type { Element, EndEvent, ThrowEvent } from './process.ts';
import type { Run } from './run.ts';
import { change, checkLater, clear, place, raise } from './run.ts';
import type { Node } from './state.ts';
import { mapInputs, textOf } from './step-data.ts';
import { end, leaveEvent, spreadSignal, throwError, throwEscalation } from './step-event.ts';
import { undo } from './step-undo.ts';

/** A token is at a throwing or ending event; `node` holds it while the event does its work. */
export function throwFrom(run: Run, entered: Node, event: ThrowEvent | EndEvent): undefined {
  const node = mapInputs(run, entered, event.inputs);
  if (node === undefined) return;
  const { effect } = event;
  const data = node.vars ?? {};
  switch (effect.does) {
    case 'none':
      return leaveEvent(run, node, event);
    case 'message': {
      const name = textOf(run, node, effect.message.name);
      if (name === undefined) return;
      const correlation = effect.message.correlation === undefined ? undefined : textOf(run, node, effect.message.correlation);
      if (effect.message.correlation !== undefined && correlation === undefined) return;
      run.effects.push({ do: 'send-message', ...place(node.id, node.at, node.of), name, data, ...(correlation === undefined ? {} : { correlation }) });
      return leaveEvent(run, node, event);
    }
    case 'job': {
      const type = textOf(run, node, effect.type);
      if (type === undefined) return;
      change(run, node, { is: 'job' });
      const { headers, retries } = effect;
      run.effects.push({
        do: 'open-job',
        ...place(node.id, node.at, node.of),
        name: event.name,
        type,
        retries,
        headers,
        extensions: event.extensions,
        input: data,
      });
      return;
    }
    case 'signal': {
      const name = textOf(run, node, effect.name);
      if (name === undefined) return;
      run.effects.push({ do: 'throw-signal', ...place(node.id, node.at, node.of), name, data });
      spreadSignal(run, name, data);
      return leaveEvent(run, node, event);
    }
    case 'error': {
      const code = textOf(run, node, effect.code);
      if (code === undefined) return;
      if (!throwError(run, node, code, data)) raise(run, node, { code: 'error-not-caught', text: `Nothing catches the error '${code}'.`, from: 'enter' });
      return;
    }
    case 'escalation': {
      const code = textOf(run, node, effect.code);
      if (code === undefined) return;
      if (!throwEscalation(run, node, code, data)) run.effects.push({ do: 'escalate', ...place(node.id, node.at, node.of), code });
      return leaveEvent(run, node, event);
    }
    case 'compensation':
      return undo(run, node, event, effect.activity);
    case 'terminate':
      return terminate(run, node, event);
  }
}

function terminate(run: Run, node: Node, event: Element): undefined {
  run.lastEnd = event.id;
  const holder = node.in ?? node.id;
  if (run.nodes.get(holder)?.in === undefined) return end(run, 'terminated');
  clear(run, holder);
  checkLater(run, holder);
}
