/** Deeds on posts whose session had lapsed: answers wait a day, files an hour, for the account the form belonged to; the files in the browser that sent them alone. */
import type { Refusal, RefusalCode } from '../../base/refusal.ts';
import { isRefusal, refusals, refuse } from '../../base/refusal.ts';
import { plusMs } from '../../base/time.ts';
import type { Sql } from '../../db/sql.ts';
import { givingWay, kindOf } from '../document/document.ts';
import type { Permit } from '../permit.ts';
import type { World } from '../world.ts';
import { ownerMark, saveDraft } from './draft.act.ts';
import { countParked, deleteParked, findParked, insertParked, parkedOf } from './draft.store.ts';
import type { Draft, DraftBoxes } from './draft.ts';
import { mostDraftBytes, parkedKeepDays } from './draft.ts';
import { dropParkedFiles, insertParkedFile, parkedBy, parkedFiles, parkedRoom, sweepParkedFiles } from './parked.store.ts';

/** A file of such a post; `refused`: why its bytes were not even read. */
export type ParkedFile = { readonly field: string; readonly name: string; readonly bytes: Uint8Array; readonly refused?: RefusalCode };

export type Parked = {
  readonly owner: string;
  readonly place: string;
  readonly pack: Draft['pack'];
  readonly boxes: DraftBoxes;
  readonly files: readonly ParkedFile[];
  /** Hash of the secret that the sending browser alone has. */
  readonly browser: string;
  /** Mark of the network address. */
  readonly address: string;
};

/** Only this many posts of lapsed sessions are held at a time. */
const mostParked = 2_000;
/** Files from one address (a whole office may sit behind it), and from all, within the hour that they are kept. */
const mostFromAddress = 128 * 1_048_576;
const mostFromAll = 512 * 1_048_576;
/** One form's files are 60 MB at most; a browser that sends another form loses the files of its oldest one first. */
const mostFromBrowser = { files: 10, bytes: 64 * 1_048_576 } as const;
export const parkedFileKeepMs = 3_600_000;
/** Boxes beyond all limits are counted by the reader of the form; this many are remembered by name. */
const mostNamed = 40;

/** Needs no permit: nothing can be read by it. Answers the number to ask for it. A file that cannot be kept is remembered by name and reason. */
export async function parkDraft(world: Pick<World, 'sql' | 'machine' | 'newId'>, parked: Parked): Promise<string | Refusal> {
  if (JSON.stringify(parked.boxes).length > mostDraftBytes) return refuse('body-too-large');
  const { files, browser, address, ...draft } = parked;
  const id = world.newId();
  const at = world.machine();
  return await world.sql.begin<string | Refusal>(async (sql) => {
    const [held] = await countParked(sql);
    if ((held?.count ?? 0) >= mostParked) return refuse('too-busy');
    await insertParked(sql, { id, ...draft, saved: at });
    if (files.length === 0) return id;
    await sweepParkedFiles(sql, plusMs(at, -parkedFileKeepMs));
    const hasRoom = await roomFor(sql, parked);
    for (const [number, file] of files.slice(0, mostNamed).entries()) {
      const why = file.refused ?? refusedKind(file) ?? (hasRoom ? undefined : 'file-not-held');
      await insertParkedFile(sql, {
        draft: id,
        number,
        browser,
        address,
        field: file.field.slice(0, 200),
        name: [...file.name].slice(-200).join(''),
        bytes: why === undefined ? file.bytes : null,
        why: why ?? null,
        at,
      });
    }
    return id;
  });
}

/** Nobody has shown who they are: only what might be taken at all is kept. */
function refusedKind({ bytes, name }: ParkedFile): RefusalCode | undefined {
  const kind = kindOf(bytes, name);
  return isRefusal(kind) ? kind.refused : undefined;
}

async function roomFor(sql: Sql, { files, browser, address }: Parked): Promise<boolean> {
  const size = files.reduce((sum, file) => sum + file.bytes.length, 0);
  const old = givingWay(await parkedBy(sql, browser), size, mostFromBrowser);
  if (old.length > 0)
    await dropParkedFiles(
      sql,
      old.map(({ draft }) => draft),
    );
  const [room] = await parkedRoom(sql, address);
  return size <= mostFromBrowser.bytes && (room?.here ?? 0) + size <= mostFromAddress && (room?.all ?? 0) + size <= mostFromAll;
}

/** What came back: where the form stands, and its files; those without bytes could not be kept. */
export type TakenOver = { readonly place: Draft['place']; readonly pack: Draft['pack']; readonly files: readonly ParkedFile[] };

/** Lays a parked post over the person's draft; undefined when there is nothing, or it is somebody else's. It stays until `dropParked`: files half taken over are taken over again. */
export async function takeOver(world: World, permit: Permit<'case.submit'>, id: string, browser: string): Promise<TakenOver | undefined> {
  const [row] = await findParked(world.sql, id, ownerMark(world, permit.actor.person));
  if (row === undefined) return undefined;
  const files = await parkedFiles(world.sql, id, browser, plusMs(world.machine(), -parkedFileKeepMs));
  const pack = { id: row.packId, version: row.packVersion };
  await saveDraft(world, permit, { key: world.newId(), place: row.place, pack, boxes: () => row.boxes, seen: 'all' });
  return { place: row.place, pack, files: files.map((file) => ({ field: file.field, name: file.name, ...bytesOrWhy(file) })) };
}

const bytesOrWhy = ({ bytes, why }: { readonly bytes: Uint8Array | null; readonly why: string | null }): Pick<ParkedFile, 'bytes' | 'refused'> =>
  bytes === null ? { bytes: new Uint8Array(), refused: isCode(why) ? why : 'file-not-held' } : { bytes };
const isCode = (code: string | null): code is RefusalCode => code !== null && Object.hasOwn(refusals, code);

/** Posts that wait for the signed-in person, the latest of every form: whoever does not follow the way back finds them too. */
export const listParked = (world: Pick<World, 'sql' | 'hash' | 'machine'>, permit: Permit<'case.read'> | Permit<'case.submit'>) =>
  parkedOf(world.sql, permit.actor.person, ownerMark(world, permit.actor.person), plusMs(world.machine(), -parkedKeepDays * 86_400_000));

/** Its owner has everything of it. */
export const dropParked = async (world: Pick<World, 'sql' | 'hash'>, permit: Permit<'case.submit'>, id: string): Promise<void> =>
  void (await deleteParked(world.sql, id, ownerMark(world, permit.actor.person)));

/** Files nobody came for within their hour. */
export const forgetParkedFiles = async (world: Pick<World, 'sql' | 'machine'>, _permit: Permit<'system.run'>): Promise<void> =>
  void (await sweepParkedFiles(world.sql, plusMs(world.machine(), -parkedFileKeepMs)));
