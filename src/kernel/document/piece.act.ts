/** Deeds on files that come in pieces: each piece is checked, kept and counted; with the last one the file becomes a staged file like any other. */
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import { plusMs } from '../../base/time.ts';
import type { Permit } from '../permit.ts';
import type { World } from '../world.ts';
import type { UploadRow } from './document.store.ts';
import { bytesSent } from './document.store.ts';
import { refusedAhead } from './file-kind.ts';
import type { SendingRow } from './piece.store.ts';
import {
  allSending,
  beginsAlone,
  claimSending,
  deleteSending,
  insertPiece,
  insertSending,
  isSamePiece,
  piecesFrom,
  releaseSending,
  sendingOf,
  sendingsBy,
  startsHere,
  sweepSendings,
  uploadByContent,
} from './piece.store.ts';
import { givingWay, missingOf, pieceBytes, pieceSize, startsOf } from './piece.ts';
import { keptName, mostBytesSent, stageUpload } from './stage.act.ts';

/** A file on its way, as its sender names it: SHA-256 of the whole in hex, its name, its bytes. */
export type Coming = { readonly digest: string; readonly name: string; readonly size: number };
export type Piece = {
  readonly start: number;
  readonly bytes: Uint8Array;
  /** What the sender says is the SHA-256 of these bytes, in hex. */
  readonly digest: string;
};

/** `of` pieces, and where those begin that are missing; `file` is the staged file once it is whole. */
export type Progress = { readonly of: number; readonly missing: readonly number[]; readonly file?: string };

/** Unfinished files of one person, and of everybody. */
const mostBegun = { files: 20, bytes: 60 * 1_048_576 } as const;
const mostBegunByAll = 1_073_741_824;
const maxFileBytes = 20 * 1_048_576;
/** Putting together takes a moment; who takes longer has died over it. */
const finishingMs = 60_000;
/** What a file left half-way waits for the rest. */
const begunKeepMs = 86_400_000;

/** How far a file is; nothing is kept by asking. Refuses like `sendPiece` for what could never be taken. */
export async function progressOf(world: World, permit: Permit<'case.submit'>, coming: Coming): Promise<Progress | Refusal> {
  const wrong = refusedBefore(coming);
  if (wrong !== undefined) return wrong;
  const begun = await begunOf(world, permit, coming);
  if (begun !== undefined) return await missingIn(world, begun);
  return (await finished(world, permit, coming)) ?? { of: startsOf(coming.size).length, missing: startsOf(coming.size) };
}

/**
 * Keeps one piece; the same piece again changes nothing. Refuses with 'piece-misplaced', 'piece-altered', 'piece-differs', 'too-much-sent', 'too-busy',
 * and with the refusals of `stageUpload`: what is refused leaves nothing behind.
 */
export async function sendPiece(world: World, permit: Permit<'case.submit'>, coming: Coming, piece: Piece): Promise<Progress | Refusal> {
  const wrong = refusedBefore(coming) ?? refusedPiece(world, coming, piece);
  if (wrong !== undefined) return wrong;
  const begun = (await begunOf(world, permit, coming)) ?? (await finished(world, permit, coming)) ?? (await begin(world, permit, coming));
  if (isRefusal(begun) || 'of' in begun) return begun;
  if (begun.size !== coming.size) return refuse('piece-misplaced');
  const kept = await insertPiece(world.sql, begun.id, piece.start, piece.bytes);
  const [before] = kept.length > 0 ? [] : await isSamePiece(world.sql, begun.id, piece.start, piece.bytes);
  if (before?.same === false) return refuse('piece-differs');
  const progress = await missingIn(world, begun);
  if (progress.missing.length > 0) return progress;
  const now = world.machine();
  const claimed = await claimSending(world.sql, begun.id, now, plusMs(now, -finishingMs));
  // The sender of the other last piece is told what became of it.
  return claimed.length > 0 ? await finish(world, permit, coming, begun) : ((await finished(world, permit, coming)) ?? progress);
}

function refusedBefore({ digest, name, size }: Coming): Refusal | undefined {
  if (!/^[0-9a-f]{64}$/.test(digest) || keptName(name) === '' || !Number.isSafeInteger(size) || size < 0) return refuse('bad-request');
  if (size === 0) return refuse('file-empty');
  return size > maxFileBytes ? refuse('file-too-large') : refusedAhead(name);
}

function refusedPiece(world: Pick<World, 'hash'>, { name, size }: Coming, { start, bytes, digest }: Piece): Refusal | undefined {
  if (pieceSize(size, start) !== bytes.length) return refuse('piece-misplaced');
  if (world.hash(bytes) !== digest) return refuse('piece-altered');
  return start === 0 ? refusedAhead(name, bytes) : undefined;
}

