/** What only the whole process can tell: both ends of links, what stands behind an event-based gateway, references. */
import { report } from './read-part.ts';
import type { Whole } from './read-scope.ts';

/** Joins the two ends of links, and checks what only the whole can tell. */
export function linkUp(whole: Whole): void {
  const { reader, elements } = whole;
  for (const [id, element] of elements) {
    if (element.kind === 'link' && element.target !== undefined) elements.set(id, { ...element, target: linkTarget(whole, id, element.scope, element.link) });
    if (element.kind === 'event-gateway') checkEventGateway(whole, id);
    if (element.kind === 'throw' || element.kind === 'end') {
      const { effect } = element;
      if (effect.does === 'compensation' && effect.activity !== undefined && !elements.has(effect.activity))
        report(reader, id, { code: 'bad-reference', message: `There is no activity ${effect.activity}.`, repair: 'Refer to an activity of the same scope.' });
    }
    if ('isForCompensation' in element && element.isForCompensation && element.incoming.length > 0)
      report(reader, id, { code: 'bad-flow', message: 'A compensation handler cannot have incoming flows.', repair: 'Connect it by an association.' });
  }
}

function linkTarget(whole: Whole, id: string, scope: string, name: string): string {
  const found = whole.elements
    .values()
    .filter((one) => one.kind === 'link' && one.target === undefined && one.scope === scope && one.link === name)
    .toArray();
  if (found.length !== 1)
    report(whole.reader, id, {
      code: 'bad-link',
      message: `The link '${name}' has ${found.length} catching events in this scope.`,
      repair: 'Draw exactly one with the same link name.',
    });
  return found[0]?.id ?? '';
}

function checkEventGateway(whole: Whole, id: string): void {
  const gateway = whole.elements.get(id);
  if (gateway === undefined) return;
  if (gateway.outgoing.length < 2)
    report(whole.reader, id, {
      code: 'bad-gateway',
      message: 'An event-based gateway needs two or more events behind it.',
      repair: 'Add events, or remove the gateway.',
    });
  for (const flow of gateway.outgoing) {
    const target = whole.elements.get(flow.to);
    if (target?.kind !== 'catch' && target?.kind !== 'receive-task')
      report(whole.reader, id, {
        code: 'bad-gateway',
        message: `${flow.to} cannot stand behind an event-based gateway.`,
        repair: 'Use intermediate catching events or receive tasks.',
      });
    else if (target.incoming.length > 1)
      report(whole.reader, target.id, {
        code: 'bad-flow',
        message: 'An event behind an event-based gateway cannot have other incoming flows.',
        repair: 'Repeat the event.',
      });
  }
}
