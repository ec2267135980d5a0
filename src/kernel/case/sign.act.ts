/** Signing a result: rendered anew with the signer's name and hour, signed by the person, sealed by the unit. */
import { createHash } from 'node:crypto';
import type { CaseId, CommandKey, UnitId } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import { signatureOf } from '../access/access.act.ts';
import type { BlobHash, Paper, Signer, SignPlace } from '../document/document.ts';
import { signPdf, usualRoom } from '../document/document.ts';
import { agencyName } from '../org/org.ts';
import type { Permit } from '../permit.ts';
import { namesOf } from '../person/person.act.ts';
import type { World } from '../world.ts';
import { advance } from './advance.ts';
import { readTask } from './move.act.ts';
import type { Command, Receipt } from './on-case.act.ts';
import { commandOf, onCase, once } from './on-case.act.ts';
import type { PaperSigner } from './paper-data.ts';
import type { Known } from './print.act.ts';
import { recordMade, renderPdf, verifyLink } from './print.act.ts';
import type { MadeDocument } from './state.ts';
import { resultOf } from './state.ts';
import type { Answers, Problems } from './submit.act.ts';
import { hasProblems, sentAnswers } from './submit.act.ts';

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
