import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { openIdentity } from '../../src/gate/identity-oidc.ts';
import { askPermit } from '../../src/kernel/access/access.act.ts';
import { readSession } from '../../src/kernel/person/person.act.ts';
import type { IdentityGate } from '../../src/kernel/person/person.ts';
import { identityBack } from '../../src/kernel/person/person.ts';
import { claimPort } from '../../src/main/port.ts';
import type { Visitor } from '../kit/client.ts';
import { formTo, visitor } from '../kit/client.ts';
import { doubleFor, gateFor, proveAt, signInAt } from '../kit/identity.ts';
import { openSite } from '../kit/site.ts';
import { sound } from '../kit/world.ts';

const site = await openSite('127.0.0.1', { identity: gateFor });
const pathOf = (address: string): string => new URL(address).pathname + new URL(address).search;
const sessionOf = async (citizen: Visitor) => readSession(site.world, /phien=([^;]+)/.exec(citizen.cookie())?.[1] ?? '');
const isSignedIn = async (citizen: Visitor): Promise<boolean> => !('refused' in (await sessionOf(citizen)));
const people = async (idNumber: string): Promise<number> => {
  const [row] = await site.world.sql<{ n: number }>`select count(*)::int as n from person where id_number = ${idNumber}`;
  return row?.n ?? 0;
};

test('a known citizen comes back signed in, to the page that was asked for, with the level of the identity', async () => {
  const an = site.visitor();
  const page = await signInAt(an, 'Nguyễn Văn An', '/ho-so-cua-toi?tu=dinh-danh');
  assert.equal(page.path, '/ho-so-cua-toi?tu=dinh-danh');
  const session = sound(await sessionOf(an));
  assert.deepEqual([session.name, session.method, session.level, session.asCitizen], ['Nguyễn Văn An', 'identity', 2, true]);
  assert.equal(await people('049085002345'), 1);
});

test('somebody new is made once, however many windows sign in at once', async () => {
  const windows = Array.from({ length: 4 }, () => site.visitor());
  const backs = await Promise.all(windows.map((one) => proveAt(one, 'Hồ Thị Mới')));
  await Promise.all(windows.map((one, index) => one.get(pathOf(backs[index] ?? '/'))));
  assert.equal(await people('049197006789'), 1);
  for (const one of windows) assert.equal(sound(await sessionOf(one)).name, 'Hồ Thị Mới');
});

test('whoever comes from an English page is met in English, with mistakes too; everybody else in Vietnamese', async () => {
  const meet = async (cookie: string) => {
    const citizen = site.visitor();
    if (cookie !== '') await citizen.get('/?lang=en');
    const address = new URL((await citizen.raw('/dang-nhap/dinh-danh')).headers.get('location') ?? '');
    const there = visitor(address.origin);
    return { there, address, page: await there.get(`${address.pathname}${address.search}`) };
  };
  const { there, address, page } = await meet('en');
  assert.equal(address.searchParams.get('ui_locales'), 'en');
  assert.match(page.html, /<html lang="en">/);
  assert.match(
    page.text,
    /SIMULATION.*Sign in with the electronic identity.*Nguyễn Văn An Identity number 0490\*{6}45 · level 2 A citizen of the sample province/,
  );
  const asked = await there.submit(formTo(page, '/chon/'), { fields: { person: '0' } });
  assert.match(asked.text, /Enter the one-time code/);
  const wrong = await there.submit(formTo(asked, asked.forms[0]?.action ?? ''), { fields: { code: '1' } });
  assert.equal(wrong.status, 422);
  assert.match(wrong.html, /<html lang="en">.*The code is not right/s);
  // What stays Vietnamese are names, marked as such.
  assert.doesNotMatch(wrong.html.replace(/<b lang="vi">[^<]*<\/b>/g, ''), /[ăâđêôơư]/i);
  const usual = await meet('');
  assert.equal(usual.address.searchParams.get('ui_locales'), 'vi');
  assert.match(usual.page.html, /<html lang="vi">.*Đăng nhập bằng định danh điện tử/s);
});

