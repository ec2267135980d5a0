/** Papers of a case: slips and letters made in the background, results drafted, signed and sealed. Bytes rest in the blob store before any row speaks of them. */
import { createHash } from 'node:crypto';
import type { CaseId, CommandKey, DocumentId, PersonId, UnitId } from '../../base/id.ts';
import type { JsonObject } from '../../base/json.ts';
import { qrSvg } from '../../base/qr.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import type { Sql } from '../../db/sql.ts';
import type { Pack } from '../../pack/pack.ts';
import type { PaperData } from '../../pack/paper.ts';
import { signatureOf } from '../access/access.act.ts';
import { recordDocument } from '../document/document.act.ts';
import type { BlobHash, Paper, Signer, SignPlace } from '../document/document.ts';
import { signPdf, usualRoom } from '../document/document.ts';
import type { LeasedJob } from '../job/job.ts';
import { agencyName } from '../org/org.ts';
import type { Permit } from '../permit.ts';
import { namesOf } from '../person/person.act.ts';
import type { World } from '../world.ts';
import { advance } from './advance.ts';
import { loadCase } from './case.store.ts';
import { fireTimers, readTask } from './move.act.ts';
import type { Command, Receipt } from './on-case.act.ts';
import { commandOf, onCase, once } from './on-case.act.ts';
import type { PaperSigner } from './paper-data.ts';
import { paperData, reasonsFor } from './paper-data.ts';
import type { Finish, JobOn } from './process-job.act.ts';
import { giveNumber, inform, openChild } from './process-job.act.ts';
import type { CaseState, MadeDocument, OpenJob, Outcome } from './state.ts';
import { resultOf } from './state.ts';
import type { Answers, Problems } from './submit.act.ts';
import { hasProblems, sentAnswers } from './submit.act.ts';

/** Does one background job of a case. Throws when it should be tried again. */
export async function doCaseJob(world: World, permit: Permit<'system.run'>, job: LeasedJob, finish: (sql: Sql) => Promise<void>): Promise<void> {
  if (job.caseId === null) return await world.sql.begin(finish);
  const key = `job-${job.id}` as CommandKey;
  const done = await doKind(world, permit, job, key, finish);
  // A case that has moved on meanwhile wants nothing more; anything else is tried again.
  if (isRefusal(done) && ['task-not-open', 'case-not-open', 'not-found'].includes(done.refused)) return await world.sql.begin(finish);
  if (isRefusal(done)) throw new Error(`job ${job.kind} was refused: ${done.refused}`);
}

async function doKind(
  world: World,
  permit: Permit<'system.run'>,
  job: LeasedJob,
  key: CommandKey,
  finish: (sql: Sql) => Promise<void>,
): Promise<Receipt | Refusal | undefined> {
  const id = job.caseId as CaseId;
  switch (job.kind) {
    case 'case-timers':
      return await fireTimers(world, permit, { id, key }, finish);
    case 'case-paper':
      return await makePaper(world, permit, { id, key, kind: String(job.body.kind) as 'receipt' | 'supplement' | 'refusal' }, finish);
    case 'case-child-ended':
      return await endChild(world, permit, { id, key }, { child: String(job.body.child) as CaseId, outcome: String(job.body.outcome) as Outcome }, finish);
    case 'case-job':
      return await runProcessJob(world, permit, { id, key, job: String(job.body.job) }, finish);
    default:
      throw new Error(`no work is known for jobs of kind ${job.kind}`);
  }
}

type Known = { readonly state: CaseState; readonly pack: Pack };

async function known(world: World, id: CaseId): Promise<Known | Refusal> {
  const [row] = await loadCase(world.sql, id);
  if (row === undefined) return refuse('not-found');
  const pack = world.shelf.find(row.state.pack.id, row.state.pack.version);
  if (pack === undefined) throw new Error(`pack ${row.state.pack.id} ${row.state.pack.version} is not on the shelf`);
  return { state: row.state, pack };
}

const templates = { receipt: 'receipt.typ', supplement: 'supplement.typ', refusal: 'refusal.typ' } as const;
const titles = {
  receipt: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả',
  supplement: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ',
  refusal: 'Phiếu từ chối giải quyết hồ sơ',
} as const;
/** Endings of slip numbers (Circular 01/2018/TT-VPCP forms). */
const books = { receipt: 'TTPVHCC', supplement: 'PBS-TTPVHCC', refusal: 'PTC-TTPVHCC' } as const;

