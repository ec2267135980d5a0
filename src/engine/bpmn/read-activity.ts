/** Activities from the model: tasks, sub-processes, calls, and how they repeat. */
import type { Moddle } from 'bpmn-moddle';
import { fixedText } from './formula.ts';
import type { Activity, BoundaryEvent, Extensions, Flow, Loop } from './process.ts';
import { jobOf, messageOf } from './read-event.ts';
import type { Reader } from './read-part.ts';
import {
  bodyOf,
  child,
  children,
  condition,
  feel,
  flag,
  headersOf,
  idOf,
  is,
  mappings,
  nameIn,
  notSupported,
  report,
  text,
  textFormula,
  zeebe,
} from './read-part.ts';

export type Common = {
  readonly id: string;
  readonly name: string;
  readonly scope: string;
  readonly incoming: readonly string[];
  readonly outgoing: readonly Flow[];
  readonly lane: string;
  readonly documentation: string;
  readonly extensions: Extensions;
  readonly properties: Readonly<Record<string, string>>;
};
/** What the surroundings of an activity know about it. */
export type Around = {
  readonly boundaries: readonly BoundaryEvent[];
  readonly otherwise: Flow | undefined;
  readonly undoneBy: string | undefined;
  readonly start: string;
};

/** An activity, or undefined when the engine cannot carry it out; the reader then says why. */
export function activityOf(reader: Reader, element: Moddle, base: Common, around: Around): Activity | undefined {
  const loop = loopOf(reader, element);
  const common = {
    ...base,
    inputs: mappings(reader, element, 'inputParameters'),
    outputs: mappings(reader, element, 'outputParameters'),
    boundaries: around.boundaries,
    isForCompensation: flag(element, 'isForCompensation'),
    ...(around.otherwise === undefined ? {} : { otherwise: around.otherwise }),
    ...(loop === undefined ? {} : { loop }),
    ...(around.undoneBy === undefined ? {} : { undoneBy: around.undoneBy }),
  };
  for (const quantity of ['startQuantity', 'completionQuantity']) {
    if ((text(element, quantity) ?? '1') !== '1') notSupported(reader, base.id, `A ${quantity} other than 1`, 'Remove it.');
  }
  if (children(element, 'resources').length > 0) {
    report(reader, base.id, {
      code: 'ignored-resource',
      message: 'Resource roles of BPMN have no effect here.',
      repair: 'Use zeebe:assignmentDefinition candidateGroups.',
      level: 'warning',
    });
  }
  return kindOf(reader, element, common, around);
}

type WithCommon = Common & Omit<Activity, 'kind'> & Pick<Activity, 'inputs' | 'outputs' | 'boundaries' | 'isForCompensation'>;

function kindOf(reader: Reader, element: Moddle, common: WithCommon, around: Around): Activity | undefined {
  const job = zeebe(element, 'TaskDefinition');
  switch (element.$type) {
    case 'bpmn:UserTask':
      return userTask(reader, element, common);
    case 'bpmn:ServiceTask':
      return serviceTask(reader, element, common, job);
    case 'bpmn:SendTask': {
      if (job !== undefined) return { ...common, kind: 'job-task', shape: 'send-task', ...jobOf(reader, element, job) };
      return { ...common, kind: 'send-task', message: messageOf(reader, common.id, child(element, 'messageRef')) };
    }
    case 'bpmn:ReceiveTask':
      if (flag(element, 'instantiate')) notSupported(reader, common.id, 'A receive task that starts the process', 'Use a message start event.');
      return { ...common, kind: 'receive-task', message: messageOf(reader, common.id, child(element, 'messageRef')) };
    case 'bpmn:ScriptTask':
      return scriptTask(reader, element, common, job);
    case 'bpmn:BusinessRuleTask':
      return ruleTask(reader, element, common, job);
    case 'bpmn:Task':
      return { ...common, kind: 'plain-task', shape: 'task' };
    case 'bpmn:ManualTask':
      return { ...common, kind: 'plain-task', shape: 'manual-task' };
    case 'bpmn:SubProcess':
      return { ...common, kind: 'sub-process', start: around.start };
    case 'bpmn:CallActivity':
      return callActivity(reader, element, common);
    default:
      notSupported(reader, common.id, `The element ${element.$type}`, 'Use a task, a sub-process or a call activity.');
      return undefined;
  }
}

