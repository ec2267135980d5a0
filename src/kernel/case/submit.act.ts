/** Filing a case: by the citizen, or at a counter for somebody. */
import type { CaseId, PersonId, UnitId } from '../../base/id.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { readPath } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import { dateOf } from '../../base/time.ts';
import type { Problem, RawAnswers, Reading } from '../../engine/form/form.ts';
import { checkPapers, readAnswers, readJsonAnswers, wantedPapers } from '../../engine/form/form.ts';
import type { Pack } from '../../pack/pack.ts';
import type { Permit } from '../permit.ts';
import { allowsPack, covers, selfOf } from '../permit.ts';
import { packFor } from '../rollout/rollout.act.ts';
import type { World } from '../world.ts';
import { claimKey, readKey, storeReceipt } from './case.store.ts';
import { shownNumber } from './consent.act.ts';
import { deleteDraftAt } from './draft.store.ts';
import { boundPapers, givenPapers, saveFiles } from './files.act.ts';
import { foldAll } from './fold.ts';
import { knownOf } from './known.act.ts';
import { intakeOf } from './known.ts';
import { newTracking } from './number.ts';
import type { Command, Receipt } from './on-case.act.ts';
import { earlierReceipt, hashBody, insertOpened, receiptOf } from './on-case.act.ts';
import { open } from './open.ts';
import type { Applicant, AttachedFile, Channel } from './state.ts';

export type Answers = { readonly raw: RawAnswers } | { readonly json: Json };
export type Submission = {
  readonly service: string;
  readonly unit: UnitId;
  readonly answers: Answers;
  readonly files: readonly AttachedFile[];
  readonly channel: Channel;
  /** Version of the service that was filled in, by its hash: another one that is live by now refuses with 'pack-changed'. */
  readonly version?: string;
  /** Where the draft of this form is kept: it is erased with the submission. */
  readonly draft?: string;
};
/** What the person has to put right; nothing was stored. */
export type Problems = { readonly problems: readonly Problem[] };
export const hasProblems = (value: object): value is Problems => 'problems' in value;

/** Reads, judges and stores a new case in one transaction; the receipt is given only after the commit. */
export async function submitCase(
  world: World,
  permit: Permit<'case.submit'>,
  key: Command['key'],
  submission: Submission,
): Promise<Receipt | Problems | Refusal> {
  const unit = world.org().byId.get(submission.unit);
  if (unit === undefined) return refuse('unit-not-found');
  if (permit.reach.kind === 'branch' && !covers(permit, unit.path)) return refuse('not-allowed');
  const sender = permit.actor.person;
  const bodyHash = hashBody(world, permit, bodyOf(submission));
  const at = world.now();
  // A resent key is answered before anything else is looked at: the pack or the form may have changed since.
  const [used] = await readKey(world.sql, sender, key);
  if (used !== undefined) return await earlierReceipt(world.sql, sender, key, bodyHash);
  const pack = await packFor(world, submission.service, unit);
  if (isRefusal(pack)) return pack;
  if (submission.version !== undefined && submission.version !== pack.hash) return refuse('pack-changed');
  if (pack.audience === 'internal' && pack.door?.kind !== 'report' && permit.reach.kind === 'own') return refuse('not-allowed');
  if (!allowsPack(permit, pack.id)) return refuse('no-mandate');
  const lacking = levelLacking(pack, permit);
  if (lacking !== undefined) return lacking;
  const read = readWith(pack, submission, world);
  const intake = await takenIn(world, permit, pack, submission, read.answers);
  if (isRefusal(intake)) return intake;
  const problems = [...read.problems, ...(intake?.problems ?? [])];
  if (problems.length > 0) return { problems };
  const own = pack.consents.length === 0 ? undefined : await shownNumber(world, permit);
  const filing = {
    id: world.newId() as CaseId,
    tracking: newTracking(world.secret(11)),
    unit: unit.id,
    channel: submission.channel,
    applicant: applicantOf(pack, read.answers, permit),
    answers: read.answers,
    files: await boundPapers(world, permit, pack, submission.files),
    ...(permit.reach.kind === 'own' && selfOf(permit) !== sender ? { filedBy: sender } : {}),
    ...(own === undefined ? {} : { own }),
    ...(intake === undefined ? {} : { intake: intake.intake }),
  };
  const entries = open(pack, filing, at, world.hash);
  if (isRefusal(entries)) return entries;
  const state = foldAll(entries);
  if (state === undefined) throw new Error('an opened case has no state');
  return world.sql.begin<Receipt | Refusal>(async (sql) => {
    const [claimed] = await claimKey(sql, sender, key, bodyHash, at);
    if (claimed === undefined) return await earlierReceipt(sql, sender, key, bodyHash);
    await insertOpened(sql, world, permit, entries);
    await saveFiles(sql, state.id, state.files, at);
    const receipt = receiptOf(state, entries.length, at);
    await storeReceipt(sql, sender, key, receipt);
    if (submission.draft !== undefined) await deleteDraftAt(sql, sender, submission.draft);
    await sql.notify('case', state.id);
    return receipt;
  });
}

