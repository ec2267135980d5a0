/** Bearer tokens of programs: issued and revoked by the administrator, each an entry of the ledger; they open no more than the post they stand for. */
import type { PersonId, UnitId } from '../../base/id.ts';
import type { Refusal } from '../../base/refusal.ts';
import { isRefusal, refuse } from '../../base/refusal.ts';
import { tidy } from '../../base/text.ts';
import { plusMs, toMs } from '../../base/time.ts';
import { append } from '../ledger/ledger.act.ts';
import type { Permit, Right } from '../permit.ts';
import { covers } from '../permit.ts';
import { findPerson } from '../person/person.act.ts';
import { sightEveryMs, tokenOf } from '../person/person.ts';
import type { World } from '../world.ts';
import { isHeld, rightsOf } from './access.ts';
import { askPermit, postsOf } from './permit.act.ts';
import type { TokenRow } from './token.store.ts';
import { closeToken, insertToken, seeToken, tokenByHash, tokenById, tokensSince } from './token.store.ts';
import type { ApiToken } from './token.ts';
import { isTokenLive, secretOf, tokenDays, tokenPrefix, tokenRights } from './token.ts';

type Place = Pick<World, 'sql' | 'now' | 'machine' | 'newId' | 'secret' | 'hash'>;

const dayMs = 86_400_000;

export type NewToken = {
  readonly person: PersonId;
  readonly name: string;
  readonly rights: readonly Right[];
  /** 1 to 366; 90 when absent. */
  readonly days?: number;
};

/** `bearer` is shown once; the store knows its hash only. */
export type IssuedToken = { readonly bearer: string; readonly token: ApiToken };

/** A token for somebody else's post, with rights that post has. Refuses with 'second-person-needed', 'not-allowed' or 'token-not-fitting'. */
export function issueToken(world: Place, permit: Permit<'person.admin'>, input: NewToken): Promise<IssuedToken | Refusal> {
  const name = tidy(input.name);
  const days = input.days ?? tokenDays.usual;
  const rights = [...new Set(input.rights)];
  const isSound = name.length >= 1 && name.length <= 60 && Number.isInteger(days) && days >= 1 && days <= tokenDays.most && rights.length > 0;
  if (!isSound || !rights.every((right) => tokenRights.includes(right))) return Promise.resolve(refuse('token-not-fitting'));
  if (input.person === permit.actor.person) return Promise.resolve(refuse('second-person-needed'));
  return world.sql.begin(async (sql) => {
    const person = await findPerson({ sql }, permit, input.person);
    if (isRefusal(person)) return person;
    const held = (await postsOf(sql, input.person)).filter((post) => isHeld(post, world.now()));
    if (!held.every((post) => covers(permit, post.path))) return refuse('not-allowed');
    if (!rights.every((right) => held.some((post) => rightsOf(post.role).has(right)))) return refuse('token-not-fitting');
    const secret = tokenOf(world.secret(32));
    const issued = world.machine();
    const row = { id: world.newId(), person: input.person, name, rights, issued, expires: plusMs(issued, days * dayMs) };
    await insertToken(sql, { ...row, tokenHash: world.hash(secret), issuedBy: permit.actor.person });
    await append(sql, world.hash, permit, [{ what: 'token-issued', at: world.now(), token: row.id, person: row.person, rights, expires: row.expires }]);
    return { bearer: `${tokenPrefix}${secret}`, token: { ...row, holder: person.name } };
  });
}

/** Ends a token at once. */
export function revokeToken(world: Pick<World, 'sql' | 'now' | 'machine' | 'hash'>, permit: Permit<'person.admin'>, id: string): Promise<true | Refusal> {
  return world.sql.begin(async (sql) => {
    const [row] = await tokenById(sql, id);
    if (row === undefined || !(await reaches({ sql, now: world.now }, permit, row))) return refuse('not-found');
    const closed = await closeToken(sql, id, world.machine());
    if (closed.length === 0) return refuse('not-found');
    await append(sql, world.hash, permit, [{ what: 'token-revoked', at: world.now(), token: id, person: row.person }]);
    return true;
  });
}

/** Tokens within reach of the permit, the newest first; those over for more than 30 days are left out. */
export async function listTokens(world: Pick<World, 'sql' | 'now' | 'machine'>, permit: Permit<'person.admin'>): Promise<readonly ApiToken[]> {
  const found: ApiToken[] = [];
  for (const row of await tokensSince(world.sql, plusMs(world.machine(), -30 * dayMs))) {
    if (await reaches(world, permit, row)) found.push(tokenOfRow(row));
  }
  return found;
}

/** Whose token this is. Needs no permit: it is what permits are asked with. */
export async function readToken(world: Pick<World, 'sql' | 'machine' | 'hash'>, bearer: string): Promise<ApiToken | Refusal> {
  const secret = secretOf(bearer);
  const [row] = secret === undefined ? [] : await tokenByHash(world.sql, world.hash(secret));
  const now = world.machine();
  if (row === undefined || !isTokenLive(row, now)) return refuse('not-signed-in');
  if (row.used === null || toMs(now) - toMs(row.used) >= sightEveryMs) await seeToken(world.sql, row.id, now);
  return tokenOfRow(row);
}

/** A permit for a program: only the token's rights, only in the holder's post, never as a citizen with own cases. */
export async function askPermitByToken<R extends Right>(
  world: Pick<World, 'sql' | 'now'>,
  token: Pick<ApiToken, 'person' | 'rights'>,
  right: R,
  where?: UnitId,
): Promise<Permit<R> | Refusal> {
  if (!token.rights.includes(right) || !tokenRights.includes(right)) return refuse('not-allowed');
  const permit = await askPermit(world, token, right, where);
  return !isRefusal(permit) && permit.reach.kind === 'own' ? refuse('not-allowed') : permit;
}

async function reaches(world: Pick<World, 'sql' | 'now'>, permit: Permit<'person.admin'>, row: TokenRow): Promise<boolean> {
  return (await postsOf(world.sql, row.person)).filter((post) => isHeld(post, world.now())).every((post) => covers(permit, post.path));
}

function tokenOfRow(row: TokenRow): ApiToken {
  const { used, revoked, ...rest } = row;
  return { ...rest, ...(used === null ? {} : { used }), ...(revoked === null ? {} : { revoked }) };
}
