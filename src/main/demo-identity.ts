/** The national identity of the demonstration: the double in a process of its own, with the sample citizens and two people nobody here knows yet. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DoublePerson, IdentityDouble } from '../gate/identity-double.ts';
import { startIdentityDouble } from '../gate/identity-double.ts';
import { identityBack } from '../kernel/person/person.ts';
import type { Config } from './config.ts';
import { home } from './config.ts';
import { demoPeople } from './demo-people.ts';

const citizen = { vi: 'Người dân của tỉnh mẫu.', en: 'A citizen of the sample province.' };
const first = { vi: 'Lần đầu dùng cổng này: tài khoản được lập khi đăng nhập.', en: 'Here for the first time: the account is made at the sign-in.' };
const basic = { vi: 'Mới có định danh mức 1.', en: 'Has an identity of level 1 only.' };
const officer = { vi: 'Một công chức: ở đây chỉ làm việc của riêng mình.', en: 'An officer: only own matters are done here.' };

/** Known citizens first, then one at their first sign-in, then one whose identity is only basic; an officer shows that this key opens no post. */
export const doublePeople: readonly DoublePerson[] = [
  ...demoPeople
    .filter((person) => person.post === undefined)
    .map(({ idNumber, name, phone }): DoublePerson => ({ idNumber, name, phone: `+84${phone.slice(1)}`, level: 2, about: citizen })),
  { idNumber: '049197006789', name: 'Hồ Thị Mới', phone: '+84905777001', level: 2, about: first },
  { idNumber: '049088007890', name: 'Lê Văn Cơ', phone: '+84905777002', level: 1, about: basic },
  ...demoPeople
    .filter((person) => person.account === 'mot-cua-an-xuan')
    .map(({ idNumber, name }): DoublePerson => ({ idNumber, name, level: 2, about: officer })),
];

/** What the double will call itself, with a secret made for this run. */
export function demoIdentityAt(origin: string, port: number): NonNullable<Config['identity']> {
  return { issuer: `http://${new URL(origin).hostname}:${port}`, client: 'cua-so', secret: randomBytes(24).toString('base64url') };
}

/** The provider package is there for tests and for the sample province; production installs leave it out. */
export const canDouble = (): boolean => existsSync(join(home, 'node_modules', 'oidc-provider'));

export function startDemoIdentity(config: Pick<Config, 'host' | 'origin' | 'identity'>): IdentityDouble | undefined {
  const { identity } = config;
  if (identity === undefined) return undefined;
  const { issuer, client, secret } = identity;
  const wish = { issuer, client, secret, host: config.host, port: Number(new URL(issuer).port), back: `${config.origin}${identityBack}` };
  return startIdentityDouble({ ...wish, people: doublePeople });
}
