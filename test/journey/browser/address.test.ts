import { describe, test } from 'node:test';
import { onStage } from '../../kit/browser.ts';
import { addressWithoutLine, addressWithoutScript, addressWithScript } from './address.ts';

describe('an address', { concurrency: 2 }, () => {
  test('a phone with script is offered names while the commune is typed', () => onStage(addressWithScript));
  test('a phone without script is asked which place was meant', () => onStage(addressWithoutScript));
  test('a phone without a line is asked the same by itself', () => onStage(addressWithoutLine, undefined, { line: '2G' }));
});
