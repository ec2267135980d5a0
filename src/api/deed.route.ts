/** Deeds on a case: each answers its receipt, the same again under the same key. */
import type { CaseId } from '../base/id.ts';
import type { JsonObject } from '../base/json.ts';
import { isObject } from '../base/json.ts';
import { isRefusal } from '../base/refusal.ts';
import type { Problems, Receipt } from '../kernel/case/case.act.ts';
import {
  answerSupplement,
  completeTask,
  extendCase,
  hasProblems,
  receiveCase,
  refuseCase,
  requestSupplement,
  signTask,
  withdrawCase,
} from '../kernel/case/case.act.ts';
import { takeAtCounter } from '../kernel/payment/payment.act.ts';
import type { Permit } from '../kernel/permit.ts';
import { etagOf } from './case.route.ts';
import { atWork, atWorkOrOwn } from './own.ts';
import { attachedFiles, papersSchema } from './paper.ts';
import type { No } from './problem.ts';
import { flawsOfForm, no } from './problem.ts';
import type { Answer, Ask, Route } from './route.ts';
import type { Schema } from './schema.ts';
import { listOf, object, text } from './schema.ts';
import { receiptJson, receiptSchema, uuid, uuidPattern } from './shape.ts';

type On = { readonly id: CaseId; readonly key: Ask['key']; readonly version?: number };
type Done = Receipt | Problems | No;
type DeedName = 'receive' | 'supplement' | 'answer' | 'refuse' | 'withdraw' | 'extend' | 'fee';
type Wish = {
  readonly id: string;
  readonly name: DeedName;
  readonly summary: string;
  readonly schema: Schema;
  readonly refuses: Route['refuses'];
  readonly act: (ask: Ask, on: On) => Promise<Done>;
};

const nothing = object({}, { title: 'Nothing' });
const code = text(80, { minLength: 1, description: 'A reason of the procedure: GET /api/v1/procedures/{id}.' });
const note = text(2000, { minLength: 1 });
const reasoned = object({ reason: code, note }, { title: 'Reasoned' });

const deeds: readonly Wish[] = [
  {
    ...{ id: 'receiveCase', name: 'receive', summary: 'Receives a submitted case: code, clock, first step.', schema: nothing },
    refuses: ['case-not-open', 'not-eligible'],
    act: (ask, on) => atWork(ask, 'case.receive', (permit) => receiveCase(ask.world, permit, on)),
  },
  {
    ...{ id: 'requestSupplement', name: 'supplement', summary: 'Asks the citizen for what is missing; the clock stops.' },
    schema: object({ reasons: listOf(code, 20), note }, { title: 'SupplementRequest' }),
    refuses: ['case-not-open', 'already-supplemented', 'reason-needed'],
    act: (ask, on) =>
      atWork(ask, 'case.supplement', (permit) =>
        requestSupplement(ask.world, permit, { ...on, reasons: textsOf(ask.body.reasons), note: String(ask.body.note) }),
      ),
  },
  {
    ...{ id: 'answerSupplement', name: 'answer', summary: 'Answers a supplement request: the whole form again, new papers beside the old ones.' },
    schema: object({ answers: { type: 'object', additionalProperties: true }, 'papers?': papersSchema }, { title: 'SupplementAnswer' }),
    refuses: ['case-not-open', 'answers-have-problems', 'not-eligible'],
    act: (ask, on) => atWorkOrOwn(ask, 'case.submit', (permit) => answerWith(ask, permit, on)),
  },
  {
    ...{ id: 'refuseCase', name: 'refuse', summary: 'Refuses the case, with a listed reason.', schema: reasoned },
    refuses: ['case-not-open', 'reason-needed'],
    act: (ask, on) =>
      atWork(ask, 'case.refuse', (permit) => refuseCase(ask.world, permit, { ...on, reason: String(ask.body.reason), note: String(ask.body.note) })),
  },
  {
    ...{ id: 'withdrawCase', name: 'withdraw', summary: 'Takes the case back, until the result is ready.', schema: nothing },
    refuses: ['case-not-open'],
    act: (ask, on) => atWorkOrOwn(ask, 'case.withdraw', (permit) => withdrawCase(ask.world, permit, on)),
  },
  {
    ...{ id: 'extendCase', name: 'extend', summary: 'Moves the promised hour, once, with a listed reason.', schema: reasoned },
    refuses: ['case-not-open', 'already-extended', 'reason-needed'],
    act: (ask, on) =>
      atWork(ask, 'case.extend', (permit) => extendCase(ask.world, permit, { ...on, reason: String(ask.body.reason), note: String(ask.body.note) })),
  },
  {
    ...{ id: 'takeFee', name: 'fee', summary: 'Records the fee as received at the counter.', schema: nothing },
    refuses: ['case-not-open', 'fee-already-paid'],
    act: (ask, on) => atWork(ask, 'fee.take', (permit) => takeAtCounter(ask.world, permit, on)),
  },
];

