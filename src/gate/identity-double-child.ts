/** The double of the national identity provider as a process: `oidc-provider` with invented people. Started by identity-double.ts, ends with its parent. */
import { createHash, generateKeyPairSync, randomBytes, randomInt } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import Provider, { interactionPolicy } from 'oidc-provider';
import type { DoublePerson, DoubleWish } from './identity-double.ts';
import { choosePage, codePage, doubleStyle, langAsked, lostPage } from './identity-double-page.ts';

process.on('disconnect', () => process.exit());
process.once('message', (wish: DoubleWish) => serve(wish));

const scopes = 'openid profile phone dinh_danh';
/** Wrong codes after which one begins anew. */
const mostTries = 5;

type Waiting = { readonly person: DoublePerson; readonly code: string; tries: number };

function serve(wish: DoubleWish): void {
  const provider = providerOf(wish);
  const answer = provider.callback();
  const waiting = new Map<string, Waiting>();
  const server = createServer((request, response) => {
    // All below one address: the provider's cookie of this sign-in is sent there only.
    const [, uid = '', place = ''] = /^\/chon\/([\w-]{1,64})(?:\/(ma|huy))?$/.exec((request.url ?? '').split('?')[0] ?? '') ?? [];
    if (uid === '') return void answer(request, response);
    interact({ provider, wish, waiting, place, uid }, request, response).catch(() => show(response, wish, lostPage(browserLang(request)), 400));
  });
  server.listen(wish.port, wish.host, () => process.send?.('ready'));
}

function providerOf({ issuer, client, secret, back, people }: DoubleWish): Provider {
  const policy = interactionPolicy.base();
  // The platform is the State's own: nobody is asked whether it may know the name.
  policy.remove('consent');
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  const find = (id: string): DoublePerson | undefined => people.find((person) => subjectOf(person) === id);
  return new Provider(issuer, {
    clients: [{ client_id: client, client_secret: secret, redirect_uris: [back], grant_types: ['authorization_code'], response_types: ['code'] }],
    jwks: { keys: [{ ...key, use: 'sig', alg: 'RS256', kid: 'mo-phong' }] },
    cookies: { keys: [randomBytes(24).toString('hex')], names: { session: 'mo_phong', interaction: 'mo_phong_hoi', resume: 'mo_phong_tiep' } },
    scopes: scopes.split(' '),
    claims: { openid: ['sub'], profile: ['name'], phone: ['phone_number'], dinh_danh: ['id_number', 'identity_level'], acr: null },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, userinfo: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    interactions: { policy, url: (_context: unknown, interaction: { readonly uid: string }) => `/chon/${interaction.uid}` },
    ttl: { AuthorizationCode: 60, AccessToken: 300, IdToken: 300, Interaction: 600, Session: 600, Grant: 600 },
    findAccount: (_context: unknown, id: string) => {
      const person = find(id);
      return person === undefined ? undefined : { accountId: id, claims: () => claimsOf(person) };
    },
    loadExistingGrant: async (context: {
      readonly oidc: { readonly client: { readonly clientId: string }; readonly session: { readonly accountId: string }; readonly provider: Provider };
    }) => {
      const { client: asker, session, provider } = context.oidc;
      const grant = new provider.Grant({ clientId: asker.clientId, accountId: session.accountId });
      grant.addOIDCScope(scopes);
      await grant.save();
      return grant;
    },
  });
}

/** The subject says nothing by itself; the number is a claim. */
const subjectOf = (person: DoublePerson): string => createHash('sha256').update(`mo-phong ${person.idNumber}`).digest('hex').slice(0, 24);

const claimsOf = (person: DoublePerson) => ({
  sub: subjectOf(person),
  name: person.name,
  id_number: person.idNumber,
  identity_level: person.level,
  ...(person.phone === undefined ? {} : { phone_number: person.phone }),
});

type Place = {
  readonly provider: Provider;
  readonly wish: DoubleWish;
  readonly waiting: Map<string, Waiting>;
  readonly place: string;
  readonly uid: string;
};

async function interact({ provider, wish, waiting, place, uid }: Place, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // Throws when this browser has no such sign-in open.
  const details = await provider.interactionDetails(request, response);
  if (details.uid !== uid) return show(response, wish, lostPage(browserLang(request)), 400);
  const lang = langAsked(details.params.ui_locales);
  if (place === 'huy') return await provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'cancelled' });
  if (request.method !== 'POST') return show(response, wish, choosePage(lang, uid, wish.people));
  const fields = await readForm(request);
  if (place === '') {
    const person = wish.people[Number(fields.get('person'))];
    if (person === undefined) return show(response, wish, choosePage(lang, uid, wish.people, 'chooseOne'), 422);
    const asked = { person, code: String(randomInt(1_000_000)).padStart(6, '0'), tries: 0 };
    waiting.set(uid, asked);
    return show(response, wish, codePage(lang, uid, asked));
  }
  const asked = waiting.get(uid);
  if (asked === undefined || asked.tries >= mostTries) return show(response, wish, choosePage(lang, uid, wish.people, 'expired'), 422);
  if ((fields.get('code') ?? '').replace(/\s/g, '') !== asked.code) {
    asked.tries += 1;
    return show(response, wish, codePage(lang, uid, asked, 'wrong'), 422);
  }
  waiting.delete(uid);
  await provider.interactionFinished(request, response, { login: { accountId: subjectOf(asked.person), remember: false } });
}

/** Where no sign-in is open that says it. */
const browserLang = (request: IncomingMessage) => langAsked(request.headers['accept-language']);

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    length += (part as Buffer).length;
    if (length > 10_000) break;
    parts.push(part as Buffer);
  }
  return new URLSearchParams(Buffer.concat(parts).toString('utf8'));
}

const styleHash = createHash('sha256').update(doubleStyle).digest('base64');

function show(response: ServerResponse, wish: DoubleWish, html: string, status = 200): void {
  response
    .writeHead(status, {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self' ${new URL(wish.back).origin}; base-uri 'none'; frame-ancestors 'none'`,
    })
    .end(html);
}
