/** The deed of `./cuaso admin invite`: units when there are none, the person and the post when they are missing, then the link. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { PersonId } from '../base/id.ts';
import type { Json } from '../base/json.ts';
import type { Refusal } from '../base/refusal.ts';
import { isRefusal, sentenceOf } from '../base/refusal.ts';
import { dateOf, instantOf } from '../base/time.ts';
import { exit, Stop } from '../cli/command.ts';
import type { Invitation, InviteWish } from '../cli/invite.ts';
import type { Sql } from '../db/sql.ts';
import type { DoorWorld } from '../kernel/access/access.act.ts';
import { givePost, invite, listHolders, systemPermit } from '../kernel/access/access.act.ts';
import { loadUnits, readOrg } from '../kernel/org/org.act.ts';
import type { Unit } from '../kernel/org/org.ts';
import { readUnitFile } from '../kernel/org/org.ts';
import { addPerson, findAccount } from '../kernel/person/person.act.ts';
import { linkLastsMs } from '../kernel/person/person.ts';
import type { Config } from './config.ts';
import { home } from './config.ts';
import { openStore } from './store.ts';
import { inspectStore } from './store-check.ts';
import { sha256, uuid7 } from './world.ts';

export async function inviteAdministrator(config: Config, wish: InviteWish): Promise<Invitation> {
  const store = await openStore(config, 'share');
  try {
    const wrong = (await inspectStore(store.app)).find((finding) => finding.level === 'stop');
    if (wrong !== undefined) throw new Stop(exit.missing, wrong.says);
    return await inviteIn(doorWorld(config, store.app), wish);
  } finally {
    await store.close();
  }
}

function doorWorld(config: Config, sql: Sql): DoorWorld {
  const now = (): ReturnType<typeof instantOf> => instantOf(Date.now());
  return { sql, now, machine: now, newId: uuid7, secret: (bytes) => randomBytes(bytes), hash: sha256, origin: config.origin };
}

async function inviteIn(world: DoorWorld, wish: InviteWish): Promise<Invitation> {
  const root = await rootUnit(world, wish.units);
  const permit = systemPermit(world, 'person.admin');
  const known = await findAccount(world, permit, wish.account);
  if (isRefusal(known) && wish.name === '') {
    throw new Stop(exit.usage, {
      vi: `chưa có tài khoản ${wish.account}; cho biết họ tên: --name 'Họ và tên'`,
      en: `there is no account ${wish.account} yet; give the name: --name 'Full name'`,
    });
  }
  const person = isRefusal(known) ? sound(await addPerson(world, permit, { account: wish.account, name: wish.name })) : known;
  await makeAdministrator(world, person.id, wish.account, root);
  const link = sound(await invite(world, permit, person.id));
  return { account: wish.account, name: person.name, link: `${world.origin}/moi/${link.token}`, hours: Math.round(linkLastsMs / 3_600_000) };
}

async function makeAdministrator(world: DoorWorld, person: PersonId, account: string, root: Unit): Promise<void> {
  const permit = systemPermit(world, 'person.admin');
  const held = await listHolders(world, permit, { text: account, limit: 500 });
  if (held.some((holder) => holder.account === account && holder.role === 'systemAdmin')) return;
  sound(await givePost(world, permit, { person, unit: root.id, role: 'systemAdmin', title: 'Quản trị hệ thống', from: dateOf(world.now()) }));
}

/** The unit without a parent; the units are loaded from the file when the database has none. */
async function rootUnit(world: DoorWorld, file: string | undefined): Promise<Unit> {
  const isRoot = (unit: Unit): boolean => unit.parent === undefined;
  const found = (await readOrg(world)).units.find(isRoot);
  if (found !== undefined) return found;
  const path = file === undefined ? join(home, 'data', 'units', 'quang-nam-2021.json') : resolve(file);
  if (!existsSync(path)) throw new Stop(exit.input, { vi: `không có tệp ${path}`, en: `there is no file ${path}` });
  const units = readUnitFile(JSON.parse(readFileSync(path, 'utf8')) as Json);
  if (!('units' in units))
    throw new Stop(exit.input, {
      vi: `danh mục đơn vị ${path} có lỗi`,
      en: `the units in ${path} have errors: ${units.map((finding) => finding.message).join(' ')}`,
    });
  sound(await loadUnits(world, systemPermit(world, 'unit.admin'), units));
  const made = (await readOrg(world)).units.find(isRoot);
  if (made === undefined) throw new Stop(exit.input, { vi: `danh mục đơn vị ${path} không có đơn vị gốc`, en: `the units in ${path} have no root` });
  return made;
}

function sound<T>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Stop(exit.no, { vi: sentenceOf(result, 'vi'), en: sentenceOf(result, 'en') });
  return result as T;
}