function userTask(reader: Reader, element: Moddle, common: WithCommon): Activity {
  const assignment = zeebe(element, 'AssignmentDefinition');
  const form = zeebe(element, 'FormDefinition');
  const formName = text(form, 'formId') ?? text(form, 'formKey') ?? text(form, 'externalReference');
  const formula = (from: Moddle | undefined, attribute: string) => {
    const source = text(from, attribute)?.trim() ?? '';
    return source === '' ? undefined : textFormula(reader, common.id, source);
  };
  const schedule = zeebe(element, 'TaskSchedule');
  if (text(schedule, 'followUpDate') !== undefined) notSupported(reader, common.id, 'followUpDate', 'Remove it; nobody would be reminded.');
  const [roles, users, assignee, priority, due] = [
    formula(assignment, 'candidateGroups'),
    formula(assignment, 'candidateUsers'),
    formula(assignment, 'assignee'),
    formula(zeebe(element, 'PriorityDefinition'), 'priority'),
    formula(schedule, 'dueDate'),
  ];
  return {
    ...common,
    kind: 'user-task',
    headers: headersOf(element),
    ...(formName === undefined ? {} : { form: formName }),
    ...(roles === undefined ? {} : { roles }),
    ...(users === undefined ? {} : { users }),
    ...(assignee === undefined ? {} : { assignee }),
    ...(priority === undefined ? {} : { priority }),
    ...(due === undefined ? {} : { due }),
  };
}

/** `cuaso:document` alone means a job of type 'document' with the template as header. */
function serviceTask(reader: Reader, element: Moddle, common: WithCommon, job: Moddle | undefined): Activity | undefined {
  if (job !== undefined) return { ...common, kind: 'job-task', shape: 'service-task', ...jobOf(reader, element, job) };
  const template = common.extensions.document?.template;
  if (template !== undefined)
    return { ...common, kind: 'job-task', shape: 'service-task', type: fixedText('document'), retries: 3, headers: { ...headersOf(element), template } };
  report(reader, common.id, {
    code: 'missing-type',
    message: 'The service task does not say who does it.',
    repair: 'Add zeebe:taskDefinition with a type, or cuaso:document with a template.',
  });
  return undefined;
}

function scriptTask(reader: Reader, element: Moddle, common: WithCommon, job: Moddle | undefined): Activity | undefined {
  if (job !== undefined) return { ...common, kind: 'job-task', shape: 'script-task', ...jobOf(reader, element, job) };
  const script = zeebe(element, 'Script');
  const format = text(element, 'scriptFormat');
  const inline = text(element, 'script')?.trim() ?? '';
  if (script === undefined && format !== undefined && !/feel/i.test(format)) {
    notSupported(reader, common.id, `A script in ${format}`, 'Write it in FEEL.');
    return undefined;
  }
  const source = text(script, 'expression') ?? inline;
  if (source.trim() === '') {
    report(reader, common.id, {
      code: 'missing-script',
      message: 'The script task has no script.',
      repair: 'Add zeebe:script with expression and resultVariable.',
    });
    return undefined;
  }
  const resultName = nameIn(reader, common.id, script, 'resultVariable');
  return { ...common, kind: 'script-task', script: feel(reader, common.id, source), ...(resultName === undefined ? {} : { resultName }) };
}

function ruleTask(reader: Reader, element: Moddle, common: WithCommon, job: Moddle | undefined): Activity | undefined {
  const called = zeebe(element, 'CalledDecision');
  if (called === undefined && job !== undefined) return { ...common, kind: 'job-task', shape: 'business-rule-task', ...jobOf(reader, element, job) };
  const decision = text(called, 'decisionId')?.trim() ?? '';
  const resultName = nameIn(reader, common.id, called, 'resultVariable');
  if (decision === '' || resultName === undefined) {
    report(reader, common.id, {
      code: 'missing-decision',
      message: 'The business rule task does not name its decision and result.',
      repair: 'Add zeebe:calledDecision with decisionId and resultVariable.',
    });
    return undefined;
  }
  refuseBinding(reader, common.id, called);
  return { ...common, kind: 'decision-task', decision: textFormula(reader, common.id, decision), resultName };
}

