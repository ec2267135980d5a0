/** Citizens with the national identity, in a browser of their own beside the other journeys. */
import { describe, test } from 'node:test';
import { onStage } from '../../kit/browser.ts';
import { gateFor } from '../../kit/identity.ts';
import { identityWithoutScript, identityWithScript } from './identity.ts';

describe('identity', { concurrency: 2 }, () => {
  test('with script: a first sign-in at the provider, a passkey for the next time, and the key taken back', () =>
    onStage(identityWithScript, 'localhost', { identity: gateFor }));
  test('without any script: signing in, acting for somebody who agrees and takes it back, the vault, a copy of the data', () =>
    onStage(identityWithoutScript, undefined, { identity: gateFor }));
});
