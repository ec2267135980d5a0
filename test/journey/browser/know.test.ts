import { describe, test } from 'node:test';
import { onStage } from '../../kit/browser.ts';
import { handbookOffline, knowWithoutScript } from './know.ts';

describe('public information', () => {
  test('the handbook opened once is read and searched without a line', () => onStage(handbookOffline, undefined, { line: '2G' }));
  test('news, handbook and open data on a telephone without any script', () => onStage(knowWithoutScript));
});