test('a basic identity signs in at level 1', async () => {
  const co = site.visitor();
  await signInAt(co, 'Lê Văn Cơ');
  assert.equal(sound(await sessionOf(co)).level, 1);
});

test('an officer who signs in as a citizen has no post', async () => {
  const ha = site.visitor();
  const page = await signInAt(ha, 'Võ Thị Hà', '/tiep-nhan');
  assert.equal(page.status, 403);
  assert.doesNotMatch(page.text, /Bàn làm việc/);
  const session = sound(await sessionOf(ha));
  assert.deepEqual(await askPermit(site.world, session, 'case.receive'), { refused: 'not-allowed' });
  assert.equal(sound(await askPermit(site.world, session, 'case.read')).reach.kind, 'own');
});

test('the way back opens once: a replayed code signs nobody in', async () => {
  const an = site.visitor();
  const back = pathOf(await proveAt(an, 'Nguyễn Văn An'));
  await an.get(back);
  const cookies = an.cookie();
  await an.submit((await an.get('/')).forms.find((form) => form.action === '/dang-xuat') ?? assert.fail());
  const again = await an.raw(back, { headers: { cookie: cookies.replace(/phien=[^;]+;? ?/, '') } });
  assert.equal(again.status, 401);
  assert.match(again.text, /không hoàn tất hoặc đã cũ/);
});

test('a stranger who is sent somebody’s way back is not signed in by it', async () => {
  const attacker = site.visitor();
  const back = pathOf(await proveAt(attacker, 'Nguyễn Văn An'));
  for (const victim of [site.visitor(), await started()]) {
    const page = await victim.raw(back);
    assert.equal(page.status, 401);
    assert.equal(await isSignedIn(victim), false);
  }
});

/** A browser that has begun a sign-in of its own. */
async function started(): Promise<Visitor> {
  const one = site.visitor();
  await one.raw('/dang-nhap/dinh-danh');
  return one;
}

test('state, code and issuer of the answer are checked', async () => {
  const changes: readonly ((url: URL) => void)[] = [
    (url) => url.searchParams.set('state', 'A'.repeat(43)),
    (url) => url.searchParams.delete('state'),
    (url) => url.searchParams.append('state', 'x'),
    (url) => url.searchParams.set('code', 'made-up'),
    (url) => url.searchParams.delete('code'),
    (url) => url.searchParams.set('iss', 'https://elsewhere.example'),
    (url) => url.searchParams.delete('iss'),
  ];
  for (const change of changes) {
    const one = site.visitor();
    const url = new URL(await proveAt(one, 'Nguyễn Văn An'));
    change(url);
    const page = await one.raw(url.pathname + url.search);
    assert.equal(page.status, 401, url.search);
    assert.equal(await isSignedIn(one), false);
  }
});

test('the code of one sign-in does not serve another: verifier and nonce belong together', async () => {
  const [one, two] = [site.visitor(), site.visitor()];
  const [mine, theirs] = [new URL(await proveAt(one, 'Nguyễn Văn An')), new URL(await proveAt(two, 'Trần Thị Bích'))];
  mine.searchParams.set('code', theirs.searchParams.get('code') ?? '');
  assert.equal((await one.raw(mine.pathname + mine.search)).status, 401);
  assert.equal(await isSignedIn(one), false);
});

test('an answer after ten minutes is too old', async () => {
  const an = site.visitor();
  const back = pathOf(await proveAt(an, 'Nguyễn Văn An'));
  site.world.wait(10 * 60_000);
  assert.equal((await an.raw(back)).status, 401);
});

test('a session planted before the sign-in is worth nothing after it', async () => {
  const an = site.visitor();
  await an.raw('/demo/sign-in', { method: 'POST', body: new URLSearchParams({ account: 'cong-dan-khoi' }) });
  const planted = /phien=([^;]+)/.exec(an.cookie())?.[1] ?? '';
  await signInAt(an, 'Nguyễn Văn An');
  assert.notEqual(/phien=([^;]+)/.exec(an.cookie())?.[1], planted);
  assert.deepEqual(await readSession(site.world, planted), { refused: 'not-signed-in' });
});

