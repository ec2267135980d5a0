/** `/ho-so/<code>`: the whole case for whoever works on it, and every deed on it. */
import type { Hono } from 'hono';
import type { CaseId, CommandKey } from '../../base/id.ts';
import { isCommandKey } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse, statusOf } from '../../base/refusal.ts';
import type { RawAnswers } from '../../engine/form/form.ts';
import type { Problems, Receipt } from '../../kernel/case/case.act.ts';
import {
  completeTask,
  extendCase,
  findCase,
  hasProblems,
  openCase,
  receiveCase,
  recordConsent,
  refuseCase,
  requestSupplement,
  signTask,
} from '../../kernel/case/case.act.ts';
import { takeAtCounter } from '../../kernel/payment/payment.act.ts';
import type { Permit, Right } from '../../kernel/permit.ts';
import { readPost, textOf } from '../form-post.ts';
import { payLinesOf } from '../pay-lines.ts';
import type { Ctx, Site, WebEnv } from '../request.ts';
import { frameOf, langOf, permitFor, sayNo, showPage } from '../request.ts';
import { casePage } from './case.view.ts';
import type { Again } from './case-deed.ts';
import { viewOf } from './case-shown.ts';

export function caseRoutes(app: Hono<WebEnv>, site: Site): void {
  app.get('/ho-so/:code', (c) => getCase(c, site));
  app.post('/ho-so/:code/:deed', (c) => postDeed(c, site));
}

async function getCase(c: Ctx, site: Site): Promise<Response> {
  return await showCase(c, site, {}, 200);
}

async function showCase(c: Ctx, site: Site, again: Again, status: number): Promise<Response> {
  const permit = await permitFor(c, site, 'case.read');
  if (isRefusal(permit)) return sayNo(c, site, permit);
  if (permit.reach.kind === 'own') return sayNo(c, site, refuse('not-found'));
  const id = await findCase(site.world, c.req.param('code') ?? '');
  const whole = id === undefined ? refuse('not-found') : await openCase(site.world, permit, id, 'work');
  if (isRefusal(whole)) return sayNo(c, site, whole);
  const view = await viewOf(c, site, permit, whole, again);
  const pay = await payLinesOf(site.world, permit, whole.state.id, langOf(c));
  return showPage(c, casePage(frameOf(c, site), { ...view, fee: { ...view.fee, pay } }), status);
}

/** The id of no case: version 7, all zeros. */
const noCase = '00000000-0000-7000-8000-000000000000' as CaseId;

async function postDeed(c: Ctx, site: Site): Promise<Response> {
  const posted = await readPost(c);
  if (isRefusal(posted)) return sayNo(c, site, posted);
  // Nobody learns from the answer whether a case exists: what is not there goes the same way.
  if (c.get('signed') === undefined) return sayNo(c, site, refuse('not-signed-in'));
  const key = textOf(posted.fields, '_key');
  if (!isCommandKey(key)) return sayNo(c, site, refuse('key-missing'));
  const id = (await findCase(site.world, c.req.param('code') ?? '')) ?? noCase;
  const deed = c.req.param('deed') ?? '';
  const done = await doDeed(c, site, { id, key: key as CommandKey, deed, fields: posted.fields });
  if (isRefusal(done)) return await refusedDeed(c, site, deed, done, posted.fields);
  if (hasProblems(done)) return await showCase(c, site, { task: c.req.query('viec') ?? '', typed: posted.fields, problems: done.problems }, 422);
  return c.redirect(`/ho-so/${done.code ?? done.tracking}?xong=${deed}`, 303);
}

/** A refusal about the deed's own fields goes back into its dialog; everything typed stays. Others stand above the case. */
async function refusedDeed(c: Ctx, site: Site, deed: string, refusal: Refusal, typed: RawAnswers): Promise<Response> {
  if (['not-found', 'not-signed-in', 'not-allowed'].includes(refusal.refused)) return sayNo(c, site, refusal);
  const again = refusal.refused === 'reason-needed' ? { refusal, deed } : deed === 'dong-y' ? { refusal, consent: textOf(typed, 'party') } : { refusal };
  return await showCase(c, site, { ...again, task: c.req.query('viec') ?? '', typed }, statusOf(refusal));
}

type Asked = { readonly id: CaseId; readonly key: CommandKey; readonly deed: string; readonly fields: RawAnswers };

async function doDeed(c: Ctx, site: Site, { id, key, deed, fields }: Asked): Promise<Receipt | Problems | Refusal> {
  const { world } = site;
  const note = textOf(fields, 'text');
  const task = c.req.query('viec') ?? '';
  switch (deed) {
    case 'tiep-nhan':
      return await withPermit(c, site, 'case.receive', (permit) => receiveCase(world, permit, { id, key }));
    case 'xong-viec':
      return await withPermit(c, site, 'case.work', (permit) => completeTask(world, permit, { id, key, task, answers: { raw: fields } }));
    case 'ky':
      return await withPermit(c, site, 'case.sign', (permit) => signTask(world, permit, { id, key, task, answers: { raw: fields } }));
    case 'thu-phi':
      return await withPermit(c, site, 'fee.take', (permit) => takeAtCounter(world, permit, { id, key }));
    case 'bo-sung':
      return await withPermit(c, site, 'case.supplement', (permit) => requestSupplement(world, permit, { id, key, reasons: fields.get('reason') ?? [], note }));
    case 'gia-han':
      return await withPermit(c, site, 'case.extend', (permit) => extendCase(world, permit, { id, key, reason: textOf(fields, 'reason'), note }));
    case 'dong-y': {
      const [party, of, says] = [textOf(fields, 'party').slice(0, 60), textOf(fields, 'of').slice(0, 64), textOf(fields, 'says')];
      if (says !== 'agreed' && says !== 'declined') return refuse('bad-request');
      const how = textOf(fields, 'how') === 'paper' ? 'paper' : 'counter';
      return await withPermit(c, site, 'case.receive', (permit) => recordConsent(world, permit, { id, key, party, of, says, how, note }));
    }
    case 'tu-choi':
      return await withPermit(c, site, 'case.refuse', (permit) => refuseCase(world, permit, { id, key, reason: textOf(fields, 'reason'), note }));
    default:
      return refuse('not-found');
  }
}

async function withPermit<R extends Right, T>(c: Ctx, site: Site, right: R, act: (permit: Permit<R>) => Promise<T>): Promise<T | Refusal> {
  const permit = await permitFor(c, site, right);
  if (isRefusal(permit)) return permit;
  // A citizen's own-case permit opens no deed of the desk.
  return permit.reach.kind === 'own' ? refuse('not-allowed') : await act(permit);
}