/** The slip of reception, the letter that asks for a supplement, the notice of refusal. */
async function makePaper(
  world: World,
  permit: Permit<'system.run'>,
  on: { readonly id: CaseId; readonly key: CommandKey; readonly kind: keyof typeof templates },
  finish: (sql: Sql) => Promise<void>,
): Promise<Receipt | Refusal | undefined> {
  const found = await known(world, on.id);
  if (isRefusal(found)) return found;
  const { state, pack } = found;
  // A service inside the offices may do without slips.
  if (!pack.templates.has(templates[on.kind])) {
    await world.sql.begin(finish);
    return undefined;
  }
  const receivedBy = state.receivedBy;
  const names = receivedBy === undefined ? new Map<PersonId, string>() : await namesOf(world, permit, [receivedBy]);
  const signer: PaperSigner = {
    name: (receivedBy === undefined ? undefined : names.get(receivedBy)) ?? '',
    position: 'Người tiếp nhận',
    prefix: '',
    at: world.now(),
  };
  const verifyCode = newVerifyCode(world);
  const number = `${state.code?.slice(-4) ?? state.tracking.slice(-4)}/${books[on.kind]}`;
  const made = await render(world, pack, templates[on.kind], {
    state,
    number,
    signer,
    reasons: reasonsOf(on.kind, state, pack),
    link: `${world.origin}/tra-cuu?ma=${state.tracking}`,
  });
  if (isRefusal(made)) return made;
  const document = documentOf(world, on.kind, titles[on.kind], made.blob, verifyCode, number);
  return await onCase(
    world,
    permit,
    on.id,
    { key: on.key, body: { do: 'attach-paper', kind: on.kind } },
    {
      decide: (before, facts) => advance(facts.pack, before, { do: 'attach-paper', document }, facts),
      also: async (sql) => {
        await recordMade(sql, on.id, document, made.pages);
        await finish(sql);
      },
    },
  );
}

function reasonsOf(kind: keyof typeof templates, state: CaseState, pack: Pack): PaperData['reasons'] {
  const asked = state.supplements.at(-1);
  if (kind === 'supplement' && asked !== undefined) return reasonsFor(asked.reasons, pack.reasons.supplement, asked.note);
  if (kind === 'refusal' && state.refusal !== undefined) return reasonsFor([state.refusal.reason], pack.reasons.refusal, state.refusal.note);
  return [];
}

/** The end of a case that this one opened. */
function endChild(
  world: World,
  permit: Permit<'system.run'>,
  on: { readonly id: CaseId; readonly key: CommandKey },
  child: { readonly child: CaseId; readonly outcome: Outcome },
  finish: Finish,
): Promise<Receipt | Refusal> {
  return onCase(
    world,
    permit,
    on.id,
    { key: on.key, body: { do: 'end-child', ...child } },
    {
      decide: (before, facts) => advance(facts.pack, before, { do: 'end-child', ...child }, facts),
      also: (sql) => finish(sql),
    },
  );
}

/** Work the process handed to the platform, by its type. */
async function runProcessJob(world: World, permit: Permit<'system.run'>, on: JobOn, finish: Finish): Promise<Receipt | Refusal> {
  const found = await known(world, on.id);
  if (isRefusal(found)) return found;
  const job = found.state.jobs.find((one) => one.id === on.job);
  switch (job?.type) {
    case undefined:
      return refuse('task-not-open');
    case 'document':
      return await makeDraft(world, permit, on, found, job as OpenJob, finish);
    case 'number':
      return await giveNumber(world, permit, on, job as OpenJob, finish);
    case 'inform':
      return await inform(world, permit, on, job as OpenJob, finish);
    case 'open-case':
      return await openChild(world, permit, on, job as OpenJob, found.state, finish);
    default:
      throw new Error(`the platform knows no work of type ${job?.type}`);
  }
}

/** 'document' drafts a paper from the template its header names. */
async function makeDraft(world: World, permit: Permit<'system.run'>, on: JobOn, found: Known, job: OpenJob, finish: Finish): Promise<Receipt | Refusal> {
  const drafted = await draft(world, found, job);
  if (isRefusal(drafted)) return drafted;
  return await onCase(
    world,
    permit,
    on.id,
    { key: on.key, body: { do: 'finish-job', job: on.job } },
    {
      decide: (before, facts) => advance(facts.pack, before, { do: 'finish-job', job: on.job, document: drafted.document }, facts),
      also: async (sql) => {
        await recordMade(sql, on.id, drafted.document, drafted.pages);
        await finish(sql);
      },
    },
  );
}

