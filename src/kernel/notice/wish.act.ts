/** Deeds of people on how they are told: ways by kind, an e-mail address that its owner confirms, devices. */
import type { Refusal } from '../../base/refusal.ts';
import { refuse } from '../../base/refusal.ts';
import type { Lang } from '../../base/text.ts';
import { append } from '../ledger/ledger.act.ts';
import type { Permit } from '../permit.ts';
import { isToken, tokenOf } from '../person/person.ts';
import type { World } from '../world.ts';
import type { Channel } from './plan.ts';
import { standardChannels } from './plan.ts';
import type { DeviceRow } from './wish.store.ts';
import { addressOf, choicesOf, confirmAddress, devicesOf, endOwnDevice, saveAddress, saveChoice, saveDevice } from './wish.store.ts';
import type { WishGroup } from './wish.ts';
import { isSubscription, wishGroups } from './wish.ts';

export type { DeviceRow } from './wish.store.ts';

export type Wishes = {
  readonly channels: ReadonlyMap<WishGroup, readonly Channel[]>;
  readonly email: string | undefined;
  readonly isEmailConfirmed: boolean;
  readonly lang: Lang;
  readonly devices: readonly DeviceRow[];
};

export async function wishesOf(world: Pick<World, 'sql'>, permit: Permit<'person.self'>): Promise<Wishes> {
  const { person } = permit.actor;
  const [choices, [address], devices] = await Promise.all([choicesOf(world.sql, person), addressOf(world.sql, person), devicesOf(world.sql, person)]);
  const chosen = new Map(choices.map((row) => [row.kind, row.channels]));
  return {
    channels: new Map(wishGroups.map((group) => [group.name, chosen.get(group.kinds[0]) ?? standardChannels(group.kinds[0])])),
    email: address?.email ?? undefined,
    isEmailConfirmed: address?.confirmed ?? false,
    lang: address?.lang ?? 'vi',
    devices,
  };
}

export type NewWishes = { readonly channels: ReadonlyMap<WishGroup, readonly Channel[]>; readonly email: string | undefined; readonly lang: Lang };

/** Stores the wishes. A new address is asked to confirm itself: 'sent', or 'away' when the mail could not leave now. */
export async function saveWishes(world: World, permit: Permit<'person.self'>, wishes: NewWishes): Promise<'saved' | 'sent' | 'away'> {
  const { person } = permit.actor;
  const token = tokenOf(world.secret(32));
  const isAsked = await world.sql.begin(async (sql) => {
    const [before] = await addressOf(sql, person);
    const asks = wishes.email !== undefined && (before?.email !== wishes.email || before?.confirmed !== true);
    await saveAddress(sql, person, wishes.email ?? null, wishes.lang, asks ? world.hash(token) : null);
    for (const [name, channels] of wishes.channels) {
      const group = wishGroups.find((one) => one.name === name);
      for (const kind of group?.kinds ?? []) await saveChoice(sql, person, kind, channels);
    }
    // What was chosen is a matter between the person and the house; that something was chosen is in the ledger.
    await append(sql, world.hash, permit, [{ what: 'notice-wishes-changed', at: world.now(), person }]);
    return asks;
  });
  if (!isAsked || wishes.email === undefined) return 'saved';
  return await askAddress(world, wishes.email, wishes.lang, token);
}

async function askAddress(world: World, email: string, lang: Lang, token: string): Promise<'sent' | 'away'> {
  const vi = lang === 'vi';
  const taken = await world.gates.message.email
    ?.send({
      key: world.newId(),
      to: email,
      title: vi ? 'Xác nhận địa chỉ thư điện tử' : 'Confirm your e-mail address',
      text: vi
        ? 'Mở liên kết dưới đây để nhận thông báo về hồ sơ tại địa chỉ này. Nếu không phải ông/bà yêu cầu, xin bỏ qua thư này.'
        : 'Open the link below to be told about your cases at this address. If you did not ask for this, ignore this message.',
      link: `${world.origin}/thong-bao/xac-nhan/${token}`,
    })
    .catch(() => undefined);
  return taken?.is === 'taken' ? 'sent' : 'away';
}

/** Whoever holds the link has the mailbox. */
export async function confirmEmail(world: Pick<World, 'sql' | 'hash' | 'now'>, token: string): Promise<true | Refusal> {
  const [row] = isToken(token) ? await confirmAddress(world.sql, world.hash(token), world.now()) : [];
  return row === undefined ? refuse('not-found') : true;
}

export type Subscription = { readonly endpoint: string; readonly p256dh: string; readonly auth: string; readonly label: string };

/** More devices than anybody carries: each message goes to every one of them. */
const mostDevices = 20;

export async function addDevice(world: World, permit: Permit<'person.self'>, one: Subscription): Promise<true | Refusal> {
  if (!isSubscription(one) || world.gates.message.isPushService?.(one.endpoint) !== true) return refuse('bad-request');
  const known = await devicesOf(world.sql, permit.actor.person);
  if (known.length >= mostDevices) return refuse('too-many-requests');
  await saveDevice(world.sql, { ...one, id: world.newId(), person: permit.actor.person, label: one.label.slice(0, 100), at: world.now() });
  return true;
}

export async function removeDevice(world: World, permit: Permit<'person.self'>, id: string): Promise<true | Refusal> {
  const [row] = await endOwnDevice(world.sql, id, permit.actor.person, world.now());
  return row === undefined ? refuse('not-found') : true;
}