test('after signing in one goes nowhere but to this site', async () => {
  for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example']) {
    const an = site.visitor();
    const back = pathOf(await proveAt(an, 'Nguyễn Văn An', `/dang-nhap/dinh-danh?next=${encodeURIComponent(next)}`));
    assert.equal((await an.raw(back)).headers.get('location'), '/', next);
  }
});

test('cancelling there leads to the sign-in page with the other ways', async () => {
  const one = await started();
  const address = new URL((await one.raw('/dang-nhap/dinh-danh')).headers.get('location') ?? '');
  const page = await one.raw(`${identityBack}?error=access_denied&state=${address.searchParams.get('state')}&iss=${encodeURIComponent(address.origin)}`);
  assert.equal(page.status, 401);
  assert.match(page.text, /Chọn tài khoản mẫu/);
});

test('a provider that is away is said to be away, and the other ways stand there; when it is back, it serves', async () => {
  const port = await claimPort('127.0.0.1', 0);
  const gate = openIdentity({ issuer: `http://127.0.0.1:${port}`, client: 'cua-so', secret: 'x' }, site.url);
  const checks = { state: 'a'.repeat(43), nonce: 'b', verifier: 'c'.repeat(43) };
  assert.deepEqual(await gate.begin(checks, 'vi'), { refused: 'identity-unreachable' });
  const away = await openSite('127.0.0.1', { identity: async () => gate });
  const page = await away.visitor().get('/dang-nhap/dinh-danh');
  assert.equal(page.status, 503);
  assert.match(page.text, /Chưa nối được với hệ thống định danh quốc gia/);
  assert.match(page.text, /Dùng khóa truy cập/);
  assert.match(page.text, /Chọn tài khoản mẫu/);
});

test('without a provider the sign-in page offers none', async () => {
  const bare = await openSite();
  assert.doesNotMatch((await bare.visitor().get('/dang-nhap')).text, /Đăng nhập bằng định danh điện tử/);
  assert.equal((await bare.visitor().get('/dang-nhap/dinh-danh')).status, 404);
  assert.equal((await bare.visitor().get(`${identityBack}?state=x`)).status, 404);
});

// A provider that lies: everything is right but what each test changes.
type Lie = { readonly claims?: object; readonly header?: object; readonly sign?: (data: string) => string };
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const servers: Server[] = [];
after(() => {
  for (const server of servers) server.close();
});