/** The result before anybody has signed: the signer reads this one. */
async function draft(world: World, { state, pack }: Known, job: OpenJob): Promise<{ readonly document: MadeDocument; readonly pages: number } | Refusal> {
  const template = String(job.headers.template ?? 'result.typ');
  const verifyCode = newVerifyCode(world);
  const signer: PaperSigner = { name: '', position: '', prefix: '', at: world.now() };
  const number = numberFor(job, state);
  const made = await render(world, pack, template, { state, number, signer, reasons: [], link: verifyLink(world, verifyCode) });
  if (isRefusal(made)) return made;
  return { document: documentOf(world, 'result', pack.facts.result.vi.replace(/\.$/, ''), made.blob, verifyCode, number), pages: made.pages };
}

const verifyLink = (world: World, code: string): string => `${world.origin}/xac-minh?ma=${code}`;
/** The number the job's header `number` names in the data, such as one taken from the outgoing book. */
function numberFor(job: OpenJob, state: CaseState): string {
  const named = state.data[String(job.headers.number ?? '')];
  return typeof named === 'string' && named !== '' ? named : resultNumber(state);
}

/** The number of the register book when the work recorded one, otherwise the running number of the case. */
const resultNumber = (state: CaseState): string => {
  const recorded = state.data.registerNumber;
  return typeof recorded === 'string' && recorded !== '' ? recorded : (state.code?.slice(-4) ?? '');
};

type Sheet = {
  readonly state: CaseState;
  readonly number: string;
  readonly signer: PaperSigner;
  readonly issuer?: UnitId;
  readonly reasons: PaperData['reasons'];
  readonly link: string;
};
type Rendered = { readonly paper: Paper; readonly blob: { readonly hash: BlobHash; readonly size: number }; readonly pages: number };

async function render(world: World, pack: Pack, template: string, sheet: Sheet): Promise<Rendered | Refusal> {
  const paper = await renderPdf(world, pack, template, sheet);
  if (isRefusal(paper)) return paper;
  const blob = await world.gates.blob.put(paper.pdf);
  return isRefusal(blob) ? blob : { paper, blob, pages: paper.pages };
}

async function renderPdf(world: World, pack: Pack, template: string, sheet: Sheet): Promise<Paper | Refusal> {
  const at = sheet.signer.at;
  const data = paperData({ org: world.org(), pack, sample: world.sample, at, qr: qrSvg(sheet.link), ...sheet });
  const files = new Map([...pack.templates].map(([name, text]) => [`templates/${name}`, text]));
  return await world.gates.paper.render({ files, main: `templates/${template}`, data: data as unknown as JsonObject, at });
}

export type SignInput = { readonly id: CaseId; readonly key: CommandKey; readonly version?: number; readonly task: string; readonly answers: Answers };

/**
 * Completes a task that signs: the result is rendered anew with the signer's name and hour, signed by the person, sealed by the unit.
 * Both signatures are made before the transaction; if somebody else was faster, nothing of it is kept.
 */
export async function signTask(world: World, permit: Permit<'case.sign'>, on: SignInput): Promise<Receipt | Problems | Refusal> {
  const command = commandOf(on, { do: 'sign', id: on.id, task: on.task, answers: sentAnswers(on.answers) });
  return await once<Problems>(world, permit, command, () => signOnce(world, permit, on, command));
}

async function signOnce(world: World, permit: Permit<'case.sign'>, on: SignInput, command: Command): Promise<Receipt | Problems | Refusal> {
  const read = await readTask(world, permit, on);
  if (isRefusal(read) || hasProblems(read)) return read;
  const { state } = read;
  if (permit.actor.person === state.receivedBy) return refuse('same-person');
  const before = resultOf(state);
  if (before === undefined) return refuse('nothing-to-sign');
  const pack = world.shelf.find(state.pack.id, state.pack.version);
  if (pack === undefined) throw new Error(`pack ${state.pack.id} ${state.pack.version} is not on the shelf`);
  const holder = state.tasks.find((one) => one.id === on.task)?.unit ?? state.unit;
  const signed = await signResult(world, permit, { state, pack, before, holder });
  if (isRefusal(signed)) return signed;
  return await onCase(world, permit, on.id, command, {
    byHolder: true,
    decide: (now, facts) =>
      advance(
        facts.pack,
        now,
        {
          do: 'complete',
          by: permit.actor.person,
          task: on.task,
          result: read.result,
          signed: { document: before.id, blobBefore: before.blob, blob: signed.hash, size: signed.size, signatures: signed.signatures },
        },
        facts,
      ),
    also: (sql) => recordMade(sql, on.id, { ...before, blob: signed.hash, size: signed.size, signatures: signed.signatures }, signed.pages),
  });
}