export const deedRoutes: readonly Route[] = [
  ...deeds.map(
    ({ id, name, summary, schema, refuses, act }): Route => ({
      ...{ id, method: 'post', path: `/api/v1/cases/{id}/${name}`, tag: 'cases', summary, for: 'signed-in', deed: 'on-case' },
      params: { id: uuid },
      takes: { kind: 'json', schema },
      answers: { status: 200, says: 'The receipt.', schema: receiptSchema, headers: { ETag: 'The new version of the case.' } },
      refuses: ['not-found', 'not-allowed', 'case-quarantined', ...refuses],
      does: (ask) => doOn(ask, (ask.params.id ?? '') as CaseId, (on) => act(ask, on)),
    }),
  ),
  {
    ...{ id: 'completeTask', method: 'post', path: '/api/v1/tasks/{id}/complete', tag: 'tasks', for: 'signed-in', deed: 'on-case' },
    summary: 'Completes a step; a step that signs signs the result, and the reception receives the case.',
    description: 'Signing is a person’s own act: it needs a session, never a token.',
    params: { id: { type: 'string', maxLength: 60, pattern: `${uuidPattern.slice(0, -1)}\\.(?:[0-9]{1,9}|reception)$` } },
    takes: {
      kind: 'json',
      schema: object({ 'result?': { type: 'object', additionalProperties: true, description: "Fields of the step's form." } }, { title: 'TaskResult' }),
    },
    answers: { status: 200, says: 'The receipt.', schema: receiptSchema, headers: { ETag: 'The new version of the case.' } },
    refuses: [
      'not-found',
      'not-allowed',
      'task-not-open',
      'case-not-open',
      'answers-have-problems',
      'fee-not-paid',
      'same-person',
      'nothing-to-sign',
      'conflict',
    ],
    does: postComplete,
  },
];

async function doOn(ask: Ask, id: CaseId, act: (on: On) => Promise<Done>, answersAre = 'answers'): Promise<Answer | No> {
  // If-Match: whoever decided on an older state is told; a resend under a known key gets its receipt all the same.
  const done = await act({ id, key: ask.key, ...(ask.version === undefined ? {} : { version: ask.version }) });
  if (isRefusal(done)) return done;
  if (hasProblems(done)) return no('answers-have-problems', flawsOfForm(done.problems, answersAre));
  return { json: receiptJson(done), headers: { ETag: etagOf(done.version) } };
}

async function answerWith(ask: Ask, permit: Permit<'case.submit'>, on: On): Promise<Done> {
  const files = await attachedFiles(ask.world, permit, ask.body);
  return isRefusal(files) ? files : await answerSupplement(ask.world, permit, { ...on, answers: { json: ask.body.answers ?? {} }, files });
}

async function postComplete(ask: Ask): Promise<Answer | No> {
  const [caseId = '', task = ''] = (ask.params.id ?? '').split('.', 2);
  const answers = { json: isObject(ask.body.result) ? ask.body.result : ({} satisfies JsonObject) };
  const id = caseId as CaseId;
  if (task === 'reception') return await doOn(ask, id, (on) => atWork(ask, 'case.receive', (permit) => receiveCase(ask.world, permit, on)));
  return await doOn(ask, id, (on) => completeOrSign(ask, { ...on, task, answers }), 'result');
}

/** Whether a step signs is known by the case alone: completing it says so, and leaves the key unused. */
async function completeOrSign(ask: Ask, on: On & { readonly task: string; readonly answers: { readonly json: JsonObject } }): Promise<Done> {
  const done: Done = await atWork(ask, 'case.work', (permit) => completeTask(ask.world, permit, on));
  if (!isRefusal(done) || !['nothing-to-sign', 'key-reused'].includes(done.refused)) return done;
  const signed: Done = await atWork(ask, 'case.sign', (permit) => signTask(ask.world, permit, on));
  // A key used for something else stays that, whoever may sign.
  return done.refused === 'key-reused' && isRefusal(signed) ? done : signed;
}

const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