function callActivity(reader: Reader, element: Moddle, common: WithCommon): Activity | undefined {
  const called = zeebe(element, 'CalledElement');
  const source = text(called, 'processId')?.trim() || text(called, 'processIdExpression')?.trim() || calledElementOf(element);
  if (source === '') {
    report(reader, common.id, {
      code: 'missing-called-process',
      message: 'The call activity does not say what it calls.',
      repair: 'Add zeebe:calledElement with processId.',
    });
    return undefined;
  }
  for (const attribute of ['propagateAllChildVariables', 'propagateAllParentVariables']) {
    if (called !== undefined && flag(called, attribute))
      notSupported(reader, common.id, `${attribute}="true"`, 'Set it to false and map the variables that are needed.');
  }
  refuseBinding(reader, common.id, called);
  return { ...common, kind: 'call-activity', called: textFormula(reader, common.id, source) };
}

const calledElementOf = (element: Moddle): string => text(element, 'calledElement')?.trim() ?? '';

/** Versions are pinned with the pack, not in the diagram. */
function refuseBinding(reader: Reader, id: string, called: Moddle | undefined): void {
  const binding = text(called, 'bindingType');
  if (binding !== undefined && binding !== 'latest' && binding !== 'deployment')
    notSupported(reader, id, `bindingType="${binding}"`, 'Remove it; versions are pinned with the pack.');
}

// Repetition

function loopOf(reader: Reader, element: Moddle): Loop | undefined {
  const loop = child(element, 'loopCharacteristics');
  if (loop === undefined) return undefined;
  const id = idOf(element);
  if (is(loop, 'StandardLoopCharacteristics')) return standardLoop(reader, id, loop);
  const zeebeLoop = zeebe(loop, 'LoopCharacteristics');
  const collection = text(zeebeLoop, 'inputCollection')?.trim() ?? '';
  const cardinality = bodyOf(child(loop, 'loopCardinality'));
  if ((collection === '') === (cardinality === '')) {
    report(reader, id, {
      code: 'bad-loop',
      message: 'A repeated activity needs a collection or a cardinality, and not both.',
      repair: 'Add zeebe:loopCharacteristics with inputCollection, or loopCardinality.',
    });
  }
  if (child(loop, 'loopDataInputRef') !== undefined && zeebeLoop === undefined)
    notSupported(reader, id, 'loopDataInputRef', 'Use zeebe:loopCharacteristics with inputCollection.');
  const behavior = text(loop, 'behavior');
  if (behavior !== undefined && behavior !== 'All') notSupported(reader, id, `behavior="${behavior}"`, 'Remove it.');
  const outputName = nameIn(reader, id, zeebeLoop, 'outputCollection');
  const output = text(zeebeLoop, 'outputElement')?.trim() ?? '';
  if ((outputName === undefined) !== (output === ''))
    report(reader, id, { code: 'bad-loop', message: 'outputCollection and outputElement belong together.', repair: 'Give both or neither.' });
  const itemName = nameIn(reader, id, zeebeLoop, 'inputElement');
  const until = condition(reader, id, child(loop, 'completionCondition'));
  return {
    kind: 'many',
    isSequential: flag(loop, 'isSequential'),
    ...(collection === '' ? {} : { collection: feel(reader, id, collection) }),
    ...(cardinality === '' ? {} : { cardinality: feel(reader, id, cardinality) }),
    ...(itemName === undefined ? {} : { itemName }),
    ...(outputName === undefined ? {} : { outputName, output: feel(reader, id, output) }),
    ...(until === undefined ? {} : { until }),
  };
}

function standardLoop(reader: Reader, id: string, loop: Moddle): Loop {
  const written = text(loop, 'loopMaximum');
  const maximum = written === undefined ? undefined : Number(written);
  const again = condition(reader, id, child(loop, 'loopCondition'));
  if (maximum !== undefined && (!Number.isInteger(maximum) || maximum < 1 || maximum > 1_000)) {
    report(reader, id, { code: 'bad-loop', message: 'loopMaximum is not a whole number from 1 to 1,000.', repair: 'Write a number.' });
  }
  if (again === undefined && maximum === undefined)
    report(reader, id, { code: 'bad-loop', message: 'The loop has neither a condition nor a maximum.', repair: 'Add loopCondition or loopMaximum.' });
  return {
    kind: 'again',
    testBefore: flag(loop, 'testBefore'),
    maximum: maximum ?? 1_000,
    ...(again === undefined ? {} : { condition: again }),
  };
}