async function begunOf(world: World, permit: Permit<'case.submit'>, { digest, name }: Coming): Promise<SendingRow | undefined> {
  const [row] = await sendingOf(world.sql, permit.actor.person, digest, keptName(name));
  return row;
}

async function finished(world: World, permit: Permit<'case.submit'>, { digest, name, size }: Coming): Promise<Progress | undefined> {
  const [row] = await uploadByContent(world.sql, permit.actor.person, digest, keptName(name));
  return row === undefined ? undefined : { of: startsOf(size).length, missing: [], file: row.id };
}

const missingIn = async (world: World, { id, size }: SendingRow): Promise<Progress> => ({
  of: startsOf(size).length,
  missing: missingOf(
    size,
    (await startsHere(world.sql, id)).map(({ start }) => start),
  ),
});

/** One after the other for one person: files begun at once are counted as well. */
function begin(world: World, permit: Permit<'case.submit'>, { digest, name, size }: Coming): Promise<SendingRow | Refusal> {
  const person = permit.actor.person;
  const row = { id: world.newId(), person, digest, name: keptName(name), size, at: world.machine() };
  return world.sql.begin<SendingRow | Refusal>(async (sql) => {
    await beginsAlone(sql, person);
    const [twin] = await sendingOf(sql, person, digest, row.name);
    if (twin !== undefined) return twin;
    const [sent] = await bytesSent(sql, person);
    if ((sent?.bytes ?? 0) + size > mostBytesSent) return refuse('too-much-sent');
    const [all] = await allSending(sql);
    if ((all?.bytes ?? 0) + size > mostBegunByAll) return refuse('too-busy');
    const old = givingWay(await sendingsBy(sql, person), size, mostBegun);
    if (old.length > 0)
      await deleteSending(
        sql,
        old.map(({ id }) => id),
      );
    await insertSending(sql, row);
    return row;
  });
}

/** Bytes of files that are being put together in this process. */
let held = 0;
const mostHeld = 200 * 1_048_576;

async function finish(world: World, permit: Permit<'case.submit'>, coming: Coming, begun: SendingRow): Promise<Progress | Refusal> {
  if (held + begun.size > mostHeld) return await later(world, begun, refuse('too-busy'));
  held += begun.size;
  try {
    const bytes = await whole(world, begun);
    // It gave way to others, or was finished meanwhile.
    if (bytes === undefined) return (await finished(world, permit, coming)) ?? refuse('too-busy');
    const staged = world.hash(bytes) === coming.digest ? await stageUpload(world, permit, { name: keptName(coming.name), bytes }) : refuse('piece-altered');
    // What may go better later waits for that; what never will is forgotten.
    if (isRefusal(staged) && (staged.refused === 'too-busy' || staged.refused === 'too-much-sent')) return await later(world, begun, staged);
    await deleteSending(world.sql, [begun.id]);
    return isRefusal(staged) ? staged : { of: startsOf(begun.size).length, missing: [], file: staged.id };
  } finally {
    held -= begun.size;
  }
}

async function later(world: World, { id }: SendingRow, refusal: Refusal): Promise<Refusal> {
  await releaseSending(world.sql, id);
  return refusal;
}

/** Undefined when it is gone. */
async function whole(world: World, { id, size }: SendingRow): Promise<Uint8Array | undefined> {
  const bytes = new Uint8Array(size);
  const atOnce = 16;
  for (let at = 0; at < size; at += atOnce * pieceBytes) {
    const pieces = await piecesFrom(world.sql, id, at, atOnce);
    if (pieces.length < Math.min(atOnce, Math.ceil((size - at) / pieceBytes))) return undefined;
    for (const [index, piece] of pieces.entries()) bytes.set(piece.bytes, at + index * pieceBytes);
  }
  return bytes;
}

/** The sender's own file with this content and name, once it is whole. */
export async function arrivedFile(world: World, permit: Permit<'case.submit'>, coming: Pick<Coming, 'digest' | 'name'>): Promise<UploadRow | undefined> {
  const [row] = await uploadByContent(world.sql, permit.actor.person, coming.digest, keptName(coming.name));
  return row;
}

/** How many pieces of it are here; undefined when nothing of it is on its way. */
export async function piecesHere(world: World, permit: Permit<'case.submit'>, coming: Pick<Coming, 'digest' | 'name'>): Promise<number | undefined> {
  const [begun] = await sendingOf(world.sql, permit.actor.person, coming.digest, keptName(coming.name));
  return begun === undefined ? undefined : (await startsHere(world.sql, begun.id)).length;
}

/** Forgets files left half-way for a day. */
export const forgetSendings = async (world: Pick<World, 'sql' | 'machine'>, _permit: Permit<'system.run'>): Promise<void> =>
  void (await sweepSendings(world.sql, plusMs(world.machine(), -begunKeepMs)));
