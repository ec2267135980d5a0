import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { isRefusal } from '../../base/refusal.ts';
import type { SignedNotice } from './notice.ts';
import { proven, readCredit, readCredits, replayWindowMs, signedText } from './notice.ts';

const hmac = (text: string): string => createHmac('sha256', 'key').update(text).digest('hex');
const now = 1_668_474_000_000;
const bodyOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function notice(change: Partial<SignedNotice> = {}, seconds = now / 1000): SignedNotice {
  const [id, time] = ['n-00000001', String(seconds)];
  return { body: bodyOf('{"a":1}'), id, time, signature: hmac(signedText(time, id, '{"a":1}')), ...change };
}

test('what is signed with the shared key is proven, for five minutes before and after', () => {
  assert.equal(proven(notice(), now, hmac), true);
  for (const ms of [-replayWindowMs, replayWindowMs]) assert.equal(proven(notice({}, (now + ms) / 1000), now, hmac), true);
  for (const ms of [-replayWindowMs - 1000, replayWindowMs + 1000]) assert.ok(isRefusal(proven(notice({}, (now + ms) / 1000), now, hmac)), `${ms}`);
});

test('one letter of body, id, time or signature changed is no proof', () => {
  const wrong: readonly Partial<SignedNotice>[] = [
    { body: bodyOf('{"a":2}') },
    { body: bodyOf('{"a":1} ') },
    { id: 'n-00000002' },
    { time: String(now / 1000 + 1) },
    { signature: '0'.repeat(64) },
    { signature: '' },
    { id: '' },
    { time: '' },
  ];
  for (const change of wrong) assert.ok(isRefusal(proven(notice(change), now, hmac)), JSON.stringify(change));
});

test('without a shared key nothing is ever proven', () => {
  assert.ok(isRefusal(proven(notice({ signature: '' }), now, () => '')));
});

const credit = { id: 'FT1', kind: 'transfer', amount: 10_000, content: 'CS', at: '2022-11-15T08:00:00+07:00' };

test('a credit is an id, a way, whole đồng, a content and a moment', () => {
  assert.deepEqual(readCredit(credit), { bankRef: 'FT1', via: 'transfer', amount: 10_000, content: 'CS', at: '2022-11-15T08:00:00+07:00' });
  const wrong = [
    { id: '' },
    { id: 'a b' },
    { kind: 'cash' },
    { amount: 0 },
    { amount: -1 },
    { amount: 1.5 },
    { amount: '10000' },
    { amount: 1e15 },
    { content: null },
    { at: 'today' },
  ];
  for (const change of wrong) assert.ok(isRefusal(readCredit({ ...credit, ...change })), JSON.stringify(change));
  assert.ok(isRefusal(readCredit(null)));
});

test('one wrong credit in a list refuses the list', () => {
  assert.ok(isRefusal(readCredits([credit, { ...credit, amount: 0 }])));
  assert.ok(!isRefusal(readCredits([credit])));
});
