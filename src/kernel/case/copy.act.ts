/** A copy of everything the platform keeps about a person: gathered in the background, fetched once by the person alone. */
import { crc32 } from 'node:zlib';
import type { PersonId } from '../../base/id.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import { plusMs } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import { listMandates } from '../access/access.act.ts';
import { vaultBlobs } from '../document/document.act.ts';
import { isBlobHash } from '../document/document.ts';
import { schedule } from '../job/job.act.ts';
import type { LeasedJob } from '../job/job.ts';
import { append, readCase } from '../ledger/ledger.act.ts';
import type { Permit } from '../permit.ts';
import { findPerson, listChanges, listSessions, passkeysOfSelf } from '../person/person.act.ts';
import type { World } from '../world.ts';
import { loadCase } from './case.store.ts';
import { listNamed } from './consent.act.ts';
import type { CopyFile, CopyParts, CopyRow } from './copy.store.ts';
import { copiesAsked, copiesOf, dropCopies, finishCopy, insertCopy, lockReady, markTaken, noteProgress, waitingCopy } from './copy.store.ts';
import { readable } from './copy.ts';
import { wholeDraftsOf } from './draft.store.ts';
import { looksAt } from './looked.store.ts';
import { linesOfPerson } from './read.store.ts';

export type { CopyFile, CopyParts, CopyRow } from './copy.store.ts';

/** So many copies a person may ask for in a day. */
const mostPerDay = 5;
const dayMs = 86_400_000;
/** A copy that nobody fetches is forgotten. */
const keptMs = 7 * dayMs;

/** Asks for a copy. What only the person may see is read now, under the person's own permit; the rest is gathered in the background. */
export async function askCopy(world: World, permit: Permit<'person.self'>): Promise<{ readonly id: string } | Refusal> {
  const owner = permit.actor.person;
  const person = await findPerson(world, permit, owner);
  if (isRefusal(person)) return person;
  const mandates = await listMandates(world, permit);
  const facts = plain({
    made: world.now(),
    person,
    sessions: await listSessions(world, permit),
    passkeys: await passkeysOfSelf(world, permit),
    changes: await listChanges(world, permit),
    mandates: isRefusal(mandates) ? [] : mandates,
    consents: await consentsOf(world, permit),
  });
  const machine = world.machine();
  const id = world.newId();
  return world.sql.begin(async (sql) => {
    const [today] = await copiesAsked(sql, owner, plusMs(machine, -dayMs));
    if ((today?.asked ?? 0) >= mostPerDay) return refuse('too-many-requests');
    const [made] = await insertCopy(sql, id, owner, facts, machine);
    if (made === undefined) return refuse('already-sent');
    await schedule(sql, [{ kind: 'person-copy', caseId: null, body: { copy: id }, due: world.now() }]);
    await append(sql, world.hash, permit, [{ what: 'data-copied', at: world.now(), person: owner, copy: id }]);
    return { id };
  });
}

export const listCopies = (world: Pick<World, 'sql'>, permit: Permit<'person.self'>): Promise<readonly CopyRow[]> =>
  copiesOf(world.sql, permit.actor.person, 10);

/** Hands the copy out, once: from then on it is forgotten here. "Not yours", "taken" and "none" look the same. */
export function takeCopy(world: Pick<World, 'sql' | 'now' | 'machine' | 'hash'>, permit: Permit<'person.self'>, id: string): Promise<CopyParts | Refusal> {
  return world.sql.begin<CopyParts | Refusal>(async (sql) => {
    const [row] = await lockReady(sql, id, permit.actor.person);
    if (row === undefined) return refuse('not-found');
    await markTaken(sql, id, world.machine());
    await append(sql, world.hash, permit, [{ what: 'data-copy-taken', at: world.now(), person: permit.actor.person, copy: id }]);
    return row.parts;
  });
}

export const forgetCopies = async (world: Pick<World, 'sql' | 'machine'>, _permit: Permit<'system.run'>): Promise<void> =>
  void (await dropCopies(world.sql, plusMs(world.machine(), -keptMs), world.machine()));

/** What a later room keeps about a person: its own part of the copy, by name. */
export type CopyPart = (world: World, permit: Permit<'system.run'>, owner: PersonId) => Promise<JsonObject>;

