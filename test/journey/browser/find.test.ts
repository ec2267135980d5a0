import { describe, test } from 'node:test';
import { onStage } from '../../kit/browser.ts';
import { findWithoutScript, findWithScript } from './find.ts';

describe('finding', () => {
  test('a phone with script: suggestions while typing, fee, check, form on paper', () => onStage(findWithScript));
  test('the same without any script, and an office', () => onStage(findWithoutScript));
});