async function liar(): Promise<{ readonly gate: IdentityGate; tell: (lie: Lie) => void }> {
  const port = await claimPort('127.0.0.1', 0);
  const issuer = `http://127.0.0.1:${port}`;
  let lie: Lie = {};
  const now = (): number => Math.floor(Date.now() / 1000);
  const token = (): string => {
    const claims = {
      iss: issuer,
      aud: 'cua-so',
      sub: 'nd-1',
      exp: now() + 300,
      iat: now(),
      nonce: 'n',
      id_number: '049085002345',
      name: 'Nguyễn Văn An',
      identity_level: 2,
    };
    const data = `${part({ alg: 'RS256', kid: 'k', ...lie.header })}.${part({ ...claims, ...lie.claims })}`;
    return `${data}.${(lie.sign ?? ((text) => sign('sha256', Buffer.from(text), privateKey).toString('base64url')))(data)}`;
  };
  const server = createServer((request, response) => {
    const answers: Record<string, () => object> = {
      '/.well-known/openid-configuration': () => ({
        ...{ issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks` },
        ...{ response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'] },
      }),
      '/jwks': () => ({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', use: 'sig', alg: 'RS256' }] }),
      '/token': () => ({ access_token: 'a', token_type: 'Bearer', expires_in: 300, id_token: token() }),
    };
    const answer = answers[request.url ?? ''];
    request.resume();
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer?.() ?? {}));
  });
  servers.push(server);
  await new Promise<void>((resume) => server.listen(port, '127.0.0.1', resume));
  return {
    gate: openIdentity({ issuer, client: 'cua-so', secret: 'x' }, site.url),
    tell: (next) => {
      lie = next;
    },
  };
}

test('an ID token that is not exactly ours is refused: nonce, audience, issuer, time, key, algorithm', async () => {
  const { gate, tell } = await liar();
  const checks = { state: 's'.repeat(43), nonce: 'n', verifier: 'v'.repeat(43) };
  const back = `${site.url}${identityBack}?code=c&state=${checks.state}`;
  const honest = await gate.finish(back, checks);
  assert.equal((honest as { id_number?: string }).id_number, '049085002345', JSON.stringify(honest));
  const past = Math.floor(Date.now() / 1000) - 3600;
  const lies: readonly (readonly [string, Lie])[] = [
    ['nonce of another sign-in', { claims: { nonce: 'other' } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['token of another client', { claims: { aud: 'another' } }],
    ['several clients, none authorised', { claims: { aud: ['cua-so', 'another'], azp: 'another' } }],
    ['another issuer', { claims: { iss: 'https://elsewhere.example' } }],
    ['an old token', { claims: { exp: past, iat: past - 300 } }],
    ['no subject', { claims: { sub: undefined } }],
    ['alg none', { header: { alg: 'none' }, sign: () => '' }],
    ['signed with the public key as a password', { header: { alg: 'HS256' }, sign: (text) => hmac(text) }],
    ['another key', { sign: (text) => sign('sha256', Buffer.from(text), other.privateKey).toString('base64url') }],
    ['no signature', { sign: () => '' }],
  ];
  for (const [name, lie] of lies) {
    tell(lie);
    assert.deepEqual(await gate.finish(back, checks), { refused: 'identity-refused' }, name);
  }
});

const hmac = (text: string): string =>
  createHmac('sha256', publicKey.export({ format: 'pem', type: 'spki' }))
    .update(text)
    .digest('base64url');

test('the double asks for PKCE, knows one address to go back to and one secret', async () => {
  const double = await doubleFor('http://127.0.0.1:1');
  const { issuer } = double.settings;
  const ask = { client_id: 'cua-so', response_type: 'code', scope: 'openid', state: 's', nonce: 'n', prompt: 'login' };
  const challenge = createHash('sha256').update('v').digest('base64url');
  const at = (change: object): Promise<Response> =>
    fetch(`${issuer}/auth?${new URLSearchParams({ ...ask, redirect_uri: `http://127.0.0.1:1${identityBack}`, ...change })}`, { redirect: 'manual' });
  assert.match((await at({})).headers.get('location') ?? '', /error=invalid_request/);
  assert.equal((await at({ redirect_uri: 'http://evil.example/', code_challenge: challenge, code_challenge_method: 'S256' })).status, 400);
  assert.match((await at({ code_challenge: challenge, code_challenge_method: 'S256' })).headers.get('location') ?? '', /^\/chon\//);
});

test('the double ends with its parent, even when that is killed', { timeout: 60_000 }, async () => {
  const port = await claimPort('127.0.0.1', 0);
  const wish = { issuer: `http://127.0.0.1:${port}`, host: '127.0.0.1', port, client: 'c', secret: 's', back: 'http://127.0.0.1:1/x', people: [] };
  const entry = new URL('../../src/gate/identity-double.ts', import.meta.url).href;
  // The double alone keeps nobody alive.
  const script = `setInterval(() => undefined, 1000);
    const { startIdentityDouble } = await import(${JSON.stringify(entry)});
    console.log(await startIdentityDouble(${JSON.stringify(wish)}).ready);`;
  const parent = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  assert.equal(line.toString().trim(), 'ready');
  assert.equal((await fetch(`${wish.issuer}/.well-known/openid-configuration`)).status, 200);
  parent.kill('SIGKILL');
  for (;;) {
    const answer = await fetch(wish.issuer).catch(() => undefined);
    if (answer === undefined) return;
  }
});
