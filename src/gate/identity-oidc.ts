/** The national identity provider by OpenID Connect: authorisation code, PKCE, state, nonce; the library checks the ID token, its signature too. */
import * as oidc from 'openid-client';
import type { Json } from '../base/json.ts';
import type { Refusal } from '../base/refusal.ts';
import { isRefusal, refuse } from '../base/refusal.ts';
import type { IdentityGate } from '../kernel/person/person.ts';
import { identityBack } from '../kernel/person/person.ts';

export type IdentitySettings = {
  /** 'https://...': what the provider calls itself, where its `.well-known` stands. */
  readonly issuer: string;
  readonly client: string;
  readonly secret: string;
};

/** Nobody waits longer at the door than this; seconds. */
const patience = 8;
const scope = 'openid profile phone dinh_danh';

/** `origin` is our own address: the provider sends people back to it and to no other. */
export function openIdentity(settings: IdentitySettings, origin: string): IdentityGate {
  const back = `${origin}${identityBack}`;
  let known: Promise<oidc.Configuration> | undefined;
  const configuration = async (): Promise<oidc.Configuration | Refusal> => {
    known ??= discover(settings);
    try {
      return await known;
    } catch {
      // Asked again at the next sign-in: a provider that was away comes back.
      known = undefined;
      return refuse('identity-unreachable');
    }
  };
  return {
    begin: async ({ state, nonce, verifier }, lang) => {
      const config = await configuration();
      if (isRefusal(config)) return config;
      const code_challenge = await oidc.calculatePKCECodeChallenge(verifier);
      // Always asked anew: behind the former person at the library's computer nobody walks in.
      const ask = { redirect_uri: back, scope, state, nonce, code_challenge, code_challenge_method: 'S256', prompt: 'login', ui_locales: lang };
      return oidc.buildAuthorizationUrl(config, ask).href;
    },
    finish: async (answer, { state, nonce, verifier }) => {
      const config = await configuration();
      if (isRefusal(config)) return config;
      // What stands behind our own address; host and port were the asker's to write.
      const url = new URL(back);
      url.search = new URL(answer).search;
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
      try {
        const tokens = await oidc.authorizationCodeGrant(config, url, checks);
        return JSON.parse(JSON.stringify(tokens.claims() ?? null)) as Json;
      } catch (fault) {
        return refuse(isAway(fault) ? 'identity-unreachable' : 'identity-refused');
      }
    },
  };
}

async function discover({ issuer, client, secret }: IdentitySettings): Promise<oidc.Configuration> {
  const url = new URL(issuer);
  // Without https only for the double on this very machine (config.ts lets no other pass).
  const execute = url.protocol === 'http:' ? [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks] : [oidc.enableNonRepudiationChecks];
  return await oidc.discovery(url, client, { id_token_signed_response_alg: 'RS256' }, oidc.ClientSecretBasic(secret), { execute, timeout: patience });
}

/** Nobody answered in time, or it was a breakdown of theirs; everything else is an answer that does not check. */
function isAway(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const status = 'status' in fault ? Number(fault.status) : 0;
  return fault instanceof TypeError || fault.name === 'TimeoutError' || fault.name === 'AbortError' || status >= 500;
}