type SignedResult = { readonly hash: BlobHash; readonly size: number; readonly pages: number; readonly signatures: MadeDocument['signatures'] };

type Signing = Known & { readonly before: MadeDocument /** The unit that holds the task: its seal is put on the paper. */; readonly holder: UnitId };

async function signResult(world: World, permit: Permit<'case.sign'>, { state, pack, before, holder }: Signing): Promise<SignedResult | Refusal> {
  const standing = await signatureOf(world, permit);
  if (isRefusal(standing)) return standing;
  const names = await namesOf(world, permit, [permit.actor.person]);
  const name = names.get(permit.actor.person) ?? '';
  const at = world.now();
  const unit = world.org().byId.get(holder);
  const organisation = unit === undefined ? '' : agencyName(unit);
  const signer: PaperSigner = {
    name,
    position: standing.title,
    prefix: standing.mark === undefined ? '' : `${standing.mark} ${standing.forTitle ?? 'CHỦ TỊCH'}`.trim(),
    at,
  };
  const paper = await renderPdf(world, pack, 'result.typ', {
    state,
    number: before.number ?? '',
    signer,
    issuer: holder,
    reasons: [],
    link: verifyLink(world, before.verifyCode),
  });
  if (isRefusal(paper)) return paper;
  const person: Signer = { id: `${permit.actor.person}/${permit.actor.post ?? ''}`, name, organisation };
  const seal: Signer = { id: `unit/${unit?.agencyCode ?? ''}`, name: organisation, organisation };
  const once = await putSignature(world, paper.pdf, person, placeOf(paper, 'signer'), {
    field: 'signer',
    reason: 'Ký ban hành kết quả',
    location: unit?.name ?? '',
  });
  if (isRefusal(once)) return once;
  const twice = await putSignature(world, once, seal, placeOf(paper, 'seal'), { field: 'seal', reason: 'Đóng dấu số của cơ quan', location: unit?.name ?? '' });
  if (isRefusal(twice)) return twice;
  const stored = await world.gates.blob.put(twice);
  if (isRefusal(stored)) return stored;
  const signatures = [
    { signer: permit.actor.person, name, position: standing.title, at },
    { signer: permit.actor.person, name: organisation, position: '', at },
  ];
  return { hash: stored.hash, size: stored.size, pages: paper.pages, signatures };
}

/** The place the template left for this signature; without one it stands on page 1 and is not seen. */
const placeOf = (paper: Paper, id: string): SignPlace => paper.places.find((place) => place.id === id) ?? { id, page: 1, rect: [0, 0, 0, 0] };

function putSignature(
  world: World,
  pdf: Uint8Array,
  signer: Signer,
  place: SignPlace,
  words: { readonly field: string; readonly reason: string; readonly location: string },
): Promise<Uint8Array | Refusal> {
  const request = { ...words, page: place.page, rect: place.rect, name: signer.name, at: world.now(), room: usualRoom };
  return signPdf(pdf, request, { digest: sha256Of, envelope: (digest) => world.gates.sign.envelope(signer, digest) });
}

function sha256Of(parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
}

function documentOf(
  world: World,
  kind: MadeDocument['kind'],
  title: string,
  blob: { readonly hash: string; readonly size: number },
  verifyCode: string,
  number: string,
): MadeDocument {
  return { id: world.newId() as DocumentId, kind, title, number, blob: blob.hash, size: blob.size, verifyCode, at: world.now(), signatures: [] };
}

const recordMade = (sql: Sql, caseId: CaseId, made: MadeDocument, pages: number): Promise<void> =>
  recordDocument(sql, {
    id: made.id,
    caseId,
    kind: made.kind,
    title: made.title,
    mediaType: 'application/pdf',
    blob: made.blob,
    size: made.size,
    pages,
    at: made.at,
    signed: made.signatures.length > 0,
    verifyCode: made.verifyCode,
  });

/** 60 random bits in 12 letters and digits that are not mistaken for each other. */
function newVerifyCode(world: World): string {
  const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  return [...world.secret(12)].map((byte) => letters[byte % letters.length] ?? '2').join('');
}