/** The background work of a copy: cases with answers and history, drafts, papers, who looked, what the other rooms keep, and the checksums of all files. */
export const personJob =
  (parts: readonly CopyPart[]) =>
  async (world: World, permit: Permit<'system.run'>, job: LeasedJob, finish: (sql: Sql) => Promise<void>): Promise<void> => {
    const id = String(job.body.copy);
    const [copy] = await waitingCopy(world.sql, id);
    if (copy === undefined) return await world.sql.begin(finish);
    const { owner } = copy;
    const cases = await casesOf(world, permit, owner);
    const drafts = await wholeDraftsOf(world.sql, owner, 10_000);
    const papers = await vaultBlobs(world, permit, owner);
    const rooms: JsonObject[] = [];
    for (const part of parts) rooms.push(await part(world, permit, owner));
    const files = await filesOf(world, id, papers);
    const looks = await looksAt(world.sql, owner, 10_000);
    const paths = new Map(files.map((file) => [file.blob, file.name]));
    const all = plain(Object.assign({ ...copy.parts.facts, cases, drafts, papers, looks }, ...rooms));
    const facts = readable(world.org(), paths, all);
    await world.sql.begin(async (sql) => {
      await finishCopy(sql, id, { facts, files }, world.machine());
      await finish(sql);
    });
  };

async function filesOf(world: World, id: string, papers: Awaited<ReturnType<typeof vaultBlobs>>): Promise<readonly CopyFile[]> {
  const total = papers.length + 1;
  const files: CopyFile[] = [];
  for (const [index, paper] of papers.entries()) {
    await noteProgress(world.sql, id, index, total);
    const sum = await sumOf(world, paper.blob);
    if (sum !== undefined)
      files.push({ name: `giay-to/${String(index + 1).padStart(3, '0')} ${fileName(paper.title, paper.mediaType)}`, blob: paper.blob, ...sum });
  }
  await noteProgress(world.sql, id, papers.length, total);
  return files;
}

/** Answers given to cases of others: the own words alone, as the own page shows them. A sign-in that has shown no number finds none there either. */
async function consentsOf(world: World, permit: Permit<'person.self'>): Promise<readonly JsonObject[]> {
  const named = await listNamed(world, permit, 1_000);
  if (isRefusal(named)) return [];
  return named.map(({ state, pack, mine }) => {
    const asked = mine.map(({ consent, name, answer }) => ({ consent, name, says: answer?.says, how: answer?.how, at: answer?.at }));
    return plain({ procedure: pack.title.vi, unit: state.unit, submitted: state.submitted, asked });
  });
}

async function casesOf(world: World, permit: Permit<'system.run'>, owner: PersonId): Promise<readonly JsonObject[]> {
  const cases: JsonObject[] = [];
  for (const line of await linesOfPerson(world.sql, owner, 10_000)) {
    const [row] = await loadCase(world.sql, line.id);
    if (row === undefined) continue;
    const { tracking, code, pack, unit, channel, submitted, answers, files, fee, paid, supplements, documents, stage } = row.state;
    const history = (await readCase(world, permit, line.id)).map(({ at, what, role, actor, behalf }) => ({ at, what, role, actor, behalf }));
    cases.push(plain({ tracking, code, pack, unit, channel, submitted, answers, files, fee, paid, supplements, documents, stage, history }));
  }
  return cases;
}

/** Real size and checksum of the bytes, read as a stream. */
async function sumOf(world: World, blob: string): Promise<{ readonly size: number; readonly crc: number } | undefined> {
  const stored = isBlobHash(blob) ? await world.gates.blob.stream(blob) : undefined;
  if (stored === undefined) return undefined;
  let [size, crc] = [0, 0];
  for await (const part of stored.bytes) {
    size += part.length;
    crc = crc32(part, crc);
  }
  return { size, crc };
}

function fileName(title: string, mediaType: string): string {
  const ending = { 'application/pdf': '.pdf', 'image/jpeg': '.jpg', 'image/png': '.png', 'image/webp': '.webp' }[mediaType] ?? '';
  const name =
    title
      .replace(/[\p{C}/\\:*?"<>|]/gu, ' ')
      .trim()
      .slice(0, 100) || 'giay';
  return name.toLowerCase().endsWith(ending) ? name : `${name}${ending}`;
}

/** As JSON says it: what is absent falls out. */
const plain = (value: object): JsonObject => JSON.parse(JSON.stringify(value)) as Json as JsonObject;
