/** Gateways and events from the model. */
import type { Moddle } from 'bpmn-moddle';
import type { Element, Flow, InclusiveGateway } from './process.ts';
import type { Common } from './read-activity.ts';
import { definitionOf, isLink, refusesParallelMultiple, throwOf, triggerOf } from './read-event.ts';
import type { Reader } from './read-part.ts';
import { child, flag, idOf, mappings, notSupported, report, text, zeebe } from './read-part.ts';

/** Which kind of scope an element lies in. */
export type ScopeKind = 'process' | 'sub-process' | 'event-sub-process';

export function defaultOf(reader: Reader, member: Moddle, common: Common): Flow | undefined {
  const ref = child(member, 'default');
  if (ref === undefined) return undefined;
  const flow = common.outgoing.find((one) => one.id === idOf(ref));
  if (flow === undefined)
    report(reader, common.id, {
      code: 'bad-default',
      message: 'The default flow does not leave this element.',
      repair: 'Choose one of its own outgoing flows.',
    });
  return flow;
}

export function gateway(reader: Reader, member: Moddle, common: Common): Element | undefined {
  const otherwise = defaultOf(reader, member, common);
  const withDefault = otherwise === undefined ? {} : { otherwise };
  switch (member.$type) {
    case 'bpmn:ExclusiveGateway':
    case 'bpmn:InclusiveGateway': {
      const open = common.outgoing.filter((flow) => flow.condition === undefined && flow !== otherwise);
      if (common.outgoing.length > 1 && open.length > 0) {
        report(reader, common.id, {
          code: 'missing-condition',
          message: `The flow ${open[0]?.id ?? ''} has no condition and is not the default.`,
          repair: 'Give it a condition or make it the default.',
        });
      }
      if (member.$type === 'bpmn:ExclusiveGateway') return { ...common, kind: 'exclusive', ...withDefault };
      const inclusive: InclusiveGateway = { ...common, kind: 'inclusive', ...withDefault, upstream: new Map() };
      return inclusive;
    }
    case 'bpmn:ParallelGateway':
      return { ...common, kind: 'parallel' };
    case 'bpmn:EventBasedGateway':
      if (flag(member, 'instantiate') || text(member, 'eventGatewayType') === 'Parallel')
        notSupported(reader, common.id, 'An event-based gateway that starts the process', 'Use message start events.');
      return { ...common, kind: 'event-gateway' };
    default:
      notSupported(reader, common.id, `The element ${member.$type}`, 'Use exclusive, parallel, inclusive or event-based gateways.');
      return undefined;
  }
}

export function event(reader: Reader, member: Moddle, common: Common, kind: ScopeKind): Element | undefined {
  if (refusesParallelMultiple(member)) notSupported(reader, common.id, 'A parallel multiple event', 'Use a parallel gateway and several events.');
  const outputs = mappings(reader, member, 'outputParameters');
  const inputs = mappings(reader, member, 'inputParameters');
  switch (member.$type) {
    case 'bpmn:StartEvent': {
      if (common.incoming.length > 0)
        report(reader, common.id, { code: 'bad-flow', message: 'A start event cannot have incoming flows.', repair: 'Lead them to the element behind it.' });
      const trigger =
        kind === 'sub-process'
          ? triggerOf(reader, member, 'process start')
          : triggerOf(reader, member, kind === 'process' ? 'process start' : 'event sub-process start');
      const form = zeebe(member, 'FormDefinition');
      const formName = text(form, 'formId') ?? text(form, 'formKey') ?? text(form, 'externalReference');
      return {
        ...common,
        kind: 'start',
        trigger,
        outputs,
        isInterrupting: kind !== 'event-sub-process' || flag(member, 'isInterrupting', 'true'),
        ...(formName === undefined ? {} : { form: formName }),
      };
    }
    case 'bpmn:IntermediateCatchEvent':
      return isLink(definitionOf(reader, member))
        ? { ...common, kind: 'link', link: linkName(reader, member) }
        : { ...common, kind: 'catch', trigger: triggerOf(reader, member, 'catch'), outputs };
    case 'bpmn:IntermediateThrowEvent': {
      const definition = definitionOf(reader, member);
      if (isLink(definition)) return { ...common, kind: 'link', link: linkName(reader, member), target: '' };
      return { ...common, kind: 'throw', effect: throwOf(reader, member, 'throw'), inputs, outputs };
    }
    case 'bpmn:EndEvent':
      if (common.outgoing.length > 0)
        report(reader, common.id, { code: 'bad-flow', message: 'An end event cannot have outgoing flows.', repair: 'Remove them.' });
      return { ...common, kind: 'end', effect: throwOf(reader, member, 'end'), inputs, outputs };
    default:
      notSupported(reader, common.id, `The element ${member.$type}`, 'Use another element.');
      return undefined;
  }
}

const linkName = (reader: Reader, member: Moddle): string => text(definitionOf(reader, member), 'name') ?? '';