/** A procedure may ask for a level of identity. At a counter the officer sees the identity card. */
export const levelLacking = (pack: Pack, permit: Permit<'case.submit'>): Refusal | undefined =>
  permit.reach.kind === 'own' && (permit.actor.level ?? 0) < (pack.identityLevel ?? 0)
    ? refuse('identity-level-too-low', { level: pack.identityLevel ?? 0 })
    : undefined;

/** What was typed and what was known, for forms that people fill in; programs and counters are not counted. */
export async function takenIn(
  world: World,
  permit: Permit<'case.submit'>,
  pack: Pack,
  submission: Pick<Submission, 'answers' | 'channel'>,
  answers: JsonObject,
): Promise<ReturnType<typeof intakeOf> | undefined | Refusal> {
  if (submission.channel !== 'online' || !('raw' in submission.answers)) return undefined;
  const known = await knownOf(world, permit);
  return isRefusal(known) ? known : intakeOf(pack.form, known, answers, submission.answers.raw);
}

const bodyOf = (submission: Submission): JsonObject => ({
  service: submission.service,
  unit: submission.unit,
  channel: submission.channel,
  answers: sentAnswers(submission.answers),
  files: submission.files.map((file) => ({ paper: file.paper, name: file.name, blob: file.blob })),
});

/** What was typed, without the fields of the page itself. */
export const sentAnswers = (answers: Answers): Json =>
  'json' in answers ? answers.json : Object.fromEntries([...answers.raw].filter(([name]) => !name.startsWith('_')));

/** Reads the answers against the pack's form and looks for missing papers. `kept`: what a case already holds, when it is answered again. */
export function readWith(
  pack: Pack,
  submission: Pick<Submission, 'answers' | 'files'>,
  world: World,
  kept?: JsonObject,
): Pick<Reading, 'answers' | 'problems' | 'warnings'> {
  const facts = { today: dateOf(world.now()), places: world.places(), kept };
  const reading =
    'json' in submission.answers ? readJsonAnswers(pack.form, submission.answers.json, facts) : readAnswers(pack.form, submission.answers.raw, facts);
  const wanted = wantedPapers(pack.form, reading.answers, facts);
  return { answers: reading.answers, warnings: reading.warnings, problems: [...reading.problems, ...checkPapers(wanted, givenPapers(submission.files))] };
}

/** Who asks: where the pack says the form asks it. The phone is what tracking asks for. */
function applicantOf(pack: Pack, answers: JsonObject, permit: Permit<'case.submit'>): Applicant {
  const text = (path: string): string => {
    const value = readPath(answers, path);
    return typeof value === 'string' ? value : '';
  };
  // A guest is nobody we know: the case then belongs to no account.
  const own: PersonId | null = permit.reach.kind === 'own' && permit.actor.role !== 'guest' ? selfOf(permit) : null;
  return { id: own, name: text(pack.applicant.name), phone: text(pack.applicant.phone) };
}
