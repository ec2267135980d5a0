/** What the copy of a person's data tells about notices: each with its words and the ways it went, and how the person wants to be told. */
import type { PersonId } from '../../base/id.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Permit } from '../permit.ts';
import type { World } from '../world.ts';
import { noticesWithWays } from './copy.store.ts';
import { placesOf } from './send.act.ts';
import { messageOf } from './text.ts';
import { addressOf, choicesOf, devicesOf } from './wish.store.ts';

export async function noticesForCopy(world: World, _permit: Permit<'system.run'>, owner: PersonId): Promise<JsonObject> {
  const [rows, choices, [address], devices] = await Promise.all([
    noticesWithWays(world.sql, owner, 10_000),
    choicesOf(world.sql, owner),
    addressOf(world.sql, owner),
    devicesOf(world.sql, owner),
  ]);
  const place = { origin: world.origin, places: placesOf(world) };
  const notices = rows.map(({ kind, facts, ...row }) => {
    const { title, text } = messageOf(kind, facts, address?.lang ?? 'vi', place);
    return { ...row, kind, title, text };
  });
  const wishes = {
    ...(address === undefined ? {} : { email: address.email, isEmailConfirmed: address.confirmed, lang: address.lang }),
    choices: choices.map(({ kind, channels }) => ({ kind, channels })),
    devices: devices.map(({ label, made }) => ({ label, made })),
  };
  return { notices, noticeWishes: wishes };
}
